import {
  type DifferenceQuantity,
  differenceQuantities,
  quantityDifference,
} from '#core/compare/difference-quantities.ts';
import { differenceTable, type ExtraColumn } from '#core/compare/difference-table.ts';
import { rememberedDifference } from '#core/compare/table-difference.ts';
import type { FeatureId, LayerId, ScenarioId } from '#core/model/ids.ts';
import { rowsOf } from '#core/model/rows-of.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { LayerDifference, ScenarioDifference } from '#core/rpc/compare-answers.ts';
import { explainChange } from './explain-change.ts';
import type { Handlers } from './handler.ts';
import { rememberedLineage } from './scenario-lineage.ts';
import type { OpenProject } from './session.ts';

/** The quantity of that name; error `compare/unknown-quantity` naming those there are. */
function quantityCalled(id: string): DifferenceQuantity {
  const quantity = differenceQuantities.find((each) => each.id === id);
  if (quantity) return quantity;
  const known = differenceQuantities.map((each) => each.id).join(', ');
  throw new WorkbenchError('compare/unknown-quantity', { quantity: id, known });
}

interface ParcelDifference {
  readonly quantity: DifferenceQuantity;
  readonly features: readonly FeatureId[];
  readonly differences: Float64Array;
}

/** The difference of one quantity by parcel; undefined without parcels. */
function parcelDifference(
  { tables, facts }: OpenProject,
  from: ScenarioId,
  to: ScenarioId,
  quantity: DifferenceQuantity,
): ParcelDifference | undefined {
  const [before, after] = [from, to].map((id) => tables.roleTable('parcel', id));
  if (!before || !after) return undefined;
  const lineage = rememberedLineage(before, after);
  const found = quantityDifference(quantity.id, facts.quantities(from)!, facts.quantities(to)!, lineage)!;
  const features: FeatureId[] = [];
  const differences: number[] = [];
  const keep = (id: FeatureId, difference: number) => {
    if (Number.isNaN(difference) || difference === 0) return;
    features.push(id);
    differences.push(difference);
  };
  for (let row = 0; row < found.after.length; row++) keep(after.ids[row]!, found.after[row]!);
  for (const [at, difference] of found.gone.entries()) keep(before.ids[lineage.gone[at]!]!, difference);
  return { quantity, features, differences: Float64Array.from(differences) };
}

/** Differences of all quantities as columns of the difference of the layer of parcels. */
function parcelColumns(open: OpenProject, from: ScenarioId, to: ScenarioId, layer: LayerId): ExtraColumn[] {
  const [before, after] = [from, to].map((id) => open.tables.table(layer, id));
  return differenceQuantities.flatMap((quantity): ExtraColumn[] => {
    const found = parcelDifference(open, from, to, quantity);
    if (!found) return [];
    const byFeature = rowsOf(found.features);
    const at = (id: FeatureId) => {
      const row = byFeature.get(id);
      return row === undefined ? 0 : found.differences[row]!;
    };
    return [
      {
        field: { name: `${quantity.id}_difference`, type: 'real', unit: quantity.unit },
        after: (row) => at(after!.ids[row]!),
        gone: (row) => at(before!.ids[row]!),
      },
    ];
  });
}

export const compareRequests: Handlers<'compare/difference' | 'compare/difference-table' | 'compare/explain'> = {
  'compare/difference'({ project }, { from, to, quantity }) {
    const { tables, file } = project;
    for (const id of [from, to]) file.scenario(id);
    const asked = quantity === undefined ? undefined : quantityCalled(quantity);
    const layers = tables.layers
      .filter(({ table }) => table !== '')
      .map(({ id }): LayerDifference => {
        return { layer: id, ...rememberedDifference(tables.table(id, from), tables.table(id, to)) };
      })
      .filter(({ added, removed, changed }) => added.length + removed.length + changed.length > 0);
    const parcels = asked && parcelDifference(project, from, to, asked);
    const answer: ScenarioDifference = parcels ? { layers, parcels } : { layers };
    return answer;
  },

  'compare/explain': explainChange,

  'compare/difference-table'({ project }, { from, to, layer }) {
    const { tables, file } = project;
    for (const id of [from, to]) file.scenario(id);
    const { role } = file.layer(layer);
    const [before, after] = [tables.table(layer, from), tables.table(layer, to)];
    const difference = rememberedDifference(before, after);
    const extras = role === 'parcel' ? parcelColumns(project, from, to, layer) : [];
    return differenceTable(before, after, difference, extras);
  },
};
