import { mug } from '../products/mug.js';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** @type {import('../types.js').Scene} */
export const scene = {
  ...mug(),
  id: 'S4',
  title: 'mug, keystroke',
  method: 'update',
  needs: ['bend'],
  // The line is centered: a change of any letter moves them all.
  step: (i) => ({ name: `Perso${LETTERS[i % 26]}alia` }),
  budget: { p50: 1.8, p95: 2.7 },
};
