// The playground in a real browser: what is written is shown, and what is wrong is marked where it is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sitePages } from './site.js';

const open = sitePages();
const playground = (visit, options = {}) =>
  open('playground.html?product=mug', '#stage[data-ready="mug"]', visit, options);

const picture = (page) => page.evaluate(() => document.getElementById('preview').toDataURL());
const findings = (page) => page.locator('#findings li button').allInnerTexts();

/** Puts the cursor behind the first place that has `text`, and selects that when asked. */
async function goTo(page, text) {
  await page.locator('#editor .cm-content').click({ position: { x: 200, y: 10 } });
  await page.keyboard.press('Control+f');
  await page.locator('#editor .cm-search input[name="search"]').pressSequentially(text);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
}

test('an edit of the text is an edit of the product', async () => {
  await playground(async (page) => {
    const before = await picture(page);
    await goTo(page, '"default": "Amelia"');
    await page.keyboard.insertText('"default": "Bo"');
    await page.waitForFunction(
      (old) => document.getElementById('preview').toDataURL() !== old,
      before,
    );
    assert.ok((await page.locator('#preview').getAttribute('aria-label')).includes('Bo'));
  });
});

test('the form and the picture operate the template that is written', async () => {
  await playground(async (page) => {
    const name = page.getByRole('textbox', { name: 'Name', exact: true });
    const changed = async (act) => {
      const before = await picture(page);
      await act();
      await page.waitForFunction(
        (old) => document.getElementById('preview').toDataURL() !== old,
        before,
      );
    };
    await changed(() => name.fill('Zoë'));
    await changed(() => page.getByRole('button', { name: 'Undo' }).click());
    await page.locator('#locale').selectOption('ar');
    await page.getByRole('textbox', { name: 'الاسم', exact: true }).waitFor();
    await page.locator('#locale').selectOption('en');
    await name.waitFor();

    await goTo(page, '"maxLength": 14');
    await page.keyboard.insertText('"maxLength": 9, "help": "In nine letters"');
    await page.locator('.lp-help', { hasText: 'In nine letters' }).waitFor();
    await name.fill('abcdefghijkl');
    assert.equal(await name.inputValue(), 'abcdefghi');
    await name.fill('');
    const told = page.locator('#findings li', { hasText: /required/ });
    await told.waitFor();
    await name.fill('Bo');
    await told.waitFor({ state: 'detached' });
  });
});

test('a wrong key is marked and told of, and the product stays', async () => {
  await playground(async (page) => {
    const before = await picture(page);
    await goTo(page, '"maxLength"');
    await page.keyboard.insertText('"maxLenght"');
    await page.locator('#findings .error').waitFor();
    const [told] = await findings(page);
    assert.match(told, /unexpected key "maxLenght", did you mean "maxLength"/);
    assert.match(told, /options\[0\]\.maxLenght$/);
    const marked = await page.locator('#editor .cm-lintRange-error').allInnerTexts();
    assert.deepEqual(marked, ['"maxLenght"']);
    assert.equal(await picture(page), before);
  });
});

test('keys, words and ids are offered where they may stand', async () => {
  await playground(async (page) => {
    const offered = async () => {
      const list = page.locator('#editor .cm-tooltip-autocomplete li');
      await list.first().waitFor();
      return list.allInnerTexts();
    };
    await goTo(page, '"options": [');
    await page.keyboard.press('End');
    await page.keyboard.insertText('{"kind": },');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.type('"');
    const kinds = await offered();
    assert.ok(
      ['"text"', '"color"', '"toggle"'].every((kind) => kinds.some((k) => k.includes(kind))),
    );
    await page.keyboard.press('Escape');
    await page.keyboard.insertText('number');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.insertText(', ');
    await page.keyboard.type('"');
    const keys = await offered();
    assert.ok(keys.some((key) => key.includes('"min"')));
    assert.ok(!keys.some((key) => key.includes('"maxLength"')), 'keys of another kind');
  });
});
