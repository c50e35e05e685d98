/** The package as it is published: packed, installed elsewhere, bundled, typed, run. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { WHITE } from '../support/plaque.js';
import { pack } from './pack.js';
import { visitApp } from './visit.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const APP = fileURLToPath(new URL('app', import.meta.url));

let folder;
let app;
let tarball;
/** Paths in the tarball. */
let files;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'liveproof-package-'));
  app = join(folder, 'app');
  cpSync(APP, app, { recursive: true });
  ({ tarball, files } = pack(folder, app));
});

after(() => rmSync(folder, { recursive: true, force: true }));

test('the tarball holds the build and the papers, and nothing else', () => {
  const outside = files.filter((path) => !path.startsWith('pkg/')).sort();
  assert.deepEqual(outside, ['LICENSE-APACHE', 'LICENSE-MIT', 'README.md', 'package.json']);
  assert.deepEqual(files.filter((path) => path.endsWith('.wasm')).sort(), [
    'pkg/liveproof_bg.wasm',
    'pkg/liveproof_photo_bg.wasm',
    'pkg/liveproof_svg_bg.wasm',
    'pkg/liveproof_woff2_bg.wasm',
  ]);
  for (const path of files.filter((path) => path.startsWith('pkg/'))) {
    assert.match(
      path,
      /^pkg\/((cli|node|interaction|elements(\/controls)?)\/)?[\w.-]+\.(js|d\.ts|wasm|schema\.json)$/,
    );
  }
});

test('the published JavaScript names each WebAssembly and the worker once', () => {
  const pkg = join(app, 'node_modules/liveproof/pkg');
  // What runs in Node alone names files, not URLs.
  const scripts = readdirSync(pkg, { recursive: true }).filter((name) => name.endsWith('.js'));
  const text = scripts.map((name) => readFileSync(join(pkg, name), 'utf8')).join('\n');
  assert.deepEqual(text.match(/new URL\([^)]*import\.meta[^)]*\)/g).sort(), [
    "new URL('./liveproof_bg.wasm', import.meta.url)",
    "new URL('./liveproof_photo_bg.wasm', import.meta.url)",
    "new URL('./liveproof_svg_bg.wasm', import.meta.url)",
    "new URL('./liveproof_woff2_bg.wasm', import.meta.url)",
    "new URL('./photo-worker.js', import.meta.url)",
  ]);
  assert.doesNotMatch(text, /\beval\(|new Function\(/);
});

test('the WebAssembly names no folder of the machine that built it', () => {
  for (const path of files.filter((path) => path.endsWith('.wasm'))) {
    const wasm = readFileSync(join(app, 'node_modules/liveproof', path), 'latin1');
    assert.doesNotMatch(wasm, /\/(home|root|Users|work|builds?)\/[\w.-]+\/|[A-Z]:\\/);
    assert.doesNotMatch(wasm, /\.cargo\/registry\/src\/index/);
  }
});

test('publint finds nothing', () => {
  tool('publint/src/cli.js', tarball, '--strict');
});

test('Are the types wrong? They are not', () => {
  const other = ['./template.schema.json', './liveproof_bg.wasm', './package.json'];
  const args = ['--profile', 'esm-only', '--exclude-entrypoints', ...other];
  tool('@arethetypeswrong/cli/dist/index.js', tarball, '--no-emoji', '--no-color', ...args);
});

for (const [module, resolution] of [
  ['esnext', 'bundler'],
  ['nodenext', 'nodenext'],
]) {
  test(`a consumer typechecks under ${resolution}`, () => {
    const args = ['--noEmit', '--strict', '--skipLibCheck', 'false', '--target', 'es2022'];
    const how = ['--module', module, '--moduleResolution', resolution, '--lib', 'es2022,dom'];
    tool('typescript/bin/tsc', ...args, ...how, '--types', '', join(app, 'consumer.ts'));
  });
}

test("a template's own types refuse what it does not have", () => {
  const bin = join(app, 'node_modules/.bin/liveproof');
  const args = ['types', 'plaque.json', '-o', 'plaque.d.ts'];
  execFileSync(bin, args, { cwd: app, stdio: 'pipe', shell: process.platform === 'win32' });
  const strict = ['--noEmit', '--strict', '--skipLibCheck', 'false', '--target', 'es2022'];
  const how = ['--module', 'nodenext', '--lib', 'es2022,dom', '--types', ''];
  tool('typescript/bin/tsc', ...strict, ...how, join(app, 'typed.ts'));
});

test('a program draws a product without a browser', () => {
  const script = `
    import { openTemplate } from 'liveproof/node';
    const photo = 'data:image/png;base64,${WHITE.split(',')[1]}';
    const product = await openTemplate({
      liveproof: 1, id: 'card', assets: { white: { image: photo } }, areas: [],
      views: [{ id: 'front', width: 8, height: 4, items: [{ kind: 'photo', image: 'white' }] }],
    });
    process.stdout.write(product.pixels().data.join());`;
  const args = ['--input-type=module', '--eval', script];
  const pixels = execFileSync(process.execPath, args, { cwd: app, encoding: 'utf8' });
  assert.equal(
    pixels,
    Array(8 * 4 * 4)
      .fill(255)
      .join(),
  );
});

test('a Vite app shows a preview', async () => {
  const visit = async (page, _faults, fetched) => {
    const assets = readdirSync(join(app, 'dist/assets'));
    assert.equal(assets.filter((name) => name.endsWith('.wasm')).length, 4, assets.join());
    await page.waitForSelector('canvas[data-ready]', { timeout: 20_000 });
    const pixel = await page.evaluate(() => [
      ...document.querySelector('canvas').getContext('2d').getImageData(5, 5, 1, 1).data,
    ]);
    assert.deepEqual(pixel, [20, 33, 61, 255]);
    // What unpacks WOFF2 and reads SVG is there, and fetched by nobody who has none.
    assert.equal(fetched.filter((url) => /\.wasm$/.test(url)).length, 1, fetched.join());
    assert.ok(!fetched.some((url) => /woff2|svg|photo/.test(url)), fetched.join());
    // A photo is read in the worker that the bundler made.
    const seen = await page.evaluate(
      async (text) => {
        const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
        await globalThis.preview.setPhoto('photo', bytes, { name: 'mine' });
        const { width, height } = globalThis.preview.photo('photo');
        const { type, size } = await globalThis.preview.proof({ type: 'image/jpeg' });
        return [width, height, type, size > 100];
      },
      readFileSync(join(ROOT, 'tests/images/rgb420.jpg'), 'base64'),
    );
    assert.deepEqual(seen, [48, 33, 'image/jpeg', true]);
    assert.ok(
      fetched.some((url) => /photo-worker[\w-]*\.js/.test(url)),
      fetched.join(),
    );
  };
  await visitApp(app, visit, { base: './', configFile: false });
});

/** Builds an example of the README as it is written and gives its page to `visit`. */
async function readmeExample(number, visit) {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const example = [...readme.matchAll(/```html\n(.*?)```/gs)][number]?.[1];
  assert.ok(example, 'the README has an example');
  const root = join(folder, `readme-${number}`);
  cpSync(app, root, { recursive: true });
  writeFileSync(join(root, 'index.html'), `<!doctype html>\n${example}`);
  for (const part of ['products', 'fonts']) {
    cpSync(join(ROOT, 'www', part), join(root, 'public', part), { recursive: true });
  }
  return visitApp(root, visit);
}

test("the README's example works verbatim", () =>
  readmeExample(0, async (page, errors) => {
    const picture = () => page.evaluate(() => document.querySelector('canvas').toDataURL());
    const changed = async (from) => {
      for (let tries = 0; tries < 200; tries += 1) {
        const now = await picture();
        if (now !== from) return now;
        await page.waitForTimeout(50);
      }
      return assert.fail(`the canvas stays as it was; ${errors.join()}`);
    };
    const first = await changed(await picture());
    await page.waitForTimeout(200);
    await page.fill('#name', 'Zoë');
    await changed(first);
  }));

test("the README's elements work verbatim, and survive the bundler", () =>
  readmeExample(1, async (page) => {
    const name = page.getByRole('textbox', { name: 'Name' });
    await name.fill('Zoë');
    await page.waitForFunction(() =>
      new FormData(document.querySelector('form')).get('design')?.includes('Zoë'),
    );
    await page.locator('[data-option=icon] img').first().waitFor();
    await name.fill('');
    await page.getByRole('button', { name: 'Add to cart' }).click();
    assert.equal(await name.getAttribute('aria-invalid'), 'true');
  }));

/** Runs a tool of the repository's `node_modules`; its output is the failure. */
function tool(path, ...args) {
  const script = join(ROOT, 'node_modules', path);
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: app,
    encoding: 'utf8',
  });
  assert.equal(status, 0, `${stdout}${stderr}`);
}
