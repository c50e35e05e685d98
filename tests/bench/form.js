/**
 * What a large form costs: `npm run bench:form`. 300 options, 1,000 conditions, 5,000 cliparts, as
 * `logic.rs` writes them: edits and the reading of the state in WebAssembly on Node, then the whole page in
 * Chromium, from the template to the open `<option-picker>`. README.md beside this file tells how to read it.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { init } from '../../pkg/index.js';
import { Engine } from '../../pkg/instance.js';
import { launch } from '../browser/chromium.js';
import { startServer } from '../browser/server.js';
import { median } from './statistics.js';

const ROOT = new URL('../../', import.meta.url);
/** Milliseconds of processor time. */
const BUDGET = { set: 1, open: 100 };
const EDITS = 400;
const OPENINGS = 7;

const folder = new URL('tests/output/bench/', ROOT);
mkdirSync(folder, { recursive: true });
const file = fileURLToPath(new URL('form.json', folder));
execFileSync('cargo', ['run', '--quiet', '--example', 'options', '--', file], {
  cwd: fileURLToPath(ROOT),
  stdio: ['ignore', 'ignore', 'inherit'],
});
const template = readFileSync(file, 'utf8');
await init(readFileSync(new URL('pkg/liveproof_bg.wasm', ROOT)));

/** Processor milliseconds of this process for `work`, the least of some runs: others run beside it. */
function least(runs, work) {
  const times = Array.from({ length: runs }, () => {
    const before = process.cpuUsage().user;
    work();
    return (process.cpuUsage().user - before) / 1000;
  });
  return Math.min(...times);
}

const verdict = (time, budget) => (time <= budget ? 'ok' : `OVER ${budget}`);
const kilobytes = Math.round(template.length / 1000);
console.log(`Template of ${kilobytes} KB, in WebAssembly on Node`);
const [first, again] = [1, OPENINGS].map((runs) => least(runs, () => new Engine(template).free()));
console.log(
  `  read, checked and resolved  ${first.toFixed(1)} ms the first time, ${again.toFixed(1)} ms hot`,
);

const engine = new Engine(template);
const edits = [
  ['a keystroke', 'o3', ['Ada', 'Adam']],
  ['a switch', 'o0', [true, false]],
  ["the library's filter", 'theme', ['t1', 't2', 't3']],
  ['a clipart', 'clipart', ['c3', 'c10']],
];
for (const [what, id, values] of edits) {
  const set = [];
  const read = [];
  for (let round = 0; round < EDITS; round += 1) {
    const before = performance.now();
    engine.set({ [id]: values[round % values.length] });
    const between = performance.now();
    engine.options();
    engine.priceLines();
    set.push(between - before);
    read.push(performance.now() - between);
  }
  const [edit, state] = [set, read].map(median);
  const line = `${edit.toFixed(3)} ms ${verdict(edit, BUDGET.set)}; the state read ${state.toFixed(3)} ms`;
  console.log(`  ${what.padEnd(28)}set ${line}`);
}
engine.free();

const server = await startServer(ROOT);
const browser = await launch();
try {
  const page = await browser.newPage();
  await page.goto(`${server.url}tests/browser/page.html`);
  await page.evaluate(() => globalThis.ready);
  await page.evaluate(async (json) => {
    await import('/pkg/elements/index.js');
    const document_ = JSON.parse(json);
    const canvas = Object.assign(document.createElement('canvas'), { width: 10 });
    document.body.append(canvas);
    const { PLAQUE } = await import('/tests/support/plaque.js');
    const font = await (await fetch('/tests/fonts/Roboto-Bold.ttf')).bytes();
    const assets = { i: PLAQUE.assets.white.image, f: font };
    globalThis.form = await liveproof.createPreview(canvas, { template: document_, assets });
  }, template);
  const opening = [];
  for (let round = 0; round < OPENINGS; round += 1) {
    await page.evaluate(() => document.querySelector('option-picker')?.remove());
    const time = await page.evaluate(() => {
      const before = performance.now();
      const picker = document.createElement('option-picker');
      document.body.append(picker);
      picker.preview = globalThis.form;
      // Laid out, too.
      document.body.getBoundingClientRect();
      return performance.now() - before;
    });
    opening.push(time);
  }
  const open = median(opening);
  console.log(`The same in Chromium
  <option-picker> open        ${open.toFixed(1)} ms ${verdict(open, BUDGET.open)}, ${opening[0].toFixed(1)} the first time`);
} finally {
  await browser.close();
  await server.close();
}
