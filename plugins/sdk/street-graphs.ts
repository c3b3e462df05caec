import type { SnapshotLayer } from '#core/evaluation/contract.ts';
import type { StreetGraph } from '#core/network/graph.ts';
import { streetColumns } from '#core/network/street-columns.ts';
import { buildStreetGraph, type StreetGraphOptions } from '#core/network/street-graph.ts';
import { Remembered } from './remembered.ts';

const graphs = new Remembered<StreetGraph>();

/** The network of a street layer; the same layer, read again, gives the very same network. */
export function streetGraphOf(
  streets: SnapshotLayer,
  { mode = 'walk', cost = 'metres' }: Pick<StreetGraphOptions, 'mode' | 'cost'> = {},
): StreetGraph {
  const columns = streetColumns(streets);
  const read =
    mode === 'drive'
      ? [columns.class, columns.oneway, cost === 'seconds' ? columns.speed : undefined]
      : [
          columns.class,
          mode === 'walk' ? columns.walkable : columns.cyclable,
          cost === 'seconds' ? columns.speed : undefined,
        ];
  return graphs.of(streets.geometry, [mode, cost, ...read], () =>
    buildStreetGraph(streets.geometry, columns, { mode, cost }),
  );
}
