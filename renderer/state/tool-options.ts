import { floorUses } from '#core/model/role.ts';
import { corridorWidths, floorLevels, initialDrafts, type SketchDrafts } from './sketch-draft.ts';

/** Whether a value that was stored is one of the kind that is expected. */
type Check = (value: unknown) => boolean;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const text: Check = (value) => typeof value === 'string';
const flag: Check = (value) => typeof value === 'boolean';
const between =
  (least: number, most: number): Check =>
  (value) =>
    typeof value === 'number' && value >= least && value <= most;
const amount = between(0, 1e9);
const oneOf =
  (...values: readonly string[]): Check =>
  (value) =>
    values.some((one) => one === value);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const listOf =
  (check: Check, least = 0): Check =>
  (value) =>
    Array.isArray(value) && value.length >= least && value.every(check);
const eachOf =
  (check: Check): Check =>
  (value) =>
    isObject(value) && Object.values(value).every(check);
const shape =
  (parts: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isObject(value) && Object.entries(parts).every(([name, check]) => check(value[name]));

const mix = shape(Object.fromEntries(floorUses.map((use) => [use, between(0, 100)])));
const level = shape({ storeys: between(0, 1000), mix });

/** What of a tool's draft is an option; the rest is what it is being used for, which ends with the session. */
function optionChecks(types: ReadonlySet<string>) {
  const type: Check = (value) => typeof value === 'string' && types.has(value);
  const width = between(corridorWidths.minimum, corridorWidths.maximum);
  return {
    tod: {
      mode: oneOf('ring', 'walk'),
      metres: listOf(amount, 1),
      minutes: listOf(amount, 1),
      types: listOf(orNull(type), 1),
      allowLowerDensity: flag,
      gradient: orNull(shape({ from: amount, to: amount })),
      targets: shape({
        residents: orNull(amount),
        jobs: orNull(amount),
        order: oneOf('distance', 'capacity'),
        mostFar: eachOf(amount),
      }),
    },
    corridor: {
      way: oneOf('draw', 'between'),
      widthMetres: width,
      parcels: oneOf('split', 'convert'),
      convertShare: between(0, 1),
      type,
      keepBuildings: flag,
      startWidthMetres: orNull(width),
      endWidthMetres: orNull(width),
      streets: oneOf('gap', 'ecoduct'),
      resistance: eachOf(amount),
    },
    mixedUse: {
      pick: oneOf('click', 'box', 'polygon', 'lasso'),
      paint: oneOf('type', 'mix', 'floors'),
      type,
      mix,
      far: amount,
      floors: shape({
        coverage: between(0, 100),
        upperPlate: between(0, 100),
        levels: shape(Object.fromEntries(floorLevels.map((one) => [one, level]))),
      }),
    },
    network: { class: oneOf('footbridge', 'path', 'local') },
  } satisfies Readonly<Record<Exclude<keyof SketchDrafts, 'protect'>, Readonly<Record<string, Check>>>>;
}

type ToolName = keyof ReturnType<typeof optionChecks>;

const toolChecks = Object.entries(optionChecks(new Set())) as [ToolName, Readonly<Record<string, Check>>][];

/** The options of the sketch tools, without what they are being used for. */
export function toolOptionsOf(drafts: SketchDrafts): object {
  const tools = toolChecks.map(([tool, checks]) => {
    const draft: Readonly<Record<string, unknown>> = { ...drafts[tool] };
    return [tool, Object.fromEntries(Object.keys(checks).map((name) => [name, draft[name]]))];
  });
  return { ...Object.fromEntries(tools), protect: drafts.protect };
}

/**
 * New drafts with the options that `stored` has, those of a project with these development types; what is missing or of the
 * wrong kind is as in a new window.
 */
export function draftsWith(stored: unknown, types: ReadonlySet<string>): SketchDrafts {
  if (!isObject(stored)) return initialDrafts;
  const optionsOf = (tool: ToolName): object => {
    const options = stored[tool];
    if (!isObject(options)) return {};
    const checks: Readonly<Record<string, Check>> = optionChecks(types)[tool];
    return Object.fromEntries(Object.entries(options).filter(([name, value]) => checks[name]?.(value)));
  };
  const protect = stored['protect'];
  return {
    tod: { ...initialDrafts.tod, ...optionsOf('tod') },
    corridor: { ...initialDrafts.corridor, ...optionsOf('corridor') },
    mixedUse: { ...initialDrafts.mixedUse, ...optionsOf('mixedUse') },
    network: { ...initialDrafts.network, ...optionsOf('network') },
    protect: listOf(text)(protect) ? (protect as readonly string[]) : null,
  };
}
