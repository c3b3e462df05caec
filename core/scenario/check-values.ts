import type { Scalar } from '#core/model/feature-table.ts';
import { landUses } from '#core/model/land-use.ts';
import type { Layer } from '#core/model/layer.ts';
import { type CanonicalField, roleOf } from '#core/model/role.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { ProjectFile } from '#core/store/project-file.ts';

/** Texts that a canonical field takes where its vocabulary is closed, by the role or by the project. */
function vocabularyOf(
  project: ProjectFile,
  { role }: Layer,
  { name, values }: CanonicalField,
): readonly string[] | null {
  if (role === 'parcel' && name === 'land_use') return landUses;
  if (role === 'parcel' && name === 'development_type') return project.records('development-type').map(([id]) => id);
  return values ?? null;
}

function rangeOf({ minimum, maximum, unit }: CanonicalField): LocalText {
  const suffix = unit === undefined || unit === '1' ? '' : ` ${unit}`;
  if (minimum === undefined) return { zh: `至多 ${maximum}${suffix}`, en: `at most ${maximum}${suffix}` };
  if (maximum === undefined) return { zh: `至少 ${minimum}${suffix}`, en: `at least ${minimum}${suffix}` };
  return { zh: `${minimum} 到 ${maximum}${suffix}`, en: `${minimum} to ${maximum}${suffix}` };
}

/**
 * Whether canonical fields of a layer's role may take these values: numbers within the role's range, texts of its vocabulary,
 * development types that the project has. No value (null) is always allowed, and other fields take what their type takes.
 * Fails with `edit/value-range` and `edit/value-not-listed`.
 */
export function checkValues(
  project: ProjectFile,
  layer: Layer,
  feature: string,
  values: Readonly<Record<string, Scalar>>,
): void {
  for (const field of roleOf(layer.role).fields) {
    const value = values[field.name];
    if (value === undefined || value === null) continue;
    const about = { layer: layer.name, feature, field: field.name, value: String(value) };
    const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = field;
    if (typeof value === 'number' && (value < minimum || value > maximum)) {
      throw new WorkbenchError('edit/value-range', { ...about, range: rangeOf(field) });
    }
    if (typeof value !== 'string') continue;
    const known = vocabularyOf(project, layer, field);
    if (known && !known.includes(value)) {
      throw new WorkbenchError('edit/value-not-listed', { ...about, known: known.join(', ') });
    }
  }
}
