/** The type specimen: one preview, a view per subject, and the name that every cell sets. */
import '../pkg/elements/index.js';
import { createPreview } from '../pkg/index.js';
import { byId, el } from './dom.js';

const TEMPLATE = new URL('specimen/template.json', import.meta.url);

// Enter in the field must not load the page anew.
byId('form').addEventListener('submit', (event) => event.preventDefault());
start();

async function start() {
  byId('failure').hidden = true;
  try {
    const template = await fetchTemplate();
    const preview = await createPreview(byId('preview'), {
      template: TEMPLATE.href,
      view: subjectOf(template)?.id,
    });
    run(preview, template);
    byId('sheet').dataset.ready = '';
  } catch (error) {
    showFailure(error);
  }
  byId('sheet').setAttribute('aria-busy', 'false');
}

async function fetchTemplate() {
  const response = await fetch(TEMPLATE);
  if (!response.ok) throw new Error(`the specimen could not be loaded (HTTP ${response.status})`);
  return response.json();
}

/** The subject that the address names, if there is one of that name. */
const subjectOf = ({ views }) => views.find(({ id }) => `#${id}` === location.hash);

/** Subjects with something in them. */
const shown = ({ views, areas }) =>
  views.filter(({ id }) => areas.find((area) => area.id === id)?.layers?.length);

function run(preview, template) {
  const canvas = byId('preview');
  byId('picker').preview = preview;
  // On a narrow screen it is scrolled: by keys, too.
  byId('paper').tabIndex = 0;
  preview.addEventListener('change', describe);

  const views = shown(template);
  const radios = new Map(
    views.map(({ id }) => [
      id,
      el('input', { type: 'radio', className: 'unseen', name: 'view', value: id }),
    ]),
  );
  for (const { id, label } of views) {
    radios.get(id).addEventListener('change', () => {
      history.replaceState(null, '', `#${id}`);
      show(id);
    });
    byId('views').append(el('label', {}, radios.get(id), el('span', {}, label)));
  }
  addEventListener('hashchange', () => show(subjectOf(template)?.id ?? views[0].id));

  const json = byId('json');
  const toggle = byId('toggle');
  toggle.addEventListener('click', () => {
    json.hidden = !json.hidden;
    toggle.setAttribute('aria-expanded', String(!json.hidden));
    toggle.textContent = json.hidden ? 'Show the JSON' : 'Hide the JSON';
  });
  toggle.disabled = false;

  function show(id) {
    preview.view = id;
    radios.get(id).checked = true;
    radios.get(id).parentElement.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    byId('subject').textContent = views.find((view) => view.id === id).label;
    json.textContent = readable(template.areas.find((area) => area.id === id));
    byId('paper').scrollLeft = 0;
    describe();
  }

  /** What screen readers say of the canvas: the subject, then the texts in it. */
  function describe() {
    canvas.setAttribute('aria-label', `${byId('subject').textContent}: ${preview.description}`);
  }

  show(preview.view);
}

/** An area as JSON with a line for each cell; the frames and captions below them are left out. */
function readable({ layers, ...area }) {
  const line = (value) => JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ');
  const cells = layers.filter(({ kind }) => kind !== 'group').map((layer) => `  ${line(layer)}`);
  return `${line(area).slice(0, -2)}, "layers": [\n${cells.join(',\n')}\n] }`;
}

function showFailure(error) {
  const retry = el('button', { type: 'button', className: 'primary' }, 'Try again');
  retry.addEventListener('click', start);
  const failure = byId('failure');
  failure.replaceChildren(
    el('h2', {}, 'The specimen did not load'),
    el('p', {}, error.message),
    error.code ? el('p', { className: 'code' }, error.code) : '',
    retry,
  );
  failure.hidden = false;
}
