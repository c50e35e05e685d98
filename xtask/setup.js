/**
 * Makes a fresh clone ready: tools from npm, the Rust toolchain, `pkg/`. Runs on plain Node, before
 * anything is installed, and does nothing that is already done.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Runs a tool where the repository is; ends this process when it fails. */
export function run(command, args, what) {
  const { status, error } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit' });
  if (status === 0) return;
  const why = error ? `${command} does not start (${error.code})` : `${command} failed`;
  console.error(`${what}: ${why}`);
  process.exit(status || 1);
}

/** Installs the npm packages of the lock file, unless they are there. */
export function installModules() {
  if (modulesAreThere()) return;
  console.log('Installing the development tools from npm');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund'];
  if (npm) run(process.execPath, [npm, ...args], 'npm ci');
  else run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, 'npm ci');
}

/** Whether `node_modules` holds what the lock file names; npm notes in it what it installed. */
function modulesAreThere() {
  try {
    const wanted = readJson('package-lock.json').packages;
    const there = readJson('node_modules/.package-lock.json').packages;
    return Object.entries(wanted).every(
      ([path, { version, optional, peer }]) =>
        path === '' || there[path]?.version === version || (!there[path] && (optional || peer)),
    );
  } catch {
    return false;
  }
}

function readJson(path) {
  return JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8'));
}

/** Says what to install when there is no Rust. rustup reads the version from rust-toolchain.toml. */
function checkRust() {
  if (spawnSync('cargo', ['--version'], { cwd: ROOT }).status === 0) return;
  console.error('Rust is not installed: get it from https://rustup.rs, then run this again.');
  process.exit(1);
}

/** Builds `pkg/`, for which the wasm32 target is added by the build itself, and the playground's editor. */
export async function build() {
  checkRust();
  run('cargo', ['xtask', 'build'], 'cargo xtask build');
  const { bundleEditor } = await import('./editor.js');
  await bundleEditor();
}
