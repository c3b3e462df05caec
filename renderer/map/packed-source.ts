import type { Extent } from 'ol/extent.js';
import type RenderFeature from 'ol/render/Feature.js';
import VectorSource from 'ol/source/Vector.js';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { LayerId } from '#core/model/ids.ts';
import { indexOf } from './map-data.ts';
import { renderFeaturesOf } from './render-features.ts';

/** The features of one layer of a source. */
export interface PackedMember {
  readonly layer: LayerId;
  readonly table: FeatureTable;
}

const made = new WeakMap<FeatureTable, RenderFeature[][]>();

/** Drawables of the rows in sight; each is made when it is first needed and kept as long as its table. */
function drawablesIn({ layer, table }: PackedMember, [left, bottom, right, top]: Extent): RenderFeature[] {
  let known = made.get(table);
  if (!known) {
    known = [];
    made.set(table, known);
  }
  const drawables: RenderFeature[] = [];
  for (const row of indexOf(table).search(left!, bottom!, right!, top!)) {
    known[row] ??= renderFeaturesOf(table.geometry, row, layer);
    drawables.push(...known[row]);
  }
  return drawables;
}

/** Features straight from packed tables: found through the tables' own index, without a second one in the map library. */
export class PackedSource extends VectorSource<RenderFeature> {
  #members: readonly PackedMember[] = [];

  constructor() {
    // Features of one height and colour do not overlap, so that many can be filled at once.
    super({ useSpatialIndex: false, overlaps: false, wrapX: false });
  }

  show(members: readonly PackedMember[]): void {
    this.#members = members;
    this.changed();
  }

  override getFeaturesInExtent(extent: Extent): RenderFeature[] {
    return this.#members.flatMap((member) => drawablesIn(member, extent));
  }
}
