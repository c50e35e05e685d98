// Draws SVG files as the PNG or JPEG beside them, with Chromium:
// `node tests/sheet/rasterize.js WIDTH FILE.svg…`, with `--jpeg QUALITY` before it for photos.
import { readFile } from 'node:fs/promises';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { launch } from '../browser/chromium.js';

const given = argv.slice(2);
const quality = given[0] === '--jpeg' ? Number(given.splice(0, 2)[1]) : undefined;
const [width, ...files] = given;
if (!files.length) throw new Error(`${fileURLToPath(import.meta.url)}: WIDTH FILE.svg…`);

const browser = await launch();
try {
  const page = await browser.newPage();
  for (const file of files) {
    const svg = await readFile(file, 'utf8');
    const [, w, h] = /viewBox="0 0 (\S+) (\S+)"/.exec(svg) ?? [];
    const size = {
      width: Number(width),
      height: Math.round((Number(width) * Number(h)) / Number(w)),
    };
    await page.setViewportSize(size);
    await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw}</style>${svg}`);
    const path = file.replace(/svg$/, quality ? 'jpg' : 'png');
    await page.screenshot(
      quality ? { path, type: 'jpeg', quality } : { path, omitBackground: true },
    );
  }
} finally {
  await browser.close();
}
