/** Makes the installable extension, `budget-disclosure.vsix`. What goes into it is the allow-list `files` of package.json. */
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { ensureBuild, ensureDependencies, main, pinnedNode, root, runQuietly, say, toolEnvironment } from './setup.mjs';

/** Where the package is written. */
export const packageFile = path.join(root, 'budget-disclosure.vsix');

/**
 * Packages what is built, unless the package is newer than all of it.
 *
 * The pictures in the README are relative, and vsce wants to know an address for them; since the repository names none, they are left pointing into the package.
 */
export function makePackage() {
  const vsce = path.join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  const addresses = ['--baseContentUrl', '.', '--baseImagesUrl', '.'];
  const flags = ['--no-dependencies', '--allow-missing-repository', '--skip-license', '--allow-unused-files-pattern', ...addresses];
  runQuietly(pinnedNode(), [vsce, 'package', ...flags, '--out', packageFile], { env: toolEnvironment() });
  return packageFile;
}

if (process.argv[1] === new URL(import.meta.url).pathname)
  await main(async () => {
    ensureDependencies();
    await ensureBuild();
    makePackage();
    say(`${path.relative(process.cwd(), packageFile)}: ${Math.round(statSync(packageFile).size / 1024)} kB`);
    return existsSync(packageFile) ? 0 : 1;
  });
