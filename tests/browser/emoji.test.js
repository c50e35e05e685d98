/** Every kind of color glyph against the browser's own canvas, from the same font files. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { browserPages } from './page.js';

const open = browserPages();

const TEMPLATE = new URL('../templates/emoji/template.json', import.meta.url);

/** Side of a glyph's cell on the sheet, and of the sheet. */
const CELL = 120;
const SIZE = 960;

/** Most that a cell's pixels may differ on average, of 255. */
const MEAN = 1.5;

/** Most pixels of a cell that may differ by more than `EDGE`: Skia covers edges more coarsely. */
const EDGES = 0.02;
const EDGE = 24;

/**
 * What Chromium does otherwise. A gradient that fades: it does not interpolate premultiplied, as the
 * specification has it. A graph that leads back to itself: it draws nothing. A picture that stands for
 * another (`dupe`): it draws nothing.
 */
const OTHERWISE = ['paints-W', 'paints-Z', 'pictures-a'];

/** The mode `clear` leaves nothing. */
const BLANK = ['paints-e100'];

test('color glyphs look as the canvas draws them', () =>
  open(async (page) => {
    const { areas, assets } = JSON.parse(await readFile(TEMPLATE, 'utf8'));
    const { layers } = areas[0];
    const fonts = Object.entries(assets).filter(([, asset]) => asset.font);
    const cells = await page.evaluate(
      async ({ layers, fonts, SIZE, CELL, EDGE }) => {
        const url = new URL('../templates/emoji/template.json', location.href);
        const canvas = new OffscreenCanvas(SIZE, SIZE);
        const preview = await liveproof.createPreview(canvas, { template: url.href });
        const ours = canvas.getContext('2d').getImageData(0, 0, SIZE, SIZE).data;
        preview.free();
        for (const [id, { font }] of fonts) {
          document.fonts.add(await new FontFace(id, `url(${new URL(font, url)})`).load());
        }
        const peer = document.createElement('canvas');
        [peer.width, peer.height] = [SIZE, SIZE];
        const context = peer.getContext('2d', { willReadFrequently: true });
        context.fillStyle = '#fff';
        context.fillRect(0, 0, SIZE, SIZE);
        for (const { text, font, size, color, box } of layers) {
          context.font = `${size}px ${font}`;
          context.fillStyle = color;
          context.fillText(text, box[0], box[1] + box[3]);
        }
        const theirs = context.getImageData(0, 0, SIZE, SIZE).data;
        return layers.map(({ id, box: [left, top] }) => {
          let [sum, edges, ink] = [0, 0, 0];
          for (let y = top; y < top + CELL; y += 1) {
            for (let x = left; x < left + CELL; x += 1) {
              const at = (y * SIZE + x) * 4;
              let worst = 0;
              for (let c = at; c < at + 3; c += 1) {
                worst = Math.max(worst, Math.abs(ours[c] - theirs[c]));
                ink += 255 - theirs[c];
              }
              sum += worst;
              edges += worst > EDGE ? 1 : 0;
            }
          }
          const pixels = CELL * CELL;
          return { id, mean: sum / pixels, edges: edges / pixels, ink: ink / pixels };
        });
      },
      { layers, fonts, SIZE, CELL, EDGE },
    );
    assert.ok(cells.length > 55);
    for (const { id, mean, edges, ink } of cells) {
      assert.equal(
        ink > 1,
        !BLANK.includes(id) && !OTHERWISE.slice(1).includes(id),
        `ink of ${id}`,
      );
      if (OTHERWISE.includes(id)) continue;
      assert.ok(mean <= MEAN, `${id} differs by ${mean.toFixed(2)} on average`);
      assert.ok(edges <= EDGES, `${id} differs at ${(edges * 100).toFixed(1)} % of its pixels`);
    }
  }));
