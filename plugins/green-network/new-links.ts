import {
  cellAreas,
  copyFeature,
  type EvaluatorContext,
  GeometryPacker,
  leastCostCorridor,
  newLinkGains,
  numberParameter,
  type ResultLayer,
  type ResultTable,
  type Snapshot,
  type StudyArea,
  valueOrNaN,
} from '#sdk';
import type { Connections } from './connections.ts';
import type { Patches } from './patches.ts';
import { type ResistanceSurface, resistanceSurface } from './resistance.ts';

/** Pairs whose gain is calculated; they are chosen by what they promise at best. */
const examinedPairs = 60;

/** A gap that would be worth closing. */
interface Proposal {
  readonly from: number;
  readonly to: number;
  readonly gapMetres: number;
  /** Growth of PC in percent, and of ECA in hectares, if the gap were closed by continuous green. */
  readonly percent: number;
  readonly hectares: number;
}

/**
 * The gaps whose closing would gain most for their length. Only the most promising pairs are examined: those with the
 * largest aᵢ aⱼ (1 − p) per metre.
 */
function proposeLinks(patches: Patches, connections: Connections, count: number, longest: number): Proposal[] {
  const { gaps, network } = connections;
  const promise = (link: number) =>
    (patches.areas[gaps.from[link]!]! * patches.areas[gaps.to[link]!]! * (1 - network.probability[link]!)) /
    Math.max(1, gaps.metres[link]!);
  const links = Array.from(gaps.metres, (_, link) => link)
    .filter((link) => gaps.metres[link]! > 0 && gaps.metres[link]! <= longest)
    .sort((a, b) => promise(b) - promise(a) || a - b)
    .slice(0, examinedPairs);
  const pairs = links.map((link) => ({ a: gaps.from[link]!, b: gaps.to[link]!, probability: 1 }));
  const gains = newLinkGains(network, pairs);
  return links
    .map((link, place) => ({
      from: gaps.from[link]!,
      to: gaps.to[link]!,
      gapMetres: gaps.metres[link]!,
      percent: valueOrNaN(gains[place]!.percent),
      hectares: gains[place]!.equivalentArea,
    }))
    .filter(({ percent }) => percent > 0)
    .sort((a, b) => b.percent / b.gapMetres - a.percent / a.gapMetres || a.from - b.from || a.to - b.to)
    .slice(0, count);
}

function pathLine({ grid }: ResistanceSurface, path: Int32Array): Float64Array {
  const line = new Float64Array(2 * path.length);
  for (const [place, cell] of path.entries()) {
    line[2 * place] = grid.left + ((cell % grid.columns) + 0.5) * grid.cellSize;
    line[2 * place + 1] = grid.top - (Math.floor(cell / grid.columns) + 0.5) * grid.cellSize;
  }
  return line;
}

/** The cells of some patches, ascending. */
function cellsOfPatches(patchOfCell: Int32Array | undefined, wanted: ReadonlySet<number>): Map<number, number[]> {
  const cells = new Map(Array.from(wanted, (patch): [number, number[]] => [patch, []]));
  for (let cell = 0; cell < (patchOfCell?.length ?? 0); cell++) {
    const patch = patchOfCell![cell]!;
    if (patch >= 0) cells.get(patch)?.push(cell);
  }
  return cells;
}

export interface NewLinks {
  readonly proposals: readonly Proposal[];
  readonly layers: readonly ResultLayer[];
  readonly tables: readonly ResultTable[];
}

/** Proposes links between patches and finds the least-cost way and corridor of each over the resistance surface. */
export function newLinks(
  patches: Patches,
  connections: Connections,
  snapshot: Snapshot,
  study: StudyArea,
  context: EvaluatorContext,
): NewLinks {
  const { parameters } = context;
  const count = numberParameter(parameters, 'newLinks');
  const proposals = proposeLinks(patches, connections, count, numberParameter(parameters, 'longestNewLink'));
  const surface = proposals.length === 0 ? undefined : resistanceSurface(snapshot, study, patches, context);
  const lines = new GeometryPacker('line');
  const areas = new GeometryPacker('polygon');
  const columns = {
    rank: [] as number[],
    gain: [] as number[],
    eca: [] as number[],
    length: [] as number[],
    cost: [] as number[],
  };
  const rows: (number | null)[][] = [];
  const cells = cellsOfPatches(surface?.patchOfCell, new Set(proposals.flatMap(({ from, to }) => [from, to])));
  for (const [place, proposal] of proposals.entries()) {
    context.progress(0.62 + (0.13 * place) / proposals.length);
    const { grid, values } = surface!;
    const resistance = { columns: grid.columns, rows: grid.rows, cellMetres: grid.cellSize, values };
    const tolerance = numberParameter(parameters, 'corridorTolerance');
    const corridor = leastCostCorridor(resistance, cells.get(proposal.from)!, cells.get(proposal.to)!, tolerance);
    const cost = valueOrNaN(corridor.cost);
    const hasWay = corridor.path.length > 1;
    rows.push([
      place + 1,
      proposal.from + 1,
      proposal.to + 1,
      proposal.gapMetres,
      proposal.percent,
      proposal.hectares,
      hasWay ? corridor.lengthMetres : null,
      hasWay ? cost : null,
    ]);
    if (!hasWay) continue;
    lines.addFeature([[pathLine(surface!, corridor.path)]]);
    const inCorridor = new Int8Array(corridor.cells.length);
    for (let cell = 0; cell < inCorridor.length; cell++) inCorridor[cell] = corridor.cells[cell]! - 1;
    copyFeature(areas, cellAreas(grid, inCorridor, 1, context.geometry), 0);
    columns.rank.push(place + 1);
    columns.gain.push(proposal.percent);
    columns.eca.push(proposal.hectares);
    columns.length.push(corridor.lengthMetres);
    columns.cost.push(cost);
  }
  const numbers = Object.fromEntries(Object.entries(columns).map(([name, list]) => [name, Float64Array.from(list)]));
  return {
    proposals,
    layers: [
      { id: 'new-links', geometry: lines.finish(), columns: numbers },
      { id: 'corridors', geometry: areas.finish(), columns: { rank: numbers.rank!, gain: numbers.gain! } },
    ],
    tables: [
      {
        id: 'new-links',
        title: { zh: '值得新增的连接', en: 'Links worth adding' },
        columns: [
          { id: 'rank', label: { zh: '序', en: 'Rank' }, decimals: 0 },
          { id: 'from', label: { zh: '斑块', en: 'Patch' }, decimals: 0 },
          { id: 'to', label: { zh: '至斑块', en: 'To patch' }, decimals: 0 },
          { id: 'gap', label: { zh: '间隔', en: 'Gap' }, unit: 'm', decimals: 0 },
          { id: 'gain', label: { zh: 'PC 增加', en: 'Gain of PC' }, unit: '%', decimals: 2 },
          { id: 'eca', label: { zh: 'ECA 增加', en: 'Gain of ECA' }, unit: 'ha', decimals: 2 },
          { id: 'length', label: { zh: '最小成本路径长', en: 'Least-cost way' }, unit: 'm', decimals: 0 },
          { id: 'cost', label: { zh: '路径成本', en: 'Cost of the way' }, unit: 'm', decimals: 0 },
        ],
        rows,
      },
    ],
  };
}
