/** GUIDE.md, done as it says: files, commands, page and order, with the package as it is published. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { pack } from './pack.js';
import { visitApp } from './visit.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const GUIDE = readFileSync(join(ROOT, 'GUIDE.md'), 'utf8');
/** Blocks of code, each after a comment that says what it is. */
const BLOCK = /<!-- (?<what>[^\n]+?) -->\n```\w+\n(?<code>.*?)```/gs;
/** A test by its name, of the file named after it. */
const HELD_BY = /^Held by: (?<tests>.*)$/gm;

/** Where the guide is followed: has `mug/`. */
let folder;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'liveproof-guide-'));
  mkdirSync(join(folder, 'mug'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }');
  pack(folder, folder);
  const files = {
    'products/mug/base.webp': 'base.webp',
    'products/icons/heart.png': 'heart.png',
    'fonts/Pacifico-Regular.ttf': 'Pacifico.ttf',
  };
  for (const [from, to] of Object.entries(files)) {
    cpSync(join(ROOT, 'www', from), join(folder, 'mug', to));
  }
});

after(() => rmSync(folder, { recursive: true, force: true }));

/** Sets what `path` names, such as `areas[0].layers`, in `document`. */
function put(document, path, value) {
  const keys = path.match(/[^.[\]]+/g);
  const last = keys.pop();
  const owner = keys.reduce((at, key) => at[key], document);
  assert.ok(owner && last in owner, path);
  owner[last] = value;
}

/** Runs a command of the guide with the package's own program. */
function run(command) {
  const [npx, program, ...args] = command.trim().split(/\s+/);
  assert.deepEqual([npx, program], ['npx', 'liveproof']);
  const main = join(folder, 'node_modules/liveproof/pkg/cli/main.js');
  return execFileSync(process.execPath, [main, ...args], { cwd: folder, encoding: 'utf8' });
}

test('from a photo to an order, as the guide says', async () => {
  const pictures = [];
  let script;
  for (const { groups } of GUIDE.matchAll(BLOCK)) {
    const { what, code } = groups;
    const [path, key] = what.split(': ');
    if (what === 'shell') {
      const said = run(code);
      if (code.includes(' render ')) pictures.push(readFileSync(join(folder, 'mug.png')));
      else assert.match(said, /^[^\n]*\b(nothing|no findings|0 errors)/i, said);
    } else if (key) {
      const file = join(folder, path);
      const document = JSON.parse(readFileSync(file, 'utf8'));
      put(document, key, JSON.parse(code));
      writeFileSync(file, JSON.stringify(document));
      // "Render again": every state of the file is one that can be drawn.
      if (key === 'areas') continue;
      if (key !== 'options') {
        run('npx liveproof render mug/template.json --width 800 -o mug.png');
        pictures.push(readFileSync(join(folder, 'mug.png')));
      }
    } else {
      writeFileSync(join(folder, path), code);
      if (path.endsWith('.mjs')) script = path;
    }
  }
  assert.equal(pictures.length, 3, 'bare, with a print, with options');
  assert.ok(!pictures[0].equals(pictures[1]), 'the print is seen');
  assert.ok(pictures[1].equals(pictures[2]), 'options at their defaults print what stood there');

  const saved = await buy();
  assert.deepEqual(saved.selection.name, 'Zoë');
  writeFileSync(join(folder, 'order.json'), JSON.stringify(saved));
  execFileSync(process.execPath, [script], { cwd: folder });
  assert.ok(readFileSync(join(folder, 'order.png')).length > 10_000);
});

/** Opens the page as a bundler makes it, and buys a mug; returns what is in the cart. */
async function buy() {
  const root = join(folder, 'mug');
  for (const name of ['template.json', 'base.webp', 'heart.png', 'Pacifico.ttf']) {
    cpSync(join(root, name), join(root, 'public', name));
  }
  const visit = async (page) => {
    const name = page.getByRole('textbox', { name: 'Name' });
    await name.fill('');
    await page.getByRole('button', { name: 'Add to cart' }).click();
    assert.equal(await page.locator('#cart li').count(), 0, 'nothing without a name');
    await name.fill('Zoë');
    assert.equal(await page.getByText('Where the heart is').isVisible(), false);
    await page.getByText('With a heart').click();
    await page.getByText('Where the heart is').waitFor();
    await page.waitForFunction(() => document.querySelector('#price').textContent === '$19.50');
    await page.getByRole('button', { name: 'Add to cart' }).click();
    const line = page.locator('#cart li');
    await line.locator('img').waitFor();
    return JSON.parse(await line.getAttribute('data-saved'));
  };
  return visitApp(root, visit, { base: './', configFile: false });
}

test('what the guide says is held by tests is', () => {
  const lines = [...GUIDE.matchAll(HELD_BY)].map(({ groups }) => groups.tests);
  assert.equal(lines.length, 5, 'one line a complaint');
  for (const line of lines) {
    const parts = [...line.matchAll(/(?<names>.*?)\(`(?<file>[^`]+)`\)/g)];
    assert.ok(parts.length, line);
    for (const { groups } of parts) {
      const source = readFileSync(join(ROOT, groups.file), 'utf8');
      const names = [...groups.names.matchAll(/\*([^*]+)\*/g)].map(([, name]) => name);
      assert.ok(names.length, line);
      for (const name of names)
        assert.ok(source.includes(`test('${name}'`), `${name}: ${groups.file}`);
    }
  }
});
