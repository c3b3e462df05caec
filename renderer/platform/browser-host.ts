import { chooseSavePlace, download, uploadFiles, writeHandle } from './browser-files.ts';
import { BrowserProjects } from './browser-projects.ts';
import { takeDropped } from './dropped-files.ts';
import { pageSources } from './file-sources.ts';
import type { Host } from './host.ts';
import { HostOrder } from './host-order.ts';
import { fetchSample } from './sample-project.ts';
import { unsavedMark } from './unsaved-mark.ts';

/** The host of a browser page on loopback: files by the browser's own means, the rest in its storage for this origin. */
export function createBrowserHost(): Host {
  const order = new HostOrder();
  const projects = new BrowserProjects();
  const mark = unsavedMark(document);

  return {
    kind: 'browser',
    chooseProject: () => projects.choose(),
    openProject: (place) => order.run(() => projects.open(place)),
    openSample: fetchSample,
    async chooseFiles(accept) {
      const files = await uploadFiles(accept, true);
      return pageSources(files.map((file) => ({ file, folder: '' })));
    },
    droppedFiles: async (transfer) => pageSources(await takeDropped(transfer)),
    saveProject: (place, suggestedName, bytes) => order.save(place, () => projects.save(place, suggestedName, bytes)),
    async saveFile(suggestedName, type, bytes) {
      const target = await chooseSavePlace(suggestedName, false);
      if (target === undefined) return undefined;
      if (target === 'download') {
        download(suggestedName, type, bytes);
        return suggestedName;
      }
      await writeHandle(target, bytes);
      return target.name;
    },
    appendJournal: (place, entry) => order.append(place, (target) => projects.appendJournal(target, entry)),
    discardJournal: (place) => order.run(() => projects.discardJournal(place)),
    unsavedJournal: () => order.run(() => projects.unsavedJournal()),
    recentProjects: () => projects.recents(),
    forgetRecent: (place) => projects.forget(place),
    setUnsaved: (unsaved) => {
      mark(unsaved);
      if (unsaved) globalThis.addEventListener('beforeunload', askBeforeLeaving);
      else globalThis.removeEventListener('beforeunload', askBeforeLeaving);
    },
    // The browser's dialogs and menus are in its own language.
    setLanguage: () => undefined,
    setShortcuts: () => undefined,
    // A browser tells a page nothing of this kind.
    onEvent: () => () => undefined,
    close: () => {
      globalThis.removeEventListener('beforeunload', askBeforeLeaving);
      globalThis.close();
    },
  };
}

function askBeforeLeaving(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
