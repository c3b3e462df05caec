import {
  defineEvaluator,
  type Evaluator,
  type EvaluatorContext,
  type EvaluatorOutput,
  fillText,
  IndicatorList,
  insufficient,
  landOf,
  notDefined,
  numberParameter,
  numbersOf,
  ok,
  outOfRange,
  type Points,
  type Snapshot,
  studyAreaOf,
  walkingFor,
} from '#sdk';
import { canopyOf, vegetationCover } from './canopy.ts';
import { measureChange } from './change.ts';
import { measureConnections, valueOf } from './connections.ts';
import { measureForm } from './form.ts';
import manifest from './manifest.json' with { type: 'json' };
import { measureNearHomes } from './near-homes.ts';
import { newLinks } from './new-links.ts';
import { byPatch, patchesOf } from './patches.ts';
import { measureProvision } from './provision.ts';
import { measureStreetView } from './street-view.ts';
import { treesOf } from './trees.ts';

function evaluate(snapshot: Snapshot, context: EvaluatorContext): EvaluatorOutput {
  const parameter = (name: string) => numberParameter(context.parameters, name);
  const list = new IndicatorList(evaluator.manifest);
  const study = studyAreaOf(snapshot, context);
  const land = landOf(study, snapshot, context);
  const patchesIn = (layers: Pick<Snapshot, 'layers'>) =>
    patchesOf(layers, context, parameter('mergeDistance'), parameter('minimumPatch'));
  const patches = patchesIn(snapshot);
  context.progress(0.05);

  const connections = measureConnections(patches, study, list, context);
  const now = {
    patches,
    equivalentArea: valueOf(connections.probability),
    landscapeHectares: study.squareMetres / 10_000,
  };
  measureChange(snapshot, now, patchesIn, list, context);
  const proposed = newLinks(patches, connections, snapshot, study, context);
  const [best] = proposed.proposals;
  const noGap = notDefined('没有可以连接的间隔', 'there is no gap to close');
  list.set('best-link-gain', best ? ok(best.percent) : noGap);
  const form = measureForm(patches, study, list, context);
  context.progress(0.8);

  const parcel = snapshot.layers.parcel!;
  const places: Points = { x: numbersOf(parcel, 'point_x'), y: numbersOf(parcel, 'point_y') };
  const walking = walkingFor(snapshot, places, context);
  const provision = measureProvision(snapshot, study, land, patches, places, walking, list, context);
  const trees = treesOf(snapshot, context);
  const canopy = trees && canopyOf(trees, patches, study, context);
  if (trees && canopy && provision.builtUp > 0) {
    const cover = vegetationCover(canopy, snapshot, provision.greenLand) / provision.builtUp;
    const above = outOfRange(
      '植被投影大于建成区，检查面积口径',
      'vegetation covers more than the built-up area: check what the areas count',
    );
    list.set('green-cover', cover > 1 ? above : ok(100 * cover));
    if (trees.guessed > 0) {
      context.remark(
        'info',
        fillText(
          '{count} 棵树的冠幅未知，取 {metres} m。',
          'The crown of {count|tree|trees} is not known and taken as {metres} m.',
          { count: trees.guessed, metres: parameter('crownDiameter') },
        ),
      );
    }
  } else list.set('green-cover', insufficient('没有树木图层', 'there is no layer of trees'));
  const scores = measureNearHomes(snapshot, trees, canopy, walking, list, context);
  context.progress(0.9);
  const views = measureStreetView(snapshot, trees, canopy, list, context);

  const { importances } = connections.probability;
  const ofGreen = (values: Float64Array) => byPatch(patches.ofGreenSpace, values);
  const features = [
    { id: 'green-distance', values: provision.greenMetres },
    { id: 'park-service', values: provision.served },
    { id: 'dpc-parcel', values: byPatch(patches.ofParcel, importances.total) },
  ];
  if (snapshot.layers['green-space']) {
    features.push(
      { id: 'dpc', values: ofGreen(importances.total) },
      { id: 'dpc-intra', values: ofGreen(importances.intra) },
      { id: 'dpc-flux', values: ofGreen(importances.flux) },
      { id: 'dpc-connector', values: ofGreen(importances.connector) },
      { id: 'diic', values: ofGreen(connections.integral.importances.total) },
    );
  }
  if (snapshot.layers.building) features.push({ id: 'near-homes', values: scores });
  return {
    indicators: list.finish(),
    features,
    layers: [...connections.layers, ...proposed.layers, ...views],
    tables: [...connections.tables, ...proposed.tables, ...form],
    charts: connections.charts,
  };
}

export const evaluator: Evaluator = defineEvaluator(manifest, evaluate);
