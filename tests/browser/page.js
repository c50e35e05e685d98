/** One browser and one server for a test file; a fresh page with the package for each test. */
import { after, before } from 'node:test';
import { launch } from './chromium.js';
import { startServer } from './server.js';

const ROOT = new URL('../../', import.meta.url);

/** Where the package may run: what a strict shop allows. */
const HEADERS = {
  'Content-Security-Policy': "script-src 'self' 'wasm-unsafe-eval' 'unsafe-inline'",
};

/**
 * Returns a function that opens an empty page on which `globalThis.liveproof` is the package, gives it
 * to `visit`, and fails when the page had an error.
 */
export function browserPages() {
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
  return async (visit, { prepare = async () => {}, ...context } = {}) => {
    const session = await browser.newContext(context);
    try {
      const page = await session.newPage();
      const errors = [];
      page.on('pageerror', (error) => errors.push(error));
      await prepare(page);
      await page.goto(`${server.url}tests/browser/page.html`);
      await page.evaluate(() => globalThis.ready);
      await visit(page);
      if (errors.length > 0) throw errors[0];
    } finally {
      await session.close();
    }
  };
}
