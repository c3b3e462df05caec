import { representativePoints } from '#core/geometry/measure.ts';
import { type FeatureTable, textColumn } from '#core/model/feature-table.ts';
import type { StationChoice } from '#core/model/recipe.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { rowsWhere } from '#core/scenario/expression.ts';
import { coordinatesOf, requireLayer, type SketchContext } from './sketch-context.ts';
import { linesOfStop } from './stop-lines.ts';

/** Stations a sketch starts from. */
export interface Stations {
  readonly names: readonly string[];
  /** x and y in turn, m. */
  readonly points: Float64Array;
  /** Those that the step places anew, as it writes them. */
  readonly placed: readonly { readonly name: string; readonly mode: string; readonly x: number; readonly y: number }[];
}

function namesOf(table: FeatureTable): string[] {
  const names = textColumn(table, 'name');
  return table.ids.map((id, row) => names?.[row] ?? id);
}

function linesOf(table: FeatureTable): string[] {
  return (textColumn(table, 'lines') ?? []).flatMap((text) => linesOfStop(text));
}

function rowsOfLine(table: FeatureTable, line: string): number[] {
  const lines = textColumn(table, 'lines');
  return [...table.ids.keys()].filter((row) => linesOfStop(lines?.[row]).includes(line));
}

function rowsOfChoice(table: FeatureTable, choice: StationChoice): number[] {
  const rows = new Set<number>();
  if (choice.where !== undefined) for (const row of rowsWhere(choice.where, table)) rows.add(row);
  for (const line of choice.lines ?? []) {
    const found = rowsOfLine(table, line);
    if (found.length === 0) throw noStation(choice, linesOf(table), line);
    for (const row of found) rows.add(row);
  }
  if (!choice.names) return [...rows].sort((a, b) => a - b);
  const names = namesOf(table);
  for (const wanted of choice.names) {
    // Registers write names in capitals as often as not.
    const folded = wanted.toLowerCase();
    const found = names.flatMap((name, row) =>
      name.toLowerCase() === folded || table.ids[row] === wanted ? [row] : [],
    );
    if (found.length === 0) throw noStation(choice, names, wanted);
    for (const row of found) rows.add(row);
  }
  return [...rows].sort((a, b) => a - b);
}

function noStation(choice: StationChoice, names: readonly string[], wanted?: string): WorkbenchError {
  const known = [...new Set(names)].slice(0, 40).join(', ');
  return new WorkbenchError('sketch/no-station', { choice: wanted ?? choice.where ?? '', known });
}

/** The stations of `choice`, existing ones first. Errors: `sketch/no-station`, `recipe/missing-role`, `recipe/expression`. */
export function chooseStations(context: SketchContext, choice: StationChoice): Stations {
  const names: string[] = [];
  const coordinates: number[] = [];
  if (choice.where !== undefined || choice.names || choice.lines) {
    const { table } = requireLayer(context, 'transit-stop', 'tod');
    const points = representativePoints(table.geometry);
    const all = namesOf(table);
    for (const row of rowsOfChoice(table, choice)) {
      if (Number.isNaN(points[2 * row]!)) continue;
      names.push(all[row]!);
      coordinates.push(points[2 * row]!, points[2 * row + 1]!);
    }
    if (names.length === 0 && !choice.place) throw noStation(choice, all);
  }
  const places = coordinatesOf((choice.place ?? []).map(({ point }) => point));
  const placed = (choice.place ?? []).map(({ name, mode }, index) => {
    return { name, mode, x: places[2 * index]!, y: places[2 * index + 1]! };
  });
  for (const { name, x, y } of placed) {
    names.push(name);
    coordinates.push(x, y);
  }
  if (names.length === 0) throw noStation(choice, []);
  return { names, points: Float64Array.from(coordinates), placed };
}
