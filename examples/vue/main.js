import { createApp } from 'vue';
import ProductPage from './ProductPage.vue';

createApp(ProductPage, { template: '/products/mug/template.json' }).mount('#app');
