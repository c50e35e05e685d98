// The demo shop as a shopper meets it: a real browser, the built package, no mocks.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sitePages } from './site.js';

const visit = sitePages();
const READY = '#stage[data-ready]';

/** Opens the shop and hands it to `use`. */
const shop = (use, { address = '', ...options } = {}) => visit(address, READY, use, options);

const ready = (page) => page.locator(READY).waitFor();

/** A digest of what the canvas shows, once it has stood still for three frames. */
function picture(page) {
  return page.evaluate(async () => {
    const canvas = document.getElementById('preview');
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
async function changes(page, what, act) {
  const before = await picture(page);
  await act();
  const now = await picture(page);
  assert.notEqual(now, before, `${what} changes the preview`);
  return now;
}

/** Clicks what the shopper sees: the swatch, picture or word around the radio button. */
const pick = (page, option, choice) =>
  page.locator(`[data-option="${option}"] .pick:has(input[value="${choice}"])`).click();

const show = (page, view) => page.locator(`.views label:has(input[value="${view}"])`).click();

test('every option of the mug changes the picture', () =>
  shop(async (page) => {
    const name = page.getByRole('textbox', { name: 'Name' });
    const pictures = new Set([await picture(page)]);
    await changes(page, 'an empty name', () => name.fill(''));
    for (const letter of 'Zoë')
      pictures.add(await changes(page, `typing ${letter}`, () => name.pressSequentially(letter)));
    assert.equal(pictures.size, 4);
    for (const [option, choice] of [
      ['font', 'classic'],
      ['ink', 'forest'],
      ['fade', 'gold'],
      ['icon', 'paw'],
      ['icon-side', 'left'],
      ['body', 'mint'],
      ['inside', 'navy'],
    ]) {
      await changes(page, `${option} ${choice}`, () => pick(page, option, choice));
    }
    await changes(page, 'the second line', () =>
      page.getByRole('textbox', { name: 'Second line' }).fill('and so on'),
    );
    await changes(page, 'the bands', () => page.getByRole('switch').check());
    assert.match(await page.locator('#preview').getAttribute('aria-label'), /Zoë/);
  }));

test('every option of the shirt changes the picture', () =>
  shop(
    async (page) => {
      await changes(page, 'the size', () => page.getByRole('slider').fill('24'));
      assert.equal(await page.getByRole('spinbutton').inputValue(), '24');
      await changes(page, 'the size as a number', () => page.getByRole('spinbutton').fill('36'));
      assert.equal(await page.getByRole('slider').inputValue(), '36');
      await changes(page, 'an ink of the shopper', () =>
        page.locator('input[type=color]').fill('#c02060'),
      );
      for (const [option, choice] of [
        ['shirt', 'sky'],
        ['shape', 'wavy'],
        ['look', 'outline'],
        ['look', 'shadow'],
        ['second', 'coral'],
        ['icon-side', 'above'],
        ['icon', 'sun'],
        ['font', 'poster'],
      ]) {
        await changes(page, `${option} ${choice}`, () => pick(page, option, choice));
      }
      await changes(page, 'the frame', () => page.getByRole('switch').check());
    },
    { address: '?product=tshirt' },
  ));

test('the address restores the design to the byte, with its view', () =>
  shop(async (page) => {
    await page.getByRole('textbox', { name: 'Name' }).fill('Zoë & Ünal');
    await pick(page, 'ink', 'berry');
    await pick(page, 'icon', 'sun');
    await pick(page, 'inside', 'sage');
    await page.getByRole('switch').check();
    const front = await picture(page);
    await page.waitForURL(/bands=true/);
    await page.reload();
    await ready(page);
    assert.equal(await page.getByRole('textbox', { name: 'Name' }).inputValue(), 'Zoë & Ünal');
    assert.equal(await picture(page), front);

    const print = await changes(page, 'the other view', () => show(page, 'print'));
    await page.waitForURL(/view=print/);
    await page.reload();
    await ready(page);
    assert.equal(await page.locator('.views input[value=print]').isChecked(), true);
    assert.equal(await picture(page), print);
  }));

test('a link with what is not offered shows the rest of it', () =>
  shop(
    async (page) => {
      assert.equal(await page.getByRole('textbox', { name: 'Name' }).inputValue(), 'Ada');
      assert.equal(await page.locator('[data-option=ink] :checked').inputValue(), 'navy');
      assert.equal(await page.locator('[data-option=icon] :checked').inputValue(), 'heart');
    },
    { address: '?product=mug&view=nowhere#name=Ada&ink=plaid&icon=heart&gone=1' },
  ));

test('the products are a link apart', () =>
  shop(async (page) => {
    const mug = await picture(page);
    await page.getByRole('link', { name: 'T-shirt' }).click();
    await page.waitForURL(/product=tshirt/);
    await ready(page);
    assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), 'The weekend tee');
    assert.notEqual(await picture(page), mug);
    assert.equal(await page.locator('[data-option=inside]').count(), 0);
  }));

test('the keyboard alone is enough', () =>
  shop(async (page) => {
    const focused = () =>
      page.evaluate(() => document.activeElement?.name || document.activeElement?.id);
    const tabTo = async (target) => {
      for (let presses = 0; presses < 40; presses += 1) {
        if ((await focused()) === target) return;
        await page.keyboard.press('Tab');
      }
      assert.fail(`Tab does not reach ${target}`);
    };
    await tabTo('option-name');
    await changes(page, 'typing', () => page.keyboard.type('!'));
    await tabTo('option-ink');
    await changes(page, 'an arrow key among the inks', () => page.keyboard.press('ArrowRight'));
    assert.equal(await page.locator('[data-option=ink] :checked').inputValue(), 'ink');
    const outline = await page
      .locator('[data-option=ink] .pick:has(:checked)')
      .evaluate((swatch) => getComputedStyle(swatch).outlineStyle);
    assert.equal(outline, 'solid', 'the focus is seen');
    await tabTo('option-bands');
    await changes(page, 'space on the switch', () => page.keyboard.press('Space'));
    await tabTo('add');
    await page.keyboard.press('Enter');
    await page.locator('dialog[open]').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
    assert.equal(await focused(), 'add', 'the focus comes back');
  }));

test('a text ends at its limit, counted as a reader counts', () =>
  shop(async (page) => {
    const name = page.getByRole('textbox', { name: 'Name' });
    await name.fill('');
    await name.pressSequentially('abcdefghijklmnopqrst');
    assert.equal(await name.inputValue(), 'abcdefghijklmn');
    // A letter and a combining accent are one character: fourteen of them are twenty-eight code units.
    await name.fill('e\u0301'.repeat(20));
    assert.equal(await name.inputValue(), 'e\u0301'.repeat(14));
    assert.match(await page.locator('[data-option=name] .counter').textContent(), /^14 \/ 14$/);
  }));

test('an empty name is an issue, and nothing goes into the cart', () =>
  shop(async (page) => {
    const name = page.getByRole('textbox', { name: 'Name' });
    await name.fill('');
    const issues = page.locator('#issues-name');
    await issues.locator('.error').waitFor();
    assert.equal(await issues.getAttribute('aria-live'), 'polite');
    assert.equal(await name.getAttribute('aria-invalid'), 'true');
    await page.getByRole('button', { name: 'Add to cart' }).click();
    assert.equal(await page.locator('dialog[open]').count(), 0);
    assert.equal(await name.evaluate((input) => input === document.activeElement), true);
    await name.fill('Ada');
    await issues.locator('.error').waitFor({ state: 'detached' });
  }));

test('names in other scripts and emoji are set, what no font has is told', () =>
  shop(async (page) => {
    const name = page.getByRole('textbox', { name: 'Name' });
    const issues = page.locator('#issues-name');
    for (const text of ['ليلى', 'שרה', 'ที่รัก', 'Zoë 🌸', 'Łukasz'])
      await changes(page, text, () => name.fill(text));
    assert.equal(await issues.textContent(), '');
    await name.fill('さくら');
    await issues.locator('p').first().waitFor();
  }));

test('an option that does not apply is not shown', () =>
  shop(async (page) => {
    const side = page.locator('[data-option=icon-side]');
    assert.equal(await side.isVisible(), true);
    await pick(page, 'icon', 'none');
    await side.waitFor({ state: 'hidden' });
    await pick(page, 'icon', 'heart');
    await side.waitFor();
  }));

test('the cart holds a proof, the price and the selection', () =>
  shop(async (page) => {
    await page.getByRole('textbox', { name: 'Name' }).fill('Ada');
    await pick(page, 'inside', 'white');
    assert.equal(await page.locator('#price').textContent(), '$16.00');
    await page.getByRole('switch').check();
    assert.equal(await page.locator('#price').textContent(), '$17.00');
    await page.getByRole('button', { name: 'Add to cart' }).click();
    const item = page.locator('dialog[open] .cart-item');
    await item.waitFor();
    const proof = await item.locator('img').evaluate(async (image) => {
      await image.decode();
      return {
        protocol: new URL(image.src).protocol,
        width: image.naturalWidth,
        height: image.naturalHeight,
      };
    });
    assert.deepEqual(proof, { protocol: 'blob:', width: 600, height: 600 });
    await item.locator('summary').click();
    const selection = JSON.parse(await item.locator('pre').textContent());
    assert.equal(selection.name, 'Ada');
    assert.equal(selection.inside, 'white');
    assert.equal(selection.bands, true);
    assert.equal(await page.locator('#cart-sum').textContent(), '$17.00');
    await item.getByRole('button', { name: 'Remove' }).click();
    assert.equal(await page.locator('#cart-count').textContent(), '0');
  }));

for (const width of [320, 390]) {
  test(`nothing sticks out at ${width} px, and the preview stays in sight`, () =>
    shop(
      async (page) => {
        const overflow = () =>
          page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
        assert.equal(await overflow(), 0);
        await page.getByRole('switch').scrollIntoViewIfNeeded();
        const { y, height } = await page.locator('#preview').boundingBox();
        assert.ok(y >= 0 && height > 150, `the preview is at ${y}, ${height} high`);
        assert.equal(await overflow(), 0);
      },
      { width, height: 844, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
    ));
}

test('a product that cannot be had says so, and can be tried again', () =>
  visit(
    '',
    '[role=alert]',
    async (page) => {
      const failure = page.getByRole('alert');
      assert.match(await failure.textContent(), /503/);
      await page.unroute('**/template.json');
      await failure.getByRole('button', { name: 'Try again' }).click();
      await ready(page);
      assert.equal(await failure.isVisible(), false);
    },
    {
      prepare: (page) =>
        page.route('**/template.json', (route) => route.fulfill({ status: 503, body: '' })),
      expected: /503/,
    },
  ));

test('the page does not move while it loads', () =>
  shop(async (page) => {
    const shift = await page.evaluate(
      () =>
        new Promise((resolve) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
          }).observe({ type: 'layout-shift', buffered: true });
          setTimeout(() => resolve(sum), 300);
        }),
    );
    assert.ok(shift < 0.02, `the layout shifted by ${shift}`);
  }));
