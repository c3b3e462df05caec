import { useMemo } from 'react';
import type { EvaluatorFeatureValue, EvaluatorLayer, EvaluatorOutput } from '#core/evaluation/contract.ts';
import { categoryColours } from '#core/model/colour-ramps.ts';
import type { ScenarioId } from '#core/model/ids.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useWindow } from '#renderer/state/workbench.ts';
import type { LayerFill } from './city-map.ts';
import type { MapData } from './map-data.ts';
import type { MapShape } from './map-shapes.ts';
import { layerOfRole } from './pick-feature.ts';
import { nothingOnMap as nothing, useShownParts } from './use-shown-parts.ts';
import { rampRange, rampShare, viridis } from './viridis.ts';

/** A result on the map: values in the place of land use, or shapes over it, with what the legend says. */
export interface ResultOnMap {
  readonly fill: LayerFill | null;
  readonly shapes: readonly MapShape[];
  readonly legend:
    | { readonly kind: 'ramp'; readonly value: EvaluatorFeatureValue; readonly range: readonly [number, number] }
    | {
        readonly kind: 'shapes';
        readonly layer: EvaluatorLayer;
        readonly range: readonly [number, number] | null;
        readonly categories: readonly Category[];
      }
    | null;
}

/** One value of a text column and its colour. */
interface Category {
  readonly name: string;
  readonly colour: string;
}

function categoriesOf(texts: readonly (string | null)[]): Category[] {
  const names = [...new Set(texts.filter((text) => text !== null))];
  return names.map((name, place) => ({ name, colour: categoryColours[place % categoryColours.length]! }));
}

/** All numbers of a feature value. The colours of all scenarios span the same range, so that they can be compared. */
function valuesOf({ features }: EvaluatorOutput, id: string): number[] {
  return Array.from(features?.find((one) => one.id === id)?.values ?? []);
}

/** All numbers that a layer is coloured by. */
function columnOf({ layers }: EvaluatorOutput, { id, styleField }: EvaluatorLayer): number[] {
  const column = styleField === undefined ? undefined : layers?.find((one) => one.id === id)?.columns[styleField];
  return column instanceof Float64Array ? Array.from(column) : [];
}

function lookOf({ geometry, style }: EvaluatorLayer, coloured: boolean): MapShape['look'] {
  if (geometry === 'line') return 'link';
  if (geometry === 'point') return 'spot';
  if (style === 'outline') return 'inner-limit';
  return coloured ? 'cell' : 'corridor';
}

/** What the window wants to see of an evaluation or of a live indicator, for one scenario. */
export function useShownResult(scenario: ScenarioId, data: MapData): ResultOnMap {
  const shown = useWindow((state) => state.shownResult);
  const isLive = shown?.kind === 'live';
  const { data: evaluations } = useQuery('evaluation/results', shown && !isLive ? {} : null);
  const { data: manifests } = useQuery('evaluation/list', shown && !isLive ? { withResults: true } : null);
  const live = useShownParts(scenario, data);
  return useMemo(() => {
    if (isLive) return live;
    const manifest = manifests?.find(({ id }) => id === shown?.evaluator);
    const results = (evaluations ?? []).filter((one) => one.record.evaluator === shown?.evaluator);
    const record = results.find((one) => one.record.scenario === scenario)?.record;
    if (!shown || !manifest || !record) return nothing;
    if (shown.kind === 'features') {
      const value = manifest.features.find(({ id }) => id === shown.id);
      const values = record.result.features?.find(({ id }) => id === shown.id)?.values;
      const table = value && layerOfRole(data, value.role)?.table;
      const range = rampRange(results.flatMap(({ record: { result } }) => valuesOf(result, shown.id)));
      if (!value || !values || !table || !range) return nothing;
      const fill = (row: number): string | null => {
        const here = values[row];
        return here === undefined || Number.isNaN(here) ? null : viridis(rampShare(here, range));
      };
      return { fill: { table, fill }, shapes: [], legend: { kind: 'ramp', value, range } };
    }
    const layer = manifest.layers.find(({ id }) => id === shown.id);
    const result = record.result.layers?.find(({ id }) => id === shown.id);
    if (!layer || !result) return nothing;
    const column = layer.styleField === undefined ? undefined : result.columns[layer.styleField];
    const numbers = column instanceof Float64Array ? column : null;
    const range = numbers ? rampRange(results.flatMap(({ record: { result: one } }) => columnOf(one, layer))) : null;
    const categories = column && !numbers ? categoriesOf(column as readonly (string | null)[]) : [];
    const colours =
      numbers && range
        ? Array.from(numbers, (value) => viridis(rampShare(value, range)))
        : categories.length > 0 &&
          (column as readonly (string | null)[]).map(
            (text) => categories.find(({ name }) => name === text)?.colour ?? '',
          );
    const shape: MapShape = {
      key: `result ${record.id} ${layer.id}`,
      geometry: result.geometry,
      look: lookOf(layer, Boolean(colours)),
      ...(colours ? { colours } : {}),
    };
    return { fill: null, shapes: [shape], legend: { kind: 'shapes', layer, range, categories } };
  }, [shown, isLive, live, manifests, evaluations, scenario, data]);
}
