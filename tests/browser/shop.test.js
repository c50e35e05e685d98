// The demo shop as a shopper meets it: a real browser, the built package, no mocks.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  ask,
  changes,
  chosen,
  field,
  name,
  pick,
  picture,
  ready,
  serve,
  shopPages,
} from './shop.js';

const shop = shopPages();

const PORTRAIT = fileURLToPath(new URL('../images/photos/portrait.jpg', import.meta.url));

test('what is chosen for the mug is seen', () =>
  shop(async (page) => {
    const pictures = new Set([await picture(page)]);
    await changes(page, 'an empty name', () => name(page).fill(''));
    for (const letter of 'Zoë')
      pictures.add(
        await changes(page, `typing ${letter}`, () => name(page).pressSequentially(letter)),
      );
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
    await changes(page, 'the bands', () => page.getByRole('switch').check());
    assert.match(await page.locator('#proof').getByRole('img').getAttribute('aria-label'), /Zoë/);
  }));

test('what is chosen for the shirt is seen', () =>
  shop(
    async (page) => {
      const size = field(page, 'size').getByRole('slider');
      await changes(page, 'the size', () => size.fill('24'));
      assert.equal(await field(page, 'size').getByRole('spinbutton').inputValue(), '24');
      await changes(page, 'an ink of the shopper', () =>
        field(page, 'ink').locator('input[type=color]').fill('#c02060'),
      );
      for (const [option, choice] of [
        ['shape', 'wavy'],
        ['look', 'outline'],
        ['icon', 'sun'],
        ['font', 'poster'],
      ]) {
        await changes(page, `${option} ${choice}`, () => pick(page, option, choice));
      }
      await changes(page, 'the frame', () => page.getByRole('switch').check());
    },
    { address: '?product=tshirt' },
  ));

test('every product can be had: it is shown, costs something and is ready for the cart', () =>
  shop(async (page) => {
    const links = await page
      .locator('#products a')
      .evaluateAll((all) => all.map(({ href }) => href));
    const pictures = new Set();
    for (const link of links) {
      await page.goto(link);
      await ready(page);
      pictures.add(await picture(page));
      // Products of photos wait for them.
      const files = page.locator('.lp-field input[type=file]');
      for (const file of await files.all()) await file.setInputFiles(PORTRAIT);
      await page.waitForFunction(() => document.querySelector('live-proof').preview.ready);
      assert.match(await page.locator('#price').textContent(), /^\$\d+\.\d\d$/);
      assert.ok((await page.locator('.lp-field').count()) > 2);
    }
    assert.equal(pictures.size, links.length);
  }));

test('the price is told line by line, and the lines make the sum', () =>
  shop(async (page) => {
    const sum = async () => {
      const amounts = await page.locator('#price-lines td:last-child').allTextContents();
      return amounts.reduce((all, amount) => all + Number(amount.replace('$', '')), 0);
    };
    const price = async () => Number((await page.locator('#price').textContent()).slice(1));
    const details = page.locator('summary', { hasText: 'What makes the price' });
    await details.click();
    await page.getByRole('table').waitFor();
    await pick(page, 'inside', 'white');
    const before = await price();
    assert.equal(await page.getByRole('table').isVisible(), false, 'it gets out of the way');
    await page.getByRole('switch').check();
    assert.ok((await price()) > before);
    assert.equal(await sum(), await price());
    await details.click();
    const [row] = await page
      .getByRole('row', { name: 'Bands around the rims' })
      .getByRole('cell')
      .allTextContents();
    assert.equal(row, '');
  }));

test('undo, redo, start over and presets', () =>
  shop(async (page) => {
    const before = await ask(page, 'selection');
    await pick(page, 'ink', 'berry');
    await name(page).fill('Zoë');
    await page.getByRole('button', { name: 'Undo' }).click();
    assert.equal(await name(page).inputValue(), before.name);
    assert.equal(await chosen(page, 'ink'), 'berry');
    await page.getByRole('button', { name: 'Redo' }).click();
    assert.equal(await name(page).inputValue(), 'Zoë');
    await page.getByRole('button', { name: 'Start over' }).click();
    assert.deepEqual(await ask(page, 'selection'), before);
    const presets = await ask(page, 'presets');
    await changes(page, 'a preset', () =>
      page.getByRole('button', { name: presets[1].label }).click(),
    );
    assert.notDeepEqual(await ask(page, 'selection'), before);
  }));

test('another language is spoken everywhere, and Arabic runs from the right', () =>
  shop(async (page) => {
    const front = await picture(page);
    const tags = await ask(page, 'locales');
    assert.deepEqual(tags.slice(0, 1), ['en']);
    await page.getByLabel('Language').selectOption('ar');
    const box = page.locator('.lp-picker');
    await page.waitForFunction(() =>
      document.querySelector('option-picker').shadowRoot.querySelector('[dir=rtl]'),
    );
    assert.equal(await box.getAttribute('lang'), 'ar');
    assert.equal(await page.locator('#main').getAttribute('dir'), 'rtl');
    assert.equal(await page.getByRole('button', { name: 'تراجع' }).count(), 1);
    assert.match(await page.locator('#add').textContent(), /السلة/);
    const labels = await page.locator('.lp-label-text').allTextContents();
    assert.ok(
      labels.every((label) => /\p{Script=Arabic}/u.test(label)),
      labels.join(),
    );
    const [first, second] = await field(page, 'ink')
      .locator('.lp-choice')
      .evaluateAll((all) => all.map((choice) => choice.getBoundingClientRect().x));
    assert.ok(first > second, 'swatches run from the right');
    assert.equal(await picture(page), front, 'what is printed stays');
    await page.waitForURL(/lang=ar/);
    await page.reload();
    await ready(page);
    assert.equal(await page.locator('#main').getAttribute('dir'), 'rtl');
    await page.locator('#locale').selectOption('de');
    await page.getByRole('button', { name: 'In den Warenkorb' }).waitFor();
    assert.equal(await page.locator('#main').getAttribute('dir'), 'ltr');
  }));

test('a template of one language has no list of languages, one of one view no views', () =>
  shop(
    async (page) => {
      assert.equal(await page.locator('#language').isVisible(), false);
      assert.equal(await page.locator('#views').isVisible(), false);
      assert.equal(await page.locator('.lp-presets').isVisible(), false);
    },
    {
      prepare: serve((mug) => {
        for (const key of ['locales', 'presets']) delete mug[key];
        mug.views.length = 1;
      }),
    },
  ));

test('an option of the other side brings that side into sight', () =>
  shop(
    async (page) => {
      assert.equal(await ask(page, 'view'), 'front');
      const steps = page.getByRole('navigation', { name: 'Steps' });
      await steps.getByRole('button', { name: 'Back' }).click();
      await field(page, 'back').getByRole('switch').check();
      await pick(page, 'back-design', 'words');
      await field(page, 'back-words').getByRole('textbox').focus();
      assert.equal(await ask(page, 'view'), 'back');
      assert.equal(await page.locator('.views input[value=back]').isChecked(), true);
    },
    { address: '?product=cushion' },
  ));

test('the products are a link apart', () =>
  shop(async (page) => {
    const mug = await picture(page);
    await page.getByRole('link', { name: 'T-shirt' }).click();
    await page.waitForURL(/product=tshirt/);
    await ready(page);
    assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), 'The weekend tee');
    assert.notEqual(await picture(page), mug);
    assert.equal(await field(page, 'inside').count(), 0);
  }));

test('names in other scripts and emoji are set, what no font has is told', () =>
  shop(async (page) => {
    const issues = field(page, 'name').locator('.lp-issues');
    for (const text of ['ليلى', 'שרה', 'ที่รัก', 'Zoë 🌸', 'Łukasz'])
      await changes(page, text, () => name(page).fill(text));
    assert.equal(await issues.textContent(), '');
    await name(page).fill('さくら');
    await issues.locator('p').first().waitFor();
  }));

test('a variant that is sold out says so, and its choices are told', () =>
  shop(
    async (page) => {
      const off = await page.evaluate(() => {
        const { preview } = document.querySelector('live-proof');
        for (const { id, choices = [], visible } of preview.options) {
          const choice = visible && choices.find(({ visible, enabled }) => visible && !enabled);
          if (choice) return { id, choice: choice.id };
        }
        // None now: a shirt of another color may not come in each size.
        const shirts = preview.options.find(({ id }) => id === 'shirt').choices;
        for (const { id } of shirts) {
          preview.set('shirt', id);
          const size = preview.options.find(({ kind, choices }) => {
            return kind === 'choice' && choices.some(({ visible, enabled }) => visible && !enabled);
          });
          if (size) return { id: size.id, choice: size.choices.find((c) => !c.enabled).id };
        }
        return undefined;
      });
      assert.ok(off, 'some shirt does not come in some size');
      const input = field(page, off.id).locator(`input[value="${off.choice}"]`);
      assert.equal(await input.isDisabled(), true);
    },
    { address: '?product=tshirt' },
  ));

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
        const { y, height } = await page.locator('.photo').boundingBox();
        assert.ok(y >= 0 && height > 150, `the preview is at ${y}, ${height} high`);
        assert.equal(await overflow(), 0);
      },
      { width, height: 844, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
    ));
}

test('a product that cannot be had says so, and can be tried again', () =>
  shop(
    async (page) => {
      const failure = page.getByRole('alert');
      assert.match(await failure.textContent(), /503/);
      await page.unroute('**/template.json');
      await failure.getByRole('button', { name: 'Try again' }).click();
      await ready(page);
      assert.equal(await failure.count(), 0);
    },
    {
      ready: '[role=alert]',
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
