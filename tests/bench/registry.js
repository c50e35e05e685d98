/** Scenes and contenders: every file of their folders is one. */
import { readdir } from 'node:fs/promises';

/** @typedef {import('./types.js').Scene & { file: string }} Scene */
/** @typedef {import('./types.js').Contender} Contender */

/** The contender whose pictures the others' are compared with. */
export const REFERENCE = 'canvas2d-tuned';
/** The contender that the others' times are divided by. */
export const OURS = 'liveproof';

/**
 * @param {string[]} [wanted] names of files
 * @returns {Promise<Scene[]>}
 */
export async function scenes(wanted) {
  const files = await pick('scenes', wanted);
  return Promise.all(
    files.map(async (file) => ({ ...(await import(`./scenes/${file}.js`)).scene, file })),
  );
}

/**
 * @param {string[]} [wanted] names of files
 * @returns {Promise<Contender[]>} ours first, then the reference, then by name
 */
export async function contenders(wanted) {
  const files = await pick('contenders', wanted);
  const rank = (/** @type {string} */ id) => [OURS, REFERENCE].indexOf(id) + 1 || 3;
  files.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
  return Promise.all(
    files.map(async (file) => (await import(`./contenders/${file}.js`)).contender),
  );
}

/**
 * @param {string} folder
 * @param {string[]} [wanted]
 */
async function pick(folder, wanted) {
  const found = await readdir(new URL(`${folder}/`, import.meta.url));
  const names = found.filter((name) => name.endsWith('.js')).map((name) => name.slice(0, -3));
  const unknown = wanted?.find((name) => !names.includes(name));
  if (unknown) throw new Error(`no "${unknown}" in ${folder}; there is ${names.sort().join(', ')}`);
  return names.filter((name) => !wanted || wanted.includes(name)).sort();
}
