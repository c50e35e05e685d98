/** `npm run build`: the package in `pkg/`, from a fresh clone too. */
import { build, installModules } from './setup.js';

installModules();
await build();
