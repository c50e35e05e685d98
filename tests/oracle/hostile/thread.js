/** Takes files in, one after the other. A trap that gets out of the intake ends the thread. */
import { parentPort } from 'node:worker_threads';
import { INTAKES } from './intakes.js';

parentPort.on('message', async ({ intake, file }) => {
  const { take } = INTAKES.find(({ name }) => name === intake);
  parentPort.postMessage(await take(new Uint8Array(file)));
});
