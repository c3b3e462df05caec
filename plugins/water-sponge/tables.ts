import {
  captureOf,
  designRainfall,
  type EvaluatorContext,
  type LocalText,
  landUseDefinitions,
  landUseOf,
  type RainRecord,
  type ResultChart,
  type ResultTable,
  type Snapshot,
  textsOf,
  valueOrNaN,
} from '#sdk';
import type { Ground } from './ground.ts';
import type { Balance } from './indicators.ts';
import { surfaceKinds, surfaceLabels, surfaceValues } from './surface-kinds.ts';

const hectares = { unit: 'ha', decimals: 1 } as const;

/** What the land is made of, with the coefficients taken for each kind of surface. */
export function surfaceTable(balance: Balance, context: EvaluatorContext): ResultTable {
  const values = surfaceValues(context);
  const width = surfaceKinds.length;
  const sums = surfaceKinds.map((_, place) =>
    balance.areas.reduce((sum, area, at) => sum + (at % width === place ? area : 0), 0),
  );
  const whole = sums.reduce((sum, area) => sum + area, 0);
  return {
    id: 'surfaces',
    title: { zh: '下垫面与取用的系数', en: 'Surfaces and the coefficients taken' },
    columns: [
      { id: 'surface', label: { zh: '下垫面', en: 'Surface' } },
      { id: 'area', label: { zh: '面积', en: 'Area' }, ...hectares },
      { id: 'share', label: { zh: '占比', en: 'Share' }, unit: '%', decimals: 1 },
      { id: 'volumetric', label: { zh: '雨量径流系数 φ', en: 'Volumetric coefficient φ' }, decimals: 2 },
      { id: 'peak', label: { zh: '流量径流系数 ψ', en: 'Peak coefficient ψ' }, decimals: 2 },
      { id: 'number', label: { zh: '曲线数', en: 'Curve number' }, decimals: 0 },
    ],
    rows: surfaceKinds.map((kind, place) => [
      surfaceLabels[kind],
      sums[place]! / 10_000,
      whole === 0 ? null : (100 * sums[place]!) / whole,
      values[kind].volumetric,
      values[kind].peak,
      values[kind].curveNumber,
    ]),
  };
}

/** Design rainfall by target, and the curve of the ratio over depth. */
export function rainfallTable(record: RainRecord): { readonly table: ResultTable; readonly chart: ResultChart } {
  const targets = [50, 60, 70, 75, 80, 85, 90];
  const depths = Array.from({ length: 41 }, (_, step) => 2 * step);
  return {
    table: {
      id: 'design-rainfall',
      title: { zh: '年径流总量控制率与设计降雨量', en: 'Volume capture ratio and design rainfall' },
      columns: [
        { id: 'ratio', label: { zh: '控制率', en: 'Capture ratio' }, unit: '%', decimals: 0 },
        { id: 'depth', label: { zh: '设计降雨量', en: 'Design rainfall' }, unit: 'mm', decimals: 1 },
      ],
      rows: targets.map((target) => [target, valueOrNaN(designRainfall(record, target / 100))]),
    },
    chart: {
      id: 'capture-curve',
      title: { zh: '控制率随设计降雨量的变化', en: 'Capture ratio by design rainfall' },
      kind: 'line',
      x: { label: { zh: '设计降雨量', en: 'Design rainfall' }, unit: 'mm' },
      y: { label: { zh: '控制率', en: 'Capture ratio' }, unit: '%', decimals: 0 },
      points: depths.map((depth) => [depth, 100 * captureOf(record, depth)] as const),
    },
  };
}

/** Runoff of the design storm and storage by land use; the streets between parcels are a row of their own. */
export function landUseTable(
  snapshot: Snapshot,
  ground: Ground,
  balance: Balance,
): { readonly table: ResultTable; readonly chart: ResultChart } {
  const uses = textsOf(snapshot.layers.parcel, 'land_use');
  const streets: LocalText = { zh: '地块之间的道路', en: 'Streets between parcels' };
  const byLabel = new Map<
    string,
    { label: LocalText; area: number; runoff: number; required: number; provided: number }
  >();
  for (let piece = 0; piece < ground.area.length; piece++) {
    const area = ground.area[piece]!;
    if (area === 0) continue;
    const label = piece < ground.parcels ? landUseDefinitions[landUseOf(uses[piece])].label : streets;
    const sums = byLabel.get(label.en) ?? { label, area: 0, runoff: 0, required: 0, provided: 0 };
    byLabel.set(label.en, sums);
    sums.area += area;
    sums.runoff += area * balance.runoff.stormMillimetres[piece]!;
    sums.required += balance.storage.required[piece]!;
    sums.provided += balance.storage.provided[piece]!;
  }
  const rows = [...byLabel.values()].sort((one, other) => other.runoff - one.runoff);
  const orNull = (value: number) => (Number.isNaN(value) ? null : value);
  const title = { zh: '各类用地的暴雨径流与调蓄', en: 'Storm runoff and storage by land use' };
  return {
    table: {
      id: 'runoff-by-use',
      title,
      columns: [
        { id: 'use', label: { zh: '用地', en: 'Land use' } },
        { id: 'area', label: { zh: '面积', en: 'Area' }, ...hectares },
        { id: 'runoff', label: { zh: '暴雨径流深', en: 'Storm runoff' }, unit: 'mm', decimals: 1 },
        { id: 'volume', label: { zh: '径流量', en: 'Volume' }, unit: 'm3', decimals: 0 },
        { id: 'required', label: { zh: '所需调蓄', en: 'Storage required' }, unit: 'm3', decimals: 0 },
        { id: 'provided', label: { zh: '现有调蓄', en: 'Storage provided' }, unit: 'm3', decimals: 0 },
      ],
      rows: rows.map(({ label, area, runoff, required, provided }) => [
        label,
        area / 10_000,
        runoff / area,
        runoff / 1000,
        orNull(required),
        provided,
      ]),
    },
    chart: {
      id: 'runoff-by-use',
      title: { zh: '各类用地的暴雨径流深', en: 'Storm runoff by land use' },
      kind: 'bar',
      x: { label: { zh: '用地', en: 'Land use' } },
      y: { label: { zh: '径流深', en: 'Runoff' }, unit: 'mm', decimals: 0 },
      categories: rows.map(({ label }) => label),
      values: rows.map(({ area, runoff }) => runoff / area),
    },
  };
}
