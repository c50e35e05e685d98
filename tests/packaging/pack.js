/** Packs the package and installs it into a folder, as npm would from its registry. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Packs into `folder` and installs into `app`; returns the tarball's path, and the paths in it. */
export function pack(folder, app) {
  const [packed] = Object.values(
    JSON.parse(npm(ROOT, 'pack', '--json', '--pack-destination', folder)),
  );
  const tarball = join(folder, packed.filename);
  // Nothing but the tarball: the package has no dependencies.
  npm(app, 'install', '--offline', '--no-audit', '--no-fund', '--no-package-lock', tarball);
  return { tarball, files: packed.files.map(({ path }) => path) };
}

function npm(cwd, ...args) {
  const script = process.env.npm_execpath;
  const [command, first] = script ? [process.execPath, [script]] : ['npm', []];
  return execFileSync(command, [...first, ...args], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
