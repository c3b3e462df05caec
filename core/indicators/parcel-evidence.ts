import { featureAreas, representativePoints } from '#core/geometry/measure.ts';
import { indexOf, SpatialIndex } from '#core/geometry/spatial-index.ts';
import { type FeatureTable, numberColumn } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import { featureCount, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { rowsOf } from '#core/model/rows-of.ts';
import { groundOf, type ParcelEvidence, type ParcelQuantities } from './parcel-quantities.ts';

/** Amounts per square metre of each baseline parcel, so that what is left of a divided parcel keeps its part. */
export interface EvidenceDensities {
  /** The parcels, in their order. */
  readonly ids: readonly FeatureId[];
  readonly floorArea?: Float64Array;
  readonly residents?: Float64Array;
  readonly jobs?: Float64Array;
  /** Residents of areas in which no home is known, and so left out. */
  readonly residentsWithoutHome: number;
}

/** For each feature of `inner` the first feature of `outer` its inner point lies in; −1 where there is none. */
function parcelOfEach(inner: PackedGeometry, outer: SpatialIndex): Int32Array {
  const points = representativePoints(inner);
  const parcels = new Int32Array(featureCount(inner)).fill(-1);
  for (let feature = 0; feature < parcels.length; feature++) {
    const x = points[2 * feature]!;
    if (!Number.isNaN(x)) parcels[feature] = outer.polygonsAt(x, points[2 * feature + 1]!)[0] ?? -1;
  }
  return parcels;
}

/** Floor area of the buildings on each parcel; NaN where there is no building with a known one. */
export function floorAreaOfBuildings(parcels: FeatureTable, buildings: FeatureTable): Float64Array {
  const floor = new Float64Array(parcels.ids.length).fill(Number.NaN);
  const own = numberColumn(buildings, 'floor_area');
  const floors = numberColumn(buildings, 'floors');
  const footprints = featureAreas(buildings.geometry);
  const parcelOf = parcelOfEach(buildings.geometry, indexOf(parcels.geometry));
  for (let building = 0; building < parcelOf.length; building++) {
    const parcel = parcelOf[building]!;
    const stated = own?.[building] ?? Number.NaN;
    const area = Number.isNaN(stated) ? footprints[building]! * (floors?.[building] ?? Number.NaN) : stated;
    if (parcel < 0 || Number.isNaN(area)) continue;
    floor[parcel] = (Number.isNaN(floor[parcel]!) ? 0 : floor[parcel]!) + area;
  }
  return floor;
}

/** Small areas and parcels, with what of the one lies in the other, found once for all amounts. */
interface AreasAndParcels {
  readonly areas: FeatureTable;
  readonly parcels: FeatureTable;
  /** Of points the parcel that each lies in; of areas the area that each parcel lies in. −1 where there is none. */
  readonly found: Int32Array;
}

function areasAndParcels(areas: FeatureTable, parcels: FeatureTable): AreasAndParcels {
  const isOfAreas = areas.geometry.kind === 'polygon';
  const found = isOfAreas
    ? parcelOfEach(parcels.geometry, new SpatialIndex(areas.geometry))
    : parcelOfEach(areas.geometry, indexOf(parcels.geometry));
  return { areas, parcels, found };
}

/**
 * Brings the amounts of small areas to parcels: within each area by `weights`, and where these are all 0 not at all. Points
 * give their amount to the parcel they lie in. NaN for parcels in no area.
 */
function spread({ areas, parcels, found }: AreasAndParcels, amounts: Float64Array, weights: Float64Array) {
  const spreadAmounts = new Float64Array(parcels.ids.length).fill(Number.NaN);
  let left = 0;
  if (areas.geometry.kind !== 'polygon') {
    for (const [area, parcel] of found.entries()) {
      const amount = amounts[area]!;
      if (Number.isNaN(amount)) continue;
      if (parcel < 0) left += amount;
      else spreadAmounts[parcel] = (Number.isNaN(spreadAmounts[parcel]!) ? 0 : spreadAmounts[parcel]!) + amount;
    }
    return { amounts: spreadAmounts, left };
  }
  const totals = new Float64Array(areas.ids.length);
  for (const [parcel, area] of found.entries()) {
    if (area >= 0 && weights[parcel]! > 0) totals[area] = totals[area]! + weights[parcel]!;
  }
  for (const [parcel, area] of found.entries()) {
    const amount = area < 0 ? Number.NaN : amounts[area]!;
    if (Number.isNaN(amount)) continue;
    const weight = weights[parcel]! > 0 ? weights[parcel]! : 0;
    spreadAmounts[parcel] = totals[area]! > 0 ? (amount * weight) / totals[area]! : 0;
  }
  for (const [area, total] of totals.entries()) if (total === 0 && amounts[area]! > 0) left += amounts[area]!;
  return { amounts: spreadAmounts, left };
}

/** Evidence of other layers about the baseline's parcels. `quantities` are those of the parcels without any evidence. */
export function gatherEvidence(
  parcels: FeatureTable,
  quantities: ParcelQuantities,
  buildingFloorArea: Float64Array | undefined,
  population: FeatureTable | undefined,
): EvidenceDensities {
  const perSquareMetre = (amounts: Float64Array) => amounts.map((amount, row) => amount / quantities.area[row]!);
  const densities = {
    ids: parcels.ids,
    ...(buildingFloorArea ? { floorArea: perSquareMetre(buildingFloorArea) } : {}),
    residentsWithoutHome: 0,
  };
  if (!population) return densities;
  const residents = numberColumn(population, 'residents');
  const jobs = numberColumn(population, 'jobs');
  const { floorArea, floorAreaByUse } = quantities;
  const work = floorArea.map((floor, row) => floor - floorAreaByUse.residential[row]!);
  const places = residents || jobs ? areasAndParcels(population, parcels) : undefined;
  const people = residents && places && spread(places, residents, floorAreaByUse.residential);
  return {
    ...densities,
    ...(people ? { residents: perSquareMetre(people.amounts) } : {}),
    ...(jobs && places ? { jobs: perSquareMetre(spread(places, jobs, work).amounts) } : {}),
    residentsWithoutHome: people?.left ?? 0,
  };
}

interface KnownEvidence {
  readonly ids: FeatureTable['ids'];
  readonly densities: EvidenceDensities;
  readonly evidence: ParcelEvidence;
}

const evidenceByGeometry = new WeakMap<PackedGeometry, KnownEvidence>();

/**
 * The evidence for the parcels of a scenario: by id, for the area each of them has there. Worked out once for all scenarios in
 * which the parcels are where they are in the baseline.
 */
export function evidenceFor(table: FeatureTable, densities: EvidenceDensities): ParcelEvidence {
  const { ids, geometry } = table;
  const known = evidenceByGeometry.get(geometry);
  if (known && known.ids === ids && known.densities === densities) return known.evidence;
  const evidence = evidenceOf(table, densities);
  evidenceByGeometry.set(geometry, { ids, densities, evidence });
  return evidence;
}

function evidenceOf(table: FeatureTable, densities: EvidenceDensities): ParcelEvidence {
  const { area: areas } = groundOf(table.geometry);
  const isSameRows = table.ids === densities.ids;
  const known = isSameRows ? undefined : rowsOf(densities.ids);
  const rows = Int32Array.from(table.ids, (id, at) => (known ? (known.get(id) ?? -1) : at));
  const amounts = (perSquareMetre: Float64Array | undefined) => {
    if (!perSquareMetre) return undefined;
    const own = new Float64Array(rows.length);
    for (let at = 0; at < own.length; at++) {
      const row = rows[at]!;
      own[at] = row < 0 ? Number.NaN : perSquareMetre[row]! * areas[at]!;
    }
    return own;
  };
  const [floorArea, residents, jobs] = [densities.floorArea, densities.residents, densities.jobs].map(amounts);
  return { ...(floorArea ? { floorArea } : {}), ...(residents ? { residents } : {}), ...(jobs ? { jobs } : {}) };
}
