/** A template whose print is a grid: bends, seams and the way up show at a glance. */

const COLUMNS = 8;

/**
 * @param photo With the size in pixels.
 * @param area Width and height of the print in millimeters.
 * @param geometry The placement's geometry.
 */
export function gridTemplate({ size }, area, geometry) {
  const [width, height] = area;
  return {
    liveproof: 1,
    id: 'mockup',
    name: 'Photo with a grid where the print is',
    assets: { photo: { image: 'photo' }, letters: { font: 'fonts/Montserrat-SemiBold.ttf' } },
    areas: [{ id: 'print', width, height, layers: grid(width, height) }],
    views: [
      {
        id: 'photo',
        width: size[0],
        height: size[1],
        items: [
          { kind: 'photo', image: 'photo' },
          { kind: 'placement', area: 'print', geometry },
        ],
      },
    ],
  };
}

function grid(width, height) {
  const cell = width / COLUMNS;
  const rows = Math.min(Math.max(Math.round(height / cell), 1), 24);
  const tall = height / rows;
  const line = cell * 0.04;
  const cells = Array.from({ length: COLUMNS * rows }, (_, k) => [
    k % COLUMNS,
    Math.floor(k / COLUMNS),
  ]).filter(([i, j]) => (i + j) % 2 === 0);
  const box = (x, y, w, h) => `M${x} ${y}h${w}v${h}h${-w}Z`;
  const fill = (color, path) => ({ kind: 'fill', color, shape: { path } });
  const across = Array.from({ length: rows + 1 }, (_, j) =>
    box(0, j * tall - line / 2, width, line),
  );
  const down = Array.from({ length: COLUMNS + 1 }, (_, i) =>
    box(i * cell - line / 2, 0, line, height),
  );
  return [
    fill('#cfe0fb', cells.map(([i, j]) => box(i * cell, j * tall, cell, tall)).join('')),
    fill('#2b63b8', [...across, ...down].join('')),
    fill('#d8323c', frame(width, height, 2.5 * line)),
    ...cells.map(([i, j]) => ({
      kind: 'text',
      text: `${String.fromCharCode(65 + j)}${i + 1}`,
      font: 'letters',
      color: '#1f4a91',
      size: Math.min(cell, tall) * 0.34,
      box: [i * cell, j * tall, cell, tall],
      align: 'center',
    })),
  ];
}

/** The rim of the print; its inner edge runs the other way, which cuts it out. */
function frame(width, height, wide) {
  const [w, h] = [width - 2 * wide, height - 2 * wide];
  return `M0 0h${width}v${height}h${-width}ZM${wide} ${wide}v${h}h${w}v${-h}Z`;
}
