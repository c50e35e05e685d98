import { shirt } from '../products/shirt.js';
import { keystroke } from './s1.js';

/** @type {import('../types.js').Scene} */
export const scene = {
  ...shirt(2),
  id: 'S1×2',
  title: 'keystroke, 2000 px',
  method: 'update',
  needs: ['flat', 'tint'],
  step: keystroke,
  budget: { p50: 1.6, p95: 2.5 },
};
