/** Bundles the playground's editor into `www/build/`, unless that is newer than what it is made of. */
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SOURCE = new URL('../www/playground/editor.js', import.meta.url);
const LOCK = new URL('../package-lock.json', import.meta.url);
const BUILT = new URL('../www/build/editor.js', import.meta.url);

export async function bundleEditor() {
  const age = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (age(BUILT) > Math.max(age(SOURCE), age(LOCK))) return;
  const { build } = await import('vite');
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    root: fileURLToPath(new URL('..', import.meta.url)),
    build: {
      lib: { entry: fileURLToPath(SOURCE), formats: ['es'], fileName: () => 'editor.js' },
      outDir: fileURLToPath(new URL('.', BUILT)),
      emptyOutDir: true,
    },
  });
}
