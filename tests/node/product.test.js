/** `liveproof/node`: the engine without a canvas, on templates from files, URLs and objects. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { LiveproofError, lint, openTemplate } from '../../pkg/node/index.js';
import { PLAQUE } from '../support/plaque.js';
import { decodePng } from '../support/png.js';

const ROOT = new URL('../../', import.meta.url);
const MUG = fileURLToPath(new URL('www/products/mug/template.json', ROOT));

const OPTIONS = fileURLToPath(new URL('tests/templates/options/template.json', ROOT));

let server;
let url;

before(async () => {
  server = createServer((request, response) => {
    try {
      response.end(readFileSync(new URL(`.${request.url}`, ROOT)));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${server.address().port}`;
});

after(() => server.close());

test('a template from a path, a file URL, the web and an object is the same product', async () => {
  const document = JSON.parse(readFileSync(MUG, 'utf8'));
  const proofs = [];
  for (const [template, options] of [
    [MUG, {}],
    [pathToFileURL(MUG), {}],
    [pathToFileURL(MUG).href, {}],
    [`${url}/www/products/mug/template.json`, {}],
    [document, { base: pathToFileURL(MUG) }],
  ]) {
    const product = await openTemplate(template, options);
    proofs.push(Buffer.from(product.proof({ width: 200 })).toString('base64'));
    product.free();
  }
  assert.equal(new Set(proofs).size, 1);
});

test('a product takes choices and tells what they are', async () => {
  const product = await openTemplate(PLAQUE, { selection: { size: 30 } });
  product.set('color', 'blue');
  product.set({ frame: true, name: 'a\ud800b' });
  assert.deepEqual(product.selection, { color: 'blue', frame: true, name: 'a\ufffdb', size: 30 });
  assert.equal(product.price, 2.5);
  assert.match(product.description, /Plaque; Color: Blue/);
  assert.deepEqual(
    product.views.map(({ id }) => id),
    ['front', 'wide'],
  );
  product.set('name', '');
  assert.equal(product.issues[0].code, 'required');
  assert.equal(product.options[1].issues[0].code, 'required');
  product.restore({ color: 'red' });
  assert.deepEqual(product.selection, { color: 'red', frame: false, name: 'Anna', size: 20 });
  const refused = (patch, code) => assert.throws(() => product.set(patch), fault(code));
  refused({ colour: 'red' }, 'unknown-reference');
  refused({ size: 300 }, 'invalid-value');
  refused(null, 'invalid-value');
  assert.deepEqual(product.selection, { color: 'red', frame: false, name: 'Anna', size: 20 });
  product.free();
});

test('pixels and proofs', async () => {
  const product = await openTemplate(PLAQUE);
  const { width, height, data } = product.pixels({ view: 'wide', width: 100 });
  assert.deepEqual([width, height, data.length], [100, 50, 100 * 50 * 4]);
  assert.deepEqual([...data.subarray(0, 4)], [255, 0, 0, 255]);
  const png = decodePng(Buffer.from(product.proof()));
  assert.deepEqual([png.width, png.height], [200, 200]);
  const jpeg = product.proof({ type: 'image/jpeg', width: 20, quality: 0.5 });
  assert.deepEqual([...jpeg.subarray(0, 3)], [0xff, 0xd8, 0xff]);
  assert.throws(() => product.proof({ view: 'back' }), fault('unknown-reference', 'view'));
  assert.throws(() => product.proof({ width: 0 }), fault('invalid-value', 'width'));
  assert.throws(() => product.proof({ quality: 80 }), fault('invalid-value', 'quality'));
  assert.throws(() => product.pixels({ width: 1.5 }), fault('invalid-value', 'width'));
  product.free();
  product.free();
  for (const name of ['selection', 'options', 'issues', 'price', 'description', 'views']) {
    assert.throws(() => product[name], fault('freed'), name);
  }
  assert.throws(() => product.set({}), fault('freed'));
  assert.throws(() => product.proof(), fault('freed'));
  assert.throws(() => product.pixels(), fault('freed'));
});

test('rows and photos', async () => {
  const product = await openTemplate(OPTIONS);
  assert.deepEqual([product.rows, product.row], [2, 0]);
  const first = product.proof({ width: 60 });
  const second = product.proof({ width: 60, row: 1 });
  assert.notDeepEqual(second, first);
  product.row = 1;
  assert.deepEqual(product.proof({ width: 60 }), second);
  assert.throws(() => {
    product.row = 9;
  }, fault('invalid-value'));
  assert.throws(() => product.proof({ row: 0.5 }), fault('invalid-value', 'row'));
  const photo = readFileSync(new URL('tests/images/rgb444.jpg', ROOT));
  await product.setPhoto('picture', photo, { name: 'me.jpg' });
  assert.equal(product.selection.picture, 'me.jpg');
  assert.notDeepEqual(product.proof({ width: 60 }), second);
  await assert.rejects(product.setPhoto('picture', photo.subarray(0, 9)), LiveproofError);
  assert.equal(product.selection.picture, 'me.jpg');
  product.free();
});

test('assets come from bytes, paths and a resolver', async () => {
  const template = { ...PLAQUE, assets: { ...PLAQUE.assets, logo: { image: 'logo.png' } } };
  const path = fileURLToPath(new URL('tests/images/rgba.png', ROOT));
  const asked = [];
  for (const assets of [
    { logo: path },
    { logo: pathToFileURL(path) },
    { logo: readFileSync(path) },
    { logo: `${url}/tests/images/rgba.png` },
    (id, from, kind) => {
      asked.push([id, from, kind]);
      return id === 'logo' ? path : undefined;
    },
  ]) {
    (await openTemplate(template, { assets, base: new URL('tests/', ROOT) })).free();
  }
  const logo = asked.find(([id]) => id === 'logo');
  assert.deepEqual(logo, ['logo', new URL('tests/logo.png', ROOT).href, 'image']);
  await assert.rejects(openTemplate(template), fault('asset-failed', 'assets.logo'));
});

test('fonts of every wrapping are read', async () => {
  for (const font of ['Roboto-Bold.ttf', 'Roboto-Bold-subset.woff', 'Roboto-Bold-subset.woff2']) {
    const text = { kind: 'text', text: '{name}', font: 'sans', box: [0, 0, 90, 20], size: 10 };
    const [plate, ...others] = PLAQUE.areas;
    const product = await openTemplate(
      {
        ...PLAQUE,
        assets: { ...PLAQUE.assets, sans: { font: `${font}#0` } },
        areas: [{ ...plate, layers: [...plate.layers, text] }, ...others],
      },
      { base: new URL('tests/fonts/', ROOT) },
    );
    const black = product.pixels().data.filter((value, i) => i % 4 === 0 && value < 50).length;
    assert.ok(black > 20, `${font}: ${black}`);
    product.free();
  }
});

test('what is wrong with a template is told', async () => {
  await assert.rejects(openTemplate('nowhere.json'), fault('template-failed'));
  await assert.rejects(openTemplate(`${url}/nowhere.json`), fault('template-failed'));
  await assert.rejects(openTemplate({}), fault('missing-key'));
  const { notes } = await openTemplate(PLAQUE, { selection: { gone: 1000 } });
  assert.deepEqual(notes, [{ option: 'gone', code: 'unknown-option', path: 'selection.gone' }]);
  await assert.rejects(openTemplate(MUG, { signal: AbortSignal.abort() }), { name: 'AbortError' });
});

test('findings name what is there and can not be meant', async () => {
  assert.deepEqual(await lint(MUG), []);
  const [unread] = await lint(PLAQUE);
  assert.deepEqual(
    [unread.code, unread.severity, unread.path],
    ['unused-option', 'warning', 'options[1]'],
  );
  const [invalid] = await lint({ ...PLAQUE, id: '', areas: [{}] });
  assert.deepEqual([invalid.code, invalid.severity], ['missing-key', 'error']);
  assert.equal(invalid.path, 'areas[0]');
  assert.doesNotMatch(invalid.message, /areas/);
  const template = {
    ...PLAQUE,
    assets: {
      ...PLAQUE.assets,
      a: { image: 'nowhere.png' },
      b: { font: 'b.ttf' },
      c: { image: 'c.png' },
    },
  };
  const png = readFileSync(new URL('tests/images/rgba.png', ROOT));
  const assets = { b: new Uint8Array(10), c: png.subarray(0, png.length / 2) };
  const found = await lint(template, { assets });
  const errors = found.filter(({ severity }) => severity === 'error');
  assert.deepEqual(
    errors.map(({ code, path }) => [code, path]),
    [
      ['missing-asset', 'assets.a'],
      ['font-unsupported', 'assets.b'],
      ['image-corrupt', 'assets.c'],
    ],
  );
  assert.deepEqual(errors[0].data.url, 'nowhere.png');
  const product = await openTemplate(PLAQUE);
  assert.deepEqual(product.lint(), await lint(PLAQUE));
  product.free();
});

function fault(code, path) {
  return (error) => {
    assert.ok(error instanceof LiveproofError, String(error));
    assert.equal(error.code, code);
    if (path !== undefined) assert.equal(error.path, path);
    return true;
  };
}
