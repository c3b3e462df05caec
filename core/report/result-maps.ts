import type { EvaluatorLayer, Manifest, ResultLayer } from '#core/evaluation/contract.ts';
import { featureCount } from '#core/model/packed-geometry.ts';
import { paragraph, text } from './document.ts';
import { type PaintedOverlay, paintOverlay } from './map-overlay.ts';
import type { MapScene } from './map-scene.ts';
import type { ReportBuilder } from './report-builder.ts';
import type { ReportFacts, ResultGroup } from './report-facts.ts';
import { slug } from './report-format.ts';
import { mapBlock } from './section-scenarios.ts';
import { resultTexts } from './section-texts.ts';
import { fill, listText, semicolons, subject, upperFirst, within } from './sentence.ts';

/** More points than this hide the map under them: they are left to the map of the program. */
const densePoints = 60;
/** Green networks are drawn with green spaces on muted ground, walks and the like over land use. */
const greenEvaluator = 'green-network';
const overlayColour = { green: '#0C7A4B', other: '#2F55B0' } as const;

/** A declared layer with what each scenario has of it. */
interface ScenarioLayer {
  readonly declared: EvaluatorLayer;
  readonly layers: readonly (ResultLayer | undefined)[];
}

/** Layers that are drawn on one map. */
interface LayerSet {
  readonly layers: readonly ScenarioLayer[];
  /** Over muted ground, because the layer fills land. */
  readonly muted: boolean;
  readonly green: boolean;
}

function isEmpty({ layers }: ScenarioLayer): boolean {
  return layers.every((layer) => layer === undefined || featureCount(layer.geometry) === 0);
}

function isDense({ declared, layers }: ScenarioLayer): boolean {
  return (
    declared.geometry === 'point' &&
    layers.some((layer) => layer !== undefined && featureCount(layer.geometry) > densePoints)
  );
}

/** Areas filled by value take the whole map. */
function fillsMap({ declared }: ScenarioLayer): boolean {
  return declared.geometry === 'polygon' && declared.style === 'sequential';
}

function layersOf(group: ResultGroup, manifest: Manifest): ScenarioLayer[] {
  return manifest.layers
    .map((declared) => ({
      declared,
      layers: group.records.map((record) => record?.result.layers?.find(({ id }) => id === declared.id)),
    }))
    .filter((layer) => !isEmpty(layer));
}

function layerSets(layers: readonly ScenarioLayer[], green: boolean): LayerSet[] {
  const together = layers.filter((layer) => !fillsMap(layer) && !isDense(layer));
  const alone = layers.filter(fillsMap).map((layer): LayerSet => ({ layers: [layer], muted: true, green: false }));
  if (together.length === 0 && !green) return alone;
  return [{ layers: together, muted: green, green }, ...alone];
}

function sameArray(a: ArrayLike<unknown>, b: ArrayLike<unknown>): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (!Object.is(a[at], b[at])) return false;
  return true;
}

function sameLayer(a: ResultLayer | undefined, b: ResultLayer | undefined): boolean {
  if (!a || !b) return a === b;
  const names = Object.keys(a.columns);
  return (
    sameArray(a.geometry.coordinates, b.geometry.coordinates) &&
    names.length === Object.keys(b.columns).length &&
    names.every((name) => b.columns[name] !== undefined && sameArray(a.columns[name]!, b.columns[name]))
  );
}

/** The scenarios to draw: on muted ground, those that have the same as the one before them are left out. */
function scenariosToDraw(set: LayerSet, withResults: readonly number[]): readonly number[] {
  if (!set.muted || set.green) return withResults;
  return withResults.filter((index, at) =>
    withResults
      .slice(0, at)
      .every((earlier) => set.layers.some(({ layers }) => !sameLayer(layers[index], layers[earlier]))),
  );
}

function addSet(
  builder: ReportBuilder,
  facts: ReportFacts,
  group: ResultGroup,
  scene: MapScene,
  set: LayerSet,
  place: number,
): void {
  const { manifest } = group;
  const colour = set.green ? overlayColour.green : overlayColour.other;
  const painted = set.layers.map(({ declared, layers }) =>
    paintOverlay(scene.frame, scene.pool, declared, layers, colour),
  );
  const what = set.green ? within(manifest!.name) : listText(set.layers.map(({ declared }) => within(declared.label)));
  const withResults = facts.marks.map((_, index) => index).filter((index) => group.records[index]);
  const shown = scenariosToDraw(set, withResults);
  const left = withResults.filter((index) => !shown.includes(index)).map((index) => subject(facts.marks[index]!));
  for (let from = 0; from < shown.length; from += scene.frame.perFigure) {
    const part = shown.slice(from, from + scene.frame.perFigure);
    const panels = part.map((index) => {
      const overlays = painted.map((layer): PaintedOverlay => layer[index]!);
      return scene.withOverlays(index, set.muted ? 'muted' : 'land-use', overlays, set.green);
    });
    const names = part.map((index) => {
      const mark = facts.marks[index]!;
      return mark.baseline ? mark.name : subject(mark);
    });
    const title = semicolons([
      fill(resultTexts.overlayMap, { scenarios: listText(names), what }),
      ...(left.length > 0 ? [fill(resultTexts.alsoDrawn, { scenarios: listText(left) })] : []),
    ]);
    builder.add(mapBlock(facts, `map-${slug(group.id)}-${place}-${from}`, upperFirst(title), panels));
  }
}

/** Maps of the layers that an evaluator draws, for every scenario it ran in. */
export function addResultMaps(builder: ReportBuilder, facts: ReportFacts, group: ResultGroup, scene: MapScene): void {
  const { manifest } = group;
  if (!manifest) return;
  const layers = layersOf(group, manifest);
  layerSets(layers, manifest.id === greenEvaluator).forEach((set, place) =>
    addSet(builder, facts, group, scene, set, place),
  );
  const dense = layers.filter(isDense).map(({ declared }) => within(declared.label));
  if (dense.length > 0) builder.add(paragraph(text(fill(resultTexts.notDrawn, { layers: listText(dense) }))));
}
