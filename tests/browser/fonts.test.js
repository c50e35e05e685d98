/** WOFF2 in a browser: what unpacks it comes with the first such font, and not before. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserPages } from './page.js';

const open = browserPages();

test('the second WebAssembly is fetched with the first WOFF2, once', () =>
  open(async (page) => {
    const fetched = [];
    page.on('request', (request) => fetched.push(request.url().split('/').pop()));
    const unpackers = () => fetched.filter((name) => name === 'liveproof_woff2_bg.wasm').length;
    const draw = (name) =>
      page.evaluate(async (name) => {
        const template = structuredClone(PLAQUE);
        template.assets.face = { font: new URL(`../fonts/${name}`, location.href).href };
        const text = { kind: 'text', text: 'Hamburg', font: 'face', size: 20, color: '#ffffff' };
        template.areas[0].layers.push({ ...text, box: [5, 30, 90, 40] });
        const canvas = addCanvas('width: 200px');
        await liveproof.createPreview(canvas, { template });
        return canvas.toDataURL();
      }, name);
    const plain = await draw('Roboto-Bold.ttf');
    const woff = await draw('Roboto-Bold-subset.woff');
    assert.equal(unpackers(), 0);
    const woff2 = await draw('Roboto-Bold-subset.woff2');
    await draw('Roboto-Bold-subset.woff2');
    assert.equal(unpackers(), 1);
    assert.ok(woff === plain && woff2 === plain, 'the letters are the same');
  }));
