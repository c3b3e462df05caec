import { representativePoints } from '#core/geometry/measure.ts';
import { groundOf } from '#core/indicators/parcel-quantities.ts';
import { baselineId, type ScenarioId } from '#core/model/ids.ts';
import type { RecipeStep } from '#core/model/recipe.ts';
import { rowsOf } from '#core/model/rows-of.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { SketchSelection } from '#core/rpc/requests.ts';
import { localMix } from '#core/sketch/local-mix.ts';
import { protectionOf } from '#core/sketch/protected-parcels.ts';
import { selectRows } from '#core/sketch/select-features.ts';
import { requireLayer, type SketchContext } from '#core/sketch/sketch-context.ts';
import { suggestCorridors } from '#core/sketch/suggest-corridors.ts';
import type { Handlers } from './handler.ts';
import type { Session } from './session.ts';
import { SketchDraft } from './sketch-draft.ts';

async function draftOf({ project, host }: Session, scenario: ScenarioId): Promise<SketchDraft> {
  const parent = project.file.scenario(scenario).parent ?? baselineId;
  return new SketchDraft(project, { start: scenario, parent }, await host.loadGeometry());
}

/** The scenario with a step tried on it; as it is where the step cannot be done: the preview says why. */
function contextAfter(draft: SketchDraft, step: RecipeStep): SketchContext {
  try {
    draft.run(step, 1);
  } catch (thrown) {
    if (!(thrown instanceof WorkbenchError)) throw thrown;
  }
  return draft.context(1);
}

export const sketchRequests: Handlers<'sketch/select' | 'sketch/suggest-corridors' | 'sketch/local-mix'> = {
  async 'sketch/select'(session, { scenario, select, protect }): Promise<SketchSelection> {
    const context = (await draftOf(session, scenario)).context(1);
    const layer = requireLayer(context, 'parcel', 'mixed-use');
    const rows = selectRows(context, layer, select);
    const areas = groundOf(layer.table.geometry).area;
    const protection = protectionOf(context, layer, protect, rows);
    const skipped = new Map<string, { readonly reason: LocalText; count: number }>();
    let [areaSquareMetres, developableSquareMetres] = [0, 0];
    for (const row of rows) {
      areaSquareMetres += areas[row]!;
      const reason = protection(row);
      if (!reason) developableSquareMetres += areas[row]!;
      else {
        const entry = skipped.get(reason.en) ?? { reason, count: 0 };
        entry.count++;
        skipped.set(reason.en, entry);
      }
    }
    const features = rows.map((row) => layer.table.ids[row]!);
    return {
      layer: layer.layer.id,
      features,
      areaSquareMetres,
      developableSquareMetres,
      skipped: [...skipped.values()],
    };
  },

  async 'sketch/suggest-corridors'(session, { scenario, ...options }) {
    const context = (await draftOf(session, scenario)).context(1);
    return suggestCorridors(context, options);
  },

  async 'sketch/local-mix'(session, { scenario, features, step }) {
    const draft = await draftOf(session, scenario);
    const before = draft.context(1);
    const table = before.layer('parcel')?.table;
    if (!table || features.length === 0) return null;
    const points = representativePoints(table.geometry);
    const rows = features.flatMap((id) => rowsOf(table.ids).get(id) ?? []);
    if (rows.length === 0) return null;
    const mean = (axis: 0 | 1) => rows.reduce((sum, row) => sum + points[2 * row + axis]!, 0) / rows.length;
    const after = step ? contextAfter(draft, step) : before;
    return localMix(after, mean(0), mean(1)) ?? null;
  },
};
