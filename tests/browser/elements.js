/** One browser and one server for a test file; a fresh page with the elements for each test. */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { launch } from './chromium.js';
import { startServer } from './server.js';

const ROOT = new URL('../../', import.meta.url);

/** A strict shop: no inline style, no inline script. */
const HEADERS = {
  'Content-Security-Policy':
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self' data:",
};

/**
 * Returns a function that opens the page of the elements, gives it to `visit`, and fails when the page had an
 * error or broke its content security policy.
 */
export function elementPages() {
  let server;
  let browser;
  before(async () => {
    server = await startServer(ROOT, { headers: HEADERS });
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
  return async (visit, context = {}) => {
    const session = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      ...context,
    });
    try {
      const page = await session.newPage();
      const faults = [];
      page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
      page.on('pageerror', (error) => faults.push(String(error)));
      await page.goto(`${server.url}tests/browser/elements.html`);
      await page.waitForFunction(() => globalThis.ready);
      await visit(page);
      assert.deepEqual(faults, []);
    } finally {
      await session.close();
    }
  };
}
