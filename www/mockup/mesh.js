/** The mesh: a net of Bézier control points, row by row, three per patch and one more. */
import { inQuad, rounded } from './quad.js';

const SIZES = [4, 7];

export const mesh = {
  id: 'mesh',
  label: 'Draped',

  start: (corners, size = SIZES[0]) => ({ size, points: net(corners, size) }),

  corners: ({ size, points }) => [
    points[0],
    points[size - 1],
    points[size * size - 1],
    points[size * (size - 1)],
  ],

  handles: ({ size, points }) =>
    points.map((at, k) => {
      const [row, column] = [Math.floor(k / size), k % size];
      // Points between patches lie on the print, those inside them only pull at it.
      const on = row % 3 === 0 && column % 3 === 0;
      return { id: `point-${k}`, label: `Row ${row + 1}, column ${column + 1}`, at, minor: !on };
    }),

  move(state, id, at) {
    state.points[Number(id.split('-')[1])] = at;
  },

  lines: ({ size, points }) => [
    ...Array.from({ length: size }, (_, j) => points.slice(j * size, (j + 1) * size)),
    ...Array.from({ length: size }, (_, i) => points.filter((_, k) => k % size === i)),
  ],

  fields: (state) => [
    {
      id: 'size',
      label: 'Points per side',
      choices: SIZES,
      value: state.size,
      /** The finer net goes through the corners of the old one. */
      set: (size) => Object.assign(state, mesh.start(mesh.corners(state), size)),
    },
  ],

  geometry: ({ size, points }) => ({
    mesh: { columns: size, rows: size, points: points.map(rounded) },
  }),
};

function net(corners, size) {
  const place = (k) => k / (size - 1);
  return Array.from({ length: size * size }, (_, k) =>
    inQuad(corners, [place(k % size), place(Math.floor(k / size))]),
  );
}
