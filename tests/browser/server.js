export { startServer } from '../../xtask/server.js';
