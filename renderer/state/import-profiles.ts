import type { ImportPlan, PlannedLayer } from '#core/formats/import-plan.ts';
import { applyImportProfile, type ImportProfile } from '#core/formats/import-profile.ts';
import type { EngineClient } from '#core/rpc/requests.ts';

const key = 'cityloom.import-profiles';

function isProfile(value: unknown): value is ImportProfile {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    'role' in value &&
    'mapping' in value &&
    Array.isArray(value.mapping)
  );
}

/** The profiles that were saved in this program. */
export function savedProfiles(): readonly ImportProfile[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isProfile) : [];
  } catch {
    return [];
  }
}

function store(profiles: readonly ImportProfile[]): void {
  try {
    localStorage.setItem(key, JSON.stringify(profiles));
  } catch {
    // Full storage: the import itself is not concerned.
  }
}

/** Keeps a profile; one of the same name is replaced. */
export function saveProfile(profile: ImportProfile): void {
  store([profile, ...savedProfiles().filter(({ name }) => name !== profile.name)]);
}

export function forgetProfile(name: string): void {
  store(savedProfiles().filter((profile) => profile.name !== name));
}

/**
 * The plan with a profile applied. Where it says how a file is read (encoding, layers of a drawing) the file is read so
 * first, so that what is shown is what will be imported. Errors: those of `applyImportProfile` and `import/set-reading`.
 */
export async function withProfile(engine: EngineClient, plan: ImportPlan, profile: ImportProfile): Promise<ImportPlan> {
  const applied = await applyImportProfile(plan, profile);
  let read = plan;
  let isReadAnew = false;
  for (const [place, file] of applied.files.entries()) {
    const before = plan.files[place]!;
    const changed = file.layers.filter((layer, at) => !isReadAlike(layer, before.layers[at]!));
    for (const entry of new Set(changed.map((layer) => layer.entry))) {
      const { read: options } = changed.find((layer) => layer.entry === entry)!;
      read = await engine.request('import/set-reading', { plan: read, source: file.source, entry, read: options });
      isReadAnew = true;
    }
  }
  return isReadAnew ? applyImportProfile(read, profile) : applied;
}

function isReadAlike(one: PlannedLayer, other: PlannedLayer): boolean {
  return JSON.stringify(one.read) === JSON.stringify(other.read);
}

/** As few mapped fields do not tell one kind of file from another. */
const tellingFields = 2;

/** The plan with every saved profile applied to the layers that have all of its fields. */
export async function withSavedProfiles(engine: EngineClient, plan: ImportPlan): Promise<ImportPlan> {
  let changed = plan;
  for (const profile of savedProfiles()) {
    if (profile.mapping.length < tellingFields) continue;
    try {
      changed = await withProfile(engine, changed, profile);
    } catch {
      // A profile that fits none of these files is for others.
    }
  }
  return changed;
}
