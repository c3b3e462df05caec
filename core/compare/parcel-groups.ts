import type { DevelopmentType } from '#core/model/development-type.ts';
import { type FeatureTable, textColumn } from '#core/model/feature-table.ts';
import { landUseDefinitions, landUseOf } from '#core/model/land-use.ts';
import { rowsOf } from '#core/model/rows-of.ts';
import type { LocalText } from '#core/model/text.ts';
import type { Lineage } from './lineage.ts';

/** By what changed parcels are told apart. */
export type ParcelGrouping = 'land-use' | 'development-type';

/** A parcel after and the part of the one before that it continues; one of the two is missing for new and vanished land. */
export interface ParcelPair {
  /** Row before; undefined for land that was no parcel. */
  readonly before?: number;
  /** The part of the parcel before, 0 to 1. */
  readonly share: number;
  /** Row after; undefined for a parcel that is gone. */
  readonly after?: number;
}

/** Parcels that changed in the same way. */
export interface ParcelGroup {
  readonly key: string;
  readonly label: LocalText;
  readonly pairs: readonly ParcelPair[];
}

type Named = readonly [key: string, label: LocalText];

function landUseName(before: string | null | undefined, after: string | null | undefined): Named {
  const [from, to] = [landUseOf(before), landUseOf(after)];
  const name = landUseDefinitions[to].label;
  if (from === to) return [`${to}`, { zh: `${name.zh}（用途不变）`, en: `${name.en}, same use` }];
  const old = landUseDefinitions[from].label;
  return [`${from} ${to}`, { zh: `${old.zh} → ${name.zh}`, en: `${old.en} → ${name.en}` }];
}

const noType: Named = ['', { zh: '没有开发类型', en: 'No development type' }];
const gone: Named = ['gone', { zh: '不再有的地块', en: 'Parcels that are gone' }];
const fresh: Named = ['new', { zh: '新增的地块', en: 'New parcels' }];

/** Changed parcels by what they were and became, or by the development type they have now. */
export function groupParcels(
  before: FeatureTable,
  after: FeatureTable,
  { difference, before: origin, share, gone: vanished }: Lineage,
  by: ParcelGrouping,
  types: ReadonlyMap<string, DevelopmentType>,
): ParcelGroup[] {
  const rowAfter = rowsOf(after.ids);
  const [uses, usesAfter] = [textColumn(before, 'land_use'), textColumn(after, 'land_use')];
  const typesAfter = textColumn(after, 'development_type');
  const groups = new Map<string, { label: LocalText; pairs: ParcelPair[] }>();
  const put = ([key, label]: Named, pair: ParcelPair) => {
    const found = groups.get(key);
    if (found) found.pairs.push(pair);
    else groups.set(key, { label, pairs: [pair] });
  };
  const nameOf = (from: number, row: number): Named => {
    if (from < 0) return fresh;
    if (by === 'land-use') return landUseName(uses?.[from], usesAfter?.[row]);
    const type = typesAfter?.[row] ?? '';
    return type === '' ? noType : [type, types.get(type)?.label ?? { zh: type, en: type }];
  };
  for (const id of [...difference.changed.map((one) => one.id), ...difference.added]) {
    const row = rowAfter.get(id)!;
    const from = origin[row]!;
    put(nameOf(from, row), { ...(from < 0 ? {} : { before: from }), share: share[row]!, after: row });
  }
  for (const row of vanished) put(gone, { before: row, share: 1 });
  return [...groups].map(([key, { label, pairs }]) => ({ key, label, pairs }));
}
