import { landUseDefinitions, landUses } from '#core/model/land-use.ts';
import type { RoleId } from '#core/model/role.ts';
import { nameForm } from './field-names.ts';
import { guessLandUse } from './land-use-words.ts';

/** Values of a canonical field by patterns of what files say; the first that fits counts. */
type Patterns = readonly (readonly [value: string, pattern: RegExp])[];

/** Street classes: the highway classes of OpenStreetMap, Chinese grades, and common English words. */
const streetPatterns: Patterns = [
  ['footbridge', /footbridge|pedestrianbridge|天桥/],
  ['motorway', /^(?:motorway|trunk|freeway|expressway|interstate)|高速|快速路/],
  ['secondary', /^(?:secondary|tertiary|collector|minorarterial)|次干/],
  ['arterial', /^(?:primary|arterial|principal|major)|主干/],
  ['path', /^(?:footway|path|pedestrian|cycleway|steps|bridleway|track|walk|trail)|步行|人行|步道|绿道|骑行/],
  [
    'local',
    /^(?:residential|unclassified|livingstreet|service|road|local|minor|street|access|busway)|支路|街巷|街坊|巷|里弄/,
  ],
];

const modePatterns: Patterns = [
  ['light-rail', /lightrail|^lrt|轻轨|輕軌/],
  ['metro', /metro|subway|^mrt|underground|ubahn|^1$|地铁|捷运|轨道交通/],
  ['brt', /^brt|busrapid|快速公交/],
  ['tram', /tram|streetcar|^0$|有轨电车/],
  ['bus', /bus|^3$|公交|公共汽车|巴士/],
  ['rail', /rail|train|^2$|铁路|火车|城际/],
  ['ferry', /ferry|boat|^4$|轮渡|码头/],
];

const facilityPatterns: Patterns = [
  ['kindergarten', /kindergarten|preschool|nursery|daycare|childcare|幼儿园|托儿|托育/],
  ['primary-school', /primaryschool|elementary|小学|^primary$|九年一贯/],
  ['middle-school', /middleschool|highschool|secondaryschool|juniorhigh|中学|初中|高中/],
  ['hospital', /hospital|医院/],
  ['clinic', /clinic|healthcent|doctors|medicalcent|卫生服务|卫生院|卫生站|诊所|门诊|社区医疗/],
  ['elderly-care', /elderly|nursinghome|seniorcent|retirement|assistedliving|socialfacility|养老|敬老|日间照料|老年/],
  ['library', /librar|图书馆|阅览/],
  ['culture', /cultur|museum|theat|gallery|communitycent|artscentre|文化|博物|展览|剧院|影剧/],
  ['sport', /sport|stadium|gym|swimming|fitness|体育|健身|运动|游泳/],
  ['fire-station', /firestation|firehouse|消防/],
  ['ambulance-station', /ambulance|急救/],
  ['shelter', /shelter|evacuation|避难|应急避险/],
  ['waste-station', /waste|recycl|garbage|transferstation|垃圾|环卫|转运站/],
  ['market', /market|grocery|菜市|市场|农贸|超市|生鲜/],
];

const greenPatterns: Patterns = [
  ['corridor', /corridor|greenway|linear|绿廊|绿道|带状/],
  ['protective', /protect|buffer|^g2|防护|隔离/],
  ['square', /square|plaza|^g3|广场/],
  ['park', /park|garden|playground|^g1|recreation|公园|游园|绿地/],
];

const usePatterns: Patterns = [
  [
    'residential',
    /resid|(?<!ware|green)house|apartment|dwelling|detached|terrace|dorm|villa|wohn|abitaz|habitation|vivienda|(?<!не)жил|住宅|居住|公寓|宿舍|주거|주택|^r\d?$/,
  ],
  ['office', /office|business|uffici|^bureau|^buro|oficina|escritori|офис|办公|商务|写字楼|업무/],
  [
    'commercial',
    /commerc|retail|shop|hotel|store|supermarket|comerci|gewerbe|einzelhandel|торгов|коммерч|商业|商铺|酒店|宾馆|상업|판매|^b\d?$/,
  ],
  [
    'industrial',
    /industr|warehouse|factory|manufact|storage|промышл|производств|склад|工业|厂房|仓库|仓储|工場|공장|^m\d?$/,
  ],
  [
    'civic',
    /school|hospital|civic|public|church|university|government|museum|scuola|ospedal|ecole|schule|krankenhaus|escuela|школ|больниц|学校|医院|病院|公共|行政|文化|教育|体育|학교|병원|^a\d?$/,
  ],
  ['other', /./],
];

const patternsByField: Readonly<Record<string, Patterns>> = {
  'street.class': streetPatterns,
  'transit-stop.mode': modePatterns,
  'transit-line.mode': modePatterns,
  'facility.kind': facilityPatterns,
  'green-space.kind': greenPatterns,
  'building.use': usePatterns,
};

/** Whether values of a canonical field are suggested by patterns. */
export function hasValueMap(role: RoleId, field: string): boolean {
  return patternsByField[`${role}.${field}`] !== undefined || (role === 'parcel' && field === 'land_use');
}

function landUseByLabel(value: string): string | undefined {
  const form = nameForm(value);
  return landUses.find((landUse) => {
    const { zh, en } = landUseDefinitions[landUse].label;
    return form === nameForm(landUse) || form === nameForm(zh) || form === nameForm(en);
  });
}

/** The canonical value that a value in a file most probably means; undefined where nothing fits. */
export function suggestValue(role: RoleId, field: string, value: string): string | undefined {
  if (role === 'parcel' && field === 'land_use') return landUseByLabel(value) ?? guessLandUse(value);
  const form = nameForm(value);
  const found = patternsByField[`${role}.${field}`]?.find(([canonical, pattern]) => {
    return form === nameForm(canonical) || pattern.test(form);
  });
  return found?.[0];
}

/** A value map for the values a field has; values that nothing fits are not in it. */
export function suggestValueMap(role: RoleId, field: string, values: Iterable<string>): Record<string, string> {
  const map: Record<string, string> = {};
  for (const value of values) {
    const canonical = suggestValue(role, field, value);
    if (canonical !== undefined) map[value] = canonical;
  }
  return map;
}
