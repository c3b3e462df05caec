import { contextBridge, ipcRenderer, webUtils } from 'electron';
import {
  type DoorReply,
  type DoorVerb,
  type DoorVerbs,
  doorChannel,
  doorName,
  eventChannel,
  type HostDoor,
  type HostEvent,
} from '#core/rpc/host-door.ts';

/**
 * All that the page gets of the desktop program: these verbs, with exactly their arguments, and plain events. The bridge
 * copies whatever passes, so that neither side holds an object of the other.
 */

function call<Verb extends DoorVerb>(
  verb: Verb,
  ...input: Parameters<DoorVerbs[Verb]>
): Promise<DoorReply<ReturnType<DoorVerbs[Verb]>>> {
  return ipcRenderer.invoke(doorChannel(verb), ...input);
}

const door: HostDoor = {
  chooseProject: () => call('project/choose'),
  openProject: (token) => call('project/open', token),
  saveProject: (token, suggestedName, bytes) => call('project/save', token, suggestedName, bytes),
  chooseFiles: (accept) => call('file/choose', accept),
  registerFile: async (file) => {
    // The page hands over a file it was given; where that lies it does not learn.
    const path = webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0]);
    return path === '' ? { ok: true, value: undefined } : call('file/register', path);
  },
  readFile: (token, start, length) => call('file/read', token, start, length),
  siblingFile: (token, name) => call('file/sibling', token, name),
  saveFile: (suggestedName, type, bytes) => call('file/save', suggestedName, type, bytes),
  appendJournal: (token, entry) => call('journal/append', token, entry),
  discardJournal: (token) => call('journal/discard', token),
  unsavedJournal: () => call('journal/unsaved'),
  recentProjects: () => call('recent/list'),
  forgetRecent: (token) => call('recent/forget', token),
  ready: () => call('window/ready'),
  setUnsaved: (unsaved) => call('window/set-unsaved', unsaved),
  setLanguage: (language) => call('window/set-language', language),
  setShortcuts: (shortcuts) => call('window/set-shortcuts', shortcuts),
  printPdf: () => call('window/print-pdf'),
  close: () => call('window/close'),
  onEvent: (listener) => {
    const receive = (_event: unknown, event: HostEvent): void => listener(event);
    ipcRenderer.on(eventChannel, receive);
    return () => {
      ipcRenderer.off(eventChannel, receive);
    };
  },
};

contextBridge.exposeInMainWorld(doorName, door);
