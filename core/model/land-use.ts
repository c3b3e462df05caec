import type { FloorUse } from './role.ts';
import type { LocalText } from './text.ts';

/** The neutral land-use vocabulary: what every code of every table is read as. */
export const landUses = [
  'residential',
  'mixed',
  'commercial',
  'office',
  'industrial',
  'logistics',
  'administration',
  'education',
  'health',
  'culture',
  'sport',
  'welfare',
  'heritage',
  'green',
  'protective-green',
  'square',
  'transport',
  'road',
  'utility',
  'water',
  'agriculture',
  'undeveloped',
  'special',
] as const;
export type LandUse = (typeof landUses)[number];

/** Colours on screen (light and dark theme) and in drawings for print, as #RRGGBB. */
export interface LandUseColours {
  readonly light: string;
  readonly dark: string;
  readonly drawing: string;
}

export interface LandUseDefinition {
  readonly label: LocalText;
  readonly colours: LandUseColours;
  /** Use of the floor area that stands on such land when nothing more is known; null where none is expected. */
  readonly floorUse: FloorUse | 'mixed' | null;
  /** Built-up land that takes part in mix and density; roads, water and open country do not. */
  readonly developed: boolean;
  /** Sketches leave such land alone unless told otherwise. */
  readonly protectedByDefault: boolean;
}

function define(
  zh: string,
  en: string,
  light: string,
  dark: string,
  drawing: string,
  floorUse: LandUseDefinition['floorUse'],
  flags: { readonly open?: boolean; readonly guarded?: boolean } = {},
): LandUseDefinition {
  return {
    label: { zh, en },
    colours: { light, dark, drawing },
    floorUse,
    developed: flags.open !== true,
    protectedByDefault: flags.guarded === true,
  };
}

const open = { open: true };
const guarded = { open: true, guarded: true };

/** Each land use with its name, colours and what it means for floor area. */
export const landUseDefinitions: Readonly<Record<LandUse, LandUseDefinition>> = {
  residential: define('居住', 'Residential', '#F5E199', '#6E5E3D', '#FFFF00', 'residential'),
  mixed: define('混合', 'Mixed use', '#F1B98B', '#85553E', '#FF9F3F', 'mixed'),
  commercial: define('商业', 'Commercial', '#E58074', '#8A4A44', '#FF0000', 'commercial'),
  office: define('商务办公', 'Office', '#D9655C', '#964741', '#DF3F3F', 'office'),
  industrial: define('工业', 'Industrial', '#D9BFA4', '#5F4D3D', '#BF8F5F', 'industrial'),
  logistics: define('物流仓储', 'Logistics', '#C9BAD8', '#554A66', '#9F7FDF', 'industrial'),
  administration: define('行政办公', 'Administration', '#EDA3BE', '#864860', '#FF00BF', 'civic'),
  education: define('教育科研', 'Education and research', '#F7C9D9', '#73485B', '#FF9FDF', 'civic'),
  health: define('医疗卫生', 'Health', '#EA94B2', '#8C4560', '#FF7F9F', 'civic'),
  culture: define('文化', 'Culture', '#F2B4CB', '#7E4A61', '#FF7FBF', 'civic'),
  sport: define('体育', 'Sport', '#F4C0D2', '#794959', '#FF8FCF', 'civic'),
  welfare: define('社会福利', 'Welfare', '#F0BDD6', '#784A66', '#FFBFDF', 'civic'),
  heritage: define('文物古迹', 'Heritage', '#DDA9B4', '#7A4E58', '#BF5F7F', 'civic', { guarded: true }),
  green: define('公园绿地', 'Park', '#A6CF97', '#3F6B46', '#00BF3F', null, guarded),
  'protective-green': define('防护绿地', 'Protective green', '#BFDAA8', '#48663F', '#5FBF5F', null, guarded),
  square: define('广场', 'Square', '#DDE4C9', '#575F48', '#BFDF9F', null, guarded),
  transport: define('交通设施', 'Transport facility', '#C3C9D0', '#474F58', '#B3B3B3', 'other', { guarded: true }),
  road: define('道路', 'Road', '#FFFFFF', '#2F353C', '#FFFFFF', null, guarded),
  utility: define('公用设施', 'Utility', '#9FB6C6', '#47606F', '#5F8FBF', 'other', { guarded: true }),
  water: define('水域', 'Water', '#BCD8E6', '#24465A', '#7FBFFF', null, guarded),
  agriculture: define('农林', 'Farm and forest', '#E3EBCF', '#35412F', '#CFE7AF', null, open),
  undeveloped: define('未开发', 'Undeveloped', '#ECE9DE', '#2F3233', '#E7E7D7', null, open),
  special: define('特殊用地', 'Special', '#CFC9C2', '#4A4743', '#9F9F8F', 'other', { guarded: true }),
};

export function isLandUse(text: string): text is LandUse {
  return Object.hasOwn(landUseDefinitions, text);
}

/** The land use a stored text stands for; texts outside the vocabulary count as undeveloped. */
export function landUseOf(text: string | null | undefined): LandUse {
  return text && isLandUse(text) ? text : 'undeveloped';
}
