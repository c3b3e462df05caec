import { coordinateSystem, parseCoordinateSystem } from '#core/crs/coordinate-system.ts';
import { createTransform } from '#core/crs/transform.ts';
import type { Recipe, RecipePoint, RecipeStep, Selection, StationChoice } from '#core/model/recipe.ts';

type Move = (point: RecipePoint) => RecipePoint;

function movedStations(choice: StationChoice, move: Move): StationChoice {
  if (!choice.place) return choice;
  return { ...choice, place: choice.place.map((station) => ({ ...station, point: move(station.point) })) };
}

function movedSelection(selection: Selection, move: Move): Selection {
  const { within, near } = selection;
  return {
    ...selection,
    ...(within ? { within: within.map(move) } : {}),
    ...(selection.adjacent
      ? { adjacent: { ...selection.adjacent, of: movedSelection(selection.adjacent.of, move) } }
      : {}),
    ...(near ? { near: { ...near, stations: movedStations(near.stations, move) } } : {}),
  };
}

function movedStep(step: RecipeStep, move: Move): RecipeStep {
  switch (step.sketch) {
    case 'tod': {
      const convert = step.convert && movedSelection(step.convert, move);
      return { ...step, stations: movedStations(step.stations, move), ...(convert ? { convert } : {}) };
    }
    case 'corridor':
      return step.line ? { ...step, line: step.line.map(move) } : step;
    case 'network': {
      const add = step.add?.map((street) => ({ ...street, line: street.line.map(move) }));
      const close = step.close && movedSelection(step.close, move);
      return { ...step, ...(add ? { add } : {}), ...(close ? { close } : {}) };
    }
    default:
      return { ...step, select: movedSelection(step.select, move) };
  }
}

/** The recipe with its points in the system of a project, so that its steps and those added later speak of one system. */
export async function moveRecipe(recipe: Recipe, epsg: number): Promise<Recipe> {
  const crs = `EPSG:${epsg}`;
  if (recipe.crs === undefined || recipe.crs === crs) return { ...recipe, crs };
  const transform = createTransform(await parseCoordinateSystem(recipe.crs), await coordinateSystem(epsg));
  const move: Move = ([x, y]) => {
    const point = Float64Array.of(x, y);
    transform.apply(point);
    return [point[0]!, point[1]!];
  };
  return { ...recipe, crs, steps: recipe.steps.map((step) => movedStep(step, move)) };
}
