/** Photos in Node: the pixels that the native engine makes, and what a product does with them. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { LiveproofError, openTemplate } from '../../pkg/node/index.js';
import { taken } from '../support/taken.js';

const ROOT = new URL('../../', import.meta.url);
const OPTIONS = fileURLToPath(new URL('tests/templates/options/template.json', ROOT));
const image = (name) => fileURLToPath(new URL(`tests/images/${name}`, ROOT));
const expected = JSON.parse(readFileSync(image('photos.json'), 'utf8'));

let product;

before(async () => {
  product = await openTemplate(OPTIONS);
});

/** FNV-1a, 64 bits, as `tests/photo_intake.rs` has it. */
function hash(data) {
  let sum = 0xcbf2_9ce4_8422_2325n;
  for (const byte of data) sum = BigInt.asUintN(64, (sum ^ BigInt(byte)) * 0x100_0000_01b3n);
  return sum.toString(16).padStart(16, '0');
}

test('pixels are those of the native intake', async () => {
  const got = {};
  for (const key of Object.keys(expected)) {
    const [name, most] = key.split(' ');
    const { width, height, data, of } = await taken(readFileSync(image(name)), Number(most));
    got[key] = `${width}x${height} of ${of[0]}x${of[1]} ${hash(data)}`;
  }
  assert.deepEqual(got, expected);
});

test('a photo comes from bytes, a path, a URL or a blob, and its file is kept as it was', async () => {
  const path = image('turned.jpg');
  const bytes = readFileSync(path);
  const proofs = [];
  for (const photo of [bytes, path, pathToFileURL(path), new Blob([bytes])]) {
    const told = [];
    await product.setPhoto('picture', photo, {
      name: 'me.jpg',
      onProgress: (done) => told.push(done),
    });
    assert.deepEqual([told[0], told.at(-1)], [0, 1]);
    assert.deepEqual(
      [...told].sort((a, b) => a - b),
      told,
    );
    const { name, width, height, file } = product.photo('picture');
    assert.deepEqual([name, width, height], ['me.jpg', 48, 33]);
    const sha = (data) => createHash('sha1').update(data).digest('hex');
    assert.equal(sha(Buffer.from(await file.arrayBuffer())), sha(bytes));
    proofs.push(Buffer.from(product.proof({ width: 100 })).toString('base64'));
  }
  assert.equal(new Set(proofs).size, 1);
  product.set('picture', '');
  assert.equal(product.photo('picture'), null);
});

test('what is refused changes nothing', async () => {
  await product.setPhoto('picture', image('rgba.png'), { name: 'it' });
  const before = product.proof({ width: 100 });
  const bytes = readFileSync(image('rgb444.jpg'));
  const stop = new AbortController();
  const cases = [
    [bytes.subarray(0, 400), {}, 'image-corrupt'],
    [image('picture.bmp'), {}, 'image-unsupported'],
    [new Uint8Array((64 << 20) + 1), {}, 'image-too-large'],
    [image('missing.jpg'), {}, 'photo-failed'],
  ];
  for (const [photo, options, code] of cases) {
    await assert.rejects(product.setPhoto('picture', photo, options), (error) => {
      assert.ok(error instanceof LiveproofError, error);
      assert.deepEqual([error.code, error.path], [code, 'selection.picture']);
      assert.match(error.message, /^selection\.picture: /);
      return true;
    });
  }
  await assert.rejects(product.setPhoto('nobody', bytes), { code: 'unknown-reference' });
  const given = product.setPhoto('picture', bytes, { signal: stop.signal });
  stop.abort(new Error('no more'));
  await assert.rejects(given, /no more/);
  assert.equal(product.selection.picture, 'it');
  assert.deepEqual(product.proof({ width: 100 }), before);
});
