import { featureAreas, representativePoints } from '#core/geometry/measure.ts';
import { featureWkb } from '#core/geometry/wkb.ts';
import type { DevelopmentType } from '#core/model/development-type.ts';
import { numberColumn } from '#core/model/feature-table.ts';
import { GeometryPacker } from '#core/model/packed-geometry.ts';
import type { TodStep } from '#core/model/recipe.ts';
import { RemarkList } from '#core/model/remark.ts';
import { type FloorUse, floorUses } from '#core/model/role.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { type AllocationParcel, allocateTargets } from './allocate-targets.ts';
import { type CatchmentBands, catchmentBands, limitsMetres } from './catchment-bands.ts';
import { FeatureChanges } from './feature-changes.ts';
import { valuesOfType } from './paint.ts';
import { freeRows, protectionOf } from './protected-parcels.ts';
import { describeSelection, selectRows } from './select-features.ts';
import {
  type LayerChanges,
  requireLayer,
  requireType,
  type SketchContext,
  type SketchResult,
} from './sketch-context.ts';
import { chooseStations, type Stations } from './stations.ts';

/** Modes that count as high capacity (rail, metro, ferry): SDG 11.2.1 metadata, UN-Habitat 2021. */
const highCapacityModes = new Set(['metro', 'rail', 'light-rail', 'ferry']);

function placedStations(context: SketchContext, stations: Stations): LayerChanges[] {
  if (stations.placed.length === 0) return [];
  const changes = new FeatureChanges(context, requireLayer(context, 'transit-stop', 'tod'));
  for (const { name, mode, x, y } of stations.placed) {
    const packer = new GeometryPacker('point');
    packer.addPoint(x, y);
    changes.add({ name, mode, high_capacity: highCapacityModes.has(mode) }, featureWkb(packer.finish(), 0));
  }
  return [changes.finish()];
}

const rounded = (far: number) => Math.round(far * 1000) / 1000;

/** Density that a parcel gets: that of its type, or by the gradient at its distance; nothing is built where the type builds nothing. */
function densityOf({ gradient }: TodStep, type: DevelopmentType, metres: number, outermost: number): number {
  if (!gradient || type.far === 0) return type.far;
  return rounded(gradient.from + (gradient.to - gradient.from) * Math.min(1, metres / outermost));
}

/** Residents and jobs per m² of floor area of a type. */
function peoplePerFloor(
  { assumptions }: SketchContext,
  type: DevelopmentType,
): { readonly residents: number; readonly jobs: number } {
  const perJob = (use: FloorUse) =>
    type.floorAreaPerJob?.[use] ?? assumptions[`floor-area-per-job-${use}`] ?? Number.POSITIVE_INFINITY;
  const perResident = type.floorAreaPerResident ?? assumptions['floor-area-per-resident'] ?? 40;
  const jobs = floorUses.slice(1).reduce((sum, use) => sum + type.shares[use] / perJob(use), 0);
  return { residents: type.shares.residential / perResident, jobs };
}

/** A parcel that a step may convert: its type, and how dense it would become. */
interface Candidate {
  readonly row: number;
  readonly type: DevelopmentType;
  readonly far: number;
}

/** Candidates with the density that fills the step's targets, where it has any; what cannot be met is told. */
function filled(
  context: SketchContext,
  step: TodStep,
  candidates: readonly Candidate[],
  { bands, metres }: CatchmentBands,
  remarks: RemarkList,
): readonly Candidate[] {
  const { targets } = step;
  if (!targets || (targets.residents === undefined && targets.jobs === undefined)) return candidates;
  const { table } = requireLayer(context, 'parcel', step.sketch);
  const derived = context.withDerived(table);
  const known = (name: string) => numberColumn(derived, name)!.map((value) => (Number.isNaN(value) ? 0 : value));
  const [residents, jobs] = [known('residents'), known('jobs')];
  const areas = featureAreas(table.geometry);
  const parcels = candidates.map(({ row, type, far }): AllocationParcel => {
    const perFloor = peoplePerFloor(context, type);
    return {
      areaSquareMetres: areas[row]!,
      distance: metres[row]!,
      residents: residents[row]!,
      jobs: jobs[row]!,
      residentsPerFloor: perFloor.residents,
      jobsPerFloor: perFloor.jobs,
      mostFar: targets.mostFar?.[type.id] ?? far,
    };
  });
  const within = (column: Float64Array) => column.reduce((sum, value, row) => (bands[row]! < 0 ? sum : sum + value), 0);
  const allocation = allocateTargets(parcels, { residents: within(residents), jobs: within(jobs) }, targets);
  for (const what of ['residents', 'jobs'] as const) {
    const target = targets[what];
    const reached = Math.round(allocation[what]);
    if (target === undefined || reached >= target) continue;
    const used = allocation.far.filter((far) => !Number.isNaN(far)).length;
    const about = { step: context.step, target, reached, used, free: candidates.length };
    remarks.add(`sketch/target-short-${what}`, 'warning', about);
  }
  return candidates.flatMap((candidate, at) => {
    const far = allocation.far[at]!;
    // Rounded down: a limit is a limit.
    return Number.isNaN(far) ? [] : [{ ...candidate, far: Math.floor(far * 1000) / 1000 }];
  });
}

/**
 * TOD: gives the parcels of each band around the stations the band's development type, as dense as the type or the step's
 * gradient says, or as targets for residents and jobs ask for. Left alone are protected parcels and, unless the step says
 * otherwise, those whose floor-area ratio is higher than it would become.
 * Errors: `sketch/no-station`, `sketch/no-street-network`, `sketch/station-off-network`, `sketch/unknown-type`,
 * `sketch/nothing-selected`, `sketch/all-protected`.
 */
export function sketchTod(context: SketchContext, step: TodStep): SketchResult {
  const layer = requireLayer(context, 'parcel', step.sketch);
  const { table } = layer;
  const stations = chooseStations(context, step.stations);
  const types = step.types.map((id) => (id === null ? null : requireType(context, id)));
  for (const id of Object.keys(step.targets?.mostFar ?? {})) requireType(context, id);
  const around = catchmentBands(context, stations, step.catchment, representativePoints(table.geometry));
  const { bands, metres, outlines } = around;
  const rows = step.convert ? selectRows(context, layer, step.convert) : table.ids.map((_, row) => row);
  const wanted = rows.filter((row) => types[bands[row]!]);
  if (wanted.length === 0) {
    throw new WorkbenchError('sketch/nothing-selected', { condition: describeSelection(step.convert ?? {}) });
  }

  const remarks = new RemarkList();
  const free = freeRows(context, wanted, protectionOf(context, layer, step.protect, wanted), remarks);
  if (free.length === 0) throw new WorkbenchError('sketch/all-protected', { count: wanted.length });
  const density = numberColumn(context.withDerived(table), 'far')!;
  const outermost = limitsMetres(context, step.catchment).at(-1)!;
  const all = free.map((row): Candidate => {
    const type = types[bands[row]!]!;
    return { row, type, far: densityOf(step, type, metres[row]!, outermost) };
  });
  const mostFar = step.targets?.mostFar;
  const candidates = all.filter(
    ({ row, type, far }) => step.allowLowerDensity || !(density[row]! > (mostFar?.[type.id] ?? far)),
  );
  const denser = all.length - candidates.length;
  if (denser > 0) remarks.add('sketch/denser-left', 'info', { step: context.step }, undefined, denser);

  const areas = featureAreas(table.geometry);
  const changes = new FeatureChanges(context, layer);
  let areaSquareMetres = 0;
  for (const { row, type, far } of filled(context, step, candidates, around, remarks)) {
    changes.update(row, { ...valuesOfType(type), far });
    areaSquareMetres += areas[row]!;
  }
  const changed = [changes.finish(), ...placedStations(context, stations)];
  return { changes: changed, areaSquareMetres, outlines, remarks: remarks.toArray() };
}
