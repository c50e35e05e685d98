/** The peers' libraries as a shop would ship them: bundled, shaken and minified by Vite. */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/**
 * Bundles `vendor/<name>.js` to `<folder>/<name>.js`.
 *
 * @param {string[]} names
 * @param {string} folder
 */
export async function bundle(names, folder) {
  for (const name of names) {
    await build({
      configFile: false,
      logLevel: 'error',
      root: fileURLToPath(new URL('.', import.meta.url)),
      build: {
        outDir: folder,
        emptyOutDir: false,
        target: 'es2022',
        minify: true,
        modulePreload: false,
        reportCompressedSize: false,
        rolldownOptions: {
          input: { [name]: fileURLToPath(new URL(`vendor/${name}.js`, import.meta.url)) },
          preserveEntrySignatures: 'strict',
          output: { format: 'es', entryFileNames: '[name].js' },
        },
      },
    });
  }
}
