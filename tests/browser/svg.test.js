/** SVG in a browser: what reads it comes with the first SVG, and not before. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserPages } from './page.js';

const open = browserPages();

test('the WebAssembly that reads SVG is fetched with the first one, once', () =>
  open(async (page) => {
    const fetched = [];
    page.on('request', (request) => fetched.push(request.url().split('/').pop()));
    const readers = () => fetched.filter((name) => name === 'liveproof_svg_bg.wasm').length;
    const draw = (art) =>
      page.evaluate(async (art) => {
        const template = structuredClone(PLAQUE);
        if (art) {
          template.assets.art = { image: URL.createObjectURL(new Blob([art])) };
          const image = { kind: 'image', image: 'art', fit: 'stretch', recolor: { red: 'blue' } };
          template.areas[0].layers.push({ ...image, box: [0, 0, 100, 100] });
        }
        const canvas = addCanvas('width: 200px');
        try {
          await liveproof.createPreview(canvas, { template });
        } catch (error) {
          return error.code;
        }
        const { width, height } = canvas;
        const middle = [width / 2, height / 2].map(Math.round);
        return [...canvas.getContext('2d').getImageData(...middle, 1, 1).data].join();
      }, art);
    await draw();
    assert.equal(readers(), 0);
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">';
    const red = `${svg}<script>alert(1)</script><rect width="9" height="9" fill="red"/></svg>`;
    assert.equal(await draw(red), '0,0,255,255');
    assert.equal(await draw(`${svg}<g id="a"><use href="#a"/></g></svg>`), 'svg-too-complex');
    assert.equal(await draw(red), '0,0,255,255');
    assert.equal(readers(), 1);
    assert.ok(!fetched.some((name) => name.startsWith('http')), fetched.join());
  }));
