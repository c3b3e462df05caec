import { baselineId, type LayerId, type ScenarioId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import type { Scenario } from '#core/model/scenario.ts';
import type { Language } from '#core/model/text.ts';
import { describeContents, extentOf, register, unregister } from './contents.ts';
import { type Database, quoted } from './database.ts';
import { hasImages } from './feature-rows.ts';
import { scanExtent } from './feature-writes.ts';
import { columnList, isNameTaken, type LayerTable } from './layer-table.ts';
import { safeName, uniqueName } from './safe-names.ts';

/** The scenario and those it builds on, the nearest first, without the baseline. */
export function chainOf(scenarios: ReadonlyMap<ScenarioId, Scenario>, scenario: ScenarioId): ScenarioId[] {
  const chain: ScenarioId[] = [];
  let next: ScenarioId | null = scenario;
  while (next !== null && next !== baselineId && !chain.includes(next)) {
    chain.push(next);
    next = scenarios.get(next)?.parent ?? null;
  }
  return chain;
}

/** A layer as a scenario has it, shown to other programs as a view. */
export interface ScenarioView {
  readonly view: string;
  readonly scenario: ScenarioId;
  readonly layer: LayerId;
}

/** Views that are in the file. */
export function findViews(database: Database): ScenarioView[] {
  return database.rows('SELECT view_name, scenario, layer FROM cityloom_view').map(([view, scenario, layer]) => ({
    view: view as string,
    scenario: scenario as ScenarioId,
    layer: layer as LayerId,
  }));
}

const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/**
 * The rows of a layer as the scenarios of `chain` (the nearest first) have them: each scenario's images, save those that a
 * nearer one has as well, and the baseline's rows that none has. Plain columns only: GDAL takes their types from the
 * tables, whereas a computed column has none.
 */
function viewBody(layerTable: LayerTable, chain: readonly ScenarioId[]): string {
  const { table, images } = layerTable;
  const list = (source: string) =>
    [`${source}.fid`, columnList(layerTable, source), `${source}.uuid`].filter((part) => part !== '').join(', ');
  const outside = (source: string, scenarios: readonly ScenarioId[]) =>
    `${source}.fid NOT IN (SELECT fid FROM ${quoted(images)} WHERE cityloom_scenario IN (${scenarios.map(sqlText).join(', ')}))`;
  const parts = [`SELECT ${list('b')} FROM ${quoted(table)} AS b WHERE ${outside('b', chain)}`];
  chain.forEach((scenario, distance) => {
    const conditions = [`i.cityloom_scenario = ${sqlText(scenario)}`, 'i.cityloom_deleted = 0'];
    if (distance > 0) conditions.push(outside('i', chain.slice(0, distance)));
    parts.push(`SELECT ${list('i')} FROM ${quoted(images)} AS i WHERE ${conditions.join(' AND ')}`);
  });
  return parts.join(' UNION ALL ');
}

function removeView(database: Database, view: string): void {
  unregister(database, view);
  database.script(`DROP VIEW IF EXISTS ${quoted(view)}`);
  database.run('DELETE FROM cityloom_view WHERE view_name = ?', [view]);
}

/** Takes the views over a layer out of the file; `syncViews` puts those back that are still wanted. */
export function removeViewsOf(database: Database, layer: LayerId): void {
  for (const { view } of findViews(database).filter((each) => each.layer === layer)) removeView(database, view);
}

export interface ViewContext {
  readonly layers: readonly { readonly layer: Layer; readonly table: LayerTable }[];
  readonly scenarios: ReadonlyMap<ScenarioId, Scenario>;
  readonly language: Language;
  readonly srs: number;
  readonly instant: string;
}

interface WantedView {
  readonly layer: Layer;
  readonly table: LayerTable;
  readonly scenario: Scenario;
  readonly chain: readonly ScenarioId[];
}

/**
 * One view for each scenario and each layer that the scenario, or one it builds on, has changed. Where nothing was changed
 * the scenario's layer is the baseline's, and a view would only be a second name for it.
 */
function wantedViews(database: Database, { layers, scenarios }: ViewContext): WantedView[] {
  const wanted: WantedView[] = [];
  for (const { layer, table } of layers) {
    const changing = new Set([...scenarios.keys()].filter((id) => hasImages(database, table, id)));
    for (const scenario of scenarios.values()) {
      const chain = chainOf(scenarios, scenario.id);
      if (chain.some((id) => changing.has(id))) wanted.push({ layer, table, scenario, chain });
    }
  }
  // Parents first: a new view starts from the extent of the view it builds on.
  return wanted.sort((a, b) => a.chain.length - b.chain.length);
}

/**
 * Makes the views in the file those that the project wants. `recordsChanged` says whether layers or scenarios were changed
 * since the last time; if not, only features were, and their places are made good in the extents afterwards.
 */
export function syncViews(database: Database, context: ViewContext, recordsChanged: boolean): void {
  const present = new Map(findViews(database).map((each) => [`${each.layer} ${each.scenario}`, each.view]));
  const wanted = wantedViews(database, context);
  const keys = new Set(wanted.map(({ layer, scenario }) => `${layer.id} ${scenario.id}`));
  for (const [key, view] of present) if (!keys.has(key)) removeView(database, view);
  const views = new Map<string, string>();
  for (const each of wanted) {
    const key = `${each.layer.id} ${each.scenario.id}`;
    const old = present.get(key);
    if (old !== undefined && !recordsChanged) views.set(key, old);
    else views.set(key, putView(database, context, each, old, recordsChanged, views));
  }
}

function putView(
  database: Database,
  context: ViewContext,
  { layer, table, scenario, chain }: WantedView,
  old: string | undefined,
  recordsChanged: boolean,
  views: ReadonlyMap<string, string>,
): string {
  const title = `${scenario.letter} ${scenario.name[context.language]}`.trim();
  const identifier = `${layer.name} — ${title}`;
  const view = uniqueName(
    safeName(`${table.table}_${title}`, 'scenario'),
    (candidate) => candidate !== old && isNameTaken(database, candidate),
  );
  const body = viewBody(table, chain);
  const isSameBody = old !== undefined && definitionOf(database, old).endsWith(` AS ${body}`);
  if (isSameBody && view === old) {
    describeContents(database, view, identifier, scenario.description);
    return view;
  }
  let extent = isSameBody ? extentOf(database, old) : null;
  if (old !== undefined) removeView(database, old);
  database.script(`CREATE VIEW ${quoted(view)} AS ${body}`);
  if (recordsChanged && !isSameBody) extent = scanExtent(database, view, table.geometryType);
  else if (!isSameBody) {
    const parent = chain
      .slice(1)
      .map((id) => views.get(`${layer.id} ${id}`))
      .find((name) => name !== undefined);
    extent = extentOf(database, parent ?? table.table);
  }
  const { description } = scenario;
  const { geometryType } = table;
  register(database, { table: view, identifier, description, geometryType, extent }, context.srs, context.instant);
  database.run('INSERT INTO cityloom_view VALUES (?, ?, ?)', [view, scenario.id, layer.id]);
  return view;
}

function definitionOf(database: Database, view: string): string {
  return String(database.value("SELECT sql FROM sqlite_master WHERE type = 'view' AND name = ?", [view]) ?? '');
}
