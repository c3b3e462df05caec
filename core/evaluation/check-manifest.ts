import { dimensions, type IndicatorDefinition } from '#core/model/indicator.ts';
import { roles as allRoles, isRoleId, roleOf } from '#core/model/role.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { checkReads } from './check-reads.ts';
import { type EvaluatorInput, evaluatorApiVersion, type Manifest } from './contract.ts';
import { type Fault, FaultFinder, faultList } from './fault.ts';
import { parameterFaults } from './parameters.ts';

const idPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const fieldPattern = /^[a-z][a-z0-9_]*$/;
const versionPattern = /^\d+\.\d+\.\d+$/;
const fieldTypes = ['text', 'integer', 'real', 'boolean', 'date'] as const;
const geometryKinds = ['point', 'line', 'polygon', 'none', 'raster'] as const;
const better = ['higher', 'lower', 'neutral'] as const;

const manifestKeys = [
  'id',
  'version',
  'apiVersion',
  'name',
  'summary',
  'author',
  'licence',
  'inputs',
  'reads',
  'runs',
  'baseline',
  'assumptions',
  'ranges',
  'parameters',
  'indicators',
  'features',
  'layers',
  'limits',
] as const;

function id(finder: FaultFinder, value: unknown, path: string): string | undefined {
  return finder.text(value, path, idPattern, '小写字母、数字与连字符', 'lower-case letters, digits and hyphens');
}

function fieldName(finder: FaultFinder, value: unknown, path: string): string | undefined {
  return finder.text(value, path, fieldPattern, '小写字母、数字与下划线', 'lower-case letters, digits and underscores');
}

/** A citation, or words in both languages. */
function source(finder: FaultFinder, value: unknown, path: string): void {
  if (typeof value === 'object') finder.localText(value, path);
  else finder.text(value, path, undefined, '来源', 'a source');
}

function unit(finder: FaultFinder, value: unknown, path: string): void {
  finder.text(value, path, undefined, '单位（无量纲写 1）', 'a unit (1 for a plain ratio)');
}

function checkInput(finder: FaultFinder, value: unknown, path: string): string | undefined {
  const input = finder.object(value, path, ['role', 'geometry', 'fields', 'optional', 'purpose']);
  if (!input) return undefined;
  const geometry = finder.choice(input.geometry, `${path}.geometry`, geometryKinds);
  finder.flag(input.optional, `${path}.optional`);
  finder.localText(input.purpose, `${path}.purpose`);
  const names = finder.list(input.fields, `${path}.fields`, (item, at) => {
    const field = finder.object(item, at, ['name', 'type', 'unit', 'optional']);
    if (!field) return undefined;
    finder.choice(field.type, `${at}.type`, fieldTypes);
    if (field.unit !== undefined) unit(finder, field.unit, `${at}.unit`);
    if (field.optional !== undefined) finder.flag(field.optional, `${at}.optional`);
    return fieldName(finder, field.name, `${at}.name`);
  });
  finder.unique(names, `${path}.fields`);
  const role = input.role;
  if (typeof role !== 'string' || !isRoleId(role)) {
    finder.choice(role, `${path}.role`, [...allRoles.keys()]);
    return undefined;
  }
  const allowed = roleOf(role).geometry;
  if (geometry && !allowed.includes(geometry)) {
    finder.add(
      `${path}.geometry`,
      { zh: `${role} 没有 ${geometry} 几何`, en: `${role} has no ${geometry} geometry` },
      { zh: `改为 ${allowed.join(', ')}`, en: `use ${allowed.join(', ')}` },
    );
  }
  return role;
}

const indicatorKeys = ['id', 'label', 'unit', 'decimals', 'better', 'target', 'dimension', 'formula', 'source'];

function checkIndicator(finder: FaultFinder, value: unknown, path: string): string | undefined {
  const indicator = finder.object(value, path, indicatorKeys);
  if (!indicator) return undefined;
  finder.localText(indicator.label, `${path}.label`);
  unit(finder, indicator.unit, `${path}.unit`);
  finder.number(indicator.decimals, `${path}.decimals`, 0, 10, true);
  finder.choice(indicator.better, `${path}.better`, better);
  finder.choice<IndicatorDefinition['dimension']>(indicator.dimension, `${path}.dimension`, dimensions);
  finder.text(indicator.formula, `${path}.formula`, undefined, '公式', 'a formula');
  source(finder, indicator.source, `${path}.source`);
  if (indicator.target !== undefined) {
    const target = finder.object(indicator.target, `${path}.target`, ['value', 'comparison', 'source']);
    if (target) {
      finder.number(target.value, `${path}.target.value`);
      finder.choice(target.comparison, `${path}.target.comparison`, ['at-least', 'at-most']);
      source(finder, target.source, `${path}.target.source`);
    }
  }
  return id(finder, indicator.id, `${path}.id`);
}

function checkFeature(finder: FaultFinder, value: unknown, path: string, roles: readonly string[]): string | undefined {
  const feature = finder.object(value, path, ['id', 'role', 'label', 'unit', 'decimals', 'better']);
  if (!feature) return undefined;
  finder.localText(feature.label, `${path}.label`);
  unit(finder, feature.unit, `${path}.unit`);
  finder.number(feature.decimals, `${path}.decimals`, 0, 10, true);
  finder.choice(feature.better, `${path}.better`, better);
  if (typeof feature.role !== 'string' || !roles.includes(feature.role)) {
    finder.choice(feature.role, `${path}.role`, roles);
  }
  return id(finder, feature.id, `${path}.id`);
}

function checkLayer(finder: FaultFinder, value: unknown, path: string): string | undefined {
  const layer = finder.object(value, path, ['id', 'label', 'geometry', 'fields', 'styleField', 'style']);
  if (!layer) return undefined;
  finder.localText(layer.label, `${path}.label`);
  finder.choice(layer.geometry, `${path}.geometry`, ['point', 'line', 'polygon']);
  finder.choice(layer.style, `${path}.style`, ['sequential', 'categorical', 'outline']);
  const names = finder.list(layer.fields, `${path}.fields`, (item, at) => {
    const field = finder.object(item, at, ['name', 'type', 'unit', 'label']);
    if (!field) return undefined;
    finder.choice(field.type, `${at}.type`, fieldTypes);
    if (field.unit !== undefined) unit(finder, field.unit, `${at}.unit`);
    finder.localText(field.label, `${at}.label`);
    return fieldName(finder, field.name, `${at}.name`);
  });
  finder.unique(names, `${path}.fields`);
  if (layer.styleField !== undefined) finder.choice(layer.styleField, `${path}.styleField`, names);
  else if (layer.style === 'sequential' || layer.style === 'categorical') {
    finder.add(
      `${path}.styleField`,
      { zh: '没有说明按哪个字段上色', en: 'the field to colour by is missing' },
      { zh: '写一个字段名，或改用 outline', en: 'name a field, or use the style outline' },
    );
  }
  return id(finder, layer.id, `${path}.id`);
}

/** Everything that is wrong with a manifest, each with its JSON path and a fix; empty when it can be used. */
export function manifestFaults(value: unknown): readonly Fault[] {
  const finder = new FaultFinder();
  const manifest = finder.object(value, '$', manifestKeys);
  if (!manifest) return finder.faults;
  id(finder, manifest.id, '$.id');
  finder.text(manifest.version, '$.version', versionPattern, '版本号，如 1.0.0', 'a version such as 1.0.0');
  if (manifest.apiVersion !== evaluatorApiVersion) {
    const seen = String(manifest.apiVersion);
    finder.add(
      '$.apiVersion',
      {
        zh: `为接口版本 ${seen} 而写，本程序是 ${evaluatorApiVersion}`,
        en: `written for version ${seen} of the interface, this program has ${evaluatorApiVersion}`,
      },
      { zh: '换用相应版本的评估器', en: 'use a version of the evaluator made for it' },
    );
  }
  finder.localText(manifest.name, '$.name');
  finder.localText(manifest.summary, '$.summary');
  finder.text(manifest.author, '$.author', undefined, '作者', 'an author');
  finder.text(manifest.licence, '$.licence', undefined, '许可', 'a licence');

  const roles = finder.list(manifest.inputs, '$.inputs', (item, path) => checkInput(finder, item, path));
  finder.unique(roles, '$.inputs');
  checkReads(finder, manifest);
  if (manifest.baseline !== undefined) finder.flag(manifest.baseline, '$.baseline');
  for (const name of ['assumptions', 'ranges'] as const) {
    if (manifest[name] === undefined) continue;
    finder.unique(
      finder.list(manifest[name], `$.${name}`, (item, path) => id(finder, item, path)),
      `$.${name}`,
    );
  }
  finder.faults.push(...parameterFaults(manifest.parameters, '$.parameters'));
  const indicators = finder.list(manifest.indicators, '$.indicators', (item, path) =>
    checkIndicator(finder, item, path),
  );
  finder.unique(indicators, '$.indicators');
  if (Array.isArray(manifest.indicators) && manifest.indicators.length === 0) {
    finder.add(
      '$.indicators',
      { zh: '没有任何指标', en: 'there is no indicator' },
      { zh: '至少声明一个', en: 'declare at least one' },
    );
  }
  finder.unique(
    finder.list(manifest.features, '$.features', (item, path) => checkFeature(finder, item, path, roles)),
    '$.features',
  );
  finder.unique(
    finder.list(manifest.layers, '$.layers', (item, path) => checkLayer(finder, item, path)),
    '$.layers',
  );
  const limits = finder.object(manifest.limits, '$.limits', ['seconds', 'megabytes']);
  if (limits) {
    finder.number(limits.seconds, '$.limits.seconds', 1, 3600);
    finder.number(limits.megabytes, '$.limits.megabytes', 1, 4096);
  }
  return finder.faults;
}

/** `value` as a manifest. Fails with `plugin/bad-manifest`, which lists every fault. */
export function readManifest(value: unknown): Manifest {
  const faults = manifestFaults(value);
  if (faults.length === 0) return value as Manifest;
  const name = (value as { id?: unknown } | null)?.id;
  throw new WorkbenchError('plugin/bad-manifest', {
    id: typeof name === 'string' ? name : '?',
    count: faults.length,
    faults: faultList(faults),
  });
}

/** The input of a manifest that reads `role`. */
export function inputOf(manifest: Manifest, role: string): EvaluatorInput | undefined {
  return manifest.inputs.find((input) => input.role === role);
}
