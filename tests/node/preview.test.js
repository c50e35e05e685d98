/** The wrapper without a browser: on a canvas that records what is put on it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, beforeEach, test } from 'node:test';
import { likelyAssets } from '../../pkg/assets.js';
import { createPreview, init, LiveproofError } from '../../pkg/index.js';
import { initPhoto } from '../../pkg/photo-engine.js';
import { PLAQUE, withImages } from '../support/plaque.js';

/** The plaque with a body that decides which inks there are, and one variant for each. */
const LOGIC = {
  ...PLAQUE,
  options: [
    { id: 'body', kind: 'choice', choices: [{ id: 'white' }, { id: 'black' }] },
    {
      id: 'ink',
      kind: 'color',
      offer: { option: 'body', map: { black: ['#light'] } },
      choices: [
        { id: 'navy', color: 'navy' },
        { id: 'gold', color: 'gold', tags: ['light'] },
      ],
    },
  ],
  presets: [{ id: 'day', label: 'Day', values: { body: 'white', ink: 'navy' } }],
  variants: {
    options: ['body'],
    list: [
      { id: 'W', is: { body: 'white' }, price: 10 },
      { id: 'B', is: { body: 'black' }, available: false, views: ['front'] },
    ],
  },
  areas: [
    {
      id: 'plate',
      width: 100,
      height: 100,
      layers: [{ kind: 'fill', color: { option: 'ink' } }],
    },
  ],
};

/** Callbacks that wait for the next animation frame. */
let frames = new Map();
let nextFrame = 0;

/** As a canvas that has no layout: keeps its pixels. */
class Canvas {
  #width = 100;
  height = 100;
  puts = 0;
  pixel = [0, 0, 0, 0];

  get width() {
    return this.#width;
  }

  set width(width) {
    this.#width = width;
    this.pixel = [0, 0, 0, 0];
  }

  getContext(kind) {
    assert.equal(kind, '2d');
    return {
      putImageData: ({ data, width }, _x, y, dirtyX, _dirtyY, w, h) => {
        this.puts += 1;
        assert.ok(w > 0 && h > 0 && data.length === width * h * 4);
        if (y === 0 && dirtyX === 0) this.pixel = [...data.subarray(0, 4)];
      },
    };
  }
}

const paint = async () => {
  await null;
  const due = [...frames.values()];
  frames = new Map();
  for (const callback of due) callback();
};

/** Lets what is told after painting be told. */
const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

before(async () => {
  await init(readFileSync(new URL('../../pkg/liveproof_bg.wasm', import.meta.url)));
  Object.assign(globalThis, {
    ImageData: class {
      constructor(data, width, height) {
        Object.assign(this, { data, width, height });
      }
    },
    requestAnimationFrame(callback) {
      nextFrame += 1;
      frames.set(nextFrame, callback);
      return nextFrame;
    },
    cancelAnimationFrame: (id) => frames.delete(id),
  });
});

after(() => {
  for (const name of ['ImageData', 'requestAnimationFrame', 'cancelAnimationFrame']) {
    delete globalThis[name];
  }
});

beforeEach(() => {
  frames = new Map();
});

const create = (options = {}, canvas = new Canvas()) =>
  createPreview(canvas, { template: PLAQUE, ...options }).then((preview) => ({ preview, canvas }));

const RED = [255, 0, 0, 255];
const BLUE = [0, 0, 255, 255];

test('the first frame is there when the preview is', async () => {
  const { preview, canvas } = await create();
  assert.deepEqual(canvas.pixel, RED);
  assert.deepEqual([canvas.width, canvas.height], [100, 100]);
  assert.equal(preview.flush(), null);
  preview.free();
});

test('edits are state at once and painted once per frame', async () => {
  const { preview, canvas } = await create();
  const before = canvas.puts;
  preview.set('color', 'blue');
  preview.set({ size: 30, frame: true });
  preview.set('frame', false);
  assert.deepEqual(preview.selection, { color: 'blue', frame: false, name: 'Anna', size: 30 });
  assert.equal(preview.price, 2.5);
  assert.deepEqual(canvas.pixel, RED);
  await null;
  assert.equal(frames.size, 1);
  await paint();
  assert.equal(canvas.puts, before + 1);
  assert.deepEqual(canvas.pixel, BLUE);
  preview.free();
});

test('choices are read when asked for, and are the same while nothing about them changes', async () => {
  const { preview } = await create();
  const color = () => preview.options.find(({ id }) => id === 'color');
  const before = color().choices;
  assert.deepEqual(
    before.map(({ id, visible, enabled }) => [id, visible, enabled]),
    [
      ['red', true, true],
      ['blue', true, true],
    ],
  );
  preview.set('name', 'Berta');
  assert.equal(color().choices, before);
  assert.equal(preview.options.find(({ id }) => id === 'name').choices, undefined);
  preview.free();
});

test('an edit that moves more than it was given tells all of it', async () => {
  const { preview, canvas } = await create({ template: LOGIC });
  const told = [];
  preview.addEventListener('change', ({ detail }) => told.push(detail.selection));
  preview.set('body', 'black');
  assert.deepEqual(told, [{ body: 'black', ink: 'gold' }]);
  assert.deepEqual(preview.selection, { body: 'black', ink: 'gold' });
  assert.throws(() => preview.set('ink', 'navy'), isFault('invalid-value'));
  assert.deepEqual(
    preview.presets.map(({ id, label, enabled }) => [id, label, enabled]),
    [['day', 'Day', true]],
  );
  preview.apply('day');
  assert.deepEqual(preview.selection, { body: 'white', ink: 'navy' });
  await paint();
  assert.deepEqual(canvas.pixel, [0, 0, 128, 255]);
  assert.throws(() => preview.apply('night'), isFault('unknown-reference'));
  preview.free();
});

test('a variant narrows the views and has a price', async () => {
  const { preview } = await create({ template: LOGIC });
  assert.deepEqual(preview.variant, { id: 'W', available: true, price: 10 });
  assert.equal(preview.price, 10);
  preview.view = 'wide';
  preview.set('body', 'black');
  assert.deepEqual(preview.variant, { id: 'B', available: false, price: 0 });
  assert.deepEqual(
    preview.views.map(({ id }) => id),
    ['front'],
  );
  assert.equal(preview.view, 'front');
  assert.equal(preview.issues[0].code, 'variant-unavailable');
  preview.free();
});

test('the shop may have prices of its own', async () => {
  const prices = (lines) => lines.map((line) => ({ ...line, amount: line.amount * 2 }));
  const { preview } = await create({ prices });
  preview.set('color', 'blue');
  assert.equal(preview.price, 5);
  assert.deepEqual(
    preview.priceLines.map(({ kind, option, choice, quantity, unit, amount }) => [
      [kind, option, choice],
      [quantity, unit, amount],
    ]),
    [
      [
        ['choice', 'color', 'blue'],
        [1, 2.5, 5],
      ],
    ],
  );
  preview.free();
});

test('flush paints now and says where', async () => {
  const { preview, canvas } = await create();
  preview.set('color', 'blue');
  assert.deepEqual(preview.flush(), { x: 0, y: 0, width: 100, height: 100 });
  assert.equal(frames.size, 0);
  preview.set({ frame: true });
  const { x, y, width, height } = preview.flush();
  assert.deepEqual([x, y], [0, 0]);
  assert.ok(width >= 20 && width <= 22 && height >= 10 && height <= 12, `${width} × ${height}`);
  assert.deepEqual(canvas.pixel, [0, 255, 0, 255]);
  preview.free();
});

test('a view of other proportions gives the canvas another size', async () => {
  const { preview, canvas } = await create({ view: 'wide', width: 300 });
  assert.deepEqual([canvas.width, canvas.height], [300, 150]);
  preview.view = 'front';
  assert.equal(preview.view, 'front');
  assert.equal(canvas.height, 150);
  await paint();
  assert.deepEqual([canvas.width, canvas.height], [300, 300]);
  assert.deepEqual(canvas.pixel, RED);
  // Back to a view whose frame is kept: the emptied canvas is filled all the same.
  preview.view = 'wide';
  assert.deepEqual(preview.flush(), { x: 0, y: 0, width: 300, height: 150 });
  assert.deepEqual(canvas.pixel, RED);
  assert.throws(
    () => {
      preview.view = 'back';
    },
    isFault('unknown-reference', 'view'),
  );
  preview.free();
});

test('events tell what changed', async () => {
  const { preview } = await create();
  const told = [];
  for (const type of ['change', 'frame', 'issues', 'restart']) {
    preview.addEventListener(type, ({ detail }) => told.push([type, detail]));
  }
  preview.set('name', '');
  const selection = { color: 'red', frame: false, name: '', size: 20 };
  assert.deepEqual(told, [['change', { selection }]]);
  preview.set('frame', true);
  await paint();
  assert.deepEqual(
    told.map(([type]) => type),
    ['change', 'change', 'frame'],
  );
  await turn();
  assert.equal(told[3][0], 'issues');
  assert.equal(told[3][1].issues[0].code, 'required');
  preview.flush();
  await turn();
  assert.equal(told.length, 4);
  preview.free();
});

test('the selection that is told is the one that the engine has', async () => {
  const { preview } = await create();
  const told = [];
  preview.addEventListener('change', ({ detail }) => told.push(detail.selection));
  const patch = { name: 'a\ud800b' };
  preview.set(patch);
  patch.name = 'changed later';
  preview.set({ size: 30 });
  assert.throws(() => preview.set({ size: 1e9 }), LiveproofError);
  const first = { color: 'red', frame: false, name: 'a\ufffdb', size: 20 };
  assert.deepEqual(told, [first, { ...first, size: 30 }]);
  assert.deepEqual(preview.selection, told[1]);
  const values = preview.options.map(({ id, value }) => [id, value]);
  assert.deepEqual(Object.fromEntries(values), told[1]);
  // A copy: what a program does to it is its own affair.
  preview.selection.name = 'mine';
  assert.equal(preview.selection.name, 'a\ufffdb');
  preview.free();
});

test('a selection restores what it was', async () => {
  const selection = { color: '#010203', frame: true, name: 'Zoë', size: 33 };
  const { preview } = await create({ selection });
  assert.deepEqual(preview.selection, selection);
  preview.restore({ color: 'blue' });
  assert.deepEqual(preview.selection, { color: 'blue', frame: false, name: 'Anna', size: 20 });
  preview.free();
});

test('edits are undone and redone', async (context) => {
  let now = 5000;
  context.mock.method(performance, 'now', () => now);
  const { preview, canvas } = await create();
  const told = [];
  preview.addEventListener('change', ({ detail }) => told.push(detail.selection.name));
  const at = () => [preview.selection.name, preview.canUndo, preview.canRedo];
  assert.deepEqual(at(), ['Anna', false, false]);
  assert.equal(preview.undo(), false);
  for (const name of ['B', 'Be', 'Ben']) preview.set('name', name);
  now += 1001;
  for (const name of ['Benn', 'Benno']) preview.set({ name });
  preview.commit();
  preview.set('name', 'Benny');
  const names = [];
  while (preview.undo()) names.push(preview.selection.name);
  assert.deepEqual(names, ['Benno', 'Ben', 'Anna']);
  assert.deepEqual(at(), ['Anna', false, true]);
  while (preview.redo());
  assert.deepEqual(at(), ['Benny', true, false]);
  preview.set('color', 'blue');
  preview.reset();
  assert.equal(told.length, 6 + 3 + 3 + 2);
  assert.deepEqual(at(), ['Anna', true, false]);
  preview.undo();
  preview.flush();
  assert.deepEqual(canvas.pixel, BLUE);
  assert.equal(preview.options[1].touched, true);
  assert.equal(preview.options[2].touched, false);
  preview.free();
});

test('what is saved or linked is restored, and what can not be is told', async () => {
  const { preview } = await create();
  const size = 0.1 + 0.2 + 20;
  preview.set({ color: '#0102ff', name: 'Zoë & Ana', frame: true, size });
  const { saved, link, selection } = preview;
  assert.equal(link, '1..color.*23*0102ff..name.Zo*eb*_*26*_Ana..size.20*2e*3..frame.1');
  assert.deepEqual(
    { ...saved, hash: '' },
    { liveproof: 1, template: 'plaque', hash: '', selection },
  );
  assert.match(saved.hash, /^[0-9a-f]{16}$/);
  for (const form of [saved, link, selection, JSON.parse(JSON.stringify(saved))]) {
    const { preview: other } = await create({ saved: form });
    assert.deepEqual(other.selection, selection);
    assert.deepEqual([other.notes, other.canUndo], [[], false]);
    other.free();
  }
  const { preview: other } = await create({ selection: { name: 7, colour: 'red', size: 1 } });
  assert.deepEqual(
    other.notes.map(({ option, code, path }) => [option, code, path].join()),
    [
      'name,value-lost,selection.name',
      'size,repaired,selection.size',
      'colour,unknown-option,selection.colour',
    ],
  );
  other.free();
  const hostile = JSON.parse('{ "__proto__": { "name": "x" }, "constructor": [], "name": "Bo" }');
  assert.deepEqual(
    preview.restore(hostile).map(({ option, code }) => `${option} ${code}`),
    ['__proto__ unknown-option', 'constructor unknown-option'],
  );
  assert.equal(preview.selection.name, 'Bo');
  assert.equal({}.name, undefined);
  const circle = {};
  circle.name = { circle };
  circle.circle = circle;
  assert.deepEqual(
    preview.restore(circle).map(({ code }) => code),
    ['value-lost', 'unknown-option'],
  );
  const before = preview.selection;
  for (const [form, code, path] of [
    [null, 'invalid-value', ''],
    [undefined, 'invalid-value', ''],
    [() => {}, 'invalid-value', ''],
    ['x', 'invalid-value', 'link'],
    [{ ...saved, template: 'mug' }, 'wrong-template', 'template'],
    [{ ...saved, liveproof: 2 }, 'newer-version', 'liveproof'],
    [`1..name.${'x'.repeat(1 << 21)}`, 'too-large', 'link'],
    [Object.fromEntries(Array(20000).entries()), 'too-large', 'selection'],
  ]) {
    assert.throws(() => preview.restore(form), isFault(code, path), code);
    assert.deepEqual(preview.selection, before);
  }
  preview.free();
});

test('it speaks the language that is asked for', async () => {
  const template = {
    ...PLAQUE,
    locales: {
      de: {
        options: { name: { label: 'Name (de)' } },
        views: { front: 'Vorne' },
        messages: { required: '{label} fehlt' },
      },
    },
  };
  const bundle = { he: { options: { name: { label: 'שם' } } } };
  const { preview } = await create({ template, locale: 'de-AT', bundle });
  const said = () => [preview.locale, preview.direction, preview.options[1].label];
  assert.deepEqual(said(), ['de-AT', 'ltr', 'Name (de)']);
  assert.deepEqual(preview.locales, ['en', 'de', 'he']);
  assert.equal(preview.views[0].label, 'Vorne');
  preview.set('name', '');
  assert.equal(preview.issues[0].message, 'Name (de) fehlt');
  assert.equal(preview.ready, false);
  preview.set('name', 'Ada');
  assert.equal(preview.ready, true);
  preview.locale = 'he';
  assert.deepEqual(said(), ['he', 'rtl', 'שם']);
  preview.locale = 'fr';
  assert.deepEqual(said(), ['en', 'ltr', 'Name']);
  assert.deepEqual(preview.form, { steps: [], groups: [] });
  preview.free();
  const nobody = { he: { options: { nam: {} } } };
  await assert.rejects(
    create({ template, bundle: nobody }),
    isFault('unknown-reference', 'bundle.he.options.nam'),
  );
});

test('what a program gives wrongly is refused with its place', async () => {
  const { preview } = await create();
  const refused = (patch, path) =>
    assert.throws(() => preview.set(patch), isFault('invalid-value', path));
  refused({ size: Number.NaN }, 'selection.size');
  refused({ size: Number.POSITIVE_INFINITY }, 'selection.size');
  refused({ name: null }, 'selection.name');
  refused({ name: undefined }, 'selection.name');
  refused({ name: ['a'] }, 'selection.name');
  refused({ size: 10n }, 'selection.size');
  for (const patch of [null, undefined, 3, [], new Map(), new Date(), () => {}]) {
    refused(patch, 'selection');
  }
  preview.set(Object.assign(Object.create(null), { name: 'Bo' }));
  assert.equal(preview.selection.name, 'Bo');
  for (const width of [0, -1, 1.5, 9000, Number.NaN, '100']) {
    await assert.rejects(preview.proof({ width }), isFault('invalid-value', 'width'));
  }
  await assert.rejects(preview.proof({ quality: 90 }), isFault('invalid-value', 'quality'));
  await assert.rejects(preview.proof({ type: 'image/gif' }), isFault('invalid-value', 'type'));
  await assert.rejects(create({ width: 0 }), isFault('invalid-value', 'width'));
  await assert.rejects(create({ maxPixelRatio: 0 }), isFault('invalid-value', 'maxPixelRatio'));
  preview.free();
});

test('messages never quote what a shopper typed', async () => {
  const { preview } = await create();
  const name = 'secret'.repeat(20);
  assert.throws(
    () => preview.set({ name }),
    (error) => error instanceof LiveproofError && !error.message.includes('secret'),
  );
  preview.free();
});

test('proofs are files of the format asked for', async () => {
  await initPhoto(readFileSync(new URL('../../pkg/liveproof_photo_bg.wasm', import.meta.url)));
  const { preview, canvas } = await create();
  const puts = canvas.puts;
  const starts = { png: '\x89PNG', jpeg: '\xff\xd8\xff', webp: 'RIFF' };
  for (const [name, start] of Object.entries(starts)) {
    const blob = await preview.proof({ type: `image/${name}`, width: 50, view: 'wide' });
    assert.equal(blob.type, `image/${name}`);
    const bytes = Buffer.from(await blob.arrayBuffer());
    assert.equal(bytes.toString('latin1', 0, start.length), start);
  }
  assert.equal(canvas.puts, puts);
  preview.free();
});

test('a canvas shows one preview at a time', async () => {
  const { preview, canvas } = await create();
  await assert.rejects(create({}, canvas), isFault('canvas-in-use'));
  preview.free();
  (await create({}, canvas)).preview.free();
  // A failed creation lets go of the canvas.
  await assert.rejects(create({ template: {} }, canvas), isFault('missing-key'));
  (await create({}, canvas)).preview.free();
});

test('after free everything but free is refused', async () => {
  const { preview } = await create();
  preview.set('color', 'blue');
  preview.free();
  preview.free();
  assert.equal(frames.size, 0);
  const freed = isFault('freed');
  for (const name of [
    'selection',
    'options',
    'issues',
    'price',
    'priceLines',
    'presets',
    'variant',
    'description',
    'views',
    'view',
  ]) {
    assert.throws(() => preview[name], freed, name);
  }
  assert.throws(() => preview.set('color', 'red'), freed);
  assert.throws(() => preview.restore({}), freed);
  assert.throws(() => preview.flush(), freed);
  assert.throws(() => {
    preview.view = 'wide';
  }, freed);
  await assert.rejects(preview.proof(), freed);
});

test('previews live side by side', async () => {
  const [one, two] = await Promise.all([create(), create({ selection: { color: 'blue' } })]);
  one.preview.set('color', '#00ff00');
  one.preview.flush();
  assert.deepEqual(one.canvas.pixel, [0, 255, 0, 255]);
  assert.deepEqual(two.canvas.pixel, BLUE);
  one.preview.free();
  assert.equal(two.preview.selection.color, 'blue');
  two.preview.free();
});

test('assets come from the resolver, the record, or not at all', async () => {
  const template = withImages({ logo: 'logo.png' });
  const bytes = readFileSync(new URL('../images/rgba.png', import.meta.url));
  const asked = [];
  const { preview } = await create({
    template,
    assets: async (id, url, kind) => {
      if (id === 'white') return undefined;
      asked.push([id, url, kind]);
      return new Blob([bytes]);
    },
  });
  assert.deepEqual(asked, [['logo', 'logo.png', 'image']]);
  preview.free();
  (await create({ template, assets: { logo: new Uint8Array(bytes) } })).preview.free();
  await assert.rejects(create({ template }), isFault('asset-failed', 'assets.logo'));
  const broken = create({ template, assets: { logo: new Uint8Array(10) } });
  await assert.rejects(broken, isFault('image-unsupported', 'assets.logo'));
  const cause = new Error('offline');
  const refused = create({
    template,
    assets: (id) => (id === 'logo' ? Promise.reject(cause) : undefined),
  });
  await assert.rejects(refused, { code: 'asset-failed', path: 'assets.logo', cause });
});

test('what is shown first is fetched while the engine loads, a library is not', () => {
  const template = structuredClone(withImages({ logo: 'logo.png' }));
  const choices = ['off', 'a', 'b', 'c'].map((id) => (id === 'off' ? { id } : { id, image: id }));
  template.options = [
    { id: 'art', kind: 'image', choices, default: 'b' },
    { id: 'photo', kind: 'choice', choices: [{ id: 'one' }, { id: 'two' }] },
  ];
  for (const id of ['a', 'b', 'c', 'one', 'two', 'back']) {
    template.assets[id] = { image: `${id}.png` };
  }
  const map = { one: 'one', two: 'two' };
  template.views[0].items.push({ kind: 'photo', image: { option: 'photo', map } });
  template.views[1].items.push({ kind: 'photo', image: 'back' });
  const ids = (selection, view, text = JSON.stringify(template)) =>
    likelyAssets(text, selection, view).map(({ id }) => id);
  assert.deepEqual(ids(), ['white', 'logo', 'b', 'one']);
  assert.deepEqual(ids({ art: 'c', photo: 'two' }), ['white', 'logo', 'c', 'two']);
  assert.deepEqual(ids({ art: 'off' }, 'wide'), ['white', 'one', 'back']);
  for (const text of ['', '{', 'null', '{}', '{"assets":{"a":{"font":"x"}},"views":[null]}']) {
    assert.deepEqual(ids(undefined, undefined, text), []);
  }
});

test('loading can be given up', async () => {
  const template = withImages({ logo: 'logo.png' });
  const canvas = new Canvas();
  const stop = new AbortController();
  const never = create(
    { template, assets: () => new Promise(() => {}), signal: stop.signal },
    canvas,
  );
  setTimeout(() => stop.abort(new Error('left the page')), 20);
  await assert.rejects(never, { message: 'left the page' });
  (await create({ signal: new AbortController().signal }, canvas)).preview.free();
  await assert.rejects(create({ signal: AbortSignal.abort() }), { name: 'AbortError' });
});

function isFault(code, path) {
  return (error) => {
    assert.ok(error instanceof LiveproofError, String(error));
    assert.equal(error.name, 'LiveproofError');
    assert.equal(error.code, code);
    if (path !== undefined) assert.equal(error.path, path);
    return true;
  };
}
