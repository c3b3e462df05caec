import { sourceText } from '#core/model/source-text.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { EvaluatorParameter, Manifest, ParameterValue, ParameterValues } from './contract.ts';
import { type Fault, FaultFinder } from './fault.ts';

const parameterKeys = [
  'type',
  'title',
  'description',
  'unit',
  'default',
  'minimum',
  'maximum',
  'enum',
  'enumTitles',
  'choices',
  'items',
  'source',
  'verifyLocally',
  'secret',
];
const types = ['number', 'integer', 'string', 'boolean', 'array'] as const;

/** Checks one value against what its parameter allows; faults go to `finder` at `path`. */
export function checkParameterValue(
  finder: FaultFinder,
  parameter: EvaluatorParameter,
  value: unknown,
  path: string,
): void {
  const { minimum, maximum } = parameter;
  switch (parameter.type) {
    case 'number':
    case 'integer':
      finder.number(value, path, minimum, maximum, parameter.type === 'integer');
      return;
    case 'boolean':
      finder.flag(value, path);
      return;
    case 'string':
      if (parameter.enum) finder.choice(value, path, parameter.enum);
      else finder.text(value, path);
      return;
    case 'array':
      finder.list(value, path, (item, at) =>
        finder.number(item, at, parameter.items?.minimum, parameter.items?.maximum),
      );
  }
}

function checkParameter(finder: FaultFinder, value: unknown, path: string): void {
  const parameter = finder.object(value, path, parameterKeys);
  if (!parameter) return;
  const before = finder.faults.length;
  finder.choice(parameter.type, `${path}.type`, types);
  finder.localText(parameter.title, `${path}.title`);
  if (parameter.description !== undefined) finder.localText(parameter.description, `${path}.description`);
  if (parameter.unit !== undefined) finder.text(parameter.unit, `${path}.unit`);
  if (typeof parameter.source === 'object') finder.localText(parameter.source, `${path}.source`);
  else finder.text(parameter.source, `${path}.source`, undefined, '来源', 'a source');
  for (const bound of ['minimum', 'maximum'] as const) {
    if (parameter[bound] !== undefined) finder.number(parameter[bound], `${path}.${bound}`);
  }
  if (parameter.verifyLocally !== undefined) finder.flag(parameter.verifyLocally, `${path}.verifyLocally`);
  if (parameter.secret !== undefined) finder.flag(parameter.secret, `${path}.secret`);
  if (parameter.enum !== undefined) {
    const names = finder.list(parameter.enum, `${path}.enum`, (item, at) => finder.text(item, at));
    if (parameter.enumTitles !== undefined) {
      const titles = finder.list(parameter.enumTitles, `${path}.enumTitles`, (item, at) => finder.localText(item, at));
      if (titles.length !== names.length) {
        finder.add(
          `${path}.enumTitles`,
          {
            zh: `有 ${titles.length} 个名称，选项有 ${names.length} 个`,
            en: `${titles.length} titles for ${names.length} choices`,
          },
          { zh: '每个选项一个名称', en: 'give one title per choice' },
        );
      }
    }
  }
  if (parameter.choices !== undefined) finder.choice(parameter.choices, `${path}.choices`, ['indicators']);
  if (parameter.type === 'array') {
    const items = finder.object(parameter.items, `${path}.items`, ['type', 'minimum', 'maximum', 'titles']);
    if (items) finder.choice(items.type, `${path}.items.type`, ['number']);
    if (items?.titles !== undefined) {
      finder.list(items.titles, `${path}.items.titles`, (item, at) => finder.localText(item, at));
    }
  }
  // A default can only be judged by a declaration that is itself in order.
  if (finder.faults.length === before) {
    checkParameterValue(finder, parameter as unknown as EvaluatorParameter, parameter.default, `${path}.default`);
  }
}

/** Where the default of a parameter comes from, in both languages. */
export function parameterSource({ source }: EvaluatorParameter): LocalText {
  return sourceText(source);
}

/** The value of a parameter as it may be shown: a secret that was set is veiled. */
export function shownParameter(parameter: EvaluatorParameter | undefined, value: ParameterValue): ParameterValue {
  return parameter?.secret && value !== parameter.default ? '•••' : value;
}

/** The parameters of a run as they may be shown and printed. */
export function shownParameters(manifest: Manifest | undefined, values: ParameterValues): ParameterValues {
  const entries = Object.entries(values);
  return Object.fromEntries(entries.map(([name, value]) => [name, shownParameter(manifest?.parameters[name], value)]));
}

/** What is wrong with the declared parameters of a manifest. */
export function parameterFaults(value: unknown, path: string): readonly Fault[] {
  const finder = new FaultFinder();
  const parameters = finder.object(value, path);
  for (const [name, parameter] of Object.entries(parameters ?? {})) {
    if (!/^[a-z][a-zA-Z0-9]*$/.test(name)) {
      finder.add(
        `${path}.${name}`,
        { zh: '名称不合规则', en: 'the name breaks the rules' },
        { zh: '用驼峰式英文名，如 walkLimit', en: 'use a camel-case name such as walkLimit' },
      );
    }
    checkParameter(finder, parameter, `${path}.${name}`);
  }
  return finder.faults;
}

/**
 * All parameters of an evaluator with the values of this run: those given, and the defaults for the others.
 * Fails with `evaluation/bad-parameter` for a name that is not declared or a value that is not allowed.
 */
export function completeParameters(manifest: Manifest, given: Readonly<Record<string, unknown>> = {}): ParameterValues {
  const finder = new FaultFinder();
  const known = Object.keys(manifest.parameters);
  finder.object(given, '$', known);
  const values: Record<string, ParameterValue> = {};
  for (const name of known) {
    const parameter = manifest.parameters[name]!;
    const value = Object.hasOwn(given, name) ? given[name] : parameter.default;
    checkParameterValue(finder, parameter, value, `$.${name}`);
    values[name] = value as ParameterValue;
  }
  const [fault] = finder.faults;
  if (!fault) return values;
  throw new WorkbenchError('evaluation/bad-parameter', {
    evaluator: manifest.id,
    name: fault.path.slice(2),
    reason: fault.message,
  });
}
