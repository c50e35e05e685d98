/** The examples for React, Vue and Svelte: built from the packed package, driven in Chromium. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { pack } from './pack.js';
import { visitApp } from './visit.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let folder;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'liveproof-frameworks-'));
  cpSync(join(ROOT, 'examples'), folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  pack(folder, folder);
  // The frameworks and their plugins are the repository's own development tools.
  const modules = join(folder, 'node_modules');
  for (const name of readdirSync(join(ROOT, 'node_modules'))) {
    if (!name.startsWith('.') && name !== 'liveproof')
      symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }
});

after(() => rmSync(folder, { recursive: true, force: true }));

for (const framework of ['react', 'vue', 'svelte']) {
  test(`the example for ${framework} designs a mug and adds it to the cart`, async () => {
    const root = join(folder, framework);
    for (const part of ['products', 'fonts'])
      cpSync(join(ROOT, 'www', part), join(root, 'public', part), { recursive: true });
    const visit = async (page) => {
      const add = page.getByRole('button', { name: 'Add to cart' });
      await page.getByRole('textbox', { name: 'Name' }).fill('Zoë');
      await page.waitForFunction(() =>
        document.querySelector('live-proof').preview?.description.includes('Zoë'),
      );
      await page.waitForFunction(() => !document.querySelector('button[type=submit]').disabled);
      await add.click();
      const line = page.locator('li img');
      await line.waitFor();
      assert.match(await line.getAttribute('alt'), /Zoë/);
      assert.match(await page.locator('output').innerText(), /^\d+\.\d\d$/);
    };
    await visitApp(root, visit, {});
  });
}
