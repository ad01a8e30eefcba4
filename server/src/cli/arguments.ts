/** The command line's words. */
import { parseArgs } from 'node:util';

export type Locale = 'zh-cn' | 'en';

export interface Call {
  readonly command: (typeof COMMANDS)[number];
  readonly paths: readonly string[];
  readonly format?: string;
  readonly failOn: 'error' | 'warning' | 'information';
  readonly check: boolean;
  readonly output?: string;
  readonly locale?: string;
  /** For `explain`: line and column, both from 1. */
  readonly place?: { readonly line: number; readonly column: number };
  /** For `new`. */
  readonly form?: string;
  readonly unit?: string;
  readonly year?: string;
  readonly kind?: string;
}

/** Why a call cannot be carried out; printed to stderr, exit code 2. */
export class UsageError extends Error {}

const COMMANDS = ['check', 'format', 'render', 'facts', 'explain', 'new', 'help', 'version'] as const;
const FORMATS: Readonly<Record<string, readonly string[]>> = {
  check: ['text', 'json', 'github'],
  render: ['html', 'json', 'md'],
  facts: ['json', 'csv'],
};
const KINDS = ['决算', '预算'] as const;
const FAIL_ON = ['error', 'warning', 'information'] as const;

/** `--locale` wherever it stands, so that even a complaint about the call is in the user's language. */
export function localeArgument(words: readonly string[]): string | undefined {
  const at = words.findIndex((word) => word === '--locale' || word.startsWith('--locale='));
  return at < 0 ? undefined : words[at].includes('=') ? words[at].slice('--locale='.length) : words[at + 1];
}

/** `say` turns a message into the user's language. */
export function readArguments(words: readonly string[], say: Say): Call {
  const parsed = parse(words, say);
  const { values, positionals } = parsed;
  const command = values.help ? 'help' : values.version ? 'version' : (positionals[0] ?? 'help');
  if (!isOneOf(command, COMMANDS)) throw new UsageError(say('"{0}" is no command; the commands are {1}.', command, COMMANDS.join(', ')));
  const paths = positionals.slice(1);
  const formats = FORMATS[command];
  if (values.format !== undefined && !formats?.includes(values.format))
    throw new UsageError(say('"{0}" is no format of {1}; choose one of {2}.', values.format, command, (formats ?? ['—']).join(', ')));
  const failOn = values['fail-on'] ?? 'error';
  if (!isOneOf(failOn, FAIL_ON)) throw new UsageError(say('--fail-on takes one of {0}.', FAIL_ON.join(', ')));
  if (['check', 'format', 'render', 'facts', 'explain'].includes(command) && paths.length === 0)
    throw new UsageError(say('{0} needs a file.', command));
  if ((command === 'render' || command === 'facts') && paths.length > 1) throw new UsageError(say('{0} takes one file.', command));
  if (command === 'new') checkNew(values, paths, say);
  return {
    command,
    paths,
    failOn,
    check: values.check === true,
    ...(command === 'explain' ? { place: placeOf(paths, say) } : {}),
    ...pickDefined({
      format: values.format,
      output: values.output,
      locale: values.locale,
      form: values.form,
      unit: values.unit,
      year: values.year,
      kind: values.kind,
    }),
  };
}

type Say = (message: string, ...args: string[]) => string;

function placeOf(paths: readonly string[], say: Say): Call['place'] {
  const match = paths.length === 2 ? /^([1-9]\d*):([1-9]\d*)$/.exec(paths[1]) : null;
  if (!match) throw new UsageError(say('explain takes one file and a place in it, such as 12:20 (line and column, from 1).'));
  return { line: Number(match[1]), column: Number(match[2]) };
}

function checkNew(
  values: { readonly form?: string; readonly unit?: string; readonly year?: string; readonly kind?: string },
  paths: readonly string[],
  say: Say,
): void {
  const missing = (['form', 'unit', 'year'] as const).filter((name) => !values[name]?.trim());
  if (missing.length > 0) throw new UsageError(say('new needs {0}.', missing.map((name) => `--${name}`).join(', ')));
  if (paths.length > 0) throw new UsageError(say('new takes no file; -o names the one to write.'));
  if (values.kind !== undefined && !isOneOf(values.kind, KINDS)) throw new UsageError(say('--kind takes one of {0}.', KINDS.join(', ')));
}

function parse(words: readonly string[], say: Say) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        format: { type: 'string' },
        'fail-on': { type: 'string' },
        check: { type: 'boolean' },
        output: { type: 'string', short: 'o' },
        locale: { type: 'string' },
        form: { type: 'string' },
        unit: { type: 'string' },
        year: { type: 'string' },
        kind: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'v' },
      },
    });
  } catch (error) {
    throw new UsageError(say('This call cannot be read: {0}', (error as Error).message.split('\n')[0]));
  }
}

const isOneOf = <T extends string>(word: string, words: readonly T[]): word is T => (words as readonly string[]).includes(word);

const pickDefined = <T extends Record<string, string | undefined>>(values: T): { [K in keyof T]?: string } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: string };
