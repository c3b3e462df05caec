import { featureLengths } from '#core/geometry/measure.ts';
import type { MetricGeometry } from '#core/geometry/metric-frame.ts';
import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import type { EdgeIndex } from './edge-index.ts';
import { assembleGraph, edgeCount, type GraphParts, nodeCount, type StreetGraph } from './graph.ts';
import type { NearPoints } from './near-points.ts';
import { type CrossingRule, type LineSet, nodeLines } from './node-lines.ts';
import type { EdgeChanges } from './snap.ts';
import type { StreetColumns } from './street-columns.ts';
import { streetCost, travelledLines } from './street-graph.ts';

/** Streets to add to a network. */
export interface AddedStreets {
  readonly geometry: MetricGeometry;
  readonly columns?: StreetColumns;
  /** Number under which feature i of `geometry` is known in the network. */
  readonly features: ArrayLike<number>;
  /** Whether they connect where they cross; they do unless told otherwise, for that is what a planner who draws means. */
  readonly crossings?: CrossingRule;
}

/** What to change: features whose edges close, and streets to add. A street that moves does both. */
export interface StreetEdit {
  readonly closeFeatures?: Iterable<number>;
  readonly add?: AddedStreets;
}

export interface EditedStreets extends EdgeChanges {
  readonly graph: StreetGraph;
  readonly index: EdgeIndex;
}

/**
 * A network with some streets closed and others added, without building it anew: edges keep their numbers, closed ones stay
 * as edges that lead nowhere, an edge that a new street meets on its way is closed and comes again as two. Distances are
 * those of a network built from scratch, with two exceptions: cuts stay. Where crossings do not connect, streets that a
 * closed one had joined stay joined, and a new street is joined to a node that it passes within the tolerance, whatever cut
 * the old streets there. Costs some sweeps over the arrays, and the work of a build only near the edit.
 */
export function editStreets(graph: StreetGraph, index: EdgeIndex, edit: StreetEdit): EditedStreets {
  const ways = graph.ways.slice();
  const closed: number[] = [];
  const close = (edge: number) => {
    ways[edge] = 0;
    closed.push(edge);
  };
  const closing = new Set(edit.closeFeatures ?? []);
  for (let edge = 0; edge < ways.length && closing.size > 0; edge++) {
    if (ways[edge] !== 0 && closing.has(graph.feature[edge]!)) close(edge);
  }
  const thinned = { ...graph, ways };
  const news = edit.add && nodeAdded(thinned, index.withChanges(thinned), edit.add);
  for (const edge of news?.split ?? []) close(edge);
  const changed = assembleGraph(news ? append(thinned, news) : thinned);
  const opened = Uint32Array.from({ length: edgeCount(changed) - edgeCount(graph) }, (_, k) => edgeCount(graph) + k);
  return { graph: changed, index: index.withChanges(changed), closed: Uint32Array.from(closed), opened };
}

interface NewEdge {
  readonly from: number;
  readonly to: number;
  readonly feature: number;
  readonly ways: number;
  readonly atGrade: number;
  readonly length: number;
  readonly cost: number;
  readonly path: Float64Array;
}

interface News {
  /** Old edges that new ones replace. */
  readonly split: readonly number[];
  readonly edges: readonly NewEdge[];
  /** Places of new nodes; they follow the old ones. */
  readonly nodeX: readonly number[];
  readonly nodeY: readonly number[];
}

/** Finds where new lines meet the old edges near them, and what edges come of it. */
function nodeAdded(graph: StreetGraph, index: EdgeIndex, added: AddedStreets): News {
  const { settings } = graph;
  const columns = added.columns ?? {};
  const fresh = travelledLines(added.geometry, columns, settings.mode);
  const near = edgesNear(index, added.geometry, fresh, settings.toleranceMetres);
  const noded = nodeLines(
    joinedLines(graph, near, added.geometry, fresh),
    settings.toleranceMetres,
    () => added.crossings ?? 'connect',
  );
  const pieceCount = new Uint32Array(near.length + fresh.starts.length);
  for (const line of noded.line) pieceCount[line]!++;
  const nodes = new NodeNumbers(graph, near, noded.points);
  const lengths = featureLengths(noded.paths);
  const edges: NewEdge[] = [];
  for (const [piece, line] of noded.line.entries()) {
    const isOld = line < near.length;
    // An old edge in one piece stays as it is.
    if (isOld && pieceCount[line] === 1) continue;
    const feature = isOld ? -1 : fresh.feature[line - near.length]!;
    const street = isOld ? oldStreet(graph, near[line]!) : streetCost(columns, feature, settings);
    const { coordinates, ringOffsets } = noded.paths;
    edges.push({
      from: nodes.of(noded.from[piece]!),
      to: nodes.of(noded.to[piece]!),
      feature: isOld ? graph.feature[near[line]!]! : added.features[feature]!,
      ways: street.ways,
      atGrade: (isOld ? graph.atGrade[near[line]!] === 1 : fresh.atGrade[line - near.length]) ? 1 : 0,
      length: lengths[piece]!,
      cost: street.costPerMetre * lengths[piece]!,
      path: coordinates.subarray(2 * ringOffsets[piece]!, 2 * ringOffsets[piece + 1]!),
    });
    if (isOld) continue;
    for (const group of [noded.from[piece]!, noded.to[piece]!])
      edges.push(...nodes.links(group, added.features[feature]!));
  }
  for (const [line, feature] of fresh.feature.entries()) {
    const start = 2 * (near.length + line);
    // A street too short for a piece joins nodes all the same.
    for (const end of [start, start + 1]) edges.push(...nodes.links(noded.points.group(end), added.features[feature]!));
  }
  return { split: near.filter((_, line) => pieceCount[line]! > 1), edges, nodeX: nodes.newX, nodeY: nodes.newY };
}

function oldStreet(graph: StreetGraph, edge: number) {
  return { ways: graph.ways[edge]!, costPerMetre: graph.cost[edge]! / graph.length[edge]! };
}

/** Old edges that new lines may meet. */
function edgesNear(index: EdgeIndex, geometry: PackedGeometry, fresh: FreshLines, reach: number): number[] {
  const { coordinates } = geometry;
  const near = new Set<number>();
  for (let line = 0; line < fresh.starts.length; line++) {
    for (let at = 2 * fresh.starts[line]!; at + 3 < 2 * fresh.ends[line]!; at += 2) {
      const [ax, ay, bx, by] = coordinates.subarray(at, at + 4) as unknown as [number, number, number, number];
      const found = index.edgesInBox(
        Math.min(ax, bx) - reach,
        Math.min(ay, by) - reach,
        Math.max(ax, bx) + reach,
        Math.max(ay, by) + reach,
      );
      for (const edge of found) near.add(edge);
    }
  }
  return [...near].sort((a, b) => a - b);
}

type FreshLines = ReturnType<typeof travelledLines>;

/** Old edges, then new lines, in one array of coordinates. */
function joinedLines(
  graph: StreetGraph,
  near: readonly number[],
  geometry: PackedGeometry,
  fresh: FreshLines,
): LineSet {
  const { paths } = graph;
  const runs = [
    ...near.map((edge) => paths.coordinates.subarray(2 * paths.ringOffsets[edge]!, 2 * paths.ringOffsets[edge + 1]!)),
    ...fresh.starts.map((start, line) => geometry.coordinates.subarray(2 * start, 2 * fresh.ends[line]!)),
  ];
  const coordinates = new Float64Array(runs.reduce((sum, run) => sum + run.length, 0));
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const run of runs) {
    coordinates.set(run, at);
    starts.push(at / 2);
    at += run.length;
    ends.push(at / 2);
  }
  return {
    coordinates,
    starts,
    ends,
    atGrade: [...near.map((edge) => graph.atGrade[edge] === 1), ...fresh.atGrade],
    isOld: runs.map((_, line) => line < near.length),
    knownNodes: runs.flatMap((_, line) => {
      const edge = near[line];
      return edge === undefined ? [-1, -1] : [graph.from[edge]!, graph.to[edge]!];
    }),
  };
}

/** Numbers of the nodes in which pieces end: old ones keep theirs. */
class NodeNumbers {
  readonly newX: number[] = [];
  readonly newY: number[] = [];
  readonly #graph: StreetGraph;
  readonly #points: NearPoints;
  readonly #numbers = new Map<number, number>();
  /** Old nodes that a new street is near enough to, to join them: by their group all but the one it is known by. */
  readonly #joined = new Map<number, Set<number>>();
  /** Groups and features that have their links. */
  readonly #linked = new Set<string>();

  constructor(graph: StreetGraph, near: readonly number[], points: NearPoints) {
    this.#graph = graph;
    this.#points = points;
    for (const [line, edge] of near.entries()) {
      this.#know(points.group(2 * line), graph.from[edge]!);
      this.#know(points.group(2 * line + 1), graph.to[edge]!);
    }
  }

  #know(group: number, node: number): void {
    const known = this.#numbers.get(group);
    if (known === undefined) {
      this.#numbers.set(group, node);
    } else if (known !== node) {
      const joined = this.#joined.get(group);
      if (joined) joined.add(node);
      else this.#joined.set(group, new Set([node]));
    }
  }

  of(group: number): number {
    let node = this.#numbers.get(group);
    if (node === undefined) {
      node = nodeCount(this.#graph) + this.newX.length;
      this.#numbers.set(group, node);
      this.newX.push(this.#points.x[group]!);
      this.newY.push(this.#points.y[group]!);
    }
    return node;
  }

  /**
   * Edges that cost nothing between the old nodes that a new street has made one by leading through their group; they close
   * with the street's feature. Each is given once.
   */
  links(group: number, feature: number): NewEdge[] {
    const joined = this.#joined.get(group);
    const key = `${group} ${feature}`;
    if (!joined || this.#linked.has(key)) return [];
    this.#linked.add(key);
    const { nodeX, nodeY } = this.#graph;
    const from = this.of(group);
    return [...joined].map((to) => ({
      from,
      to,
      feature,
      ways: 3,
      atGrade: 1,
      length: 0,
      cost: 0,
      path: Float64Array.of(nodeX[from]!, nodeY[from]!, nodeX[to]!, nodeY[to]!),
    }));
  }
}

/** The parts of a network with new edges behind the old ones. */
function append(graph: StreetGraph, { edges, nodeX, nodeY }: News): GraphParts {
  const values = (name: Exclude<keyof NewEdge, 'path'>) => edges.map((edge) => edge[name]);
  return {
    ...graph,
    nodeX: longer(graph.nodeX, nodeX),
    nodeY: longer(graph.nodeY, nodeY),
    from: longer(graph.from, values('from')),
    to: longer(graph.to, values('to')),
    length: longer(graph.length, values('length')),
    cost: longer(graph.cost, values('cost')),
    ways: longer(graph.ways, values('ways')),
    atGrade: longer(graph.atGrade, values('atGrade')),
    feature: longer(graph.feature, values('feature')),
    paths: appendPaths(
      graph.paths,
      edges.map(({ path }) => path),
    ),
  };
}

/** A copy of an array with more numbers behind it. */
function longer<T extends Float64Array | Uint32Array | Uint8Array>(array: T, more: readonly number[]): T {
  const copy = new (array.constructor as new (length: number) => T)(array.length + more.length);
  copy.set(array);
  copy.set(more, array.length);
  return copy;
}

function appendPaths(paths: PackedGeometry, more: readonly Float64Array[]): PackedGeometry {
  const coordinates = new Float64Array(paths.coordinates.length + more.reduce((sum, path) => sum + path.length, 0));
  coordinates.set(paths.coordinates);
  const ends: number[] = [];
  let at = paths.coordinates.length;
  for (const path of more) {
    coordinates.set(path, at);
    at += path.length;
    ends.push(at / 2);
  }
  const count = paths.featureOffsets.length - 1;
  const numbers = more.map((_, k) => count + k + 1);
  return {
    kind: 'line',
    coordinates,
    ringOffsets: longer(paths.ringOffsets, ends),
    partOffsets: longer(paths.partOffsets, numbers),
    featureOffsets: longer(paths.featureOffsets, numbers),
  };
}
