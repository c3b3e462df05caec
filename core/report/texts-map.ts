import type { StreetClass } from '#core/model/role.ts';
import type { LocalText } from '#core/model/text.ts';

/** Words on maps and in their legends. */
export const mapTexts = {
  otherLand: { zh: '其他用地', en: 'Other land' },
  changed: { zh: '有改动的地块', en: 'Changed parcels' },
  water: { zh: '水域', en: 'Water' },
  streets: { zh: '道路', en: 'Streets' },
  paths: { zh: '步行道与天桥', en: 'Paths and footbridges' },
  railLines: { zh: '轨道线路', en: 'Rail lines' },
  station: { zh: '轨道站点', en: 'Rail station' },
  interchange: { zh: '换乘站', en: 'Interchange' },
  boundary: { zh: '规划范围', en: 'Plan boundary' },
  park: { zh: '绿地', en: 'Green space' },
  north: { zh: '北', en: 'N' },
} as const satisfies Readonly<Record<string, LocalText>>;

export const modeTexts: Readonly<Record<string, LocalText>> = {
  metro: { zh: '地铁', en: 'Metro' },
  rail: { zh: '铁路', en: 'Rail' },
  'light-rail': { zh: '轻轨', en: 'Light rail' },
  tram: { zh: '有轨电车', en: 'Tram' },
  brt: { zh: '快速公交', en: 'Bus rapid transit' },
  bus: { zh: '公交', en: 'Bus' },
  ferry: { zh: '轮渡', en: 'Ferry' },
};

export const streetClassTexts: Readonly<Record<StreetClass, LocalText>> = {
  motorway: { zh: '快速路', en: 'Motorway' },
  arterial: { zh: '主干路', en: 'Arterial' },
  secondary: { zh: '次干路', en: 'Secondary street' },
  local: { zh: '支路', en: 'Local street' },
  path: { zh: '步行道', en: 'Path' },
  footbridge: { zh: '天桥', en: 'Footbridge' },
};
