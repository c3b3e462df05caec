import type { LocalText } from '#core/model/text.ts';

/** The rules of simple features, each with what a person reads when it is broken. */
export const validityFaults = {
  'self-intersection': { zh: '边界自相交', en: 'The outline crosses itself' },
  'self-touching-ring': { zh: '同一条环自接触', en: 'A ring touches itself' },
  'hole-outside-shell': { zh: '洞在外环之外', en: 'A hole lies outside its shell' },
  'nested-holes': { zh: '洞中有洞', en: 'A hole lies in another hole' },
  'nested-shells': { zh: '一部分位于另一部分之内', en: 'A part lies inside another part' },
  'disconnected-interior': { zh: '内部被洞切断', en: 'Holes cut the inside in two' },
  'duplicate-rings': { zh: '有重复的环', en: 'A ring is there twice' },
  'too-few-points': { zh: '点数不足，不能成形', en: 'There are too few points for a shape' },
  'not-a-number': { zh: '坐标不是有限的数', en: 'A coordinate is not a finite number' },
} as const satisfies Readonly<Record<string, LocalText>>;

export type ValidityFault = keyof typeof validityFaults;

/** What GEOS and JTS call the faults: they share their words. */
const faultByWords: readonly (readonly [words: string, fault: ValidityFault])[] = [
  ['ring self-intersection', 'self-touching-ring'],
  ['self-intersection', 'self-intersection'],
  ['hole lies outside shell', 'hole-outside-shell'],
  ['holes are nested', 'nested-holes'],
  ['nested holes', 'nested-holes'],
  ['nested shells', 'nested-shells'],
  ['interior is disconnected', 'disconnected-interior'],
  ['duplicate rings', 'duplicate-rings'],
  ['too few', 'too-few-points'],
  ['not closed', 'too-few-points'],
  ['invalid coordinate', 'not-a-number'],
];

/** The fault that an engine means; words nobody knows count as a self-intersection, by far the commonest. */
export function faultOfWords(reason: string): ValidityFault {
  const words = reason.toLowerCase();
  return faultByWords.find(([part]) => words.includes(part))?.[1] ?? 'self-intersection';
}
