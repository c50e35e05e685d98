/** The pictures: made before a run, saved after it, compared. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inPage } from './turn.js';

/** @typedef {import('playwright-core').Browser} Browser */

/**
 * What counts as the same picture, in dB against the reference: of the whole, and of the rectangle that holds
 * the artwork. JPEG decoders, resampling filters and antialiasing differ by less; a letter or clipart that
 * is missing, moved by a pixel or in another color differs by more.
 */
export const SAME = { whole: 34, focus: 30 };

/**
 * Draws the photos, masks and clipart.
 *
 * @param {Browser} browser
 * @param {string} origin
 * @param {string} folder
 */
export async function makeAssets(browser, origin, folder) {
  const files = await inPage(browser, async (page) => {
    await page.goto(`${origin}/bench/page/blank.html`);
    return page.evaluate(async () => (await import('/bench/page/assets.js')).makeAssets());
  });
  await mkdir(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(files)) {
    await writeFile(join(folder, name), Buffer.from(/** @type {string} */ (bytes), 'base64'));
  }
}

/**
 * Compares two saved pictures.
 *
 * @param {Browser} browser
 * @param {string} origin
 * @param {string} a name of a file of the output folder
 * @param {string} b
 * @param {import('./types.js').Product['focus']} focus
 * @returns {Promise<{ whole: number, focus: number, same: boolean }>}
 */
export async function compare(browser, origin, a, b, focus) {
  const ratio = await inPage(browser, async (page) => {
    await page.goto(`${origin}/bench/page/blank.html`);
    return page.evaluate(
      async (job) => (await import('/bench/page/compare.js')).compare(job.a, job.b, job.focus),
      { a: `/output/${a}`, b: `/output/${b}`, focus },
    );
  });
  return { ...ratio, same: ratio.whole >= SAME.whole && ratio.focus >= SAME.focus };
}
