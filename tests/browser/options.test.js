/** Rows, photos and palettes in a browser, also after a restart of the engine. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { breakable } from './breakable.js';
import { browserPages } from './page.js';

const open = browserPages();

/** Puts what the tests use on the page. */
function helped(page) {
  return page.addInitScript(() => {
    globalThis.start = () =>
      liveproof.createPreview(addCanvas('width: 240px'), {
        template: '../templates/options/template.json',
        width: 240,
      });
    /** A picture of one color as a file. */
    globalThis.picture = async (color, name) => {
      const canvas = new OffscreenCanvas(300, 200);
      const context = canvas.getContext('2d');
      context.fillStyle = color;
      context.fillRect(0, 0, 300, 200);
      return new File([await canvas.convertToBlob()], name);
    };
    /** The bytes of a proof, as text. */
    globalThis.proof = async (preview, options) => {
      const bytes = new Uint8Array(await (await preview.proof(options)).arrayBuffer());
      return bytes.join();
    };
    globalThis.failing = async (work) => {
      try {
        await work();
      } catch (error) {
        return [error.code, error.path];
      }
      return undefined;
    };
  });
}

test('a row is shown, and proofs are drawn of any', () =>
  open(
    async (page) => {
      const seen = await page.evaluate(async () => {
        const preview = await start();
        preview.set('team', ['Anna', 'Ben', 'Clara']);
        preview.flush();
        const counted = [preview.row, preview.rows];
        let changes = 0;
        preview.addEventListener('change', () => {
          changes += 1;
        });
        const [first, third] = [await proof(preview), await proof(preview, { row: 2 })];
        const kept = [preview.row, preview.flush()];
        preview.row = 2;
        const painted = preview.flush() !== null;
        const same = [
          (await proof(preview)) === third,
          (await proof(preview, { row: 0 })) === first,
        ];
        const refused = [];
        for (const row of [3, -1, 0.5, Number.NaN, '1']) {
          refused.push(
            await failing(() => {
              preview.row = row;
            }),
            await failing(() => preview.proof({ row })),
          );
        }
        preview.set('team', ['Anna']);
        return { counted, kept, painted, same, changes, refused, last: preview.row };
      });
      assert.deepEqual(seen, {
        counted: [0, 3],
        kept: [0, null],
        painted: true,
        same: [true, true],
        changes: 1,
        refused: Array(10).fill(['invalid-value', 'row']),
        last: 0,
      });
    },
    { prepare: helped },
  ));

test('a photo is painted, and asked for again where only its name is known', () =>
  open(
    async (page) => {
      const seen = await page.evaluate(async () => {
        const preview = await start();
        const canvas = document.querySelector('canvas');
        // In the middle of the photo's place.
        const place = () => pixel(canvas, 174, 84);
        preview.flush();
        const empty = place();
        await preview.setPhoto('picture', await picture('#00ff00', 'green.png'));
        preview.flush();
        const green = [preview.selection.picture, place()];
        const bytes = new Uint8Array(await (await picture('#0000ff', 'x')).arrayBuffer());
        const blue = preview.setPhoto('picture', bytes, { name: 'blue' });
        // What the program does with its bytes from here on is its own business.
        await blue;
        bytes.fill(0);
        preview.flush();
        const shown = [preview.selection.picture, place()];
        const refused = [
          await failing(() => preview.setPhoto('picture', new Uint8Array([1, 2, 3]))),
          await failing(() => preview.setPhoto('team', bytes)),
        ];
        preview.flush();
        const after = [preview.selection.picture, place()];
        // The last one given counts, though it is read first.
        const slow = await picture('#ff0000', 'slow.png');
        const { arrayBuffer } = Blob.prototype;
        slow.arrayBuffer = () =>
          new Promise((resolve) => setTimeout(resolve, 50)).then(() => arrayBuffer.call(slow));
        const late = preview.setPhoto('picture', slow);
        await preview.setPhoto('picture', await picture('#00ff00', 'fast.png'));
        await late;
        preview.flush();
        const last = [preview.selection.picture, place()];
        preview.set('picture', 'other.png');
        preview.flush();
        const codes = preview.issues
          .filter(({ option }) => option === 'picture')
          .map(({ code }) => code);
        return { empty, green, shown, refused, after, last, unknown: [place(), codes] };
      });
      const { empty } = seen;
      assert.deepEqual(seen, {
        empty,
        green: ['green.png', [0, 255, 0, 255]],
        shown: ['blue', [0, 0, 255, 255]],
        refused: [
          ['image-unsupported', 'selection.picture'],
          ['unknown-reference', 'selection.team'],
        ],
        after: ['blue', [0, 0, 255, 255]],
        last: ['fast.png', [0, 255, 0, 255]],
        unknown: [empty, ['photo-missing']],
      });
    },
    { prepare: helped },
  ));

test('a free color is stored as the nearest of the palette, and told so', () =>
  open(
    async (page) => {
      const seen = await page.evaluate(async () => {
        const preview = await start();
        const told = [];
        preview.addEventListener('change', ({ detail }) => told.push(detail.selection.ink));
        preview.set({ ink: '#15223e', font: 'script' });
        preview.set('ink', 'red');
        const { ink, font } = preview.selection;
        return { told, ink, font, state: preview.options.find(({ id }) => id === 'ink').value };
      });
      assert.deepEqual(seen, {
        told: ['#14213d', '#e63946'],
        ink: '#e63946',
        font: 'script',
        state: '#e63946',
      });
    },
    { prepare: helped },
  ));

/** The same on a page on which the engine can be stopped. */
async function stoppable(page) {
  await breakable(page);
  await helped(page);
}

test('row and photo outlive the instance', () =>
  open(
    async (page) => {
      const seen = await page.evaluate(async () => {
        const preview = await start();
        const told = [];
        preview.addEventListener('restart', ({ detail }) => told.push(detail.leftOut));
        await preview.setPhoto('picture', await picture('#00ff00', 'green.png'));
        preview.row = 1;
        preview.flush();
        const before = [preview.selection, preview.row, await proof(preview)];
        trap.engine_paint = 1;
        preview.set('numbers', ['8']);
        preview.flush();
        preview.set('numbers', ['7']);
        const after = [preview.selection, preview.row, await proof(preview)];
        // A photo that stops the engine twice is left out.
        trap.engine_setPhoto = 2;
        const refused = await failing(async () =>
          preview.setPhoto('picture', await picture('#0000ff', 'blue.png')),
        );
        const last = [preview.selection, preview.row, await proof(preview)];
        const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
        return { told, refused, kept: [same(before, after), same(before, last)], row: preview.row };
      });
      assert.deepEqual(seen, {
        told: [false, true],
        refused: ['engine-trapped', ''],
        kept: [true, true],
        row: 1,
      });
    },
    { prepare: stoppable },
  ));
