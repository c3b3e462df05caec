import type { DevelopmentType } from '#core/model/development-type.ts';
import type { RecordEdit } from '#core/model/edit.ts';
import type { DevelopmentTypeId } from '#core/model/ids.ts';
import { isLandUse } from '#core/model/land-use.ts';
import { type FloorUse, floorUses } from '#core/model/role.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { ProjectFile } from '#core/store/project-file.ts';
import { recordEdit } from './apply-edits.ts';

type Plain = Readonly<Record<string, unknown>>;

const fieldNames = {
  id: { zh: '编号', en: 'id' },
  label: { zh: '名称', en: 'name' },
  landUse: { zh: '用地', en: 'land use' },
  code: { zh: '代码', en: 'code' },
  colour: { zh: '颜色', en: 'colour' },
  far: { zh: '容积率', en: 'floor-area ratio' },
  buildingCoverage: { zh: '建筑密度', en: 'building coverage' },
  greenRatio: { zh: '绿地率', en: 'green ratio' },
  shares: { zh: '用途占比', en: 'shares of floor area' },
  floorAreaPerResident: { zh: '人均居住建筑面积', en: 'floor area per resident' },
  floorAreaPerJob: { zh: '岗均建筑面积', en: 'floor area per job' },
  energyUse: { zh: '能耗', en: 'energy use' },
  parking: { zh: '停车', en: 'parking' },
} as const satisfies Record<string, LocalText>;

/** How far shares may be from adding up to 1. */
const shareTolerance = 0.005;

class TypeReader {
  readonly #plain: Plain;
  readonly #name: string;

  constructor(value: unknown, name: string) {
    this.#plain = typeof value === 'object' && value !== null ? (value as Plain) : {};
    this.#name = name;
  }

  fault(field: keyof typeof fieldNames, zh: string, en: string): WorkbenchError {
    return new WorkbenchError('types/invalid', { type: this.#name, field: fieldNames[field], reason: { zh, en } });
  }

  text(field: 'id' | 'code' | 'landUse'): string {
    const value = this.#plain[field];
    if (typeof value === 'string' && value.trim() !== '') return value;
    throw this.fault(field, '应为文字', 'must be a text');
  }

  number(field: 'far' | 'buildingCoverage' | 'greenRatio' | 'energyUse' | 'parking', most: number): number {
    return this.#within(field, this.#plain[field], 0, most);
  }

  #within(field: keyof typeof fieldNames, value: unknown, least: number, most: number): number {
    if (typeof value === 'number' && value >= least && value <= most) return value;
    throw this.fault(field, `应为 ${least} 到 ${most} 之间的数`, `must be a number between ${least} and ${most}`);
  }

  label(): LocalText {
    const { zh, en } = (this.#plain['label'] ?? {}) as { zh?: unknown; en?: unknown };
    if (typeof zh === 'string' && zh.trim() !== '' && typeof en === 'string' && en.trim() !== '') return { zh, en };
    throw this.fault('label', '中英文名称都要有', 'needs a name in both languages');
  }

  shares(): Record<FloorUse, number> {
    const given = (this.#plain['shares'] ?? {}) as Plain;
    const shares = floorUses.map((use) => this.#within('shares', given[use] ?? 0, 0, 1));
    const sum = shares.reduce((total, share) => total + share, 0);
    if (sum !== 0 && Math.abs(sum - 1) > shareTolerance) {
      const seen = Math.round(sum * 1000) / 1000;
      throw this.fault('shares', `加起来是 ${seen}，应为 1`, `add up to ${seen}; they must add up to 1`);
    }
    return Object.fromEntries(floorUses.map((use, at) => [use, shares[at]])) as Record<FloorUse, number>;
  }

  perResident(): { readonly floorAreaPerResident?: number } {
    const value = this.#plain['floorAreaPerResident'];
    if (value === undefined || value === null) return {};
    return { floorAreaPerResident: this.#within('floorAreaPerResident', value, 1, 1000) };
  }

  perJob(): { readonly floorAreaPerJob?: Partial<Record<FloorUse, number>> } {
    const given = this.#plain['floorAreaPerJob'] as Plain | undefined | null;
    if (!given) return {};
    const known = floorUses.filter((use) => given[use] !== undefined);
    if (known.length === 0) return {};
    const entries = known.map((use) => [use, this.#within('floorAreaPerJob', given[use], 1, 10_000)]);
    return { floorAreaPerJob: Object.fromEntries(entries) as Partial<Record<FloorUse, number>> };
  }

  colour(): { readonly colour?: string } {
    const value = this.#plain['colour'];
    if (value === undefined || value === null) return {};
    if (typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value)) return { colour: value };
    throw this.fault('colour', '应写成 #RRGGBB', 'must be written as #RRGGBB');
  }

  source(): string {
    const value = this.#plain['source'];
    return typeof value === 'string' ? value : '';
  }
}

/** A development type as it may be kept. Fails with `types/invalid`, which names the field. */
export function checkedType(value: unknown): DevelopmentType {
  const { label, id } = (value ?? {}) as { label?: { en?: unknown }; id?: unknown };
  const reader = new TypeReader(value, String(label?.en ?? id ?? '?'));
  const landUse = reader.text('landUse');
  if (!isLandUse(landUse)) throw reader.fault('landUse', `没有“${landUse}”`, `does not know "${landUse}"`);
  return {
    id: reader.text('id') as DevelopmentTypeId,
    label: reader.label(),
    landUse,
    code: reader.text('code'),
    far: reader.number('far', 50),
    buildingCoverage: reader.number('buildingCoverage', 1),
    greenRatio: reader.number('greenRatio', 1),
    shares: reader.shares(),
    ...reader.perResident(),
    ...reader.perJob(),
    energyUse: reader.number('energyUse', 10_000),
    parking: reader.number('parking', 100),
    source: reader.source(),
    ...reader.colour(),
  };
}

/** Development types as one small file. */
export function formatTypes(types: readonly DevelopmentType[]): string {
  return `${JSON.stringify({ cityloom: 'types/1', types }, null, 2)}\n`;
}

/** The types in such a file. Fails with `types/unreadable`, `types/invalid`. */
export function parseTypes(text: string, file: string): DevelopmentType[] {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw new WorkbenchError('types/unreadable', { file }, { cause });
  }
  const { cityloom, types } = (content ?? {}) as { cityloom?: unknown; types?: unknown };
  if (cityloom !== 'types/1' || !Array.isArray(types)) throw new WorkbenchError('types/unreadable', { file });
  return types.map(checkedType);
}

/** The edit that keeps a type, new or changed. */
export function typeEdit(project: ProjectFile, type: DevelopmentType): RecordEdit {
  return recordEdit(project, 'development-type', type.id, checkedType(type));
}

/** An id that no type of the project has, made of a name in letters and digits. */
export function freeTypeId(taken: ReadonlySet<string>, name: string): DevelopmentTypeId {
  const base =
    name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '') || 'type';
  let id = base;
  for (let number = 2; taken.has(id); number++) id = `${base}-${number}`;
  return id as DevelopmentTypeId;
}
