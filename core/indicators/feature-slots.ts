import { BoxGrid } from '#core/geometry/box-grid.ts';
import { isAtRow } from '#core/geometry/image-place.ts';
import { type Box, extentOf } from '#core/geometry/measure.ts';
import { indexOf, type SpatialIndex } from '#core/geometry/spatial-index.ts';
import { packWkb } from '#core/geometry/wkb.ts';
import type { FeatureImage } from '#core/model/edit.ts';
import { type FeatureTable, isNumberColumn, type Scalar } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import { GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { PaintedImage, valueAt } from '#core/model/painted-image.ts';
import { rowsOf } from '#core/model/rows-of.ts';

/** One feature of a packed geometry. */
export interface Shape {
  readonly geometry: PackedGeometry;
  readonly feature: number;
}

/** A feature as a scenario has it where it differs from the baseline. */
export interface FeatureVersion {
  readonly image: FeatureImage;
  /** Undefined where it is that of the baseline. */
  readonly shape: Shape | undefined;
  readonly box: Box | undefined;
}

/** What a scenario says of a feature: an image, that it is gone, or (undefined) that it is as in the baseline. */
export type FeatureNow = FeatureImage | 'deleted' | undefined;

/** The features of a role in the baseline, with what finds them; one for all scenarios. */
export class BaseFeatures {
  readonly table: FeatureTable;
  #index: SpatialIndex | undefined;

  constructor(table: FeatureTable) {
    this.table = table;
  }

  /** The rows of the table by feature. */
  get slots(): ReadonlyMap<FeatureId, number> {
    return rowsOf(this.table.ids);
  }

  get count(): number {
    return this.table.ids.length;
  }

  get index(): SpatialIndex {
    this.#index ??= indexOf(this.table.geometry);
    return this.#index;
  }
}

/**
 * The features of a role as one scenario has them: the rows of the baseline, and over them what the scenario changes. A slot
 * is the baseline's row, or for a feature that the scenario added a number behind them. Costs what was changed.
 */
export class FeatureSlots {
  readonly base: BaseFeatures;
  /** By slot up to the last that changed: undefined where it is as in the baseline, null where it is gone. */
  readonly #changed: (FeatureVersion | null | undefined)[];
  #changes: number;
  readonly #added: Map<FeatureId, number>;
  readonly #addedIds: FeatureId[];
  /** Boxes of features whose shape is not the baseline's. */
  readonly #moved: BoxGrid;
  /** Features that the scenario added, less those it took away. */
  #difference: number;

  constructor(base: BaseFeatures, from?: FeatureSlots) {
    this.base = base;
    this.#changed = from ? from.#changed.slice() : [];
    this.#changes = from ? from.#changes : 0;
    this.#added = new Map(from ? from.#added : []);
    this.#addedIds = from ? from.#addedIds.slice() : [];
    this.#moved = from ? from.#moved.copy() : new BoxGrid();
    this.#difference = from ? from.#difference : 0;
  }

  /** The same features, to go on from. */
  copy(): FeatureSlots {
    return new FeatureSlots(this.base, this);
  }

  /** How many slots there are, those of features that are gone among them. */
  get count(): number {
    return this.base.count + this.#addedIds.length;
  }

  /** The slot of a feature; a new one gets the next. */
  slotOf(id: FeatureId): number {
    const slot = this.base.slots.get(id) ?? this.#added.get(id);
    if (slot !== undefined) return slot;
    const next = this.base.count + this.#addedIds.length;
    this.#added.set(id, next);
    this.#addedIds.push(id);
    return next;
  }

  idOf(slot: number): FeatureId {
    return this.base.table.ids[slot] ?? this.#addedIds[slot - this.base.count]!;
  }

  /** How many features there are. */
  get existing(): number {
    return this.base.count + this.#difference;
  }

  /** Whether all features are as in the baseline. */
  get isBaseline(): boolean {
    return this.#changes === 0 && this.#addedIds.length === 0;
  }

  exists(slot: number): boolean {
    const version = this.#changed[slot];
    return version === undefined ? slot < this.base.count : version !== null;
  }

  /** The scenario's own version; undefined where it is that of the baseline, null where it is gone. */
  version(slot: number): FeatureVersion | null | undefined {
    return this.#changed[slot];
  }

  /** Whether the scenario gives the feature a shape of its own. */
  isMoved(slot: number): boolean {
    return this.#changed[slot]?.shape !== undefined;
  }

  shape(slot: number): Shape {
    return this.#changed[slot]?.shape ?? { geometry: this.base.table.geometry, feature: slot };
  }

  /** Undefined for a feature without geometry, or that is gone. */
  box(slot: number): Box | undefined {
    const version = this.#changed[slot];
    if (version === null || (version === undefined && slot >= this.base.count)) return undefined;
    if (version?.shape) return version.box;
    const { boxes } = this.base.index;
    const at = 4 * slot;
    if (Number.isNaN(boxes[at]!)) return undefined;
    return { minX: boxes[at]!, minY: boxes[at + 1]!, maxX: boxes[at + 2]!, maxY: boxes[at + 3]! };
  }

  value(slot: number, field: string): Scalar | undefined {
    const version = this.#changed[slot];
    if (version !== undefined) return version ? valueAt(version.image, field) : undefined;
    const column = this.base.table.columns[field];
    if (!column) return undefined;
    if (!isNumberColumn(column)) return column[slot] ?? null;
    const value = column[slot]!;
    return Number.isNaN(value) ? null : value;
  }

  /** NaN where there is none; truth as 1 and 0. */
  number(slot: number, field: string): number {
    const value = this.value(slot, field);
    return typeof value === 'number' || typeof value === 'boolean' ? Number(value) : Number.NaN;
  }

  text(slot: number, field: string): string | null {
    const value = this.value(slot, field);
    return typeof value === 'string' ? value : null;
  }

  /** The shape that the scenario gives the feature; undefined where it is that of the baseline. */
  ownShape(slot: number): Shape | undefined {
    return this.#changed[slot]?.shape;
  }

  /** The slot of a feature of which a scenario says `now`. */
  slotNow(id: FeatureId, now: FeatureNow): number {
    const isRow = now instanceof PaintedImage && now.base === this.base.table;
    return isRow ? now.row : this.slotOf(id);
  }

  /** Takes over what a scenario says now; gives the slot. */
  put(id: FeatureId, now: FeatureNow): number {
    const slot = this.slotOf(id);
    this.putAt(slot, now);
    return slot;
  }

  /** Takes over what a scenario says now of the feature in a slot. */
  putAt(slot: number, now: FeatureNow): void {
    const wasThere = this.exists(slot);
    this.#moved.take(slot);
    if (now === undefined && slot < this.base.count) this.#change(slot, undefined);
    else if (now === undefined || now === 'deleted') this.#change(slot, null);
    else {
      const version = this.#versionOf(slot, now);
      this.#change(slot, version);
      if (version.box) this.#moved.put(slot, version.box);
    }
    this.#difference += Number(this.exists(slot)) - Number(wasThere);
  }

  #change(slot: number, version: FeatureVersion | null | undefined): void {
    const changed = this.#changed;
    // Without holes, which would make every look at it slower.
    while (changed.length <= slot) changed.push(undefined);
    this.#changes += Number(version !== undefined) - Number(changed[slot] !== undefined);
    changed[slot] = version;
  }

  #versionOf(slot: number, image: FeatureImage): FeatureVersion {
    const base = this.base.table.geometry;
    if (slot < this.base.count && isAtRow(image, base, slot)) return { image, shape: undefined, box: undefined };
    const { geometry } = image;
    const packer = new GeometryPacker(base.kind);
    if (geometry) packWkb(packer, geometry);
    else packer.endFeature();
    const own = packer.finish();
    const box = own.coordinates.length > 0 ? extentOf(own) : undefined;
    return { image, shape: { geometry: own, feature: 0 }, box };
  }

  /** Slots of features whose boxes meet the box, in no order. */
  search(box: Box): number[] {
    const { minX, minY, maxX, maxY } = box;
    const changed = this.#changed;
    const found = this.base.index.search(
      minX,
      minY,
      maxX,
      maxY,
      this.#changes === 0
        ? undefined
        : (slot) => {
            const version = changed[slot];
            return version === undefined || (version !== null && version.shape === undefined);
          },
    );
    if (this.#moved.size > 0) found.push(...this.#moved.search(box));
    return found;
  }
}
