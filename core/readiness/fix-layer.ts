import { featureWkb } from '#core/geometry/wkb.ts';
import type { FeatureId } from '#core/model/ids.ts';
import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import type { LocalText } from '#core/model/text.ts';
import { type FixableCheck, fixableChecks } from './checks.ts';
import { featureTitles } from './feature-title.ts';
import { fixDuplicates } from './fix-duplicates.ts';
import { fixEnds } from './fix-ends.ts';
import { fixGaps } from './fix-gaps.ts';
import { fixInvalid } from './fix-invalid.ts';
import { fixOverlaps } from './fix-overlaps.ts';
import { fixSlivers } from './fix-slivers.ts';
import type { LayerToCheck } from './layer-to-check.ts';
import { hasParts } from './pick-features.ts';
import { coverageChecksOf } from './role-checks.ts';

/** What was done to a feature, or why nothing was. */
export interface FixNote {
  readonly check: FixableCheck;
  readonly feature: FeatureId;
  readonly text: LocalText;
}

/** What mending a layer comes to. */
export interface LayerFix {
  /** New geometry (WKB) of the features that change; null for those that go. */
  readonly changes: ReadonlyMap<FeatureId, Uint8Array | null>;
  readonly notes: readonly FixNote[];
  /** What could be mended by its kind and is not. */
  readonly left: readonly FixNote[];
}

/** A layer while it is mended: each fix sees what those before it left. */
export interface Bench {
  readonly input: LayerToCheck;
  geometry: PackedGeometry;
  /** Rows that are no more; their geometry is empty. */
  readonly removed: Set<number>;
  readonly title: (row: number) => LocalText;
  /** True when these rows may be changed; notes why not otherwise. */
  readonly mayChange: (check: FixableCheck, rows: readonly number[]) => boolean;
  readonly note: (check: FixableCheck, row: number, text: LocalText) => void;
  readonly leave: (check: FixableCheck, row: number, text: LocalText) => void;
}

export interface FixOptions {
  readonly checks: readonly FixableCheck[];
  /** Only findings that concern one of these features; all when absent. */
  readonly only?: ReadonlySet<FeatureId> | undefined;
  /** Features that may not change, with the reason: scenarios have their own image of them. */
  readonly keep?: ReadonlyMap<FeatureId, LocalText> | undefined;
}

type Fix = (bench: Bench) => Generator<void, void>;

const fixes: Readonly<Record<FixableCheck, Fix>> = {
  'invalid-geometry': fixInvalid,
  'duplicate-geometry': fixDuplicates,
  overlap: fixOverlaps,
  gap: fixGaps,
  sliver: fixSlivers,
  'dangling-end': fixEnds,
};

function appliesTo(check: FixableCheck, { layer, table }: LayerToCheck): boolean {
  const { kind } = table.geometry;
  if (kind === 'none') return false;
  if (check === 'overlap' || check === 'gap' || check === 'sliver')
    return kind === 'polygon' && coverageChecksOf(layer.role).includes(check);
  if (check === 'dangling-end') return layer.role === 'street';
  return check === 'duplicate-geometry' || kind !== 'point';
}

/**
 * Works out how a layer is mended, one check after another in their fixed order; nothing is written. Only what is safe: see
 * the texts of the checks. Overlays need sound polygons: features that break the rules are left alone by all but their own
 * fix. Errors: those of the geometry engine.
 */
export function* fixLayer(input: LayerToCheck, options: FixOptions): Generator<void, LayerFix> {
  const { ids } = input.table;
  const notes: FixNote[] = [];
  const left: FixNote[] = [];
  const bench: Bench = {
    input,
    geometry: input.table.geometry,
    removed: new Set(),
    title: featureTitles(input.table, input.layer.role),
    mayChange: (check, rows) => {
      if (options.only && !rows.some((row) => options.only!.has(ids[row]!))) return false;
      for (const row of rows) {
        const reason = options.keep?.get(ids[row]!);
        if (!reason) continue;
        left.push({ check, feature: ids[row]!, text: reason });
        return false;
      }
      return true;
    },
    note: (check, row, text) => notes.push({ check, feature: ids[row]!, text }),
    leave: (check, row, text) => left.push({ check, feature: ids[row]!, text }),
  };
  for (const check of fixableChecks) {
    if (!options.checks.includes(check) || !appliesTo(check, input)) continue;
    yield* fixes[check](bench);
    yield;
  }
  return { changes: changesOf(bench, notes), notes, left };
}

function changesOf({ input, geometry, removed }: Bench, notes: readonly FixNote[]): Map<FeatureId, Uint8Array | null> {
  const touched = new Set(notes.map(({ feature }) => feature));
  const changes = new Map<FeatureId, Uint8Array | null>();
  for (const [row, id] of input.table.ids.entries()) {
    if (removed.has(row)) changes.set(id, null);
    else if (touched.has(id) && hasParts(geometry, row)) changes.set(id, featureWkb(geometry, row));
  }
  return changes;
}
