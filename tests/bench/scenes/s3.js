import { shirt } from '../products/shirt.js';

/** @param {number} value */
const hex = (value) => value.toString(16).padStart(2, '0');

/** @type {import('../types.js').Scene} */
export const scene = {
  ...shirt(1),
  id: 'S3',
  title: 'recolor',
  method: 'update',
  needs: ['flat', 'tint'],
  // Three strides without a common factor: no color comes twice in a run.
  step: (i) => ({
    body: `#${hex((60 + i * 37) % 256)}${hex((120 + i * 59) % 256)}${hex((200 + i * 83) % 256)}`,
  }),
  budget: { p50: 2.2, p95: 3.0 },
};
