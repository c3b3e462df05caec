import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ScenarioId } from '#core/model/ids.ts';
import { describeRemark } from '#core/model/remark.ts';
import type { Scenario } from '#core/model/scenario.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { roomyBuffer } from '#core/platform/roomy-buffer.ts';
import type { EngineClient, ProjectState, RequestOptions } from '#core/rpc/requests.ts';
import { saveAtomically } from '#electron/files/atomic-save.ts';
import { readError, systemCode } from '#electron/files/disk-errors.ts';
import type { CommandContext } from './command.ts';

/** Does `work` with an engine of its own, and ends the engine's threads whatever becomes of it. */
export async function withEngine<Result>(work: (engine: EngineClient) => Promise<Result>): Promise<Result> {
  // Loaded when it is needed: help and errors of usage are there at once.
  const { createEngine } = await import('#core/engine/engine.ts');
  const { nodeEngineHost } = await import('./node-engine.ts');
  const { host, close } = nodeEngineHost();
  try {
    return await work(createEngine(host));
  } finally {
    close();
  }
}

/** What every long request of a command gets: a way to be stopped, and a place to say how far it is. */
export function requestOptions({ signal, progress }: CommandContext): RequestOptions {
  return {
    signal,
    progress: ({ done, total, label }) => {
      if (total > 0) progress(`${label} ${Math.round((100 * done) / total)} %`);
    },
  };
}

async function readWith(file: string, read: (file: string) => Promise<Uint8Array>): Promise<Uint8Array> {
  try {
    return await read(file);
  } catch (thrown) {
    if (systemCode(thrown) === 'ENOENT')
      throw new WorkbenchError('command/file-not-found', { file }, { cause: thrown });
    throw readError(thrown, file);
  }
}

/** The bytes of a file. Errors: `command/file-not-found`, `store/read-failed`. */
export function readBytes(file: string): Promise<Uint8Array> {
  return readWith(file, (name) => readFile(name));
}

/** Bytes that are read at once. */
const chunkBytes = 2 ** 28;

/** As `readFile`, with room behind the bytes of a project, which can then be kept where they are. */
async function readRoomy(file: string): Promise<Uint8Array> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    // What is no plain file does not say how long it is.
    if (size === 0) return await readFile(handle);
    const bytes = new Uint8Array(roomyBuffer(size), 0, size);
    for (let at = 0; at < size; ) {
      const { bytesRead } = await handle.read(bytes, at, Math.min(chunkBytes, size - at), at);
      if (bytesRead === 0) return bytes.subarray(0, at);
      at += bytesRead;
    }
    return bytes;
  } finally {
    await handle.close();
  }
}

/** The bytes of a project file, to be given away to `project/open`. Errors: those of `readBytes`. */
export function readProjectBytes(file: string): Promise<Uint8Array> {
  return readWith(file, readRoomy);
}

/** Opens a project file and says what opening had to tell. Errors: those of reading and of `openProject`. */
export async function openProjectFile(
  engine: EngineClient,
  file: string,
  { tell, language }: CommandContext,
): Promise<ProjectState> {
  const bytes = await readProjectBytes(file);
  const state = await engine.request('project/open', { fileName: path.basename(file), bytes });
  for (const remark of state.remarks) tell(describeRemark(remark, language));
  return state;
}

/** Writes the open project to `file`: the old or the new version is there whole at every moment. Errors: `store/*`. */
export async function saveProjectFile(engine: EngineClient, file: string): Promise<void> {
  await saveAtomically(file, await engine.request('project/export', { inPlace: true }), { keepBackup: true });
}

/** All scenarios in their order, the baseline first. */
export function scenariosInOrder({ description }: ProjectState): Scenario[] {
  return [...description.scenarios].sort((a, b) => a.order - b.order);
}

/**
 * The scenarios that `wanted` names by letter, name in either language or id (`baseline` for the baseline); all of them when
 * it names none. The baseline, which everything is measured against, is always among them and first.
 * Errors: `command/unknown-scenario`.
 */
export function chosenScenarios(state: ProjectState, wanted: readonly string[]): Scenario[] {
  const all = scenariosInOrder(state);
  if (wanted.length === 0) return all;
  const named = new Set<ScenarioId>();
  for (const text of wanted) {
    const match = all.find(({ letter, name, id, parent }) =>
      [letter, name.zh, name.en, id, ...(parent === null ? ['baseline', '基准'] : [])].includes(text),
    );
    if (!match) {
      const known = all.map(({ letter, name }) => `${letter} ${name.zh} / ${name.en}`.trim()).join(', ');
      throw new WorkbenchError('command/unknown-scenario', { name: text, known });
    }
    named.add(match.id);
  }
  return all.filter(({ id, parent }) => parent === null || named.has(id));
}

/**
 * The two scenarios named, in their order; a single one is compared with the baseline. Errors: `compare/same-scenario`,
 * `command/unknown-scenario`.
 */
export function scenarioPair(state: ProjectState, names: readonly string[]): readonly [from: Scenario, to: Scenario] {
  const one = (name: string) => chosenScenarios(state, [name]).at(-1)!;
  const [first = 'baseline', second] = names;
  const [from, to] = second === undefined ? [one('baseline'), one(first)] : [one(first), one(second)];
  if (from.id === to.id) throw new WorkbenchError('compare/same-scenario', { scenario: from.name });
  return [from, to];
}

/** A scenario as a line of text names it. */
export function scenarioTitle({ letter, name }: Scenario, { language }: Pick<CommandContext, 'language'>): string {
  return `${letter} ${name[language]}`.trim();
}
