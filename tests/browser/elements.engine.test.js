/** The form on the real engine: steps and groups, history, languages, places, presets, and what is restored. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { elementPages } from './elements.js';

const visit = elementPages();

/** A plaque whose form has all that a form can have, with its picker; `globalThis.template` is what it is made of. */
const open = (use, { attributes = '', selection, ...context } = {}) =>
  visit(async (page) => {
    await page.evaluate(
      async ([attributes, selection]) => {
        const template = structuredClone(PLAQUE);
        const [color, name, size, frame] = template.options;
        Object.assign(color, { group: 'look' });
        Object.assign(name, { group: 'words', help: 'As it is written.' });
        Object.assign(size, { group: 'look', when: { option: 'frame', is: true } });
        Object.assign(frame, { group: 'look', price: 3 });
        template.options.push({
          id: 'where',
          kind: 'place',
          label: 'Where',
          x: [-30, 30],
          scale: [0.5, 2],
          group: 'where',
          when: { option: 'frame', is: true },
        });
        template.areas[0].layers[1].place = 'where';
        template.steps = [
          { id: 'first', label: 'Words' },
          { id: 'second', label: 'Look' },
          { id: 'third', label: 'Place' },
        ];
        template.groups = [
          { id: 'words', label: 'What it says', step: 'first' },
          { id: 'look', label: 'How it looks', help: 'All of it.', step: 'second' },
          { id: 'where', label: 'Where it is', step: 'third' },
        ];
        template.presets = [
          { id: 'gate', label: 'For a gate', values: { name: 'Bo', frame: true, color: 'blue' } },
        ];
        template.locales = {
          ar: {
            options: {
              name: { label: 'الاسم', help: 'كما يُكتب.' },
              color: { label: 'اللون', choices: { red: 'أحمر' } },
            },
            steps: { first: 'الكلمات' },
            groups: { words: 'ماذا يقول' },
            presets: { gate: 'للبوابة' },
            messages: { required: '{label} مطلوب' },
          },
        };
        put(`<form><live-proof id="proof" name="design"></live-proof>
          <option-picker for="proof" toolbar ${attributes}></option-picker></form>`);
        globalThis.template = template;
        globalThis.proof = document.querySelector('live-proof');
        globalThis.picker = document.querySelector('option-picker');
        if (selection) proof.options = { saved: selection };
        globalThis.refused = [];
        proof.addEventListener('error', ({ detail }) => refused.push(detail.error.code));
        proof.template = template;
        globalThis.preview = await proof.ready;
        await turn();
      },
      [attributes, selection],
    );
    await use(page);
  }, context);

const field = (page, id) => page.locator(`[data-option="${id}"]`);
const selected = (page, id) => page.evaluate((id) => preview.selection[id], id);
const tool = (page, name) => page.getByRole('button', { name, exact: true });
const steps = (page) => page.locator('.lp-steps li:not([hidden])').allTextContents();

test('steps and groups are those of the template, and go with what is visible', () =>
  open(async (page) => {
    assert.deepEqual(await steps(page), ['Words', 'Look']);
    assert.equal(await page.getByRole('group', { name: 'What it says' }).count(), 1);
    await page.getByRole('button', { name: 'Next' }).click();
    assert.equal(await page.getByText('All of it.').isVisible(), true);
    assert.equal(await field(page, 'size').isVisible(), false);
    await page.getByRole('switch').check();
    assert.equal(await field(page, 'size').isVisible(), true);
    assert.deepEqual(await steps(page), ['Words', 'Look', 'Place']);
    await page.getByRole('button', { name: 'Next' }).click();
    assert.equal(await field(page, 'where').isVisible(), true);
    // The step that is shown goes: another is shown.
    await page.evaluate(() => preview.set('frame', false));
    await field(page, 'where').waitFor({ state: 'hidden' });
    assert.equal(await field(page, 'name').isVisible(), true);
  }));

test('"Next" tells what the engine finds wrong', () =>
  open(async (page) => {
    await field(page, 'name').getByRole('textbox').fill('');
    await page.getByRole('button', { name: 'Next' }).click();
    const summary = page.getByRole('alert');
    assert.match(await summary.textContent(), /Name: .*required/);
    assert.equal(await field(page, 'name').isVisible(), true);
  }));

test('undo and redo lead through typing, choices and presets, and say when there is no way', () =>
  open(async (page) => {
    const off = async (name) => (await tool(page, name).getAttribute('aria-disabled')) === 'true';
    assert.deepEqual([await off('Undo'), await off('Redo')], [true, true]);
    const name = field(page, 'name').getByRole('textbox');
    await name.fill('');
    await name.pressSequentially('Zoë');
    await page.getByRole('button', { name: 'For a gate' }).click();
    assert.deepEqual(
      await page.evaluate(() => preview.selection),
      await page.evaluate(() => ({ ...preview.selection, name: 'Bo', frame: true, color: 'blue' })),
    );
    assert.equal(await name.inputValue(), 'Bo');
    await tool(page, 'Undo').click();
    assert.equal(await name.inputValue(), 'Zoë');
    assert.equal(await selected(page, 'frame'), false);
    await tool(page, 'Undo').click();
    assert.equal(await name.inputValue(), 'Anna', 'what was typed is one step');
    assert.deepEqual([await off('Undo'), await off('Redo')], [true, false]);
    await tool(page, 'Redo').click();
    await tool(page, 'Redo').click();
    assert.equal(await selected(page, 'color'), 'blue');
    assert.equal(await off('Redo'), true);
    await tool(page, 'Start over').click();
    assert.equal(await name.inputValue(), 'Anna');
    await tool(page, 'Undo').click();
    assert.equal(await name.inputValue(), 'Bo');
  }));

test('leaving a field ends a step', () =>
  open(async (page) => {
    const name = field(page, 'name').getByRole('textbox');
    await name.fill('Zoë');
    await name.blur();
    await name.fill('Max');
    await tool(page, 'Undo').click();
    assert.equal(await name.inputValue(), 'Zoë');
  }));

test('a language is spoken by labels, help, steps, presets and issues, and the form runs its way', () =>
  open(async (page) => {
    const name = field(page, 'name').getByRole('textbox');
    await name.focus();
    await page.evaluate(() => {
      proof.locale = 'ar';
    });
    await page.getByRole('textbox', { name: 'الاسم' }).waitFor();
    const box = page.locator('.lp-picker');
    assert.deepEqual(
      [await box.getAttribute('dir'), await box.getAttribute('lang')],
      ['rtl', 'ar'],
    );
    assert.deepEqual(await steps(page), ['الكلمات', 'Look']);
    assert.equal(await page.getByText('كما يُكتب.').count(), 1);
    assert.equal(await page.getByRole('group', { name: 'ماذا يقول' }).count(), 1);
    assert.equal(await page.getByRole('button', { name: 'للبوابة' }).count(), 1);
    assert.equal(await field(page, 'color').locator('.lp-current').textContent(), 'أحمر');
    assert.equal(
      await page.evaluate(
        () => picker.shadowRoot.activeElement?.closest('fieldset').dataset.option,
      ),
      'name',
      'the focus stays',
    );
    await name.fill('');
    await name.blur();
    assert.equal(await field(page, 'name').locator('.lp-issue').textContent(), 'الاسم مطلوب');
    await page.evaluate(() => {
      proof.locale = 'en';
    });
    await page.getByRole('textbox', { name: 'Name' }).waitFor();
    assert.equal(await box.getAttribute('dir'), 'ltr');
  }));

test('a place is set in numbers, moved by hands, held in its range, and put back', () =>
  open(async (page) => {
    await page.evaluate(() => {
      preview.set('frame', true);
      picker.focusOption('where');
    });
    const boxes = field(page, 'where').getByRole('spinbutton');
    assert.equal(await boxes.count(), 2, 'what the template lets move');
    await boxes.nth(0).fill('12.5');
    await boxes.nth(1).fill('150');
    assert.deepEqual(await selected(page, 'where'), { x: 12.5, y: 0, scale: 1.5, rotate: 0 });
    await boxes.nth(0).fill('99');
    await boxes.nth(0).blur();
    assert.equal(await boxes.nth(0).inputValue(), '12.5', 'out of range, it is not taken');
    await page.evaluate(() => preview.move('where', { x: -1000 }));
    await page.waitForFunction(() => preview.selection.where.x === -30);
    await turn(page);
    assert.equal(await boxes.nth(0).inputValue(), '-30');
    await page.getByRole('button', { name: 'Put it back' }).click();
    assert.deepEqual(await selected(page, 'where'), { x: 0, y: 0, scale: 1, rotate: 0 });
    await tool(page, 'Undo').click();
    assert.equal((await selected(page, 'where')).x, -30);
  }));

const turn = (page) => page.evaluate(() => globalThis.turn());

test('a template that is edited makes the form anew, also where only its limits change', () =>
  open(async (page) => {
    await page.evaluate(async () => {
      const edited = structuredClone(template);
      edited.options[1].maxLength = 4;
      edited.options[1].help = 'Short.';
      edited.presets.push({ id: 'door', label: 'For a door', values: { name: 'Al' } });
      await preview.replaceTemplate(edited);
      await turn();
    });
    const name = field(page, 'name').getByRole('textbox');
    await name.fill('abcdef');
    assert.equal(await name.inputValue(), 'abcd');
    assert.equal(await page.getByText('Short.').count(), 1);
    await page.getByRole('button', { name: 'For a door' }).click();
    assert.equal(await selected(page, 'name'), 'Al');
  }));

test('what was saved comes back, also as a link, and on an element that left the page meanwhile', () =>
  open(
    async (page) => {
      assert.equal(await selected(page, 'name'), 'Zoë');
      const name = await page.evaluate(async () => {
        preview.set('name', 'Max');
        const { parentElement } = proof;
        proof.remove();
        await turn();
        parentElement.prepend(proof);
        await turn();
        return (await proof.ready).selection.name;
      });
      assert.equal(name, 'Max');
    },
    { selection: '1..name.Zo*eb*' },
  ));

test('what is of another product, and a view that is gone, do not keep the product from sight', () =>
  open(
    async (page) => {
      assert.deepEqual(await page.evaluate(() => refused), ['wrong-template']);
      assert.equal(await selected(page, 'name'), 'Anna');
      const seen = await page.evaluate(async () => {
        const other = document.createElement('live-proof');
        other.view = 'gone';
        other.selection = { name: 'Zoë' };
        other.template = template;
        document.querySelector('main').append(other);
        const { view, selection } = await other.ready;
        return [view, selection.name];
      });
      assert.deepEqual(seen, ['front', 'Zoë']);
    },
    { selection: { liveproof: 1, template: 'mug', hash: '0', selection: { name: 'Zoë' } } },
  ));
