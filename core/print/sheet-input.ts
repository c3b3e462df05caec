import type { PrintLayout } from '#core/model/print-layout.ts';
import type { ScenarioMark } from '#core/report/scenario-mark.ts';
import type { LayerData } from '#core/symbology/layer-data.ts';

/** What one map of a sheet shows: the visible layers as the scenario has them, the topmost first. */
export interface SheetMap {
  readonly mark: ScenarioMark;
  readonly layers: readonly LayerData[];
}

/** Everything a sheet is made of. */
export interface SheetInput {
  readonly layout: PrintLayout;
  /** One map for each scenario of the layout. */
  readonly maps: readonly SheetMap[];
  readonly epsg: number;
  readonly crsName: string;
  readonly project: string;
  readonly programVersion: string;
  /** The date as it stands on the sheet. */
  readonly date: string;
}
