/** The playground: a template is written on the left, and is the product on the right at once. */
import '../pkg/elements/index.js';
import { attachInteraction, createPreview } from '../pkg/index.js';
import { products } from './catalog.js';
import { byId, el } from './dom.js';
import { loadSchema } from './playground/schema.js';
import { openEditor } from './playground/text.js';
import { languageList, viewButtons } from './shop/views.js';

/** Milliseconds without a key after which the text is read: shorter than a pause to look up. */
const READ_AFTER = 150;

const asked = new URLSearchParams(location.search).get('product');
let product = products.find(({ id }) => id === asked) ?? products[0];
let preview;
let editor;
let showViews;
/** What the linter found in the text that is shown, and what keeps a later one from being shown. */
let linted = [];
let wrong = [];
let timer = 0;
/** Counts the texts that were read, so that a slow one does not show its outcome over a later one's. */
let turn = 0;

start();

async function start() {
  const select = byId('product');
  select.append(...products.map(({ id, label }) => el('option', { value: id }, label)));
  select.value = product.id;
  select.addEventListener('change', () => {
    product = products.find(({ id }) => id === select.value);
    history.replaceState(null, '', `?product=${product.id}`);
    load();
  });
  byId('copy').addEventListener('click', copy);
  const at = await loadSchema(new URL('../pkg/template.schema.json', import.meta.url));
  editor = openEditor(byId('editor'), at, () => {
    clearTimeout(timer);
    timer = setTimeout(read, READ_AFTER);
  });
  await load();
}

/** Puts a product's template into the editor. */
async function load() {
  const response = await fetch(base());
  editor.setText(await response.text());
  clearTimeout(timer);
  await read();
  byId('stage').dataset.ready = product.id;
  byId('stage').setAttribute('aria-busy', 'false');
}

const base = () => new URL(product.template, import.meta.url);

/** Reads the text: shows its product, or what is wrong with it. */
async function read() {
  turn += 1;
  const mine = turn;
  const faults = await show(editor.text());
  if (mine !== turn) return;
  wrong = faults;
  if (!faults.length) linted = preview.lint();
  tell(findings());
}

/** Shows a template; returns what keeps it from being shown. */
async function show(text) {
  let template;
  try {
    template = JSON.parse(text);
  } catch {
    return [
      { path: '', message: 'This is not JSON yet.', severity: 'error', range: editor.fault() },
    ];
  }
  try {
    template = withUrls(template);
    if (preview) await preview.replaceTemplate(template);
    else await open(template);
    showViews();
    languageList(preview, (tag) => {
      preview.locale = tag;
    });
    return [];
  } catch (error) {
    const key = error.code === 'unknown-key' ? error.value : undefined;
    const path = [error.path, key].filter(Boolean).join('.');
    return [{ path, atKey: Boolean(key), message: error.message, severity: 'error' }];
  }
}

/** Makes the preview; from then on it can be operated by its form and on its picture. */
async function open(template) {
  preview = await createPreview(byId('preview'), { template });
  const picker = byId('picker');
  picker.preview = preview;
  attachInteraction(preview, byId('preview'), { onFocusOption: (id) => picker.focusOption(id) });
  showViews = viewButtons(preview);
  preview.addEventListener('change', showViews);
  preview.addEventListener('issues', () => tell(findings()));
}

/** The document's own URLs are told from the product's folder; the preview gets them whole. */
function withUrls(template) {
  const assets = Object.entries(template?.assets ?? {}).map(([id, asset]) => [
    id,
    asset && Object.fromEntries(Object.entries(asset).map(([kind, url]) => [kind, whole(url)])),
  ]);
  return { ...template, ...(template?.assets && { assets: Object.fromEntries(assets) }) };
}

const whole = (url) => (typeof url === 'string' && url ? new URL(url, base()).href : url);

/** What the linter and the preview have to say of a template that can be shown. */
function findings() {
  if (wrong.length) return wrong;
  const issues = preview.issues.map(({ code, severity, message, option }) => ({
    code,
    severity,
    message,
    path: optionPath(option),
  }));
  return [...linted, ...issues];
}

/** Where the option stands in the text. */
function optionPath(id) {
  const index = preview.options.findIndex((option) => option.id === id);
  return index < 0 ? '' : `options[${index}]`;
}

function tell(list) {
  editor.mark(list);
  const errors = list.filter(({ severity }) => severity === 'error').length;
  byId('all-well').textContent =
    list.length === 0
      ? 'Nothing to mend.'
      : `${list.length} to look at${errors ? `, ${errors} of them must be mended` : ''}.`;
  byId('findings').replaceChildren(
    ...list.map((finding) => {
      const go = el(
        'button',
        { type: 'button' },
        finding.message,
        finding.path ? el('code', {}, finding.path) : null,
      );
      go.addEventListener('click', () => editor.go(finding));
      return el('li', { className: finding.severity }, go);
    }),
  );
}

async function copy() {
  const status = byId('status');
  try {
    await navigator.clipboard.writeText(editor.text());
    status.textContent = 'The template was copied.';
  } catch {
    status.textContent = 'The browser does not let pages copy here.';
  }
}
