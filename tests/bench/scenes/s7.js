import { shirt } from '../products/shirt.js';

/** @type {import('../types.js').Scene} */
export const scene = {
  ...shirt(1),
  id: 'S7',
  title: 'cold start',
  method: 'cold',
  needs: ['flat', 'tint'],
  step: () => ({}),
  budget: { p50: 440 },
};
