import { WorkbenchError } from '#core/model/workbench-error.ts';
import { accessMethods } from './access-methods.ts';
import { compositeMethods } from './composite-methods.ts';
import { connectivityMethods } from './connectivity-methods.ts';
import { financeMethods } from './finance-methods.ts';
import { greenMethods } from './green-methods.ts';
import { locationMethods } from './location-methods.ts';
import type { Method } from './method.ts';
import type { MethodNotes, NotesByMethod } from './method-notes.ts';
import { mixMethods } from './mix-methods.ts';
import { monitoringMethods } from './monitoring-methods.ts';
import { accessNotes } from './notes-access.ts';
import { compositeNotes } from './notes-composite.ts';
import { financeNotes } from './notes-finance.ts';
import { greenNotes } from './notes-green.ts';
import { mixNotes } from './notes-mix.ts';
import { peopleNotes } from './notes-people.ts';
import { resourceNotes } from './notes-resources.ts';
import { stormNotes } from './notes-storm.ts';
import { todNotes } from './notes-tod.ts';
import { participationMethods } from './participation-methods.ts';
import { privacyMethods } from './privacy-methods.ts';
import { resourceMethods } from './resource-methods.ts';
import { sensitivityMethods } from './sensitivity-methods.ts';
import { sharedMethods } from './shared-methods.ts';
import { stormMethods } from './storm-methods.ts';
import { todMethods } from './tod-methods.ts';

const notes: NotesByMethod = {
  ...todNotes,
  ...greenNotes,
  ...mixNotes,
  ...stormNotes,
  ...resourceNotes,
  ...accessNotes,
  ...peopleNotes,
  ...financeNotes,
  ...compositeNotes,
};

/** A method with its formula and what it gives back. */
export interface PublishedMethod extends Method, MethodNotes {}

function published(method: Method): PublishedMethod {
  const { formula, outputs } = notes[method.name] ?? { formula: '', outputs: [] };
  return { ...method, formula, outputs };
}

const all: readonly Method[] = [
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

/** Every published method, by topic; each is a command of its own. */
export const methods: readonly PublishedMethod[] = all.map(published);

const byName: ReadonlyMap<string, PublishedMethod> = new Map(methods.map((method) => [method.name, method]));

/** The method `name`. Errors: `evaluation/unknown-method`, listing those there are. */
export function methodOf(name: string): PublishedMethod {
  const method = byName.get(name);
  if (!method) throw new WorkbenchError('evaluation/unknown-method', { name, known: [...byName.keys()].join(', ') });
  return method;
}
