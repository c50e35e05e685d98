import { mount } from 'svelte';
import ProductPage from './ProductPage.svelte';

mount(ProductPage, {
  target: document.getElementById('app'),
  props: { template: '/products/mug/template.json' },
});
