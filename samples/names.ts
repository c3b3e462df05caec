import type { LocalText } from '#core/model/text.ts';
import type { Dice } from './dice.ts';

/** Characters for invented names, with their reading. */
const first =
  '春chun 晨chen 翠cui 丹dan 枫feng 桂gui 荷he 虹hong 嘉jia 锦jin 景jing 兰lan 柳liu 绿lü 明ming 宁ning 清qing 瑞rui 松song 桃tao 梧wu 霞xia 星xing 秀xiu 雅ya 银yin 云yun 竹zhu 紫zi 青qing 金jin 梅mei 安an 丰feng 广guang 昌chang';
const second =
  '和he 风feng 园yuan 泽ze 光guang 华hua 溪xi 桥qiao 塘tang 湾wan 庭ting 林lin 苑yuan 安an 乐le 水shui 岭ling 湖hu 洲zhou 平ping 康kang 荫yin';

/** Draws pairs of characters, each pair once. */
export function namePairs(dice: Dice): () => LocalText {
  const pairs: LocalText[] = [];
  for (const a of first.split(' ')) {
    for (const b of second.split(' ')) {
      const [zhA, enA] = [a[0]!, a.slice(1)];
      const [zhB, enB] = [b[0]!, b.slice(1)];
      if (zhA === zhB) continue;
      const capital = enA[0]!.toUpperCase() + enA.slice(1);
      pairs.push({ zh: zhA + zhB, en: capital + (/^[aeo]/.test(enB) ? `'${enB}` : enB) });
    }
  }
  const shuffled = dice.shuffled(pairs);
  let next = 0;
  return () => shuffled[next++ % shuffled.length]!;
}

export interface StreetNames {
  next(kind: 'street' | 'lane' | 'frontage' | 'park'): LocalText;
}

/** Names for side streets, lanes, frontage roads and parks beside them. */
export function streetNames(dice: Dice): StreetNames {
  const pair = namePairs(dice);
  return {
    next(kind) {
      if (kind === 'frontage') return { zh: '环城辅路', en: 'Ring Frontage Road' };
      const { zh, en } = pair();
      if (kind === 'park') return { zh: `${zh}公园`, en: `${en} Park` };
      if (kind === 'lane') {
        return dice.chance(0.5) ? { zh: `${zh}巷`, en: `${en} Lane` } : { zh: `${zh}里`, en: `${en} Alley` };
      }
      return dice.chance(0.75) ? { zh: `${zh}路`, en: `${en} Road` } : { zh: `${zh}街`, en: `${en} Street` };
    },
  };
}
