/** Ours, through the public API only. */
import { newCanvas } from '../page/load.js';

const url = (/** @type {string} */ path) => new URL(path, location.href).href;

/** @type {import('../types.js').Contender} */
export const contender = {
  id: 'liveproof',
  title: 'Liveproof',
  can: ['flat', 'tint', 'bend', 'arc', 'shadow'],
  wire: ['/pkg/'],
  requires: '/pkg/index.js',

  async create(scene, host) {
    const { createPreview } = await import('/pkg/index.js');
    const canvas = newCanvas(scene.view.width, scene.view.height);
    canvas.style.width = `${scene.view.width}px`;
    canvas.style.height = `${scene.view.height}px`;
    host.append(canvas);
    const preview = await createPreview(canvas, { template: templateOf(scene) });
    return {
      canvas,
      update(patch) {
        preview.set(patch);
        preview.flush();
      },
    };
  },
};

/**
 * The scene as a template: a unit of the design is a millimeter of the area.
 *
 * @param {import('../types.js').Scene} scene
 */
export function templateOf(scene) {
  const { view, area, clip, text, initial } = scene;
  const corners = [
    [0, 0],
    [view.width, 0],
    [view.width, view.height],
    [0, view.height],
  ];
  /** @type {Record<string, { image: string } | { font: string }>} */
  const assets = {
    font: { font: url(text.font) },
    photo: { image: url(view.photo) },
    clipart: { image: url(clip.asset) },
  };
  if (view.mask) assets.mask = { image: url(view.mask) };
  // A text's box holds its stroke too.
  const edge = text.stroke / 2;
  const left = (text.align === 'left' ? text.x : text.x - area.width / 2) - edge;
  return {
    liveproof: 1,
    id: 'bench',
    name: 'Bench',
    assets,
    options: [
      { id: 'name', kind: 'text', label: 'Name', default: initial.name, maxLength: 20 },
      { id: 'x', kind: 'number', label: 'X', default: initial.x, min: 0, max: area.width },
      { id: 'body', kind: 'color', label: 'Body', default: initial.body, custom: true },
    ],
    areas: [
      {
        id: 'front',
        width: area.width,
        height: area.height,
        layers: [
          {
            kind: 'image',
            id: 'clip',
            image: 'clipart',
            box: [{ option: 'x' }, clip.top, clip.width, clip.height],
          },
          {
            kind: 'text',
            id: 'line',
            text: '{name}',
            font: 'font',
            size: text.size,
            fit: 'none',
            box: text.circle
              ? [text.x - text.circle, text.baseline, 2 * text.circle, 2 * text.circle]
              : [left, text.baseline - text.size, area.width + 2 * edge, text.size],
            align: text.align,
            verticalAlign: 'baseline',
            color: text.color,
            ...(text.circle ? { path: pathOf(text) } : {}),
            stroke: { width: text.stroke, color: text.strokeColor },
            ...(text.shadow ? { shadow: shadowOf(text.shadow) } : {}),
          },
        ],
      },
    ],
    views: [
      {
        id: 'front',
        width: view.width,
        height: view.height,
        items: [
          { kind: 'photo', image: 'photo' },
          ...(view.mask
            ? [{ kind: 'tint', mask: 'mask', color: { option: 'body' }, blend: 'multiply' }]
            : []),
          {
            kind: 'placement',
            area: 'front',
            geometry: area.bend ? { cylinder: area.bend } : { quad: corners },
            blend: area.bend ? 'multiply' : 'normal',
          },
        ],
      },
    ],
  };
}

/**
 * The circle of a line. Distances are measured at the baseline, as the others do.
 *
 * @param {import('../types.js').Product['text']} text
 */
function pathOf(text) {
  return { curve: { circle: { radius: text.circle } }, spacing: 'baseline' };
}

/** @param {NonNullable<import('../types.js').Product['text']['shadow']>} shadow */
function shadowOf({ color, offset, sigma }) {
  return { color, offset, blur: sigma };
}
