/** A folder that the user does not trust: the extension works there all the same. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { packageFile } from '../../../scripts/package.mjs';
import { Workbench } from '../lib/workbench.ts';

const sample = 'jingdezhen-medical-insurance-2023-final.budget';

describe('in restricted mode', () => {
  let vscode: Workbench;

  before(async () => {
    vscode = await Workbench.start({ files: [`samples/${sample}`], extension: packageFile, trust: true });
  });
  after(() => vscode?.stop());

  it('opens a folder that nobody has trusted yet', async () => {
    await vscode.page.locator('.part.statusbar', { hasText: 'Restricted Mode' }).waitFor();
  });

  it('still checks and previews', async () => {
    await vscode.openFile(sample);
    await vscode.errors();
    assert.equal(
      await vscode.page.locator('.editor-instance', { hasText: 'non-basic ASCII' }).count(),
      0,
      'Chinese text is nothing to warn about',
    );
    await vscode.page.keyboard.press('Control+k');
    await vscode.page.keyboard.press('v');
    await vscode.preview().locator('table').first().waitFor();
    assert.ok((await vscode.preview().locator('table').count()) >= 10);
    await vscode.picture('11-restricted');
  });
});
