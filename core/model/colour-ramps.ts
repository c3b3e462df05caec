import type { LocalText } from './text.ts';

interface Ramp {
  readonly label: LocalText;
  /** Colours at equal steps from low to high. */
  readonly anchors: readonly string[];
}

/**
 * Colour ramps that people with the common colour vision deficiencies can read: viridis and cividis keep an even rise of
 * lightness (van der Walt and Smith 2015; Nuñez et al. 2018), the single hues run from light to dark, and the diverging one
 * goes from orange to blue.
 */
export const ramps = {
  viridis: {
    label: { zh: '翠绿（viridis）', en: 'Viridis' },
    anchors: ['#440154', '#3b528b', '#21918c', '#5ec962', '#fde725'],
  },
  cividis: {
    label: { zh: '蓝黄（cividis）', en: 'Cividis' },
    anchors: ['#00224e', '#434e6c', '#7d7c78', '#bcaf6f', '#fee838'],
  },
  blues: { label: { zh: '蓝', en: 'Blues' }, anchors: ['#e9f1f8', '#a9cce3', '#5d9fcb', '#22679f', '#0a3a6b'] },
  greens: { label: { zh: '绿', en: 'Greens' }, anchors: ['#eaf4e6', '#b0d8a4', '#6db36a', '#2f8544', '#0c5128'] },
  oranges: { label: { zh: '橙', en: 'Oranges' }, anchors: ['#fcefe0', '#f5c995', '#e69a4b', '#bf6414', '#7a3a06'] },
  purples: { label: { zh: '紫', en: 'Purples' }, anchors: ['#f1edf6', '#cdbfe0', '#a189c6', '#7352a3', '#452a6e'] },
  diverging: {
    label: { zh: '橙–蓝', en: 'Orange to blue' },
    anchors: ['#b5651d', '#e9b178', '#edeeec', '#8fbfdd', '#2276a8'],
  },
} as const satisfies Readonly<Record<string, Ramp>>;

export type RampId = keyof typeof ramps;
export const rampIds = Object.keys(ramps) as readonly RampId[];

/** Colours for categories, which colour-blind readers tell apart as far as that goes (Okabe and Ito, then their lighter kin). */
export const categoryColours = [
  '#0072B2',
  '#E69F00',
  '#009E73',
  '#CC79A7',
  '#D55E00',
  '#56B4E9',
  '#F0E442',
  '#6B7684',
  '#7FB8D8',
  '#F2CF80',
  '#7FCEB9',
  '#E5BCD3',
  '#EAAE7F',
  '#3D4650',
] as const;

function channels(colour: string): readonly [number, number, number] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as [number, number, number];
}

/** The colour at `share` (0 to 1) of a ramp, as #rrggbb. */
export function rampColour(id: RampId, share: number, reversed = false): string {
  const { anchors } = ramps[id];
  const place = Math.max(0, Math.min(1, reversed ? 1 - share : share)) * (anchors.length - 1);
  const low = Math.min(anchors.length - 2, Math.floor(place));
  const [from, to] = [channels(anchors[low]!), channels(anchors[low + 1]!)];
  const mixed = from.map((value, channel) => Math.round(value + (to[channel]! - value) * (place - low)));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** The colours of `count` classes, spread over the whole ramp. */
export function classColours(id: RampId, count: number, reversed: boolean): string[] {
  return Array.from({ length: count }, (_, place) => rampColour(id, count === 1 ? 0.5 : place / (count - 1), reversed));
}
