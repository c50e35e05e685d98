/** A small product without files: a colored plate with an optional frame, seen from two sides. */
export const PLAQUE = {
  liveproof: 1,
  id: 'plaque',
  name: 'Plaque',
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

function view(id, label, width, height) {
  const quad = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ];
  const item = { kind: 'placement', area: 'plate', blend: 'normal', geometry: { quad } };
  return { id, label, width, height, items: [item] };
}
