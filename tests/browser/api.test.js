/** The API in a browser: painting, sizes, loading, recovery. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserPages } from './page.js';

const open = browserPages();

const RED = [255, 0, 0, 255];
const BLUE = [0, 0, 255, 255];

test('an edit is on the canvas one frame later, painted once', () =>
  open(async (page) => {
    const seen = await page.evaluate(async () => {
      const canvas = addCanvas('width: 200px');
      const preview = await liveproof.createPreview(canvas, { template: PLAQUE });
      const first = pixel(canvas);
      let frames = 0;
      preview.addEventListener('frame', () => {
        frames += 1;
      });
      preview.set('color', '#00ff00');
      preview.set('color', 'blue');
      const before = pixel(canvas);
      await frame();
      await frame();
      const after = pixel(canvas);
      preview.set('color', 'red');
      const rect = preview.flush();
      return { first, before, after, frames, rect, flushed: pixel(canvas), again: preview.flush() };
    });
    assert.deepEqual(seen, {
      first: RED,
      before: RED,
      after: BLUE,
      frames: 2,
      rect: { x: 0, y: 0, width: 200, height: 200 },
      flushed: RED,
      again: null,
    });
  }));

test('the URL of an asset is that of the template', () =>
  open(async (page) => {
    const seen = await page.evaluate(async () => {
      const template = structuredClone(PLAQUE);
      template.assets.logo = { image: 'logo.png' };
      const preview = await liveproof.createPreview(addCanvas(), {
        template,
        assets: { logo: PLAQUE.assets.white.image },
      });
      const urls = ['logo', 'white', 'constructor'].map((id) => preview.assetUrl(id));
      await preview.replaceTemplate(PLAQUE);
      return [...urls, preview.assetUrl('logo'), new URL('logo.png', document.baseURI).href];
    });
    const [logo, white, none, gone, expected] = seen;
    assert.equal(logo, expected);
    assert.match(white, /^data:image\/png/);
    assert.deepEqual([none, gone], [undefined, undefined]);
  }));

test('the canvas has the pixels of its layout and screen, up to a ratio', async () => {
  const sizes = async (deviceScaleFactor) => {
    let result;
    await open(
      async (page) => {
        result = await page.evaluate(async () => {
          const size = async (style, options) => {
            const canvas = addCanvas(style);
            await liveproof.createPreview(canvas, { template: PLAQUE, ...options });
            return [canvas.width, canvas.height, canvas.clientWidth, canvas.clientHeight];
          };
          return {
            styled: await size('width: 150px; padding: 5px; border: 1px solid'),
            capped: await size('width: 150px', { maxPixelRatio: 1 }),
            wide: await size('width: 150px', { view: 'wide' }),
            unstyled: await size(''),
            fixed: await size('width: 150px', { width: 64 }),
            hidden: await size('display: none'),
          };
        });
      },
      { deviceScaleFactor },
    );
    return result;
  };
  assert.deepEqual(await sizes(1), {
    styled: [150, 150, 160, 160],
    capped: [150, 150, 150, 150],
    wide: [150, 75, 150, 75],
    unstyled: [300, 300, 300, 300],
    fixed: [64, 64, 150, 150],
    hidden: [300, 300, 0, 0],
  });
  assert.deepEqual(await sizes(3), {
    styled: [300, 300, 160, 160],
    capped: [150, 150, 150, 150],
    wide: [300, 150, 150, 75],
    unstyled: [600, 600, 300, 300],
    fixed: [64, 64, 150, 150],
    hidden: [300, 300, 0, 0],
  });
});

test('the canvas follows its layout and is never blank', () =>
  open(async (page) => {
    const seen = await page.evaluate(async () => {
      const canvas = addCanvas('width: 100px');
      const preview = await liveproof.createPreview(canvas, { template: PLAQUE });
      const states = [];
      for (const width of [180, 40, 100]) {
        canvas.style.width = `${width}px`;
        // The observer paints in the same frame, after the layout.
        await frame();
        await new Promise((resolve) => setTimeout(resolve));
        states.push([canvas.width, canvas.height, ...pixel(canvas, width - 1, width - 1)]);
      }
      preview.free();
      canvas.style.width = '50px';
      await frame();
      await frame();
      return { states, freed: [canvas.width, ...pixel(canvas)] };
    });
    assert.deepEqual(seen.states, [
      [180, 180, ...RED],
      [40, 40, ...RED],
      [100, 100, ...RED],
    ]);
    assert.deepEqual(seen.freed, [100, ...RED]);
  }));

test('a canvas without styles does not grow', () =>
  open(
    async (page) => {
      const widths = await page.evaluate(async () => {
        const canvas = addCanvas();
        await liveproof.createPreview(canvas, { template: PLAQUE });
        for (let i = 0; i < 10; i += 1) await frame();
        return [canvas.width, canvas.clientWidth];
      });
      assert.deepEqual(widths, [600, 300]);
    },
    { deviceScaleFactor: 2 },
  ));

test('the canvas has a text alternative that follows, unless its author wrote one', () =>
  open(async (page) => {
    const seen = await page.evaluate(async () => {
      const labels = (canvas) => ['role', 'aria-label'].map((name) => canvas.getAttribute(name));
      const canvas = addCanvas();
      const preview = await liveproof.createPreview(canvas, { template: PLAQUE });
      const first = labels(canvas);
      preview.set('name', 'Zoë');
      preview.flush();
      const own = addCanvas();
      own.setAttribute('aria-label', 'Mine');
      const other = await liveproof.createPreview(own, { template: PLAQUE });
      other.set('name', 'Zoë');
      other.flush();
      // Told after painting.
      await new Promise((resolve) => setTimeout(resolve, 5));
      return { first, last: labels(canvas), own: labels(own), description: preview.description };
    });
    assert.equal(seen.first[0], 'img');
    assert.match(seen.first[1], /Plaque.*Anna/);
    assert.match(seen.last[1], /Plaque.*Zoë/);
    assert.equal(seen.last[1], seen.description);
    assert.deepEqual(seen.own, ['img', 'Mine']);
  }));

/** Levels of 255 that a proof and the frame may differ by, on average. */
const PROOF_TOLERANCE = 1;

test('a template by URL has its assets beside it', () =>
  open(async (page) => {
    const seen = await page.evaluate(async () => {
      const canvas = addCanvas();
      const template = '../templates/laws/template.json';
      const preview = await liveproof.createPreview(canvas, { template, width: 120 });
      const blob = await preview.proof({ width: 120 });
      const image = await createImageBitmap(blob);
      const proof = new OffscreenCanvas(120, 120).getContext('2d');
      proof.drawImage(image, 0, 0);
      const shown = canvas.getContext('2d').getImageData(0, 0, 120, 120).data;
      const filed = proof.getImageData(0, 0, 120, 120).data;
      const off = shown.reduce((sum, value, i) => sum + Math.abs(value - filed[i]), 0);
      return { off: off / shown.length, colors: new Set(shown).size };
    });
    // A proof is filtered better than a frame that has to keep up with typing.
    assert.ok(seen.off < PROOF_TOLERANCE, `${seen.off} levels apart`);
    assert.ok(seen.colors > 50);
  }));

test('failures say which asset, where and why', () =>
  open(async (page) => {
    await page.route('**/missing.png', (route) => route.fulfill({ status: 404 }));
    await page.route('**/cut.png', (route) => route.abort());
    const faults = await page.evaluate(async () => {
      const fault = (template, options) =>
        liveproof.createPreview(addCanvas(), { template, ...options }).then(
          () => Promise.reject(new Error('resolved')),
          ({ name, code, path, value, status, message }) => ({
            name,
            code,
            path,
            value: String(value).replace(location.origin, ''),
            status,
            message: message.replace(location.origin, ''),
          }),
        );
      const withLogo = (image) => withImages({ logo: image });
      return {
        missing: await fault(withLogo('missing.png')),
        cut: await fault(withLogo('cut.png')),
        template: await fault('missing.png'),
        version: await fault({ ...PLAQUE, liveproof: 2 }),
        view: await fault(PLAQUE, { view: 'back' }),
        saved: await fault(PLAQUE, { saved: { liveproof: 1, template: 'mug', selection: {} } }),
      };
    });
    assert.deepEqual(faults.missing, {
      name: 'LiveproofError',
      code: 'asset-failed',
      path: 'assets.logo',
      value: '/tests/browser/missing.png',
      status: 404,
      message: 'image "logo" at /tests/browser/missing.png was answered with 404',
    });
    assert.deepEqual([faults.cut.code, faults.cut.status], ['asset-failed', undefined]);
    assert.deepEqual([faults.template.code, faults.template.status], ['template-failed', 404]);
    assert.equal(faults.version.code, 'newer-version');
    assert.equal(faults.view.code, 'unknown-reference');
    assert.deepEqual([faults.saved.code, faults.saved.path], ['wrong-template', 'template']);
  }));

test('loading that never ends can be given up, and lets go of everything', () =>
  open(async (page) => {
    let failed;
    const gone = new Promise((resolve) => {
      failed = resolve;
    });
    await page.route('**/never.png', () => {});
    page.on('requestfailed', (request) => failed(request.url()));
    const seen = await page.evaluate(async () => {
      const canvas = addCanvas();
      const stop = new AbortController();
      const template = withImages({ logo: 'never.png' });
      const loading = liveproof.createPreview(canvas, { template, signal: stop.signal });
      const busy = await liveproof
        .createPreview(canvas, { template: PLAQUE })
        .catch(({ code }) => code);
      setTimeout(() => stop.abort(), 50);
      const error = await loading.catch(({ name }) => name);
      const preview = await liveproof.createPreview(canvas, { template: PLAQUE });
      return { busy, error, pixel: pixel(canvas), view: preview.view };
    });
    assert.deepEqual(seen, {
      busy: 'canvas-in-use',
      error: 'AbortError',
      pixel: RED,
      view: 'front',
    });
    assert.match(await gone, /never\.png$/);
  }));

test('one failure ends the other requests', () =>
  open(async (page) => {
    const failed = [];
    await page.route('**/never.png', () => {});
    await page.route('**/missing.png', (route) => route.fulfill({ status: 404 }));
    page.on('requestfailed', (request) => failed.push(request.url()));
    const code = await page.evaluate(() => {
      const template = withImages({ a: 'never.png', b: 'missing.png' });
      return liveproof.createPreview(addCanvas(), { template }).catch((error) => error.code);
    });
    assert.equal(code, 'asset-failed');
    await page.waitForTimeout(50);
    assert.ok(failed.some((url) => url.endsWith('never.png')));
  }));

test('a listener may free the preview', () =>
  open(async (page) => {
    const codes = await page.evaluate(async () => {
      const codes = [];
      for (const type of ['change', 'frame', 'issues']) {
        const preview = await liveproof.createPreview(addCanvas(), { template: PLAQUE });
        preview.addEventListener(type, () => preview.free());
        try {
          preview.set('name', '');
          preview.set('color', 'blue');
          preview.flush();
          await new Promise((resolve) => setTimeout(resolve, 5));
          codes.push('none');
          preview.flush();
        } catch ({ code }) {
          codes.push(code);
        }
      }
      return codes;
    });
    assert.deepEqual(codes, ['freed', 'none', 'freed', 'none', 'freed']);
  }));

test('it runs on an offscreen canvas too', () =>
  open(async (page) => {
    const seen = await page.evaluate(async () => {
      const canvas = new OffscreenCanvas(80, 10);
      const preview = await liveproof.createPreview(canvas, { template: PLAQUE });
      return [canvas.width, canvas.height, pixel(canvas), preview.price];
    });
    assert.deepEqual(seen, [80, 80, RED, 0]);
  }));

test('a replaced template keeps what both share, and a faulty one changes nothing', () =>
  open(async (page) => {
    const seen = await page.evaluate(async () => {
      const canvas = addCanvas('width: 200px');
      const asked = [];
      const assets = (id, url) => {
        asked.push(id);
        return url;
      };
      const preview = await liveproof.createPreview(canvas, { template: PLAQUE, assets });
      preview.set('name', 'Zoë');
      const changed = structuredClone(PLAQUE);
      changed.areas[0].layers[0].color = '#0000ff';
      changed.views[0].label = 'Face';
      await preview.replaceTemplate(changed, { assets });
      const replaced = [pixel(canvas), preview.selection.name, preview.views[0].label];

      const codes = [];
      const attempt = (template, options = { assets }) =>
        preview.replaceTemplate(template, options).catch((error) => codes.push(error.code));
      await attempt({ ...changed, areas: [] });
      await attempt({ ...changed, assets: { white: { image: 'nowhere.png' } } });
      const broken = { white: new TextEncoder().encode('no picture') };
      await attempt({ ...changed, assets: { white: { image: 'broken.png' } } }, { assets: broken });
      preview.set('name', 'Ada');
      preview.flush();
      const kept = [pixel(canvas), preview.selection.name, preview.views[0].label];

      const smaller = structuredClone(PLAQUE);
      smaller.options.splice(1, 1);
      smaller.views[0].height = 100;
      smaller.views[0].items[1].geometry.quad = [
        [0, 0],
        [200, 0],
        [200, 100],
        [0, 100],
      ];
      await preview.replaceTemplate(smaller, { assets });
      const size = [canvas.width, canvas.height];
      preview.free();
      await attempt(PLAQUE);
      return { asked, replaced, codes, kept, size };
    });
    assert.deepEqual(seen.asked, ['white', 'white']);
    assert.deepEqual(seen.replaced, [BLUE, 'Zoë', 'Face']);
    assert.deepEqual(seen.kept, [BLUE, 'Ada', 'Face']);
    assert.deepEqual(seen.size, [200, 100]);
    assert.equal(seen.codes.length, 4);
    assert.deepEqual([seen.codes[1], seen.codes[3]], ['asset-failed', 'freed']);
  }));

/** A picture of one red or green pixel, as bytes. */
const DOTS = `
  const dot = async (color) => {
    const canvas = new OffscreenCanvas(1, 1);
    const context = canvas.getContext('2d');
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
    return (await canvas.convertToBlob()).arrayBuffer();
  };
  const library = structuredClone(PLAQUE);
  library.assets = { ...library.assets, none: { image: 'none.png' } };
  library.options.push({ id: 'art', kind: 'image', choices: [{ id: 'off' }] });
  for (let i = 0; i < 50; i += 1) {
    library.assets['art' + i] = { image: 'art' + i + '.png' };
    library.options.at(-1).choices.push({ id: 'a' + i, image: 'art' + i });
  }
  library.areas[0].layers.push({
    kind: 'image', id: 'art', image: { option: 'art' }, box: [0, 0, 100, 100], fit: 'stretch',
  });
`;

test('a library is loaded choice by choice, and the canvas keeps its frame meanwhile', () =>
  open(async (page) => {
    const seen = await page.evaluate(`(async () => {
      ${DOTS}
      const asked = [];
      const waiting = new Map();
      const assets = (id, url) => {
        asked.push(id);
        return id === 'white' ? undefined : new Promise((resolve) => waiting.set(id, resolve));
      };
      const canvas = addCanvas('width: 100px');
      const preview = await liveproof.createPreview(canvas, { template: library, assets });
      const first = [...asked];
      const ready = [preview.ready];
      preview.addEventListener('issues', ({ detail }) => ready.push(detail.ready));
      preview.set('art', 'a3');
      preview.set('color', 'blue');
      preview.flush();
      const meanwhile = [preview.selection.art, pixel(canvas), preview.ready];
      preview.set('art', 'a4');
      preview.flush();
      await new Promise((resolve) => setTimeout(resolve, 20));
      waiting.get('art4')(await dot('#0f0'));
      waiting.get('art3')(await dot('#f00'));
      const proof = await preview.proof({ width: 10 });
      await new Promise((resolve) => setTimeout(resolve, 100));
      const after = [pixel(canvas), preview.ready, proof.size > 0];
      preview.set('art', 'a3');
      const again = [preview.flush() !== null, asked.length];
      return { first, meanwhile, after, again, asked, ready };
    })()`);
    assert.deepEqual(seen.first, ['white']);
    assert.deepEqual(seen.meanwhile, ['a3', RED, false]);
    assert.deepEqual(seen.after, [[0, 255, 0, 255], true, true]);
    assert.deepEqual(seen.again, [true, 3]);
    assert.deepEqual(seen.asked, ['white', 'art3', 'art4']);
    assert.deepEqual(seen.ready, [true, false, true]);
  }));

test('what does not come is left out, told, and tried again with the next edit', () =>
  open(async (page) => {
    const seen = await page.evaluate(`(async () => {
      ${DOTS}
      let tries = 0;
      const assets = (id) => {
        if (id === 'white') return undefined;
        tries += 1;
        return tries < 3 ? Promise.reject(new Error('offline')) : dot('#0f0');
      };
      const canvas = addCanvas('width: 100px');
      const preview = await liveproof.createPreview(canvas, { template: library, assets });
      const pause = () => new Promise((resolve) => setTimeout(resolve, 100));
      const state = () => [
        pixel(canvas), preview.ready, tries,
        ...preview.issues.map(({ code, option, data }) => [code, option, data.asset].join()),
      ];
      preview.set({ art: 'a7', color: 'blue' });
      await pause();
      const failed = state();
      await pause();
      const still = tries;
      preview.set('size', 30);
      await pause();
      const again = state();
      preview.set('size', 31);
      await pause();
      return { failed, still, again, come: state() };
    })()`);
    const issue = 'asset-failed,art,art7';
    assert.deepEqual(seen.failed, [BLUE, false, 1, issue]);
    assert.equal(seen.still, 1);
    assert.deepEqual(seen.again, [BLUE, false, 2, issue]);
    assert.deepEqual(seen.come, [[0, 255, 0, 255], true, 3]);
  }));
