import { baselineId, type ScenarioId } from '#core/model/ids.ts';
import type { Recipe } from '#core/model/recipe.ts';
import { type ReportChapter, reportChapters } from '#core/model/report-chapter.ts';
import { shownScenarios } from '#core/model/scenario.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { chooseChapters, readChapters } from '#core/report/chapters.ts';
import { writeHtml } from '#core/report/html-report.ts';
import type { ReportInput, ReportScenario } from '#core/report/report-input.ts';
import { buildReport } from '#core/report/report-model.ts';
import { writeXlsx } from '#core/report/xlsx-report.ts';
import type { Explanation } from '#core/rpc/compare-answers.ts';
import type { RequestOf, RequestOptions } from '#core/rpc/requests.ts';
import { scenariosOf } from '#core/scenario/branch.ts';
import { storedRecords } from './evaluation-requests.ts';
import { explainChange } from './explain-change.ts';
import type { Handlers } from './handler.ts';
import { liveIndicatorsOf, settleSlow } from './indicator-requests.ts';
import { readableManifests } from './readable-manifests.ts';
import { readinessOf } from './readiness-requests.ts';
import type { OpenProject, Session } from './session.ts';

function reportScenario(open: OpenProject, id: ScenarioId, evaluators: ReadonlySet<string>): ReportScenario {
  const { file, tables } = open;
  const recipe = file.record('recipe', id) as Recipe | null;
  const changes = tables.layers
    .filter((layer) => layer.table !== '' && id !== baselineId)
    .map((layer) => ({ layer: layer.name, count: file.changesFromBaseline(layer.id, id).size }))
    .filter(({ count }) => count > 0);
  return {
    scenario: file.scenario(id),
    ...(recipe ? { recipe } : {}),
    changes,
    live: liveIndicatorsOf(open, id),
    evaluations: storedRecords(open).filter(({ scenario, evaluator }) => scenario === id && evaluators.has(evaluator)),
    table: (role) => tables.roleTable(role, id),
  };
}

/** Indicators whose change the report explains. */
const explained = ['residents', 'jobs', 'transit-access', 'park-green-per-resident', 'building-carbon', 'land-take'];

/** Why the main indicators of a scenario differ from the baseline; those that have no value on the way are left out. */
async function reasonsFor(session: Session, scenario: ScenarioId): Promise<readonly Explanation[]> {
  const reasons: Explanation[] = [];
  for (const indicator of explained) {
    try {
      reasons.push(await explainChange(session, { from: baselineId, to: scenario, indicator, by: 'land-use' }));
    } catch (thrown) {
      if (WorkbenchError.from(thrown).code !== 'compare/no-value-between') throw thrown;
    }
  }
  return reasons;
}

/**
 * Everything the report is made of, from the open project and its stored results. Reasons and readiness, which take longest, are
 * worked out where one of the chapters that are asked for tells them; no other chapter points to them.
 */
async function reportInput(
  session: Session,
  request: RequestOf<'report/build'>,
  chapters: readonly ReportChapter[],
  options: RequestOptions,
): Promise<ReportInput> {
  const { host, project, plugins } = session;
  const description = project.file.describe();
  const evaluators = readableManifests(plugins, storedRecords(project));
  const wanted = new Set(request.evaluators ?? evaluators.map(({ id }) => id));
  const chosen = request.scenarios ?? shownScenarios(scenariosOf(project.file)).map(({ id }) => id);
  // The baseline is what everything is measured against: it is always there, and first.
  const scenarios = [baselineId, ...chosen.filter((id) => id !== baselineId)];
  const { name } = description;
  await settleSlow(session, scenarios, options);
  return {
    language: request.language,
    title: request.title ?? {
      zh: `${name} 规划情景政策评估报告`,
      en: `${name}: policy assessment of planning scenarios`,
    },
    project: description,
    generated: new Date(host.clock.now()).toISOString(),
    programVersion: host.programVersion,
    scenarios: await Promise.all(
      scenarios.map(async (id) => {
        const scenario = reportScenario(project, id, wanted);
        if (request.format !== 'html' || id === baselineId || !chapters.includes('comparison')) return scenario;
        return { ...scenario, why: await reasonsFor(session, id) };
      }),
    ),
    layers: project.tables.layers.map((layer) => {
      const raster = layer.table === '' ? project.file.readRaster(layer.id) : undefined;
      const count = raster ? raster.columns * raster.rows : project.tables.table(layer.id, baselineId).ids.length;
      return { layer, count, remarks: layer.remarks ?? [] };
    }),
    evaluators: evaluators.filter(({ id }) => wanted.has(id)),
    liveIndicators: project.facts.indicators.definitions,
    targets: description.targets,
    assumptions: description.assumptions,
    ...(chapters.includes('place') && { readiness: await readinessOf(session, {}, options) }),
    fonts: request.format === 'html' ? await host.loadFonts() : [],
  };
}

export const reportRequests: Handlers<'report/build'> = {
  async 'report/build'(session, request, options) {
    // A workbook has no chapters to choose from.
    const isExcerpt = request.format === 'html' && request.chapters !== undefined;
    const chapters = isExcerpt ? readChapters(request.chapters!) : reportChapters;
    const input = await reportInput(session, request, chapters, options);
    if (request.format === 'xlsx') return writeXlsx(input, request.language);
    const document = buildReport(input);
    const chosen = isExcerpt ? chooseChapters(document, chapters) : document;
    const html = await writeHtml(chosen, request.language, input.fonts);
    return new TextEncoder().encode(html);
  },
};
