/** Photos from the file to the canvas in Chromium: worker, page, abort, what the browser decodes itself. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import sharp from 'sharp';
import { browserPages } from './page.js';

const open = browserPages();

const IMAGES = new URL('../images/', import.meta.url);

/** A picture of two halves, red above blue, 1200 × 1600 upright. */
const halves = () =>
  sharp({ create: { width: 1200, height: 1600, channels: 3, background: '#0000ff' } }).composite([
    {
      input: { create: { width: 1200, height: 800, channels: 3, background: '#ff0000' } },
      gravity: 'north',
    },
  ]);

/** The same, lying on its side as phones store it. */
async function lying() {
  const upright = await halves().png().toBuffer();
  return sharp(upright)
    .rotate(-90)
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 95 })
    .toBuffer();
}

async function start(page, { workers = true } = {}) {
  await page.addInitScript((allowed) => {
    globalThis.workers = [];
    const Real = globalThis.Worker;
    globalThis.Worker = class extends Real {
      constructor(...args) {
        if (!allowed) throw new DOMException('no', 'SecurityError');
        super(...args);
        globalThis.workers.push('made');
      }
      terminate() {
        globalThis.workers.push('ended');
        super.terminate();
      }
    };
    globalThis.begin = () =>
      liveproof.createPreview(addCanvas('width: 240px'), {
        template: '../templates/options/template.json',
        width: 240,
      });
    globalThis.bytesOf = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    globalThis.proof = async (preview) =>
      new Uint8Array(await (await preview.proof()).arrayBuffer()).join();
  }, workers);
}

const base64 = (bytes) => Buffer.from(bytes).toString('base64');

test('a photo is read in a worker that is gone afterwards, with the pixels that the page makes itself', async () => {
  const photo = base64(await lying());
  const run = async (workers) => {
    let seen;
    await open(
      async (page) => {
        seen = await page.evaluate(async (text) => {
          const preview = await begin();
          const told = [];
          const file = new File([bytesOf(text)], 'me.jpg', { type: 'image/jpeg' });
          await preview.setPhoto('picture', file, { onProgress: (done) => told.push(done) });
          const { name, width, height, file: kept } = preview.photo('picture');
          return {
            proof: await proof(preview),
            workers: globalThis.workers,
            value: preview.selection.picture,
            photo: [name, width, height, kept.size === file.size, kept.type],
            told: [told[0], told.at(-1), told.every((v, i) => i === 0 || v >= told[i - 1])],
          };
        }, photo);
      },
      { prepare: (page) => start(page, { workers }) },
    );
    return seen;
  };
  const [there, here] = [await run(true), await run(false)];
  assert.deepEqual(there.workers, ['made', 'ended']);
  assert.deepEqual(here.workers, []);
  for (const { value, photo, told } of [there, here]) {
    assert.equal(value, 'me.jpg');
    assert.deepEqual(photo, ['me.jpg', 1200, 1600, true, 'image/jpeg']);
    assert.deepEqual(told, [0, 1, true]);
  }
  assert.equal(there.proof, here.proof);
});

test('a page whose policy refuses workers reads photos all the same', async () => {
  const photo = base64(await lying());
  await open(
    async (page) => {
      const value = await page.evaluate(async (text) => {
        const meta = document.createElement('meta');
        meta.httpEquiv = 'Content-Security-Policy';
        meta.content = "worker-src 'none'";
        document.head.append(meta);
        const preview = await begin();
        await preview.setPhoto('picture', bytesOf(text), { name: 'mine' });
        return preview.selection.picture;
      }, photo);
      assert.equal(value, 'mine');
    },
    { prepare: start },
  );
});

test('a signal gives a photo up, a newer one takes its place, and what is refused changes nothing', async () => {
  const photo = base64(await lying());
  await open(
    async (page) => {
      const seen = await page.evaluate(async (text) => {
        const preview = await begin();
        const bytes = bytesOf(text);
        let changes = 0;
        preview.addEventListener('change', () => {
          changes += 1;
        });
        const failing = (work) =>
          work.then(
            () => 'taken',
            ({ code, path, message }) => (code ? [code, path] : message),
          );
        const stop = new AbortController();
        const given = failing(preview.setPhoto('picture', bytes, { signal: stop.signal }));
        setTimeout(() => stop.abort(new Error('enough')), 5);
        const aborted = await given;
        const early = await failing(
          preview.setPhoto('picture', bytes, { signal: AbortSignal.abort(new Error('before')) }),
        );
        const none = [changes, preview.selection.picture];
        const first = failing(preview.setPhoto('picture', bytes, { name: 'first' }));
        const second = failing(preview.setPhoto('picture', bytes, { name: 'second' }));
        const both = [await first, await second, preview.selection.picture, changes];
        const refused = [
          await failing(preview.setPhoto('picture', bytes.subarray(0, 3000))),
          await failing(preview.setPhoto('picture', new Uint8Array(9))),
          await failing(preview.setPhoto('picture', 'nowhere.jpg')),
          await failing(preview.setPhoto('team', bytes)),
        ];
        const url = URL.createObjectURL(new Blob([bytes]));
        const fetched = await failing(preview.setPhoto('picture', url, { name: 'url' }));
        const after = preview.selection.picture;
        const late = failing(preview.setPhoto('picture', bytes));
        preview.free();
        const { workers } = globalThis;
        return {
          aborted,
          early,
          none,
          both,
          refused,
          fetched,
          after,
          late: await late,
          even: workers.filter((w) => w === 'made').length * 2 === workers.length,
        };
      }, photo);
      assert.deepEqual(seen, {
        aborted: 'enough',
        early: 'before',
        none: [0, ''],
        both: ['taken', 'taken', 'second', 1],
        refused: [
          ['image-corrupt', 'selection.picture'],
          ['image-unsupported', 'selection.picture'],
          ['photo-failed', 'selection.picture'],
          ['unknown-reference', 'selection.team'],
        ],
        fetched: 'taken',
        after: 'url',
        late: ['freed', ''],
        even: true,
      });
    },
    { prepare: start },
  );
});

test('AVIF comes through the browser, as upright and in the same colors; HEIC where it can', async () => {
  const avif = base64(await halves().avif({ quality: 90 }).toBuffer());
  const png = base64(await halves().png().toBuffer());
  const heic = base64(Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'));
  await open(
    async (page) => {
      const seen = await page.evaluate(
        async ([avif, png, heic]) => {
          const preview = await begin();
          await preview.setPhoto('picture', bytesOf(png));
          const wanted = (await proof(preview)).length;
          await preview.setPhoto('picture', bytesOf(avif));
          const { width, height } = preview.photo('picture');
          const refused = await preview.setPhoto('picture', bytesOf(heic)).catch((e) => e.code);
          return {
            size: [width, height],
            refused,
            near: Math.abs((await proof(preview)).length / wanted - 1),
          };
        },
        [avif, png, heic],
      );
      assert.deepEqual(seen.size, [1200, 1600]);
      assert.equal(seen.refused, 'image-unsupported');
      assert.ok(seen.near < 0.5);
    },
    { prepare: start },
  );
});

test('after large photos the live memory is within its budget', async () => {
  const noise = Buffer.alloc(4000 * 3000 * 3);
  for (let i = 0, s = 1; i < noise.length; i += 1) {
    s = (Math.imul(s, 1_103_515_245) + 12_345) >>> 0;
    noise[i] = 100 + (s >>> 27) + ((i / 3000) & 63);
  }
  const large = await sharp(noise, { raw: { width: 4000, height: 3000, channels: 3 } })
    .jpeg()
    .toBuffer();
  const photo = base64(large);
  await open(
    async (page) => {
      const { heap, size } = await page.evaluate(async (text) => {
        const preview = await begin();
        for (let i = 0; i < 5; i += 1) await preview.setPhoto('picture', bytesOf(text));
        preview.flush();
        const { memory } = await (await import('../../pkg/liveproof.js')).default();
        const { width, height } = preview.photo('picture');
        return { heap: memory.buffer.byteLength, size: [width, height] };
      }, photo);
      assert.deepEqual(size, [4000, 3000]);
      assert.ok(heap <= 96 << 20, `${heap}`);
    },
    { prepare: start },
  );
});

test('what the pictures in tests are, they are in the browser', async () => {
  for (const name of ['cmyk.jpg', 'picture.gif', 'lossy-alpha.webp', 'palette.png']) {
    const photo = base64(await readFile(new URL(name, IMAGES)));
    await open(
      async (page) => {
        const size = await page.evaluate(async (text) => {
          const preview = await begin();
          await preview.setPhoto('picture', bytesOf(text));
          const { width, height } = preview.photo('picture');
          return [width, height];
        }, photo);
        assert.deepEqual(size, [48, 33], name);
      },
      { prepare: start },
    );
  }
});
