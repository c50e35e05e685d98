/** Hands on the canvas: mouse, fingers, wheel and keys, as a browser gives them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserPages } from './page.js';

const open = browserPages();

const HOME = { x: 0, y: 0, scale: 1, rotate: 0 };

/** A mug at the top of a long page; what happens is noted in `globalThis.told`. */
const mug = (visit, context = {}) =>
  open(
    async (page) => {
      await page.evaluate(async () => {
        document.body.style.cssText = 'margin: 0; height: 3000px';
        // Not against the page: the ring has to find its place.
        const frame = document.createElement('div');
        frame.style.cssText = 'position: relative; margin: 20px 30px; padding: 10px; width: 400px';
        const canvas = addCanvas('width: 400px; padding: 5px; border: 2px solid');
        frame.append(canvas);
        document.body.append(frame);
        const preview = await liveproof.createPreview(canvas, {
          template: '/www/products/mug/template.json',
        });
        const told = { focused: [], commits: 0, frames: 0 };
        preview.commit = () => {
          told.commits += 1;
        };
        preview.addEventListener('frame', () => {
          told.frames += 1;
        });
        const detach = liveproof.attachInteraction(preview, canvas, {
          onFocusOption: (option) => told.focused.push(option),
        });
        Object.assign(globalThis, { canvas, preview, told, detach });
        /** The middle of a layer on the page. */
        globalThis.middle = (layer) => {
          const line = preview.outline(layer)[0];
          const { left, top } = canvas.getBoundingClientRect();
          const mean = (of) => line.reduce((sum, point) => sum + of(point), 0) / line.length;
          // 2 pixels of border, 5 of padding.
          return { x: left + 7 + mean(({ x }) => x), y: top + 7 + mean(({ y }) => y) };
        };
      });
      await visit(page);
    },
    { viewport: { width: 600, height: 600 }, ...context },
  );

const middle = (page, layer) => page.evaluate((id) => middle(id), layer);
const place = (page) => page.evaluate(() => preview.selection['icon-place']);
const told = (page) => page.evaluate(() => told);

const near = (a, b, within, what) =>
  assert.ok(Math.hypot(a.x - b.x, a.y - b.y) <= within, `${what}: ${JSON.stringify([a, b])}`);

test('a mouse drags the icon around the mug, and it stays under it', () =>
  mug(async (page) => {
    const from = await middle(page, 'icon-above');
    const to = { x: from.x - 47, y: from.y + 21 };
    await page.mouse.move(from.x, from.y);
    await page.waitForFunction(() => canvas.style.cursor === 'grab');
    await page.keyboard.down('Alt');
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 8 });
    await page.waitForFunction(() => preview.selection['icon-place'].x < -20);
    assert.equal(await page.evaluate(() => canvas.style.cursor), 'grabbing');
    await page.mouse.up();
    await page.keyboard.up('Alt');
    near(await middle(page, 'icon-above'), to, 2, 'the icon is where the mouse is');
    const { commits, focused, frames } = await told(page);
    assert.deepEqual([commits, focused], [1, []], 'one step, and no click');
    assert.ok(frames > 0);
    const ring = await page.evaluate(() => {
      const svg = canvas.nextElementSibling;
      const [a, b] = [svg, canvas].map((element) => element.getBoundingClientRect());
      return {
        lines: svg.querySelectorAll('polyline').length,
        x: a.x - b.x,
        y: a.y - b.y,
        w: a.width,
      };
    });
    assert.deepEqual(ring, { lines: 2, x: 7, y: 7, w: 400 }, 'a ring over the canvas');
  }));

test('a click on the text focuses its option, one beside everything none', () =>
  mug(async (page) => {
    const text = await middle(page, 'name-above');
    await page.mouse.click(text.x, text.y);
    const icon = await middle(page, 'icon-above');
    await page.mouse.click(icon.x, icon.y);
    await page.mouse.click(60, 60);
    assert.deepEqual((await told(page)).focused, ['name', 'icon']);
    assert.deepEqual(await place(page), HOME);
  }));

test('a finger drags the icon, and scrolls the page anywhere else', () =>
  mug(
    async (page) => {
      const session = await page.context().newCDPSession(page);
      const touch = (type, ...points) =>
        session.send('Input.dispatchTouchEvent', {
          type,
          touchPoints: points.map(({ x, y }, id) => ({ x, y, id })),
        });
      const drag = async (from, by) => {
        await touch('touchStart', from);
        for (let i = 1; i <= 10; i += 1) {
          await touch('touchMove', { x: from.x + (by.x * i) / 10, y: from.y + (by.y * i) / 10 });
          await page.evaluate(() => frame());
        }
        await touch('touchEnd');
      };
      const icon = await middle(page, 'icon-above');
      await drag(icon, { x: -30, y: -4 });
      near(
        await middle(page, 'icon-above'),
        { x: icon.x - 30, y: icon.y - 4 },
        2,
        'under the finger',
      );
      assert.equal(await page.evaluate(() => scrollY), 0, 'the page stays');
      assert.equal((await told(page)).commits, 1);

      const now = await middle(page, 'icon-above');
      const spread = (by) => [
        { x: now.x - by, y: now.y },
        { x: now.x + by, y: now.y },
      ];
      await touch('touchStart', ...spread(8));
      for (const by of [9, 10, 11, 12]) {
        await touch('touchMove', ...spread(by));
        await page.evaluate(() => frame());
      }
      await touch('touchEnd');
      const { scale } = await place(page);
      assert.ok(scale > 1.3 && scale < 1.7, `two fingers made it ${scale} as large`);
      assert.equal((await told(page)).commits, 2);
      await drag(now, { x: 0, y: -150 });
      assert.equal(await page.evaluate(() => scrollY), 0, 'the page stays');

      await drag({ x: 60, y: 380 }, { x: 0, y: -150 });
      await page.waitForFunction(() => scrollY > 50);
    },
    { hasTouch: true, viewport: { width: 460, height: 600 } },
  ));

test('the wheel scales and turns what has the focus, and scrolls otherwise', () =>
  mug(async (page) => {
    const at = await middle(page, 'icon-above');
    await page.mouse.move(at.x, at.y);
    await page.mouse.wheel(0, 40);
    await page.waitForFunction(() => scrollY > 0);
    assert.deepEqual(await place(page), HOME);
    await page.evaluate(() => {
      scrollTo(0, 0);
      canvas.focus({ preventScroll: true });
    });
    await page.mouse.wheel(0, -100);
    await page.waitForFunction(() => preview.selection['icon-place'].scale > 1.1);
    await page.keyboard.down('Shift');
    await page.mouse.wheel(0, 100);
    await page.waitForFunction(() => preview.selection['icon-place'].rotate > 5);
    await page.keyboard.up('Shift');
    assert.equal(await page.evaluate(() => scrollY), 0);
    await page.waitForFunction(() => told.commits === 1);
  }));

test('keys walk the layers, move them, and ask for their options', () =>
  mug(async (page) => {
    await page.evaluate(() => canvas.focus());
    const layers = await page.evaluate(() => preview.layers.map(({ layer }) => layer));
    assert.ok(layers.includes('icon-above') && layers.includes('name-above'));
    for (let i = 0; i <= layers.indexOf('icon-above'); i += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+ArrowUp');
    await page.keyboard.press('+');
    await page.keyboard.press(']');
    assert.deepEqual(await place(page), { x: 1, y: -10, scale: 1.05, rotate: 5 });
    assert.equal((await told(page)).commits, 4);
    await page.keyboard.press('Enter');
    assert.deepEqual((await told(page)).focused, ['icon']);
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowRight');
    assert.equal((await place(page)).x, 1, 'no layer, no move');
    for (let i = 0; i <= layers.length; i += 1) await page.keyboard.press('Tab');
    const left = await page.evaluate(() => document.activeElement !== canvas);
    assert.equal(left, true, 'Tab goes on after the last layer');
  }));

test('what was attached is gone when it is detached', () =>
  mug(async (page) => {
    const at = await middle(page, 'icon-above');
    await page.evaluate(() => detach());
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    await page.mouse.move(at.x + 40, at.y, { steps: 4 });
    await page.mouse.up();
    assert.deepEqual(await place(page), HOME);
    const left = await page.evaluate(() => [
      document.querySelectorAll('svg').length,
      canvas.hasAttribute('tabindex'),
      canvas.style.cursor,
    ]);
    assert.deepEqual(left, [0, false, '']);
  }));
