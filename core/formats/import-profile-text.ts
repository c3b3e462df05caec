import { parse, stringify, YAMLParseError } from 'yaml';
import { chinaOffsets } from '#core/crs/china-offset.ts';
import type { PointPair } from '#core/crs/fit-points.ts';
import type { Placement } from '#core/crs/placement.ts';
import type { CodeMeaning, CodeTable } from '#core/model/code-table.ts';
import type { Scalar } from '#core/model/feature-table.ts';
import { isLandUse, landUses } from '#core/model/land-use.ts';
import { isRoleId, roleOf, roles } from '#core/model/role.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { quantityOf, sourceUnits } from './field-units.ts';
import type { CoordinateColumns, DrawingReading } from './format.ts';
import type { FieldMapping } from './import-plan.ts';
import type { ImportProfile } from './import-profile.ts';

const version = 'import-profile/1';

type Plain = Readonly<Record<string, unknown>>;

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A profile as YAML, for people to read, keep and change. */
export function writeImportProfile(profile: ImportProfile): string {
  const { name, role, crs, place, encoding, coordinates, drawing, mapping, constants, codeTable } = profile;
  const fields = Object.fromEntries(
    mapping.map(({ from, to, unit, values }) => {
      const isShort = unit === undefined && values === undefined;
      return [to, isShort ? from : { from, ...(unit === undefined ? {} : { unit }), ...(values ? { values } : {}) }];
    }),
  );
  return stringify({
    cityloom: version,
    name,
    role,
    ...(crs === undefined ? {} : { crs }),
    ...(place?.exchanged ? { swapAxes: true } : {}),
    ...(place?.offset ? { datum: place.offset } : {}),
    ...(place?.points ? { points: place.points } : {}),
    ...(encoding === undefined ? {} : { encoding }),
    ...(coordinates === undefined ? {} : { coordinates }),
    ...(drawing === undefined ? {} : { drawing }),
    fields,
    ...(Object.keys(constants).length === 0 ? {} : { constants }),
    ...(codeTable === undefined ? {} : { codeTable }),
  });
}

/** Reads one profile, part by part, and says where it is wrong. */
class ProfileReader {
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  fail(path: string, zh: string, en: string): WorkbenchError {
    return new WorkbenchError('import/profile-invalid', { name: this.#name, path, reason: { zh, en } });
  }

  text(value: unknown, path: string): string {
    if (typeof value === 'string' && value !== '') return value;
    throw this.fail(path, '应为文字', 'has to be a text');
  }

  optionalText(value: unknown, path: string): string | undefined {
    return value === undefined ? undefined : this.text(value, path);
  }

  plain(value: unknown, path: string): Plain {
    if (isPlain(value)) return value;
    throw this.fail(path, '应为键值对', 'has to be a map');
  }

  mapping(value: unknown, role: ImportProfile['role']): FieldMapping[] {
    const canonical = new Map(roleOf(role).fields.map((field) => [field.name, field]));
    return Object.entries(this.plain(value ?? {}, 'fields')).map(([to, entry]) => {
      const path = `fields.${to}`;
      const field = canonical.get(to);
      if (!field) {
        const known = [...canonical.keys()].join(', ');
        throw this.fail(
          path,
          `“${roleOf(role).label.zh}”没有这个字段；可用：${known}`,
          `the role has no such field; it has ${known}`,
        );
      }
      if (typeof entry === 'string') return { from: entry, to };
      const parts = this.plain(entry, path);
      const unit = this.optionalText(parts['unit'], `${path}.unit`);
      const quantity = quantityOf(field);
      if (unit !== undefined && (quantity === undefined || sourceUnits.get(unit)?.quantity !== quantity)) {
        const known = [...sourceUnits.values()]
          .filter((each) => each.quantity === quantity)
          .map(({ id }) => id)
          .join(', ');
        throw this.fail(
          `${path}.unit`,
          `“${unit}”不能换算为 ${field.unit ?? '—'}；可用：${known}`,
          `"${unit}" cannot be converted to ${field.unit ?? '—'}; these can: ${known}`,
        );
      }
      const values =
        parts['values'] === undefined ? undefined : this.values(parts['values'], `${path}.values`, field.values);
      const from = this.text(parts['from'], `${path}.from`);
      return { from, to, ...(unit === undefined ? {} : { unit }), ...(values ? { values } : {}) };
    });
  }

  values(value: unknown, path: string, allowed: readonly string[] | undefined): Record<string, string> {
    const map: Record<string, string> = {};
    for (const [key, canonical] of Object.entries(this.plain(value, path))) {
      const text = this.text(canonical, `${path}.${key}`);
      const known = path === 'fields.land_use.values' ? landUses : allowed;
      if (known && !(known as readonly string[]).includes(text)) {
        throw this.fail(
          `${path}.${key}`,
          `“${text}”不在取值表中；可用：${known.join(', ')}`,
          `"${text}" is not in the vocabulary; it has ${known.join(', ')}`,
        );
      }
      map[key] = text;
    }
    return map;
  }

  constants(value: unknown, role: ImportProfile['role']): Record<string, Scalar> {
    const constants: Record<string, Scalar> = {};
    for (const [name, constant] of Object.entries(this.plain(value ?? {}, 'constants'))) {
      const field = roleOf(role).fields.find((each) => each.name === name);
      const isScalar = typeof constant === 'string' || typeof constant === 'number' || typeof constant === 'boolean';
      if (!field || !isScalar) {
        throw this.fail(
          `constants.${name}`,
          '不是这个角色的字段，或不是单个值',
          'is no field of the role, or not a single value',
        );
      }
      constants[name] = constant;
    }
    return constants;
  }

  coordinates(value: unknown): CoordinateColumns | undefined {
    if (value === undefined || value === null) return value;
    const parts = this.plain(value, 'coordinates');
    if (parts['wkt'] !== undefined) return { wkt: this.text(parts['wkt'], 'coordinates.wkt') };
    return { x: this.text(parts['x'], 'coordinates.x'), y: this.text(parts['y'], 'coordinates.y') };
  }

  /** The parts of a placement stand beside `crs`: swapAxes, datum, points. */
  place(parts: Plain): Placement | undefined {
    const { swapAxes, datum, points } = parts;
    if (swapAxes !== undefined && typeof swapAxes !== 'boolean') {
      throw this.fail('swapAxes', '应为 true 或 false', 'has to be true or false');
    }
    const offset = chinaOffsets.find((one) => one === datum);
    if (datum !== undefined && !offset) {
      throw this.fail('datum', `应为 ${chinaOffsets.join(' 或 ')}`, `has to be ${chinaOffsets.join(' or ')}`);
    }
    const isPair = (pair: unknown) => Array.isArray(pair) && pair.length === 4 && pair.every(Number.isFinite);
    if (points !== undefined && !(Array.isArray(points) && points.length >= 2 && points.every(isPair))) {
      throw this.fail('points', '应为两对以上的 [x, y, X, Y]', 'has to be two or more of [x, y, X, Y]');
    }
    if (!swapAxes && !offset && points === undefined) return undefined;
    if (parts['crs'] === undefined) {
      throw this.fail('crs', '定位需要写明坐标系', 'has to be stated for a placement');
    }
    return {
      ...(swapAxes ? { exchanged: true } : {}),
      ...(offset ? { offset } : {}),
      ...(points === undefined ? {} : { points: points as PointPair[] }),
    };
  }

  drawing(value: unknown): DrawingReading | undefined {
    if (value === undefined) return undefined;
    const { closeGap, parcels, layers } = this.plain(value, 'drawing');
    if (closeGap !== undefined && !(typeof closeGap === 'number' && closeGap >= 0)) {
      throw this.fail('drawing.closeGap', '应为不小于 0 的数', 'has to be a number of 0 or more');
    }
    if (parcels !== undefined && typeof parcels !== 'boolean') {
      throw this.fail('drawing.parcels', '应为 true 或 false', 'has to be true or false');
    }
    if (layers !== undefined && !(Array.isArray(layers) && layers.every((name) => typeof name === 'string'))) {
      throw this.fail('drawing.layers', '应为图层名的列表', 'has to be a list of names of layers');
    }
    return {
      ...(closeGap === undefined ? {} : { closeGap }),
      ...(parcels === undefined ? {} : { parcels }),
      ...(layers === undefined ? {} : { layers: layers as string[] }),
    };
  }

  codeTable(value: unknown): string | CodeTable | undefined {
    if (value === undefined || typeof value === 'string') return value;
    const parts = this.plain(value, 'codeTable');
    const id = this.text(parts['id'], 'codeTable.id');
    const codes: Record<string, CodeMeaning> = {};
    for (const [code, entry] of Object.entries(this.plain(parts['codes'], 'codeTable.codes'))) {
      codes[code] = this.meaning(entry, `codeTable.codes.${code}`, code);
    }
    return {
      id,
      label: this.label(parts['label'], id),
      source: typeof parts['source'] === 'string' ? parts['source'] : '',
      nested: parts['nested'] === true,
      codes,
    };
  }

  /** `101: residential`, or `101: {landUse: residential, label: {zh: …, en: …}}`. */
  meaning(entry: unknown, path: string, code: string): CodeMeaning {
    const landUse =
      typeof entry === 'string' ? entry : this.text(this.plain(entry, path)['landUse'], `${path}.landUse`);
    if (!isLandUse(landUse)) {
      throw this.fail(
        path,
        `没有“${landUse}”这种用地；可用：${landUses.join(', ')}`,
        `there is no land use "${landUse}"; there are ${landUses.join(', ')}`,
      );
    }
    return { landUse, label: this.label(isPlain(entry) ? entry['label'] : undefined, code) };
  }

  label(value: unknown, fallback: string): LocalText {
    if (typeof value === 'string') return { zh: value, en: value };
    if (!isPlain(value)) return { zh: fallback, en: fallback };
    const { zh, en } = value;
    const text = (own: unknown, other: unknown) =>
      typeof own === 'string' ? own : typeof other === 'string' ? other : fallback;
    return { zh: text(zh, en), en: text(en, zh) };
  }
}

function parseText(text: string, file: string): Plain {
  let parsed: unknown;
  try {
    parsed = parse(text, { maxAliasCount: 0, uniqueKeys: true });
  } catch (thrown) {
    const reason = thrown instanceof YAMLParseError ? thrown.message.split('\n')[0]! : String(thrown);
    throw new WorkbenchError('import/profile-syntax', { file, reason }, { cause: thrown });
  }
  if (isPlain(parsed) && parsed['cityloom'] === version) return parsed;
  const found = isPlain(parsed) ? String(parsed['cityloom'] ?? '—') : '—';
  const reason = {
    zh: `第一行应为 cityloom: ${version}，实际为 ${found}`,
    en: `it has to begin with cityloom: ${version} and has ${found}`,
  };
  throw new WorkbenchError('import/profile-syntax', { file, reason });
}

/** Reads a profile from YAML or JSON. Errors: `import/profile-syntax`, `import/profile-invalid`, `import/unknown-role`. */
export function parseImportProfile(text: string, file: string): ImportProfile {
  const parts = parseText(text, file);
  const name = typeof parts['name'] === 'string' ? parts['name'] : file;
  const reader = new ProfileReader(name);
  const role = reader.text(parts['role'], 'role');
  if (!isRoleId(role)) throw new WorkbenchError('import/unknown-role', { role, known: [...roles.keys()].join(', ') });
  const crs = reader.optionalText(parts['crs'], 'crs');
  const place = reader.place(parts);
  const encoding = reader.optionalText(parts['encoding'], 'encoding');
  const coordinates = reader.coordinates(parts['coordinates']);
  const drawing = reader.drawing(parts['drawing']);
  const codeTable = reader.codeTable(parts['codeTable']);
  return {
    name,
    role,
    ...(crs === undefined ? {} : { crs }),
    ...(place ? { place } : {}),
    ...(encoding === undefined ? {} : { encoding }),
    ...(coordinates === undefined ? {} : { coordinates }),
    ...(drawing === undefined ? {} : { drawing }),
    mapping: reader.mapping(parts['fields'], role),
    constants: reader.constants(parts['constants'], role),
    ...(codeTable === undefined ? {} : { codeTable }),
  };
}
