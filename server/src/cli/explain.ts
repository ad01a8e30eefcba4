/** `budget explain FILE LINE:COLUMN`: what the figure there agrees with, in the editor's words. */
import { t } from '@vscode/l10n';
import { explainAt } from '../service/explain.ts';
import { type Call, UsageError } from './arguments.ts';
import { analyse } from './commands.ts';
import type { Io } from './io.ts';

export async function explain(call: Call, io: Io): Promise<number> {
  const { line, column } = call.place!;
  const text = explainAt(await analyse(call.paths[0], io, { within: [] }), { line: line - 1, character: column - 1 });
  if (text === undefined) throw new UsageError(t('No figure stands at {0}.', `${line}:${column}`));
  io.out(`${text}\n`);
  return 0;
}
