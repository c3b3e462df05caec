declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Stable identity of a feature: a UUID that survives copies, edits and merges. */
export type FeatureId = Branded<'FeatureId'>;
/** Stable identity of a layer of the project. */
export type LayerId = Branded<'LayerId'>;
/** Stable identity of a scenario; the baseline has the fixed id `baseline`. */
export type ScenarioId = Branded<'ScenarioId'>;
/** Identity of a group of layers: a UUID. */
export type LayerGroupId = Branded<'LayerGroupId'>;
/** Identity of a bookmark of the map: a UUID. */
export type BookmarkId = Branded<'BookmarkId'>;
/** Identity of a development type, a readable slug such as `station-office`. */
export type DevelopmentTypeId = Branded<'DevelopmentTypeId'>;
/** Identity of an assumption, a readable slug such as `floor-area-per-resident`. */
export type AssumptionId = Branded<'AssumptionId'>;

export const baselineId = 'baseline' as ScenarioId;
