import { type LandUse, type LandUseColours, landUseDefinitions } from './land-use.ts';
import type { LocalText } from './text.ts';

/** What one code of a land-use classification means. */
export interface CodeMeaning {
  readonly landUse: LandUse;
  readonly label: LocalText;
  readonly colours?: LandUseColours;
}

/** A land-use classification: codes of a standard, or of a table that a user mapped once and keeps. */
export interface CodeTable {
  readonly id: string;
  readonly label: LocalText;
  readonly source: string;
  readonly codes: Readonly<Record<string, CodeMeaning>>;
  /**
   * Whether a code that is not listed is read as its longest listed beginning (R21 as R2, 070102 as 0701). On for the
   * national standards, whose codes are nested; off for flat tables, in which 101 and 10 have nothing to do with each other.
   */
  readonly nested: boolean;
}

/** The meaning of `code`, or undefined when the table does not know it. */
export function lookUpCode(table: CodeTable, code: string): CodeMeaning | undefined {
  const wanted = code.trim();
  for (let length = wanted.length; length > 0; length--) {
    const key = wanted.slice(0, length);
    if (Object.hasOwn(table.codes, key)) return table.codes[key];
    if (!table.nested) return undefined;
  }
  return undefined;
}

/** Colours of a parcel: its code's own where the table has them, otherwise those of its land use. */
export function coloursOf(landUse: LandUse, meaning: CodeMeaning | undefined): LandUseColours {
  return meaning?.colours ?? landUseDefinitions[landUse].colours;
}

type Row = readonly [
  code: string,
  landUse: LandUse,
  zh: string,
  en: string,
  colours?: readonly [string, string, string],
];

function codesFrom(rows: readonly Row[]): Record<string, CodeMeaning> {
  const codes: Record<string, CodeMeaning> = {};
  for (const [code, landUse, zh, en, colours] of rows) {
    const meaning = { landUse, label: { zh, en } };
    codes[code] = colours
      ? { ...meaning, colours: { light: colours[0], dark: colours[1], drawing: colours[2] } }
      : meaning;
  }
  return codes;
}

/** Code for urban land use and planning standards of development land, GB 50137-2011, classes of table 3.3.2. */
export const gb50137: CodeTable = {
  id: 'gb50137-2011',
  label: { zh: 'GB 50137-2011 城市用地分类', en: 'GB 50137-2011 urban land classes' },
  source: 'GB 50137-2011',
  nested: true,
  codes: codesFrom([
    ['R', 'residential', '居住用地', 'Residential'],
    ['R1', 'residential', '一类居住用地', 'Residential 1', ['#FBF1C9', '#5E5745', '#FFFFB3']],
    ['R2', 'residential', '二类居住用地', 'Residential 2', ['#F5E199', '#6E5E3D', '#FFFF00']],
    ['R3', 'residential', '三类居住用地', 'Residential 3', ['#E6C873', '#80643F', '#FFDF7F']],
    ['RB', 'mixed', '商住混合用地', 'Shops and homes', ['#F1B98B', '#85553E', '#FF9F3F']],
    ['A', 'administration', '公共管理与公共服务用地', 'Public administration and services'],
    ['A1', 'administration', '行政办公用地', 'Administration', ['#EDA3BE', '#864860', '#FF00BF']],
    ['A2', 'culture', '文化设施用地', 'Culture', ['#F2B4CB', '#7E4A61', '#FF7FBF']],
    ['A3', 'education', '教育科研用地', 'Education and research', ['#F7C9D9', '#73485B', '#FF9FDF']],
    ['A4', 'sport', '体育用地', 'Sport'],
    ['A5', 'health', '医疗卫生用地', 'Health', ['#EA94B2', '#8C4560', '#FF7F9F']],
    ['A6', 'welfare', '社会福利用地', 'Welfare', ['#F0BDD6', '#784A66', '#FFBFDF']],
    ['A7', 'heritage', '文物古迹用地', 'Heritage'],
    ['A8', 'special', '外事用地', 'Foreign affairs'],
    ['A9', 'culture', '宗教用地', 'Religious'],
    ['B', 'commercial', '商业服务业设施用地', 'Commercial and business'],
    ['B1', 'commercial', '商业用地', 'Commercial', ['#E58074', '#8A4A44', '#FF0000']],
    ['B2', 'office', '商务用地', 'Business', ['#D9655C', '#964741', '#DF3F3F']],
    ['B3', 'commercial', '娱乐康体用地', 'Entertainment and fitness'],
    ['B4', 'commercial', '公用设施营业网点用地', 'Utility outlets'],
    ['B9', 'commercial', '其他服务设施用地', 'Other services'],
    ['M', 'industrial', '工业用地', 'Industrial'],
    ['M1', 'industrial', '一类工业用地', 'Industrial 1', ['#D9BFA4', '#5F4D3D', '#BF8F5F']],
    ['M2', 'industrial', '二类工业用地', 'Industrial 2', ['#C4A181', '#6B523C', '#9F6F3F']],
    ['M3', 'industrial', '三类工业用地', 'Industrial 3', ['#B48F6C', '#755A42', '#7F5F2F']],
    ['W', 'logistics', '物流仓储用地', 'Logistics', ['#C9BAD8', '#554A66', '#9F7FDF']],
    ['S', 'transport', '道路与交通设施用地', 'Roads and transport'],
    ['S1', 'road', '城市道路用地', 'Urban road'],
    ['S2', 'transport', '城市轨道交通用地', 'Urban rail'],
    ['S3', 'transport', '交通枢纽用地', 'Transport hub'],
    ['S4', 'transport', '交通场站用地', 'Transport yard', ['#C3C9D0', '#474F58', '#B3B3B3']],
    ['S9', 'transport', '其他交通设施用地', 'Other transport'],
    ['U', 'utility', '公用设施用地', 'Utilities'],
    ['U1', 'utility', '供应设施用地', 'Supply', ['#9FB6C6', '#47606F', '#5F8FBF']],
    ['U2', 'utility', '环境设施用地', 'Environment'],
    ['U3', 'utility', '安全设施用地', 'Safety'],
    ['G', 'green', '绿地与广场用地', 'Green space and squares'],
    ['G1', 'green', '公园绿地', 'Park', ['#A6CF97', '#3F6B46', '#00BF3F']],
    ['G2', 'protective-green', '防护绿地', 'Protective green', ['#BFDAA8', '#48663F', '#5FBF5F']],
    ['G3', 'square', '广场用地', 'Square', ['#DDE4C9', '#575F48', '#BFDF9F']],
    ['H', 'special', '建设用地', 'Development land'],
    ['E', 'undeveloped', '非建设用地', 'Non-development land'],
    ['E1', 'water', '水域', 'Water', ['#BCD8E6', '#24465A', '#7FBFFF']],
    ['E2', 'agriculture', '农林用地', 'Farm and forest', ['#E3EBCF', '#35412F', '#CFE7AF']],
    ['E9', 'undeveloped', '其他非建设用地', 'Other non-development', ['#ECE9DE', '#2F3233', '#E7E7D7']],
  ]),
};

/** Classification of land and sea use for territorial spatial survey, planning and use control, Ministry of Natural Resources 2023. */
export const landSea2023: CodeTable = {
  id: 'land-sea-2023',
  label: { zh: '国土空间用地用海分类（2023）', en: 'Land and sea use classes (2023)' },
  source: '国土空间调查、规划、用途管制用地用海分类指南（2023）',
  nested: true,
  codes: codesFrom([
    ['01', 'agriculture', '耕地', 'Cropland'],
    ['02', 'agriculture', '园地', 'Orchard'],
    ['03', 'agriculture', '林地', 'Forest'],
    ['04', 'agriculture', '草地', 'Grassland'],
    ['05', 'water', '湿地', 'Wetland'],
    ['06', 'agriculture', '农业设施建设用地', 'Farm facilities'],
    ['07', 'residential', '居住用地', 'Residential'],
    ['0701', 'residential', '城镇住宅用地', 'Urban housing', ['#F5E199', '#6E5E3D', '#FFFF00']],
    ['0702', 'welfare', '城镇社区服务设施用地', 'Urban community services'],
    ['0703', 'residential', '农村宅基地', 'Rural housing', ['#E6C873', '#80643F', '#FFDF7F']],
    ['0704', 'welfare', '农村社区服务设施用地', 'Rural community services'],
    ['08', 'administration', '公共管理与公共服务用地', 'Public administration and services'],
    ['0801', 'administration', '机关团体用地', 'Administration'],
    ['0802', 'education', '科研用地', 'Research'],
    ['0803', 'culture', '文化用地', 'Culture'],
    ['0804', 'education', '教育用地', 'Education'],
    ['0805', 'sport', '体育用地', 'Sport'],
    ['0806', 'health', '医疗卫生用地', 'Health'],
    ['0807', 'welfare', '社会福利用地', 'Welfare'],
    ['09', 'commercial', '商业服务业用地', 'Commercial services'],
    ['0901', 'commercial', '商业用地', 'Commercial'],
    ['0902', 'office', '商务金融用地', 'Business and finance'],
    ['0903', 'commercial', '娱乐用地', 'Entertainment'],
    ['0904', 'commercial', '其他商业服务业用地', 'Other commercial services'],
    ['10', 'industrial', '工矿用地', 'Industry and mining'],
    ['1001', 'industrial', '工业用地', 'Industrial'],
    ['1002', 'industrial', '采矿用地', 'Mining'],
    ['1003', 'industrial', '盐田', 'Salt pans'],
    ['11', 'logistics', '仓储用地', 'Storage'],
    ['1101', 'logistics', '物流仓储用地', 'Logistics'],
    ['1102', 'logistics', '储备库用地', 'Reserve storage'],
    ['12', 'transport', '交通运输用地', 'Transport'],
    ['1202', 'road', '公路用地', 'Highway'],
    ['1207', 'road', '城镇村道路用地', 'Urban and village roads'],
    ['1208', 'transport', '交通场站用地', 'Transport yard'],
    ['13', 'utility', '公用设施用地', 'Utilities'],
    ['14', 'green', '绿地与开敞空间用地', 'Green and open space'],
    ['1401', 'green', '公园绿地', 'Park'],
    ['1402', 'protective-green', '防护绿地', 'Protective green'],
    ['1403', 'square', '广场用地', 'Square'],
    ['15', 'special', '特殊用地', 'Special'],
    ['1504', 'heritage', '文物古迹用地', 'Heritage'],
    ['16', 'undeveloped', '留白用地', 'Reserved land'],
    ['17', 'water', '陆地水域', 'Inland water'],
    ['18', 'water', '渔业用海', 'Fishery sea'],
    ['19', 'water', '工矿通信用海', 'Industrial sea'],
    ['20', 'water', '交通运输用海', 'Transport sea'],
    ['21', 'water', '游憩用海', 'Recreation sea'],
    ['22', 'water', '特殊用海', 'Special sea'],
    ['23', 'undeveloped', '其他土地', 'Other land'],
    ['24', 'water', '其他海域', 'Other sea'],
  ]),
};

/** A table in which every code is a land use of the neutral vocabulary itself. */
export const neutralCodes: CodeTable = {
  id: 'cityloom',
  label: { zh: '城织通用用地', en: 'Cityloom neutral land uses' },
  source: 'Cityloom',
  nested: false,
  codes: Object.fromEntries(
    Object.entries(landUseDefinitions).map(([code, { label }]) => [code, { landUse: code as LandUse, label }]),
  ),
};

export const builtInCodeTables: readonly CodeTable[] = [gb50137, landSea2023, neutralCodes];
