/** A static server for one machine: nothing cached, nothing outside its folders. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.otf': 'font/otf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
};

/**
 * Serves a folder.
 *
 * @param {URL | string} root The folder.
 * @param {object} [options]
 * @param {number} [options.port] 0 takes a free one.
 * @param {string[]} [options.folders] The only folders in it to serve. Default: all.
 * @param {Record<string, string>} [options.prefixes] Start of a path to the folder it stands for.
 * @param {string} [options.home] Where `/` leads.
 * @param {Record<string, string>} [options.headers] Sent with every answer.
 * @returns {Promise<{ url: string, close: () => Promise<void> }>} `url` ends with a slash.
 */
export async function startServer(
  root,
  { port = 0, folders, prefixes = {}, home, headers = {} } = {},
) {
  const base = resolve(root instanceof URL ? fileURLToPath(root) : root);
  const server = createServer(async (request, response) => {
    const send = (status, more) => response.writeHead(status, { ...headers, ...more });
    const path = pathOf(request.url);
    if (home && path === '/') return send(302, { Location: home }).end();
    const file = path && fileOf(base, standIn(path, prefixes), folders);
    const found = file && (await stat(file).catch(() => undefined));
    if (found?.isDirectory() && !path.endsWith('/'))
      return send(302, { Location: `${path}/` }).end();
    if (!found?.isFile()) return send(404, { 'Content-Type': 'text/plain' }).end('not found\n');
    send(200, {
      'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
      'Content-Length': found.size,
      'Cache-Control': 'no-store',
    });
    if (request.method === 'HEAD') return response.end();
    return createReadStream(file).pipe(response);
  });
  await new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, '127.0.0.1', done);
  });
  return {
    url: `http://localhost:${server.address().port}/`,
    close: () =>
      new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      }),
  };
}

function pathOf(url = '/') {
  try {
    return decodeURIComponent(new URL(url, 'http://localhost').pathname);
  } catch {
    return undefined;
  }
}

/** The path inside the folder that its start stands for. */
function standIn(path, prefixes) {
  const found = Object.entries(prefixes).find(([prefix]) => path.startsWith(prefix));
  return found ? `/${found[1]}/${path.slice(found[0].length)}` : path;
}

/** The file behind a path, with `index.html` for a folder; `undefined` when it is not to be served. */
function fileOf(base, path, folders) {
  const file = resolve(join(base, path, path.endsWith('/') ? 'index.html' : ''));
  const allowed = folders ? folders.map((folder) => join(base, folder)) : [base];
  return allowed.some((folder) => file === folder || file.startsWith(folder + sep))
    ? file
    : undefined;
}
