import type { RoleId } from '#core/model/role.ts';
import { floorUses } from '#core/model/role.ts';
import type { LocalText } from '#core/model/text.ts';
import type { ThresholdValues } from './thresholds.ts';

/**
 * Fields without which the features of a role take no part in anything, by role: of each list one suffices. Taken from what
 * the evaluators ask of their inputs.
 */
export const neededFields: Partial<Readonly<Record<RoleId, readonly (readonly string[])[]>>> = {
  parcel: [['land_use', 'land_use_code', 'development_type']],
  building: [['use'], ['floors', 'height', 'floor_area']],
  street: [['class', 'walkable']],
  'transit-stop': [['mode', 'high_capacity']],
  'green-space': [['kind', 'public']],
  facility: [['kind']],
  population: [['residents', 'jobs', 'households']],
  observation: [['station'], ['time'], ['quantity'], ['value']],
  rainfall: [['date'], ['depth']],
  comment: [['stance', 'text']],
};

/** Numbers of a feature by field name; NaN where there is no value. */
export type NumberOf = (field: string) => number;

/** What makes values impossible; features without the values do not break it. */
export interface ValueRule {
  readonly fields: readonly string[];
  /** `area` is the measured area of the feature, m2. */
  readonly isBroken: (value: NumberOf, limits: ThresholdValues, area: number, year: number) => boolean;
  readonly text: LocalText;
}

function above(field: string, limit: keyof ThresholdValues, zh: string, en: string): ValueRule {
  return { fields: [field], isBroken: (value, limits) => value(field) > limits[limit], text: { zh, en } };
}

const density: ValueRule = {
  fields: ['residents'],
  isBroken: (value, limits, area) => area > 0 && (10_000 * value('residents')) / area > limits['density-most'],
  text: { zh: '人口密度超过上限', en: 'more residents per hectare than the limit' },
};

const shareFields = floorUses.map((use) => `share_${use}`);

/** Rules beyond the least and greatest value of a canonical field, by role. */
export const valueRules: Partial<Readonly<Record<RoleId, readonly ValueRule[]>>> = {
  parcel: [
    above('far', 'far-most', '容积率超过上限', 'the floor-area ratio is above the limit'),
    above('height_limit', 'height-most', '限高超过上限', 'the height limit is above the limit'),
    density,
    {
      fields: ['far', 'building_coverage'],
      isBroken: (value) => value('far') > 0 && value('far') < 0.95 * value('building_coverage'),
      text: {
        zh: '容积率小于建筑密度，建筑不足一层',
        en: 'the floor-area ratio is below the coverage: less than one floor',
      },
    },
    {
      fields: shareFields,
      isBroken: (value) =>
        shareFields.reduce((sum, field) => sum + (Number.isNaN(value(field)) ? 0 : value(field)), 0) > 1.005,
      text: { zh: '建筑面积占比之和超过 1', en: 'the shares of floor area add up to more than 1' },
    },
  ],
  building: [
    above('floors', 'floors-most', '层数超过上限', 'more floors than the limit'),
    above('height', 'height-most', '高度超过上限', 'the height is above the limit'),
    {
      fields: ['floors', 'height'],
      isBroken: (value, limits) => {
        const [floors, height] = [value('floors'), value('height')];
        if (!(floors >= 1 && height > 0)) return false;
        return (
          height / floors < limits['floor-height-least'] ||
          (floors >= 2 && height / floors > limits['floor-height-most'])
        );
      },
      text: { zh: '层数与高度矛盾', en: 'floors and height contradict each other' },
    },
    {
      fields: ['year'],
      isBroken: (value, limits, _area, year) => value('year') < limits['year-least'] || value('year') > year + 10,
      text: { zh: '建成年份不可能', en: 'the year built is impossible' },
    },
  ],
  street: [above('speed', 'speed-most', '车速超过上限', 'the speed is above the limit')],
  'transit-stop': [
    {
      fields: ['headway'],
      isBroken: (value) => value('headway') > 1440,
      text: { zh: '发车间隔超过一天', en: 'the headway is longer than a day' },
    },
  ],
  population: [density],
  rainfall: [above('depth', 'rain-most', '日雨量超过上限', 'more rain in a day than the limit')],
};
