import { featureAreas } from '#core/geometry/measure.ts';
import { landUseDefinitions } from '#core/model/land-use.ts';
import { describeRemark, type Place, type Remark, remarkHint } from '#core/model/remark.ts';
import { roleOf } from '#core/model/role.ts';
import { formatFixed, formatNumber, type LocalText } from '#core/model/text.ts';
import { type Cell, type Content, paragraph, type Row, text, textCell } from './document.ts';
import { hectareScale, type LandBalance, landBalance } from './land-balance.ts';
import type { ReportBuilder } from './report-builder.ts';
import type { ReportFacts } from './report-facts.ts';
import { crsText, differenceText, each, instantText, numberText, same, shownDifference } from './report-format.ts';
import type { ReportInput, ReportLayer } from './report-input.ts';
import { labels, sectionTitles } from './report-texts.ts';
import { placeTexts } from './section-texts.ts';
import { fill, sentences, within } from './sentence.ts';

const shownPlaces = 3;

function boundaryHectares(input: ReportInput): number | undefined {
  const table = input.scenarios[0]?.table('boundary');
  if (!table || table.geometry.kind !== 'polygon') return undefined;
  return featureAreas(table.geometry).reduce((sum, area) => sum + area, 0) / 10_000;
}

function landIntro(input: ReportInput, balance: LandBalance | undefined): LocalText {
  const { project } = input;
  const area = boundaryHectares(input);
  const baseline = balance?.hectares[0];
  const total = balance?.totals[0] ?? 0;
  const largest = balance?.uses.reduce(
    (best, use) => ((baseline?.get(use) ?? 0) > (baseline?.get(best) ?? 0) ? use : best),
    balance.uses[0]!,
  );
  return sentences(
    area === undefined ? undefined : fill(placeTexts.area, { project: project.name, area: formatFixed(area, 1) }),
    largest === undefined || !baseline
      ? placeTexts.noParcels
      : fill(placeTexts.parcels, {
          count: input.scenarios[0]!.table('parcel')!.ids.length,
          area: formatFixed(total, 1),
          largest: within(landUseDefinitions[largest].label),
          largestArea: formatFixed(baseline.get(largest) ?? 0, 1),
          share: formatFixed((100 * (baseline.get(largest) ?? 0)) / total, 1),
        }),
    fill(placeTexts.crs, { crs: crsText(project) }),
  );
}

/** An area with its difference from the baseline, which is neither better nor worse. */
function areaCell(value: number, baseline: number, first: boolean): Cell {
  const change = shownDifference(value, baseline, hectareScale);
  return {
    kind: 'measure',
    value: numberText(value, hectareScale),
    ...(!first &&
      change !== 0 && {
        change: { text: differenceText(value, baseline, hectareScale, 'ha', true), verdict: 'none' as const },
      }),
  };
}

function landRows(balance: LandBalance): Row[] {
  const total = balance.totals[0]!;
  const line = (kind: Row['kind'], title: LocalText, areas: readonly number[]): Row => ({
    kind,
    cells: [
      textCell(title),
      ...areas.map((area, index) => areaCell(area, areas[0]!, index === 0)),
      { kind: 'number', text: same(formatFixed((100 * areas[0]!) / total, 1)) },
    ],
  });
  return [
    ...balance.uses.map((use) =>
      line(
        'body',
        landUseDefinitions[use].label,
        balance.hectares.map((sums) => sums?.get(use) ?? 0),
      ),
    ),
    line('total', labels.total, balance.totals),
  ];
}

function layerRow({ layer, count }: ReportLayer): Row {
  const { source } = layer;
  const cell = (value: string | undefined): Cell => textCell(value ? same(value) : labels.notKnown);
  const file: Content = source
    ? [same(source.sourceLayer ? `${source.file} › ${source.sourceLayer}` : source.file)]
    : text(placeTexts.drawn);
  return {
    kind: 'body',
    cells: [
      textCell(same(layer.name)),
      textCell(roleOf(layer.role).label),
      { kind: 'number', text: same(formatNumber(count)) },
      { kind: 'text', content: file },
      ...(source
        ? [cell(source.format), cell(shortCrs(source.crs)), cell(source.encoding), cell(instantText(source.imported))]
        : [textCell(), textCell(), textCell(), textCell()]),
    ],
  };
}

/** The name of a coordinate system; of a whole WKT only its name. */
function shortCrs(crs: string): string {
  return /^\w+\s*\[\s*"([^"]+)"/.exec(crs)?.[1] ?? crs;
}

function placeText(place: Place): LocalText {
  if (place.row !== undefined)
    return fill(placeTexts.row, { file: place.file ?? place.layer ?? '', row: String(place.row) });
  return same(place.feature ?? place.layer ?? place.file ?? '');
}

function remarkRow(layer: ReportLayer, remark: Remark): Row {
  const places = remark.places.slice(0, shownPlaces).map(placeText);
  const shown: LocalText = { zh: places.map(({ zh }) => zh).join('、'), en: places.map(({ en }) => en).join('; ') };
  const more = remark.count > shownPlaces ? fill(placeTexts.morePlaces, { count: remark.count }) : undefined;
  const hint = each((language) => remarkHint(remark, language));
  const content: Content = [
    each((language) => describeRemark(remark, language)),
    ...(places.length > 0 ? [{ kind: 'break' as const }, shown, ...(more ? [same(' '), more] : [])] : []),
    ...(hint.zh ? [{ kind: 'break' as const }, hint] : []),
  ];
  return {
    kind: 'body',
    cells: [
      textCell(same(layer.layer.name)),
      textCell(remark.severity === 'warning' ? labels.warning : labels.info),
      { kind: 'number', text: same(formatNumber(remark.count)) },
      { kind: 'text', content },
    ],
  };
}

/** Layers that evaluators of the report could have used and the project does not have. */
function missingInputs(facts: ReportFacts): Content[] {
  const roles = new Set(facts.input.project.layers.map(({ role }) => role));
  return facts.groups.flatMap(({ manifest }) =>
    (manifest?.inputs ?? [])
      .filter(({ role }) => !roles.has(role) && !facts.input.scenarios[0]?.table(role))
      .map(({ role, purpose }) =>
        text(fill(placeTexts.missingItem, { role: roleOf(role).label, purpose, evaluator: manifest!.name })),
      ),
  );
}

function addLand(builder: ReportBuilder, facts: ReportFacts): void {
  const balance = landBalance(facts.input);
  builder.part('land', sectionTitles.land);
  builder.add(paragraph(text(landIntro(facts.input, balance))));
  if (!balance) return;
  builder.add({
    kind: 'table',
    id: 'table-land',
    caption: text(placeTexts.landTable),
    columns: [
      { title: text(labels.landUse), align: 'start' },
      ...facts.marks.map((scenario) => ({
        title: [{ kind: 'scenario' as const, scenario }],
        align: 'end' as const,
        width: 14,
      })),
      { title: text({ zh: '基准占比（%）', en: 'Share of the baseline (%)' }), align: 'end', width: 14 },
    ],
    rows: landRows(balance),
    headColumn: 0,
    remarks: [text(facts.marks.length > 1 ? placeTexts.landNote : placeTexts.landNoteAlone)],
  });
}

/** The place, its layers and where they came from, and what is not known. */
export function addPlace(builder: ReportBuilder, facts: ReportFacts): void {
  const { input } = facts;
  builder.chapter('place', sectionTitles.place, 'numbered');
  addLand(builder, facts);

  builder.part('layers', sectionTitles.layers);
  const isGrid = ({ layer }: ReportLayer): boolean => layer.table === '';
  const grids = input.layers.filter(isGrid).length;
  const features = input.layers.reduce((sum, each) => sum + (isGrid(each) ? 0 : each.count), 0);
  const intro = grids > 0 ? placeTexts.layersIntroWithGrids : placeTexts.layersIntro;
  const heads = [
    labels.layer,
    labels.role,
    labels.count,
    labels.file,
    labels.format,
    labels.crs,
    labels.encoding,
    labels.imported,
  ];
  const widths = [undefined, 10, 8, undefined, 9, 14, 9, 11];
  builder.add(paragraph(text(fill(intro, { count: input.layers.length, features, grids }))), {
    kind: 'table',
    id: 'table-layers',
    caption: text(placeTexts.layerTable),
    columns: heads.map((title, at) => ({
      title: text(title),
      align: at === 2 ? ('end' as const) : ('start' as const),
      ...(widths[at] !== undefined && { width: widths[at] }),
    })),
    rows: input.layers.map(layerRow),
    headColumn: 0,
    remarks: [],
  });

  builder.part('gaps', sectionTitles.gaps);
  const missing = missingInputs(facts);
  if (missing.length === 0) builder.add(paragraph(text(placeTexts.noGaps)));
  else builder.add(paragraph(text(placeTexts.missing)), { kind: 'list', ordered: false, items: missing });
  const remarks = input.layers.flatMap((layer) => layer.remarks.map((remark) => remarkRow(layer, remark)));
  if (remarks.length === 0) {
    builder.add(paragraph(text(placeTexts.noRemarks)));
    return;
  }
  builder.add({
    kind: 'table',
    id: 'table-remarks',
    caption: text(placeTexts.remarkTable),
    columns: [
      { title: text(labels.layer), align: 'start', width: 20 },
      { title: text(labels.severity), align: 'start', width: 10 },
      { title: text(labels.count), align: 'end', width: 10 },
      { title: text(labels.description), align: 'start' },
    ],
    rows: remarks,
    headColumn: 0,
    remarks: [],
  });
}
