import { featureDistance } from '#core/geometry/feature-distance.ts';
import { featureLengths } from '#core/geometry/measure.ts';
import { indexOf } from '#core/geometry/spatial-index.ts';
import { featureWkb } from '#core/geometry/wkb.ts';
import { groundOf } from '#core/indicators/parcel-quantities.ts';
import { GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import type { AttributeStep, NetworkStep, RevertStep } from '#core/model/recipe.ts';
import { RemarkList } from '#core/model/remark.ts';
import { isRoleId, roles } from '#core/model/role.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { isAtGrade } from '#core/network/street-columns.ts';
import { FeatureChanges } from './feature-changes.ts';
import { cutAtCrossings } from './joined-street.ts';
import { describeSelection, selectRows } from './select-features.ts';
import {
  coordinatesOf,
  requireLayer,
  type SketchContext,
  type SketchLayer,
  type SketchResult,
} from './sketch-context.ts';

function areaOf(layer: SketchLayer, rows: readonly number[]): number {
  const areas = groundOf(layer.table.geometry).area;
  return rows.reduce((sum, row) => sum + areas[row]!, 0);
}

function requireRows(context: SketchContext, layer: SketchLayer, step: AttributeStep | RevertStep): number[] {
  const rows = selectRows(context, layer, step.select);
  if (rows.length > 0) return rows;
  throw new WorkbenchError('sketch/nothing-selected', { condition: describeSelection(step.select) });
}

/** Sets attributes of the selected features of a role. */
export function sketchAttributes(context: SketchContext, step: AttributeStep): SketchResult {
  if (!isRoleId(step.role)) {
    const known = [...roles.keys()].join(', ');
    throw new WorkbenchError('recipe/invalid', {
      name: String(context.step),
      path: 'role',
      reason: {
        zh: `没有角色“${step.role}”；有：${known}`,
        en: `there is no role "${step.role}"; there are: ${known}`,
      },
    });
  }
  const layer = requireLayer(context, step.role, step.sketch);
  const rows = requireRows(context, layer, step);
  const changes = new FeatureChanges(context, layer);
  for (const row of rows) changes.update(row, step.set);
  return { changes: [changes.finish()], areaSquareMetres: areaOf(layer, rows), outlines: [], remarks: [] };
}

/** Takes the selected parcels back to what the parent scenario has. */
export function sketchRevert(context: SketchContext, step: RevertStep): SketchResult {
  const layer = requireLayer(context, 'parcel', step.sketch);
  const rows = requireRows(context, layer, step);
  const changes = new FeatureChanges(context, layer);
  for (const row of rows) changes.revert(row);
  return { changes: [changes.finish()], areaSquareMetres: areaOf(layer, rows), outlines: [], remarks: [] };
}

/** One feature of lines. */
function lineOf(lines: readonly Float64Array[]): PackedGeometry {
  const packer = new GeometryPacker('line');
  packer.addFeature(lines.map((line) => [line]));
  return packer.finish();
}

const streetIsAtGrade = (streetClass: string): boolean => isAtGrade({ class: [streetClass] }, 0);

/** Opens new streets (or footbridges, entrances) and closes selected ones: catchments follow from the layer as it then is. */
export function sketchNetwork(context: SketchContext, step: NetworkStep): SketchResult {
  const layer = requireLayer(context, 'street', step.sketch);
  const changes = new FeatureChanges(context, layer);
  const outlines: SketchResult['outlines'][number][] = [];
  if (step.close) {
    const rows = selectRows(context, layer, step.close);
    if (rows.length === 0)
      throw new WorkbenchError('sketch/nothing-selected', { condition: describeSelection(step.close) });
    for (const row of rows) changes.remove(row);
  }
  const added = step.add ?? [];
  const lines = added.map(({ line }) => coordinatesOf(line));
  for (const [at, street] of added.entries()) {
    const line = lines[at]!;
    const geometry = lineOf([line]);
    if (!(featureLengths(geometry)[0]! > 0)) throw new WorkbenchError('sketch/street-too-short');
    const name = street.name ?? null;
    const others = lines.filter((_, other) => other !== at && streetIsAtGrade(added[other]!.class));
    const joined = lineOf(cutAtCrossings(line, street.class, layer.table, others));
    changes.add(
      { name, class: street.class, walkable: true, cyclable: street.class !== 'path' },
      featureWkb(joined, 0),
    );
    outlines.push({ label: { zh: name ?? '新道路', en: name ?? 'New street' }, geometry });
  }
  const remarks = new RemarkList();
  for (const [at, line] of lines.entries()) {
    if (
      endsMet(
        layer,
        line,
        lines.filter((_, other) => other !== at),
      ) > 0
    )
      continue;
    remarks.add('sketch/street-apart', 'warning', { step: context.step, name: added[at]!.name ?? added[at]!.class });
  }
  return { changes: [changes.finish()], areaSquareMetres: 0, outlines, remarks: remarks.toArray() };
}

/** An end that is further from any street than this leads nowhere, m: the tolerance within which streets are joined. */
const joinMetres = 0.5;

/** How many of a line's two ends meet a street of the layer or another of the new lines. */
function endsMet({ table }: SketchLayer, line: Float64Array, others: readonly Float64Array[]): number {
  const index = indexOf(table.geometry);
  const packer = new GeometryPacker('line');
  for (const other of others) packer.addFeature([[other]]);
  const fresh = packer.finish();
  const ends = [
    [line[0]!, line[1]!],
    [line.at(-2)!, line.at(-1)!],
  ] as const;
  return ends.filter(([x, y]) => {
    const near = index.search(x - joinMetres, y - joinMetres, x + joinMetres, y + joinMetres);
    if (near.some((row) => featureDistance(table.geometry, row, x, y) <= joinMetres)) return true;
    return others.some((_, row) => featureDistance(fresh, row, x, y) <= joinMetres);
  }).length;
}
