import path from 'node:path';
import { createServer, loadConfigFromFile } from 'vite';

/** `npm run dev`: the page in a browser on loopback, from its sources, reloaded as they change. */

const root = path.join(import.meta.dirname, '..');
const loaded = await loadConfigFromFile(
  { command: 'serve', mode: 'development' },
  path.join(root, 'electron.vite.config.ts'),
  root,
);
const server = await createServer({ ...loaded.config.renderer, configFile: false, server: { host: '127.0.0.1' } });
await server.listen();
server.printUrls();
