const RADIUS = 250;
const HEIGHT = 440;
/** The camera stands this many radii from the axis. */
const DISTANCE = 16;
/** How much lower a point comes to lie in the picture the nearer it is: the camera looks down a little. */
const TILT = 0.2;
const CENTER = [470, 260];
const K = 1 / (DISTANCE * RADIUS);

/**
 * A cylinder about 500 × 500 pixels of the view. The camera's picture plane is parallel to the axis, so
 * that lines along the axis stay upright: the drawing in upright strips, as web pages do it, is exact.
 *
 * @type {import('../types.js').Cylinder}
 */
export const CYLINDER = {
  radiusTop: RADIUS,
  radiusBottom: RADIUS,
  height: HEIGHT,
  span: 160,
  projection: [
    [1, 0, -CENTER[0] * K, CENTER[0]],
    [0, 1, TILT - CENTER[1] * K, CENTER[1]],
    [0, 0, -K, 1],
  ],
};

/**
 * Where the point of the cylinder at an angle (radians, 0 faces the camera) and a height (0 top, 1 bottom)
 * lies in the view.
 *
 * @param {number} angle
 * @param {number} v
 * @returns {[number, number]}
 */
export function project(angle, v) {
  const x = RADIUS * Math.sin(angle);
  const z = RADIUS * Math.cos(angle);
  const w = 1 - K * z;
  return [CENTER[0] + x / w, CENTER[1] + (v * HEIGHT + TILT * z) / w];
}

/**
 * Which point of the design, `u` and `v` from 0 to 1 (or outside of it), lies at a point of the view.
 *
 * @param {number} px
 * @param {number} py
 * @returns {[number, number]} NaN beside the cylinder
 */
export function unproject(px, py) {
  const dx = px - CENTER[0];
  // dx·(1 − K·r·cos a) = r·sin a, solved for the a that faces the camera.
  const angle = Math.asin(dx / (RADIUS * Math.hypot(1, dx * K))) - Math.atan(dx * K);
  const z = RADIUS * Math.cos(angle);
  const v = ((py - CENTER[1]) * (1 - K * z) - TILT * z) / HEIGHT;
  return [angle / ((CYLINDER.span * Math.PI) / 180) + 0.5, v];
}

/**
 * A 1200 × 600 design, clipart and a line of ten letters, bent over 160° of a mug.
 *
 * @returns {import('../types.js').Product}
 */
export function mug() {
  return {
    view: { width: 1000, height: 1000, photo: '/assets/mug-1000.jpg' },
    area: { width: 1200, height: 600, bend: CYLINDER },
    clip: { asset: '/assets/clipart.png', top: 30, width: 300, height: 300 },
    text: {
      font: '/fonts/Roboto-Bold.ttf',
      weight: 'bold',
      size: 170,
      x: 600,
      baseline: 500,
      align: 'center',
      color: '#14213d',
      stroke: 8,
      strokeColor: '#e0a030',
    },
    initial: { name: 'Personalia', x: 450, body: '#ffffff' },
    focus: [210, 250, 530, 520],
  };
}
