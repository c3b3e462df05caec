import type { Assumption } from './assumption.ts';
import type { Bookmark } from './bookmark.ts';
import type { CodeTable } from './code-table.ts';
import type { DevelopmentType } from './development-type.ts';
import type { LayerId } from './ids.ts';
import type { Target } from './indicator.ts';
import type { Layer } from './layer.ts';
import type { LayerGroup } from './layer-group.ts';
import type { LayerStyle } from './layer-style.ts';
import type { OwnIndicator } from './own-indicator.ts';
import type { PrintLayout } from './print-layout.ts';
import type { Scenario } from './scenario.ts';

/** What a project is, without its features: everything a window has to know before it draws. */
export interface ProjectDescription {
  readonly id: string;
  readonly name: string;
  /** EPSG code of the project's coordinate system: projected, in metres. */
  readonly epsg: number;
  readonly crsName: string;
  /** Version of the file's schema. */
  readonly schemaVersion: number;
  readonly created: string;
  readonly layers: readonly Layer[];
  /** In the order in which they were made. */
  readonly layerGroups: readonly LayerGroup[];
  readonly bookmarks: readonly Bookmark[];
  readonly scenarios: readonly Scenario[];
  readonly developmentTypes: readonly DevelopmentType[];
  readonly assumptions: readonly Assumption[];
  readonly codeTables: readonly CodeTable[];
  /** Targets by indicator id, where the project sets its own. */
  readonly targets: Readonly<Record<string, Target>>;
  /** Indicators that people wrote formulas for, in the order in which they were made. */
  readonly ownIndicators: readonly OwnIndicator[];
  /** Styles that people chose, by layer; the others are drawn as their role asks. */
  readonly styles: Readonly<Record<LayerId, LayerStyle>>;
  /** Sheets that were laid out for printing. */
  readonly printLayouts: readonly PrintLayout[];
}
