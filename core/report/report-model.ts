import type { Content, CoverFact, ReportDocument } from './document.ts';
import { text } from './document.ts';
import { MapScene } from './map-scene.ts';
import { ReportBuilder } from './report-builder.ts';
import { reportCode } from './report-code.ts';
import { gatherFacts, type ReportFacts } from './report-facts.ts';
import { crsText, dayText, same } from './report-format.ts';
import type { ReportInput } from './report-input.ts';
import { labels } from './report-texts.ts';
import { addAssumptions, addLimits, addSources, addVerification } from './section-appendix.ts';
import { addComparison, addDimensions } from './section-comparison.ts';
import { addMethods } from './section-methods.ts';
import { addPlace } from './section-place.ts';
import { addReadiness } from './section-readiness.ts';
import { addResults } from './section-results.ts';
import { addScenarios } from './section-scenarios.ts';
import { addSummary } from './section-summary.ts';

function coverFacts(facts: ReportFacts, code: string): CoverFact[] {
  const { input } = facts;
  const scenarios: Content = facts.marks.flatMap(
    (scenario, index): Content => [
      ...(index > 0 ? [{ kind: 'break' as const }] : []),
      { kind: 'scenario', scenario },
      scenario.name,
    ],
  );
  return [
    { term: labels.scenarios, meaning: scenarios },
    { term: labels.crs, meaning: [crsText(input.project)] },
    { term: labels.generated, meaning: text(dayText(input.generated)) },
    {
      term: labels.program,
      meaning: text({ zh: `城织 ${input.programVersion}`, en: `Cityloom ${input.programVersion}` }),
    },
    { term: labels.reportCode, meaning: [{ kind: 'code', text: code }] },
  ];
}

/** Puts a report together: everything it says, in no language and no format. The same input gives the same document. */
export function buildReport(input: ReportInput): ReportDocument {
  const facts = gatherFacts(input);
  const scene = MapScene.of(input, facts.marks);
  const code = reportCode(input);
  const builder = new ReportBuilder();
  addSummary(builder, facts);
  addPlace(builder, facts);
  addReadiness(builder, facts);
  addScenarios(builder, facts, scene);
  addResults(builder, facts, scene);
  addDimensions(builder, facts);
  addComparison(builder, facts);
  addMethods(builder, facts);
  addAssumptions(builder, facts);
  addSources(builder, facts);
  addLimits(builder, facts);
  addVerification(builder, facts, code);
  return {
    title: input.title,
    subtitle: same(input.project.name),
    facts: coverFacts(facts, code),
    ...(scene && { cover: scene.landUse(0), maps: { pool: scene.pool, frame: scene.frame } }),
    code,
    generated: dayText(input.generated),
    sections: builder.sections,
    notes: builder.notes,
    numbers: builder.numbers,
    scenarios: facts.marks,
  };
}
