import { createRoot } from 'react-dom/client';
import { ProductPage } from './product-page.jsx';

createRoot(document.getElementById('app')).render(
  <ProductPage template="/products/mug/template.json" />,
);
