import type { FeatureTable } from '#core/model/feature-table.ts';
import type { MapPool } from './map-drawing.ts';
import type { MapFrame } from './map-frame.ts';
import { pathOf } from './map-path.ts';
import { type RowsByKey, splitFeatures } from './map-split.ts';

/** The outlines of one style of one scenario, by name in the pool. */
export interface StyledPaths {
  readonly key: string;
  readonly paths: readonly string[];
}

/** The outlines of one role in all scenarios, those that are the same everywhere kept once. */
export class SharedPaths {
  readonly #groups: readonly (readonly StyledPaths[])[];

  constructor(
    frame: MapFrame,
    pool: MapPool,
    tables: readonly (FeatureTable | undefined)[],
    keys: (table: FeatureTable) => readonly (string | null)[],
  ) {
    const { common, own } = splitFeatures(tables, keys);
    const named = (table: FeatureTable | undefined, rows: RowsByKey): Map<string, string> => {
      const names = new Map<string, string>();
      if (!table) return names;
      for (const [key, members] of rows) {
        const outline = pathOf(frame, table.geometry, members);
        if (outline !== '') names.set(key, pool.path(outline));
      }
      return names;
    };
    const commonNames = named(tables[0], common);
    this.#groups = tables.map((table, index) => {
      const ownNames = named(table, own[index]!);
      const allKeys = [...new Set([...commonNames.keys(), ...ownNames.keys()])].sort();
      return allKeys.map((key) => ({
        key,
        paths: [commonNames.get(key), ownNames.get(key)].filter((name) => name !== undefined),
      }));
    });
  }

  /** The outlines of scenario `index`, sorted by style key. */
  of(index: number): readonly StyledPaths[] {
    return this.#groups[index]!;
  }
}
