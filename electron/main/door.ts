import { type IpcMain, type IpcMainInvokeEvent, ipcMain } from 'electron';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { type DoorReply, type DoorVerb, type DoorVerbs, doorChannel } from '#core/rpc/host-door.ts';
import { argumentShapes, fitsShape } from './argument-shapes.ts';
import { isPageAddress } from './page-address.ts';

type Result<Verb extends DoorVerb> = ReturnType<DoorVerbs[Verb]>;

/** What the desktop program does for each verb. */
export type DoorHandlers = {
  readonly [Verb in DoorVerb]: (...input: Parameters<DoorVerbs[Verb]>) => Result<Verb> | Promise<Result<Verb>>;
};

/**
 * The one door between page and desktop program. A call goes through when it comes from the page itself (main frame of a
 * window that `isOurs`, at the page's own address) and its arguments have the shape that the verb declares; anything else is
 * refused with a sentence that says what was wrong.
 */
export function openDoor(
  handlers: DoorHandlers,
  isOurs: (contentsId: number) => boolean,
  ipc: IpcMain = ipcMain,
): void {
  for (const verb of Object.keys(argumentShapes) as DoorVerb[]) listen(ipc, verb, handlers, isOurs);
}

function listen<Verb extends DoorVerb>(
  ipc: IpcMain,
  verb: Verb,
  handlers: DoorHandlers,
  isOurs: (contentsId: number) => boolean,
): void {
  ipc.handle(doorChannel(verb), async (event, ...input: unknown[]): Promise<DoorReply<Result<Verb>>> => {
    const reason = refusal(event, isOurs);
    if (reason !== undefined) throw new Error(`${verb} refused: ${reason}`);
    if (!fitsShape(verb, input)) throw new Error(`${verb} refused: its arguments do not have the declared shape`);
    try {
      return { ok: true, value: await handlers[verb](...input) };
    } catch (thrown) {
      const { code, parameters } = WorkbenchError.from(thrown);
      return { ok: false, error: { code, parameters } };
    }
  });
}

/** Why a sender is not the page; undefined when it is. */
function refusal(event: IpcMainInvokeEvent, isOurs: (contentsId: number) => boolean): string | undefined {
  if (!isOurs(event.sender.id)) return 'the sender is no window of this program';
  const frame = event.senderFrame;
  if (frame === null) return 'the sending frame is gone';
  if (frame.parent !== null) return 'the sender is not the main frame';
  if (!isPageAddress(frame.url)) return `the sender is at ${frame.url}`;
  return undefined;
}
