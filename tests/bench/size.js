/**
 * What the live engine weighs: `npm run size`. Prints the bytes of each file of `pkg/` that a page loads before
 * its first picture. The files are the entry, what it imports, and what those name with
 * `new URL('….wasm', import.meta.url)`. What is imported on demand, or by a worker, is shown apart.
 *
 * It fails above the budgets. JavaScript counts as a shop ships it, bundled and minified: for a preview what
 * `createPreview` needs, for the elements what they add to that.
 */
import { readFile } from 'node:fs/promises';
import { dirname, extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { bytesOf, sum } from './bytes.js';

/** Kilobytes (1000) after brotli. */
const BUDGET = { all: 560, code: 12, woff2: 68, photo: 220, svg: 200, elements: 12 };

const PACKAGE = fileURLToPath(new URL('../../pkg', import.meta.url));
const IMPORT = /\b(?:from|import)\s*["'](\.{1,2}\/[^"']+)["']/g;
const ON_DEMAND = /\bimport\(\s*["'](\.{1,2}\/[^"']+)["']\s*\)/g;
const WORKER = /new Worker\(\s*new URL\(\s*["']([^"']+)["']/g;
const WASM = /new URL\(\s*["']([^"']+\.wasm)["']\s*,\s*import\.meta\.url\s*\)/g;

/**
 * The entry and all files that are loaded with it.
 *
 * @param {string} entry
 * @param {RegExp[]} [more] what else names a file
 * @returns {Promise<Map<string, Buffer>>} path to content
 */
async function graph(entry, more = []) {
  /** @type {Map<string, Buffer>} */
  const files = new Map();
  const waiting = [entry];
  for (let path = waiting.pop(); path; path = waiting.pop()) {
    if (files.has(path)) continue;
    const content = await readFile(path);
    files.set(path, content);
    if (extname(path) === '.wasm') continue;
    const text = content.toString();
    for (const pattern of [IMPORT, WASM, ...more]) {
      for (const [, target] of text.matchAll(pattern)) waiting.push(join(dirname(path), target));
    }
  }
  return files;
}

/**
 * A module that has nothing but `code`, bundled and minified.
 *
 * @param {string} code
 * @param {{ external?: (id: string) => boolean, onDemand?: boolean }} options `external` is left out; whether what is
 *   imported on demand counts, too
 */
async function shipped(code, { external = () => false, onDemand = false }) {
  const entry = join(PACKAGE, 'entry.js');
  const result = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) => (id === entry ? code : undefined),
      },
    ],
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      modulePreload: false,
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: entry,
        external,
        preserveEntrySignatures: 'strict',
        output: { format: 'es' },
      },
    },
  });
  const chunks = new Map(
    [result]
      .flat()[0]
      .output.filter(({ type }) => type === 'chunk')
      .map((chunk) => [chunk.fileName, chunk]),
  );
  const needed = new Set([...chunks.values()].filter(({ isEntry }) => isEntry || onDemand));
  for (const { imports } of needed) {
    for (const name of imports) if (chunks.has(name)) needed.add(chunks.get(name));
  }
  return sum([...needed].map((chunk) => bytesOf(Buffer.from(chunk.code))));
}

/** @param {number} bytes */
const kilobytes = (bytes) => (bytes / 1000).toFixed(1).padStart(9);

/**
 * @param {string} name
 * @param {import('./bytes.js').Bytes} bytes
 */
const line = (name, { raw, gzip, brotli }) =>
  `${name.padEnd(28)}${kilobytes(raw)}${kilobytes(gzip)}${kilobytes(brotli)}`;

/**
 * @param {string} what
 * @param {number} brotli bytes
 * @param {number} limit kilobytes
 */
function check(what, brotli, limit) {
  const over = brotli > limit * 1000;
  console.log(
    `${what}: ${(brotli / 1000).toFixed(1)} KB of ${limit} KB brotli: ${over ? 'OVER' : 'ok'}`,
  );
  if (over) process.exitCode = 1;
}

const files = await graph(join(PACKAGE, 'index.js')).catch((error) => {
  if (error.code !== 'ENOENT') throw error;
  console.error(`${error.path} is not there: run \`npm run build\` first`);
  process.exit(1);
});
console.log(
  `${'KB (1000 bytes)'.padEnd(28)}${['raw', 'gzip', 'brotli'].map((head) => head.padStart(9)).join('')}`,
);
const weighed = [...files].map(([path, content]) => ({ path, bytes: bytesOf(content) }));
for (const { path, bytes } of weighed) console.log(line(relative(PACKAGE, path), bytes));
console.log(line('together', sum(weighed.map(({ bytes }) => bytes))));
const demanded = new Set(
  [...files].flatMap(([path, content]) =>
    [...content.toString().matchAll(ON_DEMAND)].map(([, target]) => join(dirname(path), target)),
  ),
);
/** @type {Map<string, number>} by the name of the entry, kilobytes after brotli */
const later = new Map();
for (const entry of demanded) {
  const name = relative(PACKAGE, entry);
  console.log(`\non demand, ${name}`);
  const own = [...(await graph(entry, [ON_DEMAND, WORKER]))].filter(([path]) => !files.has(path));
  for (const [path, content] of own) console.log(line(relative(PACKAGE, path), bytesOf(content)));
  later.set(name, sum(own.map(([, content]) => bytesOf(content))).brotli);
}
const code = await shipped("export { createPreview } from './index.js';", {});
const isEngine = (/** @type {string} */ id) =>
  id === '../index.js' || id === join(PACKAGE, 'index.js');
const elements = await shipped("export * from './elements/index.js';", {
  external: isEngine,
  onDemand: true,
});
console.log(`\n${line('createPreview, minified', code)}`);
console.log(`${line('elements, minified', elements)}\n`);
const wasm = weighed.filter(({ path }) => extname(path) === '.wasm');
check('JavaScript', code.brotli, BUDGET.code);
check('JavaScript and wasm', sum([code, ...wasm.map(({ bytes }) => bytes)]).brotli, BUDGET.all);
check('WOFF2, on demand', later.get('woff2.js') ?? 0, BUDGET.woff2);
check('Photos, on demand', later.get('photo.js') ?? 0, BUDGET.photo);
check('SVG, on demand', later.get('svg.js') ?? 0, BUDGET.svg);
check('Elements, minified', elements.brotli, BUDGET.elements);
if (!weighed.some(({ path }) => extname(path) === '.wasm')) {
  console.error('no wasm in the entry’s graph: this is not the whole engine');
  process.exitCode = 1;
}
