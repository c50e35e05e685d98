/** S8: a photo of 24 megapixels, lying on its side, from the file picker to the canvas. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { median } from './statistics.js';
import { inPage } from './turn.js';

/** Milliseconds, and bytes of the live engine's memory. */
const BUDGET = { first: 1000, task: 50, heap: 96 << 20 };

const [WIDTH, HEIGHT] = [6000, 4000];

/** A portrait as a phone stores it: with grain, baseline 4:2:0, orientation 6. */
async function portrait() {
  const data = Buffer.alloc(WIDTH * HEIGHT * 3);
  let state = 1;
  for (let y = 0, i = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1, i += 3) {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      const grain = (state >>> 28) - 8;
      const face = Math.hypot(x - 2600, y - 2000) < 1300 ? 60 : 0;
      const hair = Math.sin(x / 7 + Math.sin(y / 90) * 9) * 14;
      data[i] = 110 + face + grain + hair;
      data[i + 1] = 90 + face * 0.7 + grain + hair;
      data[i + 2] = 80 + (y / HEIGHT) * 60 + grain;
    }
  }
  return sharp(data, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 90 })
    .toBuffer();
}

/**
 * Measures and prints; the figures for `results.json`.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} origin
 * @param {string} folder for the file and the picture
 * @param {number} rounds
 */
export async function photoScene(browser, origin, folder, rounds) {
  const file = join(folder, 'portrait.jpg');
  await writeFile(file, await portrait());
  const turns = [];
  for (let round = 0; round < rounds; round += 1) {
    turns.push(
      await inPage(browser, async (page) => {
        await page.goto(`${origin}/bench/page/photo.html`);
        await page.waitForFunction(() => Reflect.get(window, 'ready'));
        await page.setInputFiles('input', file);
        await page.waitForFunction(() => Reflect.get(window, 'done'), undefined, {
          timeout: 60_000,
        });
        if (round === 0) await page.screenshot({ path: join(folder, 's8.png') });
        return page.evaluate(() => Reflect.get(window, 'done'));
      }),
    );
    const { fault } = turns[round];
    if (fault) throw new Error(`S8: ${fault}`);
  }
  const of = (/** @type {string} */ key) => median(turns.map((turn) => turn[key]));
  const figures = {
    first: of('first'),
    task: of('task'),
    heapBefore: of('before'),
    heap: of('heap'),
  };
  const mebi = (/** @type {number} */ bytes) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
  const ok = (/** @type {boolean} */ fine) => (fine ? 'ok' : 'OVER');
  console.log(
    `S8 a photo of ${(WIDTH * HEIGHT) / 1e6} megapixels, orientation 6, from the file picker`,
  );
  console.log(
    `  first picture     ${figures.first.toFixed(0)} ms of ${BUDGET.first} ${ok(figures.first <= BUDGET.first)}`,
  );
  console.log(
    `  longest task      ${figures.task.toFixed(0)} ms of ${BUDGET.task} ${ok(figures.task < BUDGET.task)}`,
  );
  console.log(
    `  live heap after   ${mebi(figures.heap)} of ${mebi(BUDGET.heap)} ${ok(figures.heap <= BUDGET.heap)} (before: ${mebi(figures.heapBefore)})`,
  );
  console.log(`  it stands upright: ${turns.every(({ upright }) => upright) ? 'yes' : 'NO'}\n`);
  return { scene: 'S8', title: 'a photo of 24 megapixels', budget: BUDGET, figures };
}
