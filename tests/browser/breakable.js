/**
 * Makes a page on which the engine can be stopped: `globalThis.trap = { engine_set: 1 }` makes the next
 * call of that export trap. The engine has no switch for it, so the page's `WebAssembly` hands out
 * instances some of whose exports run into a real `unreachable`.
 */
export function breakable(page) {
  return page.addInitScript(() => {
    globalThis.trap = {};
    // (module (func (export "f") unreachable))
    const bytes = [
      0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0,
    ];
    const code = [10, 5, 1, 3, 0, 0, 11];
    const { Instance, Module } = WebAssembly;
    const { f } = new Instance(new Module(new Uint8Array([...bytes, ...code]))).exports;
    const wrap = (instance) => {
      const exports = Object.fromEntries(
        Object.entries(instance.exports).map(([name, value]) => {
          if (typeof value !== 'function') return [name, value];
          const call = (...args) => {
            if (trap[name] > 0) {
              trap[name] -= 1;
              f();
            }
            return value(...args);
          };
          return [name, call];
        }),
      );
      return { exports };
    };
    WebAssembly.Instance = class {
      constructor(module, imports) {
        // biome-ignore lint/correctness/noConstructorReturn: stands in for a constructor of exports
        return wrap(new Instance(module, imports));
      }
    };
    for (const name of ['instantiate', 'instantiateStreaming']) {
      const original = WebAssembly[name];
      WebAssembly[name] = async (...args) => {
        const { instance, module } = await original.apply(WebAssembly, args);
        return { instance: wrap(instance), module };
      };
    }
  });
}
