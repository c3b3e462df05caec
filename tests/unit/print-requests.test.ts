import { expect, test } from 'vitest';
import { printRequests } from '#core/engine/print-requests.ts';
import type { Session } from '#core/engine/session.ts';
import { baselineId } from '#core/model/ids.ts';
import { newPrintLayout } from '#core/model/print-layout.ts';

test('a sheet that nobody wants any more when its turn comes is not drawn', async () => {
  let turn = (): void => undefined;
  const session = {
    host: { timer: { start: (_wait: number, then: () => void) => (turn = then) } },
    get project(): never {
      throw new Error('it was drawn');
    },
  } as unknown as Session;
  const overtaken = new AbortController();
  const layout = newPrintLayout('one', 'Plan', 'en', baselineId);
  const draw = (signal?: AbortSignal) =>
    printRequests['print/draw-sheet'](session, { layout }, signal ? { signal } : {});
  const given = draw(overtaken.signal);
  overtaken.abort();
  turn();
  await expect(given).rejects.toMatchObject({ code: 'command/cancelled' });
  const wanted = draw();
  turn();
  await expect(wanted).rejects.toThrow('it was drawn');
});
