import { scene as left } from './s1s.js';

/** @type {import('../types.js').Scene} */
export const scene = {
  ...left,
  // Every letter moves by a part of a pixel, so all of the line and its shadow is new.
  text: { ...left.text, x: 500, align: 'center' },
  id: 'S1c',
  title: 'the same, centered',
  budget: { p50: 1.0, p95: 1.6 },
};
