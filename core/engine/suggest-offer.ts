import { featureAreas } from '#core/geometry/measure.ts';
import { baselineId, type FeatureId, type ScenarioId } from '#core/model/ids.ts';
import type { Recipe, RecipeStep } from '#core/model/recipe.ts';
import type { LimitChoice } from '#core/model/suggest-targets.ts';
import type { Offer, OfferedType } from '#core/rpc/compare-answers.ts';
import type { SketchLayer } from '#core/sketch/sketch-context.ts';
import type { Plan } from '#core/suggest/problem.ts';
import type { OpenProject } from './session.ts';
import type { ParcelProblem } from './suggest-problem.ts';

/** A limit with less room than this share of it binds. */
const bindingShare = 0.01;

export interface OfferContext {
  readonly project: OpenProject;
  readonly found: ParcelProblem;
  readonly limits: readonly LimitChoice[];
  /** Land uses that the search left alone, where it was told which. */
  readonly protect: readonly string[] | undefined;
  readonly scenario: ScenarioId;
  readonly layer: SketchLayer;
  readonly seed: number;
  readonly rounds: number;
}

/** Painted parcels by type, in the order of the types. */
function paintedTypes(
  { found, layer }: OfferContext,
  { choices }: Plan,
  landUse: (row: number) => string,
): OfferedType[] {
  const areas = featureAreas(layer.table.geometry);
  const byType = new Map<string, { features: FeatureId[]; areaSquareMetres: number; from: Map<string, number> }>();
  for (const [candidate, choice] of choices.entries()) {
    if (choice === 0) continue;
    const type = found.types[candidate]![choice - 1]!.id;
    const entry = byType.get(type) ?? { features: [], areaSquareMetres: 0, from: new Map<string, number>() };
    byType.set(type, entry);
    const row = found.rows[candidate]!;
    entry.features.push(found.candidates[candidate]!);
    entry.areaSquareMetres += areas[row]!;
    entry.from.set(landUse(row), (entry.from.get(landUse(row)) ?? 0) + 1);
  }
  return [...byType]
    .map(([type, { features, areaSquareMetres, from }]) => ({
      type,
      features,
      areaSquareMetres,
      from: [...from].sort(([, a], [, b]) => b - a).map(([use, count]) => ({ landUse: use, count })),
    }))
    .sort((a, b) => b.features.length - a.features.length);
}

/** A plan as a person is offered it: what it paints, what binds, and the recipe that makes it a scenario of its own. */
export function makeOffer(
  context: OfferContext,
  plan: Plan,
  place: number,
  number: number,
  landUse: (row: number) => string,
): Offer {
  const { project, limits, protect, scenario, seed, rounds } = context;
  const types = paintedTypes(context, plan, landUse);
  const parent = project.file.scenario(scenario);
  const changed = types.reduce((sum, { features }) => sum + features.length, 0);
  const recipe: Recipe = {
    cityloom: 'recipe/1',
    name: { zh: `建议 ${number}`, en: `Suggestion ${number}` },
    description: `搜索建议：种子 ${seed}，${rounds} 轮，改动 ${changed} 个地块。 Suggested by search: seed ${seed}, ${rounds} rounds, ${changed} parcels changed.`,
    ...(scenario === baselineId ? {} : { parent: parent.letter }),
    crs: `EPSG:${project.file.describe().epsg}`,
    steps: types.map(({ type, features }): RecipeStep => {
      return { sketch: 'mixed-use', select: { ids: features }, type, ...(protect ? { protect } : {}) };
    }),
  };
  const binding = limits.flatMap(({ value }, at) =>
    Math.abs(plan.limited[at]! - value) <= bindingShare * Math.max(Math.abs(value), 1e-9) ? [at] : [],
  );
  return { values: [...plan.values, ...plan.limited], place, types, binding, recipe };
}
