/** The mockup page: an author puts a grid on a photo by hand and copies the geometry's JSON. */
import { createPreview } from '../pkg/index.js';
import { byId, el } from './dom.js';
import { cylinder } from './mockup/cylinder.js';
import { gridTemplate } from './mockup/grid.js';
import { handleLayer } from './mockup/handles.js';
import { mesh } from './mockup/mesh.js';
import { quad } from './mockup/quad.js';

const SHAPES = [quad, cylinder, mesh];

/** Photos to try: with the size of the print in millimeters, and where it may be in parts of the photo. */
const SAMPLES = [
  {
    id: 'mug',
    label: 'Mug',
    photo: 'products/mug/base.webp',
    shape: cylinder,
    area: [120, 88.9],
    corners: [
      [0.22, 0.28],
      [0.62, 0.28],
      [0.62, 0.72],
      [0.22, 0.72],
    ],
  },
  {
    id: 'tshirt',
    label: 'T-shirt',
    photo: 'products/tshirt/base.webp',
    shape: quad,
    area: [304.8, 406.4],
    corners: [
      [0.35, 0.27],
      [0.65, 0.27],
      [0.65, 0.68],
      [0.35, 0.68],
    ],
  },
  {
    id: 'canvas',
    label: 'Canvas',
    photo: 'products/canvas/base.webp',
    shape: quad,
    area: [450, 600],
    corners: [
      [0.3, 0.12],
      [0.7, 0.12],
      [0.7, 0.75],
      [0.3, 0.75],
    ],
  },
];

/** Where a print is on a photo that was opened. */
const MIDDLE = [
  [0.3, 0.3],
  [0.7, 0.3],
  [0.7, 0.7],
  [0.3, 0.7],
];

/** The photo and the print on it; `shape` says how `state` is to be read. */
let photo;
let shape = quad;
let state;
let area = [200, 200];
/** Where the print was at first. */
let corners;

const showHandles = handleLayer(
  byId('handles'),
  () => photo?.size ?? [1, 1],
  (id, at) => {
    shape.move(state, id, at);
    refresh();
  },
);

byId('form').addEventListener('submit', (event) => event.preventDefault());
byId('file').addEventListener(
  'change',
  ({ target }) => target.files[0] && openFile(target.files[0]),
);
byId('copy').addEventListener('click', copy);
byId('reset').addEventListener('click', () => use(shape, corners));
for (const [k, id] of ['width', 'height'].entries())
  byId(id).addEventListener('input', ({ target }) => {
    if (!(target.valueAsNumber >= 1 && target.valueAsNumber <= 5000)) return;
    area[k] = target.valueAsNumber;
    refresh();
  });
acceptDrops(byId('photo'));

const samples = radios('samples', 'sample', SAMPLES, openSample);
const shapes = radios('shapes', 'shape', SHAPES, (chosen) => use(chosen, shape.corners(state)));
openSample(SAMPLES[0]);

/** Radio buttons that look like pills; returns what checks one of them, or none. */
function radios(container, name, items, choose) {
  const inputs = items.map((item) => {
    const input = el('input', { type: 'radio', className: 'unseen', name, value: item.id });
    input.addEventListener('change', () => choose(item));
    byId(container).append(
      el('label', { className: 'pick' }, input, el('span', { className: 'pill' }, item.label)),
    );
    return input;
  });
  return (id) => {
    for (const input of inputs) input.checked = input.value === id;
  };
}

async function openSample(sample) {
  try {
    const response = await fetch(sample.photo);
    if (!response.ok) throw new Error(`the photo could not be loaded (HTTP ${response.status})`);
    samples(sample.id);
    await openPhoto(await response.blob(), sample);
  } catch (error) {
    showFailure(error);
  }
}

function openFile(file) {
  samples('');
  openPhoto(file, { shape, area, corners: MIDDLE }).catch(showFailure);
}

/** Shows a photo with a print at its start. */
async function openPhoto(blob, start) {
  const bitmap = await createImageBitmap(blob);
  const size = [bitmap.width, bitmap.height];
  bitmap.close();
  photo = { size, bytes: new Uint8Array(await blob.arrayBuffer()) };
  area = [...start.area];
  byId('width').value = area[0];
  byId('height').value = area[1];
  byId('view-size').textContent = `${size[0]} × ${size[1]}`;
  corners = start.corners.map(([x, y]) => [x * size[0], y * size[1]]);
  byId('lines').setAttribute('viewBox', `0 0 ${size[0]} ${size[1]}`);
  use(start.shape, corners);
}

/** Takes a shape, at the corners of the print. */
function use(chosen, at) {
  shape = chosen;
  state = shape.start(at);
  shapes(shape.id);
  showFields();
  refresh();
}

/** Numbers of the shape that no handle has. */
function showFields() {
  const fields = shape.fields(state);
  byId('shape-fields').hidden = fields.length === 0;
  byId('shape-legend').textContent = shape.label;
  byId('shape-inputs').replaceChildren(
    ...fields.map(({ id, label, unit, choices, min, max, step, value, set }) => {
      const input = choices
        ? el('select', { id }, ...choices.map((n) => el('option', { value: n }, `${n}`)))
        : el('input', { id, type: 'number', min, max, step });
      input.value = value;
      input.addEventListener('input', () => {
        const number = Number(input.value);
        if (input.value === '' || !input.checkValidity()) return;
        set(number);
        refresh();
      });
      return el('label', {}, `${label} `, input, unit ?? '');
    }),
  );
}

/** Everything that follows the state. */
function refresh() {
  const geometry = shape.geometry(state, area);
  showHandles(shape.handles(state));
  const path = shape
    .lines(state)
    .map((line) => `M${line.map((point) => point.map((v) => v.toFixed(1)).join(' ')).join('L')}`)
    .join('');
  for (const line of byId('lines').children) line.setAttribute('d', path);
  byId('json').textContent = readable(geometry);
  // It is scrolled: by keys, too.
  byId('json').tabIndex = 0;
  draw(geometry);
}

/** JSON with a line for each key and each row of numbers. */
function readable(value) {
  return JSON.stringify(value, null, 2).replace(
    /\[\s+([-\d.e+]+(?:,\s+[-\d.e+]+)*)\s+\]/g,
    (_, list) => `[${list.replace(/\s+/g, ' ')}]`,
  );
}

let preview;
let shown;
let wanted;
let drawing = false;

/** Draws the grid; while that takes, later geometries wait, and only the last of them is drawn. */
async function draw(geometry) {
  wanted = geometry;
  if (drawing) return;
  drawing = true;
  while (wanted) {
    const template = gridTemplate(photo, area, wanted);
    wanted = undefined;
    try {
      await show(template);
      byId('failure').hidden = true;
      byId('stage').dataset.ready = '';
    } catch (error) {
      showFailure(error);
    }
    await new Promise(requestAnimationFrame);
  }
  drawing = false;
  byId('stage').setAttribute('aria-busy', 'false');
}

/** The template on the canvas: with a preview of its own for each photo. */
async function show(template) {
  const { bytes } = photo;
  if (preview && shown === bytes) return preview.replaceTemplate(template);
  preview?.free();
  preview = undefined;
  const assets = { photo: bytes };
  preview = await createPreview(byId('preview'), { template, assets });
  shown = bytes;
}

async function copy() {
  const text = byId('json').textContent;
  try {
    await navigator.clipboard.writeText(text);
    say('Copied');
  } catch {
    getSelection().selectAllChildren(byId('json'));
    say(
      'Your browser does not let this page copy. The JSON is selected: copy it with the keyboard.',
    );
  }
}

function acceptDrops(target) {
  const over = (on) => target.classList.toggle('over', on);
  target.addEventListener('dragover', (event) => {
    event.preventDefault();
    over(true);
  });
  target.addEventListener('dragleave', () => over(false));
  target.addEventListener('drop', (event) => {
    event.preventDefault();
    over(false);
    const [file] = event.dataTransfer.files;
    if (file) openFile(file);
  });
}

/** Tells the author, on screen and to screen readers. */
function say(message) {
  const status = byId('status');
  status.textContent = message;
  status.className = 'toast';
  clearTimeout(say.timer);
  say.timer = setTimeout(() => {
    status.className = 'unseen';
    status.textContent = '';
  }, 4000);
}

function showFailure(error) {
  const failure = byId('failure');
  failure.replaceChildren(
    el('p', {}, error.message),
    error.code ? el('p', { className: 'code' }, error.code) : '',
  );
  failure.hidden = false;
}
