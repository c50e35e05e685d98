/** The lines as Chromium sets them. */
import { chromium } from 'playwright-core';
import { ensureChromium } from '../../../xtask/chromium.js';

/** Answered by this process; nothing is asked of a network. */
const ORIGIN = 'http://oracle.test/';

/**
 * Chromium draws this many times larger, and the picture is averaged down. Above 256 pixels it fills
 * outlines as they are; smaller letters it sets on quarters of pixels, their baselines on whole ones, and makes
 * their edges darker.
 */
const SCALE = 8;

const FLAGS = [
  '--disable-gpu',
  // Outlines as the font has them: hinted letters are other pictures.
  '--font-render-hinting=none',
];

/**
 * Opens a page that draws.
 *
 * @param {(name: string) => Buffer} font bytes of a font by the name that {@link Line} knows it by
 */
export async function openChromium(font) {
  const root = process.getuid?.() === 0;
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: root ? [...FLAGS, '--no-sandbox'] : FLAGS,
  });
  const page = await browser.newPage();
  await page.route(`${ORIGIN}**`, (route) => {
    const name = decodeURIComponent(route.request().url().slice(ORIGIN.length));
    return name === ''
      ? route.fulfill({ contentType: 'text/html', body: '<!doctype html>' })
      : route.fulfill({ body: font(name) });
  });
  await page.goto(ORIGIN);
  return {
    version: browser.version(),
    close: () => browser.close(),
    /** @param {Line} line */
    draw: async (line) => {
      const { advance, gray } = await page.evaluate(drawLine, { ...line, scale: SCALE });
      return { advance, gray: Buffer.from(gray, 'base64') };
    },
  };
}

/**
 * Black on white, in pixels of the picture.
 *
 * @typedef {{
 *   text: string, fonts: string[], rightToLeft: boolean, size: number,
 *   x: number, baseline: number, width: number, height: number,
 * }} Line
 */

/**
 * In the page: the advance, and the picture as gray bytes in base64.
 *
 * @param {Line & { scale: number }} line
 */
async function drawLine({ text, fonts, rightToLeft, size, x, baseline, width, height, scale }) {
  for (const name of fonts) {
    if ([...document.fonts].some((face) => face.family === name)) continue;
    const bytes = await (await fetch(encodeURIComponent(name))).arrayBuffer();
    document.fonts.add(await new FontFace(name, bytes).load());
  }
  const canvas = document.createElement('canvas');
  canvas.width = width * scale;
  canvas.height = height * scale;
  // CSS halves the blanks of Japanese stops in a row, which is for a template's features to ask for.
  canvas.style.setProperty('text-spacing-trim', 'space-all');
  document.body.append(canvas);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#000';
  context.font = `${size * scale}px ${fonts.map((name) => `"${name}"`).join(', ')}`;
  context.fontKerning = 'normal';
  context.textRendering = 'geometricPrecision';
  context.textAlign = 'left';
  context.direction = rightToLeft ? 'rtl' : 'ltr';
  context.fillText(text, x * scale, baseline * scale);
  const advance = context.measureText(text).width / scale;
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  let gray = '';
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      let sum = 0;
      for (let i = 0; i < scale * scale; i += 1) {
        const [down, across] = [Math.floor(i / scale), i % scale];
        sum += data[((row * scale + down) * canvas.width + column * scale + across) * 4];
      }
      gray += String.fromCharCode(Math.round(sum / (scale * scale)));
    }
  }
  canvas.remove();
  return { advance, gray: btoa(gray) };
}
