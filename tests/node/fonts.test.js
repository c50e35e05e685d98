/** Fonts as pages serve them: packed as WOFF and WOFF2, and broken. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { createPreview, init, initWoff2, LiveproofError } from '../../pkg/index.js';
import { PLAQUE } from '../support/plaque.js';

const file = (path) => readFileSync(new URL(path, import.meta.url));
const font = (name) => new Uint8Array(file(`../fonts/${name}`));

/** A canvas that keeps the last pixels put on it. */
class Canvas {
  width = 100;
  height = 100;
  pixels = new Uint8ClampedArray();

  getContext() {
    return {
      putImageData: ({ data }) => {
        this.pixels = data.slice();
      },
    };
  }
}

before(async () => {
  globalThis.ImageData = class {
    constructor(data, width, height) {
      Object.assign(this, { data, width, height });
    }
  };
  await init(file('../../pkg/liveproof_bg.wasm'));
});

after(() => {
  delete globalThis.ImageData;
});

/** The pixels of a plate with a name on it in this font. */
async function picture(bytes) {
  const template = structuredClone(PLAQUE);
  template.assets.face = { font: 'face.font' };
  const text = { kind: 'text', text: 'Hamburg', font: 'face', size: 20, color: '#ffffff' };
  template.areas[0].layers.push({ ...text, box: [5, 30, 90, 40] });
  const canvas = new Canvas();
  const preview = await createPreview(canvas, { template, assets: { face: bytes } });
  preview.free();
  return canvas.pixels;
}

test('WOFF2 waits for what unpacks it, and says so when that is not there', async () => {
  // Node's fetch reads no files.
  await assert.rejects(picture(font('Roboto-Bold-subset.woff2')), (error) => {
    assert.ok(error instanceof LiveproofError);
    assert.equal(error.code, 'engine-failed');
    return true;
  });
  await initWoff2(file('../../pkg/liveproof_woff2_bg.wasm'));
});

test('a font is drawn alike however it is packed', async () => {
  const plain = await picture(font('Roboto-Bold.ttf'));
  const white = plain.filter((_, i) => i % 4 === 1 && plain[i] === 255).length;
  assert.ok(white > 200, `the text is there: ${white} white pixels`);
  for (const name of ['Roboto-Bold-subset.woff', 'Roboto-Bold-subset.woff2']) {
    assert.deepEqual(await picture(font(name)), plain, name);
  }
});

test('a damaged WOFF2 is told, and the next one is read', async () => {
  const whole = font('Roboto-Bold-subset.woff2');
  for (const damage of [
    (bytes) => bytes.subarray(0, 1000),
    (bytes) => bytes.fill(0x55, 400, 500),
    (bytes) => bytes.fill(0xff, 12, 40),
    (bytes) => bytes.subarray(0, 4),
  ]) {
    await assert.rejects(picture(damage(whole.slice())), (error) => {
      assert.ok(error instanceof LiveproofError, String(error));
      assert.equal(error.code, 'font-corrupt');
      assert.equal(error.path, 'assets.face');
      return true;
    });
  }
  assert.ok((await picture(whole)).length > 0);
});
