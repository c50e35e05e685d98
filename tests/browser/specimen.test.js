// The type specimen in a real browser: every subject paints, and typing changes it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { sitePages } from './site.js';

const root = new URL('../../', import.meta.url);
const template = JSON.parse(readFileSync(new URL('www/specimen/template.json', root), 'utf8'));

/** Subjects with something in them; the others are not shown. */
const subjects = template.views.filter(({ id }) =>
  template.areas.some((area) => area.id === id && area.layers.length > 0),
);

const visit = sitePages();

/** Opens the specimen and hands it to `use`. */
const specimen = (use, { address = '', ...options } = {}) =>
  visit(`specimen.html${address}`, '#sheet[data-ready]', use, options);

/** What the canvas shows after the next two frames: a checksum, and how many pixels are not white. */
function picture(page) {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    const canvas = document.getElementById('preview');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const words = new Uint32Array(data.buffer);
    let sum = 0;
    let inked = 0;
    for (const word of words) {
      sum = (Math.imul(sum, 31) + word) | 0;
      if (word !== 0xffffffff) inked += 1;
    }
    return { sum, share: inked / words.length, width: canvas.width, height: canvas.height };
  });
}

test('every subject paints, and a name typed changes it', () =>
  specimen(async (page) => {
    const name = page.getByRole('textbox', { name: 'Name' });
    const pictures = new Set();
    for (const { id, label, width, height } of subjects) {
      await page.locator(`.views label:has(input[value="${id}"])`).click();
      assert.equal(await page.getByRole('heading', { level: 2 }).textContent(), label);
      await name.fill('Zoë');
      const before = await picture(page);
      assert.ok(before.share > 0.2 && before.share < 0.9, `${id}: ${before.share} is inked`);
      const ratio = before.width / before.height;
      assert.ok(Math.abs(ratio - width / height) < 0.01, `${id}: the canvas has the view's form`);
      await name.fill('Zoë M');
      assert.notEqual((await picture(page)).sum, before.sum, `${id}: typing changes the picture`);
      pictures.add(before.sum);
      assert.match(await page.locator('#preview').getAttribute('aria-label'), new RegExp(label));
    }
    assert.equal(pictures.size, subjects.length);
    const offered = await page
      .locator('.views input')
      .evaluateAll((all) => all.map((i) => i.value));
    assert.deepEqual(
      offered,
      subjects.map(({ id }) => id),
    );
  }));

test('the JSON is that of the subject', () =>
  specimen(
    async (page) => {
      const json = page.locator('#json');
      assert.equal(await json.isVisible(), false);
      const toggle = page.getByRole('button', { name: 'Show the JSON' });
      assert.equal(await toggle.getAttribute('aria-expanded'), 'false');
      await toggle.click();
      const shown = JSON.parse(await json.textContent());
      const area = template.areas.find(({ id }) => id === 'curves');
      assert.deepEqual(shown, { ...area, layers: area.layers.slice(1) });
      await page.locator('.views label:has(input[value="warps"])').click();
      assert.equal(JSON.parse(await json.textContent()).id, 'warps');
      assert.equal(new URL(page.url()).hash, '#warps');
    },
    { address: '#curves' },
  ));

test('on a small screen only the sheet is scrolled sideways', () =>
  specimen(
    async (page) => {
      const { beside, sheet } = await page.evaluate(() => ({
        beside: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        sheet: document.getElementById('paper').scrollWidth,
      }));
      assert.equal(beside, 0);
      assert.ok(sheet > 600, 'the captions can be read');
      await page.mouse.wheel(0, 900);
      const { y } = await page.getByRole('textbox', { name: 'Name' }).boundingBox();
      assert.ok(y >= 0 && y < 844, 'the name stays in sight');
    },
    { width: 390, height: 844, deviceScaleFactor: 2 },
  ));

test('the shop leads to the specimen and back', () =>
  visit('', '#stage[data-ready]', async (page) => {
    await page.getByRole('link', { name: 'type specimen' }).click();
    await page.locator('#sheet[data-ready]').waitFor();
    await page.getByRole('link', { name: 'T-shirt' }).click();
    await page.waitForURL(/product=tshirt/);
  }));
