import { type CodeTable, gb50137 } from '#core/model/code-table.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { Layer } from '#core/model/layer.ts';
import type { LayerStyle } from '#core/model/layer-style.ts';
import type { ProjectDescription } from '#core/model/project.ts';

/** A layer with its features as one scenario has them. */
export interface LayerData {
  readonly layer: Layer;
  readonly table: FeatureTable;
  readonly codes: CodeTable;
  /** What a person chose; absent where the role decides. */
  readonly style: LayerStyle | undefined;
}

/** The code table the land use of a layer was read with; the national one unless it says another. */
export function codesOf(description: ProjectDescription, layer: Layer): CodeTable {
  return description.codeTables.find((table) => table.id === layer.codeTable) ?? gb50137;
}
