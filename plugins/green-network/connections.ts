import {
  type Connectivity,
  connectivityByDistance,
  type Dispersal,
  dispersalRate,
  type EvaluatorContext,
  fillText,
  type Gaps,
  GeometryPacker,
  gapsForWays,
  type HabitatNetwork,
  IndicatorList,
  integralConnectivity,
  notDefined,
  numberParameter,
  numbersParameter,
  ok,
  probabilityNetwork,
  probabilityOfConnectivity,
  type ResultChart,
  type ResultLayer,
  type ResultTable,
  ratio,
  reachOf,
  type StudyArea,
} from '#sdk';
import { binaryNetwork } from './links.ts';
import type { Patches } from './patches.ts';

/** Patches listed in the ranking. */
const rankedPatches = 20;

export interface Connections {
  readonly gaps: Gaps;
  readonly dispersal: Dispersal;
  /** The patches with the probabilities of dispersal between them. */
  readonly network: HabitatNetwork;
  readonly probability: Connectivity;
  readonly integral: Connectivity;
  readonly layers: readonly ResultLayer[];
  readonly tables: readonly ResultTable[];
  readonly charts: readonly ResultChart[];
}

function patchLayer(patches: Patches, { importances }: Connectivity): ResultLayer {
  return {
    id: 'patches',
    geometry: patches.geometry,
    columns: {
      patch: Float64Array.from(patches.areas, (_, patch) => patch + 1),
      area: patches.areas.map((area) => area / 10_000),
      dpc: importances.total,
      intra: importances.intra,
      flux: importances.flux,
      connector: importances.connector,
    },
  };
}

function linkLayer(gaps: Gaps, probability: ArrayLike<number>, shownFrom: number): ResultLayer {
  const packer = new GeometryPacker('line');
  const distances: number[] = [];
  const probabilities: number[] = [];
  for (const [link, distance] of gaps.metres.entries()) {
    if (probability[link]! < shownFrom) continue;
    packer.addFeature([[gaps.ends.subarray(4 * link, 4 * link + 4)]]);
    distances.push(distance);
    probabilities.push(probability[link]!);
  }
  return {
    id: 'links',
    geometry: packer.finish(),
    columns: { distance: Float64Array.from(distances), probability: Float64Array.from(probabilities) },
  };
}

function rankingTable(patches: Patches, { importances }: Connectivity): { table: ResultTable; chart: ResultChart } {
  const order = Array.from(importances.total, (_, patch) => patch)
    .sort((a, b) => importances.total[b]! - importances.total[a]! || a - b)
    .slice(0, rankedPatches);
  const title = { zh: '斑块重要性排序（dPC）', en: 'Patches by importance (dPC)' };
  const percent = { unit: '%', decimals: 2 };
  return {
    table: {
      id: 'patch-importance',
      title,
      columns: [
        { id: 'patch', label: { zh: '斑块', en: 'Patch' }, decimals: 0 },
        { id: 'area', label: { zh: '面积', en: 'Area' }, unit: 'ha', decimals: 2 },
        { id: 'dpc', label: { zh: 'dPC', en: 'dPC' }, ...percent },
        { id: 'intra', label: { zh: '自身面积', en: 'Own area' }, ...percent },
        { id: 'flux', label: { zh: '作为端点', en: 'As an end' }, ...percent },
        { id: 'connector', label: { zh: '作为踏脚石', en: 'As a stepping stone' }, ...percent },
      ],
      rows: order.map((patch) => [
        patch + 1,
        patches.areas[patch]! / 10_000,
        importances.total[patch]!,
        importances.intra[patch]!,
        importances.flux[patch]!,
        importances.connector[patch]!,
      ]),
    },
    chart: {
      id: 'patch-importance',
      title,
      kind: 'bar',
      x: { label: { zh: '斑块', en: 'Patch' } },
      y: { label: { zh: 'dPC', en: 'dPC' }, unit: '%', decimals: 1 },
      categories: order.map((patch) => ({ zh: `斑块 ${patch + 1}`, en: `Patch ${patch + 1}` })),
      values: order.map((patch) => importances.total[patch]!),
    },
  };
}

function dispersalChart(
  patches: Patches,
  gaps: Gaps,
  distances: readonly number[],
  base: Dispersal,
): { table: ResultTable; chart: ResultChart } {
  const habitat = patches.areas.reduce((sum, area) => sum + area, 0) / 10_000;
  const byDistance = connectivityByDistance(
    { ...gaps, areas: patches.areas.map((area) => area / 10_000) },
    distances.map((metres) => ({
      rate: dispersalRate(metres, base.probability),
      negligible: base.negligible,
    })),
  );
  const rows = byDistance.map(({ equivalentArea, components }, place) => {
    const share = habitat === 0 ? null : (100 * equivalentArea) / habitat;
    return [distances[place]!, equivalentArea, share, components] as const;
  });
  const title = { zh: '不同扩散距离下的等效连通面积', en: 'Equivalent connected area by dispersal distance' };
  return {
    table: {
      id: 'eca-by-dispersal',
      title,
      columns: [
        { id: 'distance', label: { zh: '扩散距离', en: 'Dispersal distance' }, unit: 'm', decimals: 0 },
        { id: 'eca', label: { zh: 'ECA', en: 'ECA' }, unit: 'ha', decimals: 2 },
        { id: 'share', label: { zh: '占斑块总面积', en: 'Of all patch area' }, unit: '%', decimals: 1 },
        { id: 'components', label: { zh: '互不相连的组', en: 'Groups apart' }, decimals: 0 },
      ],
      rows,
    },
    chart: {
      id: 'eca-by-dispersal',
      title,
      kind: 'line',
      x: { label: { zh: '扩散距离', en: 'Dispersal distance' }, unit: 'm' },
      y: { label: { zh: 'ECA', en: 'ECA' }, unit: 'ha', decimals: 1 },
      points: rows.map(([metres, hectares]) => [metres, hectares] as const),
    },
  };
}

function dispersalOf({ parameters }: EvaluatorContext): Dispersal {
  return {
    metres: numberParameter(parameters, 'dispersal'),
    probability: numberParameter(parameters, 'dispersalProbability'),
    negligible: numberParameter(parameters, 'negligibleProbability'),
  };
}

/** Equivalent connected area of patches alone, ha; 0 without any. */
export function equivalentAreaOf(patches: Patches, landscapeArea: number, context: EvaluatorContext): number {
  const dispersal = dispersalOf(context);
  const reach = reachOf(dispersal);
  const network = probabilityNetwork(patches.areas, gapsForWays(patches.geometry, reach, reach), dispersal);
  return valueOf(probabilityOfConnectivity(network, { landscapeArea, connectors: false }));
}

/** The equivalent connected area that was found, ha; 0 without any patch. */
export function valueOf({ equivalentArea }: Connectivity): number {
  return equivalentArea.status === 'ok' ? equivalentArea.value : 0;
}

/** Connectivity of the patches: PC, ECA, IIC with their shares, importance of each patch, and ECA by dispersal distance. */
export function measureConnections(
  patches: Patches,
  study: StudyArea,
  list: IndicatorList,
  context: EvaluatorContext,
): Connections {
  const { parameters } = context;
  const dispersal = dispersalOf(context);
  const distances = numbersParameter(parameters, 'dispersalDistances');
  const reach = reachOf({ ...dispersal, metres: Math.max(dispersal.metres, ...distances) });
  const all = Math.max(reachOf(dispersal), dispersal.metres, numberParameter(parameters, 'longestNewLink'));
  const gaps = gapsForWays(patches.geometry, Math.min(all, reach), reach, (share) =>
    context.progress(0.05 + 0.25 * share),
  );

  const count = patches.areas.length;
  const connectors = count <= numberParameter(parameters, 'connectorLimit');
  if (!connectors) {
    const limit = numberParameter(parameters, 'connectorLimit');
    context.remark(
      'warning',
      fillText(
        '斑块有 {count} 个，超过 {limit} 个，没有计算踏脚石作用；dPC 与 dIIC 因此是下限。',
        'There are {count|patch|patches}, more than {limit}: stepping stones were not calculated, so that dPC and dIIC are lower bounds.',
        { count, limit },
      ),
    );
  }
  const landscapeArea = study.squareMetres / 10_000;
  const network = probabilityNetwork(patches.areas, gaps, dispersal);
  const options = { landscapeArea, connectors };
  const probability = probabilityOfConnectivity(network, {
    ...options,
    progress: (share) => context.progress(0.3 + 0.2 * share),
  });
  const integral = integralConnectivity(binaryNetwork(patches, gaps, dispersal.metres), {
    ...options,
    progress: (share) => context.progress(0.5 + 0.1 * share),
  });
  setConnections(list, patches, probability, integral);
  const ranking = rankingTable(patches, probability);
  const byDispersal = dispersalChart(patches, gaps, distances, dispersal);
  return {
    gaps,
    dispersal,
    network,
    probability,
    integral,
    layers: [patchLayer(patches, probability), linkLayer(gaps, network.probability, dispersal.probability)],
    tables: [byDispersal.table, ranking.table],
    charts: [byDispersal.chart, ranking.chart],
  };
}

function setConnections(list: IndicatorList, patches: Patches, pc: Connectivity, iic: Connectivity): void {
  const habitat = patches.areas.reduce((sum, area) => sum + area, 0) / 10_000;
  const none = notDefined('没有达到最小面积的绿地斑块', 'no green patch is large enough');
  list.set('patches', ok(patches.areas.length));
  list.set('patch-area', ok(habitat));
  if (patches.areas.length === 0) {
    const ids = ['pc', 'eca', 'eca-share', 'iic', 'share-intra', 'share-direct', 'share-step', 'components'];
    for (const id of ids) list.set(id, none);
    return;
  }
  list.set('pc', pc.index);
  list.set('eca', pc.equivalentArea);
  list.set('eca-share', ratio(100 * valueOf(pc), habitat, '没有绿地斑块', 'there is no green patch'));
  list.set('iic', iic.index);
  list.set('share-intra', pc.fractions.intra);
  list.set('share-direct', pc.fractions.direct);
  list.set('share-step', pc.fractions.step);
  list.set('components', ok(iic.components));
}
