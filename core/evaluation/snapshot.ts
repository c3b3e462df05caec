import type { AssumptionRanges, AssumptionValues } from '#core/model/assumption.ts';
import type { Column, FeatureTable, Field } from '#core/model/feature-table.ts';
import type { Raster } from '#core/model/layer.ts';
import type { RoleId } from '#core/model/role.ts';
import { canonicalHash, type Digest } from './canonical-hash.ts';
import type { Manifest, ParameterValues, Snapshot, SnapshotLayer } from './contract.ts';

/** A layer of a scenario as the project has it: everything, from which an evaluator gets its part. */
interface SnapshotSource {
  readonly name: string;
  readonly table: FeatureTable;
}

/** What a scenario holds, by role. */
export interface SnapshotSources {
  readonly epsg: number;
  readonly layers: Readonly<Partial<Record<RoleId, SnapshotSource>>>;
  readonly rasters: Readonly<Partial<Record<RoleId, Raster>>>;
}

/** The declared fields of a layer that it has, with their columns. */
function pickFields(table: FeatureTable, names: readonly string[]) {
  const fields: Field[] = [];
  const columns: Record<string, Column> = {};
  for (const name of names) {
    const field = table.fields.find((candidate) => candidate.name === name);
    const column = table.columns[name];
    if (!column) continue;
    fields.push(field ?? { name, type: 'real' });
    columns[name] = column;
  }
  return { fields, columns };
}

/**
 * The snapshot an evaluator gets: the roles and fields its manifest declares and nothing else. What the project lacks is
 * absent. Arrays are shared with `sources`, not copied. `baseline` goes in when the manifest asks for it.
 */
export function buildSnapshot(manifest: Manifest, sources: SnapshotSources, baseline?: SnapshotSources): Snapshot {
  const layers: Partial<Record<RoleId, SnapshotLayer>> = {};
  const rasters: Partial<Record<RoleId, Raster>> = {};
  for (const { role, geometry, fields } of manifest.inputs) {
    if (geometry === 'raster') {
      const raster = sources.rasters[role];
      if (raster) rasters[role] = raster;
      continue;
    }
    const source = sources.layers[role];
    if (!source) continue;
    const { ids, geometry: shapes } = source.table;
    const picked = pickFields(
      source.table,
      fields.map(({ name }) => name),
    );
    layers[role] = { role, name: source.name, ids, geometry: shapes, ...picked };
  }
  const snapshot = { epsg: sources.epsg, layers, rasters };
  return manifest.baseline && baseline ? { ...snapshot, baseline: buildSnapshot(manifest, baseline) } : snapshot;
}

/** What a run depends on. */
export interface RunInputs {
  readonly manifest: Manifest;
  readonly snapshot: Snapshot;
  readonly parameters: ParameterValues;
  readonly assumptions: AssumptionValues;
  readonly ranges?: AssumptionRanges | undefined;
  /** Of the results of others that are read: evaluator, scenario and the hash of its inputs. */
  readonly read?: readonly (readonly string[])[] | undefined;
  /** Content hash of the plugin; none for evaluators that come with the program. */
  readonly plugin?: string | undefined;
}

/** Digests of columns, lists of ids, geometries and grids, which never change: what several runs read is digested once. */
const digests = new WeakMap<object, string>();

function digestOf(part: object, newDigest: () => Digest): string {
  const known = digests.get(part);
  if (known !== undefined) return known;
  const digest = canonicalHash(part, newDigest());
  digests.set(part, digest);
  return digest;
}

/** A snapshot with a digest in the place of everything that is large. */
function summaryOf({ layers, rasters, baseline, ...rest }: Snapshot, newDigest: () => Digest): unknown {
  const summaries = Object.entries(layers).map(([role, { ids, geometry, columns, ...layer }]) => {
    const parts = Object.entries(columns).map(([name, column]) => [name, digestOf(column, newDigest)]);
    return [
      role,
      {
        ...layer,
        ids: digestOf(ids, newDigest),
        geometry: digestOf(geometry, newDigest),
        columns: Object.fromEntries(parts),
      },
    ];
  });
  return {
    ...rest,
    layers: Object.fromEntries(summaries),
    rasters: Object.fromEntries(Object.entries(rasters).map(([role, raster]) => [role, digestOf(raster, newDigest)])),
    baseline: baseline && summaryOf(baseline, newDigest),
  };
}

/**
 * Digests of the parts of a snapshot, 16 digits each: `parcel/land_use` is a field, `parcel/geometry` the shapes and
 * `parcel/features` the ids of a layer, `elevation` a grid; those of the baseline begin with `baseline/`.
 */
export function inputParts(snapshot: Snapshot, newDigest: () => Digest): Readonly<Record<string, string>> {
  const parts: Record<string, string> = {};
  const put = (name: string, part: object) => {
    parts[name] = digestOf(part, newDigest).slice(0, 16);
  };
  for (const [role, { ids, geometry, columns }] of Object.entries(snapshot.layers)) {
    put(`${role}/features`, ids);
    put(`${role}/geometry`, geometry);
    for (const [name, column] of Object.entries(columns)) put(`${role}/${name}`, column);
  }
  for (const [role, raster] of Object.entries(snapshot.rasters)) put(role, raster);
  for (const [name, digest] of Object.entries(snapshot.baseline ? inputParts(snapshot.baseline, newDigest) : {})) {
    parts[`baseline/${name}`] = digest;
  }
  return parts;
}

/**
 * SHA-256 of exactly what a run reads: the snapshot, all parameters and assumptions with the ranges it asked for, the inputs of
 * the results it reads, and the evaluator's id and version, of a plugin its content hash. The same inputs give the same hash on
 * every machine. Columns, geometries and grids go in by their own digests, which are kept as long as the very same arrays are read.
 */
export function inputsHash(
  { manifest, snapshot, parameters, assumptions, ranges, read, plugin }: RunInputs,
  newDigest: () => Digest,
): string {
  const { id, version, apiVersion } = manifest;
  const inputs = { id, version, apiVersion, parameters, assumptions, ranges, read, plugin };
  return canonicalHash({ ...inputs, snapshot: summaryOf(snapshot, newDigest) }, newDigest());
}

/** The seed of a run: the first eight digits of its inputs hash. */
export function seedOf(hash: string): number {
  return Number.parseInt(hash.slice(0, 8), 16) | 0;
}
