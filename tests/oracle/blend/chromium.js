/** Blends on Chromium's canvas. */
import { chromium } from 'playwright-core';
import { ensureChromium } from '../../../xtask/chromium.js';

/**
 * Opens a page with two square pictures to blend.
 *
 * @param {number} size pixels of a side
 */
export async function openCanvas(size) {
  const root = process.getuid?.() === 0;
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: ['--disable-gpu', ...(root ? ['--no-sandbox'] : [])],
  });
  const page = await browser.newPage();
  return {
    version: browser.version(),
    close: () => browser.close(),
    /**
     * @param {Buffer} backdrop premultiplied
     * @param {Buffer} source premultiplied
     */
    load: (backdrop, source) =>
      page.evaluate(load, {
        size,
        backdrop: backdrop.toString('base64'),
        source: source.toString('base64'),
      }),
    /**
     * The source on the backdrop, premultiplied.
     *
     * @param {string} operation a `globalCompositeOperation`
     */
    blend: async (operation) => Buffer.from(await page.evaluate(blend, operation), 'base64'),
  };
}

/** In the page. A canvas takes and gives straight colors, but keeps premultiplied ones: they survive the way. */
function load({ size, backdrop, source }) {
  const canvasOf = (base64) => {
    const pixels = Uint8ClampedArray.from(atob(base64), (char) => char.charCodeAt(0));
    const straight = pixels.map((c, i) =>
      i % 4 === 3 || pixels[i | 3] === 0 ? c : Math.round((c * 255) / pixels[i | 3]),
    );
    const context = contextOf();
    context.putImageData(new ImageData(straight, size, size), 0, 0);
    if (globalThis.premultiplied(context).some((c, i) => c !== pixels[i])) {
      throw new Error('the canvas changed the pixels that were put on it');
    }
    return context.canvas;
  };
  const contextOf = () => {
    const canvas = document.createElement('canvas');
    canvas.width = size;
    canvas.height = size;
    return canvas.getContext('2d', { willReadFrequently: true });
  };
  globalThis.premultiplied = (context) => {
    const { data } = context.getImageData(0, 0, size, size);
    return data.map((c, i) => (i % 4 === 3 ? c : Math.round((c * data[i | 3]) / 255)));
  };
  globalThis.pictures = { backdrop: canvasOf(backdrop), source: canvasOf(source), contextOf };
}

/** In the page. */
function blend(operation) {
  const { backdrop, source, contextOf } = globalThis.pictures;
  const context = contextOf();
  context.drawImage(backdrop, 0, 0);
  context.globalCompositeOperation = operation;
  if (context.globalCompositeOperation !== operation) throw new Error(`no ${operation}`);
  context.drawImage(source, 0, 0);
  const pixels = globalThis.premultiplied(context);
  let text = '';
  for (let i = 0; i < pixels.length; i += 8192) {
    text += String.fromCharCode(...pixels.subarray(i, i + 8192));
  }
  return btoa(text);
}
