/** Loading, shared by the contenders that use the browser's own decoders. */

/**
 * @param {string} url
 * @returns {Promise<HTMLImageElement>}
 */
export async function loadImage(url) {
  const image = new Image();
  image.src = url;
  await image.decode();
  return image;
}

/**
 * Loads a font for canvas text and returns its family name.
 *
 * @param {string} url
 */
export async function loadFont(url) {
  const family = 'Bench';
  document.fonts.add(await new FontFace(family, `url(${url})`).load());
  return family;
}

/**
 * @param {number} width
 * @param {number} height
 * @returns {HTMLCanvasElement}
 */
export function newCanvas(width, height) {
  return Object.assign(document.createElement('canvas'), { width, height });
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {CanvasRenderingContext2DSettings} [settings]
 */
export function context2d(canvas, settings) {
  const context = canvas.getContext('2d', settings);
  if (!context) throw new Error('no 2d context');
  return context;
}
