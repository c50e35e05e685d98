/** Debian's packages, for what a developer's machine may lack. */
import { spawnSync } from 'node:child_process';

/** Installs packages where that needs no question: as root, with apt. Says what for. */
export function aptInstall(packages, what) {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return;
  console.log(`Installing ${what}`);
  apt('update');
  apt('install', '--yes', '--no-install-recommends', ...packages);
}

function apt(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', args, { stdio: ['ignore', 'inherit', 'inherit'], env });
}
