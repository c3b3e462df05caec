import type { doorName, HostDoor } from '#core/rpc/host-door.ts';
import { createBrowserHost } from './browser-host.ts';
import { createElectronHost } from './electron-host.ts';
import type { Host } from './host.ts';

declare global {
  interface Window {
    /** Put there by the preload script of the desktop program; absent in a browser. */
    readonly [doorName]?: HostDoor;
  }
}

/** The host that this page runs in: the desktop program when its door is there, otherwise a browser. */
export function chooseHost(): Host {
  const door = window.cityloomDoor;
  return door === undefined ? createBrowserHost() : createElectronHost(door);
}
