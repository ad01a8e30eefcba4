/** Makes the installable extension, `budget-disclosure.vsix`. What goes into it is the allow-list `files` of package.json. */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureBuild, ensureDependencies, main, pinnedNode, root, runQuietly, say, toolEnvironment } from './setup.mjs';

/** Where the package is written. */
export const packageFile = path.join(root, 'budget-disclosure.vsix');

/** The README as packaged, relative to the repository. */
const packagedReadme = 'client/dist/README.md';

/**
 * Writes the README without its pictures: VS Code shows only pictures with a public address, of which this repository knows none, and vsce refuses any other.
 */
function writeReadme() {
  const text = readFileSync(path.join(root, 'README.md'), 'utf8');
  writeFileSync(path.join(root, packagedReadme), text.replaceAll(/^!\[[^\]]*\]\((?!https:)[^)]*\)\n+/gm, ''));
}

/** Packages what is built and answers the file. */
export function makePackage() {
  writeReadme();
  const vsce = path.join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  const flags = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--readme-path', packagedReadme];
  runQuietly(pinnedNode(), [vsce, 'package', ...flags, '--out', packageFile], { env: toolEnvironment() });
  return packageFile;
}

if (process.argv[1] === new URL(import.meta.url).pathname)
  await main(async () => {
    ensureDependencies();
    await ensureBuild();
    makePackage();
    say(`${path.relative(process.cwd(), packageFile)}: ${Math.round(statSync(packageFile).size / 1024)} kB`);
  });
