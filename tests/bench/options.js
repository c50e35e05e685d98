/** What the command line says. */
import { parseArgs } from 'node:util';

export const USAGE = `usage: node tests/bench/run.js [options]

  --scenes S1,S3          only these scenes (S1×2 may be written S1x2)
  --contenders a,b        only these contenders (names of files in tests/bench/contenders)
  --rounds 3              how often the contenders take turns
  --updates 200           measured updates a turn
  --cold 5                cold starts of a contender
`;

/** Updates before the measured ones. */
export const WARM_UP = 20;

/** @param {string[]} argv */
export function options(argv) {
  const { values } = parseArgs({
    args: argv,
    options: {
      scenes: { type: 'string' },
      contenders: { type: 'string' },
      rounds: { type: 'string', default: '3' },
      updates: { type: 'string', default: '200' },
      cold: { type: 'string', default: '5' },
      help: { type: 'boolean', default: false },
    },
  });
  return {
    help: values.help,
    scenes: values.scenes?.split(',').map(fileName),
    contenders: values.contenders?.split(',').map(fileName),
    rounds: count('rounds', values.rounds),
    updates: count('updates', values.updates),
    cold: count('cold', values.cold),
  };
}

/** @param {string} name */
const fileName = (name) => name.trim().toLowerCase().replace('×', 'x');

/**
 * @param {string} name
 * @param {string} value
 */
function count(name, value) {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1)
    throw new Error(`--${name} takes a whole number above 0`);
  return number;
}
