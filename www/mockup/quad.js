/** The quad: four corners, top left, top right, bottom right, bottom left, as [x, y] in pixels. */

export const quad = {
  id: 'quad',
  label: 'Flat',

  /** @param corners Where the print's corners are. */
  start: (corners) => ({ corners: corners.map((corner) => [...corner]) }),

  corners: ({ corners }) => corners,

  handles: ({ corners }) =>
    ['Top left corner', 'Top right corner', 'Bottom right corner', 'Bottom left corner'].map(
      (label, k) => ({ id: `corner-${k}`, label, at: corners[k] }),
    ),

  move(state, id, at) {
    state.corners[Number(id.split('-')[1])] = at;
  },

  lines: ({ corners }) => [[...corners, corners[0]]],

  fields: () => [],

  geometry: ({ corners }) => ({ quad: corners.map(rounded) }),
};

/** A point to a hundredth of a pixel. */
export const rounded = (point) => point.map((v) => Math.round(v * 100) / 100);

/**
 * Where a quad in perspective puts a place of the print, by the homography of its corners (Heckbert,
 * Fundamentals of Texture Mapping and Image Warping, 1989, section 2.2.3).
 */
export function inQuad([a, b, c, d], [u, v]) {
  const along = (k) => [b[k] - c[k], d[k] - c[k], a[k] - b[k] + c[k] - d[k]];
  const [x1, x2, x3] = along(0);
  const [y1, y2, y3] = along(1);
  const area = x1 * y2 - x2 * y1;
  const g = (x3 * y2 - x2 * y3) / area;
  const h = (x1 * y3 - x3 * y1) / area;
  const w = g * u + h * v + 1;
  const at = (k) => ((b[k] - a[k] + g * b[k]) * u + (d[k] - a[k] + h * d[k]) * v + a[k]) / w;
  return [at(0), at(1)];
}
