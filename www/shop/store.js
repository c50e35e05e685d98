/**
 * The place of the cart: the browser's own database, which keeps pictures as files. Where the browser
 * refuses one, the cart lasts as long as the page.
 */
const memory = new Map();
const opened = open().catch(() => undefined);

function open() {
  return new Promise((done, fail) => {
    const request = indexedDB.open('kindly-made', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('items', { keyPath: 'id' });
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
}

/** Does something with the database; `undefined` when there is none, or it refuses. */
async function ask(mode, work) {
  const database = await opened;
  return (
    database &&
    new Promise((done) => {
      const transaction = database.transaction('items', mode);
      const request = work(transaction.objectStore('items'));
      transaction.oncomplete = () => done({ result: request.result });
      transaction.onabort = () => done(undefined);
    })
  );
}

/** All items, the newest first. */
export async function readItems() {
  const kept = await ask('readonly', (items) => items.getAll());
  const all = new Map([...(kept?.result ?? []).map((item) => [item.id, item]), ...memory]);
  return [...all.values()].sort((a, b) => b.added - a.added);
}

/** Keeps an item, in the place of the one with its id. */
export async function keepItem(item) {
  if (!(await ask('readwrite', (items) => items.put(item)))) memory.set(item.id, item);
}

/** Forgets an item. */
export async function forgetItem(id) {
  memory.delete(id);
  await ask('readwrite', (items) => items.delete(id));
}
