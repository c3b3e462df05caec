import { parseDocument } from 'yaml';
import type { Selection } from '#core/model/recipe.ts';
import type { LimitChoice, ObjectiveChoice, SuggestTargets } from '#core/model/suggest-targets.ts';
import { checkSelection, RecipeReader } from './recipe.ts';

const keys = ['cityloom', 'area', 'types', 'maxFar', 'protect', 'objectives', 'limits'];

function objectiveOf(reader: RecipeReader, value: unknown, path: string): ObjectiveChoice {
  if (typeof value === 'string') return { indicator: value };
  const { indicator, wish } = reader.object(value, path, ['indicator', 'wish']);
  return {
    indicator: reader.text(indicator, `${path}.indicator`),
    ...(wish === undefined ? {} : { wish: reader.oneOf(wish, `${path}.wish`, ['more', 'less'] as const) }),
  };
}

/** One or two limits: `{ indicator: x, atLeast: 3, atMost: 9 }`. */
function limitsOf(reader: RecipeReader, value: unknown, path: string): LimitChoice[] {
  const group = reader.object(value, path, ['indicator', 'atLeast', 'atMost']);
  const indicator = reader.text(group['indicator'], `${path}.indicator`);
  const limits = (['atLeast', 'atMost'] as const).flatMap((name): LimitChoice[] => {
    if (group[name] === undefined) return [];
    const number = reader.number(group[name], `${path}.${name}`, -1e15, 1e15);
    return [{ indicator, comparison: name === 'atLeast' ? 'at-least' : 'at-most', value: number }];
  });
  if (limits.length > 0) return limits;
  throw reader.fault(path, { zh: '应写 atLeast 或 atMost', en: 'must have atLeast or atMost' });
}

/**
 * Reads targets for suggestions from YAML or JSON. Errors: `recipe/invalid`, naming the path to what is wrong; which indicators
 * and types there are is looked at when the search starts.
 */
export function parseTargets(text: string, file: string): SuggestTargets {
  const reader = new RecipeReader(file);
  const parsed = parseDocument(text);
  const [fault] = parsed.errors;
  if (fault) throw reader.fault('$', { zh: `不是 YAML：${fault.message}`, en: `is not YAML: ${fault.message}` });
  const root = reader.object(parsed.toJS() as unknown, '$', keys);
  reader.oneOf(root['cityloom'], 'cityloom', ['targets/1'] as const);
  const list = (name: string): readonly unknown[] | undefined =>
    root[name] === undefined ? undefined : reader.list(root[name], name);
  const texts = (name: string) => list(name)?.map((one, at) => reader.text(one, `${name}[${at}]`));
  if (root['area'] !== undefined) checkSelection(reader, root['area'], 'area');
  const [types, protect] = [texts('types'), texts('protect')];
  return {
    cityloom: 'targets/1',
    objectives: reader
      .list(root['objectives'], 'objectives')
      .map((one, at) => objectiveOf(reader, one, `objectives[${at}]`)),
    limits: (list('limits') ?? []).flatMap((one, at) => limitsOf(reader, one, `limits[${at}]`)),
    ...(root['area'] === undefined ? {} : { area: root['area'] as Selection }),
    ...(types ? { types } : {}),
    ...(protect ? { protect } : {}),
    ...(root['maxFar'] === undefined ? {} : { maxFar: reader.number(root['maxFar'], 'maxFar', 0, 100) }),
  };
}
