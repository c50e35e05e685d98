/** One white pixel: every view starts with a photo. */
export const WHITE =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4////fwAJ+wP9KobjigAAAABJRU5ErkJggg==';

/** A small product without files: a colored plate with an optional frame, seen from two sides. */
export const PLAQUE = {
  liveproof: 1,
  id: 'plaque',
  name: 'Plaque',
  assets: { white: { image: WHITE } },
  options: [
    {
      id: 'color',
      kind: 'color',
      label: 'Color',
      custom: true,
      choices: [
        { id: 'red', label: 'Red', color: '#ff0000' },
        { id: 'blue', label: 'Blue', color: '#0000ff', price: 2.5 },
      ],
    },
    { id: 'name', kind: 'text', label: 'Name', default: 'Anna', required: true, maxLength: 20 },
    { id: 'size', kind: 'number', label: 'Size', min: 10, max: 40, default: 20 },
    { id: 'frame', kind: 'toggle', label: 'Frame' },
  ],
  areas: [
    {
      id: 'plate',
      width: 100,
      height: 100,
      layers: [
        { kind: 'fill', color: { option: 'color' } },
        {
          kind: 'fill',
          color: '#00ff00',
          box: [0, 0, { option: 'size' }, 10],
          when: { option: 'frame', is: true },
        },
      ],
    },
  ],
  views: [view('front', 'Front', 200, 200), view('wide', 'Wide', 400, 200)],
};

/** The plaque with pictures over its first view: asset id to URL. */
export function withImages(images) {
  const entries = Object.entries(images);
  const assets = Object.fromEntries(entries.map(([id, image]) => [id, { image }]));
  const items = entries.map(([image]) => ({ kind: 'overlay', image }));
  const [front, ...others] = PLAQUE.views;
  return {
    ...PLAQUE,
    assets: { ...PLAQUE.assets, ...assets },
    views: [{ ...front, items: [...front.items, ...items] }, ...others],
  };
}

function view(id, label, width, height) {
  const quad = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ];
  const photo = { kind: 'photo', image: 'white' };
  const item = { kind: 'placement', area: 'plate', blend: 'normal', geometry: { quad } };
  return { id, label, width, height, items: [photo, item] };
}
