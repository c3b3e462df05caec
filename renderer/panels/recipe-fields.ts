import { landUseDefinitions } from '#core/model/land-use.ts';
import type { RecipeStep } from '#core/model/recipe.ts';
import { floorUseLabels } from '#core/model/role.ts';
import type { LocalText } from '#core/model/text.ts';

/** A number, type or condition of a recipe's step that can be changed before the recipe is replayed. */
export interface RecipeField {
  readonly path: readonly (string | number)[];
  readonly kind: 'number' | 'type' | 'text';
  readonly label: LocalText;
  readonly unit: string;
  readonly value: number | string | null;
}

interface FieldForm {
  readonly kind: RecipeField['kind'];
  readonly label: LocalText;
  readonly unit?: string;
}

const number = (zh: string, en: string, unit = ''): FieldForm => ({ kind: 'number', label: { zh, en }, unit });

/** What can be changed, by the key it has in a step; each number of a list counts for itself. */
const forms: Readonly<Record<string, FieldForm>> = {
  metres: number('距离', 'Distance', 'm'),
  minutes: number('步行', 'Walk', 'min'),
  widthMetres: number('宽度', 'Width', 'm'),
  startWidthMetres: number('起点宽', 'Width at the start', 'm'),
  endWidthMetres: number('终点宽', 'Width at the end', 'm'),
  convertShare: number('压占比例', 'Overlap from'),
  far: number('容积率', 'FAR'),
  residents: number('居住人口目标', 'Target of residents'),
  jobs: number('就业岗位目标', 'Target of jobs'),
  mostFar: number('容积率上限', 'Largest FAR'),
  from: number('内侧容积率', 'FAR at the station'),
  to: number('外侧容积率', 'FAR at the edge'),
  type: { kind: 'type', label: { zh: '类型', en: 'Type' } },
  types: { kind: 'type', label: { zh: '类型', en: 'Type' } },
  where: { kind: 'text', label: { zh: '条件', en: 'Condition' } },
};

/** Groups whose keys are not fields but names, each with a number. */
const groups: Readonly<Record<string, (name: string) => LocalText>> = {
  mix: (name) => floorUseLabels[name as keyof typeof floorUseLabels] ?? { zh: name, en: name },
  resistance: (name) => landUseDefinitions[name as keyof typeof landUseDefinitions]?.label ?? { zh: name, en: name },
};

function fieldOf(form: FieldForm, value: unknown, path: RecipeField['path']): RecipeField[] {
  const fits = form.kind === 'number' ? typeof value === 'number' : typeof value === 'string' || value === null;
  if (!fits) return [];
  return [{ ...form, unit: form.unit ?? '', path, value: value as RecipeField['value'] }];
}

function walk(value: unknown, path: RecipeField['path']): RecipeField[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = [...path, key];
    const group = groups[key];
    if (group && typeof inner === 'object' && inner !== null) {
      return Object.entries(inner).flatMap(([name, share]) =>
        fieldOf({ kind: 'number', label: group(name) }, share, [...at, name]),
      );
    }
    const form = forms[key];
    if (form && Array.isArray(inner)) return inner.flatMap((item, place) => fieldOf(form, item, [...at, place]));
    if (form && typeof inner !== 'object') return fieldOf(form, inner, at);
    return walk(inner, at);
  });
}

/** What of a step can be changed, in the order in which the step says it. */
export function recipeFields(step: RecipeStep): RecipeField[] {
  return walk(step, []);
}

function replaced(value: unknown, path: RecipeField['path'], next: number | string): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return next;
  if (Array.isArray(value)) return value.map((item, at) => (at === key ? replaced(item, rest, next) : item));
  const plain = value as Readonly<Record<string, unknown>>;
  return { ...plain, [key]: replaced(plain[key], rest, next) };
}

/** The step with one of its fields changed. */
export function withField(step: RecipeStep, { path }: RecipeField, next: number | string): RecipeStep {
  return replaced(step, path, next) as RecipeStep;
}
