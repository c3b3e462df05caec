import { isNumberColumn } from '#core/model/feature-table.ts';
import { featureCount } from '#core/model/packed-geometry.ts';
import { roleOf } from '#core/model/role.ts';
import type { LocalText } from '#core/model/text.ts';
import type { EvaluatorInput, Manifest, Snapshot } from './contract.ts';

/** Something an evaluator cannot do without and the project does not have. */
export interface MissingInput {
  readonly input: EvaluatorInput;
  /** What is missing and what it is needed for. */
  readonly reason: LocalText;
}

function isEmptyColumn(snapshot: Snapshot, input: EvaluatorInput, name: string): boolean {
  const column = snapshot.layers[input.role]?.columns[name];
  if (!column) return true;
  return isNumberColumn(column)
    ? column.every((value) => Number.isNaN(value))
    : column.every((value) => value === null || value === '');
}

function missingText(snapshot: Snapshot, input: EvaluatorInput): LocalText | undefined {
  const { label } = roleOf(input.role);
  if (input.geometry === 'raster') {
    return snapshot.rasters[input.role]
      ? undefined
      : { zh: `没有“${label.zh}”栅格`, en: `there is no raster "${label.en}"` };
  }
  const layer = snapshot.layers[input.role];
  if (!layer) return { zh: `没有“${label.zh}”图层`, en: `there is no layer "${label.en}"` };
  if (featureCount(layer.geometry) === 0) {
    return { zh: `“${label.zh}”图层没有要素`, en: `the layer "${label.en}" has no features` };
  }
  const empty = input.fields.filter((field) => !field.optional && isEmptyColumn(snapshot, input, field.name));
  if (empty.length === 0) return undefined;
  const names = empty.map(({ name }) => name).join(', ');
  return {
    zh: `“${label.zh}”图层缺少字段或没有值：${names}`,
    en: `the layer "${label.en}" lacks fields or their values: ${names}`,
  };
}

/** Required layers and fields that a snapshot lacks or has without a single value. */
export function missingInputs(manifest: Manifest, snapshot: Snapshot): readonly MissingInput[] {
  return manifest.inputs.flatMap((input) => {
    if (input.optional) return [];
    const text = missingText(snapshot, input);
    if (!text) return [];
    const reason = {
      zh: `${text.zh}；它用于：${input.purpose.zh}`,
      en: `${text.en}; it is needed for: ${input.purpose.en}`,
    };
    return [{ input, reason }];
  });
}
