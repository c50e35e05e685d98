/** The form for everyone: axe, keys alone, right to left, in the page's own tree. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { elementPages } from './elements.js';

const visit = elementPages();
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds on the page. */
async function violations(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => axe.run());
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

const GROUPS = {
  form: { steps: [], groups: [{ id: 'words', label: 'Words', help: 'Both lines.' }] },
};
const PRESETS = { presets: [{ id: 'a', label: 'Classic', image: 'triangle', enabled: true }] };

for (const [name, attributes, context] of [
  ['in a shadow root', 'toolbar', {}],
  ['in the page', 'toolbar root="light"', {}],
  ['in the dark', 'toolbar', { colorScheme: 'dark' }],
  ['on a phone', '', { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true }],
]) {
  test(`axe finds nothing: every kind of option ${name}`, () =>
    visit(async (page) => {
      await page.evaluate(
        ([attributes, more]) => {
          pick(new FakePreview(everyKind(), more), attributes);
          preview.set('name', '');
          preview.blame('charms', { code: 'x', severity: 'error', message: 'This is wrong' });
          preview.blame('way', { code: 'x', severity: 'error', message: 'This is wrong' });
          return turn();
        },
        [attributes, { ...GROUPS, ...PRESETS }],
      );
      await page.evaluate(() => picker.reportValidity());
      assert.deepEqual(await violations(page), []);
    }, context));
}

test('axe finds nothing: steps with a summary, beside a preview', () =>
  visit(async (page) => {
    await page.evaluate(async () => {
      put('<live-proof id="proof"></live-proof><option-picker for="proof"></option-picker>');
      const proof = document.getElementById('proof');
      proof.template = PLAQUE;
      await proof.ready;
    });
    assert.deepEqual(await violations(page), []);
    await page.evaluate(() => {
      const steps = ['one', 'two'].map((id) => ({ id, label: id }));
      const groups = steps.map(({ id }) => ({ id, label: `Group ${id}`, step: id }));
      const options = everyKind().map((option) => ({
        ...option,
        group: option.choices ? 'two' : 'one',
      }));
      pick(new FakePreview(options, { form: { steps, groups } }));
      preview.set('name', '');
    });
    await page.getByRole('button', { name: 'Next' }).click();
    assert.deepEqual(await violations(page), []);
  }));

test('the keyboard reaches every option, in order, and its focus is seen', () =>
  visit(async (page) => {
    await page.evaluate(() => pick());
    const ids = await page.evaluate(() => preview.options.map(({ id }) => id));
    const reached = [];
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press('Tab');
      const [id, seen] = await page.evaluate(() => {
        const active = picker.shadowRoot.activeElement;
        if (!active) return [];
        const shown = active.matches('.lp-unseen') ? active.parentElement : active;
        const option = active.closest('[data-option]')?.dataset.option;
        return [option, getComputedStyle(shown).outlineStyle];
      });
      if (!id) break;
      assert.equal(seen, 'solid', `the focus on ${id} is seen`);
      if (reached.at(-1) !== id) reached.push(id);
    }
    assert.deepEqual(reached, ids);
  }));

test('right to left: the form follows the template', () =>
  visit(async (page) => {
    await page.evaluate(() => {
      pick(new FakePreview(everyKind(), { direction: 'rtl', locale: 'ar' }));
    });
    const [first, second] = await page.evaluate(() =>
      [...field('side').querySelectorAll('.lp-choice')].map((choice) => choice.offsetLeft),
    );
    assert.ok(first > second);
    await page.locator('[role=listbox] [tabindex="0"]').focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Space');
    assert.equal(await page.evaluate(() => preview.selection.clipart), 'picture-2');
    assert.equal(await page.locator('.lp-picker').getAttribute('lang'), 'ar');
  }));

for (const width of [320, 1280]) {
  test(`nothing sticks out at ${width} px`, () =>
    visit(
      async (page) => {
        await page.evaluate(() => pick(undefined, 'toolbar'));
        const over = () =>
          page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
        assert.equal(await over(), 0);
      },
      { viewport: { width, height: 800 } },
    ));
}

test('what is touched is 44 px or more', () =>
  visit(
    async (page) => {
      await page.evaluate(() => pick(undefined, 'toolbar'));
      const small = await page.evaluate(() =>
        [...picker.shadowRoot.querySelectorAll('button,.lp-face,.lp-input,.lp-color')]
          .filter((part) => part.checkVisibility() && !part.closest('.lp-radios,.lp-list'))
          .map((part) => [part.className, part.getBoundingClientRect()])
          .filter(([, { width, height }]) => width < 44 || height < 44)
          .map(([name]) => name),
      );
      assert.deepEqual(small, []);
    },
    { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true },
  ));

test('in the page, its form and its styles are the page’s', () =>
  visit(async (page) => {
    const data = await page.evaluate(() => {
      const place = put('<form><option-picker root="light"></option-picker></form>');
      const picker = place.querySelector('option-picker');
      picker.preview = new FakePreview();
      return [...new FormData(place.firstElementChild)].length;
    });
    assert.equal(data, 0, 'controls are not the form’s');
    assert.equal(await page.locator('option-picker > .lp-picker .lp-field').count(), 17);
  }));
