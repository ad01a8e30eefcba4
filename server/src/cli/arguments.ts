/** The command line's words. */
import { parseArgs } from 'node:util';

export type Locale = 'zh-cn' | 'en';

export interface Call {
  readonly command: 'check' | 'format' | 'render' | 'facts' | 'help' | 'version';
  readonly paths: readonly string[];
  readonly format?: string;
  readonly failOn: 'error' | 'warning' | 'information';
  readonly check: boolean;
  readonly output?: string;
  readonly locale?: string;
}

/** Why a call cannot be carried out; printed to stderr, exit code 2. */
export class UsageError extends Error {}

const COMMANDS = ['check', 'format', 'render', 'facts', 'help', 'version'] as const;
const FORMATS: Readonly<Record<string, readonly string[]>> = {
  check: ['text', 'json', 'github'],
  render: ['html', 'json'],
  facts: ['json', 'csv'],
};
const FAIL_ON = ['error', 'warning', 'information'] as const;

/** `--locale` wherever it stands, so that even a complaint about the call is in the user's language. */
export function localeArgument(words: readonly string[]): string | undefined {
  const at = words.findIndex((word) => word === '--locale' || word.startsWith('--locale='));
  return at < 0 ? undefined : words[at].includes('=') ? words[at].slice('--locale='.length) : words[at + 1];
}

/** `say` turns a message into the user's language. */
export function readArguments(words: readonly string[], say: (message: string, ...args: string[]) => string): Call {
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
  if (['check', 'format', 'render', 'facts'].includes(command) && paths.length === 0)
    throw new UsageError(say('{0} needs a file.', command));
  if ((command === 'render' || command === 'facts') && paths.length > 1) throw new UsageError(say('{0} takes one file.', command));
  return {
    command,
    paths,
    failOn,
    check: values.check === true,
    ...pickDefined({ format: values.format, output: values.output, locale: values.locale }),
  };
}

function parse(words: readonly string[], say: (message: string, ...args: string[]) => string) {
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
