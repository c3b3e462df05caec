import type { GeometryEngine } from '#core/geometry/engine.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { Layer } from '#core/model/layer.ts';
import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import type { EdgeIndex } from '#core/network/edge-index.ts';
import type { ThresholdValues } from './thresholds.ts';

/** What the check of one layer looks at. */
export interface LayerToCheck {
  readonly layer: Pick<Layer, 'id' | 'name' | 'role' | 'fields'>;
  /** Its features in the baseline, metres. */
  readonly table: FeatureTable;
  readonly engine: GeometryEngine;
  readonly limits: ThresholdValues;
  /** The plan boundary, where the project has one. */
  readonly boundary?: PackedGeometry | undefined;
  /** The walking network, where the project has streets; worked out when it is first asked for. */
  readonly network?: (() => EdgeIndex | undefined) | undefined;
  /** The present year. */
  readonly year: number;
  /** Findings kept of each check; see `findingLimit`. */
  readonly findings?: number;
}
