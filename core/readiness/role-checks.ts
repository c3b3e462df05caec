import type { RoleId } from '#core/model/role.ts';

type CoverageCheck = 'overlap' | 'gap' | 'sliver';

/** Layers whose polygons may not lie over each other, and those that may leave nothing open between them. */
const coverageChecks: Partial<Readonly<Record<RoleId, readonly CoverageCheck[]>>> = {
  parcel: ['overlap', 'gap', 'sliver'],
  'green-space': ['overlap', 'sliver'],
  building: ['overlap'],
  population: ['overlap'],
};

export function coverageChecksOf(role: RoleId): readonly CoverageCheck[] {
  return coverageChecks[role] ?? [];
}

/** Roles for which lying outside the plan boundary matters: what counts per area or head. */
const insideBoundary = new Set<RoleId>(['parcel', 'building', 'population', 'green-space', 'facility', 'transit-stop']);

export function belongsInside(role: RoleId): boolean {
  return insideBoundary.has(role);
}
