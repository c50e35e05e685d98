/**
 * `npm run oracle -- hostile [DIR]`: every file of a folder through the intake that fits it, in a thread of its own.
 * Without a folder, damaged and made-up files of the formats that are read, the same in every run.
 *
 * A table: input → code → milliseconds → peak memory. It fails on a trap, on what takes longer than the intake's limit
 * (and for what is accepted, than its size allows), and on a wrong acceptance: a file that we take and another program
 * refuses, or both take with other pixels. What we alone refuse is told, and is no failure.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { INTAKES } from './intakes.js';
import { mutants } from './mutants.js';

/** Milliseconds after which a file counts as one that hangs for good. */
const GIVE_UP = 20_000;

/** Milliseconds for each megapixel of what is accepted: it is work, not a hang. */
const PER_MEGAPIXEL = 100;

/** A thread that takes files in; another one after a trap or a hang. */
class Thread {
  #worker;

  /**
   * @param {string} intake name of one of {@link INTAKES}
   * @param {Uint8Array} file
   * @returns {Promise<{ code: string, time: number, peak: number, pixels?: object, message?: string }>}
   */
  take(intake, file) {
    this.#worker ??= new Worker(new URL('thread.js', import.meta.url));
    const worker = this.#worker;
    return new Promise((resolve) => {
      const end = (result, broken) => {
        clearTimeout(timer);
        worker.removeAllListeners('message').removeAllListeners('error');
        if (broken) this.stop();
        resolve(result);
      };
      const timer = setTimeout(() => end({ code: 'HANG', time: GIVE_UP, peak: 0 }, true), GIVE_UP);
      worker.once('message', (result) => end(result, false));
      worker.once('error', ({ message }) => end({ code: 'TRAP', time: 0, peak: 0, message }, true));
      worker.postMessage({ intake, file });
    });
  }

  stop() {
    this.#worker?.terminate();
    this.#worker = undefined;
  }
}

async function* inputs(folder) {
  if (!folder) return yield* mutants();
  for (const name of (await readdir(folder, { recursive: true })).sort()) {
    const path = join(folder, name);
    if ((await stat(path)).isFile()) yield { name, file: await readFile(path) };
  }
}

const [folder] = process.argv.slice(3);
const thread = new Thread();
// What is compiled once is no part of the first file's time.
await thread.take(INTAKES[0].name, new Uint8Array());
const counts = { taken: 0, refused: 0, stricter: 0, failed: 0 };
for await (const { name, file } of inputs(folder)) {
  const intake = INTAKES.find(({ fits }) => fits(file));
  if (!intake) continue;
  const { code, time, peak, pixels, message } = await thread.take(intake.name, file);
  const megapixels = pixels?.width ? (pixels.width * pixels.height) / 1e6 : 0;
  const limit = intake.limit + megapixels * PER_MEGAPIXEL;
  let fault = '';
  if (code === 'TRAP' || code === 'engine-trapped') fault = `a trap: ${message ?? ''}`;
  else if (time > limit) fault = `longer than ${Math.round(limit)} ms`;
  else fault = (await intake.judge(file, pixels)) ?? '';
  const stricter = fault.startsWith('(');
  if (fault && !stricter) counts.failed += 1;
  if (stricter) counts.stricter += 1;
  counts[pixels ? 'taken' : 'refused'] += 1;
  const memory = `${(peak / 2 ** 20).toFixed(1).padStart(7)} MiB`;
  console.log(
    `${name.slice(-52).padEnd(53)}${(code || 'taken').padEnd(20)}${time.toFixed(1).padStart(8)} ms${memory}  ${fault}`,
  );
}
thread.stop();
console.log(
  `\n${counts.taken} taken, ${counts.refused} refused (${counts.stricter} by us alone), ${counts.failed} failed`,
);
process.exitCode = counts.failed === 0 && counts.taken + counts.refused > 0 ? 0 : 1;
