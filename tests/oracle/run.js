/**
 * Holds the engine against what others made: `npm run oracle -- text`, `-- scripts`, `-- blend`,
 * `-- filters`, `-- svg`, `-- warp`.
 *
 * Each oracle is a folder beside this file: a `run.js`, or else a native program, an example of the
 * crate. It prints a line per case and fails when too few agree.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const names = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();

const [name, ...rest] = process.argv.slice(2);
if (name === undefined || !names.includes(name)) {
  console.error(`usage: npm run oracle -- <${names.join(' | ')}> [folder]`);
  process.exit(2);
}
const program = new URL(`${name}/run.js`, import.meta.url);
if (existsSync(program)) await import(program.href);
else runExample();

function runExample() {
  const { status } = spawnSync(
    'cargo',
    ['run', '--quiet', '--release', '--example', `oracle-${name}`, '--', ...rest],
    { cwd: fileURLToPath(new URL('../..', import.meta.url)), stdio: 'inherit' },
  );
  process.exit(status ?? 1);
}
