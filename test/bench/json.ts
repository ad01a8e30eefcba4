/** The same document as JSON, line for line: what the JSON language server is given to read. */
import { readCell } from 'budget-grammar';

const HEADER = /^【([^】]*)】$/;
const PROPERTY = /^([^：\s]{1,40})：(.*)$/;

function cellOf(text: string): unknown {
  const reading = readCell(text);
  return reading.kind === 'amount' && !reading.amount!.percent && !reading.amount!.unit ? Number(reading.amount!.value) : text;
}

/** One line of a section as one element of an array, without the comma behind it. */
function elementOf(line: string): string {
  const cells = line.split(/\t| {2,}/);
  if (cells.length > 1) return `[${cells.map((cell) => JSON.stringify(cellOf(cell))).join(', ')}]`;
  const property = PROPERTY.exec(line);
  return property ? `{ ${JSON.stringify(property[1])}: ${JSON.stringify(property[2])} }` : JSON.stringify(line);
}

/** A row for the middle of a section. */
export const jsonRow = (line: string): string => `${elementOf(line)},`;

/**
 * A JSON document of as many lines with the same words and figures: an array of sections, each with its lines; rows are arrays, properties objects, prose strings.
 * A blank line must stand before each header, as the generator writes it; the blank line closes its section.
 */
export function toJson(text: string): string {
  const lines = text.replace(/\n$/, '').split('\n');
  const out = lines.map((line, i) => {
    const header = HEADER.exec(line);
    const opening = header ? `{ "title": ${JSON.stringify(header[1])}, "lines": [` : '';
    const closes = i === lines.length - 1 || HEADER.test(lines[i + 1]);
    const element = header ? (closes ? 'null' : '') : line === '' ? 'null' : elementOf(line);
    return `${opening}${element}${closes ? '] },' : header ? '' : ','}`;
  });
  out[0] = `[{ "title": "", "lines": [${out[0]}`;
  out[out.length - 1] = `${out[out.length - 1].slice(0, -1)}]`;
  return `${out.join('\n')}\n`;
}
