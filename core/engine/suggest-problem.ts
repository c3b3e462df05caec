import { AmountSource, amountsOf, ParcelAmounts } from '#core/compare/amounts.ts';
import { copyFeature } from '#core/geometry/copy-parts.ts';
import { featureWkb } from '#core/geometry/wkb.ts';
import { isOpenGreen, parkLand } from '#core/indicators/live-features.ts';
import type { LiveScenario } from '#core/indicators/live-scenario.ts';
import type { DevelopmentType } from '#core/model/development-type.ts';
import type { FeatureImage } from '#core/model/edit.ts';
import { scalarAt, textColumn } from '#core/model/feature-table.ts';
import type { FeatureId, ScenarioId } from '#core/model/ids.ts';
import { GeometryPacker } from '#core/model/packed-geometry.ts';
import { valuesOfType } from '#core/sketch/paint.ts';
import type { SketchLayer } from '#core/sketch/sketch-context.ts';
import { connectedGreen, type GreenLinks, greenLinks } from '#core/suggest/green-links.ts';
import type { Wish } from '#core/suggest/pareto.ts';
import type { SearchLimit, SearchProblem } from '#core/suggest/problem.ts';
import type { OpenProject } from './session.ts';
import { connectedGreenDefinition, liveValuesOf, placesRead } from './suggest-indicators.ts';

/** What a search is about, with its parcels in the order of the candidates. */
export interface ParcelProblem {
  readonly problem: SearchProblem;
  readonly candidates: readonly FeatureId[];
  /** Rows of the candidates in the layer of parcels. */
  readonly rows: readonly number[];
  /** By candidate: the types that its choices from 1 on stand for. */
  readonly types: readonly (readonly DevelopmentType[])[];
}

export interface ProblemParts {
  readonly scenario: ScenarioId;
  readonly layer: SketchLayer;
  /** Rows that may change. */
  readonly rows: readonly number[];
  readonly types: readonly DevelopmentType[];
  readonly objectives: readonly { readonly id: string; readonly wish: Wish }[];
  readonly limits: readonly (SearchLimit & { readonly id: string })[];
}

/** The scenario with all candidates painted with one type: what each of them would count for then. */
function painted(open: OpenProject, { scenario, layer, rows }: ProblemParts, type: DevelopmentType): LiveScenario {
  const { table } = layer;
  const known = new Set(table.fields.map(({ name }) => name));
  const paint = Object.fromEntries(Object.entries(valuesOfType(type)).filter(([name]) => known.has(name)));
  const images = new Map<FeatureId, FeatureImage>();
  for (const row of rows) {
    const own = Object.fromEntries(table.fields.map((field) => [field.name, scalarAt(table, field, row)]));
    images.set(table.ids[row]!, { geometry: featureWkb(table.geometry, row), values: { ...own, ...paint } });
  }
  const copy = open.live.scenario(scenario)!.copy(open.live.context);
  copy.apply({ parcels: images }, open.live.context);
  return copy;
}

/** Public parks there are or may be: those that stay come first, then one piece for each candidate. */
interface Greens {
  readonly links: GreenLinks;
  readonly fixed: number;
}

function gatherGreens({ live }: OpenProject, { scenario, layer, rows }: ProblemParts): Greens {
  const { features, marks } = live.scenario(scenario)!;
  const packer = new GeometryPacker('polygon');
  let fixed = 0;
  const keep = (shape: ReturnType<typeof features.parcels.shape>) => {
    copyFeature(packer, shape.geometry, shape.feature);
    fixed++;
  };
  const { greens, parcels } = features;
  for (let slot = 0; slot < (greens?.count ?? 0); slot++) {
    if (isOpenGreen(greens!, slot) && greens!.text(slot, 'kind') !== 'square') keep(greens!.shape(slot));
  }
  const candidates = new Set(rows.map((row) => parcels.slotOf(layer.table.ids[row]!)));
  for (let slot = 0; slot < parcels.count; slot++) {
    if (marks.parkLand[slot] === parkLand.park && !candidates.has(slot)) keep(parcels.shape(slot));
  }
  for (const row of rows) copyFeature(packer, layer.table.geometry, row);
  return { links: greenLinks(packer.finish()), fixed };
}

/** Puts a search together: what each type would do to each candidate, and how a choice for all of them is measured. */
export function* buildProblem(open: OpenProject, parts: ProblemParts): Generator<void, ParcelProblem> {
  const { live } = open;
  const { scenario, layer, rows, types, objectives, limits } = parts;
  const { table } = layer;
  const own = live.scenario(scenario)!;
  const valueOf = liveValuesOf(open, scenario);
  const ids = [...objectives, ...limits].map(({ id }) => id);
  const isGreenAsked = ids.includes(connectedGreenDefinition.id);
  const places = placesRead(
    ids.filter((id) => id !== connectedGreenDefinition.id),
    own.sums.groups,
    valueOf,
  );
  const slots = rows.map((row) => own.features.parcels.slotOf(table.ids[row]!));
  const whole = amountsOf(own.sums);
  const start = Float64Array.from(places, (place) => whole[place]!);
  const present = new ParcelAmounts(own, live.context);
  const now = slots.map((slot) => {
    const amounts = present.of(slot);
    return Float64Array.from(places, (place) => amounts[place]!);
  });
  const current = textColumn(table, 'development_type');
  const changes: Float64Array[][] = rows.map(() => [new Float64Array(places.length)]);
  const usable: DevelopmentType[][] = rows.map(() => []);
  const isPark: boolean[][] = slots.map((slot) => [own.marks.parkLand[slot] === parkLand.park]);
  for (const type of types) {
    const then = painted(open, parts, type);
    const amounts = new ParcelAmounts(then, live.context);
    for (const [candidate, row] of rows.entries()) {
      if (candidate % 200 === 0) yield;
      if (current?.[row] === type.id) continue;
      const slot = slots[candidate]!;
      const found = amounts.of(slot);
      usable[candidate]!.push(type);
      changes[candidate]!.push(Float64Array.from(places, (place, at) => found[place]! - now[candidate]![at]!));
      isPark[candidate]!.push(then.marks.parkLand[slot] === parkLand.park);
    }
  }
  const greens = isGreenAsked ? gatherGreens(open, parts) : undefined;
  const measured = whole.slice();
  const source = new AmountSource(measured);
  const valueIn = (id: string, choices: Uint8Array): number => {
    if (id !== connectedGreenDefinition.id) return valueOf(id, source);
    const { links, fixed } = greens!;
    return connectedGreen(links, (piece) => piece < fixed || isPark[piece - fixed]![choices[piece - fixed]!]!);
  };
  return {
    candidates: rows.map((row) => table.ids[row]!),
    rows,
    types: usable,
    problem: {
      start,
      changes,
      wishes: objectives.map(({ wish }) => wish),
      limits,
      measure(amounts, choices) {
        for (let at = 0; at < places.length; at++) measured[places[at]!] = amounts[at]!;
        return {
          values: objectives.map(({ id }) => valueIn(id, choices)),
          limited: limits.map(({ id }) => valueIn(id, choices)),
        };
      },
    },
  };
}
