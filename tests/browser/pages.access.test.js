// The pages of the site for everyone: axe finds nothing, in light, in the dark and on a phone.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { sitePages } from './site.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const visit = sitePages();

/** What axe finds on the page. */
async function violations(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => axe.run());
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

const SHOP = '#stage[data-ready]';

const cart = async (page) => {
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await page.locator('dialog[open] .cart-item').waitFor();
  await page.locator('summary', { hasText: 'What the print shop gets' }).click();
  await page.waitForTimeout(400);
};

const refused = async (page) => {
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('');
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await page.locator('#notices').waitFor();
  await page.locator('.price-details summary').click();
};

const PAGES = [
  ['the shop', '', SHOP],
  ['the shop with an issue', '', SHOP, refused],
  ['the shop in Arabic', '?product=mug&lang=ar', SHOP],
  ['a product with steps', '?product=cushion', SHOP],
  ['a library of several choices', '?product=canvas', SHOP],
  ['the cart', '?product=tumbler', SHOP, cart],
  ['the type specimen', 'specimen.html', '#sheet[data-ready]'],
  ['the mockup page', 'mockup.html', '#stage[data-ready]'],
  ['the playground', 'playground.html', '#stage[data-ready]'],
];

for (const [name, address, ready, act = async () => {}] of PAGES) {
  for (const [where, context] of [
    ['', {}],
    [' in the dark', { colorScheme: 'dark' }],
    [' on a phone', { width: 390, height: 844, hasTouch: true, isMobile: true }],
  ]) {
    test(`axe finds nothing: ${name}${where}`, () =>
      visit(
        address,
        ready,
        async (page) => {
          await act(page);
          assert.deepEqual(await violations(page), []);
        },
        context,
      ));
  }
}
