import { crsLabel } from '#core/crs/crs-label.ts';
import { landUseDefinitions } from '#core/model/land-use.ts';
import { formatFixed, formatNumber, type LocalText } from '#core/model/text.ts';
import { type FigureBlock, paragraph, text } from './document.ts';
import { type LandBalance, landBalance, landShift } from './land-balance.ts';
import { type MapPanel, mapFigure } from './map-drawing.ts';
import type { MapScene } from './map-scene.ts';
import { recipeWords } from './recipe-words.ts';
import type { ReportBuilder } from './report-builder.ts';
import type { ReportFacts } from './report-facts.ts';
import { each, same } from './report-format.ts';
import { sectionTitles } from './report-texts.ts';
import { changesText } from './scenario-words.ts';
import { scenarioTexts } from './section-texts.ts';
import { fill, listText, sentences, subject, upperFirst, within } from './sentence.ts';

/** How many land uses the text names; the table has them all. */
const namedUses = 4;

/** Maps as a figure: their scale and coordinate system belong to the caption. */
export function mapBlock(facts: ReportFacts, id: string, title: LocalText, panels: readonly MapPanel[]): FigureBlock {
  const detail = fill(scenarioTexts.mapFacts, {
    scale: formatNumber(panels[0]!.frame.denominator),
    crs: each((language) => crsLabel(facts.input.project.crsName, language)),
  });
  return {
    kind: 'figure',
    id,
    caption: [title, detail],
    description: fill(scenarioTexts.mapDescription, { name: title }),
    picture: mapFigure(panels),
  };
}

function landEffect(balance: LandBalance, index: number): LocalText {
  const shifts = balance.uses
    .map((use) => ({ use, change: landShift(balance, index, use) }))
    .filter(({ change }) => change !== 0)
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change))
    .slice(0, namedUses);
  if (shifts.length === 0) return scenarioTexts.noLandEffect;
  const items = shifts.map(({ use, change }) =>
    fill(scenarioTexts.landItem, {
      use: within(landUseDefinitions[use].label),
      change: `${change > 0 ? '+' : '−'}${formatFixed(Math.abs(change), 2)}`,
    }),
  );
  return fill(scenarioTexts.landEffect, { items: listText(items) });
}

/** A description that says the same in Chinese and then in English is parted; any other stays as it is. */
function bothLanguages(description: string): LocalText {
  const match = /^(.*[\u3000-\u9fff\uff00-\uffef])\s+([A-Z][^\u3000-\u9fff]{20,})$/s.exec(description.trim());
  return match ? { zh: match[1]!, en: match[2]! } : same(description);
}

function addScenario(
  builder: ReportBuilder,
  facts: ReportFacts,
  index: number,
  balance: LandBalance | undefined,
): void {
  const { input, marks } = facts;
  const entry = input.scenarios[index]!;
  const mark = marks[index]!;
  builder.part(`scenario-${index}`, fill(scenarioTexts.title, { letter: mark.short, name: mark.name }));
  const parent = input.scenarios.findIndex(({ scenario }) => scenario.id === entry.scenario.parent);
  const changes = changesText(entry, input);
  const start =
    parent <= 0 ? scenarioTexts.parentBaseline : fill(scenarioTexts.parentOther, { parent: subject(marks[parent]!) });
  const done = changes ? fill(scenarioTexts.changed, { changes }) : scenarioTexts.changedNothing;
  const first: LocalText = { zh: start.zh + done.zh, en: start.en + done.en };
  const { description } = entry.scenario;
  if (description) builder.add(paragraph(text(bothLanguages(description))));
  builder.add(paragraph(text(sentences(first, balance ? landEffect(balance, index) : undefined))));
}

/** How a scenario is made, step by step. */
function addSteps(builder: ReportBuilder, facts: ReportFacts, index: number): void {
  const entry = facts.input.scenarios[index]!;
  if (entry.recipe && entry.recipe.steps.length > 0) {
    builder.add(paragraph(text(scenarioTexts.steps), 'plain'), {
      kind: 'list',
      ordered: true,
      items: recipeWords(entry.recipe.steps, facts.input.project).map((words) => [words]),
    });
  } else builder.add(paragraph(text(scenarioTexts.byHand)));
}

/** What each scenario does, in words and on a map of its land use. */
export function addScenarios(builder: ReportBuilder, facts: ReportFacts, scene: MapScene | undefined): void {
  builder.chapter('scenarios', sectionTitles.scenarios, 'numbered');
  builder.add(paragraph(text(scenarioTexts.intro)));
  const balance = landBalance(facts.input);
  facts.marks.forEach((mark, index) => {
    if (index > 0) addScenario(builder, facts, index, balance);
    if (scene) {
      const name = mark.baseline ? mark.name : upperFirst(mark.full);
      builder.add(mapBlock(facts, `map-land-${index}`, fill(scenarioTexts.map, { name }), [scene.landUse(index)]));
    }
    if (index > 0) addSteps(builder, facts, index);
  });
}
