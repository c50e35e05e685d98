/**
 * The cylinder or cone, as it is seen: the centers of its top and bottom rim, half their widths, and
 * by how much their front sags below the center, in pixels.
 *
 * With the axis' top at the origin and the axis along y, the rims' ends are at (∓top, 0) and
 * (∓bottom, length), their fronts at (0, sagTop) and (0, length + sagBottom). In homogeneous
 * coordinates a point at angle a and height v is D + v B + r (A sin a + C cos a), r going from 1 to
 * the taper k. The ends give D = (0, 0, 1), A = (top, 0, 0) and D + B = w (0, length, 1) with
 * w = k top / bottom. The fronts D + C = s (0, sagTop, 1) and D + B + k C = t (0, length + sagBottom,
 * 1) then are two equations for s and t, with one solution.
 */

/** Angles of the print's left and right edge at the start; 0 faces the camera. */
const ARC = [-60, 60];

export const cylinder = {
  id: 'cylinder',
  label: 'Round',

  start([topLeft, topRight, bottomRight, bottomLeft]) {
    const widening = 2 * Math.sin((ARC[1] * Math.PI) / 180);
    return {
      top: middle(topLeft, topRight),
      bottom: middle(bottomLeft, bottomRight),
      radii: [distance(topLeft, topRight) / widening, distance(bottomLeft, bottomRight) / widening],
      sags: [distance(topLeft, topRight) * 0.06, distance(bottomLeft, bottomRight) * 0.09],
      arc: [...ARC],
      taper: 1,
    };
  },

  corners(state) {
    const seen = camera(state, [1, 1]);
    return [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ].map((place) => pixel(seen, place));
  },

  handles(state) {
    const { radii, sags } = state;
    const at = frame(state);
    const { length } = at;
    return [
      { id: 'top', label: 'Middle of the top rim', at: at.point(0, 0) },
      { id: 'bottom', label: 'Middle of the bottom rim', at: at.point(0, length) },
      { id: 'radius-0-left', label: 'Left end of the top rim', at: at.point(-radii[0], 0) },
      { id: 'radius-0-right', label: 'Right end of the top rim', at: at.point(radii[0], 0) },
      { id: 'radius-1-left', label: 'Left end of the bottom rim', at: at.point(-radii[1], length) },
      {
        id: 'radius-1-right',
        label: 'Right end of the bottom rim',
        at: at.point(radii[1], length),
      },
      { id: 'sag-0', label: 'Front of the top rim', at: at.point(0, sags[0]), minor: true },
      {
        id: 'sag-1',
        label: 'Front of the bottom rim',
        at: at.point(0, length + sags[1]),
        minor: true,
      },
    ];
  },

  move(state, id, to) {
    const [part, rim, side] = id.split('-');
    const { length, across, along } = frame(state);
    const from = [to[0] - state.top[0], to[1] - state.top[1]];
    const dot = (axis) => from[0] * axis[0] + from[1] * axis[1];
    if (part === 'top' || part === 'bottom') state[part] = to;
    if (part === 'radius') state.radii[rim] = Math.max(dot(across) * (side === 'left' ? -1 : 1), 1);
    if (part === 'sag') state.sags[rim] = dot(along) - (rim === '1' ? length : 0);
  },

  lines(state) {
    const seen = camera({ ...state, arc: [-90, 90] }, [1, 1]);
    const print = camera(state, [1, 1]);
    const arc = (view, v) => steps(24).map((u) => pixel(view, [u, v]));
    const side = (view, u) => [pixel(view, [u, 0]), pixel(view, [u, 1])];
    return [
      arc(seen, 0),
      arc(seen, 1),
      side(seen, 0),
      side(seen, 1),
      side(print, 0),
      side(print, 1),
      [state.top, state.bottom],
    ];
  },

  fields: (state) => [
    angle('left', 'Left edge at', state, 0),
    angle('right', 'Right edge at', state, 1),
    {
      id: 'taper',
      label: 'Bottom radius by top radius',
      min: 0.1,
      max: 10,
      step: 0.01,
      value: state.taper,
      set: (value) => {
        state.taper = value;
      },
    },
  ],

  /** @param area Width and height of the print in millimeters: the unit of the radii. */
  geometry(state, area) {
    const { radii, height, span, projection } = camera(state, area);
    return {
      cylinder: {
        radiusTop: digits(radii[0]),
        radiusBottom: digits(radii[1]),
        height: digits(height),
        span: digits(span),
        projection: projection.map((row) => row.map(digits)),
      },
    };
  },
};

function angle(id, label, state, edge) {
  const set = (value) => {
    state.arc[edge] = value;
  };
  return { id, label, unit: '°', min: -180, max: 180, step: 1, value: state.arc[edge], set };
}

/** The axis: its length, the directions along and across it, and points in them. */
function frame({ top, bottom }) {
  const length = Math.max(distance(top, bottom), 1);
  const along = [(bottom[0] - top[0]) / length, (bottom[1] - top[1]) / length];
  const across = [along[1], -along[0]];
  const point = (x, y) => [0, 1].map((k) => top[k] + x * across[k] + y * along[k]);
  return { length, along, across, point };
}

/** The template's numbers for what is seen. */
function camera(state, [width, height]) {
  const { radii, sags, arc, taper } = state;
  const { length, along, across } = frame(state);
  const front = length + sags[1];
  const ratio = radii[1] / radii[0];
  const weight = taper / ratio;
  const s = (ratio * front - sags[1]) / (ratio * (front - sags[0]));
  const columns = {
    sin: [radii[0], 0, 0],
    v: [0, weight * length, weight - 1],
    cos: [0, s * sags[0], s - 1],
    one: [0, 0, 1],
  };
  const span = Math.min(Math.max(arc[1] - arc[0], 1), 360);
  // The template's angle 0 is the middle of the print.
  const turn = ((arc[0] + arc[1]) / 2) * (Math.PI / 180);
  const [sin, cos] = [Math.sin(turn), Math.cos(turn)];
  const top = width / (((1 + taper) / 2) * (span * (Math.PI / 180)));
  const toPhoto = ([x, y, w]) => [
    ...[0, 1].map((k) => state.top[k] * w + across[k] * x + along[k] * y),
    w,
  ];
  const both = (p, q, a, b) => p.map((v, k) => v * a + q[k] * b);
  const [right, down, near, origin] = [
    both(columns.sin, columns.cos, cos / top, -sin / top),
    columns.v.map((v) => v / height),
    both(columns.sin, columns.cos, sin / top, cos / top),
    columns.one,
  ].map(toPhoto);
  const projection = [0, 1, 2].map((k) => [right[k], down[k], near[k], origin[k]]);
  return { radii: [top, top * taper], height, span, projection };
}

/** Where the template's cylinder puts a place of the print. */
function pixel({ radii, height, span, projection }, [u, v]) {
  const a = (u - 0.5) * span * (Math.PI / 180);
  const r = radii[0] + (radii[1] - radii[0]) * v;
  const point = [r * Math.sin(a), v * height, r * Math.cos(a), 1];
  const [x, y, w] = projection.map((row) => row.reduce((sum, m, k) => sum + m * point[k], 0));
  return [x / w, y / w];
}

const steps = (count) => Array.from({ length: count + 1 }, (_, k) => k / count);
const middle = (p, q) => [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2];
const distance = (p, q) => Math.hypot(p[0] - q[0], p[1] - q[1]);
const digits = (v) => Number(v.toPrecision(10));
