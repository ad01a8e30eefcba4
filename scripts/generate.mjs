/**
 * Computes what the server loads from the tables that people edit: the account catalogue with its pinyin, and the glossary.
 *
 * Pinyin is computed here because the dictionary for it is far too large to load in a language server. Run it with the pinned Node; it does nothing if no input has changed.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const server = path.resolve(import.meta.dirname, '../server/src');
const accountsRoom = path.join(server, 'accounts');
const glossaryRoom = path.join(server, 'glossary');
const outputs = [path.join(accountsRoom, 'generated/catalogue.json'), path.join(glossaryRoom, 'generated/terms.json')];
const stampFile = path.join(accountsRoom, 'generated/stamp');

/** Everything the outputs depend on: the tables, what reads them, this script. */
const inputs = () => [
  ...['accounts/data', 'glossary/data'].flatMap((folder) =>
    readdirSync(path.join(server, folder)).map((name) => path.join(server, folder, name)),
  ),
  ...['override.ts', 'delimited.ts', 'fold.ts', 'data.ts'].map((name) => path.join(accountsRoom, name)),
  import.meta.filename,
];

function stamp() {
  const hash = createHash('sha256');
  for (const file of inputs().sort()) hash.update(path.basename(file)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** A table's records by its headings; blank cells are empty strings. */
function readTable(file) {
  const [head, ...lines] = readFileSync(file, 'utf8')
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.split('\t'));
  return lines.map((cells) => Object.fromEntries(head.map((title, i) => [title, cells[i] ?? ''])));
}

function readClassifications() {
  return readTable(path.join(accountsRoom, 'data/classifications.tsv')).map((row) => ({
    dimension: row.分类,
    title: row.全称,
    digit: row.首位数字,
    levels: row.各级名称.split('、'),
    lengths: row.各级位数.split('、').map(Number),
  }));
}

const accountFiles = ['functional', 'department-economic', 'government-economic', 'revenue'];

/** Every account in order of code. A line that cannot be read stops the build. */
async function readAccounts(classifications) {
  const { parseAccountTable } = await import('../server/src/accounts/override.ts');
  const accounts = accountFiles.flatMap((name) => {
    const text = readFileSync(path.join(accountsRoom, `data/${name}.tsv`), 'utf8');
    const table = parseAccountTable(text, { classifications, statesBasis: true });
    for (const problem of table.problems) throw new Error(`${name}.tsv:${problem.line}: ${problem.message}`);
    return table.accounts;
  });
  return accounts.sort((a, b) => (a.code < b.code ? -1 : 1));
}

const aliasKinds = { 地方: 'provincial', 旧名: 'obsolete' };

function readAliases() {
  const aliases = {};
  for (const row of readTable(path.join(accountsRoom, 'data/aliases.tsv'))) {
    const kind = aliasKinds[row.类别];
    if (!kind) throw new Error(`aliases.tsv: ${row.类别} is no kind of alias.`);
    const until = row.使用至年度 === '' ? undefined : Number(row.使用至年度);
    aliases[row.科目编码] = [...(aliases[row.科目编码] ?? []), { name: row.别名, kind, until, where: row.出处 }];
  }
  return aliases;
}

/** Spells names without tones, `v` for ü; a word of the overrides rules over the dictionary. */
async function createSpeller() {
  const { pinyin } = await import('pinyin-pro');
  const overrides = readTable(path.join(accountsRoom, 'data/pinyin-overrides.tsv')).sort((a, b) => b.词语.length - a.词语.length);
  return (name) => {
    const syllables = pinyin(name, { type: 'all', toneType: 'none' }).map((one) => (one.isZh ? one.pinyin.replaceAll('ü', 'v') : ''));
    const characters = [...name];
    const settled = new Set();
    for (const { 词语: word, 拼音: reading } of overrides)
      for (let at = name.indexOf(word); at >= 0; at = name.indexOf(word, at + 1)) {
        // The longest word comes first and keeps its characters.
        const places = [...word].map((_, i) => [...name.slice(0, at)].length + i);
        if (places.some((place) => settled.has(place))) continue;
        for (const [i, syllable] of reading.split(' ').entries()) syllables[places[i]] = syllable;
        for (const place of places) settled.add(place);
      }
    if (syllables.length !== characters.length) throw new Error(`The pinyin of ${name} does not fit its characters.`);
    return syllables.filter((syllable) => syllable !== '').join(' ');
  };
}

const confidenceLetters = { high: 'h', 'medium-high': 'm', medium: 'd', low: 'l' };

/** A column with a value for some codes only. */
function sparse(accounts, field) {
  return Object.fromEntries(accounts.filter((account) => account[field] !== undefined).map((account) => [account.code, account[field]]));
}

/** Values once each, and for every account the index of its own. */
function indexed(values, first = []) {
  const distinct = [...new Set([...first, ...values])];
  const places = new Map(distinct.map((value, i) => [value, i]));
  return [distinct, values.map((value) => places.get(value))];
}

/** The catalogue as `server/src/accounts/data.ts` describes it. */
async function catalogue() {
  const classifications = readClassifications();
  const accounts = await readAccounts(classifications);
  const spell = await createSpeller();
  const [names, nameOf] = indexed(accounts.map((account) => account.name));
  const [budgets, budgetOf] = indexed(
    accounts.map((account) => account.budget ?? ''),
    [''],
  );
  return {
    classifications,
    codes: accounts.map((account) => account.code),
    nameOf,
    names,
    pinyin: names.map(spell),
    budgetOf,
    budgets,
    basis: accounts.map((account) => (account.basis === 'attested' ? 'a' : (confidenceLetters[account.confidence] ?? 'l'))).join(''),
    seen: sparse(accounts, 'seen'),
    from: sparse(accounts, 'from'),
    to: sparse(accounts, 'to'),
    formerNames: sparse(accounts, 'formerNames'),
    laterNames: sparse(accounts, 'laterNames'),
    movedTo: sparse(accounts, 'movedTo'),
    explanations: sparse(accounts, 'explanation'),
    adapted: accounts.filter((account) => account.explanationBasis === 'adapted').map((account) => account.code),
    aliases: readAliases(),
  };
}

/** Terms with their explanation and the document it stands in. */
function terms() {
  return readTable(path.join(glossaryRoom, 'data/terms.tsv')).map((row) => [row.词, row.释义, row.出处]);
}

async function main() {
  const now = stamp();
  const done = [stampFile, ...outputs].every((file) => existsSync(file)) && readFileSync(stampFile, 'utf8') === now;
  if (done) return;
  for (const [file, value] of [
    [outputs[0], await catalogue()],
    [outputs[1], terms()],
  ]) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(value)}\n`);
  }
  writeFileSync(stampFile, now);
}

await main();
