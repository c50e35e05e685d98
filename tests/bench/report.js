/** The table. */

import { OURS } from './registry.js';
import { median } from './statistics.js';

/**
 * @typedef {object} Row one contender at one scene
 * @property {string} contender
 * @property {string} [note] why there are no figures
 * @property {{ p50: number, p95: number }[]} rounds milliseconds
 * @property {{ whole: number, focus: number, same: boolean }} [picture] dB against the reference
 * @property {import('./bytes.js').Bytes} [bytes] of the library, over the wire
 */

/** @param {Row} row */
export function figures(row) {
  if (row.rounds.length === 0) return undefined;
  return { p50: median(row.rounds.map((r) => r.p50)), p95: median(row.rounds.map((r) => r.p95)) };
}

/**
 * How many times as long as ours: the median of the rounds' ratios, since the machine's speed changes between
 * rounds and only what ran side by side can be divided.
 *
 * @param {Row} row
 * @param {Row | undefined} ours
 */
export function ratio(row, ours) {
  if (!ours || ours === row || !counts(row) || !counts(ours)) return undefined;
  const pairs = Math.min(row.rounds.length, ours.rounds.length);
  if (pairs === 0) return undefined;
  return median(Array.from({ length: pairs }, (_, i) => row.rounds[i].p50 / ours.rounds[i].p50));
}

/**
 * Whether a row's figures may be compared: its picture is the reference's.
 *
 * @param {Row} row
 */
export const counts = (row) => row.picture?.same === true;

/**
 * @param {import('./types.js').Scene} scene
 * @param {Row[]} rows
 * @returns {string}
 */
export function table(scene, rows) {
  const ours = rows.find((row) => row.contender === OURS);
  const cold = scene.method === 'cold';
  const head = [
    `${scene.id} ${scene.title}`,
    'p50',
    'p95',
    '× ours',
    'picture, dB',
    cold ? 'raw / gzip / brotli, KB' : '',
    'budget',
  ];
  const lines = rows.map((row) => {
    const times = figures(row);
    if (!times) return [row.contender, row.note ?? '', '', '', '', '', ''];
    const times_ours = ratio(row, ours);
    return [
      row.contender,
      ms(times.p50),
      // A cold start is one figure a round.
      cold ? '–' : ms(times.p95),
      times_ours === undefined ? (row === ours ? '1' : '–') : times_ours.toFixed(2),
      picture(row),
      row.bytes ? [row.bytes.raw, row.bytes.gzip, row.bytes.brotli].map(kilobytes).join(' / ') : '',
      row === ours ? budget(scene, times) : '',
    ];
  });
  return format([head, ...lines]);
}

/** @param {Row} row */
function picture(row) {
  if (!row.picture) return 'not compared';
  const { whole, focus, same } = row.picture;
  return `${whole.toFixed(1)} / ${focus.toFixed(1)}${same ? '' : ' DIFFERS: INVALID'}`;
}

/**
 * @param {import('./types.js').Scene} scene
 * @param {{ p50: number, p95: number }} times
 */
function budget(scene, times) {
  if (!scene.budget) return '';
  const { p50, p95 } = scene.budget;
  const over = times.p50 > p50 || (p95 !== undefined && times.p95 > p95);
  return `${p95 === undefined ? p50 : `${p50} / ${p95}`} ${over ? 'OVER' : 'ok'}`;
}

/** @param {number} value */
const ms = (value) => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);

/** @param {number} value */
const kilobytes = (value) => (value / 1000).toFixed(1);

/** @param {string[][]} cells */
function format(cells) {
  const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  // A note takes the room of the columns it leaves empty.
  widths[1] = Math.max(...cells.filter((row) => row[2] !== '').map((row) => row[1].length));
  const lines = cells.map((row) =>
    row
      .map((cell, column) =>
        column === 0 || column === 4 || row[2] === ''
          ? cell.padEnd(widths[column])
          : cell.padStart(widths[column]),
      )
      .join('  ')
      .trimEnd(),
  );
  lines.splice(1, 0, '-'.repeat(Math.max(...lines.map((line) => line.length))));
  return lines.join('\n');
}
