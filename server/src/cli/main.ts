/** `budget check | format | render | facts`, over the same service as the editor. */
import { t } from '@vscode/l10n';
import { localeOf, useLocale } from '../lsp/locale.ts';
import { type Call, localeArgument, readArguments, UsageError } from './arguments.ts';
import { check, facts, format, render } from './commands.ts';
import { helpText, VERSION } from './help.ts';

/** Found something at or above `--fail-on`. */
export const FOUND = 1;
/** The call or a file was unusable. */
export const UNUSABLE = 2;

/** The environment's language; 简体中文 if it names none, since that is what the users speak. */
function environmentLocale(): string {
  const named = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '';
  return named === '' || /^(C|POSIX)(\.|$)/.test(named) ? 'zh-CN' : named;
}

const run: Readonly<Record<Call['command'], (call: Call) => Promise<number>>> = {
  check,
  format,
  render,
  facts,
  help: async () => {
    process.stdout.write(helpText());
    return 0;
  },
  version: async () => {
    process.stdout.write(`${VERSION}\n`);
    return 0;
  },
};

async function main(words: readonly string[]): Promise<number> {
  useLocale(localeOf(localeArgument(words) ?? environmentLocale()));
  try {
    const call = readArguments(words, t);
    return await run[call.command](call);
  } catch (error) {
    const message =
      error instanceof UsageError
        ? error.message
        : t('Unexpected fault: {0}', error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.stderr.write(`budget: ${message}\n`);
    return UNUSABLE;
  }
}

// A reader that stops early, such as `head`, is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

process.exitCode = await main(process.argv.slice(2));
