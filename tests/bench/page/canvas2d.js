/** What both Canvas2D contenders draw alike. */
import { context2d, newCanvas } from './load.js';

/**
 * Paints the photo with the color multiplied onto it where the mask says.
 *
 * @param {CanvasRenderingContext2D} target
 * @param {HTMLImageElement} photo
 * @param {HTMLImageElement} mask
 * @param {string} color
 */
export function paintTint(target, photo, mask, color) {
  target.globalCompositeOperation = 'source-over';
  target.drawImage(photo, 0, 0);
  target.globalCompositeOperation = 'multiply';
  target.drawImage(tintLayer(mask, color), 0, 0);
}

/**
 * The mask in a color.
 *
 * @param {HTMLImageElement} mask
 * @param {string} color
 * @param {HTMLCanvasElement} [canvas] drawn on again
 */
export function tintLayer(mask, color, canvas = newCanvas(mask.width, mask.height)) {
  const context = context2d(canvas);
  context.globalCompositeOperation = 'copy';
  context.drawImage(mask, 0, 0);
  context.globalCompositeOperation = 'source-in';
  context.fillStyle = color;
  context.fillRect(0, 0, canvas.width, canvas.height);
  return canvas;
}

/**
 * Sets the styles of a line of text.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {string} family
 * @param {import('../types.js').Product['text']} text
 */
export function styleText(context, family, text) {
  context.font = `bold ${text.size}px ${family}`;
  context.textAlign = text.align;
  context.lineJoin = 'round';
  context.lineWidth = text.stroke;
  context.strokeStyle = text.strokeColor;
  context.fillStyle = text.color;
}

/**
 * Draws a line of text, the stroke under the fill.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {string} family
 * @param {import('../types.js').Product['text']} text
 * @param {string} line
 */
export function drawText(context, family, text, line) {
  styleText(context, family, text);
  context.strokeText(line, text.x, text.baseline);
  context.fillText(line, text.x, text.baseline);
}
