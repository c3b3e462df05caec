import {
  type EvaluatorContext,
  extentOf,
  IndicatorList,
  insufficient,
  landscapeMetrics,
  notDefined,
  numberParameter,
  ok,
  type ResultTable,
  rasterizePolygons,
  type StudyArea,
} from '#sdk';
import type { Patches } from './patches.ts';
import { constant, gridOver } from './resistance.ts';

/** Indicators by the metric of the class "green". */
const metricOf = {
  'patch-density': 'PD',
  'largest-patch': 'LPI',
  'edge-density': 'ED',
  mesh: 'MESH',
  cohesion: 'COHESION',
  aggregation: 'AI',
  'nearest-patch': 'ENN_MN',
} as const;

/** Form of the green class over the study area: landscape metrics of a raster of green and not green. */
export function measureForm(
  patches: Patches,
  study: StudyArea,
  list: IndicatorList,
  context: EvaluatorContext,
): readonly ResultTable[] {
  const grid = gridOver(extentOf(study.geometry), numberParameter(context.parameters, 'landscapeCell'), 1_000_000);
  const values = new Float32Array(grid.columns * grid.rows).fill(Number.NaN);
  rasterizePolygons(study.geometry, [0], grid, values);
  const green = new Uint8Array(values.length);
  rasterizePolygons(patches.geometry, constant(patches.areas.length, 1), grid, green);
  for (let cell = 0; cell < values.length; cell++) if (green[cell] && !Number.isNaN(values[cell]!)) values[cell] = 1;
  if (values.every((value) => Number.isNaN(value))) {
    const none = insufficient('研究范围没有面积', 'the study area has no area');
    for (const id of Object.keys(metricOf)) list.set(id, none);
    return [];
  }
  const neighbours = context.parameters.neighbours === '4' ? 4 : 8;
  const { columns, rows, cellSize } = grid;
  const metrics = landscapeMetrics({ columns, rows, cellMetres: cellSize, values }, neighbours);
  const own = metrics.classes.find((entry) => entry.class === 1)?.metrics;
  for (const [id, name] of Object.entries(metricOf)) {
    const value = own?.[name];
    if (value === undefined) list.set(id, notDefined('没有绿地', 'there is no green'));
    else if (value === null) list.set(id, notDefined('斑块太少，指数无定义', 'too few patches for this metric'));
    else list.set(id, ok(value));
  }
  return [
    {
      id: 'landscape-metrics',
      title: { zh: '绿地格局指数', en: 'Landscape metrics of green space' },
      columns: [
        { id: 'metric', label: { zh: '指数', en: 'Metric' } },
        { id: 'value', label: { zh: '值', en: 'Value' }, decimals: 4 },
      ],
      rows: Object.entries(own ?? {}).map(([name, value]) => [name, value]),
    },
  ];
}
