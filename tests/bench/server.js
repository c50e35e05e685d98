/** What a run serves, and as what. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServer } from '../../xtask/server.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** URL prefix to folder of the repository. */
const PREFIXES = {
  '/bench/': 'tests/bench',
  '/fonts/': 'tests/fonts',
  '/output/': 'tests/output/bench',
  '/assets/': 'tests/output/bench/assets',
  '/vendor/': 'tests/output/bench/vendor',
  '/pkg/': 'pkg',
};

const HEADERS = {
  // An isolated page reads the clock to 5 µs; any other to 100, too coarse for updates of half a millisecond.
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/**
 * The file behind a URL path.
 *
 * @param {string} pathname
 * @returns {string | undefined}
 */
export function fileOf(pathname) {
  const found = Object.entries(PREFIXES).find(([prefix]) => pathname.startsWith(prefix));
  return found && join(ROOT, found[1], pathname.slice(found[0].length));
}

/**
 * @returns {Promise<{ origin: string, close: () => Promise<void> }>}
 */
export async function serve() {
  const server = await startServer(ROOT, {
    prefixes: PREFIXES,
    folders: Object.values(PREFIXES),
    headers: HEADERS,
  });
  return { origin: new URL(server.url).origin, close: server.close };
}
