import type { Manifest } from '#core/evaluation/contract.ts';
import type { EvaluatorCase } from '#core/evaluation/evaluator-case.ts';
import { type Fault, FaultFinder } from '#core/evaluation/fault.ts';
import { isCaseFile, type PluginFiles } from './plugin-files.ts';
import { readJson } from './read-json.ts';

const caseKeys = [
  'id',
  'source',
  'parameters',
  'assumptions',
  'others',
  'ranges',
  'baseline',
  'layers',
  'rasters',
  'expected',
  'tolerance',
];
const expectedKeys = ['indicators', 'features', 'layers', 'tables', 'remarks'];

/** How deep coordinates are nested for a kind of geometry. */
const depths = { point: 1, line: 2, polygon: 3 } as const;

function isShape(value: unknown, depth: number): boolean {
  if (!Array.isArray(value)) return false;
  if (depth > 1) return value.length > 0 && value.every((part) => isShape(part, depth - 1));
  return value.length === 2 && value.every((part) => typeof part === 'number' && Number.isFinite(part));
}

function checkGeometry(
  finder: FaultFinder,
  feature: Readonly<Record<string, unknown>>,
  kind: string,
  at: string,
): void {
  const { shape, box } = feature;
  if (box !== undefined) {
    const isBox = kind === 'polygon' && Array.isArray(box) && box.length === 4 && box.every(Number.isFinite);
    if (isBox) return;
    finder.add(
      `${at}.box`,
      { zh: '不是面的四个边界', en: 'it is not four bounds of a polygon' },
      { zh: '写成 [西, 南, 东, 北]', en: 'write [west, south, east, north]' },
    );
    return;
  }
  const depth = depths[kind as keyof typeof depths];
  if (shape === undefined || depth === undefined || isShape(shape, depth)) return;
  const form = { 1: '[x, y]', 2: '[[x, y], …]', 3: '[[[x, y], …], …]' }[depth];
  finder.add(
    `${at}.shape`,
    { zh: `不是${kind}的坐标`, en: `these are no coordinates of a ${kind}` },
    { zh: `写成 ${form}`, en: `write ${form}` },
  );
}

function checkLayers(finder: FaultFinder, value: unknown, path: string, manifest: Manifest): void {
  const inputs = manifest.inputs.filter(({ geometry }) => geometry !== 'raster');
  const layers = finder.object(
    value,
    path,
    inputs.map(({ role }) => role),
  );
  for (const [role, features] of Object.entries(layers ?? {})) {
    const input = inputs.find((each) => each.role === role);
    if (!input) continue;
    const names = input.fields.map(({ name }) => name);
    const ids = finder.list(features, `${path}.${role}`, (item, at) => {
      const feature = finder.object(item, at, ['id', 'shape', 'box', 'values']);
      if (!feature) return undefined;
      if (feature.values !== undefined) finder.object(feature.values, `${at}.values`, names);
      checkGeometry(finder, feature, input.geometry, at);
      return finder.text(feature.id, `${at}.id`);
    });
    finder.unique(ids, `${path}.${role}`);
  }
}

function checkExpected(finder: FaultFinder, value: unknown, path: string, manifest: Manifest): void {
  const expected = finder.object(value, path, expectedKeys);
  if (!expected) return;
  if (Object.keys(expected).length === 0) {
    finder.add(
      path,
      { zh: '没有期望任何结果', en: 'nothing is expected' },
      { zh: '至少写一个指标的值', en: 'write the value of one indicator at least' },
    );
  }
  const known = {
    indicators: manifest.indicators.map(({ id }) => id),
    features: manifest.features.map(({ id }) => id),
    layers: manifest.layers.map(({ id }) => id),
  };
  for (const [part, ids] of Object.entries(known)) {
    if (expected[part] !== undefined) finder.object(expected[part], `${path}.${part}`, ids);
  }
}

function checkCase(finder: FaultFinder, value: unknown, path: string, manifest: Manifest): string | undefined {
  const entry = finder.object(value, path, caseKeys);
  if (!entry) return undefined;
  finder.text(entry.source, `${path}.source`, undefined, '期望值的来历', 'how the expected values were found');
  checkLayers(finder, entry.layers, `${path}.layers`, manifest);
  const baseline =
    entry.baseline === undefined ? undefined : finder.object(entry.baseline, `${path}.baseline`, ['layers', 'rasters']);
  if (baseline) checkLayers(finder, baseline.layers, `${path}.baseline.layers`, manifest);
  if (entry.parameters !== undefined)
    finder.object(entry.parameters, `${path}.parameters`, Object.keys(manifest.parameters));
  checkExpected(finder, entry.expected, `${path}.expected`, manifest);
  const tolerance = finder.object(entry.tolerance, `${path}.tolerance`, ['abs', 'rel']);
  for (const name of ['abs', 'rel'] as const) {
    if (tolerance?.[name] !== undefined) finder.number(tolerance[name], `${path}.tolerance.${name}`, 0);
  }
  return finder.text(entry.id, `${path}.id`);
}

/** The golden cases of a plugin, in the order of their files, and what is wrong with them. */
export function readCases(
  files: PluginFiles,
  manifest: Manifest,
): { readonly cases: readonly EvaluatorCase[]; readonly faults: readonly Fault[] } {
  const finder = new FaultFinder();
  const cases: EvaluatorCase[] = [];
  const seen: string[] = [];
  const paths = Object.keys(files).filter(isCaseFile).sort();
  for (const path of paths) {
    const value = readJson(finder, path, files[path]!);
    if (value === undefined) continue;
    const ids = finder.list(value, `${path} $`, (item, at) => checkCase(finder, item, at, manifest));
    seen.push(...ids);
    if (Array.isArray(value)) cases.push(...(value as readonly EvaluatorCase[]));
  }
  finder.unique(seen, 'cases');
  if (paths.length === 0 || (cases.length === 0 && finder.faults.length === 0)) {
    finder.add(
      'cases/',
      { zh: '没有算例', en: 'there are no cases' },
      { zh: '写一个手算的算例，如 cases/cases.json', en: 'write a case found by hand, such as cases/cases.json' },
    );
  }
  return { cases, faults: finder.faults };
}
