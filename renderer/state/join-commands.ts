import type { RequestOf } from '#core/rpc/requests.ts';
import { joinTexts } from '#renderer/texts/join-texts.ts';
import { filledText } from './filled-text.ts';
import { undo } from './project-commands.ts';
import { tellUntilNext } from './record-commands.ts';
import type { Workbench } from './workbench.ts';

/** Joins a table, and says how to take it back; whether it was joined. */
export async function joinTable(workbench: Workbench, request: RequestOf<'table/join'>): Promise<boolean> {
  const { engine, activity } = workbench;
  const done = await activity.run(joinTexts.joining, (options) => engine.request('table/join', request, options));
  if (!done) return false;
  const message = filledText(joinTexts.joined, { count: done.joined });
  tellUntilNext(workbench, message, { label: joinTexts.undo, run: () => void undo(workbench) });
  return true;
}
