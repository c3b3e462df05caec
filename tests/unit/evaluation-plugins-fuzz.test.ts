import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EvaluatorParameter, Snapshot, SnapshotLayer } from '#core/evaluation/contract.ts';
import { caseSnapshot, type EvaluatorCase } from '#core/evaluation/evaluator-case.ts';
import { completeParameters } from '#core/evaluation/parameters.ts';
import { runEvaluator } from '#core/evaluation/run-evaluator.ts';
import { loadGeosEngine } from '#core/geometry/geos-engine.ts';
import { assumptionValues, defaultAssumptions } from '#core/model/assumption.ts';
import type { Column } from '#core/model/feature-table.ts';
import { GeometryPacker, plainGeometry } from '#core/model/packed-geometry.ts';
import type { RoleId } from '#core/model/role.ts';
import { builtInManifests, loadBuiltIn } from '#plugins/built-in/evaluators.ts';

const assumptions = assumptionValues(defaultAssumptions);

const geometry = await loadGeosEngine();

function parcel(column: number, row: number) {
  const [x, y] = [60 * column, 60 * row];
  const uses = ['residential', 'office', 'green', 'mixed', 'road', 'water', 'nonsense', 'square', 'industrial'];
  const use = uses[(column + 3 * row) % uses.length]!;
  const values = {
    land_use: use,
    developed: use === 'green' ? 0 : 1,
    floor_area: 900 * column,
    floor_residential: 500 * column,
    floor_commercial: 100,
    floor_office: 200 * row,
    floor_industrial: 0,
    floor_civic: 50,
    residents: 12 * column,
    jobs: 4 * row,
    green_area: 300,
  };
  return { id: `p${column}-${row}`, box: [x, y, x + 50, y + 50] as const, values };
}

/** A tiny town with something of everything. */
const town: EvaluatorCase['layers'] = {
  parcel: [0, 1, 2, 3].flatMap((column) => [0, 1, 2, 3].map((row) => parcel(column, row))),
  boundary: [{ id: 'plan', box: [-10, -10, 250, 250] }],
  street: [0, 1, 2, 3, 4].flatMap((at) => [
    {
      id: `x${at}`,
      shape: [
        [60 * at - 5, -10],
        [60 * at - 5, 250],
      ],
      values: { class: 'local', width: 8 },
    },
    {
      id: `y${at}`,
      shape: [
        [-10, 60 * at - 5],
        [250, 60 * at - 5],
      ],
      values: { class: at === 2 ? 'path' : 'arterial' },
    },
  ]),
  'transit-stop': [
    { id: 'm', shape: [55, 55], values: { name: 'M', mode: 'metro', lines: '1', headway: 4 } },
    { id: 'n', shape: [175, 175], values: { name: 'N', mode: 'brt', headway: 9 } },
    { id: 'b', shape: [115, 5], values: { mode: 'bus', headway: 12 } },
  ],
  'green-space': [
    { id: 'g', box: [0, 60, 40, 100], values: { kind: 'park', public: true } },
    { id: 'h', box: [200, 180, 240, 240], values: { kind: 'corridor' } },
  ],
  tree: [0, 1, 2, 3].map((at) => ({ id: `t${at}`, shape: [50 * at, 30], values: { height: 9, crown_diameter: 6 } })),
  building: [{ id: 'house', box: [10, 10, 30, 30], values: { use: 'residential', floors: 6, height: 18 } }],
  water: [{ id: 'pond', box: [100, 100, 110, 110], values: {} }],
  population: [
    { id: 'west', box: [-10, -10, 120, 250], values: { residents: 400, jobs: 90, households: 150, name: 'West' } },
    { id: 'east', box: [120, -10, 250, 250], values: { residents: 20, jobs: 5, households: 8 } },
  ],
  comment: [0, 1, 2, 3, 4, 5].map((at) => ({
    id: `c${at}`,
    shape: [40 * at, 100],
    values: {
      group: at % 2 === 0 ? 'residents' : 'traders',
      stance: 1 + (at % 5),
      topic: at < 3 ? 'parks' : 'roads',
      received: `2024-03-0${at + 1}`,
      answered: at === 4 ? null : `2024-04-${10 + at}`,
      adopted: at === 4 ? null : at % 3 === 0,
    },
  })),
  observation: Array.from({ length: 40 }, (_, at) => ({
    id: `o${at}`,
    shape: [at < 20 ? 30 : 60, 90],
    values: {
      station: at < 20 ? 'A' : 'B',
      time: `20${20 + Math.floor(at / 12)}-${String(1 + (at % 12)).padStart(2, '0')}-15`,
      quantity: 'PM2.5',
      value: 30 + ((7 * at) % 20),
      unit: 'µg/m³',
    },
  })),
  facility: [
    { id: 's', shape: [70, 70], values: { kind: 'primary-school', capacity: 40 } },
    { id: 'k', shape: [130, 10], values: { kind: 'kindergarten' } },
    { id: 'c', shape: [10, 190], values: { kind: 'clinic', capacity: 5 } },
    { id: 'f', shape: [190, 70], values: { kind: 'fire-station', capacity: 2 } },
    { id: 'm', shape: [20, 20], values: { kind: 'ambulance-station' } },
    { id: 'r', shape: [100, 200], values: { kind: 'shelter', capacity: 60 } },
  ],
  hazard: [{ id: 'low', box: [0, 0, 90, 90], values: { kind: 'flood' } }],
};

/** What is done to a layer: nothing, taken away, emptied of features, shapes or one column's values. */
type Harm = 'none' | 'no-layer' | 'no-features' | 'some-shapes' | 'no-column' | 'no-values' | 'absurd';
const harms: readonly Harm[] = [
  'none',
  'none',
  'no-layer',
  'no-features',
  'some-shapes',
  'no-column',
  'no-values',
  'absurd',
];

function harmed(layer: SnapshotLayer, harm: Harm, pick: number): SnapshotLayer | undefined {
  const names = Object.keys(layer.columns);
  const name = names[pick % Math.max(1, names.length)];
  const withColumn = (column: Column): SnapshotLayer =>
    name === undefined ? layer : { ...layer, columns: { ...layer.columns, [name]: column } };
  const column = name === undefined ? undefined : layer.columns[name];
  switch (harm) {
    case 'none':
      return layer;
    case 'no-layer':
      return undefined;
    case 'no-features': {
      const none = Object.fromEntries(names.map((key) => [key, layer.columns[key]!.slice(0, 0)]));
      return { ...layer, ids: [], geometry: new GeometryPacker(layer.geometry.kind).finish(), columns: none };
    }
    case 'some-shapes': {
      const packer = new GeometryPacker(layer.geometry.kind);
      for (let row = 0; row < layer.ids.length; row++) {
        packer.addFeature((row + pick) % 3 === 0 ? [] : plainGeometry(layer.geometry, row));
      }
      return { ...layer, geometry: packer.finish() };
    }
    case 'no-column': {
      const { [name ?? '']: _, ...others } = layer.columns;
      return { ...layer, columns: others };
    }
    case 'no-values':
      return withColumn(column instanceof Float64Array ? column.map(() => Number.NaN) : layer.ids.map(() => null));
    case 'absurd':
      return withColumn(
        column instanceof Float64Array ? column.map((value) => -1e12 * value) : layer.ids.map(() => '?'),
      );
  }
}

function someValue({ type, default: usual, enum: choices, minimum, maximum }: EvaluatorParameter, pick: number) {
  if (type === 'string' && choices) return choices[pick % choices.length]!;
  if (type === 'number' || type === 'integer') {
    return [usual, usual, minimum ?? usual, maximum ?? usual][pick % 4] as number;
  }
  return usual;
}

/** Parameters whose extremes only make a run long. */
const costly = new Set(['viewSpacing', 'corridorCell', 'landscapeCell', 'canopyCell', 'mostViewpoints', 'gridCell']);

/** Those that look at layers; what builds on other evaluators has the results of those as its input instead. */
const ofLayers = builtInManifests.filter(({ reads, runs }) => !reads && !runs);
const evaluators = await Promise.all(ofLayers.map(async ({ id }) => (await loadBuiltIn(id))!));

describe.each(evaluators.map((evaluator) => ({ ...evaluator, id: evaluator.manifest.id })))(
  '$id',
  ({ manifest, evaluate }) => {
    test('gives numbers or reasons whatever is missing or absurd', () => {
      const roles = manifest.inputs.map(({ role }) => role);
      const names = Object.keys(manifest.parameters);
      const run = fc.record({
        harms: fc.array(fc.constantFrom(...harms), { minLength: roles.length, maxLength: roles.length }),
        picks: fc.array(fc.nat({ max: 20 }), {
          minLength: names.length + roles.length,
          maxLength: names.length + roles.length,
        }),
      });
      fc.assert(
        fc.property(run, ({ harms: chosen, picks }) => {
          const whole = caseSnapshot({ id: '', source: '', layers: town, expected: {}, tolerance: {} }, manifest);
          const layers: Partial<Record<RoleId, SnapshotLayer>> = {};
          for (const [place, role] of roles.entries()) {
            const layer = whole.layers[role];
            const left = layer && harmed(layer, chosen[place]!, picks[place]!);
            if (left) layers[role] = left;
          }
          const baseline = manifest.baseline ? { baseline: whole } : {};
          const snapshot: Snapshot = { ...whole, layers, ...baseline };
          const given = names.flatMap((name, place) =>
            costly.has(name)
              ? []
              : [[name, someValue(manifest.parameters[name]!, picks[roles.length + place]!)] as const],
          );
          const parameters = completeParameters(manifest, Object.fromEntries(given));
          const result = runEvaluator({ manifest, evaluate, snapshot, parameters, assumptions, seed: 1, geometry });
          expect(result.indicators).toHaveLength(manifest.indicators.length);
          for (const { id, status, value, reason } of result.indicators) {
            if (status === 'ok') expect(Number.isFinite(value), id).toBe(true);
            else expect(reason?.en, id).not.toBe('it was not calculated');
          }
        }),
        { numRuns: 40 },
      );
    });
  },
);
