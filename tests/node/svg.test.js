/** SVG in Node: read by the package's own WebAssembly, drawn as vectors, refused by code. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { lint, openTemplate } from '../../pkg/node/index.js';
import { PLAQUE } from '../support/plaque.js';

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">' +
  '<rect class="ink" width="10" height="10" fill="#e63946"/></svg>';

/** @param {object} layer */
function template(layer = {}) {
  const [plate, ...others] = PLAQUE.areas;
  const image = { kind: 'image', image: 'art', box: [0, 0, 100, 100], fit: 'stretch', ...layer };
  return {
    ...PLAQUE,
    assets: { ...PLAQUE.assets, art: { image: 'art.svg' } },
    areas: [{ ...plate, layers: [...plate.layers, image] }, ...others],
  };
}

/** @param {object} document @param {string | Uint8Array} art */
async function colors(document, art) {
  const bytes = typeof art === 'string' ? Buffer.from(art) : art;
  const product = await openTemplate(document, { assets: { art: bytes } });
  const { data } = product.pixels();
  product.free();
  const seen = new Set();
  for (let i = 0; i < data.length; i += 4) seen.add(data.subarray(i, i + 3).join());
  return seen;
}

test('an SVG is drawn, packed or not, and recolored', async () => {
  assert.ok((await colors(template(), SVG)).has('230,57,70'));
  assert.ok((await colors(template(), gzipSync(SVG))).has('230,57,70'));
  const blue = template({ recolor: { 'class:ink': '#0000ff' } });
  assert.ok((await colors(blue, SVG)).has('0,0,255'));
});

test('an SVG comes from a server, too', async () => {
  const server = createServer((request, response) => {
    response.end(request.url === '/art.svg' ? SVG : readFileSync(new URL(`.${request.url}`)));
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const art = `http://127.0.0.1:${server.address().port}/art.svg`;
  const product = await openTemplate(template(), { assets: { art } });
  product.free();
  server.close();
});

test('what is refused has its code and path', async () => {
  const opened = (art) => openTemplate(template(), { assets: { art: Buffer.from(art) } });
  const circle = SVG.replace('<rect', '<g id="a"><use href="#a"/></g><rect');
  await assert.rejects(opened(circle), {
    code: 'svg-too-complex',
    path: 'assets.art',
    message: 'assets.art: a g contains itself',
  });
  const deep = SVG.replace('<rect', `${'<g>'.repeat(99)}${'</g>'.repeat(99)}<rect`);
  await assert.rejects(opened(deep), { code: 'svg-too-complex' });
  await assert.rejects(opened('<svg'), { code: 'image-corrupt', path: 'assets.art' });
  await assert.rejects(opened('<!doctype html><html>'), {
    code: 'image-unsupported',
    message: 'assets.art: the image is an HTML page; expected PNG, JPEG or WebP',
  });
});

test('as deep as may be, it is read: the stack suffices', async () => {
  const group = '<g opacity="0.99" clip-path="url(#c)">';
  const most = SVG.replace(
    '<rect',
    `<clipPath id="c"><path d="M0 0h10v10H0z"/></clipPath>${group.repeat(50)}<rect`,
  ).replace('</svg>', `${'</g>'.repeat(50)}</svg>`);
  // Seen through, 0.99 to the power of 50: neither the plate's color alone nor the drawing's.
  const seen = await colors(template(), most);
  assert.ok(
    ![...seen].some((color) => color === '255,0,0' || color === '230,57,70'),
    [...seen].join(' '),
  );
});

test('the linter tells what of an SVG is not drawn', async () => {
  const art = Buffer.from(SVG.replace('<rect', '<text>Hi</text><rect'));
  const found = await lint(template({ recolor: { 'class:inc': 'red' } }), { assets: { art } });
  const codes = found.map(({ code, path }) => `${code} ${path}`);
  assert.ok(codes.includes('svg-left-out assets.art'), codes.join());
  assert.ok(
    codes.some((code) => /^unknown-part .*recolor\["class:inc"\]$/.test(code)),
    codes.join(),
  );
});
