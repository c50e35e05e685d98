/** The form of `<option-picker>`: each kind of control, by pointer and by keys. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { elementPages } from './elements.js';

const visit = elementPages();

/** Opens a picker of a preview that has every kind of option. */
const open = (use, { attributes = '', more = {}, kinds, ...context } = {}) =>
  visit(async (page) => {
    await page.evaluate(
      ([attributes, more, kinds]) => {
        const options = everyKind().filter(({ id }) => !kinds || kinds.includes(id));
        pick(new FakePreview(options, more), attributes);
      },
      [attributes, more, kinds],
    );
    await use(page);
  }, context);

const value = (page, id) => page.evaluate((id) => preview.selection[id], id);
const field = (page, id) => page.locator(`[data-option="${id}"]`);
const focused = (page) =>
  page.evaluate(() => {
    const root = picker.shadowRoot ?? document;
    const active = root.activeElement;
    return (
      active?.ariaLabel ?? active?.closest('[data-option]')?.dataset.option ?? active?.textContent
    );
  });

test('every kind of option has a control that sets it', () =>
  open(async (page) => {
    const box = (id, role) => field(page, id).getByRole(role);
    await box('name', 'textbox').fill('Zoë');
    assert.equal(await value(page, 'name'), 'Zoë');
    await box('verse', 'textbox').fill('a\nb');
    assert.equal(await value(page, 'verse'), 'a\nb');
    await page.getByRole('radio', { name: 'Round +1.50' }).check();
    assert.equal(await value(page, 'way'), 'round');
    await box('size', 'combobox').selectOption('M (+2.00)');
    assert.equal(await value(page, 'size'), 'm');
    assert.equal(await page.getByRole('option', { name: 'L (+4.00)' }).isDisabled(), true);
    await field(page, 'side').getByText('Right').click();
    assert.equal(await value(page, 'side'), 'right');
    assert.equal(await page.getByRole('radio', { name: 'None' }).first().isDisabled(), true);
    await field(page, 'cloth').locator('.lp-choice').nth(1).click();
    assert.equal(await value(page, 'cloth'), 'wool');
    await field(page, 'ink').locator('.lp-choice').nth(1).click();
    assert.equal(await value(page, 'ink'), 'berry');
    await page.getByLabel('Ink: Another color').fill('#123456');
    assert.equal(await value(page, 'ink'), '#123456');
    assert.match(await field(page, 'ink').locator('legend').textContent(), /#123456/);
    await field(page, 'letters').getByText('Script').click();
    assert.equal(await value(page, 'letters'), 'script');
    await field(page, 'icon').locator('.lp-choice').nth(2).click();
    assert.equal(await value(page, 'icon'), 'star');
    await page.getByRole('option', { name: 'Picture-4', exact: true }).click();
    assert.equal(await value(page, 'clipart'), 'picture-4');
    await field(page, 'portrait')
      .locator('input')
      .setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: Buffer.from('x') });
    assert.equal(await value(page, 'portrait'), 'me.png');
    await page.getByRole('button', { name: 'Remove the photo' }).click();
    assert.equal(await value(page, 'portrait'), '');
    await box('height', 'slider').fill('24');
    assert.equal(await box('height', 'spinbutton').inputValue(), '24');
    await box('height', 'spinbutton').fill('31');
    assert.equal(await value(page, 'height'), 31);
    await page.getByRole('button', { name: 'More' }).click();
    assert.equal(await value(page, 'pieces'), 2);
    await page.getByRole('switch').check();
    assert.equal(await value(page, 'frame'), true);
    await box('where', 'spinbutton').nth(2).fill('150');
    assert.deepEqual(await value(page, 'where'), { x: 0, y: 0, scale: 1.5, rotate: 0 });
    await page.getByRole('button', { name: 'Put it back' }).click();
    assert.deepEqual(await value(page, 'where'), { x: 0, y: 0, scale: 1, rotate: 0 });
    assert.equal(await box('where', 'spinbutton').nth(2).inputValue(), '100');
  }));

test('several choices: in the order chosen, no more than the most, and it says why', () =>
  open(
    async (page) => {
      const box = (name) => page.getByRole('checkbox', { name });
      await field(page, 'charms').getByText('Sun').click();
      assert.deepEqual(await value(page, 'charms'), ['star', 'sun']);
      assert.equal(await box('Moon').isDisabled(), true);
      const described = await field(page, 'charms').getAttribute('aria-describedby');
      const count = page.locator(`#${described.split(' ')[0]}`);
      assert.match(await count.textContent(), /^2 of 2 chosen\. Take one away/);
      await field(page, 'charms').getByText('Star').click();
      assert.deepEqual(await value(page, 'charms'), ['sun']);
      assert.equal(await box('Moon').isDisabled(), false);
    },
    { kinds: ['charms'] },
  ));

test('names: rows are added, moved, taken away, pasted, and chosen to be shown', () =>
  open(
    async (page) => {
      const rows = page.getByRole('textbox');
      await rows.nth(1).fill('Bobby-Lee');
      assert.deepEqual(await value(page, 'team'), ['Ada', 'Bobby-']);
      assert.equal(await page.evaluate(() => preview.row), 1);
      await page.keyboard.press('Enter');
      await page.keyboard.type('Cy');
      assert.deepEqual(await value(page, 'team'), ['Ada', 'Bobby-', 'Cy']);
      assert.equal(await focused(page), 'Team 3');
      await page.getByRole('button', { name: 'Move row 3 up' }).click();
      assert.deepEqual(await value(page, 'team'), ['Ada', 'Cy', 'Bobby-']);
      assert.equal(await focused(page), 'Team 2');
      await page.getByRole('button', { name: 'Remove row 1' }).click();
      assert.deepEqual(await value(page, 'team'), ['Cy', 'Bobby-']);
      await page.getByRole('button', { name: 'Show row 2' }).click();
      assert.equal(await page.evaluate(() => preview.row), 1);
      assert.equal(await page.locator('.lp-row').nth(1).getAttribute('aria-current'), 'true');
      await rows.nth(0).evaluate((input) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', 'Dee\r\n\nEli\nFay\nGus\n');
        input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, cancelable: true }));
      });
      assert.deepEqual(await value(page, 'team'), ['Cy', 'Dee', 'Eli', 'Fay', 'Gus']);
      assert.equal(await page.getByRole('button', { name: 'Add a row' }).isDisabled(), true);
      await page.evaluate(() => {
        preview.blame('team', { code: 'x', severity: 'error', message: 'Not this one', row: 2 });
        return turn();
      });
      assert.equal(await page.locator('[aria-invalid=true]').inputValue(), 'Eli');
    },
    { kinds: ['team'] },
  ));

test('a library is searched, filtered, and walked through by keys', () =>
  open(
    async (page) => {
      const list = page.getByRole('listbox');
      const options = page.getByRole('option');
      assert.equal(await list.getByRole('option').count(), 60);
      assert.equal(await list.locator('[tabindex="0"]').count(), 1);
      await list.locator('[tabindex="0"]').focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Space');
      assert.equal(await value(page, 'clipart'), 'picture-2');
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      assert.equal(await value(page, 'clipart'), 'picture-199');
      assert.equal(await list.getByRole('option').count(), 200);
      await page.getByRole('searchbox').fill('seventh');
      assert.equal(await list.getByRole('option').count(), 20);
      await page.getByLabel('Clipart: Category').selectOption('Even');
      assert.equal(await page.getByRole('status').textContent(), 'Nothing found');
      await page.getByRole('searchbox').fill('picture-4 ');
      assert.match(await page.getByRole('status').textContent(), /^6 of 200$/);
      await options.filter({ hasText: 'Picture-42' }).click();
      assert.equal(await value(page, 'clipart'), 'picture-42');
      assert.equal(await list.locator('[aria-selected=true]').count(), 1);
    },
    { kinds: ['clipart'] },
  ));

test('a library grows as it is scrolled, and opens at once', () =>
  visit(async (page) => {
    const time = await page.evaluate(() => {
      const option = { id: 'clipart', kind: 'image', value: 'picture-1', choices: library(5000) };
      const start = performance.now();
      pick(new FakePreview([option]));
      document.body.getBoundingClientRect();
      return performance.now() - start;
    });
    assert.ok(time < 100, `opened in ${time} ms`);
    const gallery = page.locator('.lp-gallery');
    await gallery.evaluate((box) => box.scrollTo(0, box.scrollHeight));
    await page.waitForFunction(
      () => field('clipart').querySelectorAll('[role=option]').length > 60,
    );
    assert.ok((await page.getByRole('option').count()) < 400);
  }));

// What it costs in time is for `npm run bench:form` to say.
test('a form of 300 options makes no more of a library than is seen, and a key in it touches one field', () =>
  visit(async (page) => {
    const { items, reads, touched } = await page.evaluate(async () => {
      const kinds = everyKind().filter(({ id }) => id !== 'clipart');
      const many = Array.from({ length: 300 }, (_, at) => ({
        ...kinds[at % kinds.length],
        id: `option-${at}`,
      }));
      many.push({ id: 'clipart', kind: 'image', value: 'picture-1', choices: library(5000) });
      pick(new FakePreview(many));
      await turn();
      const items = field('clipart').querySelectorAll('[role=option]').length;
      const touched = new Set();
      const observer = new MutationObserver((records) => {
        for (const { target } of records) {
          const element = target.nodeType === 1 ? target : target.parentElement;
          touched.add(element.closest('[data-option]')?.dataset.option ?? 'the form');
        }
      });
      const all = { subtree: true, childList: true, attributes: true, characterData: true };
      observer.observe(picker.shadowRoot, all);
      preview.reads = 0;
      preview.set('option-0', 'Bo');
      await turn();
      observer.disconnect();
      return { items, reads: preview.reads, touched: [...touched] };
    });
    assert.equal(items, 60);
    assert.equal(reads, 1, 'the options are read once');
    assert.deepEqual(touched, ['option-0']);
  }));

test('an edit touches its own control, and the form stays as it is', () =>
  open(async (page) => {
    const changed = await page.evaluate(async () => {
      const root = picker.shadowRoot;
      const changes = [];
      new MutationObserver((list) => {
        for (const { target } of list) {
          const element = target instanceof Element ? target : target.parentElement;
          changes.push(element.closest('[data-option]')?.dataset.option ?? element.className);
        }
      }).observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
      const reads = preview.reads;
      preview.set('name', 'A');
      preview.set('name', 'Al');
      await turn();
      return { changes: [...new Set(changes)], reads: preview.reads - reads };
    });
    assert.deepEqual(changed, { changes: ['name'], reads: 1 });
  }));

test('a text ends at its limit as a reader counts, and an input method is left alone', () =>
  open(
    async (page) => {
      const box = page.getByRole('textbox', { name: 'Name' });
      await box.fill('é'.repeat(9));
      assert.equal(await box.inputValue(), 'é'.repeat(5));
      assert.equal(await page.locator('.lp-counter').first().textContent(), '5/5');
      const before = await value(page, 'name');
      await box.evaluate((input) => {
        input.dispatchEvent(new CompositionEvent('compositionstart'));
        input.value = 'nihongo';
        input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      });
      assert.equal(await value(page, 'name'), before);
      await box.evaluate((input) => {
        input.value = '日本語';
        input.dispatchEvent(new CompositionEvent('compositionend'));
      });
      assert.equal(await value(page, 'name'), '日本語');
    },
    { kinds: ['name'] },
  ));

test('issues describe their control; what is required is told after a visit', () =>
  open(
    async (page) => {
      const box = page.getByRole('textbox', { name: 'Name' });
      assert.equal(await box.getAttribute('required'), '');
      await box.fill('');
      assert.equal(await page.locator('.lp-issue').count(), 0);
      await box.blur();
      const issue = page.locator('.lp-issue');
      assert.equal(await issue.textContent(), 'Fill this in');
      assert.equal(await box.getAttribute('aria-invalid'), 'true');
      const described = (await box.getAttribute('aria-describedby')).split(' ');
      const texts = await Promise.all(described.map((id) => page.locator(`#${id}`).textContent()));
      assert.deepEqual(texts, ['As it is printed.', 'At most 5 characters.', 'Fill this in']);
      await box.fill('Al');
      assert.equal(await issue.count(), 0);
      assert.equal(await box.getAttribute('aria-invalid'), null);
      const told = page.evaluate(
        () =>
          new Promise((done) =>
            picker.addEventListener('error', ({ detail }) => done(detail.option)),
          ),
      );
      await page.evaluate(() => preview.change('name', { maxLength: undefined }));
      await page.evaluate(() => {
        const refuse = preview.set;
        preview.set = () => {
          preview.set = refuse;
          throw new Error('this is not taken');
        };
      });
      await box.fill('Bo');
      assert.equal(await told, 'name');
      assert.equal(await issue.textContent(), 'this is not taken');
      assert.equal(await box.inputValue(), 'Al');
    },
    { kinds: ['name'] },
  ));

test('other logic hides, disables and replaces choices without losing the focus', () =>
  open(
    async (page) => {
      await page.getByRole('radio', { name: 'Left' }).focus();
      await page.evaluate(() => {
        preview.change('side', {
          choices: choices(['top', 'left', 'right'], () => ({ price: 1 })),
        });
        preview.change('way', { visible: false });
        preview.change('frame', { enabled: false });
        return turn();
      });
      assert.equal(await focused(page), 'side');
      assert.equal(await field(page, 'side').getByRole('radio').count(), 3);
      assert.deepEqual(await field(page, 'side').locator('.lp-name').allTextContents(), [
        ...['Top', 'Left', 'Right'],
      ]);
      assert.equal(await field(page, 'way').isVisible(), false);
      assert.equal(await page.getByRole('switch').isDisabled(), true);
    },
    { kinds: ['side', 'way', 'frame'] },
  ));

test('undo, redo and start over', () =>
  open(
    async (page) => {
      const press = (name) => page.getByRole('button', { name }).press('Enter');
      assert.equal(
        await page.getByRole('button', { name: 'Undo' }).getAttribute('aria-disabled'),
        'true',
      );
      await page.getByRole('switch').check();
      await press('Undo');
      assert.equal(await value(page, 'frame'), false);
      assert.equal(await page.getByRole('switch').isChecked(), false);
      assert.equal(await focused(page), 'Undo');
      await press('Redo');
      assert.equal(await value(page, 'frame'), true);
      await press('Start over');
      assert.equal(await value(page, 'frame'), false);
    },
    { kinds: ['frame'], attributes: 'toolbar' },
  ));

test('steps: one at a time, "Next" tells what is wrong first', () =>
  open(async (page) => {
    await page.evaluate(() => {
      const steps = [
        { id: 'words', label: 'Words' },
        { id: 'look', label: 'Look' },
        { id: 'none', label: 'Nothing' },
      ];
      const groups = [
        { id: 'words', label: 'What is written', step: 'words' },
        { id: 'look', label: 'How it looks', step: 'look' },
      ];
      const options = everyKind()
        .filter(({ id }) => ['name', 'side', 'frame'].includes(id))
        .map((option) => ({ ...option, group: option.id === 'name' ? 'words' : 'look' }));
      pick(new FakePreview(options, { form: { steps, groups } }));
    });
    const steps = page.getByRole('navigation', { name: 'Steps' }).getByRole('button');
    assert.deepEqual(await steps.allTextContents(), ['Words', 'Look']);
    const current = () => page.locator('[aria-current=step]').textContent();
    const next = page.getByRole('button', { name: 'Next' });
    assert.equal(await field(page, 'side').isVisible(), false);
    assert.equal(await page.getByRole('group', { name: 'What is written' }).count(), 1);
    await page.getByRole('textbox').fill('');
    await next.press('Enter');
    assert.equal(await current(), 'Words');
    const alert = page.getByRole('alert');
    assert.match(await alert.textContent(), /Name: Fill this in/);
    await alert.getByRole('button').press('Enter');
    assert.equal(await focused(page), 'name');
    await page.keyboard.type('Ada');
    await alert.waitFor({ state: 'hidden' });
    await next.press('Enter');
    assert.equal(await current(), 'Look');
    assert.equal(await focused(page), 'Look', 'the heading has the focus');
    assert.equal(await next.isVisible(), false);
    await page.getByRole('button', { name: 'Back' }).press('Enter');
    assert.equal(await current(), 'Words');
    assert.equal(await page.evaluate(() => picker.focusOption('frame')), true);
    assert.equal(await current(), 'Look');
  }));

test('another language builds the form anew, and the focus stays at its option', () =>
  open(
    async (page) => {
      await page.getByRole('textbox', { name: 'Name' }).focus();
      await page.evaluate(() => {
        Object.assign(preview, { locale: 'ar', direction: 'rtl' });
        preview.change('name', { label: 'الاسم' });
        return turn();
      });
      assert.equal(await page.getByRole('textbox', { name: 'الاسم' }).count(), 1);
      assert.equal(await focused(page), 'name');
      assert.equal(await page.locator('.lp-picker').getAttribute('dir'), 'rtl');
    },
    { kinds: ['name', 'frame'] },
  ));

test('the shop writes the prices and the words', () =>
  open(
    async (page) => {
      await page.evaluate(() => {
        picker.formatPrice = (amount) => `${amount} €`;
        picker.messages = { search: 'Suchen' };
      });
      assert.equal(await page.getByRole('radio', { name: 'Round +1.5 €' }).count(), 1);
      assert.equal(await page.getByRole('searchbox', { name: 'Clipart: Suchen' }).count(), 1);
    },
    { kinds: ['way', 'clipart'] },
  ));
