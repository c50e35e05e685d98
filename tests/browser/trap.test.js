/** What happens when the engine stops. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { breakable } from './breakable.js';
import { browserPages } from './page.js';

const open = browserPages();

const RED = [255, 0, 0, 255];
const BLUE = [0, 0, 255, 255];

/** A page on which the engine can be stopped, with `start`. */
async function prepare(page) {
  await breakable(page);
  await page.addInitScript(() => {
    globalThis.start = async () => {
      const canvas = addCanvas('width: 100px');
      const preview = await liveproof.createPreview(canvas, { template: PLAQUE });
      const told = [];
      preview.addEventListener('restart', ({ detail }) => told.push(detail.leftOut));
      return { canvas, preview, told };
    };
  });
}

test('an edit that stops the engine once is taken in a fresh instance', () =>
  open(
    async (page) => {
      const seen = await page.evaluate(async () => {
        const one = await start();
        const two = await start();
        two.preview.set('name', 'Zoë');
        one.preview.set('frame', true);
        one.preview.flush();
        trap.engine_set = 1;
        one.preview.set('color', 'blue');
        const kept = pixel(one.canvas, 50, 50);
        one.preview.flush();
        // The other preview lived in the same instance.
        two.preview.set('color', 'blue');
        two.preview.flush();
        return {
          kept,
          one: [one.told, one.preview.selection, pixel(one.canvas, 50, 50), pixel(one.canvas)],
          two: [two.told, two.preview.selection.name, pixel(two.canvas)],
        };
      });
      assert.deepEqual(seen.kept, RED);
      assert.deepEqual(seen.one, [
        [false],
        { color: 'blue', frame: true, name: 'Anna', size: 20 },
        BLUE,
        [0, 255, 0, 255],
      ]);
      assert.deepEqual(seen.two, [[false], 'Zoë', BLUE]);
    },
    { prepare },
  ));

test('an edit that stops the engine twice is left out', () =>
  open(
    async (page) => {
      const seen = await page.evaluate(async () => {
        const { canvas, preview, told } = await start();
        preview.set('name', 'Zoë');
        trap.engine_set = 2;
        let code;
        try {
          preview.set('color', 'blue');
        } catch (error) {
          code = error.code;
        }
        preview.flush();
        const after = [preview.selection.color, preview.selection.name, pixel(canvas)];
        preview.set('color', 'blue');
        preview.flush();
        return { code, told, after, last: pixel(canvas) };
      });
      assert.deepEqual(seen, {
        code: 'engine-trapped',
        told: [true],
        after: ['red', 'Zoë', RED],
        last: BLUE,
      });
    },
    { prepare },
  ));

test('when painting stops the engine, the last frame stays and the last good selection returns', () =>
  open(
    async (page) => {
      const seen = await page.evaluate(async () => {
        const { canvas, preview, told } = await start();
        trap.engine_paint = 1;
        preview.set('color', 'blue');
        preview.flush();
        const once = [pixel(canvas), preview.selection.color];
        trap.engine_paint = 2;
        preview.set('color', '#00ff00');
        await frame();
        await frame();
        const twice = [pixel(canvas), preview.selection.color];
        trap.engine_paint = 3;
        preview.set('color', 'red');
        let code;
        try {
          preview.flush();
        } catch (error) {
          code = error.code;
        }
        const kept = pixel(canvas);
        preview.set('color', 'red');
        preview.flush();
        return { told, once, twice, code, kept, last: pixel(canvas) };
      });
      assert.deepEqual(seen.once, [BLUE, 'blue']);
      assert.deepEqual(seen.twice, [BLUE, 'blue']);
      assert.deepEqual([seen.code, seen.kept], ['engine-trapped', BLUE]);
      assert.deepEqual(seen.last, RED);
      assert.deepEqual(seen.told.slice(0, 2), [false, true]);
    },
    { prepare },
  ));

test('a template that stops the engine is refused, and other previews go on', () =>
  open(
    async (page) => {
      const seen = await page.evaluate(async () => {
        const { canvas, preview } = await start();
        trap.engine_new = 1;
        const code = await liveproof
          .createPreview(addCanvas(), { template: PLAQUE })
          .catch((error) => error.code);
        preview.set('color', 'blue');
        preview.flush();
        return { code, pixel: pixel(canvas) };
      });
      assert.deepEqual(seen, { code: 'engine-trapped', pixel: BLUE });
    },
    { prepare },
  ));
