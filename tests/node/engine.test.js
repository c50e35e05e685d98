/** The built package in Node: errors across the border, and the same pixels as the native engine. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { init } from '../../pkg/index.js';
// The binding is no part of the API; it draws without a canvas.
import { Engine } from '../../pkg/liveproof.js';
import { PLAQUE, WHITE } from '../support/plaque.js';
import { decodePng } from '../support/png.js';

const ROOT = new URL('../../', import.meta.url);
const WASM = new URL('pkg/liveproof_bg.wasm', ROOT);

/** The plaque with its one asset. */
function plaque() {
  const engine = new Engine(JSON.stringify(PLAQUE));
  engine.addAsset('white', Buffer.from(WHITE.split(',')[1], 'base64'));
  return engine;
}

before(async () => {
  await assert.rejects(init(new Uint8Array([1, 2, 3])), { code: 'engine-failed' });
  // A failure is not remembered.
  await init(readFileSync(WASM));
});

test('init is done once', async () => {
  assert.equal(init(), init('https://nowhere.invalid/'));
  await init();
});

test('faults cross the border as code, path, value and message', () => {
  const thrown = (work) => {
    try {
      work();
    } catch (error) {
      return error;
    }
    return assert.fail('nothing was thrown');
  };
  assert.deepEqual(thrown(() => new Engine('{}')).code, 'missing-key');
  assert.deepEqual(thrown(() => new Engine('{')).code, 'invalid-json');
  const newer = thrown(() => new Engine(JSON.stringify({ ...PLAQUE, liveproof: 99 })));
  assert.deepEqual([newer.code, newer.value], ['newer-version', '99']);
  const engine = plaque();
  const unknown = thrown(() => engine.set({ colour: 'red' }));
  assert.equal(unknown.code, 'unknown-reference');
  assert.equal(unknown.path, 'selection.colour');
  assert.equal(unknown.value, 'colour');
  assert.match(unknown.message, /did you mean "color"\?/);
  assert.equal(thrown(() => engine.set({ size: Number.NaN })).code, 'invalid-value');
  assert.equal(thrown(() => engine.set(null)).code, 'invalid-value');
  assert.equal(thrown(() => engine.pixels('front', 0)).path, 'width');
  assert.equal(thrown(() => engine.proof('front', 10, 'image/gif')).path, 'type');
  engine.free();
});

test('states are plain objects', () => {
  const engine = plaque();
  assert.deepEqual(engine.selection(), { color: 'red', frame: false, name: 'Anna', size: 20 });
  assert.deepEqual(engine.views()[1], { id: 'wide', label: 'Wide', width: 400, height: 200 });
  const color = engine.options()[0];
  assert.equal(color.kind, 'color');
  assert.equal(color.custom, true);
  assert.deepEqual(
    engine.choices('color').map(({ id, price }) => [id, price]),
    [
      ['red', 0],
      ['blue', 2.5],
    ],
  );
  engine.set({ color: 'blue', name: '' });
  const [line] = engine.priceLines();
  assert.deepEqual(
    [line.kind, line.option, line.choice, line.amount],
    ['choice', 'color', 'blue', 2.5],
  );
  assert.deepEqual(
    engine.issues().map(({ code, option, severity }) => [code, option, severity]),
    [['required', 'name', 'error']],
  );
  engine.free();
});

test('lone surrogates become U+FFFD', () => {
  const engine = plaque();
  engine.set({ name: 'a\ud83db\udc00' });
  assert.equal(engine.selection().name, 'a\ufffdb\ufffd');
  engine.set({ name: '👩‍👩‍👧 Zoë' });
  assert.equal(engine.selection().name, '👩‍👩‍👧 Zoë');
  engine.free();
});

test('a patch is taken whole or not at all', () => {
  const engine = plaque();
  assert.throws(() => engine.set({ color: 'blue', size: 99 }));
  assert.equal(engine.selection().color, 'red');
  engine.free();
});

test('pixels are a copy, and proofs hold them', () => {
  const engine = plaque();
  const red = engine.pixels('front', 20);
  assert.deepEqual([...red.subarray(0, 4)], [255, 0, 0, 255]);
  engine.set({ color: '#123456' });
  assert.deepEqual([...engine.pixels('front', 20).subarray(0, 4)], [0x12, 0x34, 0x56, 255]);
  assert.deepEqual([...red.subarray(0, 4)], [255, 0, 0, 255]);
  const { width, height, rgba } = decodePng(Buffer.from(engine.proof('wide', 40, 'image/png')));
  assert.deepEqual([width, height], [40, 20]);
  assert.deepEqual(rgba, engine.pixels('wide', 40));
  engine.free();
});

test('memory is flat over thousands of frames', async () => {
  const { memory } = await init()
    .then(() => import('../../pkg/liveproof.js'))
    .then((m) => m.default());
  const engine = plaque();
  const edit = (i) => {
    engine.set({ size: 10 + (i % 30), frame: i % 2 === 0, color: i % 3 === 0 ? 'red' : 'blue' });
    engine.pixels('front', 100);
    engine.options();
  };
  for (let i = 0; i < 200; i += 1) edit(i);
  const before = memory.buffer.byteLength;
  for (let i = 0; i < 10_000; i += 1) edit(i);
  assert.equal(memory.buffer.byteLength, before);
  engine.free();
});

/** The scenes that the native tests draw: their pictures are the native engine's bytes. */
const golden = new URL('tests/golden/', ROOT);
for (const name of readdirSync(new URL('scenes/', golden)).sort()) {
  test(`native bytes are wasm bytes: ${name}`, () => {
    const url = new URL(`scenes/${name}`, golden);
    const scene = JSON.parse(readFileSync(url, 'utf8'));
    const template = new URL(scene.template, url);
    const engine = new Engine(readFileSync(template, 'utf8'));
    for (const { id, url } of engine.missingAssets()) {
      engine.addAsset(id, readFileSync(new URL(url, template)));
    }
    engine.restore(scene.selection);
    const picture = new URL(name.replace(/\.json$/, '.png'), golden);
    const expected = decodePng(readFileSync(fileURLToPath(picture)));
    const actual = engine.pixels(scene.view, scene.width);
    assert.equal(actual.length, expected.rgba.length);
    const wrong = actual.reduce((sum, value, i) => sum + Number(value !== expected.rgba[i]), 0);
    assert.equal(wrong, 0, `${wrong} bytes differ`);
    engine.free();
  });
}
