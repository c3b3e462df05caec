import { featureAreas, representativePoints } from '#core/geometry/measure.ts';
import type { AssumptionRanges } from '#core/model/assumption.ts';
import { type Column, type Field, type FieldType, isNumberType } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import type { Raster } from '#core/model/layer.ts';
import { type GeometryKind, GeometryPacker } from '#core/model/packed-geometry.ts';
import type { RoleId } from '#core/model/role.ts';
import { type CaseOthers, caseOthers } from './case-others.ts';
import { inputOf } from './check-manifest.ts';
import type { EvaluationResult, Manifest, Snapshot, SnapshotLayer } from './contract.ts';

type CaseShape = readonly number[] | readonly (readonly number[])[] | readonly (readonly (readonly number[])[])[];

/** A feature of a case. `box` is short for a rectangle: west, south, east, north. */
interface CaseFeature {
  readonly id: string;
  readonly shape?: CaseShape;
  readonly box?: readonly [west: number, south: number, east: number, north: number];
  readonly values?: Readonly<Record<string, string | number | boolean | null>>;
}

/** What an evaluator must give on a tiny snapshot: kept as JSON beside its code. */
export interface EvaluatorCase {
  readonly id: string;
  /** How the expected numbers were found. */
  readonly source: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly assumptions?: Readonly<Record<string, number>>;
  /** For evaluators that build on others. */
  readonly others?: CaseOthers;
  readonly ranges?: AssumptionRanges;
  /** The baseline that goes with the scenario, for evaluators that compare the two. */
  readonly baseline?: Pick<EvaluatorCase, 'layers' | 'rasters'>;
  readonly layers: Readonly<Partial<Record<RoleId, readonly CaseFeature[]>>>;
  readonly rasters?: Readonly<
    Partial<Record<RoleId, Omit<Raster, 'values'> & { readonly values: readonly (number | null)[] }>>
  >;
  readonly expected: {
    /** A number, or the status where there is none. */
    readonly indicators?: Readonly<Record<string, number | string>>;
    /** By id of the declared value, in the order of the features; null where there is none. */
    readonly features?: Readonly<Record<string, readonly (number | null)[]>>;
    /** Number of features by id of the layer. */
    readonly layers?: Readonly<Record<string, number>>;
    /** Rows by id of the table; texts in English. */
    readonly tables?: Readonly<Record<string, readonly (readonly (string | number | boolean | null)[])[]>>;
    /** Parts of the English remarks, each of which must be there. */
    readonly remarks?: readonly string[];
  };
  readonly tolerance: { readonly abs?: number; readonly rel?: number };
}

function pack(packer: GeometryPacker, { shape, box }: CaseFeature): void {
  const { kind } = packer;
  if (box) {
    const [west, south, east, north] = box;
    packer.addFeature([[[west, south, east, south, east, north, west, north, west, south]]]);
  } else if (!shape || kind === 'none') packer.endFeature();
  else if (kind === 'point') packer.addFeature([[shape as readonly number[]]]);
  else if (kind === 'line') packer.addFeature([[(shape as readonly (readonly number[])[]).flat()]]);
  else packer.addFeature([(shape as readonly (readonly (readonly number[])[])[]).map((ring) => ring.flat())]);
}

function columnOf(type: FieldType, features: readonly CaseFeature[], name: string): Column {
  if (isNumberType(type)) {
    return Float64Array.from(features, ({ values }) => {
      const value = values?.[name];
      return value === null || value === undefined ? Number.NaN : Number(value);
    });
  }
  return features.map(({ values }) => {
    const value = values?.[name];
    return value === null || value === undefined ? null : String(value);
  });
}

/** Fills what a parcel always has from its shape, where the case does not give it. */
function fillDerived(layer: SnapshotLayer): void {
  const fill = (name: string, values: Float64Array) => {
    const column = layer.columns[name];
    if (!(column instanceof Float64Array)) return;
    for (const [row, value] of values.entries()) if (Number.isNaN(column[row]!)) column[row] = value;
  };
  fill('area_m2', featureAreas(layer.geometry));
  const points = representativePoints(layer.geometry);
  fill(
    'point_x',
    points.filter((_, index) => index % 2 === 0),
  );
  fill(
    'point_y',
    points.filter((_, index) => index % 2 === 1),
  );
}

/** The snapshot of a case: the layers it gives, with every field the manifest declares. */
export function caseSnapshot(
  { layers, rasters = {}, baseline, others }: Pick<EvaluatorCase, 'layers'> & Partial<EvaluatorCase>,
  manifest: Manifest,
): Snapshot {
  const built: Partial<Record<RoleId, SnapshotLayer>> = {};
  for (const [role, features] of Object.entries(layers) as [RoleId, readonly CaseFeature[]][]) {
    const input = inputOf(manifest, role);
    if (!input || input.geometry === 'raster') continue;
    const packer = new GeometryPacker(input.geometry as GeometryKind);
    for (const feature of features) pack(packer, feature);
    const given = input.fields.filter(
      ({ name, optional }) => !optional || features.some(({ values }) => values && Object.hasOwn(values, name)),
    );
    const fields = given.map(
      ({ name, type, unit }): Field => (unit === undefined ? { name, type } : { name, type, unit }),
    );
    const layer: SnapshotLayer = {
      role,
      name: role,
      ids: features.map(({ id }) => id as FeatureId),
      geometry: packer.finish(),
      fields,
      columns: Object.fromEntries(fields.map(({ name, type }) => [name, columnOf(type, features, name)])),
    };
    if (role === 'parcel') fillDerived(layer);
    built[role] = layer;
  }
  const grids = Object.entries(rasters).map(([role, raster]) => [
    role,
    { ...raster, values: Float32Array.from(raster.values, (value) => value ?? Number.NaN) },
  ]);
  const snapshot = {
    epsg: 4547,
    layers: built,
    rasters: Object.fromEntries(grids) as Snapshot['rasters'],
    ...(others ? { others: caseOthers(others, manifest) } : {}),
  };
  return baseline ? { ...snapshot, baseline: caseSnapshot(baseline, manifest) } : snapshot;
}

/** In what a result differs from what its case expects; empty when it holds. */
export function caseDifferences(result: EvaluationResult, { expected, tolerance }: EvaluatorCase): readonly string[] {
  const { abs = 0, rel = 0 } = tolerance;
  const wrong: string[] = [];
  const compare = (at: string, wanted: unknown, found: unknown) => {
    const isNear =
      typeof wanted === 'number' && typeof found === 'number'
        ? Math.abs(wanted - found) <= abs + rel * Math.abs(wanted)
        : wanted === found || (wanted === null && Number.isNaN(found));
    if (!isNear) wrong.push(`${at}: expected ${String(wanted)}, got ${String(found)}`);
  };
  for (const [id, wanted] of Object.entries(expected.indicators ?? {})) {
    const indicator = result.indicators.find((entry) => entry.id === id);
    compare(id, wanted, indicator?.status === 'ok' ? indicator.value : indicator?.status);
  }
  for (const [id, wanted] of Object.entries(expected.features ?? {})) {
    const values = result.features?.find((entry) => entry.id === id)?.values ?? [];
    compare(`${id}: count`, wanted.length, values.length);
    for (const [row, value] of wanted.entries()) compare(`${id}[${row}]`, value, values[row]);
  }
  for (const [id, wanted] of Object.entries(expected.layers ?? {})) {
    const layer = result.layers?.find((entry) => entry.id === id);
    compare(`layer ${id}`, wanted, layer ? layer.geometry.featureOffsets.length - 1 : undefined);
  }
  for (const [id, rows] of Object.entries(expected.tables ?? {})) {
    const table = result.tables?.find((entry) => entry.id === id);
    compare(`table ${id}: rows`, rows.length, table?.rows.length);
    for (const [row, cells] of rows.entries()) {
      for (const [column, wanted] of cells.entries()) {
        const cell = table?.rows[row]?.[column];
        compare(`table ${id}[${row}][${column}]`, wanted, cell !== null && typeof cell === 'object' ? cell.en : cell);
      }
    }
  }
  for (const part of expected.remarks ?? []) {
    if (result.remarks.some(({ text }) => text.en.includes(part))) continue;
    wrong.push(`no remark with "${part}"; there are: ${result.remarks.map(({ text }) => text.en).join(' | ')}`);
  }
  return wrong;
}
