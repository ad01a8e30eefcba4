/** One `*.form.json`: its JSON, and places in its text for what is wrong with it. */
import { t } from '@vscode/l10n';
import { findNodeAtLocation, getNodeValue, type Node, type ParseError, parseTree } from 'jsonc-parser';
import type { FormProblem } from '../forms/types.ts';
import type { Range } from './document.ts';

/** What is wrong with a form set, at its place in the file. */
export interface FormFileProblem {
  readonly message: string;
  readonly range: Range;
}

/** A form set as a file gives it. */
export interface FormFile {
  readonly uri: string;
  /** As far as the text can be read. */
  readonly json: unknown;
  /** Undefined if the text is JSON. */
  readonly broken?: FormFileProblem;
  /** The place of a problem: the deepest part of its JSON pointer (RFC 6901) that the file holds. */
  placeOf(problem: FormProblem): FormFileProblem;
}

const unescapeKey = (key: string): string => key.replaceAll('~1', '/').replaceAll('~0', '~');

/** The node to which a pointer leads, or the last one on the way that there is. */
function nodeAt(root: Node, pointer: string): Node {
  let at = root;
  for (const key of pointer.split('/').slice(1).map(unescapeKey)) {
    const below = findNodeAtLocation(at, [at.type === 'array' ? Number(key) : key]);
    if (!below) break;
    at = below;
  }
  return at;
}

/** Reads a file's text; never throws. */
export function readFormFile(uri: string, text: string): FormFile {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true });
  const range = rangesIn(text);
  const [error] = errors;
  return {
    uri,
    json: root && getNodeValue(root),
    ...(error ? { broken: { message: t('From here on this is no JSON.'), range: range(error.offset, error.length) } } : {}),
    placeOf({ pointer, message }) {
      const { offset, length } = root ? nodeAt(root, pointer) : { offset: 0, length: 0 };
      return { message, range: range(offset, length) };
    },
  };
}

/** Ranges by offset and length; what reaches over several lines is marked on the first one only. */
function rangesIn(text: string): (offset: number, length: number) => Range {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((match) => match.index + match[0].length)];
  return (offset, length) => {
    const line = starts.findLastIndex((start) => start <= offset);
    const end = starts[line + 1] === undefined ? text.length : text.slice(0, starts[line + 1]).replace(/[\r\n]+$/, '').length;
    const character = offset - starts[line];
    return { start: { line, character }, end: { line, character: Math.max(character, Math.min(offset + length, end) - starts[line]) } };
  };
}
