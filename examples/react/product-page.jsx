import { useRef, useState } from 'react';
import 'liveproof/elements';

export function ProductPage({ template }) {
  const proof = useRef(null);
  const [state, setState] = useState({ ready: false, price: 0 });
  const [cart, setCart] = useState([]);

  // What the page shows of the preview is read again whenever it changed.
  const read = () => {
    const { preview } = proof.current;
    setState({ ready: preview.ready, price: preview.price });
  };

  const add = async (event) => {
    event.preventDefault();
    const { preview } = proof.current;
    const { saved, description } = preview;
    const picture = URL.createObjectURL(await preview.proof({ type: 'image/webp', width: 300 }));
    setCart((lines) => [...lines, { saved, description, picture }]);
  };

  return (
    <form onSubmit={add}>
      <live-proof
        ref={proof}
        id="design"
        name="design"
        template={template}
        onready={read}
        onchange={read}
        onissues={read}
      />
      <option-picker for="design" />
      <output>{state.price.toFixed(2)}</output>
      <button type="submit" disabled={!state.ready}>
        Add to cart
      </button>
      <ul>
        {cart.map(({ picture, description }) => (
          <li key={picture}>
            <img src={picture} alt={description} width="150" />
          </li>
        ))}
      </ul>
    </form>
  );
}
