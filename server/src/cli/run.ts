/** One call of the command line, from its words to its exit code. */
import { t } from '@vscode/l10n';
import { localeOf, useLocale } from '../lsp/locale.ts';
import { type Call, localeArgument, readArguments, UsageError } from './arguments.ts';
import { check, facts, forgetFiles, format, render } from './commands.ts';
import { explain } from './explain.ts';
import { helpText, VERSION } from './help.ts';
import type { Io } from './io.ts';
import { create } from './new.ts';

/** The call or a file was unusable. */
const UNUSABLE = 2;

/** The environment's language; 简体中文 if it names none, since that is what the users speak. */
function environmentLocale({ environment }: Io): string {
  const named = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return named === '' || /^(C|POSIX)(\.|$)/.test(named) ? 'zh-CN' : named;
}

const commands: Readonly<Record<Call['command'], (call: Call, io: Io) => Promise<number>>> = {
  check,
  format,
  render,
  facts,
  explain,
  new: create,
  help: async (_, io) => {
    io.out(helpText());
    return 0;
  },
  version: async (_, io) => {
    io.out(`${VERSION}\n`);
    return 0;
  },
};

/** Answers the exit code: 0 nothing found, 1 findings at or above `--fail-on`, 2 the call or a file was unusable. */
export async function run(words: readonly string[], io: Io): Promise<number> {
  useLocale(localeOf(localeArgument(words) ?? environmentLocale(io)));
  try {
    const call = readArguments(words, t);
    forgetFiles();
    return await commands[call.command](call, io);
  } catch (error) {
    const message =
      error instanceof UsageError
        ? error.message
        : t('Unexpected fault: {0}', error instanceof Error ? (error.stack ?? error.message) : String(error));
    io.err(`budget: ${message}\n`);
    return UNUSABLE;
  }
}
