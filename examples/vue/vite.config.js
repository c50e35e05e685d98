import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

/** Tags that are custom elements, not Vue's components. */
const isCustomElement = (tag) => tag === 'live-proof' || tag === 'option-picker';

export default defineConfig({
  plugins: [vue({ template: { compilerOptions: { isCustomElement } } })],
});
