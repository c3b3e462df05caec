import type { LocalText } from '#core/model/text.ts';
import type { Decay } from './decay.ts';
import { choiceInput, type Input, listInput, numberInput, rejectInput, shapeInput, withDefault } from './input.ts';

const decayShapes: Readonly<Record<Decay['kind'], Input<unknown>>> = {
  cumulative: shapeInput({
    kind: choiceInput('形式', 'form', ['cumulative']),
    limit: numberInput('上限（含）', 'limit (inclusive)', { minimum: 0 }),
  }),
  exponential: shapeInput({
    kind: choiceInput('形式', 'form', ['exponential']),
    beta: numberInput('衰减率', 'rate', { minimum: 0 }),
  }),
  power: shapeInput({
    kind: choiceInput('形式', 'form', ['power']),
    scale: withDefault(numberInput('尺度', 'scale', { exclusiveMinimum: 0 }), 1),
    exponent: numberInput('指数（负）', 'exponent (negative)', { maximum: 0 }),
    minimum: withDefault(numberInput('最小成本', 'smallest cost', { exclusiveMinimum: 0 }), 1),
  }),
  linear: shapeInput({
    kind: choiceInput('形式', 'form', ['linear']),
    limit: numberInput('上限', 'limit', { exclusiveMinimum: 0 }),
  }),
  stepped: shapeInput({
    kind: choiceInput('形式', 'form', ['stepped']),
    steps: listInput(numberInput('界限', 'step'), '界限，升序', 'steps, ascending', 1),
    weights: listInput(numberInput('权重', 'weight', { minimum: 0 }), '每级权重', 'weight of each step', 1),
  }),
  zones: shapeInput({
    kind: choiceInput('形式', 'form', ['zones']),
    limits: listInput(
      numberInput('界限（含）', 'limit (inclusive)', { minimum: 0 }),
      '界限，升序',
      'limits, ascending',
      1,
    ),
    weights: listInput(numberInput('权重', 'weight', { minimum: 0 }), '每区权重', 'weight of each zone', 1),
  }),
  logistic: shapeInput({
    kind: choiceInput('形式', 'form', ['logistic']),
    cutoff: numberInput('中点', 'cutoff', { minimum: 0 }),
    deviation: numberInput('标准差', 'standard deviation', { exclusiveMinimum: 0 }),
  }),
  gaussian: shapeInput({
    kind: choiceInput('形式', 'form', ['gaussian']),
    deviation: numberInput('标准差', 'standard deviation', { exclusiveMinimum: 0 }),
  }),
};

const decayKinds = Object.keys(decayShapes) as Decay['kind'][];
const kindText: LocalText = {
  zh: `含 kind 的对象，kind 为 ${decayKinds.join(', ')} 之一`,
  en: `an object with kind, one of ${decayKinds.join(', ')}`,
};

/** A decay function in a method's input, in the form of {@link Decay}. */
export const decayInput: Input<Decay> = {
  schema: {
    type: 'object',
    description: { zh: '衰减函数', en: 'decay function' },
    properties: { kind: { type: 'string', enum: decayKinds } },
    required: ['kind'],
  },
  read(value, place) {
    const kind = (value as { kind?: unknown } | null)?.kind;
    const shape = decayKinds.find((known) => known === kind);
    if (shape === undefined) rejectInput(place, value, kindText);
    const decay = decayShapes[shape].read(value, place) as Decay;
    if (decay.kind === 'stepped' || decay.kind === 'zones') {
      const [name, bounds] = decay.kind === 'stepped' ? ['steps', decay.steps] : ['limits', decay.limits];
      if (bounds.length !== decay.weights.length) {
        rejectInput({ ...place, path: `${place.path}.weights` }, decay.weights.length, {
          zh: `与 ${name} 一样多（${bounds.length} 个）`,
          en: `as many as ${name} (${bounds.length})`,
        });
      }
      if (bounds.some((bound, at) => at > 0 && bound <= bounds[at - 1]!)) {
        rejectInput({ ...place, path: `${place.path}.${name}` }, bounds, { zh: '升序的列表', en: 'an ascending list' });
      }
    }
    return decay;
  },
};
