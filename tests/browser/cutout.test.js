/** Photos that the page's own models look at: backgrounds and faces. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserPages } from './page.js';

const open = browserPages();

/** Puts a product with one photo on the page, 100 × 50 mm, of which a mask and faces are asked for. */
function helped(page) {
  return page.addInitScript(() => {
    globalThis.start = async (finders) => {
      const canvas = new OffscreenCanvas(4, 4);
      canvas.getContext('2d').fillRect(0, 0, 4, 4);
      const black = URL.createObjectURL(await canvas.convertToBlob());
      return liveproof.createPreview(addCanvas('width: 200px'), {
        width: 200,
        template: {
          liveproof: 1,
          id: 'p',
          assets: { ground: { image: black } },
          options: [
            { id: 'photo', kind: 'photo' },
            { id: 'crop', kind: 'place', x: [-200, 200], y: [-200, 200], scale: [1, 4] },
          ],
          areas: [
            {
              id: 'a',
              width: 100,
              height: 50,
              layers: [
                {
                  kind: 'image',
                  id: 'slot',
                  image: { option: 'photo' },
                  box: [0, 0, 100, 50],
                  fit: 'cover',
                  crop: 'crop',
                },
              ],
            },
          ],
          views: [
            {
              id: 'front',
              width: 200,
              height: 100,
              items: [
                { kind: 'photo', image: 'ground' },
                {
                  kind: 'placement',
                  area: 'a',
                  blend: 'normal',
                  geometry: {
                    quad: [
                      [0, 0],
                      [200, 0],
                      [200, 100],
                      [0, 100],
                    ],
                  },
                },
              ],
            },
          ],
        },
        ...finders,
      });
    };
    /** A picture as a file: left half red, right half green. */
    globalThis.picture = async (width, height) => {
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d');
      context.fillStyle = '#ff0000';
      context.fillRect(0, 0, width / 2, height);
      context.fillStyle = '#00ff00';
      context.fillRect(width / 2, 0, width / 2, height);
      return new File([await canvas.convertToBlob()], 'p.png');
    };
    /** The colors in the middle of the left and the right half of the canvas. */
    globalThis.halves = async (preview) => {
      const image = await createImageBitmap(await preview.proof({ width: 200 }));
      const canvas = new OffscreenCanvas(200, 100);
      const context = canvas.getContext('2d');
      context.drawImage(image, 0, 0);
      return [50, 150].map((x) => [...context.getImageData(x, 50, 1, 1).data.slice(0, 3)].join());
    };
    globalThis.failing = async (work) => {
      try {
        await work();
      } catch (error) {
        return [error.code ?? error.message, error.path];
      }
      return undefined;
    };
  });
}

test('a photo is cut out by a mask of any size, and whole again', () =>
  open(
    async (page) => {
      const seen = await page.evaluate(async () => {
        let asked;
        const preview = await start({
          removeBackground: async (photo) => {
            asked = [photo.width, photo.height, photo.data.slice(0, 4).join(), photo.data.length];
            // The left half is background.
            return { width: 4, height: 1, data: new Uint8Array([0, 0, 255, 255]) };
          },
        });
        const early = await failing(() => preview.cutOut('photo'));
        await preview.setPhoto('photo', await picture(1600, 800));
        const whole = await halves(preview);
        let changes = 0;
        preview.addEventListener('change', () => {
          changes += 1;
        });
        await preview.cutOut('photo');
        const cut = await halves(preview);
        preview.restoreBackground('photo');
        const again = await halves(preview);
        await preview.cutOut('photo');
        await preview.setPhoto('photo', await picture(160, 80));
        return { early, asked, whole, cut, again, other: await halves(preview), changes };
      });
      assert.deepEqual(seen, {
        early: ['asset-missing', 'selection.photo'],
        asked: [800, 400, '255,0,0,255', 800 * 400 * 4],
        whole: ['255,0,0', '0,255,0'],
        cut: ['0,0,0', '0,255,0'],
        again: ['255,0,0', '0,255,0'],
        other: ['255,0,0', '0,255,0'],
        changes: 4,
      });
    },
    { prepare: helped },
  ));

test('what is no mask and what fails changes nothing', () =>
  open(
    async (page) => {
      const seen = await page.evaluate(async () => {
        const answers = [
          { width: 2, height: 2, data: new Uint8Array(3) },
          null,
          { width: 0, height: 0, data: new Uint8Array() },
        ];
        const preview = await start({
          removeBackground: async () => {
            if (answers.length === 0) throw new Error('no model');
            return answers.shift();
          },
        });
        await preview.setPhoto('photo', await picture(40, 20));
        const codes = [];
        for (let i = 0; i < 4; i += 1)
          codes.push((await failing(() => preview.cutOut('photo')))[0]);
        const none = await start({});
        const lacking = await failing(() => none.cutOut('photo'));
        return { codes, lacking, shown: await halves(preview) };
      });
      assert.deepEqual(seen, {
        codes: ['invalid-value', 'invalid-value', 'invalid-value', 'no model'],
        lacking: ['invalid-value', 'removeBackground'],
        shown: ['255,0,0', '0,255,0'],
      });
    },
    { prepare: helped },
  ));

test('faces come to the middle, as one edit', () =>
  open(
    async (page) => {
      const seen = await page.evaluate(async () => {
        const faces = [];
        const preview = await start({ detectFaces: async () => faces });
        // As wide as high: 100 mm high in a box of 50.
        await preview.setPhoto('photo', await picture(400, 400));
        const none = await preview.centerFaces('photo');
        const before = preview.selection.crop;
        faces.push({ x: 100, y: 40, width: 100, height: 80 });
        const one = await preview.centerFaces('photo');
        const near = preview.selection.crop;
        faces[0] = { x: 150, y: 130, width: 100, height: 40 };
        await preview.centerFaces('photo');
        const centered = preview.selection.crop;
        preview.undo();
        return { none, before, one, near, centered, undone: preview.selection.crop };
      });
      assert.deepEqual(seen, {
        none: 0,
        before: { x: 0, y: 0, scale: 1, rotate: 0 },
        one: 1,
        near: { x: 0, y: 25, scale: 1, rotate: 0 },
        centered: { x: 0, y: 12.5, scale: 1, rotate: 0 },
        undone: { x: 0, y: 25, scale: 1, rotate: 0 },
      });
    },
    { prepare: helped },
  ));
