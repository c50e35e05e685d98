/** What the tests of the demo shop share: its page, and what a shopper does there. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { sitePages } from './site.js';

const READY = '#stage[data-ready]';

/** Returns a function that opens the shop and hands its page to a test. */
export function shopPages() {
  const visit = sitePages();
  return (use, { address = '', ready = READY, ...options } = {}) =>
    visit(address, ready, use, options);
}

export const ready = (page) => page.locator(READY).waitFor();

/** A digest of what the canvas shows, once it has stood still for three frames. */
export function picture(page) {
  return page.evaluate(async () => {
    const canvas = document.querySelector('live-proof').shadowRoot.querySelector('canvas');
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    let last = '';
    for (let still = 0; still < 3; ) {
      await nextFrame();
      const now = canvas.toDataURL();
      still = now === last ? still + 1 : 0;
      last = now;
    }
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(last));
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  });
}

/** Does something and gives the new picture; it must differ from the one before. */
export async function changes(page, what, act) {
  const before = await picture(page);
  await act();
  let now = before;
  // A picture or a font that was not shown yet is on its way.
  for (let tries = 0; now === before && tries < 20; tries += 1) now = await picture(page);
  assert.notEqual(now, before, `${what} changes the preview`);
  return now;
}

/** The field of an option. */
export const field = (page, option) => page.locator(`[data-option="${option}"]`);

/** Clicks what the shopper sees: the swatch, picture or word around the radio button. */
export const pick = (page, option, choice) =>
  field(page, option).locator(`.lp-choice:has(input[value="${choice}"])`).click();

export const chosen = (page, option) => field(page, option).locator(':checked').inputValue();

export const show = (page, view) =>
  page.locator(`.views label:has(input[value="${view}"])`).click();

export const name = (page) => page.getByRole('textbox', { name: 'Name', exact: true });

export const add = (page) => page.getByRole('button', { name: 'Add to cart' });

/** What the shopper chose, and other things that the preview knows. */
export const ask = (page, what) =>
  page.evaluate((what) => document.querySelector('live-proof').preview[what], what);

const MUG = new URL('../../www/products/mug/template.json', import.meta.url);

/** Serves the mug as a test wants it: `edit` is given its template. */
export const serve = (edit) => (page) => {
  const template = JSON.parse(readFileSync(MUG, 'utf8'));
  edit(template);
  return page.route('**/mug/template.json', (route) => route.fulfill({ json: template }));
};

/** The middle of a layer on the page. */
export const middle = (page, layer) =>
  page.evaluate((layer) => {
    const proof = document.querySelector('live-proof');
    const line = proof.preview.outline(layer)[0];
    const { left, top } = proof.shadowRoot.querySelector('canvas').getBoundingClientRect();
    const mean = (of) => line.reduce((sum, point) => sum + of(point), 0) / line.length;
    return { x: left + mean(({ x }) => x), y: top + mean(({ y }) => y) };
  }, layer);

/** Id, or name, or option of what has the focus, in whatever tree. */
export const focused = (page) =>
  page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    const option = active?.closest('[data-option]')?.dataset.option;
    return option ?? (active?.tagName === 'CANVAS' ? 'canvas' : active?.id || active?.name);
  });
