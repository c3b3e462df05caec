import {
  countOf,
  type EvaluatorContext,
  featureAreas,
  fillText,
  IndicatorList,
  insufficient,
  layerPoints,
  locateInFeature,
  type PackedGeometry,
  pickFeatures,
  type ResultTable,
  ratio,
  type Snapshot,
  sumOf,
  textsOf,
} from '#sdk';
import type { Town } from './town.ts';

/** Facilities that have to work when the hazard comes. */
const vital = new Set([
  'hospital',
  'fire-station',
  'ambulance-station',
  'shelter',
  'kindergarten',
  'primary-school',
  'middle-school',
  'elderly-care',
]);

export interface Hazard {
  /** All hazard areas as one feature. */
  readonly area: PackedGeometry;
  /** Share of each parcel inside, 0 to 1. */
  readonly shares: Float64Array;
  readonly table: ResultTable;
}

/** Share of every parcel that lies inside one area. */
function sharesIn(area: PackedGeometry, snapshot: Snapshot, context: EvaluatorContext): Float64Array {
  const parcel = snapshot.layers.parcel!;
  const count = countOf(parcel);
  const pairs = Uint32Array.from({ length: 2 * count }, (_, at) => (at % 2 === 0 ? at / 2 : 0));
  const inside = featureAreas(context.geometry.intersectPairs(parcel.geometry, area, pairs));
  const whole = featureAreas(parcel.geometry);
  return inside.map((metres, row) => (whole[row]! > 0 ? Math.min(1, metres / whole[row]!) : 0));
}

function isInside({ x, y }: { readonly x: Float64Array; readonly y: Float64Array }, at: number, area: PackedGeometry) {
  return !Number.isNaN(x[at]!) && locateInFeature(area, 0, x[at]!, y[at]!) >= 0;
}

/** Residents, floor area and vital facilities inside hazard areas; parcels count by the share of their area inside. */
export function measureHazard(
  snapshot: Snapshot,
  town: Town,
  list: IndicatorList,
  context: EvaluatorContext,
): Hazard | undefined {
  const layer = snapshot.layers.hazard;
  if (!layer || countOf(layer) === 0) {
    const none = insufficient('没有灾害风险图层', 'there is no layer of hazards');
    for (const id of ['hazard-residents', 'hazard-floor', 'hazard-land', 'hazard-facilities']) list.set(id, none);
    return undefined;
  }
  const exposed = (values: Float64Array, shares: Float64Array) =>
    values.reduce((sum, value, row) => (value > 0 ? sum + value * shares[row]! : sum), 0);
  const area = context.geometry.dissolve(layer.geometry);
  const shares = sharesIn(area, snapshot, context);
  const kinds = textsOf(snapshot.layers.facility, 'kind');
  const points = layerPoints(snapshot.layers.facility);
  const vitalRows = kinds.flatMap((kind, row) => (vital.has(kind ?? '') ? [row] : []));
  const insideRows = vitalRows.filter((row) => isInside(points, row, area));
  const percent = (part: number, whole: number, zh: string, en: string) => ratio(100 * part, whole, zh, en);
  list.set(
    'hazard-residents',
    percent(exposed(town.residents, shares), sumOf(town.residents), '没有居民', 'there are no residents'),
  );
  list.set(
    'hazard-floor',
    percent(exposed(town.floorArea, shares), sumOf(town.floorArea), '没有建筑面积', 'there is no floor area'),
  );
  list.set(
    'hazard-land',
    percent(exposed(town.built, shares), sumOf(town.built), '没有建设用地', 'there is no built-up land'),
  );
  list.set('hazard-facilities', { status: 'ok', value: insideRows.length });
  const shelters = insideRows.filter((row) => kinds[row] === 'shelter').length;
  if (shelters > 0) {
    const text = [
      '{count} 处避难场所位于灾害风险区内，仍计入覆盖：核对其适用的灾种。',
      '{count|shelter lies|shelters lie} inside hazard areas and still count in coverage: check which hazards they are for.',
    ] as const;
    context.remark('warning', fillText(...text, { count: shelters }));
  }
  const hazardKinds = textsOf(layer, 'kind');
  const names = [...new Set(hazardKinds)].sort((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1));
  const rows = names.map((name) => {
    const own = context.geometry.dissolve(
      pickFeatures(
        layer.geometry,
        hazardKinds.flatMap((kind, row) => (kind === name ? [row] : [])),
      ),
    );
    const within = sharesIn(own, snapshot, context);
    return [
      name ?? { zh: '未注明', en: 'Not stated' },
      sumOf(featureAreas(own)) / 10_000,
      exposed(town.residents, within),
      exposed(town.floorArea, within),
      vitalRows.filter((row) => isInside(points, row, own)).length,
    ];
  });
  return {
    area,
    shares,
    table: {
      id: 'hazards',
      title: { zh: '灾害风险区内的居民与建筑', en: 'People and floor area in hazard areas' },
      columns: [
        { id: 'kind', label: { zh: '灾种', en: 'Hazard' } },
        { id: 'area', label: { zh: '面积', en: 'Area' }, unit: 'ha', decimals: 1 },
        { id: 'people', label: { zh: '居民', en: 'Residents' }, unit: 'person', decimals: 0 },
        { id: 'floor', label: { zh: '建筑面积', en: 'Floor area' }, unit: 'm2', decimals: 0 },
        { id: 'facilities', label: { zh: '要害设施', en: 'Vital facilities' }, decimals: 0 },
      ],
      rows,
    },
  };
}
