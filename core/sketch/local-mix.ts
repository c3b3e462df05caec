import { featureDistance } from '#core/geometry/feature-distance.ts';
import { representativePoints } from '#core/geometry/measure.ts';
import { publicGreen } from '#core/indicators/public-green.ts';
import { mixEntropy } from '#core/methods/mix.ts';
import { type FeatureTable, numberColumn, textColumn } from '#core/model/feature-table.ts';
import { featureCount } from '#core/model/packed-geometry.ts';
import { floorUses } from '#core/model/role.ts';
import type { LocalText } from '#core/model/text.ts';
import type { SketchContext } from './sketch-context.ts';

/** The mix around a place within one radius. */
export interface RadiusMix {
  readonly metres: number;
  readonly residents: number;
  readonly jobs: number;
  /** Evenness of floor area over the six uses, 0 to 1; null where nothing is built. */
  readonly evenness: number | null;
  /** Null where nobody lives. */
  readonly jobsPerResident: number | null;
}

/** Something a place lacks, and the rule by which it counts as lacking. */
export interface MixHint {
  readonly id: string;
  readonly lack: LocalText;
  readonly rule: LocalText;
}

export interface LocalMix {
  readonly radii: readonly RadiusMix[];
  readonly hints: readonly MixHint[];
}

/** Radii of the living circles of 5, 10 and 15 minutes, GB 50180-2018, m. */
export const mixRadiiMetres = [300, 500, 800, 1000] as const;

interface ServiceRule {
  readonly kind: string;
  readonly zh: string;
  readonly en: string;
  readonly metres: number;
}

/** Service radii of facilities: GB 50180-2018, tables of living circles, as straight lines. */
const services: readonly ServiceRule[] = [
  { kind: 'kindergarten', zh: '幼儿园', en: 'kindergarten', metres: 300 },
  { kind: 'elderly-care', zh: '老年人日间照料', en: 'day care for the elderly', metres: 300 },
  { kind: 'primary-school', zh: '小学', en: 'primary school', metres: 500 },
  { kind: 'market', zh: '菜市场', en: 'market', metres: 500 },
  { kind: 'clinic', zh: '社区卫生服务', en: 'clinic', metres: 1000 },
  { kind: 'middle-school', zh: '中学', en: 'middle school', metres: 1000 },
];
const parkMetres = 300;
/** Within this the balance of homes and work is looked at, m. */
const balanceMetres = 800;
/** A place has too little of one when its ratio is below this share of the whole plan area's. */
const balanceShare = 0.5;
const lowEvenness = 0.3;

interface Totals {
  readonly byUse: Float64Array;
  residents: number;
  jobs: number;
}

function totalsWithin(parcels: FeatureTable, distance: Float64Array, metres: number): Totals {
  const totals: Totals = { byUse: new Float64Array(floorUses.length), residents: 0, jobs: 0 };
  const columns = floorUses.map((use) => numberColumn(parcels, `floor_${use}`)!);
  const [residents, jobs] = [numberColumn(parcels, 'residents')!, numberColumn(parcels, 'jobs')!];
  const known = (value: number) => (Number.isNaN(value) ? 0 : value);
  for (let row = 0; row < distance.length; row++) {
    if (!(distance[row]! <= metres)) continue;
    totals.residents += known(residents[row]!);
    totals.jobs += known(jobs[row]!);
    for (const [use, column] of columns.entries()) totals.byUse[use]! += known(column[row]!);
  }
  return totals;
}

const ratio = ({ jobs, residents }: Totals): number | null => (residents > 0 ? jobs / residents : null);

function evennessOf({ byUse }: Totals): number | null {
  const evenness = mixEntropy(byUse, floorUses.length);
  return evenness.status === 'ok' ? evenness.value : null;
}

const round = (value: number) => Math.round(value * 100) / 100;

function serviceHints(facilities: FeatureTable | undefined, x: number, y: number): MixHint[] {
  const kinds = facilities && textColumn(facilities, 'kind');
  if (!facilities || !kinds) return [];
  const points = representativePoints(facilities.geometry);
  return services.flatMap(({ kind, zh, en, metres }): MixHint[] => {
    let nearest = Number.POSITIVE_INFINITY;
    for (const [row, own] of kinds.entries()) {
      if (own !== kind) continue;
      const distance = Math.hypot(points[2 * row]! - x, points[2 * row + 1]! - y);
      if (distance < nearest) nearest = distance;
    }
    if (nearest <= metres) return [];
    const far = Number.isFinite(nearest)
      ? { zh: `，最近的在 ${Math.round(nearest)} m`, en: `; the nearest is ${Math.round(nearest)} m away` }
      : { zh: '，设施图层中一处也没有', en: '; the layer of facilities has none' };
    return [
      {
        id: `no-${kind}`,
        lack: { zh: `${metres} m 内没有${zh}${far.zh}`, en: `no ${en} within ${metres} m${far.en}` },
        rule: {
          zh: `规则：直线 ${metres} m 内应有一处（GB 50180-2018 生活圈服务半径）`,
          en: `Rule: one within ${metres} m as the crow flies (service radius of GB 50180-2018)`,
        },
      },
    ];
  });
}

function parkHint(context: SketchContext, parcels: FeatureTable, x: number, y: number): MixHint[] {
  const { geometry } = publicGreen(context.layer('green-space')?.table, parcels);
  let nearest = Number.POSITIVE_INFINITY;
  for (let green = 0; green < featureCount(geometry); green++) {
    nearest = Math.min(nearest, featureDistance(geometry, green, x, y));
  }
  if (nearest <= parkMetres) return [];
  const far = Number.isFinite(nearest) ? Math.round(nearest) : '∞';
  return [
    {
      id: 'no-park',
      lack: {
        zh: `${parkMetres} m 内没有公园，最近的在 ${far} m`,
        en: `no park within ${parkMetres} m; the nearest is ${far} m away`,
      },
      rule: {
        zh: `规则：直线 ${parkMetres} m 内应有公园绿地（300 m 见绿）`,
        en: `Rule: public green within ${parkMetres} m as the crow flies`,
      },
    },
  ];
}

/** Homes and work around the place against the whole plan area. */
function balanceHints(around: Totals, whole: Totals): MixHint[] {
  const [here, everywhere] = [ratio(around), ratio(whole)];
  const hints: MixHint[] = [];
  if (here !== null && everywhere !== null && everywhere > 0) {
    const values = {
      zh: `${round(here)}（全域 ${round(everywhere)}）`,
      en: `${round(here)} (plan area ${round(everywhere)})`,
    };
    if (here < balanceShare * everywhere) {
      hints.push({
        id: 'few-jobs',
        lack: {
          zh: `${balanceMetres} m 内岗位偏少：每位居民 ${values.zh}`,
          en: `few jobs within ${balanceMetres} m: ${values.en} per resident`,
        },
        rule: {
          zh: '规则：低于全域每位居民岗位数的一半',
          en: 'Rule: below half the jobs per resident of the plan area',
        },
      });
    } else if (here * balanceShare > everywhere) {
      hints.push({
        id: 'few-homes',
        lack: {
          zh: `${balanceMetres} m 内居住偏少：每位居民岗位 ${values.zh}`,
          en: `few homes within ${balanceMetres} m: ${values.en} jobs per resident`,
        },
        rule: {
          zh: '规则：高于全域每位居民岗位数的两倍',
          en: 'Rule: above twice the jobs per resident of the plan area',
        },
      });
    }
  }
  const evenness = evennessOf(around);
  if (evenness !== null && evenness < lowEvenness) {
    hints.push({
      id: 'one-use',
      lack: {
        zh: `${balanceMetres} m 内用途单一：均匀度 ${round(evenness)}`,
        en: `one use dominates within ${balanceMetres} m: evenness ${round(evenness)}`,
      },
      rule: {
        zh: `规则：六类建筑面积的香农均匀度低于 ${lowEvenness}`,
        en: `Rule: Shannon evenness of the floor area of six uses below ${lowEvenness}`,
      },
    });
  }
  return hints;
}

/** The mix around (x, y) within several radii, and what the place lacks by rules that are told. Undefined without parcels. */
export function localMix(context: SketchContext, x: number, y: number): LocalMix | undefined {
  const layer = context.layer('parcel');
  if (!layer) return undefined;
  const parcels = context.withDerived(layer.table);
  const points = representativePoints(layer.table.geometry);
  const distance = Float64Array.from(parcels.ids, (_, row) =>
    Math.hypot(points[2 * row]! - x, points[2 * row + 1]! - y),
  );
  const radii = mixRadiiMetres.map((metres): RadiusMix => {
    const totals = totalsWithin(parcels, distance, metres);
    return {
      metres,
      residents: totals.residents,
      jobs: totals.jobs,
      evenness: evennessOf(totals),
      jobsPerResident: ratio(totals),
    };
  });
  const hints = [
    ...serviceHints(context.layer('facility')?.table, x, y),
    ...parkHint(context, layer.table, x, y),
    ...balanceHints(
      totalsWithin(parcels, distance, balanceMetres),
      totalsWithin(parcels, distance, Number.POSITIVE_INFINITY),
    ),
  ];
  return { radii, hints };
}
