/** A Chromium browser and a font with Chinese characters for the tests that look at the screen. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { onPath, runQuietly, say, Unusable } from './setup.mjs';

const places = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/microsoft-edge',
  ],
  darwin: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/** The browser's program file, or undefined. `BUDGET_BROWSER` names another one. */
export const browserFile = () => [process.env.BUDGET_BROWSER, ...(places[process.platform] ?? [])].find((file) => file && existsSync(file));

/** Whether Chinese text can be drawn; only Linux machines come without such a font. */
function hasChineseFont() {
  if (process.platform !== 'linux') return true;
  const listed = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  return listed.status === 0 && listed.stdout.trim() !== '';
}

/** How apt-get may be called here: as it is, by sudo without a password, or not at all. */
function aptGet() {
  if (!onPath('apt-get')) return undefined;
  if (process.getuid?.() === 0) return ['apt-get'];
  return onPath('sudo') && spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n', 'apt-get'] : undefined;
}

/** Installs the browser and the font where they are missing and may be installed; throws `Unusable` with what to install by hand otherwise. */
export function ensureBrowser() {
  if (browserFile() && hasChineseFont()) return;
  const apt = aptGet();
  if (apt) {
    say('Installing Chromium and a Chinese font (apt-get) …');
    const [command, ...first] = apt;
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    runQuietly(command, [...first, 'update'], { env });
    runQuietly(command, [...first, 'install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], { env });
  }
  if (!browserFile())
    throw new Unusable('The tests in the editor need Chromium or Chrome: install it, or name its program file in BUDGET_BROWSER.');
  if (!hasChineseFont()) throw new Unusable('The tests in the editor need a Chinese font: install fonts-noto-cjk or another one.');
}
