import { useMemo } from 'react';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { Layer } from '#core/model/layer.ts';
import { fieldsOfStyle, type LayerStyle } from '#core/model/layer-style.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { type StyledRows, styleRows } from '#core/symbology/style-classes.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useWindow } from '#renderer/state/workbench.ts';

/** The classes of a layer's style with their counts in the scenario shown, or what is wrong with it. */
export function useStyledRows(
  layer: Layer,
  style: LayerStyle | undefined,
): {
  readonly table: FeatureTable | undefined;
  readonly rows: StyledRows | undefined;
  readonly error: WorkbenchError | undefined;
} {
  const scenario = useWindow((state) => state.scenario);
  const known = new Set(layer.fields.map(({ name }) => name));
  const fields = fieldsOfStyle(style).filter((name) => known.has(name));
  const { data: table } = useQuery('layer/read', style?.symbology ? { layer: layer.id, scenario, fields } : null);
  return useMemo(() => {
    if (!table || !style?.symbology) return { table, rows: undefined, error: undefined };
    try {
      return { table, rows: styleRows(style.symbology, table), error: undefined };
    } catch (thrown) {
      return { table, rows: undefined, error: WorkbenchError.from(thrown) };
    }
  }, [table, style]);
}
