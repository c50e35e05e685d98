import { badge } from '../products/badge.js';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** @type {import('../types.js').Scene} */
export const scene = {
  ...badge(),
  id: 'S5',
  title: 'arc, keystroke',
  method: 'update',
  needs: ['flat', 'arc'],
  // The line is centered on the circle: a change of any letter moves and turns them all.
  step: (i) => ({ name: `Maximilian Zo${LETTERS[i % 26]}` }),
  budget: { p50: 1.0, p95: 1.6 },
};
