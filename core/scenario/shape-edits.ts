import { cutShape, sizeOf } from '#core/geometry/cut-shape.ts';
import type { GeometryEngine } from '#core/geometry/engine.ts';
import { moveVertex, type Position } from '#core/geometry/move-vertices.ts';
import { readWkb, writeWkb } from '#core/geometry/wkb.ts';
import type { FeatureEdit, FeatureImage } from '#core/model/edit.ts';
import type { Field, Scalar } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import { roleOf } from '#core/model/role.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { ProjectFile } from '#core/store/project-file.ts';
import { checkedGeometry, type EditPlace, ImageEdits } from './image-edits.ts';

type Values = Readonly<Record<string, Scalar>>;

/** Units of amounts that a part of a feature has a part of; ratios, heights and names stay what they are. */
const amountUnits: ReadonlySet<string> = new Set(['m2', 'ha', 'm3', 'person', 'job', 'household', 'dwelling', 'space']);

/** The unit of a field: its own, or that of the role's vocabulary. */
function unitOf({ role }: Layer, { name, unit }: Field): string | undefined {
  return unit ?? roleOf(role).fields.find((field) => field.name === name)?.unit;
}

/** Whether a field holds an amount that is shared out when a feature is split and added up when features are merged. */
export function isAmount(layer: Layer, field: Field): boolean {
  return (field.type === 'real' || field.type === 'integer') && amountUnits.has(unitOf(layer, field) ?? '');
}

/** Whether a field holds a ratio of the feature's area, which is averaged by area when features are merged. */
function isRatio(layer: Layer, field: Field): boolean {
  return field.type === 'real' && unitOf(layer, field) === '1';
}

/** An amount in parts by `shares`; whole numbers stay whole and keep their sum. */
function sharedOut(value: number, shares: readonly number[], isWhole: boolean): number[] {
  if (!isWhole) return shares.map((share) => value * share);
  const parts = shares.map((share) => Math.floor(value * share));
  const order = shares.map((_, at) => at).sort((a, b) => ((value * shares[b]!) % 1) - ((value * shares[a]!) % 1));
  const rest = value - parts.reduce((sum, part) => sum + part, 0);
  for (const at of order.slice(0, rest)) parts[at]!++;
  return parts;
}

function sharedValues(layer: Layer, values: Values, shares: readonly number[]): Record<string, Scalar>[] {
  const pieces = shares.map((): Record<string, Scalar> => ({ ...values }));
  for (const field of layer.fields) {
    const value = values[field.name];
    if (!isAmount(layer, field) || typeof value !== 'number') continue;
    sharedOut(value, shares, field.type === 'integer').forEach((part, at) => (pieces[at]![field.name] = part));
  }
  return pieces;
}

/**
 * Edits that split features along a line (WKB): the largest piece keeps the feature's id, amounts are shared out by area
 * or length, everything else is the same in all pieces. Features that the line does not cut stay as they are. Fails with
 * `edit/nothing-split`, `edit/missing-feature`.
 */
export function splitEdits(
  project: ProjectFile,
  engine: GeometryEngine,
  place: EditPlace,
  features: readonly FeatureId[],
  line: Uint8Array,
): { readonly edits: FeatureEdit[]; readonly pieces: readonly FeatureId[] } {
  const edits = new ImageEdits(project, place, features);
  const pieces: FeatureId[] = [];
  for (const feature of features) {
    const image = edits.imageOf(feature);
    if (!image.geometry) continue;
    const cut = cutShape(engine, image.geometry, line);
    if (cut.length < 2) continue;
    const sizes = cut.map(sizeOf);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    const values = sharedValues(
      edits.layer,
      image.values,
      sizes.map((size) => size / total),
    );
    cut.forEach((geometry, at) => {
      const id = at === 0 ? feature : (project.newId() as FeatureId);
      pieces.push(id);
      edits.put(id, {
        geometry: checkedGeometry(engine, project, edits.layer, feature, geometry),
        values: values[at]!,
      });
    });
  }
  if (pieces.length === 0) throw new WorkbenchError('edit/nothing-split', { layer: edits.layer.name });
  return { edits: edits.finish(), pieces };
}

/** What merging would do. */
export interface MergePreview {
  /** The feature that stays: the largest. */
  readonly kept: FeatureId;
  /** Fields in which the others say something else, which is lost. */
  readonly lost: readonly { readonly field: string; readonly kept: Scalar; readonly others: readonly Scalar[] }[];
}

function mergedValue(layer: Layer, field: Field, images: readonly FeatureImage[], sizes: readonly number[]): Scalar {
  const first = images[0]!.values[field.name] ?? null;
  const known = images.flatMap(({ values }, at) => {
    const value = values[field.name];
    return typeof value === 'number' ? [{ value, size: sizes[at]! }] : [];
  });
  if (known.length === 0) return first;
  if (isAmount(layer, field)) return known.reduce((sum, { value }) => sum + value, 0);
  if (!isRatio(layer, field)) return first;
  const size = known.reduce((sum, one) => sum + one.size, 0);
  return size > 0 ? known.reduce((sum, one) => sum + one.value * one.size, 0) / size : first;
}

/**
 * Edits that merge features into the largest of them: amounts are added up, ratios averaged by area, other values are those
 * of the largest; `preview` names what is lost by that. Fails with `edit/merge-too-few`, `edit/missing-feature`.
 */
export function mergeEdits(
  project: ProjectFile,
  engine: GeometryEngine,
  place: EditPlace,
  features: readonly FeatureId[],
): { readonly edits: FeatureEdit[]; readonly preview: MergePreview } {
  const edits = new ImageEdits(project, place, features);
  const { layer } = edits;
  const distinct = [...new Set(features)];
  const shaped = layer.geometry === 'polygon' || layer.geometry === 'line';
  if (!shaped || distinct.length < 2) throw new WorkbenchError('edit/merge-too-few', { layer: layer.name });
  const sized = distinct
    .map((id) => ({ id, image: edits.imageOf(id) }))
    .map((one) => ({ ...one, size: one.image.geometry ? sizeOf(one.image.geometry) : 0 }))
    .sort((a, b) => b.size - a.size);
  const images = sized.map(({ image }) => image);
  const values = Object.fromEntries(
    layer.fields.map((field) => [
      field.name,
      mergedValue(
        layer,
        field,
        images,
        sized.map(({ size }) => size),
      ),
    ]),
  );
  const lost = layer.fields
    .filter((field) => !isAmount(layer, field) && !isRatio(layer, field))
    .flatMap(({ name }) => {
      const kept = images[0]!.values[name] ?? null;
      const others = [...new Set(images.slice(1).map((image) => image.values[name] ?? null))].filter(
        (value) => value !== kept && value !== null,
      );
      return others.length > 0 ? [{ field: name, kept, others }] : [];
    });
  const { id: kept } = sized[0]!;
  const geometry = engine.union(images.flatMap((image) => (image.geometry ? [image.geometry] : [])));
  edits.put(kept, { geometry: checkedGeometry(engine, project, layer, kept, geometry), values });
  for (const { id } of sized.slice(1)) edits.remove(id);
  return { edits: edits.finish(), preview: { kept, lost } };
}

/** A vertex and where it goes; null takes it out. */
export interface VertexMove {
  readonly from: Position;
  readonly to: Position | null;
}

/**
 * Edits that move a vertex in all features that share it, of those `near` it: their common border stays common, also where a
 * neighbour has only an edge there. Fails with `edit/no-vertex` and, where a shape would cross itself, with
 * `edit/geometry-invalid` and the place.
 */
export function vertexEdits(
  project: ProjectFile,
  engine: GeometryEngine,
  place: EditPlace,
  near: readonly FeatureId[],
  { from, to }: VertexMove,
): FeatureEdit[] {
  const edits = new ImageEdits(project, place, near);
  let touched = 0;
  for (const feature of near) {
    const image = edits.imageOf(feature);
    const moved = image.geometry && moveVertex(readWkb(image.geometry), from, to);
    if (!moved) continue;
    touched++;
    edits.put(feature, {
      values: image.values,
      geometry: checkedGeometry(engine, project, edits.layer, feature, writeWkb(moved)),
    });
  }
  if (touched === 0) throw new WorkbenchError('edit/no-vertex', { layer: edits.layer.name });
  return edits.finish();
}
