/**
 * Lets Node keep what V8 compiled, so that the next start need not read and compile the program anew.
 *
 * What is kept is run without another look, so it must lie where nobody else can write. The folder for temporary files, which is Node's choice, is the user's own on
 * macOS and Windows; elsewhere everybody shares it, so there the user's cache is taken. `NODE_COMPILE_CACHE` names another folder, `NODE_DISABLE_COMPILE_CACHE` forbids it.
 */
import { existsSync, mkdirSync } from 'node:fs';
import module from 'node:module';
import os from 'node:os';
import path from 'node:path';

const leaveToNode = (): boolean =>
  process.env.NODE_COMPILE_CACHE !== undefined || process.platform === 'win32' || process.platform === 'darwin';

/** Makes a folder within one that is there: where that is missing, Node would try for ever on some file systems. */
function makeFolder(folder: string): string {
  if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
  return folder;
}

function ownFolder(): string {
  const cache = makeFolder(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'));
  return makeFolder(path.join(cache, 'budget-disclosure'));
}

/** To be called before the program is loaded. Does nothing on Node 20, nor where no folder can be made. */
export function keepCompiled(): void {
  if (!module.enableCompileCache) return;
  try {
    module.enableCompileCache(leaveToNode() ? undefined : ownFolder());
  } catch {
    // The program starts as if for the first time.
  }
}
