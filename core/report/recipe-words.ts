import { isLandUse, type LandUse, landUseDefinitions } from '#core/model/land-use.ts';
import { countInRanges } from '#core/model/number-ranges.ts';
import type { ProjectDescription } from '#core/model/project.ts';
import type {
  Catchment,
  CorridorStep,
  MixedUseStep,
  NetworkStep,
  RecipeStep,
  Selection,
  StationChoice,
  TodStep,
} from '#core/model/recipe.ts';
import { type FloorUse, floorUseLabels, isRoleId, roleOf } from '#core/model/role.ts';
import { formatNumber, type LocalText } from '#core/model/text.ts';
import { expressionWords, fieldLabel, valueLabel } from './expression-words.ts';
import { same } from './report-format.ts';
import { fill, listText, semicolons, sentences, within } from './sentence.ts';
import { streetClassTexts } from './texts-map.ts';

const words = {
  quoted: { zh: '“{name}”', en: '"{name}"' },
  allStations: { zh: '全部轨道站点', en: 'all stations' },
  placedStations: { zh: '新设站点{names}', en: 'the new {count|station|stations} {names}' },
  namedStations: { zh: '站点{names}', en: 'the {count|station|stations} {names}' },
  stationsWhere: { zh: '满足“{condition}”的站点', en: 'stations where {condition}' },
  rings: { zh: '半径 {values} m', en: 'rings of {values} m' },
  walk: { zh: '步行 {values} 分钟', en: 'walks of {values} min' },
  tod: {
    zh: '站点开发：以{stations}为中心，按{catchment}分圈，由内到外改为{types}。',
    en: 'Station growth: around {stations}, by {catchment}, land becomes {types} from the inside out.',
  },
  bandLeft: { zh: '（保持不变）', en: '(left as it is)' },
  only: { zh: '只改{selection}。', en: 'Only {selection} are converted.' },
  protect: { zh: '不动的用地：{uses}。', en: 'Land left alone: {uses}.' },
  protectDefault: {
    zh: '绿地、水域、道路等受保护的用地不动。',
    en: 'Protected land such as green space, water and roads is left alone.',
  },
  denser: { zh: '容积率已经更高的地块保持原样。', en: 'Parcels that are already denser stay as they are.' },
  lowerToo: {
    zh: '容积率会降低的地块也改。',
    en: 'Parcels are converted even where that lowers their floor-area ratio.',
  },
  corridorDrawn: {
    zh: '绿廊{name}：沿手绘的中心线，宽 {width} m，其下土地改为{type}。',
    en: 'Green corridor{name}: along a drawn centre line, {width} m wide; the land beneath becomes {type}.',
  },
  corridorBetween: {
    zh: '绿廊{name}：取{places}之间阻力最小的路径，宽 {width} m，其下土地改为{type}。',
    en: 'Green corridor{name}: the path of least resistance between {places}, {width} m wide; the land beneath becomes {type}.',
  },
  corridorName: { zh: '“{name}”', en: ' "{name}"' },
  split: { zh: '压占的地块沿边缘切开。', en: 'Parcels underneath are cut along its edge.' },
  convert: {
    zh: '压占比例达到 {share} % 的地块整块改变。',
    en: 'Parcels with at least {share} % underneath are converted whole.',
  },
  convertAny: { zh: '压占的地块整块改变。', en: 'Parcels underneath are converted whole.' },
  keepBuildings: { zh: '避开建筑占地。', en: 'The ground of buildings is left out.' },
  mixedType: { zh: '混合用途：{selection}改为{type}。', en: 'Mixed use: {selection} become {type}.' },
  mixedShares: {
    zh: '混合用途：{selection}的建筑面积按{mix}分配。',
    en: 'Mixed use: the floor area of {selection} is divided into {mix}.',
  },
  share: { zh: '{use} {share} %', en: '{share} % {use}' },
  farSet: { zh: '容积率 {far}。', en: 'Floor-area ratio {far}.' },
  streetAdded: { zh: '新增{kind}{name}', en: 'a new {kind}{name}' },
  streetName: { zh: '“{name}”', en: ' "{name}"' },
  network: { zh: '道路：{items}。', en: 'Streets: {items}.' },
  streetsClosed: { zh: '关闭{selection}', en: '{selection} are closed' },
  attributes: { zh: '属性：{selection}的{values}。', en: 'Attributes: {values} for {selection}.' },
  setTo: { zh: '{field}改为 {value}', en: '{field} becomes {value}' },
  revert: { zh: '恢复：{selection}恢复为上级情景的样子。', en: 'Revert: {selection} go back to what the parent has.' },
  where: { zh: '{condition}的{things}', en: '{things} where {condition}' },
  everything: { zh: '全部{things}', en: 'all {things}' },
  byId: { zh: '选定的 {count} 个{things}', en: '{count} chosen {things}' },
  inside: { zh: '圈定范围内', en: 'inside a drawn outline' },
  nearStations: { zh: '{stations}周边{catchment}内', en: 'within {catchment} of {stations}' },
  and: { zh: '{a}且{b}', en: '{a} and {b}' },
} as const satisfies Readonly<Record<string, LocalText>>;

function quoted(name: string | LocalText): LocalText {
  return fill(words.quoted, { name });
}

/** A recipe said in words, one sentence or more for each step. */
export function recipeWords(steps: readonly RecipeStep[], project: ProjectDescription): LocalText[] {
  const types = new Map(project.developmentTypes.map(({ id, label }) => [id as string, label]));
  const typeName = (id: string): LocalText => {
    const label = types.get(id);
    return quoted(label ? within(label) : id);
  };
  return steps.map((step) => stepWords(step, typeName));
}

function stepWords(step: RecipeStep, typeName: (id: string) => LocalText): LocalText {
  switch (step.sketch) {
    case 'tod':
      return todWords(step, typeName);
    case 'corridor':
      return corridorWords(step, typeName);
    case 'mixed-use':
      return mixedWords(step, typeName);
    case 'network':
      return networkWords(step);
    case 'attributes': {
      const values = Object.entries(step.set).map(([field, value]) =>
        fill(words.setTo, { field: within(fieldLabel(field)), value: valueLabel(value) }),
      );
      return fill(words.attributes, { selection: selectionWords(step.select, step.role), values: listText(values) });
    }
    default:
      return fill(words.revert, { selection: selectionWords(step.select, 'parcel') });
  }
}

function todWords(step: TodStep, typeName: (id: string) => LocalText): LocalText {
  const types = listText(step.types.map((id) => (id === null ? words.bandLeft : typeName(id))));
  return sentences(
    fill(words.tod, { stations: stationWords(step.stations), catchment: catchmentWords(step.catchment), types }),
    step.convert && fill(words.only, { selection: selectionWords(step.convert, 'parcel') }),
    protectWords(step.protect),
    step.allowLowerDensity ? words.lowerToo : words.denser,
  );
}

function protectWords(protect: readonly string[] | undefined): LocalText | undefined {
  if (!protect) return words.protectDefault;
  if (protect.length === 0) return undefined;
  return fill(words.protect, { uses: listText(protect.map((use) => within(landUseName(use)))) });
}

function landUseName(use: string): LocalText {
  return isLandUse(use) ? landUseDefinitions[use as LandUse].label : same(use);
}

function stationWords(choice: StationChoice): LocalText {
  const parts: LocalText[] = [];
  if (choice.names?.length)
    parts.push(fill(words.namedStations, { names: listText(choice.names.map(quoted)), count: choice.names.length }));
  if (choice.place?.length) {
    parts.push(
      fill(words.placedStations, {
        names: listText(choice.place.map(({ name }) => quoted(name))),
        count: choice.place.length,
      }),
    );
  }
  if (choice.where !== undefined) parts.push(fill(words.stationsWhere, { condition: expressionWords(choice.where) }));
  // "the 2 stations" reads as if there were no more: the names follow, so the number is left out.
  const text = parts.length === 0 ? words.allStations : listText(parts);
  return { zh: text.zh, en: text.en.replace(/\b\d+ (stations?)\b/g, '$1') };
}

function catchmentWords(catchment: Catchment): LocalText {
  const values = catchment.mode === 'ring' ? catchment.metres : catchment.minutes;
  const text = listText(values.map((value) => same(formatNumber(value))));
  return fill(catchment.mode === 'ring' ? words.rings : words.walk, { values: text });
}

function corridorWords(step: CorridorStep, typeName: (id: string) => LocalText): LocalText {
  const name = step.name ? fill(words.corridorName, { name: step.name }) : same('');
  const common = { name, width: step.widthMetres, type: typeName(step.type) };
  const share = Math.round((step.convertShare ?? 0) * 100);
  return sentences(
    step.between
      ? fill(words.corridorBetween, { ...common, places: listText(step.between.map(quoted)) })
      : fill(words.corridorDrawn, common),
    step.parcels === 'split' ? words.split : share > 0 ? fill(words.convert, { share }) : words.convertAny,
    step.keepBuildings ? words.keepBuildings : undefined,
  );
}

function mixedWords(step: MixedUseStep, typeName: (id: string) => LocalText): LocalText {
  const selection = selectionWords(step.select, 'parcel');
  const shares = Object.entries(step.mix ?? {}).map(([use, share]) =>
    fill(words.share, { use: within(floorUseLabels[use as FloorUse] ?? same(use)), share: formatNumber(share * 100) }),
  );
  return sentences(
    step.type === undefined
      ? fill(words.mixedShares, { selection, mix: listText(shares) })
      : fill(words.mixedType, { selection, type: typeName(step.type) }),
    step.far === undefined ? undefined : fill(words.farSet, { far: formatNumber(step.far) }),
    protectWords(step.protect),
  );
}

function networkWords(step: NetworkStep): LocalText {
  const added = (step.add ?? []).map((street) =>
    fill(words.streetAdded, {
      kind: within(streetClassTexts[street.class]),
      name: street.name ? fill(words.streetName, { name: street.name }) : same(''),
    }),
  );
  const closed = step.close ? [fill(words.streetsClosed, { selection: selectionWords(step.close, 'street') })] : [];
  return fill(words.network, { items: semicolons([...added, ...closed]) });
}

function selectionWords(selection: Selection, role: string): LocalText {
  const things = isRoleId(role) ? within(roleOf(role).label) : same(role);
  const conditions: LocalText[] = [];
  if (selection.where !== undefined) conditions.push(expressionWords(selection.where));
  if (selection.within) conditions.push(words.inside);
  if (selection.near) {
    const { stations, catchment } = selection.near;
    conditions.push(
      fill(words.nearStations, { stations: stationWords(stations), catchment: catchmentWords(catchment) }),
    );
  }
  if (selection.ids || selection.numbered) {
    const count = (selection.ids?.length ?? 0) + countInRanges(selection.numbered?.numbers ?? '');
    const chosen = fill(words.byId, { count, things });
    return conditions.length === 0 ? chosen : fill(words.where, { things: chosen, condition: conditions.reduce(both) });
  }
  return conditions.length === 0
    ? fill(words.everything, { things })
    : fill(words.where, { things, condition: conditions.reduce(both) });
}

function both(a: LocalText, b: LocalText): LocalText {
  return fill(words.and, { a, b });
}
