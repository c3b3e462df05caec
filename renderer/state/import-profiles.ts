import type { ImportPlan } from '#core/formats/import-plan.ts';
import { applyImportProfile, type ImportProfile } from '#core/formats/import-profile.ts';

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

/** As few mapped fields do not tell one kind of file from another. */
const tellingFields = 2;

/** The plan with every saved profile applied to the layers that have all of its fields. */
export async function withSavedProfiles(plan: ImportPlan): Promise<ImportPlan> {
  let changed = plan;
  for (const profile of savedProfiles()) {
    if (profile.mapping.length < tellingFields) continue;
    try {
      changed = await applyImportProfile(changed, profile);
    } catch {
      // A profile that fits none of these files is for others.
    }
  }
  return changed;
}
