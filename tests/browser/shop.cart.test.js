// From a design to the cart and back: what is kept, what is told, what is refused.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  add,
  ask,
  changes,
  chosen,
  field,
  focused,
  name,
  pick,
  picture,
  ready,
  serve,
  shopPages,
  show,
} from './shop.js';

const shop = shopPages();

const item = (page) => page.locator('dialog[open] .cart-item');

test('the cart holds a proof, the price, and what makes the design again', () =>
  shop(async (page) => {
    await name(page).fill('Ada');
    await pick(page, 'inside', 'white');
    await page.getByRole('switch').check();
    const price = await page.locator('#price').textContent();
    const saved = await ask(page, 'saved');
    await add(page).click();
    await item(page).waitFor();
    const proof = await item(page)
      .getByRole('img')
      .evaluate(async (image) => {
        await image.decode();
        const { protocol } = new URL(image.src);
        return { protocol, width: image.naturalWidth, height: image.naturalHeight };
      });
    assert.deepEqual(proof, { protocol: 'blob:', width: 600, height: 600 });
    assert.match(await item(page).getByRole('img').getAttribute('alt'), /Ada/);
    assert.deepEqual(JSON.parse(await item(page).locator('pre').textContent()), saved);
    assert.equal(await page.locator('#cart-sum').textContent(), price);
    assert.match(await item(page).locator('dl').first().textContent(), /NameAda/);
    await item(page)
      .getByRole('button', { name: /^Remove/ })
      .click();
    await page.locator('.cart-empty').waitFor();
    assert.equal(await page.locator('#cart-count').textContent(), '0');
    await page.waitForFunction(() => document.activeElement.id === 'cart-close');
  }));

test('what is in the cart is there on every page, and can be edited', () =>
  shop(async (page) => {
    await name(page).fill('Ada');
    await pick(page, 'ink', 'forest');
    await add(page).click();
    await item(page).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'T-shirt' }).click();
    await page.waitForURL(/product=tshirt/);
    await ready(page);
    assert.equal(await page.locator('#cart-count').textContent(), '1');
    await page.getByRole('button', { name: /^Cart/ }).click();
    await item(page).getByRole('link', { name: 'Edit The name mug' }).click();
    await page.waitForURL(/product=mug/);
    await ready(page);
    assert.equal(await name(page).inputValue(), 'Ada');
    assert.equal(await chosen(page, 'ink'), 'forest');
    const update = page.getByRole('button', { name: 'Update the cart' });
    await name(page).fill('Ben');
    await update.click();
    await item(page).waitFor();
    assert.equal(await item(page).count(), 1);
    assert.match(await item(page).textContent(), /Ben/);
    await page.keyboard.press('Escape');
    await add(page).click();
    await item(page).first().waitFor();
    assert.equal(await item(page).count(), 2, 'the next is another piece');
  }));

test('a list of names has a proof of each', () =>
  shop(
    async (page) => {
      const rows = page.getByRole('textbox', { name: /^Names \d/ });
      await rows.first().fill('Zoë');
      await page.getByRole('button', { name: 'Add a row' }).click();
      await page.keyboard.type('Max');
      const names = (await ask(page, 'selection')).names;
      assert.equal(await ask(page, 'row'), names.length - 1, 'the row that is edited is shown');
      await changes(page, 'another row', () =>
        page.getByRole('button', { name: 'Show row 1' }).click(),
      );
      await add(page).click();
      await item(page).waitFor();
      const proofs = await item(page)
        .getByRole('img')
        .evaluateAll((all) =>
          Promise.all(all.map((image) => image.decode().then(() => image.alt))),
        );
      assert.deepEqual(proofs, names);
    },
    { address: '?product=tumbler' },
  ));

test('an empty name is told, and nothing goes into the cart', () =>
  shop(async (page) => {
    await name(page).fill('');
    assert.equal(await ask(page, 'ready'), false);
    await add(page).click();
    assert.equal(await page.locator('dialog[open]').count(), 0);
    assert.equal(await focused(page), 'name');
    const issue = field(page, 'name').locator('.lp-issue.lp-error');
    const message = await issue.textContent();
    assert.equal(await name(page).getAttribute('aria-invalid'), 'true');
    const notices = page.locator('#notices');
    assert.equal(await notices.getAttribute('role'), 'status');
    const entry = notices.getByRole('button', { name: message });
    await page.getByRole('switch').focus();
    await entry.click();
    assert.equal(await focused(page), 'name');
    await name(page).fill('Ada');
    await issue.waitFor({ state: 'detached' });
    assert.equal(await notices.isVisible(), false);
    await add(page).click();
    await item(page).waitFor();
  }));

test('what no field can tell is told beside the button', () =>
  shop(
    async (page) => {
      const notices = page.locator('#notices');
      await notices.waitFor();
      assert.match(await notices.textContent(), /required/i);
      await add(page).click();
      assert.equal(await page.locator('dialog[open]').count(), 0);
    },
    {
      prepare: serve((mug) => {
        Object.assign(
          mug.options.find(({ id }) => id === 'name'),
          { hidden: true, default: '' },
        );
        delete mug.presets;
      }),
    },
  ));

test('a picture that does not come is told, and kept out of the cart', () =>
  shop(
    async (page) => {
      await pick(page, 'icon', 'paw');
      await page.locator('.lp-issue, #notices li').first().waitFor();
      assert.equal(await ask(page, 'ready'), false);
      await add(page).click();
      assert.equal(await page.locator('dialog[open]').count(), 0);
      assert.match(await page.locator('#notices').textContent(), /picture|image/i);
      await pick(page, 'icon', 'heart');
      await page.waitForFunction(() => document.querySelector('live-proof').preview.ready);
      await add(page).click();
      await item(page).waitFor();
    },
    {
      prepare: (page) =>
        page.route('**/icons/paw.png', (route) => route.fulfill({ status: 404, body: '' })),
      expected: /404/,
    },
  ));

test('the address restores the design to the byte, with its view', () =>
  shop(async (page) => {
    await name(page).fill('Zoë & Ünal');
    await pick(page, 'ink', 'berry');
    await pick(page, 'icon', 'sun');
    await page.getByRole('switch').check();
    const front = await picture(page);
    const link = await ask(page, 'link');
    await page.waitForFunction((link) => location.hash === `#${link}`, link);
    await page.reload();
    await ready(page);
    assert.equal(await name(page).inputValue(), 'Zoë & Ünal');
    assert.equal(await picture(page), front);
    assert.equal(await page.locator('#status').textContent(), '');

    const print = await changes(page, 'the other view', () => show(page, 'print'));
    await page.waitForURL(/view=print/);
    await page.reload();
    await ready(page);
    assert.equal(await page.locator('.views input[value=print]').isChecked(), true);
    assert.equal(await picture(page), print);
    await page.evaluate(() => {
      location.hash = '1..name.Ben';
    });
    await page.waitForFunction(() => document.querySelector('live-proof').selection.name === 'Ben');
  }));

test('a link with what is not offered any more shows the rest, and says so', () =>
  shop(
    async (page) => {
      assert.equal(await name(page).inputValue(), 'Ada');
      assert.equal(await chosen(page, 'ink'), 'navy');
      assert.equal(await chosen(page, 'icon'), 'heart');
      const status = page.locator('#status');
      assert.match(await status.textContent(), /Ink/);
      assert.equal(await status.getAttribute('role'), 'status');
    },
    { address: '?product=mug&view=nowhere#1..name.Ada..ink.plaid..icon.heart..gone.1' },
  ));

test('a link that is none shows the product as it comes', () =>
  shop(
    async (page) => {
      assert.match(await page.locator('#status').textContent(), /as it comes/);
      assert.equal(await name(page).inputValue(), 'Amelia');
      await add(page).click();
      await item(page).waitFor();
    },
    { address: '?product=mug#name=Ada&ink=forest' },
  ));
