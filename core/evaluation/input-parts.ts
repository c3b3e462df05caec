import { type RoleId, roleOf, roles } from '#core/model/role.ts';
import type { LocalText } from '#core/model/text.ts';
import type { InputChange } from './compare-runs.ts';

const kinds: Readonly<Record<InputChange['kind'], LocalText>> = {
  changed: { zh: '改变', en: 'changed' },
  added: { zh: '新增', en: 'added' },
  removed: { zh: '没有了', en: 'gone' },
};

const shapes: Readonly<Record<string, LocalText>> = {
  geometry: { zh: '形状', en: 'shapes' },
  features: { zh: '要素', en: 'set of features' },
};

function partName(part: string): LocalText {
  const isBaseline = part.startsWith('baseline/');
  const [first = '', second] = (isBaseline ? part.slice('baseline/'.length) : part).split('/');
  if (!roles.has(first as RoleId)) {
    return { zh: `评估器“${first}”的结果`, en: `result of the evaluator ${first}` };
  }
  const { label, fields } = roleOf(first as RoleId);
  const of = second === undefined ? undefined : (shapes[second] ?? fields.find(({ name }) => name === second)?.label);
  const base = isBaseline ? { zh: '基准的', en: 'baseline, ' } : { zh: '', en: '' };
  const field = second === undefined ? { zh: '', en: '' } : (of ?? { zh: second, en: second });
  return {
    zh: `${base.zh}${label.zh}${field.zh === '' ? '' : `：${field.zh}`}`,
    en: `${base.en}${label.en}${field.en === '' ? '' : `: ${field.en}`}`,
  };
}

/** A part of the inputs of a run that differs from another's, as a person reads it. */
export function inputPartText({ part, kind }: InputChange): LocalText {
  const name = partName(part);
  return { zh: `${name.zh}（${kinds[kind].zh}）`, en: `${name.en} (${kinds[kind].en})` };
}
