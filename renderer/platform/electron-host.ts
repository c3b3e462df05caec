import type { FileSource } from '#core/platform/platform.ts';
import type { HostDoor } from '#core/rpc/host-door.ts';
import { unwrap } from './door-reply.ts';
import { takeDropped } from './dropped-files.ts';
import { doorSource, pageSources } from './file-sources.ts';
import type { Host, HostEvent } from './host.ts';
import { HostOrder } from './host-order.ts';
import { fetchSample } from './sample-project.ts';

/** The host of the desktop program: everything goes through the door that its preload script has put on the window. */
export function createElectronHost(door: HostDoor): Host {
  const order = new HostOrder();
  const onEvent = listenTo(door);

  return {
    kind: 'electron',
    chooseProject: async () => unwrap(await door.chooseProject()),
    openProject: (place) => order.run(async () => unwrap(await door.openProject(place.token))),
    openSample: fetchSample,
    chooseFiles: async (accept) => unwrap(await door.chooseFiles(accept)).map((file) => doorSource(door, file)),
    async droppedFiles(transfer) {
      const given = await takeDropped(transfer);
      const inPage = pageSources(given);
      return Promise.all(
        given.map(async ({ file }, index) => {
          // A file that is not on the disk (dragged out of another program) is read from the page.
          const onDisk = unwrap(await door.registerFile(file));
          return onDisk === undefined ? (inPage[index] as FileSource) : doorSource(door, onDisk);
        }),
      );
    },
    saveProject: (place, suggestedName, bytes) =>
      order.save(place, async () => unwrap(await door.saveProject(place?.token, suggestedName, bytes))),
    saveFile: async (suggestedName, type, bytes) => unwrap(await door.saveFile(suggestedName, type, bytes)),
    appendJournal: (place, entry) =>
      order.append(place, async (target) => unwrap(await door.appendJournal(target?.token, entry))),
    discardJournal: (place) => order.run(async () => unwrap(await door.discardJournal(place?.token))),
    unsavedJournal: () => order.run(async () => unwrap(await door.unsavedJournal())),
    recentProjects: async () => unwrap(await door.recentProjects()),
    forgetRecent: async (place) => unwrap(await door.forgetRecent(place.token)),
    setUnsaved: (unsaved) => void door.setUnsaved(unsaved),
    setLanguage: (language) => void door.setLanguage(language),
    setShortcuts: (shortcuts) => void door.setShortcuts(shortcuts),
    onEvent,
    pagePdf: async () => unwrap(await door.printPdf()),
    close: () => void door.close(),
  };
}

/** Events of the door for any number of listeners; those that come while there is none wait for the next. */
function listenTo(door: HostDoor): Host['onEvent'] {
  const listeners = new Set<(event: HostEvent) => void>();
  const waiting: HostEvent[] = [];
  let listening = false;

  return (listener) => {
    listeners.add(listener);
    for (const event of waiting.splice(0)) listener(event);
    if (!listening) {
      listening = true;
      door.onEvent((event) => {
        if (listeners.size === 0) waiting.push(event);
        for (const each of listeners) each(event);
      });
      void door.ready();
    }
    return () => {
      listeners.delete(listener);
    };
  };
}
