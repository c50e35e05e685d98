import { context2d } from './load.js';

/**
 * Reads one pixel of the artwork back. Canvas2D records its calls and draws later; a read-back makes it
 * draw, and returns when the pixels are there.
 *
 * @param {import('../types.js').Drawing} drawing
 * @param {import('../types.js').Scene} scene
 */
export function readBack(drawing, scene) {
  const [x, y, width, height] = scene.focus;
  return context2d(drawing.canvas).getImageData(x + (width >> 1), y + (height >> 1), 1, 1).data[0];
}
