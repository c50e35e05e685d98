/** One contender's turn at one scene, in a page of its own. */
import { readFile } from 'node:fs/promises';
import { bytesOf, sum } from './bytes.js';
import { fileOf } from './server.js';

/** @typedef {import('playwright-core').Browser} Browser */
/** @typedef {import('./registry.js').Scene} Scene */
/** @typedef {import('./types.js').Contender} Contender */

const TIME_LIMIT = 120_000;

/**
 * Runs the updates of a scene. `updates` 0 only draws the last picture of a run of `last + 1` updates.
 *
 * @param {Browser} browser
 * @param {string} origin
 * @param {{ scene: Scene, contender: string, warmUp: number, updates: number, last: number }} job
 * @returns {Promise<{ times: number[], png: Buffer }>}
 */
export async function updateTurn(browser, origin, job) {
  return inPage(browser, async (page) => {
    await page.goto(`${origin}/bench/page/blank.html`);
    const result = await page.evaluate(
      async (message) => (await import('/bench/page/measure.js')).measure(message),
      { ...job, scene: job.scene.file },
    );
    return { times: result.times, png: Buffer.from(result.png, 'base64') };
  });
}

/**
 * Opens a contender's page with nothing cached.
 *
 * @param {Browser} browser
 * @param {string} origin
 * @param {Scene} scene
 * @param {Contender} contender
 */
export async function coldTurn(browser, origin, scene, contender) {
  return inPage(browser, async (page) => {
    /** @type {Set<string>} */
    const paths = new Set();
    page.on('response', (response) => paths.add(new URL(response.url()).pathname));
    await page.goto(`${origin}/bench/page/cold.html?scene=${scene.file}&contender=${contender.id}`);
    const result = await page.evaluate(async () => {
      const { time, drawing } = await Reflect.get(window, 'coldStart');
      return { time, png: await (await import('/bench/page/measure.js')).png(drawing) };
    });
    const code = [...paths].filter(
      (path) =>
        /\.(m?js|wasm)$/.test(path) && contender.wire.some((prefix) => path.startsWith(prefix)),
    );
    const bytes = sum(
      await Promise.all(code.map(async (path) => bytesOf(await readFile(fileOf(path) ?? '')))),
    );
    return { time: result.time, bytes, png: Buffer.from(result.png, 'base64') };
  });
}

/**
 * Runs a function in a page of a fresh context, and passes on what the page complains of.
 *
 * @template T
 * @param {Browser} browser
 * @param {(page: import('playwright-core').Page) => Promise<T>} run
 * @returns {Promise<T>}
 */
export async function inPage(browser, run) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 1024 },
    deviceScaleFactor: 1,
  });
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  try {
    const page = await context.newPage();
    const limit = new Promise((_, reject) => {
      timer = setTimeout(
        () => reject(new Error(`no answer in ${TIME_LIMIT / 1000} s`)),
        TIME_LIMIT,
      );
    });
    return /** @type {T} */ (await Promise.race([run(page), limit]));
  } finally {
    clearTimeout(timer);
    await context.close();
  }
}
