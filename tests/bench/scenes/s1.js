import { shirt } from '../products/shirt.js';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** The last of ten letters changes. */
export const keystroke = (/** @type {number} */ i) => ({ name: `Personali${LETTERS[i % 26]}` });

/** @type {import('../types.js').Scene} */
export const scene = {
  ...shirt(1),
  id: 'S1',
  title: 'keystroke, 1000 px',
  method: 'update',
  needs: ['flat', 'tint'],
  step: keystroke,
  budget: { p50: 0.6, p95: 1.0 },
};
