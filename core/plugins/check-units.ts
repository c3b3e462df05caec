import type { Manifest } from '#core/evaluation/contract.ts';
import { type Fault, FaultFinder } from '#core/evaluation/fault.ts';
import { derivedParcelFields } from '#core/model/derived-fields.ts';
import type { Field } from '#core/model/feature-table.ts';
import { isKnownUnit } from '#core/model/indicator.ts';
import { type RoleId, roleOf } from '#core/model/role.ts';
import type { LocalText } from '#core/model/text.ts';

/** The form of unit symbols: letters, digits and a few signs, no spaces, no raised digits, nothing in Chinese. */
const symbol = /^[A-Za-z%°][A-Za-z0-9%°/().*+^-]*$/;

/** Spellings that are not ours, and what stands for them. */
const spellings: Readonly<Record<string, string>> = {
  sqm: 'm2',
  hectare: 'ha',
  hectares: 'ha',
  meter: 'm',
  metre: 'm',
  meters: 'm',
  metres: 'm',
  minute: 'min',
  minutes: 'min',
  percent: '%',
  people: 'person',
  persons: 'person',
  jobs: 'job',
};

function checkUnit(finder: FaultFinder, unit: string | undefined, path: string): void {
  if (unit === undefined || isKnownUnit(unit)) return;
  const ours = spellings[unit.toLowerCase()];
  if (ours === undefined && symbol.test(unit)) return;
  finder.add(
    path,
    { zh: `“${unit}”不是单位符号`, en: `"${unit}" is no symbol of a unit` },
    ours === undefined
      ? { zh: '写成 m2、ha、min、%、1 之类的符号', en: 'write a symbol such as m2, ha, min, % or 1' }
      : { zh: `写成 ${ours}`, en: `write ${ours}` },
  );
}

/** A field that every layer of a role has, or every parcel by derivation. */
function standardField(role: RoleId, name: string): Field | undefined {
  const derived = role === 'parcel' ? derivedParcelFields : [];
  return [...roleOf(role).fields, ...derived].find((field) => field.name === name);
}

/**
 * Units of a manifest that nobody could read, fields that are wanted in another unit than layers have them in, and, as
 * remarks, fields that no layer has unless its source file had them.
 */
export function checkUnits(manifest: Manifest): {
  readonly faults: readonly Fault[];
  readonly remarks: readonly LocalText[];
} {
  const finder = new FaultFinder();
  const remarks: LocalText[] = [];
  for (const [at, { role, fields }] of manifest.inputs.entries()) {
    for (const [place, { name, unit, type }] of fields.entries()) {
      const path = `$.inputs[${at}].fields[${place}]`;
      checkUnit(finder, unit, `${path}.unit`);
      const known = standardField(role, name);
      if (!known) {
        remarks.push({
          zh: `${role} 没有标准字段“${name}”：只有来源文件带这个字段的项目才有它`,
          en: `${role} has no standard field "${name}": only projects whose source file had it will`,
        });
        continue;
      }
      if (unit !== undefined && known.unit !== undefined && known.unit !== unit) {
        finder.add(
          `${path}.unit`,
          {
            zh: `“${name}”以 ${known.unit} 给出，不是 ${unit}`,
            en: `"${name}" is given in ${known.unit}, not in ${unit}`,
          },
          { zh: `写成 ${known.unit}，在代码里换算`, en: `write ${known.unit} and convert it in the code` },
        );
      }
      const isText = (kind: string) => kind === 'text' || kind === 'date';
      if (isText(known.type) !== isText(type)) {
        finder.add(
          `${path}.type`,
          { zh: `“${name}”的类型是 ${known.type}`, en: `"${name}" is of the type ${known.type}` },
          { zh: `写成 ${known.type}`, en: `write ${known.type}` },
        );
      }
    }
  }
  for (const [at, { unit }] of manifest.indicators.entries()) checkUnit(finder, unit, `$.indicators[${at}].unit`);
  for (const [at, { unit }] of manifest.features.entries()) checkUnit(finder, unit, `$.features[${at}].unit`);
  for (const [name, { unit }] of Object.entries(manifest.parameters))
    checkUnit(finder, unit, `$.parameters.${name}.unit`);
  return { faults: finder.faults, remarks };
}
