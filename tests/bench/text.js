/**
 * What text costs in the built package, in Node: keystrokes part by part, a long paste, a large font.
 * `npm run bench:text`, or some of it: `npm run bench:text -- font keys paste`; README.md beside this file tells how to read it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { init } from '../../pkg/index.js';
import initWasm, { Engine } from '../../pkg/liveproof.js';
import { PLAQUE, WHITE } from '../support/plaque.js';
import { percentile } from './statistics.js';

const ROOT = new URL('../../', import.meta.url);
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
/** Debian's `fonts-noto-cjk`; nothing here installs it. */
const CJK = '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc';
const WARM_UP = 100;
const UPDATES = 1000;
/** Characters of a text that a layout takes; what is longer is cut. */
const LONGEST = 10_000;

const roboto = readFileSync(new URL('tests/fonts/Roboto-Bold.ttf', ROOT));

await init(readFileSync(new URL('pkg/liveproof_bg.wasm', ROOT)));
const { memory } = await initWasm();

// The font first: memory that has grown does not shrink.
const parts = { font: largeFont, keys: keystrokes, paste: pastes };
for (const [name, measure] of Object.entries(parts)) {
  if (process.argv.length < 3 || process.argv.includes(name)) measure();
}

/**
 * A white view of 1000 × 1000 pixels with one text on it, a millimeter a pixel.
 *
 * @param {object} line keys of the text layer
 * @param {object} [rules] keys of the text option
 */
function product(line, rules = {}) {
  const [front] = PLAQUE.views;
  const quad = [
    [0, 0],
    [1000, 0],
    [1000, 1000],
    [0, 1000],
  ];
  const placement = { kind: 'placement', area: 'plate', geometry: { quad }, blend: 'normal' };
  const photo = { kind: 'photo', image: 'white' };
  const engine = new Engine(
    JSON.stringify({
      ...PLAQUE,
      assets: { ...PLAQUE.assets, sans: { font: 'Roboto-Bold.ttf' } },
      options: [{ id: 'name', kind: 'text', label: 'Name', ...rules }],
      areas: [
        {
          id: 'plate',
          width: 1000,
          height: 1000,
          layers: [{ kind: 'text', text: '{name}', font: 'sans', color: '#14213d', ...line }],
        },
      ],
      views: [{ ...front, width: 1000, height: 1000, items: [photo, placement] }],
    }),
  );
  engine.addAsset('white', Buffer.from(WHITE.split(',')[1], 'base64'));
  return engine;
}

/** 20 letters with an outline and a shadow; the last one changes. */
function keystrokes() {
  console.log(`keystrokes in a line of 20 letters, ${UPDATES} after ${WARM_UP}: p50 / p95 ms`);
  const outline = { width: 6, color: '#ffffff' };
  const shadow = { color: '#000000', offset: [5, 5], blur: 4 };
  for (const [name, line] of Object.entries({
    'left, letters alone': { align: 'left' },
    'left, outline': { align: 'left', stroke: outline },
    'left, shadow': { align: 'left', shadow },
    'left, outline and shadow': { align: 'left', stroke: outline, shadow },
    'centered, letters alone': {},
    'centered, outline': { stroke: outline },
    'centered, shadow': { shadow },
    'centered, outline and shadow': { stroke: outline, shadow },
  })) {
    const frame = { box: [50, 400, 900, 120], size: 80, fit: 'none' };
    const engine = product({ ...frame, ...line });
    engine.addAsset('sans', roboto);
    /** @type {Record<string, number[]>} */
    const parts = { set: [], draw: [], state: [], all: [] };
    for (let i = 0; i < WARM_UP + UPDATES; i += 1) {
      const start = performance.now();
      engine.set({ name: `Happy Birthday Mart${LETTERS[i % 26]}` });
      const set = performance.now();
      engine.prepare('front', 1000);
      const drawn = performance.now();
      // What a form shows after a keystroke.
      engine.options();
      engine.issues();
      const end = performance.now();
      if (i < WARM_UP) continue;
      parts.set?.push(set - start);
      parts.draw?.push(drawn - set);
      parts.state?.push(end - drawn);
      parts.all?.push(drawn - start);
    }
    const figures = Object.entries(parts).map(
      ([part, times]) => `${part} ${ms(percentile(times, 0.5))} / ${ms(percentile(times, 0.95))}`,
    );
    console.log(`  ${name.padEnd(30)}${figures.join('   ')}`);
    engine.free();
  }
}

/** As long a text as is laid out, pasted into an empty field. */
function pastes() {
  const word = (/** @type {number} */ i) =>
    'lorem ipsum dolor sit amet consectetur'.split(' ')[i % 6];
  const prose = Array.from({ length: 2000 }, (_, i) => word(i * 7 + (i % 5))).join(' ');
  const texts = {
    prose,
    'one word': 'm'.repeat(LONGEST),
    blanks: `a${' '.repeat(LONGEST - 2)}b`,
    'lines of one letter': 'a\n'.repeat(LONGEST / 2),
    'both directions': 'ab אב '.repeat(LONGEST / 6),
    'no glyphs': Array.from({ length: LONGEST }, (_, i) => String.fromCodePoint(0x4e00 + i)).join(
      '',
    ),
  };
  console.log(`a paste of ${LONGEST} characters: fastest of 5, ms, set + first frame (state)`);
  for (const [name, text] of Object.entries(texts)) {
    const figures = ['none', 'shrink', 'grow', 'fit', 'squeeze', 'wrap', 'balance'].map((fit) => {
      const line = fit === 'balance' ? { fit: 'wrap', balance: true } : { fit };
      const box = { box: [0, 0, 1000, 1000], size: 40, minSize: 1 };
      const engine = product({ ...box, ...line }, { maxLines: 100 });
      engine.addAsset('sans', roboto);
      // Each round another text: layouts of the last ones are kept.
      const rounds = Array.from({ length: 5 }, (_, round) => {
        engine.set({ name: 'a' });
        engine.prepare('front', 1000);
        const start = performance.now();
        engine.set({ name: `${text.slice(0, LONGEST - 1)}${round}` });
        engine.prepare('front', 1000);
        const drawn = performance.now();
        engine.options();
        engine.issues();
        return [drawn - start, performance.now() - drawn];
      });
      const best = (/** @type {number} */ k) => Math.min(...rounds.map((round) => round[k] ?? 0));
      engine.free();
      return `${fit} ${best(0).toFixed(0)} (${best(1).toFixed(0)})`;
    });
    console.log(`  ${name.padEnd(22)}${figures.join('   ')}`);
  }
}

/** The whole of Chinese, Japanese and Korean. */
function largeFont() {
  console.log('a large font');
  if (!existsSync(CJK)) {
    console.log(`  not installed: ${CJK} (apt-get install fonts-noto-cjk)`);
    return;
  }
  const bytes = readFileSync(CJK);
  // Small, so that the memory is the font's; and once with another font, so that the code is ready.
  const draw = (/** @type {Engine} */ engine, /** @type {string} */ name) => {
    engine.set({ name });
    engine.prepare('front', 100);
  };
  const line = { box: [0, 0, 1000, 1000], size: 120, fit: 'none' };
  const other = product(line);
  other.addAsset('sans', roboto);
  for (let i = 0; i < WARM_UP; i += 1) draw(other, `${i}`);
  const engine = product(line);
  const before = memory.buffer.byteLength;
  const start = performance.now();
  engine.addAsset('sans', bytes);
  const added = performance.now();
  draw(engine, '永');
  const drawn = performance.now();
  draw(engine, '永遠の愛をこめて大切なあなたへ');
  const set = performance.now();
  const grown = memory.buffer.byteLength - before;
  const mb = (/** @type {number} */ n) => (n / 2 ** 20).toFixed(1);
  console.log(
    `  ${mb(bytes.length)} MB: load ${ms(added - start)} ms, first glyph ${ms(drawn - added)} ms, ` +
      `a line ${ms(set - drawn)} ms, memory grew by ${mb(grown)} MB, ${mb(grown - bytes.length)} more than the font`,
  );
  engine.free();
  other.free();
}

/** @param {number} time */
function ms(time) {
  return time.toFixed(2);
}
