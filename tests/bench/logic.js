/**
 * Times the state of a large form in WebAssembly, on Node: `cargo run --release --example options -- FILE`
 * writes the template, `node tests/bench/logic.js FILE` reads it.
 */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { init } from '../../pkg/index.js';
import { Engine } from '../../pkg/instance.js';

const [file] = process.argv.slice(2);
const template = readFileSync(file, 'utf8');
await init(readFileSync(new URL('../../pkg/liveproof_bg.wasm', import.meta.url)));
const started = process.cpuUsage();
const engine = new Engine(template);
console.log(`new engine: ${(process.cpuUsage(started).user / 1000).toFixed(1)} ms`);

const edits = [
  ['a keystroke', 'o3', ['Ada', 'Adam']],
  ['a switch', 'o0', [true, false]],
  ["the library's filter", 'theme', ['t1', 't2', 't3']],
  ['a clipart', 'clipart', ['c3', 'c10']],
];
for (const [what, id, values] of edits) {
  const set = [];
  const state = [];
  for (let round = 0; round < 400; round += 1) {
    const before = performance.now();
    engine.set({ [id]: values[round % values.length] });
    const between = performance.now();
    engine.options();
    engine.priceLines();
    set.push(between - before);
    state.push(performance.now() - between);
  }
  const [edit, read] = [set, state].map((times) => times.sort((a, b) => a - b)[200].toFixed(3));
  console.log(`${what}: set ${edit} ms, reading the state ${read} ms`);
}
const before = performance.now();
const { length } = engine.choices('clipart');
console.log(`reading the library of ${length}: ${(performance.now() - before).toFixed(2)} ms`);
