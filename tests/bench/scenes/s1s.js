import { shirt } from '../products/shirt.js';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const product = shirt(1);

/** @type {import('../types.js').Scene} */
export const scene = {
  ...product,
  text: {
    ...product.text,
    size: 80,
    x: 100,
    baseline: 690,
    stroke: 6,
    shadow: { color: '#000000', offset: [5, 5], sigma: 4 },
  },
  initial: { ...product.initial, name: 'Happy Birthday Marta' },
  focus: [60, 370, 880, 390],
  id: 'S1s',
  title: 'keystroke, 20 letters with a shadow',
  method: 'update',
  needs: ['flat', 'tint', 'shadow'],
  step: (i) => ({ name: `Happy Birthday Mart${LETTERS[i % 26]}` }),
  budget: { p50: 0.6, p95: 1.0 },
};
