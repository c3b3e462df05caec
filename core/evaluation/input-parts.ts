import { type FloorUse, floorUseLabels, type RoleId, roleOf, roles } from '#core/model/role.ts';
import type { LocalText } from '#core/model/text.ts';
import type { InputChange } from './compare-runs.ts';

const kinds: Readonly<Record<InputChange['kind'], LocalText>> = {
  changed: { zh: '改变', en: 'changed' },
  added: { zh: '新增', en: 'added' },
  removed: { zh: '没有了', en: 'gone' },
};

/** Parts of a layer that are no field of its role: shapes, and what every parcel has besides its own fields. */
const partLabels: Readonly<Record<string, LocalText>> = {
  geometry: { zh: '形状', en: 'shapes' },
  features: { zh: '要素', en: 'set of features' },
  area_m2: { zh: '面积', en: 'area' },
  developed: { zh: '是否已开发', en: 'whether it is developed' },
  dwellings: { zh: '住宅套数', en: 'dwellings' },
  green_area: { zh: '绿化面积', en: 'green area' },
  point_x: { zh: '位置', en: 'place' },
  point_y: { zh: '位置', en: 'place' },
  energy_use: { zh: '能耗强度', en: 'energy use' },
};

function lower(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text;
}

function fieldName(role: RoleId, name: string): LocalText {
  // Low and high assumptions make two more columns of the same thing.
  const plain = name.replace(/_(?:low|high)$/, '');
  const known = partLabels[plain] ?? roleOf(role).fields.find((field) => field.name === plain)?.label;
  if (known) return { zh: known.zh, en: lower(known.en) };
  const use = floorUseLabels[plain.replace(/^floor_/, '') as FloorUse];
  return use ? { zh: `${use.zh}建筑面积`, en: `floor area: ${lower(use.en)}` } : { zh: plain, en: plain };
}

/** What a part belongs to, and which field or shape of it it is. */
function partName(part: string): { readonly of: LocalText; readonly what: LocalText | undefined } {
  const isBaseline = part.startsWith('baseline/');
  const [first = '', second] = (isBaseline ? part.slice('baseline/'.length) : part).split('/');
  if (!roles.has(first as RoleId)) {
    return { of: { zh: `评估器“${first}”的结果`, en: `result of the evaluator ${first}` }, what: undefined };
  }
  const { label } = roleOf(first as RoleId);
  const of = isBaseline ? { zh: `基准的${label.zh}`, en: `${label.en} of the baseline` } : label;
  return { of, what: second === undefined ? undefined : fieldName(first as RoleId, second) };
}

/** The parts of the inputs of a run that differ from another's, as a person reads them: a line for each layer or result. */
export function inputTexts(changes: readonly InputChange[]): LocalText[] {
  const lines = new Map<string, { of: LocalText; kind: InputChange['kind']; fields: Map<string, LocalText> }>();
  for (const { part, kind } of changes) {
    const { of, what } = partName(part);
    const key = `${of.en} ${kind}`;
    const line = lines.get(key) ?? { of, kind, fields: new Map() };
    if (what) line.fields.set(what.en, what);
    lines.set(key, line);
  }
  return [...lines.values()].map(({ of, kind, fields }) => {
    const list = [...fields.values()];
    const [zh, en] = [list.map((each) => each.zh).join('、'), list.map((each) => each.en).join(', ')];
    return {
      zh: `${of.zh}（${kinds[kind].zh}）${zh && `：${zh}`}`,
      en: `${of.en} (${kinds[kind].en})${en && `: ${en}`}`,
    };
  });
}
