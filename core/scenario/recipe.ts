import { parseDocument, stringify } from 'yaml';
import { parseRanges } from '#core/model/number-ranges.ts';
import type { Recipe, RecipePoint, RecipeStep } from '#core/model/recipe.ts';
import { floorUses, streetClasses } from '#core/model/role.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';

type Plain = Readonly<Record<string, unknown>>;

/** Checks the parts of one recipe; every complaint names the path to the faulty part. */
export class RecipeReader {
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  fault(path: string, reason: LocalText): WorkbenchError {
    return new WorkbenchError('recipe/invalid', { name: this.#name, path, reason });
  }

  object(value: unknown, path: string, known: readonly string[]): Plain {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw this.fault(path, { zh: '应为一组“键: 值”', en: 'must be a group of "key: value"' });
    }
    const stranger = Object.keys(value).find((key) => !known.includes(key));
    if (stranger !== undefined) {
      throw this.fault(`${path}.${stranger}`, {
        zh: `不认识这个键；可用：${known.join('、')}`,
        en: `is not known here; possible are: ${known.join(', ')}`,
      });
    }
    return value as Plain;
  }

  list(value: unknown, path: string): readonly unknown[] {
    if (!Array.isArray(value) || value.length === 0) {
      throw this.fault(path, { zh: '应为至少一项的列表', en: 'must be a list with at least one item' });
    }
    return value;
  }

  text(value: unknown, path: string): string {
    if (typeof value === 'string' && value.trim() !== '') return value;
    if (typeof value === 'number') return String(value);
    throw this.fault(path, { zh: '应为文字', en: 'must be a text' });
  }

  number(value: unknown, path: string, minimum: number, maximum: number): number {
    if (typeof value === 'number' && value >= minimum && value <= maximum) return value;
    throw this.fault(path, {
      zh: `应为 ${minimum} 到 ${maximum} 之间的数`,
      en: `must be a number between ${minimum} and ${maximum}`,
    });
  }

  oneOf<Choice extends string>(value: unknown, path: string, choices: readonly Choice[]): Choice {
    if (choices.includes(value as Choice)) return value as Choice;
    throw this.fault(path, { zh: `应为其中之一：${choices.join('、')}`, en: `must be one of: ${choices.join(', ')}` });
  }

  texts(value: unknown, path: string): string[] {
    return this.list(value, path).map((item, index) => this.text(item, `${path}[${index}]`));
  }

  localText(value: unknown, path: string): LocalText {
    if (typeof value === 'string' && value !== '') return { zh: value, en: value };
    const { zh, en } = this.object(value, path, ['zh', 'en']);
    return { zh: this.text(zh ?? en, `${path}.zh`), en: this.text(en ?? zh, `${path}.en`) };
  }

  point(value: unknown, path: string): RecipePoint {
    const pair = this.list(value, path);
    if (pair.length !== 2 || !pair.every((part) => typeof part === 'number' && Number.isFinite(part))) {
      throw this.fault(path, { zh: '应为 [x, y] 两个数', en: 'must be two numbers, [x, y]' });
    }
    return [pair[0] as number, pair[1] as number];
  }

  points(value: unknown, path: string, atLeast: number): RecipePoint[] {
    const list = this.list(value, path);
    if (list.length < atLeast) {
      throw this.fault(path, { zh: `至少要 ${atLeast} 个点`, en: `needs at least ${atLeast} points` });
    }
    return list.map((item, index) => this.point(item, `${path}[${index}]`));
  }
}

function checkCatchment(reader: RecipeReader, value: unknown, path: string): void {
  const plain = reader.object(value, path, ['mode', 'metres', 'minutes']);
  const mode = reader.oneOf(plain.mode, `${path}.mode`, ['ring', 'walk']);
  const key = mode === 'ring' ? 'metres' : 'minutes';
  const limits = reader.list(plain[key], `${path}.${key}`);
  let previous = 0;
  for (const [index, limit] of limits.entries()) {
    const number = reader.number(limit, `${path}.${key}[${index}]`, 0, 20_000);
    if (number <= previous) {
      throw reader.fault(`${path}.${key}[${index}]`, {
        zh: '应由近及远递增',
        en: 'must grow from the innermost outwards',
      });
    }
    previous = number;
  }
}

function checkStations(reader: RecipeReader, value: unknown, path: string): void {
  const plain = reader.object(value, path, ['where', 'names', 'lines', 'place']);
  if (Object.keys(plain).length === 0) {
    throw reader.fault(path, { zh: '要有 where、names、lines 或 place', en: 'needs where, names, lines or place' });
  }
  if (plain.where !== undefined) reader.text(plain.where, `${path}.where`);
  if (plain.names !== undefined) reader.texts(plain.names, `${path}.names`);
  if (plain.lines !== undefined) reader.texts(plain.lines, `${path}.lines`);
  if (plain.place === undefined) return;
  for (const [index, item] of reader.list(plain.place, `${path}.place`).entries()) {
    const at = `${path}.place[${index}]`;
    const station = reader.object(item, at, ['point', 'name', 'mode']);
    reader.point(station.point, `${at}.point`);
    reader.text(station.name, `${at}.name`);
    reader.text(station.mode, `${at}.mode`);
  }
}

/** Checks a selection of features; error `recipe/invalid` names the path to what is wrong. */
export function checkSelection(reader: RecipeReader, value: unknown, path: string): void {
  const plain = reader.object(value, path, ['where', 'within', 'near', 'ids', 'numbered', 'adjacent']);
  if (plain.where !== undefined) reader.text(plain.where, `${path}.where`);
  if (plain.within !== undefined) reader.points(plain.within, `${path}.within`, 3);
  if (plain.ids !== undefined) reader.texts(plain.ids, `${path}.ids`);
  if (plain.numbered !== undefined) {
    const numbered = reader.object(plain.numbered, `${path}.numbered`, ['of', 'numbers']);
    reader.text(numbered.of, `${path}.numbered.of`);
    const at = `${path}.numbered.numbers`;
    if (!parseRanges(reader.text(numbered.numbers, at))) {
      throw reader.fault(at, {
        zh: '应为编号范围，如 1-5000, 5007',
        en: 'must be ranges of numbers such as 1-5000, 5007',
      });
    }
  }
  if (plain.adjacent !== undefined) {
    const adjacent = reader.object(plain.adjacent, `${path}.adjacent`, ['of', 'withinMetres']);
    checkSelection(reader, adjacent.of, `${path}.adjacent.of`);
    reader.number(adjacent.withinMetres, `${path}.adjacent.withinMetres`, 0, 1000);
  }
  if (plain.near === undefined) return;
  const near = reader.object(plain.near, `${path}.near`, ['stations', 'catchment']);
  checkStations(reader, near.stations, `${path}.near.stations`);
  checkCatchment(reader, near.catchment, `${path}.near.catchment`);
}

const stepKeys = {
  tod: ['sketch', 'stations', 'catchment', 'types', 'convert', 'protect', 'allowLowerDensity', 'gradient', 'targets'],
  corridor: [
    'sketch',
    'name',
    'line',
    'between',
    'widthMetres',
    'parcels',
    'convertShare',
    'type',
    'resistance',
    'keepBuildings',
    'startWidthMetres',
    'endWidthMetres',
    'streets',
    'protect',
  ],
  'mixed-use': ['sketch', 'select', 'type', 'mix', 'far', 'byFloor', 'protect'],
  network: ['sketch', 'add', 'close'],
  attributes: ['sketch', 'role', 'select', 'set'],
  revert: ['sketch', 'select'],
} as const;

function checkCorridor(reader: RecipeReader, step: Plain, path: string): void {
  if ((step.line === undefined) === (step.between === undefined)) {
    throw reader.fault(path, { zh: '要有 line 或 between，二者取一', en: 'needs either line or between' });
  }
  if (step.line !== undefined) reader.points(step.line, `${path}.line`, 2);
  else if (reader.texts(step.between, `${path}.between`).length < 2) {
    throw reader.fault(`${path}.between`, { zh: '至少要两处绿地', en: 'needs at least two green spaces' });
  }
  reader.number(step.widthMetres, `${path}.widthMetres`, 1, 2000);
  reader.oneOf(step.parcels, `${path}.parcels`, ['split', 'convert']);
  reader.text(step.type, `${path}.type`);
  for (const width of ['startWidthMetres', 'endWidthMetres'] as const) {
    if (step[width] !== undefined) reader.number(step[width], `${path}.${width}`, 1, 2000);
  }
  if (step.streets !== undefined) reader.oneOf(step.streets, `${path}.streets`, ['gap', 'ecoduct']);
  if (step.convertShare !== undefined) reader.number(step.convertShare, `${path}.convertShare`, 0, 1);
  if (step.resistance === undefined) return;
  for (const [use, value] of Object.entries(
    reader.object(step.resistance, `${path}.resistance`, Object.keys(step.resistance as object)),
  )) {
    reader.number(value, `${path}.resistance.${use}`, 1, 1e9);
  }
}

function checkMix(reader: RecipeReader, value: unknown, path: string): void {
  const mix = reader.object(value, path, floorUses);
  for (const [use, share] of Object.entries(mix)) reader.number(share, `${path}.${use}`, 0, 1);
}

function checkFloors(reader: RecipeReader, value: unknown, path: string): void {
  const plain = reader.object(value, path, ['coverage', 'levels']);
  reader.number(plain.coverage, `${path}.coverage`, 0, 1);
  for (const [index, item] of reader.list(plain.levels, `${path}.levels`).entries()) {
    const at = `${path}.levels[${index}]`;
    const level = reader.object(item, at, ['level', 'storeys', 'plate', 'mix']);
    reader.oneOf(level.level, `${at}.level`, ['ground', 'podium', 'upper']);
    reader.number(level.storeys, `${at}.storeys`, 0, 200);
    if (level.plate !== undefined) reader.number(level.plate, `${at}.plate`, 0, 1);
    checkMix(reader, level.mix, `${at}.mix`);
  }
}

function checkTod(reader: RecipeReader, step: Plain, path: string): void {
  checkStations(reader, step.stations, `${path}.stations`);
  checkCatchment(reader, step.catchment, `${path}.catchment`);
  const types = reader.list(step.types, `${path}.types`);
  for (const [index, type] of types.entries()) if (type !== null) reader.text(type, `${path}.types[${index}]`);
  if (step.convert !== undefined) checkSelection(reader, step.convert, `${path}.convert`);
  if (step.gradient !== undefined) {
    const gradient = reader.object(step.gradient, `${path}.gradient`, ['from', 'to']);
    for (const end of ['from', 'to'] as const) reader.number(gradient[end], `${path}.gradient.${end}`, 0, 50);
  }
  if (step.targets === undefined) return;
  const targets = reader.object(step.targets, `${path}.targets`, ['residents', 'jobs', 'order', 'mostFar']);
  for (const what of ['residents', 'jobs'] as const) {
    if (targets[what] !== undefined) reader.number(targets[what], `${path}.targets.${what}`, 0, 1e8);
  }
  reader.oneOf(targets.order, `${path}.targets.order`, ['distance', 'capacity']);
  if (targets.mostFar === undefined) return;
  const limits = reader.object(targets.mostFar, `${path}.targets.mostFar`, Object.keys(targets.mostFar as object));
  for (const [type, far] of Object.entries(limits)) reader.number(far, `${path}.targets.mostFar.${type}`, 0, 50);
}

function checkMixedUse(reader: RecipeReader, step: Plain, path: string): void {
  checkSelection(reader, step.select, `${path}.select`);
  if (step.type === undefined && step.mix === undefined && step.byFloor === undefined) {
    throw reader.fault(path, { zh: '要有 type、mix 或 byFloor', en: 'needs type, mix or byFloor' });
  }
  if (step.byFloor !== undefined) checkFloors(reader, step.byFloor, `${path}.byFloor`);
  if (step.type !== undefined) reader.text(step.type, `${path}.type`);
  if (step.far !== undefined) reader.number(step.far, `${path}.far`, 0, 50);
  if (step.mix !== undefined) checkMix(reader, step.mix, `${path}.mix`);
}

function checkNetwork(reader: RecipeReader, step: Plain, path: string): void {
  if (step.add === undefined && step.close === undefined) {
    throw reader.fault(path, { zh: '要有 add 或 close', en: 'needs add or close' });
  }
  if (step.close !== undefined) checkSelection(reader, step.close, `${path}.close`);
  if (step.add === undefined) return;
  for (const [index, item] of reader.list(step.add, `${path}.add`).entries()) {
    const at = `${path}.add[${index}]`;
    const street = reader.object(item, at, ['line', 'class', 'name']);
    reader.points(street.line, `${at}.line`, 2);
    reader.oneOf(street.class, `${at}.class`, streetClasses);
  }
}

function checkStep(reader: RecipeReader, value: unknown, path: string): RecipeStep {
  const kind = reader.oneOf(
    (value as Plain | null)?.sketch,
    `${path}.sketch`,
    Object.keys(stepKeys) as (keyof typeof stepKeys)[],
  );
  const step = reader.object(value, path, stepKeys[kind]);
  if (kind === 'tod') checkTod(reader, step, path);
  else if (kind === 'corridor') checkCorridor(reader, step, path);
  else if (kind === 'mixed-use') checkMixedUse(reader, step, path);
  else if (kind === 'network') checkNetwork(reader, step, path);
  else {
    checkSelection(reader, step.select, `${path}.select`);
    if (kind === 'attributes') reader.text(step.role, `${path}.role`);
  }
  if (step.protect !== undefined && (step.protect as unknown[]).length !== 0)
    reader.texts(step.protect, `${path}.protect`);
  return step as unknown as RecipeStep;
}

const noHeading = {
  zh: '开头没有 cityloom: recipe/1',
  en: 'it does not begin with cityloom: recipe/1',
} as const;

/**
 * Reads a recipe from YAML or JSON. `file` is named in errors.
 * Errors: `recipe/syntax` (not readable), `recipe/invalid` (with the path to the faulty part).
 */
export function parseRecipe(text: string, file: string): Recipe {
  const document = parseDocument(text);
  if (document.errors.length > 0)
    throw new WorkbenchError('recipe/syntax', { file, reason: document.errors[0]!.message });
  const content = document.toJS({ maxAliasCount: 100 }) as unknown;
  if ((content as Plain | null)?.cityloom !== 'recipe/1') {
    throw new WorkbenchError('recipe/syntax', { file, reason: noHeading });
  }
  const reader = new RecipeReader(file);
  const plain = reader.object(content, 'recipe', [
    'cityloom',
    'name',
    'description',
    'letter',
    'parent',
    'crs',
    'steps',
  ]);
  const name = reader.localText(plain.name, 'name');
  const steps = reader.list(plain.steps, 'steps').map((step, index) => checkStep(reader, step, `steps[${index}]`));
  return {
    cityloom: 'recipe/1',
    name,
    ...(plain.description === undefined ? {} : { description: reader.text(plain.description, 'description') }),
    ...(plain.letter === undefined ? {} : { letter: reader.oneOf(plain.letter, 'letter', ['A', 'B', 'C', 'D', 'E']) }),
    ...(plain.parent === undefined ? {} : { parent: reader.text(plain.parent, 'parent') }),
    ...(plain.crs === undefined ? {} : { crs: reader.text(plain.crs, 'crs') }),
    steps,
  };
}

/** The recipe as a readable YAML file. */
export function formatRecipe(recipe: Recipe): string {
  return stringify(recipe, { lineWidth: 120, flowCollectionPadding: false });
}
