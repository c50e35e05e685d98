/** One browser and one server for a test file; a fresh page of the demo site for each visit. */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { launch } from './chromium.js';
import { startServer } from './server.js';

const ROOT = new URL('../../', import.meta.url);

/**
 * Returns a function that opens an address of the site and gives the page to `visit` once it has what
 * `ready` selects. It fails when anything left the machine or went wrong meanwhile, but for what is
 * `expected` to.
 */
export function sitePages() {
  let server;
  let browser;
  before(async () => {
    server = await startServer(ROOT);
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
  return async (address, ready, visit, options = {}) => {
    const { width = 1280, height = 800, prepare, expected, ...context } = options;
    const session = await browser.newContext({ viewport: { width, height }, ...context });
    const faults = [];
    const page = await session.newPage();
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (protocol !== 'blob:' && !['localhost', '127.0.0.1'].includes(hostname))
        faults.push(`a request to ${hostname}`);
    });
    try {
      await prepare?.(page);
      await page.goto(new URL(`www/${address}`, server.url).href);
      await page.locator(ready).waitFor();
      await visit(page);
      assert.deepEqual(
        faults.filter((fault) => !expected?.test(fault)),
        [],
      );
    } finally {
      await session.close();
    }
  };
}
