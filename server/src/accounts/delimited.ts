/** Tables as text: tab-separated, comma-separated, in whatever encoding a spreadsheet saved them. */

export interface TextRecord {
  /** One-based line on which the record begins. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface DelimitedText {
  readonly records: readonly TextRecord[];
  /** Line of a quote that is never closed. */
  readonly unclosedQuote?: number;
}

/**
 * Text of a file's bytes. UTF-8 and UTF-16 are told by their BOM; without one it is UTF-8 if the bytes are, else GB18030, which is what spreadsheets on Chinese systems save.
 * Never fails: bytes that fit nothing become replacement characters.
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

const delimiterOf = (text: string): string => {
  const head = text.slice(0, 4000);
  return ['\t', ',', '，', ';'].find((delimiter) => head.includes(delimiter)) ?? '\t';
};

/** Cuts a table into records. A cell that begins with `"` runs to its closing quote, over line ends too; `""` inside is one quote. Records without any text are left out. */
export function parseDelimited(text: string): DelimitedText {
  const source = text.replace(/^\ufeff/, '');
  const delimiter = delimiterOf(source);
  const records: TextRecord[] = [];
  let unclosedQuote: number | undefined;
  let line = 1;
  let at = 0;
  while (at < source.length) {
    const begin = line;
    const cells: string[] = [];
    let more = true;
    while (more) {
      const cell = source[at] === '"' ? quotedCell(source, at, delimiter) : plainCell(source, at, delimiter);
      if (!cell.closed) unclosedQuote ??= line;
      cells.push(cell.text.trim());
      line += countLineFeeds(source, at, cell.end);
      at = cell.end;
      more = source[at] === delimiter;
      if (more) at++;
    }
    if (source[at] === '\r' && source[at + 1] === '\n') at++;
    if (at < source.length) {
      at++;
      line++;
    }
    if (cells.some((cell) => cell !== '')) records.push({ line: begin, cells });
  }
  return { records, unclosedQuote };
}

interface CellText {
  readonly text: string;
  readonly end: number;
  readonly closed: boolean;
}

const isLineEnd = (char: string): boolean => char === '\n' || char === '\r';

function plainCell(source: string, start: number, delimiter: string): CellText {
  let end = start;
  while (end < source.length && source[end] !== delimiter && !isLineEnd(source[end])) end++;
  return { text: source.slice(start, end), end, closed: true };
}

function quotedCell(source: string, start: number, delimiter: string): CellText {
  let text = '';
  let at = start + 1;
  for (;;) {
    const quote = source.indexOf('"', at);
    if (quote < 0) {
      // A lone quote must not swallow the rest of the file: it is then a character like any other.
      return { ...plainCell(source, start, delimiter), closed: false };
    }
    text += source.slice(at, quote);
    at = quote + 1;
    if (source[at] !== '"') break;
    text += '"';
    at++;
  }
  const rest = plainCell(source, at, delimiter);
  return { text: text + rest.text, end: rest.end, closed: true };
}

function countLineFeeds(source: string, start: number, end: number): number {
  let count = 0;
  for (let i = source.indexOf('\n', start); i >= 0 && i < end; i = source.indexOf('\n', i + 1)) count++;
  return count;
}
