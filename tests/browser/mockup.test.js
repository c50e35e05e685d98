// The mockup page in a real browser: handles move the print, the JSON is what is drawn.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { sitePages } from './site.js';

const root = new URL('../../', import.meta.url);

const open = sitePages();
const mockup = (visit, options = {}) =>
  open('mockup.html', '#stage[data-ready]', visit, { height: 900, ...options });

/** The canvas once it has stood still for five frames. */
function picture(page) {
  return page.evaluate(async () => {
    const canvas = document.getElementById('preview');
    let last = '';
    for (let still = 0; still < 5; ) {
      await new Promise(requestAnimationFrame);
      const now = canvas.toDataURL();
      still = now === last ? still + 1 : 0;
      last = now;
    }
    return last;
  });
}

const geometry = async (page) => JSON.parse(await page.locator('#json').textContent());
const choose = (page, name, value) =>
  page.locator(`.pick:has(input[name="${name}"][value="${value}"])`).click();
const handle = (page, id) => page.locator(`[data-handle="${id}"]`);

/** Drags a handle by CSS pixels. */
async function drag(page, id, by) {
  const { x, y, width, height } = await handle(page, id).boundingBox();
  const from = [x + width / 2, y + height / 2];
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move(from[0] + by[0], from[1] + by[1], { steps: 5 });
  await page.mouse.up();
}

test('a dragged corner moves the print and the JSON', () =>
  mockup(async (page) => {
    await choose(page, 'shape', 'quad');
    const [before, picturedBefore] = [await geometry(page), await picture(page)];
    await drag(page, 'corner-2', [40, -30]);
    const [after, picturedAfter] = [await geometry(page), await picture(page)];
    assert.deepEqual(after.quad.slice(0, 2), before.quad.slice(0, 2));
    const { width } = await page.locator('#preview').boundingBox();
    const scale = 1600 / width;
    assert.ok(Math.abs(after.quad[2][0] - before.quad[2][0] - 40 * scale) < 1);
    assert.ok(Math.abs(after.quad[2][1] - before.quad[2][1] + 30 * scale) < 1);
    assert.notEqual(picturedAfter, picturedBefore);
  }));

test('arrow keys move the focused handle', () =>
  mockup(async (page) => {
    await choose(page, 'shape', 'quad');
    const [x, y] = (await geometry(page)).quad[0];
    const before = await picture(page);
    await handle(page, 'corner-0').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+ArrowUp');
    assert.deepEqual((await geometry(page)).quad[0], [x + 1, y - 10]);
    assert.notEqual(await picture(page), before);
    const label = await handle(page, 'corner-0').getAttribute('aria-label');
    assert.equal(label, `Top left corner: ${Math.round(x + 1)}, ${Math.round(y - 10)}`);
  }));

test('what the engine refuses is told, and the last picture stays', () =>
  mockup(async (page) => {
    await choose(page, 'shape', 'quad');
    const { width } = await page.locator('#preview').boundingBox();
    await picture(page);
    await drag(page, 'corner-0', [0.6 * width, 0.3 * width]);
    const failure = page.getByRole('alert');
    await failure.waitFor();
    assert.match(await failure.textContent(), /geometry\.quad.*convex/);
    await page.getByRole('button', { name: 'Start over' }).click();
    await failure.waitFor({ state: 'hidden' });
  }));

/** Where the template's formula puts a place of the print. */
function project({ radiusTop, radiusBottom, height, span, projection }, u, v) {
  const a = ((u - 0.5) * span * Math.PI) / 180;
  const r = radiusTop + (radiusBottom - radiusTop) * v;
  const point = [r * Math.sin(a), v * height, r * Math.cos(a), 1];
  const [x, y, w] = projection.map((row) => row.reduce((sum, m, k) => sum + m * point[k], 0));
  return [x / w, y / w];
}

/** The middle of a handle in pixels of the photo. */
async function at(page, id) {
  const photo = await page.locator('#preview').boundingBox();
  const { x, y, width, height } = await handle(page, id).boundingBox();
  const scale = 1600 / photo.width;
  return [(x + width / 2 - photo.x) * scale, (y + height / 2 - photo.y) * scale];
}

test('the cylinder goes through its rims, whatever its taper', () =>
  mockup(async (page) => {
    await drag(page, 'radius-1-right', [-25, 0]);
    await drag(page, 'bottom', [12, 4]);
    await drag(page, 'sag-1', [0, 12]);
    for (const taper of ['1', '0.8']) {
      await page.locator('#taper').fill(taper);
      // The visible half of the cylinder as the print: its edges and middle are the handles.
      await page.locator('#left').fill('-90');
      await page.locator('#right').fill('90');
      const { cylinder } = await geometry(page);
      assert.ok(Math.abs(cylinder.radiusBottom / cylinder.radiusTop - Number(taper)) < 1e-6);
      for (const [id, u, v] of [
        ['radius-0-left', 0, 0],
        ['radius-0-right', 1, 0],
        ['sag-0', 0.5, 0],
        ['radius-1-left', 0, 1],
        ['radius-1-right', 1, 1],
        ['sag-1', 0.5, 1],
      ]) {
        const [x, y] = project(cylinder, u, v);
        const shown = await at(page, id);
        const off = Math.hypot(x - shown[0], y - shown[1]);
        assert.ok(off < 1, `${id} is ${off} px off with taper ${taper}`);
      }
    }
    await picture(page);
    assert.equal(await page.locator('#failure').isVisible(), false);
  }));

test('a mesh starts where the quad was and bends', () =>
  mockup(async (page) => {
    await choose(page, 'shape', 'quad');
    const { quad } = await geometry(page);
    await choose(page, 'shape', 'mesh');
    const { mesh } = await geometry(page);
    assert.deepEqual([mesh.columns, mesh.rows, mesh.points.length], [4, 4, 16]);
    assert.deepEqual(
      [0, 3, 15, 12].map((k) => mesh.points[k]),
      quad,
    );
    const before = await picture(page);
    await drag(page, 'point-5', [20, 30]);
    assert.notEqual(await picture(page), before);
    await page.locator('#size').selectOption('7');
    assert.equal((await geometry(page)).mesh.points.length, 49);
    await picture(page);
    assert.equal(await page.locator('#failure').isVisible(), false);
  }));

test('a photo of the author is opened, and a file that is none is told', () =>
  mockup(async (page) => {
    const before = await picture(page);
    const photo = readFileSync(new URL('www/products/tshirt/base.webp', root));
    await page.locator('#file').setInputFiles({
      name: 'shirt.webp',
      mimeType: 'image/webp',
      buffer: photo,
    });
    await page.waitForFunction(() => !document.querySelector('#samples :checked'));
    assert.notEqual(await picture(page), before);
    await page.locator('#file').setInputFiles({
      name: 'no.png',
      mimeType: 'image/png',
      buffer: Buffer.from('no picture'),
    });
    await page.getByRole('alert').waitFor();
  }));

test('the JSON is copied', () =>
  mockup(
    async (page) => {
      await page.getByRole('button', { name: 'Copy the JSON' }).click();
      await page.locator('.toast').waitFor();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      assert.deepEqual(JSON.parse(copied), await geometry(page));
    },
    { permissions: ['clipboard-read', 'clipboard-write'] },
  ));

test('at 390 px nothing sticks out, and handles fit a finger', () =>
  mockup(
    async (page) => {
      const beside = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.equal(beside, 0);
      for (const one of await page.locator('.handle').all()) {
        const { width, height } = await one.boundingBox();
        assert.ok(width >= 44 && height >= 44);
      }
    },
    { width: 390, height: 844, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
  ));

test('the shop leads to the mockup page', () =>
  open('', '#stage[data-ready]', async (page) => {
    await page.getByRole('link', { name: 'mockup page' }).click();
    await page.waitForURL(/mockup\.html/);
    await page.locator('#stage[data-ready]').waitFor();
  }));
