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
    anchors: ['#440154', '#3B528B', '#21918C', '#5EC962', '#FDE725'],
  },
  cividis: {
    label: { zh: '蓝黄（cividis）', en: 'Cividis' },
    anchors: ['#00224E', '#434E6C', '#7D7C78', '#BCAF6F', '#FEE838'],
  },
  blues: { label: { zh: '蓝', en: 'Blues' }, anchors: ['#E9F1F8', '#A9CCE3', '#5D9FCB', '#22679F', '#0A3A6B'] },
  greens: { label: { zh: '绿', en: 'Greens' }, anchors: ['#EAF4E6', '#B0D8A4', '#6DB36A', '#2F8544', '#0C5128'] },
  oranges: { label: { zh: '橙', en: 'Oranges' }, anchors: ['#FCEFE0', '#F5C995', '#E69A4B', '#BF6414', '#7A3A06'] },
  purples: { label: { zh: '紫', en: 'Purples' }, anchors: ['#F1EDF6', '#CDBFE0', '#A189C6', '#7352A3', '#452A6E'] },
  diverging: {
    label: { zh: '橙–蓝', en: 'Orange to blue' },
    anchors: ['#B5651D', '#E9B178', '#EDEEEC', '#8FBFDD', '#2276A8'],
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

/** The colour at `share` (0 to 1) of a ramp, as #RRGGBB. */
export function rampColour(id: RampId, share: number, reversed = false): string {
  const { anchors } = ramps[id];
  const place = Math.max(0, Math.min(1, reversed ? 1 - share : share)) * (anchors.length - 1);
  const low = Math.min(anchors.length - 2, Math.floor(place));
  const [from, to] = [channels(anchors[low]!), channels(anchors[low + 1]!)];
  const mixed = from.map((value, channel) => Math.round(value + (to[channel]! - value) * (place - low)));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`.toUpperCase();
}

/** The colours of `count` classes, spread over the whole ramp. */
export function classColours(id: RampId, count: number, reversed: boolean): string[] {
  return Array.from({ length: count }, (_, place) => rampColour(id, count === 1 ? 0.5 : place / (count - 1), reversed));
}
