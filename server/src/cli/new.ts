/** `budget new`: a disclosure of a form set, to be filled in. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { t } from '@vscode/l10n';
import { builtInCatalogue } from '../accounts/builtin.ts';
import { builtInDeferred } from '../forms/builtin.ts';
import { formattingOf } from '../service/formatting.ts';
import { skeletonOf } from '../service/skeleton.ts';
import { type Call, UsageError } from './arguments.ts';
import { analyseText } from './commands.ts';
import { uriOf } from './files.ts';
import type { Io } from './io.ts';

export async function create(call: Call, io: Io): Promise<number> {
  const { form = '', year = '', kind, output } = call;
  const unit = (call.unit ?? '').trim();
  // The file need not be there: form sets around its place count all the same.
  const uri = uriOf(output ?? 'new.budget', io.cwd);
  const asked = (await analyseText(uri, `版式：${form}\n`, io)).disclosure;
  if (asked.head.findings.length > 0)
    throw new UsageError(t('There is no form set "{0}". Near or known: {1}.', form, knownFrom(asked.head.findings)));
  const { formSet } = asked;
  if (kind !== undefined && kind !== formSet.kind)
    throw new UsageError(t('{0} is a form set of {1}, not of {2}.', formSet.name, formSet.kind, kind));
  const draft = skeletonOf(formSet, { unit, year }, (code) => builtInCatalogue().find(code)?.name);
  const analysis = await analyseText(uri, draft, io);
  const { head } = analysis.disclosure;
  if (head.fiscalYear === undefined) throw new UsageError(t('"{0}" is no fiscal year; write four digits, such as 2023.', year));
  if (head.unit !== unit) throw new UsageError(t('"{0}" cannot be the name of a unit.', unit));
  // Later edits first, so that each applies to what its positions speak of.
  const changes = formattingOf(analysis)
    .sort((a, b) => b.range.start.line - a.range.start.line || b.range.start.character - a.range.start.character)
    .map(({ range, newText }) => ({ range, text: newText }));
  const { text } = analysis.document.apply(changes, 1);
  if (output === undefined) io.out(text);
  else await write(path.resolve(io.cwd, output), text, output);
  return 0;
}

/** The likest names, as the finding on the head proposes them; else all built-in ones. */
function knownFrom(findings: readonly { readonly fixes?: readonly { readonly edits: readonly { readonly text: string }[] }[] }[]): string {
  const nearest = findings.flatMap(({ fixes = [] }) => fixes.flatMap(({ edits }) => edits.map(({ text }) => text)));
  return (nearest.length > 0 ? nearest : builtInDeferred.map(({ name }) => name)).join('、');
}

/** A file that is there may be somebody's work: it is never written over. */
async function write(file: string, text: string, shown: string): Promise<void> {
  await writeFile(file, text, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      error.code === 'EEXIST' ? t('{0} is there already; it is left as it is.', shown) : t('{0} cannot be written.', shown),
    );
  });
}
