import {
  countOf,
  type EvaluatorContext,
  fillText,
  GeometryPacker,
  greenView,
  IndicatorList,
  insufficient,
  numberParameter,
  numbersOf,
  ok,
  type Points,
  type ResultLayer,
  rasterizePolygons,
  type Snapshot,
  textsOf,
} from '#sdk';
import type { Canopy } from './canopy.ts';
import { eachCrownCell, type Trees } from './trees.ts';

const notWalked = new Set(['motorway']);

/** Points along the streets people walk on, every `spacing` metres; when there are more than `most`, evenly fewer. */
function viewpoints(
  snapshot: Snapshot,
  spacing: number,
  most: number,
): { readonly points: Points; readonly all: number } {
  const street = snapshot.layers.street!;
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = street.geometry;
  const classes = textsOf(street, 'class');
  const walkable = numbersOf(street, 'walkable');
  const x: number[] = [];
  const y: number[] = [];
  for (let row = 0; row < countOf(street); row++) {
    if (walkable[row] === 0 || notWalked.has(classes[row] ?? '')) continue;
    const lastRing = partOffsets[featureOffsets[row + 1]!]!;
    for (let ring = partOffsets[featureOffsets[row]!]!; ring < lastRing; ring++) {
      let untilNext = spacing / 2;
      for (let at = 2 * ringOffsets[ring]!; at + 3 < 2 * ringOffsets[ring + 1]!; at += 2) {
        const dx = coordinates[at + 2]! - coordinates[at]!;
        const dy = coordinates[at + 3]! - coordinates[at + 1]!;
        const length = Math.hypot(dx, dy);
        let along = untilNext;
        for (; along <= length; along += spacing) {
          x.push(coordinates[at]! + (dx * along) / length);
          y.push(coordinates[at + 1]! + (dy * along) / length);
        }
        untilNext = along - length;
      }
    }
  }
  const step = Math.max(1, Math.ceil(x.length / most));
  const keep = (list: number[]) => Float64Array.from(list.filter((_, place) => place % step === 0));
  return { points: { x: keep(x), y: keep(y) }, all: x.length };
}

/** Green view index along the streets, by rays over buildings, crowns and green ground. */
export function measureStreetView(
  snapshot: Snapshot,
  trees: Trees | undefined,
  canopy: Canopy | undefined,
  list: IndicatorList,
  context: EvaluatorContext,
): readonly ResultLayer[] {
  const { street, building } = snapshot.layers;
  if (!street || !trees || !canopy) {
    const none = street
      ? insufficient('没有树木图层', 'there is no layer of trees')
      : insufficient('没有道路图层', 'there is no layer of streets');
    list.set('green-view', none);
    list.set('green-view-worst', none);
    return [];
  }
  const parameter = (name: string) => numberParameter(context.parameters, name);
  const { grid, green } = canopy;
  const size = grid.columns * grid.rows;
  const buildingHeight = new Float32Array(size);
  if (building) {
    const floors = numbersOf(building, 'floors');
    const storey = context.assumptions['storey-height'] ?? 3.1;
    const heights = numbersOf(building, 'height').map((height, row) => {
      if (!Number.isNaN(height)) return height;
      return Number.isNaN(floors[row]!) ? parameter('buildingHeight') : floors[row]! * storey;
    });
    rasterizePolygons(building.geometry, heights, grid, buildingHeight);
  }
  const crownTop = new Float32Array(size);
  const crownBase = new Float32Array(size);
  eachCrownCell(trees, grid, (cell, tree) => {
    if (trees.heights[tree]! <= crownTop[cell]!) return;
    crownTop[cell] = trees.heights[tree]!;
    crownBase[cell] = trees.heights[tree]! * parameter('crownBaseShare');
  });
  const { points, all } = viewpoints(snapshot, parameter('viewSpacing'), parameter('mostViewpoints'));
  const { columns, rows, left, top, cellSize } = grid;
  const result = greenView(
    { columns, rows, left, top, cellMetres: cellSize, buildingHeight, crownTop, crownBase, greenGround: green },
    points,
    { eyeMetres: parameter('eyeHeight'), headings: parameter('headings'), sightMetres: parameter('sight') },
    (share) => context.progress(0.9 + 0.1 * share),
  );
  const percent = (value: typeof result.mean) => (value.status === 'ok' ? ok(100 * value.value) : value);
  list.set('green-view', percent(result.mean));
  list.set('green-view-worst', percent(result.worstTenth));
  context.remark(
    'info',
    fillText(
      '绿视率由 {count} 个视点的射线计算得出（道路上共 {all} 个），没有用街景照片；树冠按不透光计。',
      'The green view index comes from rays at {count|viewpoint|viewpoints} (of {all} along the streets), not from photographs; crowns count as opaque.',
      { count: points.x.length, all },
    ),
  );
  if (countOf(building) === 0) {
    context.remark('warning', {
      zh: '没有建筑图层，绿视率未计建筑遮挡，偏高。',
      en: 'There is no layer of buildings: nothing hides the green, and the green view index is too high.',
    });
  }
  return [viewLayer(points, result.values)];
}

function viewLayer(points: Points, values: Float64Array): ResultLayer {
  const packer = new GeometryPacker('point');
  for (const [place, value] of values.entries()) {
    if (!Number.isNaN(value)) packer.addPoint(points.x[place]!, points.y[place]!);
  }
  const known = values.filter((value) => !Number.isNaN(value)).map((value) => 100 * value);
  return { id: 'views', geometry: packer.finish(), columns: { green: known } };
}
