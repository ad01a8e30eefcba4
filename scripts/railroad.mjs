/**
 * Draws the language's railroad diagrams into docs/railroad: an SVG file for each rule of the parser, and one page with all of them.
 *
 * The parser's own grammar is the source, so the diagrams cannot say anything else than the parser does. A test compares them with the files. Run it with the pinned Node.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  Choice,
  Diagram,
  NonTerminal,
  OneOrMore,
  Optional,
  Options,
  Sequence,
  Skip,
  Terminal,
  ZeroOrMore,
} from '@prantlf/railroad-diagrams';
import { displayWidth } from '../grammar/src/index.ts';
import { sectionParser } from '../grammar/src/parser.ts';
import { allTokens, CellToken } from '../grammar/src/tokens.ts';

const folder = path.resolve(import.meta.dirname, '../docs/railroad');

const style = `
  svg.railroad-diagram { background-color: #fff; }
  svg.railroad-diagram path { stroke-width: 2; stroke: #333; fill: none; }
  svg.railroad-diagram text { font: 14px monospace; text-anchor: middle; white-space: pre; fill: #111; }
  svg.railroad-diagram rect { stroke-width: 2; stroke: #333; fill: #fff; }
  svg.railroad-diagram g.terminal rect { fill: #f3e3c8; }
  svg.railroad-diagram g.non-terminal rect { fill: #e3ecf7; }
`;

/** The library counts characters; a Chinese one is twice as wide as a Latin one. */
function wide(box) {
  box.width = displayWidth(box.text) * Options.CHAR_WIDTH + 20;
  return box;
}

/** A mark is drawn without the quotes around it. */
const terminal = (label) => wide(new Terminal(label.replaceAll("'", '')));
const rule = (name) => wide(new NonTerminal(name, { href: `#${name}` }));
const sequence = (parts) => (parts.length === 1 ? draw(parts[0]) : new Sequence(...parts.map(draw)));

/** One production of the parser's serialized grammar as the library's elements. */
function draw(production) {
  const { definition = [] } = production;
  switch (production.type) {
    case 'Terminal':
      return production.name === CellToken.name ? rule('cell') : terminal(production.label);
    case 'NonTerminal':
      return rule(production.name);
    case 'Option':
      return new Optional(sequence(definition));
    case 'Repetition':
      return new ZeroOrMore(sequence(definition));
    case 'RepetitionMandatory':
      return new OneOrMore(sequence(definition));
    case 'RepetitionWithSeparator':
      return new ZeroOrMore(sequence(definition), terminal(production.separator.label));
    case 'Alternation':
      return new Choice(0, ...definition.map(draw));
    case 'Alternative':
      return definition.length === 0 ? new Skip() : sequence(definition);
    default:
      throw new Error(`The diagrams have no picture for ${production.type}.`);
  }
}

/** A cell is a token of one of several types; the parser asks only whether a token is one. */
const cellRule = {
  name: 'cell',
  definition: [
    {
      type: 'Alternation',
      definition: allTokens
        .filter((type) => type.CATEGORIES?.includes(CellToken))
        .map((type) => ({ type: 'Alternative', definition: [{ type: 'Terminal', name: type.name, label: type.LABEL }] })),
    },
  ],
};

const rules = () => {
  const all = sectionParser().getSerializedGastProductions();
  const at = all.findIndex(({ name }) => name === 'cells');
  return all.toSpliced(at + 1, 0, cellRule);
};

const svg = ({ definition }) => new Diagram(...definition.map(draw));

const page = (all) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>The disclosure language: railroad diagrams</title>
<style>
  body { font-family: sans-serif; margin: 2em; color: #111; background: #fff; }
  h2 { font: 16px monospace; margin: 2em 0 0.5em; }
${style}</style>
</head>
<body>
<h1>The disclosure language</h1>
<p>Blue boxes are rules, brown ones are what stands in the text. Blanks that part cells, and comments, stand anywhere and are not drawn.</p>
${all.map((each) => `<h2 id="${each.name}">${each.name}</h2>\n${svg(each)}`).join('\n')}
</body>
</html>
`;

/** A picture of its own leads to the other pictures instead of the page's headings. */
const standalone = (each) =>
  svg(each)
    .toStandalone(style)
    .replaceAll(/xlink:href="#(\w+)"/g, 'xlink:href="$1.svg"');

/** Every file of docs/railroad by its name. */
export function drawings() {
  const all = rules();
  const files = new Map(all.map((each) => [`${each.name}.svg`, standalone(each)]));
  files.set('index.html', page(all));
  return files;
}

if (import.meta.main) {
  const files = drawings();
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (!files.has(name)) rmSync(path.join(folder, name));
  for (const [name, text] of files) writeFileSync(path.join(folder, name), text);
}
