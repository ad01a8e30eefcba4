/** Entry of the tests in the extension host. */
import Mocha from 'mocha';

/** Runs all suites; VS Code calls this and takes a rejection as failure. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', color: false, timeout: 60_000 });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  // The suites find mocha's functions only after the line above, so they are loaded here.
  await import('./language.suite.ts');
  await import('./preview.suite.ts');
  await import('./forms.suite.ts');
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}
