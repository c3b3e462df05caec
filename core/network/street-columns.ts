import {
  type FeatureTable,
  type NumberColumn,
  numberColumn,
  type TextColumn,
  textColumn,
} from '#core/model/feature-table.ts';
import type { StreetClass } from '#core/model/role.ts';

/** What is known of streets beyond their lines; each column has a value per feature, and any may be missing. */
export interface StreetColumns {
  /** 1 yes, 0 no, NaN not known. */
  readonly walkable?: NumberColumn;
  readonly cyclable?: NumberColumn;
  /** 1 when traffic runs only the way the line was drawn. */
  readonly oneway?: NumberColumn;
  readonly class?: TextColumn;
  /** km/h */
  readonly speed?: NumberColumn;
}

/** How the network is travelled: decides which streets count and whether one-way streets matter (by car only). */
export type TravelMode = 'walk' | 'cycle' | 'drive';

/** The columns of a street layer by their canonical names. */
export function streetColumns(table: FeatureTable): StreetColumns {
  const numbers = { walkable: 'walkable', cyclable: 'cyclable', oneway: 'oneway', speed: 'speed' } as const;
  const found: { -readonly [Name in keyof StreetColumns]: StreetColumns[Name] } = {};
  for (const name of Object.values(numbers)) {
    const column = numberColumn(table, name);
    if (column) found[name] = column;
  }
  const classes = textColumn(table, 'class');
  if (classes) found.class = classes;
  return found;
}

/**
 * Speeds taken where the column is silent, km/h. Middle of the design speeds of CJJ 37-2012 for each class (expressway
 * 60-100, arterial 40-60, secondary 30-50, local 20-40); paths and footbridges at walking pace. Default, verify locally.
 */
export const assumedSpeedsKmh: Readonly<Record<StreetClass, number>> = {
  motorway: 80,
  arterial: 50,
  secondary: 40,
  local: 30,
  path: 5,
  footbridge: 5,
};

function classOf(columns: StreetColumns, feature: number): string {
  return columns.class?.[feature] ?? 'local';
}

/** Whether a street may be travelled: what its column says, else by its class (no walking or cycling on motorways). */
export function isTravelled(columns: StreetColumns, feature: number, mode: TravelMode): boolean {
  const streetClass = classOf(columns, feature);
  if (mode === 'drive') return streetClass !== 'path' && streetClass !== 'footbridge';
  const said = (mode === 'walk' ? columns.walkable : columns.cyclable)?.[feature];
  if (said !== undefined && !Number.isNaN(said)) return said !== 0;
  return streetClass !== 'motorway' && (mode === 'walk' || streetClass !== 'footbridge');
}

export function isOneWay(columns: StreetColumns, feature: number, mode: TravelMode): boolean {
  return mode === 'drive' && columns.oneway?.[feature] === 1;
}

/** Speed on a street, km/h: its own where known, else that assumed for its class. */
export function speedKmh(columns: StreetColumns, feature: number): number {
  const known = columns.speed?.[feature];
  if (known !== undefined && known > 0) return known;
  const streetClass = classOf(columns, feature);
  return assumedSpeedsKmh[streetClass as StreetClass] ?? assumedSpeedsKmh.local;
}

/** False for streets that pass over or under others: lines that merely cross them are never joined to them. */
export function isAtGrade(columns: StreetColumns, feature: number): boolean {
  const streetClass = classOf(columns, feature);
  return streetClass !== 'motorway' && streetClass !== 'footbridge';
}
