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

/**
 * SHA-256 of exactly what a run reads: the snapshot, all parameters and assumptions with the ranges it asked for, the inputs of
 * the results it reads, and the evaluator's id and version, of a plugin its content hash. The same inputs give the same hash on every machine.
 */
export function inputsHash(
  { manifest, snapshot, parameters, assumptions, ranges, read, plugin }: RunInputs,
  digest: Digest,
): string {
  const { id, version, apiVersion } = manifest;
  return canonicalHash({ id, version, apiVersion, parameters, assumptions, ranges, snapshot, read, plugin }, digest);
}

/** The seed of a run: the first eight digits of its inputs hash. */
export function seedOf(hash: string): number {
  return Number.parseInt(hash.slice(0, 8), 16) | 0;
}
