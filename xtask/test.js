/** `npm test`: builds, runs every test, and ends with one line of counts. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './chromium.js';
import { build, installModules, ROOT } from './setup.js';

installModules();
await build();
const chromium = ensureChromium();

const counts = { passed: 0, failed: 0 };
await cargoTests();
await typesAreFresh();
await nodeTests();
console.log(`\n${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed === 0 ? 0 : 1;

async function cargoTests() {
  await cargoTest('--workspace', '--features', 'liveproof/schema', '--no-fail-fast');
  // Letters by fontdue are not the goldens', so what that feature does is tested alone.
  await cargoTest('--package', 'liveproof', '--features', 'fontdue', '--test', 'text', 'fontdue');
}

async function cargoTest(...args) {
  const { output, status } = await shown('cargo', ['test', ...args]);
  let failed = 0;
  for (const [, passes, fails] of output.matchAll(/test result: .*?(\d+) passed; (\d+) failed/g)) {
    counts.passed += Number(passes);
    failed += Number(fails);
  }
  // A test that does not compile or aborts is not counted by cargo.
  counts.failed += status !== 0 && failed === 0 ? 1 : failed;
}

/** The types and the schema that are generated from the Rust types are those that are committed. */
async function typesAreFresh() {
  const { status } = await shown('cargo', ['xtask', 'types', '--check']);
  if (status === 0) counts.passed += 1;
  else counts.failed += 1;
}

async function nodeTests() {
  const files = ['node', 'packaging', 'browser'].flatMap((folder) =>
    readdirSync(join(ROOT, 'tests', folder))
      .filter((name) => name.endsWith('.test.js'))
      .map((name) => join('tests', folder, name)),
  );
  const folder = mkdtempSync(join(tmpdir(), 'liveproof-'));
  const tap = join(folder, 'results.tap');
  const reporters = [
    ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
    ...['--test-reporter=tap', `--test-reporter-destination=${tap}`],
  ];
  // One file at a time: browsers that share two cores run into their time limits.
  const args = ['--test', '--test-concurrency=1', ...reporters, ...files];
  const { status } = await shown(process.execPath, args, { CHROME_PATH: chromium });
  const summary = readFileSync(tap, 'utf8');
  rmSync(folder, { recursive: true });
  const count = (what) => Number(summary.match(new RegExp(`^# ${what} (\\d+)$`, 'm'))?.[1] ?? 0);
  const failed = count('fail') + count('cancelled');
  counts.passed += count('pass');
  counts.failed += status !== 0 && failed === 0 ? 1 : failed;
}

/** Runs a tool, shows what it says, and returns that without colors. */
function shown(command, args, env = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      process.stdout.write(text);
      output += text;
    });
    child.on('error', (error) => {
      console.error(`${command} does not start: ${error.message}`);
      done({ output, status: 1 });
    });
    child.on('close', (status) => done({ output, status }));
  });
}
