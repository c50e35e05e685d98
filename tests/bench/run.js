/** The bench: `npm run bench`. README.md beside this file says what it measures. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from './browser.js';
import { bundle } from './bundle.js';
import { options, USAGE, WARM_UP } from './options.js';
import { photoScene } from './photo.js';
import { compare, makeAssets, SAME } from './pictures.js';
import { contenders, REFERENCE, scenes } from './registry.js';
import { figures, ratio, table } from './report.js';
import { serve } from './server.js';
import { percentile } from './statistics.js';
import { coldTurn, updateTurn } from './turn.js';

/** @typedef {import('./registry.js').Scene} Scene */
/** @typedef {import('./types.js').Contender} Contender */
/** @typedef {import('./report.js').Row} Row */

/** The scene that is measured apart: nobody takes turns with us at it. */
const PHOTO = 's8';

const OUTPUT = fileURLToPath(new URL('../output/bench', import.meta.url));

const wanted = options(process.argv.slice(2));
if (wanted.help) {
  console.log(USAGE);
} else {
  await main();
}

async function main() {
  const withPhoto = !wanted.scenes || wanted.scenes.includes(PHOTO);
  const allScenes = await scenes(wanted.scenes?.filter((name) => name !== PHOTO));
  const allContenders = await contenders(wanted.contenders);
  await rm(OUTPUT, { recursive: true, force: true });
  await mkdir(OUTPUT, { recursive: true });
  const vendors = allContenders.flatMap((contender) => contender.vendor ?? []);
  await bundle(vendors, join(OUTPUT, 'vendor'));
  const server = await serve();
  const browser = await launch();
  try {
    await makeAssets(browser, server.origin, join(OUTPUT, 'assets'));
    const machine = {
      cores: availableParallelism(),
      processor: cpus()[0]?.model.trim() ?? 'unknown',
      browser: `Chromium ${browser.version()}`,
      raster: 'software raster (--disable-gpu)',
      node: process.version,
    };
    console.log(Object.values(machine).join(', ').replace(/^/, 'cores: '));
    console.log(
      `milliseconds; ${wanted.rounds} rounds of ${wanted.updates} updates after ${WARM_UP}, one an animation frame; ` +
        `p50 and p95 are medians of the rounds; pictures count from ${SAME.whole} / ${SAME.focus} dB (whole / artwork)\n`,
    );
    const results = [];
    for (const scene of allScenes) {
      const rows = await runScene(browser, server.origin, scene, allContenders);
      console.log(`${table(scene, rows)}\n`);
      const ours = rows.find((row) => row.contender === 'liveproof');
      results.push({
        scene: scene.id,
        title: scene.title,
        budget: scene.budget,
        rows: rows.map((row) => ({ ...row, ...figures(row), timesOurs: ratio(row, ours) })),
      });
    }
    if (withPhoto) {
      results.push(await photoScene(browser, server.origin, OUTPUT, wanted.cold));
    }
    const json = JSON.stringify({ machine, options: wanted, same: SAME, results }, null, 2);
    await writeFile(join(OUTPUT, 'results.json'), `${json}\n`);
    console.log('pictures and results.json are in tests/output/bench');
  } finally {
    await browser.close();
    await server.close();
  }
}

/**
 * Lets the contenders take turns at a scene and compares their pictures.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} origin
 * @param {Scene} scene
 * @param {Contender[]} all
 * @returns {Promise<Row[]>}
 */
async function runScene(browser, origin, scene, all) {
  const last = WARM_UP + wanted.updates - 1;
  /** @type {Map<Contender, Row>} */
  const rows = new Map();
  for (const contender of all) {
    rows.set(contender, {
      contender: contender.id,
      note: await obstacle(origin, scene, contender),
      rounds: [],
    });
  }
  const picture = (/** @type {string} */ name) => `${scene.file}-${name}.png`;
  // Drawn afresh, not by updates: updates that leave something behind differ from it.
  const reference = await updateTurn(browser, origin, {
    scene,
    contender: REFERENCE,
    warmUp: 0,
    updates: 0,
    last,
  });
  await writeFile(join(OUTPUT, picture('reference')), reference.png);

  const rounds = scene.method === 'cold' ? wanted.cold : wanted.rounds;
  for (let round = 0; round < rounds; round++) {
    // Another one begins each time: nobody always has the machine's best moment.
    const turns = [...rows].map((_, i, list) => list[(i + round) % list.length]);
    for (const [contender, row] of turns) {
      if (row.note) continue;
      try {
        const png = await takeTurn(browser, origin, scene, contender, row, last);
        if (round === 0) await writeFile(join(OUTPUT, picture(contender.id)), png);
      } catch (error) {
        row.note = `failed: ${String(error instanceof Error ? error.message : error).split('\n')[0]}`;
        row.rounds = [];
      }
    }
  }
  for (const [contender, row] of rows) {
    if (row.rounds.length === 0) continue;
    row.picture = await compare(
      browser,
      origin,
      picture('reference'),
      picture(contender.id),
      scene.focus,
    );
  }
  return [...rows.values()];
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} origin
 * @param {Scene} scene
 * @param {Contender} contender
 * @param {Row} row gets the figures
 * @param {number} last
 * @returns {Promise<Buffer>} the picture at the end
 */
async function takeTurn(browser, origin, scene, contender, row, last) {
  if (scene.method === 'cold') {
    const { time, bytes, png } = await coldTurn(browser, origin, scene, contender);
    row.rounds.push({ p50: time, p95: time });
    row.bytes = bytes;
    return png;
  }
  const job = { scene, contender: contender.id, warmUp: WARM_UP, updates: wanted.updates, last };
  const { times, png } = await updateTurn(browser, origin, job);
  row.rounds.push({ p50: percentile(times, 0.5), p95: percentile(times, 0.95) });
  return png;
}

/**
 * Why a contender cannot take part, if it can't.
 *
 * @param {string} origin
 * @param {Scene} scene
 * @param {Contender} contender
 */
async function obstacle(origin, scene, contender) {
  if (scene.needs.some((need) => !contender.can.includes(need))) return 'cannot';
  if (!contender.requires) return undefined;
  const response = await fetch(new URL(contender.requires, origin), { method: 'HEAD' });
  return response.ok ? undefined : 'not built';
}
