import type { Field } from '#core/model/feature-table.ts';
import { isNumberType } from '#core/model/feature-table.ts';
import type { IndicatorStatus } from '#core/model/indicator.ts';
import { featureCount } from '#core/model/packed-geometry.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { EvaluatorLayer, EvaluatorOutput, Manifest, Snapshot } from './contract.ts';
import { type Fault, FaultFinder, firstFaults } from './fault.ts';
import { isSoundGeometry } from './sound-geometry.ts';

/** More than anybody reads: what goes beyond is a mistake or meant to fill the memory. */
const mostLayers = 100;
const mostTables = 100;
const mostColumns = 200;
const mostRows = 100_000;
const mostCharts = 200;
const mostPoints = 200_000;
const mostIndicators = 1000;

const statuses: readonly IndicatorStatus[] = ['ok', 'undefined', 'insufficient-data', 'out-of-method-range'];
const finiteFix = {
  zh: '写成有限的数，没有值时用状态或 NaN',
  en: 'give a finite number; where there is none, a status or NaN',
};

function checkIndicators(finder: FaultFinder, value: unknown, manifest: Manifest): void {
  const known = manifest.indicators.map(({ id }) => id);
  const seen = finder.list(
    value,
    '$.indicators',
    (item, path) => {
      const indicator = finder.object(item, path, ['id', 'status', 'value', 'low', 'high', 'reason']);
      if (!indicator) return undefined;
      const status = finder.choice(indicator.status, `${path}.status`, statuses);
      if (status === 'ok') finder.number(indicator.value, `${path}.value`);
      else if (indicator.value !== undefined) {
        finder.add(
          `${path}.value`,
          { zh: `状态为 ${status} 却有数值`, en: `a value beside the status ${status}` },
          { zh: '只有状态为 ok 时才给数值', en: 'give a value only with the status ok' },
        );
      }
      if (indicator.low !== undefined) finder.number(indicator.low, `${path}.low`);
      if (indicator.high !== undefined) finder.number(indicator.high, `${path}.high`);
      // Whoever gets no number is owed the reason.
      if (status !== 'ok' || indicator.reason !== undefined) finder.localText(indicator.reason, `${path}.reason`);
      return finder.choice(indicator.id, `${path}.id`, known);
    },
    mostIndicators,
  );
  finder.unique(seen, '$.indicators');
  for (const id of known) {
    if (seen.includes(id)) continue;
    finder.add(
      '$.indicators',
      { zh: `缺少声明的指标“${id}”`, en: `the declared indicator "${id}" is missing` },
      { zh: '给出数值或状态', en: 'give a value or a status' },
    );
  }
}

function checkFeatures(finder: FaultFinder, value: unknown, manifest: Manifest, snapshot: Snapshot): void {
  const seen = finder.list(
    value,
    '$.features',
    (item, path) => {
      const entry = finder.object(item, path, ['id', 'values']);
      if (!entry) return undefined;
      const id = finder.choice(
        entry.id,
        `${path}.id`,
        manifest.features.map((feature) => feature.id),
      );
      const role = manifest.features.find((feature) => feature.id === id)?.role;
      const layer = role && snapshot.layers[role];
      const count = layer ? featureCount(layer.geometry) : 0;
      if (!(entry.values instanceof Float64Array)) {
        finder.add(`${path}.values`, { zh: '不是 Float64Array', en: 'not a Float64Array' }, finiteFix);
      } else if (id !== undefined && entry.values.length !== count) {
        finder.add(
          `${path}.values`,
          {
            zh: `有 ${entry.values.length} 个值，要素有 ${count} 个`,
            en: `${entry.values.length} values for ${count} features`,
          },
          { zh: '每个要素一个值', en: 'give one value per feature' },
        );
      } else if (entry.values.some((number) => Math.abs(number) === Number.POSITIVE_INFINITY)) {
        finder.add(`${path}.values`, { zh: '有无穷大', en: 'an infinite value' }, finiteFix);
      }
      return id;
    },
    mostIndicators,
  );
  finder.unique(seen, '$.features');
}

function checkColumn(finder: FaultFinder, column: unknown, field: Field, count: number, path: string): void {
  if (isNumberType(field.type)) {
    const isRight = column instanceof Float64Array && column.length === count;
    if (!isRight) {
      finder.add(path, { zh: `不是 ${count} 个数`, en: `not ${count} numbers` }, finiteFix);
    } else if (column.some((number) => Math.abs(number) === Number.POSITIVE_INFINITY)) {
      finder.add(path, { zh: '有无穷大', en: 'an infinite value' }, finiteFix);
    }
    return;
  }
  const texts = finder.list(column, path, (item, at) => (item === null ? '' : finder.text(item, at)));
  if (Array.isArray(column) && column.length !== count) {
    finder.add(
      path,
      { zh: `有 ${texts.length} 个值，要素有 ${count} 个`, en: `${texts.length} values for ${count} features` },
      { zh: '每个要素一个值', en: 'give one value per feature' },
    );
  }
}

function checkLayer(
  finder: FaultFinder,
  value: unknown,
  path: string,
  declared: readonly EvaluatorLayer[],
): string | undefined {
  const layer = finder.object(value, path, ['id', 'geometry', 'columns']);
  if (!layer) return undefined;
  const id = finder.choice(
    layer.id,
    `${path}.id`,
    declared.map((entry) => entry.id),
  );
  const expected = declared.find((entry) => entry.id === id);
  if (!expected) return id;
  const { geometry } = layer;
  if (!isSoundGeometry(geometry) || geometry.kind !== expected.geometry) {
    finder.add(
      `${path}.geometry`,
      { zh: `不是完好的 ${expected.geometry} 几何`, en: `not a sound ${expected.geometry} geometry` },
      { zh: '用 GeometryPacker 生成', en: 'make it with GeometryPacker' },
    );
    return id;
  }
  const names = expected.fields.map(({ name }) => name);
  const columns = finder.object(layer.columns, `${path}.columns`, names) ?? {};
  for (const field of expected.fields) {
    checkColumn(finder, columns[field.name], field, featureCount(geometry), `${path}.columns.${field.name}`);
  }
  return id;
}

function checkCell(finder: FaultFinder, value: unknown, path: string): void {
  if (value === null || typeof value === 'boolean') return;
  if (typeof value === 'number') finder.number(value, path);
  else if (typeof value === 'object') finder.localText(value, path);
  else if (value !== '') finder.text(value, path);
}

function checkTable(finder: FaultFinder, value: unknown, path: string): string | undefined {
  const table = finder.object(value, path, ['id', 'title', 'columns', 'rows']);
  if (!table) return undefined;
  finder.localText(table.title, `${path}.title`);
  const columns = finder.list(
    table.columns,
    `${path}.columns`,
    (item, at) => {
      const column = finder.object(item, at, ['id', 'label', 'unit', 'decimals']);
      if (!column) return undefined;
      finder.localText(column.label, `${at}.label`);
      if (column.unit !== undefined) finder.text(column.unit, `${at}.unit`);
      if (column.decimals !== undefined) finder.number(column.decimals, `${at}.decimals`, 0, 10, true);
      return finder.text(column.id, `${at}.id`);
    },
    mostColumns,
  );
  finder.unique(columns, `${path}.columns`);
  finder.list(
    table.rows,
    `${path}.rows`,
    (row, at) => {
      const cells = finder.list(
        row,
        at,
        (cell, place) => {
          checkCell(finder, cell, place);
          return true;
        },
        mostColumns,
      );
      if (cells.length !== columns.length) {
        finder.add(
          at,
          {
            zh: `有 ${cells.length} 格，列有 ${columns.length} 个`,
            en: `${cells.length} cells for ${columns.length} columns`,
          },
          { zh: '每列一格', en: 'give one cell per column' },
        );
      }
      return true;
    },
    mostRows,
  );
  return finder.text(table.id, `${path}.id`);
}

const chartKeys = ['id', 'title', 'kind', 'x', 'y', 'categories', 'values', 'points'];

function checkAxis(finder: FaultFinder, value: unknown, path: string): void {
  const axis = finder.object(value, path, ['label', 'unit', 'decimals']);
  if (!axis) return;
  finder.localText(axis.label, `${path}.label`);
  if (axis.unit !== undefined) finder.text(axis.unit, `${path}.unit`);
}

function checkChart(finder: FaultFinder, value: unknown, path: string): string | undefined {
  const chart = finder.object(value, path, chartKeys);
  if (!chart) return undefined;
  finder.localText(chart.title, `${path}.title`);
  checkAxis(finder, chart.x, `${path}.x`);
  checkAxis(finder, chart.y, `${path}.y`);
  const kind = finder.choice(chart.kind, `${path}.kind`, ['bar', 'line', 'scatter']);
  if (kind === 'bar') {
    const names = finder.list(
      chart.categories,
      `${path}.categories`,
      (item, at) => finder.localText(item, at),
      mostPoints,
    );
    const bars = finder.list(
      chart.values,
      `${path}.values`,
      (item, at) => {
        if (item !== null) finder.number(item, at);
        return true;
      },
      mostPoints,
    );
    if (bars.length !== names.length) {
      finder.add(
        `${path}.values`,
        {
          zh: `有 ${bars.length} 个值，类别有 ${names.length} 个`,
          en: `${bars.length} values for ${names.length} categories`,
        },
        { zh: '每个类别一个值', en: 'give one value per category' },
      );
    }
  } else if (kind !== undefined) {
    finder.list(
      chart.points,
      `${path}.points`,
      (item, at) => {
        const [x, y, name] = Array.isArray(item) ? (item as unknown[]) : [];
        finder.number(x, `${at}[0]`);
        finder.number(y, `${at}[1]`);
        if (name !== undefined) finder.text(name, `${at}[2]`);
        return true;
      },
      mostPoints,
    );
  }
  return finder.text(chart.id, `${path}.id`);
}

/** Size of the typed arrays in an output, in bytes. */
function bulkBytes(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, entry) => sum + bulkBytes(entry), 0);
}

/**
 * Everything in which an output breaks its manifest: unknown or missing ids, numbers that are not finite, statuses without
 * a reason, lists of the wrong length, geometries that do not hold together, markup in texts. Empty when it is sound.
 */
export function outputFaults(value: unknown, manifest: Manifest, snapshot: Snapshot): readonly Fault[] {
  const finder = new FaultFinder();
  const output = finder.object(value, '$', ['indicators', 'features', 'layers', 'tables', 'charts']);
  if (!output) return finder.faults;
  checkIndicators(finder, output.indicators, manifest);
  checkFeatures(finder, output.features ?? [], manifest, snapshot);
  const layers = finder.list(
    output.layers ?? [],
    '$.layers',
    (item, path) => checkLayer(finder, item, path, manifest.layers),
    mostLayers,
  );
  finder.unique(layers, '$.layers');
  finder.unique(
    finder.list(output.tables ?? [], '$.tables', (item, path) => checkTable(finder, item, path), mostTables),
    '$.tables',
  );
  finder.unique(
    finder.list(output.charts ?? [], '$.charts', (item, path) => checkChart(finder, item, path), mostCharts),
    '$.charts',
  );
  const megabytes = bulkBytes(output) / 1e6;
  if (megabytes > manifest.limits.megabytes) {
    const size = Math.ceil(megabytes);
    finder.add(
      '$',
      {
        zh: `结果有 ${size} MB，超过声明的 ${manifest.limits.megabytes} MB`,
        en: `${size} MB, more than the ${manifest.limits.megabytes} MB declared`,
      },
      { zh: '减少图层，或放宽 limits.megabytes', en: 'give fewer layers, or raise limits.megabytes' },
    );
  }
  return finder.faults;
}

/** `value` as a sound output. Fails with `plugin/bad-output`, which lists the faults. */
export function checkOutput(value: unknown, manifest: Manifest, snapshot: Snapshot): EvaluatorOutput {
  const faults = outputFaults(value, manifest, snapshot);
  if (faults.length === 0) return value as EvaluatorOutput;
  throw new WorkbenchError('plugin/bad-output', {
    evaluator: manifest.id,
    count: faults.length,
    faults: firstFaults(faults),
  });
}
