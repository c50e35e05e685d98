// Buying with the keyboard alone, and with a finger on a phone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { add, ask, changes, chosen, field, focused, middle, name, shopPages } from './shop.js';

const shop = shopPages();

const PHONE = { width: 390, height: 844, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

test('the keyboard alone buys a mug, from the top of the page to the cart', () =>
  shop(async (page) => {
    const { keyboard } = page;
    const tabTo = async (target) => {
      for (let presses = 0; presses < 60; presses += 1) {
        if ((await focused(page)) === target) return;
        await keyboard.press('Tab');
      }
      assert.fail(`Tab does not reach ${target}`);
    };
    await keyboard.press('Tab');
    assert.equal(await focused(page), 'skip');
    await keyboard.press('Enter');
    assert.equal(await focused(page), 'form');
    assert.equal(new URL(page.url()).hash, '', 'the address is the design’s');
    await tabTo('name');
    await keyboard.press('Control+a');
    await changes(page, 'typing', () => keyboard.type('Zoë'));
    await tabTo('ink');
    await changes(page, 'an arrow key among the inks', () => keyboard.press('ArrowRight'));
    assert.equal(await chosen(page, 'ink'), 'ink');
    const outline = await field(page, 'ink')
      .locator('.lp-choice:has(:checked)')
      .evaluate((swatch) => getComputedStyle(swatch).outlineStyle);
    assert.equal(outline, 'solid', 'the focus is seen');
    await tabTo('icon-place');
    await keyboard.press('Control+a');
    await changes(page, 'a place in numbers', () => keyboard.type('12'));
    await tabTo('bands');
    await changes(page, 'space on the switch', () => keyboard.press('Space'));
    await tabTo('add');
    await keyboard.press('Enter');
    await page.locator('dialog[open] .cart-item').waitFor();
    assert.match(await page.locator('.cart-item').textContent(), /Zoë/);
    await keyboard.press('Escape');
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
    assert.equal(await focused(page), 'add', 'the focus comes back');
  }));

test('keys on the picture walk its layers, move one and go to its option', () =>
  shop(async (page) => {
    await page.locator('#proof').evaluate((proof) => proof.focus());
    assert.equal(await focused(page), 'canvas');
    const layers = (await ask(page, 'layers')).map(({ place }) => place);
    for (let i = 0; i <= layers.indexOf('icon-place'); i += 1) await page.keyboard.press('Tab');
    await changes(page, 'an arrow key', () => page.keyboard.press('Shift+ArrowRight'));
    assert.equal((await ask(page, 'selection'))['icon-place'].x, 10);
    await page.keyboard.press('Enter');
    assert.equal(await focused(page), 'icon');
  }));

test('a click on the name goes to its field', () =>
  shop(async (page) => {
    const at = await middle(page, 'name-above');
    await page.mouse.click(at.x, at.y);
    assert.equal(await focused(page), 'name');
  }));

test('on a phone a finger moves the icon, and the page stays', () =>
  shop(async (page) => {
    const session = await page.context().newCDPSession(page);
    const touch = (type, ...touchPoints) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints });
    const drag = async (from, by) => {
      await touch('touchStart', from);
      for (let step = 1; step <= 10; step += 1) {
        const part = step / 10;
        await touch('touchMove', { x: from.x + by.x * part, y: from.y + by.y * part });
        await page.evaluate(() => new Promise(requestAnimationFrame));
      }
      await touch('touchEnd');
    };
    const icon = await middle(page, 'icon-above');
    await changes(page, 'a finger', () => drag(icon, { x: -34, y: 6 }));
    const now = await middle(page, 'icon-above');
    const off = Math.hypot(now.x - icon.x + 34, now.y - icon.y - 6);
    assert.ok(off < 4, `it is ${off} px beside the finger`);
    assert.ok((await ask(page, 'selection'))['icon-place'].x < -5);
    assert.equal(await page.evaluate(() => scrollY), 0, 'the page stays');
    // One gesture is one step.
    await page.getByRole('button', { name: 'Undo' }).click();
    assert.equal((await ask(page, 'selection'))['icon-place'].x, 0);
    await page.evaluate(() => scrollTo(0, 0));
    const { x, y, height } = await page.locator('.photo').boundingBox();
    await drag({ x: x + 20, y: y + height - 90 }, { x: 0, y: -150 });
    await page.waitForFunction(() => scrollY > 50);
  }, PHONE));

test('on a phone a tap on the name goes to its field, which is in sight', () =>
  shop(async (page) => {
    const at = await middle(page, 'name-above');
    await page.touchscreen.tap(at.x, at.y);
    await page.waitForFunction(() => document.activeElement?.id === 'picker');
    assert.equal(await focused(page), 'name');
    const photo = await page.locator('.photo').boundingBox();
    const buy = await page.locator('.buy').boundingBox();
    const box = await name(page).boundingBox();
    assert.ok(box.y >= photo.y + photo.height, 'below the picture');
    assert.ok(box.y + box.height <= buy.y, 'above the price');
    await add(page).tap();
    await page.locator('dialog[open] .cart-item').waitFor();
  }, PHONE));
