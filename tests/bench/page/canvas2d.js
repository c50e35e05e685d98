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
  context.font = `${text.weight} ${text.size}px ${family}`;
  context.textAlign = text.circle ? 'center' : text.align;
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
  if (text.shadow) {
    drawThroughShadow(context, family, text, line);
    return;
  }
  styleText(context, family, text);
  if (text.circle) {
    drawOnCircle(context, text, line);
    return;
  }
  context.strokeText(line, text.x, text.baseline);
  context.fillText(line, text.x, text.baseline);
}

/** @type {HTMLCanvasElement | undefined} what throws a shadow, drawn on again */
let thrower;

/**
 * Draws a line with its shadow: stroke and fill throw one together, so they are drawn apart first.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {string} family
 * @param {import('../types.js').Product['text']} text
 * @param {string} line
 */
function drawThroughShadow(context, family, { shadow, ...text }, line) {
  const { width, height } = context.canvas;
  if (thrower?.width !== width || thrower.height !== height) thrower = newCanvas(width, height);
  const target = context2d(thrower);
  target.clearRect(0, 0, width, height);
  drawText(target, family, text, line);
  context.save();
  dropShadow(context, shadow);
  context.drawImage(thrower, 0, 0);
  context.restore();
}

/**
 * What is drawn next throws this shadow.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {import('../types.js').Product['text']['shadow']} shadow
 */
export function dropShadow(context, shadow) {
  if (!shadow) return;
  context.shadowColor = shadow.color;
  [context.shadowOffsetX, context.shadowOffsetY] = shadow.offset;
  // Twice the standard deviation (HTML, "shadows").
  context.shadowBlur = shadow.sigma * 2;
}

/**
 * Draws a styled line letter by letter along its circle, each at the middle of its advance.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {import('../types.js').Product['text']} text
 * @param {string} line
 */
function drawOnCircle(context, text, line) {
  const radius = text.circle ?? 0;
  const whole = context.measureText(line).width;
  const letters = [...line].map((letter, i) => {
    // Kerning is in the difference of two widths.
    const after = context.measureText(line.slice(0, i + 1)).width;
    const own = context.measureText(letter).width;
    const angle = (after - own / 2 - whole / 2) / radius;
    return { letter, angle };
  });
  const outer = context.getTransform();
  for (const draw of [context.strokeText, context.fillText]) {
    for (const { letter, angle } of letters) {
      context.translate(text.x, text.baseline + radius);
      context.rotate(angle);
      draw.call(context, letter, 0, -radius);
      context.setTransform(outer);
    }
  }
}

/**
 * The whole pixels that a line on a circle can cover: the ring between its ends, as tall as the font.
 *
 * @param {CanvasRenderingContext2D} context styled
 * @param {import('../types.js').Product['text']} text
 * @param {string} line
 */
export function circleExtent(context, text, line) {
  const radius = text.circle ?? 0;
  const { width, actualBoundingBoxAscent, actualBoundingBoxDescent } = context.measureText(line);
  const edge = text.stroke / 2 + 1;
  const outer = radius + actualBoundingBoxAscent + edge;
  const inner = radius - actualBoundingBoxDescent - edge;
  // Half an em for letters that overhang their advance.
  const half = Math.min(Math.PI, (width / 2 + text.size / 2) / radius);
  const across = half < Math.PI / 2 ? outer * Math.sin(half) : outer;
  const lowest = Math.cos(half) * (half < Math.PI / 2 ? inner : outer);
  const center = text.baseline + radius;
  return {
    x: Math.floor(text.x - across),
    y: Math.floor(center - outer),
    right: Math.ceil(text.x + across),
    bottom: Math.ceil(center - lowest),
  };
}
