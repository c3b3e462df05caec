import type { Placement } from '#core/crs/placement.ts';
import type { CodeTable } from '#core/model/code-table.ts';
import type { Scalar } from '#core/model/feature-table.ts';
import { type RoleId, roleOf } from '#core/model/role.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { CoordinateColumns, DrawingReading } from './format.ts';
import type { FieldMapping, ImportPlan, PlannedCrs, PlannedFile, PlannedLayer } from './import-plan.ts';
import { mapLayers, statedCrs } from './plan-changes.ts';

/** How files of one kind are imported: kept once, used for every file like it. Plain data. */
export interface ImportProfile {
  readonly name: string;
  readonly role: RoleId;
  /** Text that `parseCoordinateSystem` reads; what the file says when absent. */
  readonly crs?: string;
  /** What has to happen to the coordinates besides; only together with `crs`. */
  readonly place?: Placement;
  readonly encoding?: string;
  readonly coordinates?: CoordinateColumns;
  readonly drawing?: DrawingReading;
  readonly mapping: readonly FieldMapping[];
  readonly constants: Readonly<Record<string, Scalar>>;
  /** Id of a table that every project has, or a table of one's own. */
  readonly codeTable?: string | CodeTable;
}

/** The profile that would make a planned layer again. Systems that files state themselves are left to them. */
export function profileOf(layer: PlannedLayer, plan: ImportPlan, name: string): ImportProfile {
  const { role, mapping, constants, crs, place, read, codeTable } = layer;
  const table = plan.codeTables.find(({ id }) => id === codeTable);
  const isOwn = table && !builtInIds.has(table.id);
  return {
    name,
    role,
    ...(crs.origin === 'stated' ? { crs: crs.id, ...(place ? { place } : {}) } : {}),
    ...(read.encoding === undefined ? {} : { encoding: read.encoding }),
    ...(read.coordinates === undefined ? {} : { coordinates: read.coordinates }),
    ...(read.drawing === undefined ? {} : { drawing: read.drawing }),
    mapping,
    constants,
    ...(codeTable === undefined ? {} : { codeTable: isOwn ? table : codeTable }),
  };
}

const builtInIds = new Set(['gb50137-2011', 'land-sea-2023', 'cityloom']);

/** Why a profile does not fit a layer; undefined when it does. */
function obstacle(profile: ImportProfile, layer: PlannedLayer): LocalText | undefined {
  const role = roleOf(profile.role);
  if (!role.geometry.includes(layer.geometry)) {
    return {
      zh: `“${layer.name}”的图形不适合“${role.label.zh}”`,
      en: `the geometry of "${layer.name}" does not suit "${role.label.en}"`,
    };
  }
  // Read in another encoding, the fields will have other names.
  if (profile.encoding !== undefined && profile.encoding !== layer.read.encoding) return undefined;
  if (profile.drawing && layer.format === 'dxf') return undefined;
  const names = new Set(layer.fields.map(({ name }) => name));
  const lacking = profile.mapping.map(({ from }) => from).filter((from) => !names.has(from));
  if (lacking.length === 0) return undefined;
  return {
    zh: `“${layer.name}”没有字段 ${lacking.join('、')}；它有 ${[...names].join('、')}`,
    en: `"${layer.name}" has no field ${lacking.join(', ')}; it has ${[...names].join(', ')}`,
  };
}

/**
 * The plan with a profile applied to every layer it fits (geometry of its role, all of its fields), or to those of them for
 * which `isMeant` says yes. A system that it states is that of the other layers of the same drawing or workbook as well,
 * where they state none.
 *
 * Errors: `import/profile-no-match` when it fits none, with the reason; those of `parseCoordinateSystem`.
 */
export async function applyImportProfile(
  plan: ImportPlan,
  profile: ImportProfile,
  isMeant: (layer: PlannedLayer, file: PlannedFile) => boolean = () => true,
): Promise<ImportPlan> {
  const reasons: LocalText[] = [];
  let fitting = 0;
  const { codeTable } = profile;
  const tableId = typeof codeTable === 'object' ? codeTable.id : codeTable;
  const crs = profile.crs === undefined ? undefined : await statedCrs(profile.crs, profile.place);
  const changed = mapLayers(plan, (layer, file) => {
    if (!isMeant(layer, file)) return layer;
    const reason = obstacle(profile, layer);
    if (reason) {
      reasons.push(reason);
      return layer;
    }
    fitting++;
    const { codeTable: _before, ...rest } = layer;
    const { encoding, coordinates, drawing } = profile;
    return {
      ...rest,
      role: profile.role,
      roleReason: { zh: `导入方案“${profile.name}”`, en: `the import profile "${profile.name}"` },
      mapping: profile.mapping,
      constants: profile.constants,
      ...(tableId === undefined ? {} : { codeTable: tableId }),
      ...(crs && layer.extent ? { crs, ...(profile.place ? { place: profile.place } : {}) } : {}),
      read: {
        ...layer.read,
        ...(encoding === undefined ? {} : { encoding }),
        ...(coordinates === undefined ? {} : { coordinates }),
        ...(drawing === undefined || layer.format !== 'dxf' ? {} : { drawing }),
      },
    };
  });
  const placed = crs ? mapLayers(changed, besideFitting(changed, crs, profile)) : changed;
  if (fitting === 0) {
    const reason = {
      zh: reasons.map(({ zh }) => zh).join('；') || '没有图层',
      en: reasons.map(({ en }) => en).join('; ') || 'there are no layers',
    };
    throw new WorkbenchError('import/profile-no-match', { name: profile.name, reason });
  }
  if (typeof codeTable !== 'object') return placed;
  const others = placed.codeTables.filter(({ id }) => id !== codeTable.id);
  return { ...placed, codeTables: [codeTable, ...others] };
}

/** The other layers of a drawing or workbook that state no system lie where the one that the profile fits does. */
function besideFitting(
  { files }: ImportPlan,
  crs: PlannedCrs,
  { place }: ImportProfile,
): (layer: PlannedLayer, file: PlannedFile) => PlannedLayer {
  const entries = new Set(
    files.flatMap((file) =>
      file.layers.filter((layer) => layer.crs === crs).map(({ entry }) => `${file.source} ${entry}`),
    ),
  );
  return (layer, file) =>
    layer.crs.origin === 'missing' && layer.extent && entries.has(`${file.source} ${layer.entry}`)
      ? { ...layer, crs, ...(place ? { place } : {}) }
      : layer;
}
