import { anonymity } from './anonymity.ts';
import { closeness } from './closeness.ts';
import { donutDisplacement, innerRadiusFor, spatialAnonymity } from './donut-mask.ts';
import {
  type Input,
  listInput,
  matrixInput,
  numberInput,
  optional,
  rejectInput,
  shapeInput,
  textInput,
  withDefault,
} from './input.ts';
import { defineMethod, type Method } from './method.ts';
import { suppressSmallCells } from './small-cells.ts';

/** A value of a record: text, number or flag, or null where there is none. */
const cell: Input<string | null> = {
  schema: { type: 'string', description: { zh: '值', en: 'a value' }, nullable: true },
  read(value, place) {
    if (value === null) return null;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
    return rejectInput(place, value, { zh: '文字、数或 null', en: 'a text, a number or null' });
  },
};

/** Privacy of what is shared. */
export const privacyMethods: readonly Method[] = [
  defineMethod({
    name: 'k-anonymity',
    title: { zh: 'k-匿名与 l-多样性', en: 'k-anonymity and l-diversity' },
    summary: {
      zh: '准标识符相同的记录为一类：k 为最小的类，distinct-l 为类中最少的敏感取值数，entropy-l 为类中最小熵的指数。同类敏感值全同时 k 再大也没有保护。',
      en: 'Records with the same quasi-identifiers form a class: k is the smallest, distinct-l the fewest sensitive values in one, entropy-l exp of the least entropy. A class with one sensitive value is unprotected whatever k is.',
    },
    source: 'Sweeney 2002; Machanavajjhala et al. 2007',
    input: shapeInput({
      quasi: listInput(
        listInput(cell, '一条记录的准标识符', 'quasi-identifiers of a record', 1),
        '各记录',
        'records',
        1,
      ),
      sensitive: optional(listInput(cell, '敏感属性', 'sensitive attribute')),
    }),
    example: {
      quasi: [
        ['130**', '<30'],
        ['130**', '<30'],
        ['1485*', '>=40'],
        ['1485*', '>=40'],
      ],
      sensitive: ['Heart', 'Viral', 'Cancer', 'Cancer'],
    },
    calculate: ({ quasi, sensitive }) =>
      anonymity(
        quasi.map((record) => JSON.stringify(record)),
        sensitive,
      ),
  }),
  defineMethod({
    name: 't-closeness',
    title: { zh: 't-接近度', en: 't-closeness' },
    summary: {
      zh: '每类敏感值的分布与全表分布的推土机距离，取最大者。给出由小到大的 order 时按有序距离，否则各值等距。',
      en: "Earth mover's distance between the sensitive values of each class and those of the whole table; the largest counts. With order, from least to most, values lie in a row; without, all are equally far apart.",
    },
    source: 'Li, Li & Venkatasubramanian 2007',
    input: shapeInput({
      quasi: listInput(
        listInput(cell, '一条记录的准标识符', 'quasi-identifiers of a record', 1),
        '各记录',
        'records',
        1,
      ),
      sensitive: listInput(cell, '敏感属性', 'sensitive attribute'),
      order: optional(listInput(textInput('取值', 'a value'), '由小到大的取值', 'values from least to most')),
    }),
    example: {
      quasi: [['476**'], ['476**'], ['476**'], ['4790*'], ['4790*'], ['4790*'], ['476*2'], ['476*2'], ['476*2']],
      sensitive: ['3', '4', '5', '6', '11', '8', '7', '9', '10'],
      order: ['3', '4', '5', '6', '7', '8', '9', '10', '11'],
    },
    calculate({ quasi, sensitive, order }) {
      const known = order && new Set(order);
      const strange = known ? sensitive.findIndex((value) => value === null || !known.has(value)) : -1;
      if (strange >= 0) {
        rejectInput({ method: 't-closeness', path: `$.sensitive[${strange}]` }, sensitive[strange], {
          zh: 'order 中的取值',
          en: 'one of the values of order',
        });
      }
      return closeness(
        quasi.map((record) => JSON.stringify(record)),
        sensitive,
        order,
      );
    },
  }),
  defineMethod({
    name: 'small-cells',
    title: { zh: '小单元隐匿', en: 'Small-cell suppression' },
    summary: {
      zh: '隐匿 1 至阈值以下的计数，并补充隐匿，使公布的行、列合计推不出它们。标记：0 公布，1 小单元，2 补充隐匿。',
      en: 'Withholds counts from 1 to below the threshold, and further ones so that published totals of rows and columns do not give them away. Marks: 0 shown, 1 small, 2 complementary.',
    },
    source: 'Cox 1980; Willenborg & de Waal 2001',
    input: shapeInput({
      counts: matrixInput(numberInput('计数', 'count', { minimum: 0 }), '计数表', 'table of counts'),
      threshold: withDefault(numberInput('阈值', 'threshold', { minimum: 1 }), 5),
    }),
    example: {
      counts: [
        [20, 3, 11],
        [8, 15, 9],
        [12, 7, 30],
      ],
    },
    calculate: ({ counts, threshold }) => suppressSmallCells(counts, threshold),
  }),
  defineMethod({
    name: 'donut-mask',
    title: { zh: '环形地理掩蔽', en: 'Donut geomasking' },
    summary: {
      zh: '把点移到两个半径之间，按面积均匀；位移由密钥与记录编号决定，重复发布不增加信息。给出人口密度时，内半径取使估计空间 k 达标者（不小于 innerMetres）。密钥不得随数据发布。',
      en: 'Moves points into the ring between two radii, uniform by area; secret and record id fix the move, so releasing again tells nothing new. With a density the inner radius is the one at which the estimated spatial k is reached (at least innerMetres). Never release the secret with the data.',
    },
    source: 'Hampton et al. 2010',
    input: shapeInput({
      points: listInput(
        shapeInput({ id: textInput('记录编号', 'record id'), x: numberInput('x', 'x'), y: numberInput('y', 'y') }),
        '点',
        'points',
        1,
      ),
      secret: textInput('密钥', 'secret'),
      innerMetres: numberInput('内半径', 'inner radius', { minimum: 0, maximum: 1e6, unit: 'm' }),
      outerMetres: numberInput('外半径', 'outer radius', { exclusiveMinimum: 0, maximum: 1e6, unit: 'm' }),
      peoplePerHectare: optional(numberInput('人口密度', 'density of people', { minimum: 0, unit: 'person/ha' })),
      k: withDefault(numberInput('空间 k', 'spatial k', { minimum: 1 }), 10),
    }),
    example: {
      points: [{ id: 'c-17', x: 513250, y: 3352600 }],
      secret: 'keep this to yourself',
      innerMetres: 50,
      outerMetres: 150,
      peoplePerHectare: 120,
    },
    calculate({ points, secret, innerMetres, outerMetres, peoplePerHectare, k }) {
      const density = peoplePerHectare === undefined ? undefined : peoplePerHectare / 10_000;
      const wanted = density === undefined ? undefined : innerRadiusFor(k, density);
      if (wanted && wanted.status !== 'ok') return { ...wanted, points: [] };
      const inner = Math.max(innerMetres, wanted?.value ?? 0);
      if (outerMetres <= inner) {
        rejectInput({ method: 'donut-mask', path: '$.outerMetres' }, outerMetres, {
          zh: `大于内半径（${inner}）的数`,
          en: `a number above the inner radius (${inner})`,
        });
      }
      return {
        status: 'ok',
        innerMetres: inner,
        ...(density === undefined ? {} : { spatialK: spatialAnonymity(density, inner) }),
        points: points.map(({ id, x, y }) => {
          const { dx, dy } = donutDisplacement(secret, id, inner, outerMetres);
          return { id, x: x + dx, y: y + dy, movedMetres: Math.hypot(dx, dy) };
        }),
      };
    },
  }),
];
