import type { RoleId } from '#core/model/role.ts';
import { splitUnit } from './field-units.ts';
import { foreignRoleWords, foreignSynonyms } from './foreign-names.ts';
import { simplifiedForm } from './simplified-form.ts';

/** Marks on Latin letters, taken apart from them; the letters of other scripts keep theirs. */
const accents = /(?<=\p{Script=Latin})\p{M}+/gu;

/** Forms of names that were compared before: each is compared with the fields of every role. */
const forms = new Map<string, string>();
const mostForms = 5000;

/** A name as it is compared: lower case, simplified characters, without accents and separators. */
export function nameForm(name: string): string {
  const known = forms.get(name);
  if (known !== undefined) return known;
  const form = comparedForm(name);
  if (forms.size >= mostForms) forms.clear();
  forms.set(name, form);
  return form;
}

function comparedForm(name: string): string {
  let form = '';
  const plain = name.normalize('NFKC').toLowerCase().normalize('NFD').replaceAll(accents, '').normalize('NFC');
  for (const character of plain) {
    if (/[\p{L}\p{N}]/u.test(character)) form += character;
  }
  return simplifiedForm(form);
}

type Synonyms = Readonly<Record<string, readonly string[]>>;

const nameSynonyms = [
  'name',
  '名称',
  'mc',
  'title',
  'label',
  'sitename',
  'namezh',
  'namecn',
  'fullname',
  'objname',
] as const;

/**
 * Names under which a canonical field goes in files, in the form of `nameForm` without unit; the likeliest first. Those
 * made of letters of pinyin are what Chinese planning offices use within the ten characters of a shapefile's field.
 */
const synonyms: Readonly<Partial<Record<RoleId, Synonyms>>> = {
  parcel: {
    land_use: [
      'landuse',
      '用地名称',
      '用地性质',
      '用地类型',
      '地类名称',
      '规划用途',
      '土地用途',
      'dlmc',
      'ydmc',
      'ydxz',
      'landusetype',
      'landusename',
      'lutype',
      'usedesc',
      '用途',
      '使用分区',
      '土地使用分区',
      '分区',
      '用途地域',
      '용도지역',
      'zoning',
      'lu',
    ],
    land_use_code: [
      'landusecode',
      '用地代码',
      '用地编码',
      '用地性质代码',
      '地类编码',
      '地类代码',
      '规划用地代码',
      'yddm',
      'dlbm',
      'ydbm',
      'ydxzdm',
      'lucode',
      'luc',
      'usecode',
      'stateuse',
      'code',
    ],
    far: ['far', '容积率', 'rjl', 'floorarearatio', 'plotratio', 'fsi', 'rongjilv', '容积率上限', '용적률'],
    building_coverage: [
      'buildingcoverage',
      '建筑密度',
      'jzmd',
      'coverage',
      'bcr',
      'sitecoverage',
      'lotcoverage',
      '建蔽率',
      '建ぺい率',
      '건폐율',
    ],
    green_ratio: ['greenratio', '绿地率', 'ldl', 'greeningrate', 'greenrate'],
    height_limit: ['heightlimit', '限高', '建筑限高', '建筑高度', '控制高度', 'jzxg', 'jzgd', 'maxheight', 'heightlim'],
    floor_area: [
      'floorarea',
      '建筑面积',
      '总建筑面积',
      '计容建筑面积',
      'jzmj',
      'zjzmj',
      'gfa',
      'gross',
      'grossarea',
      'grossfloorarea',
      'bldgarea',
      'bldarea',
    ],
    residents: ['residents', '居住人口', '人口', '常住人口', 'rk', 'rks', 'population', 'pop'],
    jobs: ['jobs', '就业岗位', '岗位', '就业人口', 'jygw', 'employment', 'employees'],
    constraint: ['constraint', '限制', '限制条件', '管控要求'],
    development_type: ['developmenttype', '开发类型'],
  },
  building: {
    use: ['use', '用途', '建筑用途', '功能', '建筑功能', 'building', 'buildinguse', 'bldguse', 'jzyt', 'jzgn'],
    floors: [
      'floors',
      '层数',
      '楼层',
      '楼层数',
      '地上层数',
      'cs',
      'lc',
      'dscs',
      'stories',
      'storeys',
      'numfloors',
      'levels',
      'buildinglevels',
      'floor',
    ],
    height: ['height', '高度', '建筑高度', '楼高', 'gd', 'jzgd', 'bldgheight', 'buildingheight', 'relh2'],
    floor_area: ['floorarea', '建筑面积', '总建筑面积', 'jzmj', 'gfa', 'gross', 'grossarea'],
    year: [
      'year',
      '建成年份',
      '建成年代',
      '建造年代',
      '竣工年份',
      'jcnf',
      'yearbuilt',
      'yrbuilt',
      'builtyear',
      'constructionyear',
    ],
  },
  street: {
    name: ['name', '名称', '道路名称', '路名', 'dlmc', 'streetname', 'street', 'roadname', 'label', 'stname'],
    class: [
      'class',
      '等级',
      '道路等级',
      '类别',
      'dldj',
      'highway',
      'fclass',
      'roadclass',
      'streetclass',
      'functionalclass',
      'roadtype',
      'type',
      'majorroad',
    ],
    speed: ['speed', '车速', '设计车速', '限速', 'sjcs', 'maxspeed', 'speedlimit', 'freespeed'],
    walkable: ['walkable', '可步行', 'foot'],
    cyclable: ['cyclable', '可骑行', 'bicycle'],
    oneway: ['oneway', '单行', '单行线', '单向', 'isoneway'],
    width: ['width', '宽度', '路宽', '红线宽度', '道路宽度', 'kd', 'hxkd', 'roadwidth'],
  },
  'transit-stop': {
    name: [
      'name',
      '站名',
      '站点名称',
      '车站名称',
      '名称',
      'zm',
      'stopname',
      'station',
      'stationname',
      'namezh',
      'title',
      '出入口名称',
    ],
    mode: ['mode', '方式', '交通方式', '类型', 'routetype', 'transportmode', 'vehicletype'],
    high_capacity: ['highcapacity', '大运量'],
    lines: ['lines', '线路', '途经线路', '所属线路', 'xl', 'line', 'lineid', 'routes', 'route'],
    headway: ['headway', '发车间隔', '间隔', 'interval'],
  },
  'transit-line': {
    name: ['name', '线路名称', '线路', '名称', 'routename', 'linename', 'line', 'route'],
    mode: ['mode', '方式', 'routetype'],
  },
  'green-space': {
    name: ['name', '名称', '公园名称', '绿地名称', 'parkname', 'park', 'location', 'sitename'],
    kind: ['kind', '类别', '类型', '绿地类型', '绿地类别', 'type', 'leisure', 'category'],
    public: ['public', '对公众开放', '是否开放', '开放', 'access', 'ispublic'],
  },
  tree: {
    height: ['height', '树高', 'treeheight'],
    crown_diameter: ['crowndiameter', '冠幅', 'crown', 'canopy', 'crownwidth'],
  },
  facility: {
    name: ['name', '名称', '设施名称', '单位名称', 'sitename', 'facilityname'],
    kind: ['kind', '类别', '类型', '设施类型', '设施类别', 'lx', 'type', 'amenity', 'category', 'facilitytype'],
    capacity: ['capacity', '规模', '床位数', '学位数', '学位', '床位', 'beds', 'seats', 'enrollment', 'shelcap'],
  },
  population: {
    residents: [
      'residents',
      '居住人口',
      '人口',
      '人口数',
      '常住人口',
      'rk',
      'rks',
      'population',
      'pop',
      'totpop',
      'poptotal',
    ],
    jobs: ['jobs', '就业岗位', '岗位', '就业人口', 'employment', 'emp'],
    households: ['households', '户数', '家庭户', 'hs', 'hh', 'housingunits'],
  },
  observation: {
    station: ['station', '测站', '站点', '监测点', 'stationid', 'sensor', 'site'],
    time: ['time', '时间', '监测时间', 'datetime', 'timestamp', 'date', '日期'],
    quantity: ['quantity', '监测量', '指标', '项目', 'parameter', 'variable', 'pollutant'],
    value: ['value', '数值', '监测值', '浓度', 'reading', 'measurement'],
    unit: ['unit', '单位', 'units'],
  },
  rainfall: {
    date: ['date', '日期', '时间', 'day', 'datetime', 'time'],
    depth: ['depth', '雨量', '降雨量', '降水量', '日降雨量', 'rain', 'rainfall', 'precipitation', 'prcp', 'precip'],
    snow: ['snow', '降雪', '是否降雪'],
  },
  comment: {
    group: ['group', '人群', '群体', '身份', 'authorgroup', 'respondenttype'],
    stance: ['stance', '态度', '评分', '支持度', 'rating', 'score', 'support'],
    text: ['text', '内容', '意见', '意见内容', '留言', 'comment', 'feedback', 'message', 'body'],
    topic: ['topic', '主题', '类别', 'subject', 'category', 'theme'],
    received: ['received', '收到', '收到日期', '提交时间', '日期', 'submitted', 'date', 'created'],
    answered: ['answered', '答复', '答复日期', '回复时间', 'replied'],
    adopted: ['adopted', '采纳', '是否采纳', 'accepted'],
  },
};

/** Names of a canonical field of a role, likeliest first; its own name always is one. */
export function synonymsOf(role: RoleId, field: string): readonly string[] {
  const listed = synonyms[role]?.[field] ?? (field === 'name' ? nameSynonyms : []);
  return [nameForm(field), ...listed, ...(foreignSynonyms[role]?.[field] ?? [])];
}

/** How well a field name fits a list of synonyms: 0 not at all, more for likelier ones; units in the name do not matter. */
export function nameFit(name: string, names: readonly string[]): number {
  const whole = names.indexOf(nameForm(name));
  const base = names.indexOf(nameForm(splitUnit(name).base));
  const place = whole < 0 ? base : whole;
  return place < 0 ? 0 : 2 - place / names.length;
}

/** Words in names of files and layers that tell a role; in the form of `nameForm`, which has no separators. */
const roleWords: readonly (readonly [RoleId, RegExp])[] = [
  [
    'transit-stop',
    /station|transitstop|busstop|stops?$|metrostop|subwayheadhouse|busshelter|站点|车站|地铁站|公交站|捷运站|出入口/,
  ],
  [
    'transit-line',
    /subwayline|metroline|transitline|railline|busroute|mrtroute|transitroute|^transrail|地铁线|公交线|捷运线|轨道线/,
  ],
  ['population', /population|demograph|census|hexgrid|人口/],
  ['rainfall', /rainfall|precipitation|降雨|降水|雨量/],
  ['comment', /comment|feedback|consultation|公众意见|意见征集|留言/],
  ['observation', /observation|monitoring|sensor|airquality|监测|观测/],
  ['hazard', /hazard|flood|landslide|seismic|灾害|洪涝|内涝|地质灾|风险/],
  ['green-space', /openspace|greenspace|parks?$|parks?and|greenery|playground|garden|绿地|公园|绿化/],
  ['water', /water|hydro|river|lake|pond|水域|水系|河流|湖泊|河道/],
  ['building', /building|bldg|footprint|建筑|房屋|楼栋/],
  ['street', /street|road|centerline|centreline|highway|道路|路网|中心线/],
  ['tree', /trees?$|streettree|树木|行道树|古树/],
  [
    'facility',
    /school|clinic|hospital|librar|daycare|kindergarten|facilit|firestation|market|设施|学校|医院|幼儿园|图书馆|卫生|养老/,
  ],
  ['boundary', /boundar|studyarea|planarea|neighbo|district|范围|边界|规划区|街道界/],
  ['parcel', /parcel|landuse|plots?$|lots?$|cadast|land$|地块|宗地|用地|图斑|地类/],
];

/** The roles that the name of a file or layer suggests, in the order of the list. */
export function rolesInName(name: string): RoleId[] {
  const form = nameForm(name);
  return roleWords
    .filter(([role, pattern]) => pattern.test(form) || foreignRoleWords[role]?.test(form))
    .map(([role]) => role);
}
