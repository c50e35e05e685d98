/** An app as a shop ships it: bundled, served and opened. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { build } from 'vite';
import { launch } from '../browser/chromium.js';
import { startServer } from '../browser/server.js';

/**
 * Bundles the app in `root` and gives its page to `visit`, with the lists of faults and of what was asked for so far; of
 * faults there must be none in the end.
 *
 * @template T
 * @param {string} root
 * @param {(page: import('playwright-core').Page, faults: string[], asked: string[]) => Promise<T>} visit
 * @param {import('vite').InlineConfig} [config] beside the defaults, which read no file of the app's
 * @returns {Promise<T>} what `visit` returned
 */
export async function visitApp(root, visit, config = { configFile: false }) {
  await build({ root, logLevel: 'error', ...config });
  const server = await startServer(join(root, 'dist'));
  const browser = await launch();
  try {
    const page = await browser.newPage();
    const faults = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    // The browser asks for it by itself; an app may have none.
    await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
    await page.goto(server.url);
    const result = await visit(page, faults, asked);
    assert.deepEqual(faults, []);
    return result;
  } finally {
    await browser.close();
    await server.close();
  }
}
