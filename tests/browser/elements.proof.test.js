/** `<live-proof>` with the engine: its life on the page, in a form, with its picker. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { elementPages } from './elements.js';

const visit = elementPages();

const BOTH = `<form><live-proof id="proof" name="design"></live-proof>
  <option-picker for="proof"></option-picker><button>Add</button></form>`;

/** A form with a preview of the plaque and its picker. */
const shop = (use) =>
  visit(async (page) => {
    await page.evaluate(async (html) => {
      put(html);
      globalThis.proof = document.querySelector('live-proof');
      globalThis.form = document.querySelector('form');
      globalThis.sent = [];
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        sent.push(Object.fromEntries(new FormData(form)));
      });
      proof.template = PLAQUE;
      await proof.ready;
    }, BOTH);
    await use(page);
  });

const pixel = (page) =>
  page.evaluate(() => {
    const canvas = proof.shadowRoot.querySelector('canvas');
    return [...canvas.getContext('2d').getImageData(50, 50, 1, 1).data.slice(0, 3)];
  });

test('the form is built from the template and drives the picture', () =>
  shop(async (page) => {
    assert.deepEqual(await pixel(page), [255, 0, 0]);
    await page.getByRole('radio', { name: 'Red' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => proof.selection.color === 'blue');
    await page.evaluate(() => proof.preview.flush());
    assert.deepEqual(await pixel(page), [0, 0, 255]);
    await page.evaluate(() => proof.preview.set('name', 'Zoë'));
    assert.equal(await page.getByRole('textbox', { name: 'Name' }).inputValue(), 'Zoë');
    assert.equal(await page.getByRole('img').count(), 1);
    const spoken = page.locator('live-proof [aria-live]');
    await page.waitForFunction(
      () => proof.shadowRoot.querySelector('[aria-live]').textContent === proof.preview.description,
    );
    assert.match(await spoken.textContent(), /Zoë/);
  }));

test('the form sends the selection, and nothing while something is wrong', () =>
  shop(async (page) => {
    const add = page.getByRole('button', { name: 'Add' });
    const name = page.getByRole('textbox', { name: 'Name' });
    await name.fill('');
    await add.click();
    assert.deepEqual(await page.evaluate(() => sent), []);
    assert.equal(await page.evaluate(() => proof.validity.valueMissing), true);
    assert.equal(await name.getAttribute('aria-invalid'), 'true');
    assert.equal(
      await page.evaluate(() => document.activeElement.shadowRoot.activeElement.required),
      true,
      'the field has the focus',
    );
    await name.fill('Bo');
    await add.click();
    const [sent] = await page.evaluate(() => sent);
    assert.deepEqual(JSON.parse(sent.design), { color: 'red', name: 'Bo', size: 20, frame: false });
    await page.evaluate(() => form.reset());
    assert.equal(await name.inputValue(), 'Anna');
    await page.evaluate(() => proof.formStateRestoreCallback('{"name":"Zoë"}'));
    assert.equal(await name.inputValue(), 'Zoë');
  }));

test('nothing is sent before the preview is ready', () =>
  visit(async (page) => {
    const states = await page.evaluate(async () => {
      const form = put('<form><live-proof name="design"></live-proof></form>').firstElementChild;
      const proof = form.firstElementChild;
      proof.template = PLAQUE;
      const before = form.checkValidity();
      await proof.ready;
      return [before, form.checkValidity()];
    });
    assert.deepEqual(states, [false, true]);
  }));

test('an element that is moved keeps its preview; one that left frees it and comes back as it was', () =>
  shop(async (page) => {
    const seen = await page.evaluate(async () => {
      const { preview } = proof;
      preview.set('name', 'Zoë');
      const place = document.createElement('div');
      document.body.append(place);
      place.append(proof);
      await turn();
      const moved = proof.preview === preview;
      proof.remove();
      await turn();
      let freed = '';
      try {
        preview.options;
      } catch (error) {
        freed = error.code;
      }
      place.append(proof);
      await turn();
      await proof.ready;
      return { moved, freed, name: proof.selection.name };
    });
    assert.deepEqual(seen, { moved: true, freed: 'freed', name: 'Zoë' });
    assert.equal(await page.getByRole('textbox', { name: 'Name' }).inputValue(), 'Zoë');
  }));

test('another template is shown without a flash', () =>
  shop(async (page) => {
    const seen = await page.evaluate(async () => {
      const first = proof.preview;
      const widths = [];
      const other = structuredClone(PLAQUE);
      other.options[1].label = 'Motto';
      proof.template = other;
      proof.view = 'wide';
      while (proof.preview === first) {
        const shown = proof.shadowRoot.querySelectorAll('canvas:not(.lp-pending)');
        widths.push(shown.length, shown[0].clientWidth > 0);
        await new Promise(requestAnimationFrame);
      }
      await proof.ready;
      return { steady: widths.every((one) => one === 1 || one === true), view: proof.preview.view };
    });
    assert.deepEqual(seen, { steady: true, view: 'wide' });
    assert.equal(await page.getByRole('textbox', { name: 'Motto' }).count(), 1);
    await page.evaluate(() => {
      proof.view = 'front';
    });
    assert.equal(await page.evaluate(() => proof.preview.view), 'front');
  }));

test('it tells its events', () =>
  shop(async (page) => {
    const seen = await page.evaluate(async () => {
      const seen = [];
      for (const type of ['input', 'change', 'issues', 'frame', 'error'])
        proof.addEventListener(type, ({ detail }) => seen.push([type, Object.keys(detail)[0]]));
      proof.preview.set('name', '');
      await new Promise((done) => setTimeout(done, 200));
      proof.setAttribute('selection', '[1]');
      return seen;
    });
    assert.deepEqual(seen, [
      ['input', 'selection'],
      ['change', 'selection'],
      ['issues', 'issues'],
      ['error', 'error'],
    ]);
  }));

test('a failure says so and can be tried again', () =>
  visit(async (page) => {
    const failed = page.evaluate(async () => {
      put('<live-proof><p>A poster</p></live-proof>');
      globalThis.proof = document.querySelector('live-proof');
      let asked = 0;
      proof.options = {
        assets: () => {
          asked += 1;
          if (asked === 1) throw new Error('no net');
        },
      };
      proof.template = PLAQUE;
      return proof.ready.then(
        () => 'ready',
        (error) => error.code,
      );
    });
    assert.equal(await failed, 'asset-failed');
    const alert = page.getByRole('alert');
    assert.match(await alert.textContent(), /did not load/);
    assert.equal(await page.getByText('A poster').isVisible(), true);
    await alert.getByRole('button', { name: 'Try again' }).click();
    await page.evaluate(() => proof.ready);
    assert.equal(await alert.count(), 0);
    assert.equal(await page.getByText('A poster').isVisible(), false);
  }));

test('a picker before its proof, and letters shown in themselves', () =>
  visit(async (page) => {
    await page.evaluate(async () => {
      const template = structuredClone(PLAQUE);
      put('<option-picker for="late"></option-picker>');
      const proof = document.createElement('live-proof');
      proof.id = 'late';
      proof.template = template;
      document.querySelector('main').append(proof);
      await proof.ready;
      globalThis.picker = document.querySelector('option-picker');
    });
    assert.equal(await page.getByRole('textbox', { name: 'Name' }).count(), 1);
    const inside = await page.evaluate(async () => {
      const host = document.createElement('div');
      document.querySelector('main').append(host);
      host.attachShadow({ mode: 'open' }).innerHTML = '<option-picker for="own"></option-picker>';
      const proof = document.createElement('live-proof');
      Object.assign(proof, { id: 'own', template: PLAQUE });
      host.shadowRoot.append(proof);
      await proof.ready;
      return host.shadowRoot.firstElementChild.preview === proof.preview;
    });
    assert.ok(inside, 'both in one shadow root');
    await page.evaluate(() => {
      picker.preview = new FakePreview(everyKind().filter(({ kind }) => kind === 'font'));
      picker.assetUrl = (id) => id === 'roboto' && '../fonts/Roboto-Bold.ttf';
    });
    await page.waitForFunction(() => [...document.fonts].some(({ status }) => status === 'loaded'));
    const [roboto, script] = await page.evaluate(() =>
      [...field('letters').querySelectorAll('.lp-name')].map(({ style }) => style.fontFamily),
    );
    assert.match(roboto, /^lp-\d+, system-ui$/);
    assert.equal(script, '');
  }));

test('rows, several choices, letterings and photos of a real template', () =>
  visit(async (page) => {
    await page.evaluate(async () => {
      put('<live-proof id="p"></live-proof><option-picker for="p"></option-picker>');
      globalThis.proof = document.querySelector('live-proof');
      proof.setAttribute('template', '../templates/options/template.json');
      await proof.ready;
    });
    const selected = (id) => page.evaluate((id) => proof.selection[id], id);
    const field = (id) => page.locator(`[data-option="${id}"]`);
    await field('team').getByRole('textbox').nth(1).fill('Zoë');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Max');
    assert.deepEqual(await selected('team'), ['Anna', 'Zoë', 'Max']);
    assert.equal(await page.evaluate(() => proof.preview.row), 2);
    const charms = field('charms').getByRole('option');
    await charms.filter({ hasText: 'heart' }).click();
    await charms.filter({ hasText: 'moon' }).click();
    assert.deepEqual(await selected('charms'), ['star', 'heart', 'moon']);
    assert.equal(await charms.filter({ hasText: 'dot' }).getAttribute('aria-disabled'), 'true');
    await charms
      .locator('img')
      .first()
      .evaluate((image) => image.decode());
    await field('font').getByText('script').click();
    assert.equal(await selected('font'), 'script');
    await page.waitForFunction(() => [...document.fonts].some(({ status }) => status === 'loaded'));
    const file = field('picture').locator('input');
    await file.setInputFiles({
      name: 'broken.png',
      mimeType: 'image/png',
      buffer: Buffer.from('no picture'),
    });
    await field('picture').locator('.lp-issue').waitFor();
    assert.equal(await selected('picture'), '');
    await file.setInputFiles(fileURLToPath(new URL('../images/palette.png', import.meta.url)));
    await page.waitForFunction(() => proof.selection.picture === 'palette.png');
    await page.waitForFunction(() => proof.preview.issues.length === 1);
    assert.match(await field('picture').locator('.lp-issue').textContent(), /300 × 200/);
  }));
