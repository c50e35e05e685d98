/** Every blend mode against the browser's own canvas, over a grid of colors and alphas. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodePng } from '../support/png.js';
import { browserPages } from './page.js';

const open = browserPages();

const MODES = {
  normal: 'source-over',
  multiply: 'multiply',
  screen: 'screen',
  overlay: 'overlay',
  darken: 'darken',
  lighten: 'lighten',
  'color-dodge': 'color-dodge',
  'color-burn': 'color-burn',
  'hard-light': 'hard-light',
  'soft-light': 'soft-light',
  difference: 'difference',
  exclusion: 'exclusion',
  hue: 'hue',
  saturation: 'saturation',
  color: 'color',
  luminosity: 'luminosity',
};

const SIZE = 256;
const LEVELS = [0, 51, 128, 204, 255];
const ALPHAS = [0, 64, 128, 255];

/** Pseudo-random, but the same everywhere: colors and alphas that the levels leave out. */
function noise(index) {
  return (Math.imul(index + 1, 2654435761) >>> 13) & 255;
}

/** Half a grid of all levels against all, half noise. */
function grid(seed, opaque) {
  const rgba = new Uint8Array(SIZE * SIZE * 4);
  for (let i = 0; i < SIZE * SIZE; i += 1) {
    const row = Math.floor(i / SIZE);
    const level = (digit) => LEVELS[Math.floor((seed === 0 ? i : row) / 5 ** digit) % 5];
    const structured = row < SIZE / 2;
    for (let c = 0; c < 3; c += 1) {
      rgba[i * 4 + c] = structured ? level(c) : noise(i * 7 + c * 131 + seed * 977);
    }
    const alpha = structured ? ALPHAS[(i + row) % ALPHAS.length] : noise(i * 3 + seed * 31);
    rgba[i * 4 + 3] = opaque ? 255 : alpha;
  }
  return encodePng(SIZE, SIZE, rgba).toString('base64');
}

test('overlays blend as the canvas does', () =>
  open(async (page) => {
    const files = { backdrop: grid(0, true), source: grid(1, false) };
    const results = await page.evaluate(
      async ({ files, MODES, SIZE }) => {
        const bytes = (base64) => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
        const assets = { backdrop: bytes(files.backdrop), source: bytes(files.source) };
        const bitmap = (data) => createImageBitmap(new Blob([data], { type: 'image/png' }));
        const backdrop = await bitmap(assets.backdrop);
        const source = await bitmap(assets.source);
        const results = {};
        for (const [mode, operation] of Object.entries(MODES)) {
          const template = {
            liveproof: 1,
            id: 'blend',
            assets: { backdrop: { image: 'backdrop' }, source: { image: 'source' } },
            areas: [],
            views: [
              {
                id: 'view',
                width: SIZE,
                height: SIZE,
                items: [
                  { kind: 'photo', image: 'backdrop' },
                  { kind: 'overlay', image: 'source', blend: mode },
                ],
              },
            ],
          };
          const canvas = new OffscreenCanvas(SIZE, SIZE);
          const preview = await liveproof.createPreview(canvas, { template, assets });
          const ours = canvas.getContext('2d').getImageData(0, 0, SIZE, SIZE).data;
          preview.free();
          const peer = new OffscreenCanvas(SIZE, SIZE).getContext('2d');
          peer.drawImage(backdrop, 0, 0);
          peer.globalCompositeOperation = operation;
          peer.drawImage(source, 0, 0);
          const theirs = peer.getImageData(0, 0, SIZE, SIZE).data;
          const counts = [0, 0, 0, 0];
          let worst = 0;
          let example = '';
          for (let i = 0; i < ours.length; i += 1) {
            const difference = Math.abs(ours[i] - theirs[i]);
            counts[Math.min(difference, 3)] += 1;
            if (difference > worst) {
              worst = difference;
              example = `at ${i >> 2}: ${ours.slice(i & ~3, (i & ~3) + 4)} for ${theirs.slice(i & ~3, (i & ~3) + 4)}`;
            }
          }
          results[mode] = { worst, counts, example };
        }
        return results;
      },
      { files, MODES, SIZE },
    );
    assert.deepEqual(Object.keys(results), Object.keys(MODES));
    for (const [mode, { worst, example }] of Object.entries(results)) {
      assert.ok(worst <= 1, `${mode} differs by ${worst}: ${example}`);
    }
  }));
