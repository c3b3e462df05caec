import { rampIds } from '#core/model/colour-ramps.ts';
import type { FeatureSymbol, LayerStyle, Symbology } from '#core/model/layer-style.ts';
import type { LocalText } from '#core/model/text.ts';

const colourPattern = /^#[0-9a-f]{6}$/iu;

function symbolsOf(symbology: Symbology): FeatureSymbol[] {
  switch (symbology.kind) {
    case 'single':
    case 'graduated':
      return [symbology.symbol];
    case 'categorised':
      return [...symbology.classes.map(({ symbol }) => symbol), ...(symbology.others ? [symbology.others] : [])];
    case 'rules':
      return [...symbology.rules.map(({ symbol }) => symbol), ...(symbology.others ? [symbology.others] : [])];
  }
}

function symbolFault({ fill, stroke, strokeWidth, size }: FeatureSymbol): LocalText | undefined {
  const odd = [fill, stroke].find((colour) => colour !== null && !colourPattern.test(colour));
  if (odd !== undefined) return { zh: `颜色“${odd}”应为 #RRGGBB`, en: `the colour "${odd}" must be #RRGGBB` };
  if (!(strokeWidth >= 0 && strokeWidth <= 40))
    return { zh: `线宽 ${strokeWidth} 应在 0 到 40 像素之间`, en: `a line ${strokeWidth} wide must be 0 to 40 pixels` };
  if (!(size > 0 && size <= 100))
    return {
      zh: `点的大小 ${size} 应在 100 像素以内且大于 0`,
      en: `a point of ${size} must be over 0 and up to 100 pixels`,
    };
  return undefined;
}

/** What is wrong with a style for layer `id`; undefined when nothing is. */
export function styleFault(id: string, style: LayerStyle): LocalText | undefined {
  if (style.id !== id) return { zh: '内容中的编号不符', en: 'its body has another id' };
  const { symbology, labels, closest, farthest } = style;
  for (const symbol of symbology ? symbolsOf(symbology) : []) {
    const fault = symbolFault(symbol);
    if (fault) return fault;
  }
  if (symbology?.kind === 'graduated') {
    const { breaks, ramp } = symbology;
    if (!rampIds.includes(ramp)) return { zh: `没有色带“${ramp}”`, en: `there is no colour ramp "${ramp}"` };
    const ascending = breaks.every((end, place) => place === 0 || end >= breaks[place - 1]!);
    if (breaks.length < 2 || !ascending || !breaks.every(Number.isFinite))
      return { zh: '分级界限应为至少两个由小到大的数', en: 'breaks must be two or more numbers in ascending order' };
  }
  if (labels && labels !== 'none') {
    if (!(labels.sizePixels >= 6 && labels.sizePixels <= 60))
      return { zh: '标注字号应在 6 到 60 像素之间', en: 'labels must be 6 to 60 pixels high' };
    if (!(labels.from > 0)) return { zh: '标注的比例尺分母应大于 0', en: 'the scale of the labels must be over 0' };
    if (!colourPattern.test(labels.colour))
      return { zh: `颜色“${labels.colour}”应为 #RRGGBB`, en: `the colour "${labels.colour}" must be #RRGGBB` };
  }
  if (closest !== undefined && farthest !== undefined && closest >= farthest) {
    return {
      zh: `显示范围的近端 1:${closest} 应比远端 1:${farthest} 更近`,
      en: `the closest scale 1:${closest} must be closer than the farthest 1:${farthest}`,
    };
  }
  return undefined;
}
