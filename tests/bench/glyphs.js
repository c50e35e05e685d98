/**
 * Rasterizers side by side, in one wasm and one run: `npm run bench:glyphs`. What each job draws is in
 * `glyphs/contenders.rs`; README.md tells how to read the table.
 */
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { median, percentile } from './statistics.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TARGET = 'wasm32-unknown-unknown';
const FONTS = [
  'tests/fonts/Roboto-Bold.ttf',
  'tests/fonts/DancingScript-Regular.otf',
  'www/fonts/GreatVibes-Regular.ttf',
];
const WARM_UP = 20;
const ROUNDS = Number(process.argv[2] ?? 200);

/**
 * In the order of `Job` in `contenders.rs`: what it is, what its ratio is taken to, what it may take in
 * milliseconds.
 *
 * @type {{ name: string, to?: number, goal?: number }[]}
 */
const JOBS = [
  { name: 'fill, ours', to: 0, goal: 0.6 },
  { name: 'fill, ab_glyph_rasterizer', to: 0 },
  { name: 'fill, tiny-skia', to: 0 },
  { name: 'fill, fontdue', to: 0 },
  { name: 'layout, filled, all new', goal: 0.6 },
  { name: 'layout, filled, all cached', goal: 0.1 },
  { name: 'stroke outlines alone', to: 7 },
  { name: 'stroke fills, ours', to: 7 },
  { name: 'stroke fills, ab_glyph_rasterizer', to: 7 },
  { name: 'stroke fills, tiny-skia', to: 7 },
  { name: 'layout, stroked, all new' },
  { name: 'layout, stroked, all cached', goal: 0.1 },
  { name: '14 turned and stroked, all new' },
  { name: '14 turned and stroked, outlines kept', goal: 0.6 },
];

/** Builds the wasm and starts it. */
async function start() {
  const { status } = spawnSync(
    'cargo',
    ['build', '--release', '--quiet', '--example', 'glyphs', '--target', TARGET],
    { cwd: ROOT, stdio: 'inherit' },
  );
  if (status !== 0) process.exit(status ?? 1);
  const folder = process.env.CARGO_TARGET_DIR ?? `${ROOT}target`;
  const bytes = await readFile(`${folder}/${TARGET}/release/examples/glyphs.wasm`);
  const module = await WebAssembly.compile(bytes);
  // What wasm-bindgen would give the engine's JavaScript side, which is linked but not called.
  /** @type {WebAssembly.Imports} */
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    imports[from] = {
      ...imports[from],
      [name]: () => {
        throw new Error(`${name} is not here`);
      },
    };
  }
  return (await WebAssembly.instantiate(module, imports)).exports;
}

/**
 * The times of each job in milliseconds, round by round: all jobs in each round, so that a slower moment of
 * the machine meets all of them. Each job runs once before its clock starts: what it keeps is there.
 *
 * @param {(job: number) => number} run
 */
function measure(run) {
  /** @type {number[][]} */
  const times = JOBS.map(() => []);
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (let job = 0; job < JOBS.length; job++) {
      run(job);
      const before = performance.now();
      run(job);
      const after = performance.now();
      if (round >= 0) times[job].push(after - before);
    }
  }
  return times;
}

/** @param {number[][]} times */
function report(times) {
  JOBS.forEach(({ name, to, goal }, job) => {
    // Where others use the machine, the fastest tenth is what the job itself takes.
    const [fast, middle] = [percentile(times[job], 0.1), median(times[job])];
    const other = to === undefined ? undefined : times[to];
    const ratio = other ? `${median(times[job].map((t, i) => t / other[i])).toFixed(2)} ×` : '';
    const verdict = goal === undefined ? '' : `${fast <= goal ? 'ok' : 'OVER'} ${goal}`;
    const columns = [middle.toFixed(3), fast.toFixed(3), ratio].map((text) => text.padStart(10));
    console.log(`  ${name.padEnd(38)}${columns.join('')}  ${verdict}`);
  });
}

const { memory, buffer, load, run } = /** @type {any} */ (await start());
for (const path of FONTS) {
  const font = await readFile(`${ROOT}${path}`);
  const at = buffer(font.length);
  new Uint8Array(memory.buffer, at, font.length).set(font);
  load();
  console.log(`${path}: median ms, fastest tenth ms, ratio`);
  report(measure(run));
  const covered = [0, 1, 2, 3].map((job) => run(job) / 255);
  console.log(`  pixels covered by the fills: ${covered.map((v) => v.toFixed(1)).join(', ')}`);
}
