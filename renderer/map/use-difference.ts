import { useMemo } from 'react';
import type { FeatureId, ScenarioId } from '#core/model/ids.ts';
import type { LayerDifference, ScenarioDifference } from '#core/rpc/compare-answers.ts';
import { drawnFields } from '#renderer/state/drawn-fields.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useDescription, useWindow } from '#renderer/state/workbench.ts';
import type { LayerFill } from './city-map.ts';
import { type DifferenceClasses, differenceClass, differenceClasses } from './difference-classes.ts';
import { type MapData, rowsById } from './map-data.ts';
import type { MapShape } from './map-shapes.ts';
import { palettes } from './palette.ts';
import { layerOfRole } from './pick-feature.ts';
import { subset } from './use-changed-shapes.ts';

/** What a difference map draws, and what its legend says. */
export interface DifferenceOnMap {
  readonly fill: LayerFill | null;
  readonly shapes: readonly MapShape[];
  readonly legend: DifferenceLegendFacts | null;
}

export interface DifferenceLegendFacts {
  readonly from: ScenarioId;
  readonly to: ScenarioId;
  /** Parcels by what became of them. */
  readonly counts: { readonly added: number; readonly removed: number; readonly changed: number };
  /** Fields of parcels that differ, the most frequent first. */
  readonly fields: readonly string[];
  /** The quantity that is drawn, with its classes; absent where changes themselves are. */
  readonly quantity?: {
    readonly of: NonNullable<ScenarioDifference['parcels']>['quantity'];
    readonly classes: DifferenceClasses;
    readonly total: number;
  };
}

const nothing: DifferenceOnMap = { fill: null, shapes: [], legend: null };

/** How what differs is chosen: changes of any kind, those of one field, or a quantity. */
export const fieldChoice = (name: string): string => `field ${name}`;

function fieldsOf(layer: LayerDifference | undefined): string[] {
  const counts = new Map<string, number>();
  for (const { fields } of layer?.changed ?? [])
    for (const name of fields) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([name]) => name);
}

/** The classes of the parcels in which two scenarios differ: places in the palette's diverging colours. */
function changeClasses(layer: LayerDifference | undefined, choice: string): Map<FeatureId, number> {
  const classes = new Map<FeatureId, number>();
  const field = choice.startsWith('field ') ? choice.slice('field '.length) : null;
  for (const { id, fields } of layer?.changed ?? []) {
    if (field === null || fields.includes(field)) classes.set(id, 4);
  }
  if (field === null) for (const id of layer?.added ?? []) classes.set(id, 5);
  return classes;
}

/** How `to` differs from `from`, drawn on the parcels of `data`, which are those of `to`; nothing while `from` is null. */
export function useDifference(from: ScenarioId | null, to: ScenarioId, data: MapData): DifferenceOnMap {
  const description = useDescription();
  const choice = useWindow((state) => state.compare.difference);
  const theme = useWindow((state) => state.theme);
  const isQuantity = choice !== 'changes' && !choice.startsWith('field ');
  const { data: difference } = useQuery(
    'compare/difference',
    from === null ? null : { from, to, ...(isQuantity ? { quantity: choice } : {}) },
  );
  const drawn = layerOfRole(data, 'parcel');
  const layer = difference?.layers.find((one) => one.layer === drawn?.layer.id);
  const hasRemoved = (layer?.removed.length ?? 0) > 0;
  const parcels = description.layers.find(({ id }) => id === drawn?.layer.id);
  // Removed parcels are not in the scenario that is drawn: their shapes come from the other one.
  const { data: before } = useQuery(
    'layer/read',
    from !== null && hasRemoved && parcels ? { layer: parcels.id, scenario: from, fields: drawnFields(parcels) } : null,
  );
  return useMemo(() => {
    if (from === null || !difference || !drawn) return nothing;
    const { table } = drawn;
    const colours = palettes[theme].diverging;
    const counts = {
      added: layer?.added.length ?? 0,
      removed: layer?.removed.length ?? 0,
      changed: layer?.changed.length ?? 0,
    };
    const found = difference.parcels;
    const classes = found && differenceClasses(found.differences, found.quantity.threshold);
    const byFeature = found
      ? new Map(found.features.map((id, at) => [id, differenceClass(found.differences[at]!, classes!)]))
      : changeClasses(layer, choice);
    const fill = (row: number): string | null => {
      const place = byFeature.get(table.ids[row]!);
      return place === undefined || place === 2 ? null : colours[place]!;
    };
    const gone = before && layer ? layer.removed.flatMap((id) => rowsById(before).get(id) ?? []) : [];
    const shapes: MapShape[] =
      before && gone.length > 0 && !choice.startsWith('field ')
        ? [
            {
              key: `removed ${from} ${to}`,
              geometry: subset(before, gone),
              look: 'cell',
              colours: gone.map((row) => colours[byFeature.get(before.ids[row]!) ?? 0]!),
            },
          ]
        : [];
    const total = found ? found.differences.reduce((sum, value) => sum + value, 0) : 0;
    return {
      fill: { table, fill },
      shapes,
      legend: {
        from,
        to,
        counts,
        fields: fieldsOf(layer),
        ...(found && classes ? { quantity: { of: found.quantity, classes, total } } : {}),
      },
    };
  }, [from, to, difference, drawn, layer, before, choice, theme]);
}
