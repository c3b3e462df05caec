import { type FloorUse, floorUses } from '#core/model/role.ts';
import type { ParcelFacts } from './parcel-facts.ts';

const names = [
  'area',
  'developed',
  'floor',
  'developedFloor',
  // Floor area by use of which the shares are known, and mixed floor area that the assumption splits.
  'floor0',
  'floor1',
  'floor2',
  'floor3',
  'floor4',
  'floor5',
  'mixedFloor',
  // Residents: known or by the type's own floor area per resident; and floor area that the assumption turns into residents.
  'people',
  'mixedPeople',
  'homeFloor',
  'mixedHomeFloor',
  // Jobs likewise, by use from 1 on.
  'work',
  'mixedWork',
  'workFloor1',
  'workFloor2',
  'workFloor3',
  'workFloor4',
  'workFloor5',
  'mixedWorkFloor',
  'planted',
  'greenLand',
  'dry',
  'dryPlanted',
  // Land whose bare ground is soil.
  'open',
  'openPlanted',
  'park',
  'footprint',
  'footprintLand',
  'roof',
  // kWh of painted floor area by its type, and floor area that the assumptions give an energy use.
  'typedEnergy',
  'energyFloor0',
  'energyFloor1',
  'energyFloor2',
  'energyFloor3',
  'energyFloor4',
  'energyFloor5',
  'mixedEnergyFloor',
  // Parking spaces by type, and floor area that the assumptions give parking.
  'typedParking',
  'parkingFloor0',
  'parkingFloor1',
  'parkingFloor2',
  'parkingFloor3',
  'parkingFloor4',
  'parkingFloor5',
  'mixedParkingFloor',
] as const;

export type TermName = (typeof names)[number];

/** Place of each term in an array of terms. */
export const term = Object.fromEntries(names.map((name, at) => [name, at])) as Readonly<Record<TermName, number>>;

export const termCount = names.length;

/** Terms that residents, jobs and land are made of: what is counted apart within reach of something. */
export const reachTerms: readonly number[] = names.flatMap((_, at) =>
  at === term.area || (at >= term.people && at <= term.mixedWorkFloor) ? [at] : [],
);

const residential: FloorUse = 'residential';

/**
 * What one parcel adds to the sums of a scenario, before any assumption is put in: everything that the live indicators need
 * of parcels is linear in these terms, so that a changed assumption needs no look at the parcels. `isParkLand` says whether
 * the parcel is park land that no green space covers. Writes over all of `terms`.
 */
export function fillTerms(facts: ParcelFacts, isParkLand: boolean, terms: Float64Array): void {
  terms.fill(0);
  const { area, landUse, type, isDeveloped } = facts;
  const floor = Number.isNaN(facts.floor) ? 0 : facts.floor;
  terms[term.area] = area;
  terms[term.floor] = floor;
  terms[term.planted] = facts.planted;
  if (isDeveloped) {
    terms[term.developed] = area;
    terms[term.developedFloor] = floor;
  }
  if (landUse === 'green' || landUse === 'protective-green' || landUse === 'square') terms[term.greenLand] = area;
  if (landUse !== 'water') {
    terms[term.dry] = area;
    terms[term.dryPlanted] = Math.min(area, facts.planted);
  }
  if (landUse === 'undeveloped' || landUse === 'agriculture') {
    terms[term.open] = area;
    terms[term.openPlanted] = Math.min(area, facts.planted);
  }
  if (isParkLand) terms[term.park] = area;
  if (!Number.isNaN(facts.coverage)) {
    const footprint = area * Math.min(1, Math.max(0, facts.coverage));
    terms[term.roof] = footprint;
    if (isDeveloped) {
      terms[term.footprint] = footprint;
      terms[term.footprintLand] = area;
    }
  }
  if (!facts.areResidentsDerived && !Number.isNaN(facts.residents)) terms[term.people] = facts.residents;
  if (!facts.areJobsDerived && !Number.isNaN(facts.jobs)) terms[term.work] = facts.jobs;
  if (floor === 0) return;
  fillFloor(facts, terms);
  if (facts.areResidentsDerived) fillResidents(facts, terms);
  if (facts.areJobsDerived) fillJobs(facts, terms);
  if (type && type.energyUse >= 0) terms[term.typedEnergy] = floor * type.energyUse;
  if (type) terms[term.typedParking] = (floor / 100) * type.parking;
}

function fillFloor({ floors, mixed, type }: ParcelFacts, terms: Float64Array): void {
  const hasEnergy = type !== undefined && type.energyUse >= 0;
  terms[term.mixedFloor] = mixed;
  if (!hasEnergy) terms[term.mixedEnergyFloor] = mixed;
  if (!type) terms[term.mixedParkingFloor] = mixed;
  for (let use = 0; use < floors.length; use++) {
    const own = floors[use]!;
    if (own === 0) continue;
    terms[term.floor0 + use] = own;
    if (!hasEnergy) terms[term.energyFloor0 + use] = own;
    if (!type) terms[term.parkingFloor0 + use] = own;
  }
}

function fillResidents({ floors, mixed, type }: ParcelFacts, terms: Float64Array): void {
  const own = type?.floorAreaPerResident;
  const home = floors[floorUses.indexOf(residential)]!;
  if (own === undefined) {
    terms[term.homeFloor] = home;
    terms[term.mixedHomeFloor] = mixed;
  } else {
    terms[term.people] = home / own;
    terms[term.mixedPeople] = mixed / own;
  }
}

function fillJobs({ floors, mixed, type }: ParcelFacts, terms: Float64Array): void {
  for (let use = 1; use < floors.length; use++) {
    const own = type?.floorAreaPerJob?.[floorUses[use]!];
    const floor = floors[use]!;
    if (own === undefined) terms[term.workFloor1 + use - 1] = floor;
    else terms[term.work]! += floor / own;
    if (use !== 1) continue;
    if (own === undefined) terms[term.mixedWorkFloor] = mixed;
    else terms[term.mixedWork] = mixed / own;
  }
}
