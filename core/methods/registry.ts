import { WorkbenchError } from '#core/model/workbench-error.ts';
import { accessMethods } from './access-methods.ts';
import { compositeMethods } from './composite-methods.ts';
import { connectivityMethods } from './connectivity-methods.ts';
import { financeMethods } from './finance-methods.ts';
import { greenMethods } from './green-methods.ts';
import { locationMethods } from './location-methods.ts';
import type { Method } from './method.ts';
import { mixMethods } from './mix-methods.ts';
import { monitoringMethods } from './monitoring-methods.ts';
import { participationMethods } from './participation-methods.ts';
import { privacyMethods } from './privacy-methods.ts';
import { resourceMethods } from './resource-methods.ts';
import { sensitivityMethods } from './sensitivity-methods.ts';
import { sharedMethods } from './shared-methods.ts';
import { stormMethods } from './storm-methods.ts';
import { todMethods } from './tod-methods.ts';

/** Every published method, by topic; each is a command of its own. */
export const methods: readonly Method[] = [
  ...todMethods,
  ...connectivityMethods,
  ...greenMethods,
  ...mixMethods,
  ...stormMethods,
  ...resourceMethods,
  ...accessMethods,
  ...locationMethods,
  ...participationMethods,
  ...financeMethods,
  ...privacyMethods,
  ...monitoringMethods,
  ...sharedMethods,
  ...compositeMethods,
  ...sensitivityMethods,
];

const byName: ReadonlyMap<string, Method> = new Map(methods.map((method) => [method.name, method]));

/** The method `name`. Errors: `evaluation/unknown-method`, listing those there are. */
export function methodOf(name: string): Method {
  const method = byName.get(name);
  if (!method) throw new WorkbenchError('evaluation/unknown-method', { name, known: [...byName.keys()].join(', ') });
  return method;
}
