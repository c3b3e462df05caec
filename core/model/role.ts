import type { FieldType } from './feature-table.ts';
import type { GeometryKind } from './packed-geometry.ts';
import type { LocalText } from './text.ts';

/** What a layer is for the evaluators. `reference` layers are only looked at. */
export type RoleId =
  | 'parcel'
  | 'building'
  | 'street'
  | 'transit-stop'
  | 'transit-line'
  | 'green-space'
  | 'tree'
  | 'facility'
  | 'population'
  | 'water'
  | 'boundary'
  | 'hazard'
  | 'observation'
  | 'rainfall'
  | 'comment'
  | 'elevation'
  | 'land-cover'
  | 'reference';

/** A field that evaluators know by name, whatever the source file called it. */
export interface CanonicalField {
  readonly name: string;
  readonly type: FieldType;
  readonly unit?: string;
  readonly label: LocalText;
  /** Allowed values of a text field, where the vocabulary is closed. */
  readonly values?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface Role {
  readonly id: RoleId;
  readonly label: LocalText;
  /** Geometry kinds the role takes; `none` is a plain table, `raster` a grid. */
  readonly geometry: readonly (GeometryKind | 'raster')[];
  readonly fields: readonly CanonicalField[];
}

/** Uses of floor area; `share_<use>` fields of a parcel add up to 1. */
export const floorUses = ['residential', 'commercial', 'office', 'industrial', 'civic', 'other'] as const;
export type FloorUse = (typeof floorUses)[number];

export const floorUseLabels: Readonly<Record<FloorUse, LocalText>> = {
  residential: { zh: '居住', en: 'Residential' },
  commercial: { zh: '商业', en: 'Commercial' },
  office: { zh: '商务办公', en: 'Office' },
  industrial: { zh: '工业仓储', en: 'Industry and storage' },
  civic: { zh: '公共服务', en: 'Public services' },
  other: { zh: '其他', en: 'Other' },
};

export const facilityKinds = [
  'kindergarten',
  'primary-school',
  'middle-school',
  'clinic',
  'hospital',
  'market',
  'elderly-care',
  'culture',
  'sport',
  'fire-station',
  'shelter',
  'library',
  'ambulance-station',
  'waste-station',
  'other',
] as const;

export const streetClasses = ['motorway', 'arterial', 'secondary', 'local', 'path', 'footbridge'] as const;
export type StreetClass = (typeof streetClasses)[number];

export const transitModes = ['metro', 'rail', 'light-rail', 'tram', 'brt', 'bus', 'ferry'] as const;
export const greenKinds = ['park', 'corridor', 'protective', 'square', 'other'] as const;

const name: CanonicalField = { name: 'name', type: 'text', label: { zh: '名称', en: 'Name' } };

function number(fieldName: string, unit: string, zh: string, en: string, maximum?: number): CanonicalField {
  const field = { name: fieldName, type: 'real' as const, unit, label: { zh, en }, minimum: 0 };
  return maximum === undefined ? field : { ...field, maximum };
}

function text(fieldName: string, zh: string, en: string, values?: readonly string[]): CanonicalField {
  const field = { name: fieldName, type: 'text' as const, label: { zh, en } };
  return values ? { ...field, values } : field;
}

function flag(fieldName: string, zh: string, en: string): CanonicalField {
  return { name: fieldName, type: 'boolean', label: { zh, en } };
}

const allRoles: readonly Role[] = [
  {
    id: 'parcel',
    label: { zh: '地块', en: 'Parcels' },
    geometry: ['polygon'],
    fields: [
      text('land_use', '用地', 'Land use'),
      text('land_use_code', '用地代码', 'Land-use code'),
      number('far', '1', '容积率', 'Floor-area ratio'),
      number('building_coverage', '1', '建筑密度', 'Building coverage', 1),
      number('green_ratio', '1', '绿地率', 'Green ratio', 1),
      number('height_limit', 'm', '限高', 'Height limit'),
      number('floor_area', 'm2', '建筑面积', 'Floor area'),
      ...floorUses.map((use) =>
        number(
          `share_${use}`,
          '1',
          `${floorUseLabels[use].zh}建筑面积占比`,
          `${floorUseLabels[use].en}, share of floor area`,
          1,
        ),
      ),
      number('residents', 'person', '居住人口', 'Residents'),
      number('jobs', 'job', '就业岗位', 'Jobs'),
      text('constraint', '限制', 'Constraint'),
      text('development_type', '开发类型', 'Development type'),
    ],
  },
  {
    id: 'building',
    label: { zh: '建筑', en: 'Buildings' },
    geometry: ['polygon'],
    fields: [
      text('use', '用途', 'Use', floorUses),
      number('floors', '1', '层数', 'Floors'),
      number('height', 'm', '高度', 'Height'),
      number('floor_area', 'm2', '建筑面积', 'Floor area'),
      { name: 'year', type: 'integer', label: { zh: '建成年份', en: 'Year built' } },
    ],
  },
  {
    id: 'street',
    label: { zh: '道路', en: 'Streets' },
    geometry: ['line'],
    fields: [
      name,
      text('class', '等级', 'Class', streetClasses),
      number('speed', 'km/h', '车速', 'Speed'),
      flag('walkable', '可步行', 'Walkable'),
      flag('cyclable', '可骑行', 'Cyclable'),
      flag('oneway', '单行', 'One-way'),
      number('width', 'm', '宽度', 'Width'),
    ],
  },
  {
    id: 'transit-stop',
    label: { zh: '公交站点', en: 'Transit stops' },
    geometry: ['point'],
    fields: [
      name,
      text('mode', '方式', 'Mode', transitModes),
      flag('high_capacity', '大运量', 'High capacity'),
      text('lines', '线路', 'Lines'),
      number('headway', 'min', '发车间隔', 'Headway'),
    ],
  },
  {
    id: 'transit-line',
    label: { zh: '公交线路', en: 'Transit lines' },
    geometry: ['line'],
    fields: [name, text('mode', '方式', 'Mode', transitModes)],
  },
  {
    id: 'green-space',
    label: { zh: '绿地', en: 'Green spaces' },
    geometry: ['polygon'],
    fields: [name, text('kind', '类别', 'Kind', greenKinds), flag('public', '对公众开放', 'Open to the public')],
  },
  {
    id: 'tree',
    label: { zh: '树木', en: 'Trees' },
    geometry: ['point'],
    fields: [number('height', 'm', '树高', 'Height'), number('crown_diameter', 'm', '冠幅', 'Crown diameter')],
  },
  {
    id: 'facility',
    label: { zh: '公共服务设施', en: 'Facilities' },
    geometry: ['point'],
    fields: [name, text('kind', '类别', 'Kind', facilityKinds), number('capacity', '1', '规模', 'Capacity')],
  },
  {
    id: 'population',
    label: { zh: '人口', en: 'Population' },
    geometry: ['point', 'polygon'],
    fields: [
      number('residents', 'person', '居住人口', 'Residents'),
      number('jobs', 'job', '就业岗位', 'Jobs'),
      number('households', '1', '户数', 'Households'),
    ],
  },
  {
    id: 'water',
    label: { zh: '水域', en: 'Water' },
    geometry: ['polygon'],
    fields: [name, text('kind', '类别', 'Kind')],
  },
  {
    id: 'boundary',
    label: { zh: '规划范围', en: 'Plan boundary' },
    geometry: ['polygon'],
    fields: [name, text('kind', '类别', 'Kind')],
  },
  {
    id: 'hazard',
    label: { zh: '灾害风险', en: 'Hazards' },
    geometry: ['polygon'],
    fields: [name, text('kind', '类别', 'Kind')],
  },
  {
    id: 'observation',
    label: { zh: '监测', en: 'Observations' },
    geometry: ['point', 'none'],
    fields: [
      text('station', '测站', 'Station'),
      { name: 'time', type: 'date', label: { zh: '时间', en: 'Time' } },
      text('quantity', '监测量', 'Quantity'),
      { name: 'value', type: 'real', label: { zh: '数值', en: 'Value' } },
      text('unit', '单位', 'Unit'),
    ],
  },
  {
    id: 'rainfall',
    label: { zh: '降雨', en: 'Rainfall' },
    geometry: ['none'],
    fields: [
      { name: 'date', type: 'date', label: { zh: '日期', en: 'Date' } },
      number('depth', 'mm', '雨量', 'Depth'),
      flag('snow', '降雪', 'Snow'),
    ],
  },
  {
    id: 'comment',
    label: { zh: '公众意见', en: 'Public comments' },
    geometry: ['point', 'none'],
    fields: [
      text('group', '人群', 'Author group'),
      { name: 'stance', type: 'integer', label: { zh: '态度', en: 'Stance' }, minimum: 1, maximum: 5 },
      text('text', '内容', 'Text'),
      text('topic', '主题', 'Topic'),
      { name: 'received', type: 'date', label: { zh: '收到', en: 'Received' } },
      { name: 'answered', type: 'date', label: { zh: '答复', en: 'Answered' } },
      flag('adopted', '采纳', 'Adopted'),
    ],
  },
  { id: 'elevation', label: { zh: '高程', en: 'Elevation' }, geometry: ['raster'], fields: [] },
  { id: 'land-cover', label: { zh: '土地覆盖', en: 'Land cover' }, geometry: ['raster'], fields: [] },
  {
    id: 'reference',
    label: { zh: '参考', en: 'Reference' },
    geometry: ['point', 'line', 'polygon', 'none'],
    fields: [],
  },
];

/** Every role, in the order in which a person meets them. */
export const roles: ReadonlyMap<RoleId, Role> = new Map(allRoles.map((role) => [role.id, role]));

export function roleOf(id: RoleId): Role {
  return roles.get(id)!;
}

export function isRoleId(text: string): text is RoleId {
  return roles.has(text as RoleId);
}
