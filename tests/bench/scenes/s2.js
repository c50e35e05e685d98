import { shirt } from '../products/shirt.js';

const LEFT = 200;
const WAY = 300;

/** @type {import('../types.js').Scene} */
export const scene = {
  ...shirt(1),
  id: 'S2',
  title: 'drag of the clipart, 1 px an update',
  method: 'update',
  needs: ['flat', 'tint'],
  // There and back again, so that every update is a step of one pixel.
  step: (i) => ({ x: LEFT + WAY - Math.abs((i % (2 * WAY)) - WAY) }),
  budget: { p50: 0.6, p95: 0.8 },
};
