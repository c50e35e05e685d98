/** `npm start`: everything from a fresh clone to the demo shop on this machine. */
import { startServer } from './server.js';
import { build, installModules, ROOT } from './setup.js';

const DEFAULT_PORT = 8080;

installModules();
await build();

const port = process.env.PORT === undefined ? undefined : Number(process.env.PORT);
const options = { folders: ['www', 'pkg'], home: '/www/' };
const server = await startServer(ROOT, { ...options, port: port ?? DEFAULT_PORT }).catch(
  (error) => {
    // A port that was asked for is not exchanged for another.
    if (error.code === 'EADDRINUSE' && port === undefined) return startServer(ROOT, options);
    console.error(`The server does not start: ${error.message}`);
    process.exit(1);
  },
);
console.log(`The demo shop is at ${server.url}`);
