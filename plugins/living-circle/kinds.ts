import type { LocalText } from '#sdk';

/** Tiers of the living circle, by minutes on foot. They do not contain each other. */
export const tiers = [5, 10, 15] as const;
export type Tier = (typeof tiers)[number];

/** A kind of service that residents of a tier need. */
export interface ServiceKind {
  /** Also the end of the ids `coverage-…` and `land-…` and of the value `walk-…`. */
  readonly id: string;
  readonly label: LocalText;
  readonly tier: Tier;
  /** Where it is found: facilities of a kind, public green, or stops of public transport. */
  readonly found: 'facility' | 'green' | 'stop';
  /** Name of the parameter that holds its service radius. */
  readonly radius: string;
}

function facility(id: string, zh: string, en: string, tier: Tier, radius: string): ServiceKind {
  return { id, label: { zh, en }, tier, found: 'facility', radius };
}

/**
 * Services of the three tiers. Source: GB 50180-2018, tables of facilities by tier; the radii are parameters.
 */
export const serviceKinds: readonly ServiceKind[] = [
  facility('kindergarten', '幼儿园', 'Kindergarten', 5, 'kindergartenRadius'),
  facility('elderly-care', '老年人日间照料', 'Day care for the elderly', 5, 'elderlyCareRadius'),
  facility('culture', '文化活动站', 'Culture', 5, 'cultureRadius'),
  {
    id: 'green',
    label: { zh: '公园绿地与广场', en: 'Parks and squares' },
    tier: 5,
    found: 'green',
    radius: 'greenRadius',
  },
  facility('primary-school', '小学', 'Primary school', 10, 'primarySchoolRadius'),
  facility('market', '菜市场', 'Market', 10, 'marketRadius'),
  { id: 'stop', label: { zh: '公交站', en: 'Transit stop' }, tier: 10, found: 'stop', radius: 'stopRadius' },
  facility('middle-school', '中学', 'Middle school', 15, 'middleSchoolRadius'),
  facility('clinic', '社区卫生服务', 'Community health', 15, 'clinicRadius'),
  facility('sport', '体育设施', 'Sport', 15, 'sportRadius'),
];

/** Served by the whole town, not by a tier: in the tables, but no part of completeness. */
export const hospitalKind: ServiceKind = facility('hospital', '医院', 'Hospital', 15, 'hospitalRadius');

export const tierLabels: Readonly<Record<Tier, LocalText>> = {
  5: { zh: '5 分钟', en: '5 min' },
  10: { zh: '10 分钟', en: '10 min' },
  15: { zh: '15 分钟', en: '15 min' },
};
