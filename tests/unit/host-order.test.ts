import { expect, test } from 'vitest';
import { HostOrder } from '#renderer/platform/host-order.ts';

const place = (token: string) => ({ token, name: `${token}.gpkg`, folder: '' });

test('saving and journal run one after another, also after a failure', async () => {
  const order = new HostOrder();
  const seen: string[] = [];
  const step = (name: string) => async () => {
    seen.push(`${name} begins`);
    await Promise.resolve();
    seen.push(`${name} ends`);
  };
  const failed = order.run(async () => {
    throw new Error('full');
  });
  const others = [order.run(step('first')), order.append(place('a'), step('second'))];
  await expect(failed).rejects.toThrow('full');
  await Promise.all(others);
  expect(seen).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
});

test('an action during "save as" goes to the new place; during a cancelled one it stays where it was', async () => {
  const order = new HostOrder();
  const targets: (string | undefined)[] = [];
  const append = (token?: string): Promise<void> =>
    order.append(token === undefined ? undefined : place(token), async (target) => void targets.push(target?.token));
  const saved = order.save(undefined, async () => place('new'));
  await Promise.all([append(), append('old'), saved]);
  await append('new');
  const cancelled = order.save(undefined, async () => undefined);
  await Promise.all([append('new'), append(), cancelled]);
  const failed = order.save(undefined, () => Promise.reject(new Error('full')));
  await Promise.all([append('new'), failed.catch(() => undefined)]);
  await order.save(place('b'), async () => place('b'));
  await append('b');
  expect(targets).toEqual(['new', 'new', 'new', 'new', undefined, 'new', 'b']);
});
