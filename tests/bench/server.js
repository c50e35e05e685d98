/** A static server for one run: an ephemeral port, nothing cached, nothing outside its folders. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** URL prefix to folder of the repository. */
const FOLDERS = {
  '/bench/': 'tests/bench',
  '/fonts/': 'tests/fonts',
  '/output/': 'tests/output/bench',
  '/assets/': 'tests/output/bench/assets',
  '/vendor/': 'tests/output/bench/vendor',
  '/pkg/': 'pkg',
};

/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ttf': 'font/ttf',
  '.otf': 'font/otf',
};

/**
 * The file behind a URL path.
 *
 * @param {string} pathname
 * @returns {string | undefined}
 */
export function fileOf(pathname) {
  for (const [prefix, folder] of Object.entries(FOLDERS)) {
    if (!pathname.startsWith(prefix)) continue;
    const base = resolve(ROOT, folder);
    const file = resolve(join(base, pathname.slice(prefix.length)));
    return file.startsWith(base + sep) ? file : undefined;
  }
  return undefined;
}

/**
 * @returns {Promise<{ origin: string, close: () => Promise<void> }>}
 */
export async function serve() {
  const server = createServer(async (request, response) => {
    const file = fileOf(
      decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname),
    );
    const found = file ? await stat(file).catch(() => undefined) : undefined;
    if (!file || !found?.isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
      'Content-Length': found.size,
      'Cache-Control': 'no-store',
      // An isolated page reads the clock to 5 µs; any other to 100, too coarse for updates of half a millisecond.
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    });
    createReadStream(file).pipe(response);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done(undefined));
      }),
  };
}
