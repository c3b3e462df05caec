import type { EvaluatorLayer, ResultLayer } from '#core/evaluation/contract.ts';
import { unitLabel } from '#core/model/indicator.ts';
import { formatNumber, type LocalText } from '#core/model/text.ts';
import type { LegendItem, MapPool, MapStyle, MapSymbol, MapUse } from './map-drawing.ts';
import type { MapFrame } from './map-frame.ts';
import { pathOf } from './map-path.ts';
import { dotPlaces } from './map-places.ts';

/** A result layer of one scenario, painted. */
export interface PaintedOverlay {
  readonly uses: readonly MapUse[];
  readonly symbols: readonly MapSymbol[];
  readonly legend: readonly LegendItem[];
}

/** Viridis (Smith and van der Walt 2015), five steps from low to high. */
const sequence = ['#440154', '#3B528B', '#21918C', '#5EC962', '#FDE725'];
/** Dashes of nested outlines: the innermost solid, the next dotted, then longer and longer. */
const dashes: readonly (readonly number[] | undefined)[] = [undefined, [0.01, 0.95], [1.6, 0.8], [2.6, 0.8, 0.5, 0.8]];
const hatchColours = ['#1F5FA8', '#B14E00', '#7A2E8C', '#00785A', '#5E6975', '#A33B5E'];
const hatchDegrees = [45, 135, 0, 90, 20, 160];
const classLimit = 6;

/** Classes of a layer over all scenarios, so that the same value looks the same on every map. */
interface Classes {
  readonly labels: readonly LocalText[];
  /** Class of a row; -1 where it has none. */
  of(layer: ResultLayer, row: number): number;
}

/** A text of a result layer; evaluators write both languages as `均衡 / Balanced`. */
function plain(text: string): LocalText {
  const [zh, en] = text.split(' / ');
  const isPair = en !== undefined && /[\u4e00-\u9fff]/.test(zh!) && !/[\u4e00-\u9fff]/.test(en);
  return isPair ? { zh: zh!, en } : { zh: text, en: text };
}

function withUnit(text: string, unit: string | undefined): LocalText {
  const label = unitLabel(unit ?? '1');
  return { zh: label.zh ? `${text} ${label.zh}` : text, en: label.en ? `${text} ${label.en}` : text };
}

/** Up to five ranges with limits of two significant digits; one class per value where there are few. */
function numberClasses(
  layers: readonly ResultLayer[],
  field: string,
  unit: string | undefined,
  ranges: boolean,
): Classes {
  const valueOf = (layer: ResultLayer, row: number): number => {
    const column = layer.columns[field];
    return column instanceof Float64Array ? column[row]! : Number.NaN;
  };
  const values: number[] = [];
  for (const layer of layers) {
    const count = layer.geometry.featureOffsets.length - 1;
    for (let row = 0; row < count; row++) {
      const value = valueOf(layer, row);
      if (!Number.isNaN(value)) values.push(value);
    }
  }
  const distinct = [...new Set(values)].sort((a, b) => a - b);
  if (!ranges || distinct.length <= sequence.length) {
    const shown = distinct.slice(0, classLimit);
    return {
      labels: shown.map((value) => withUnit(formatNumber(value), unit)),
      of: (layer, row) => shown.indexOf(valueOf(layer, row)),
    };
  }
  values.sort((a, b) => a - b);
  const round = (value: number) => Number(value.toPrecision(2));
  const limits = [...new Set([1, 2, 3, 4].map((step) => round(values[Math.floor((values.length * step) / 5)]!)))];
  const labels = [...limits, Number.POSITIVE_INFINITY].map((limit, index) => {
    const from = index === 0 ? undefined : formatNumber(limits[index - 1]!);
    if (limit === Number.POSITIVE_INFINITY) return withUnit(`> ${from}`, unit);
    return withUnit(from === undefined ? `≤ ${formatNumber(limit)}` : `${from}–${formatNumber(limit)}`, unit);
  });
  return {
    labels,
    of: (layer, row) => {
      const value = valueOf(layer, row);
      if (Number.isNaN(value)) return -1;
      const index = limits.findIndex((limit) => value <= limit);
      return index < 0 ? limits.length : index;
    },
  };
}

function textClasses(layers: readonly ResultLayer[], field: string): Classes {
  const textOf = (layer: ResultLayer, row: number): string | null => {
    const column = layer.columns[field];
    return column && !(column instanceof Float64Array) ? (column[row] ?? null) : null;
  };
  const texts = new Set<string>();
  for (const layer of layers) {
    const count = layer.geometry.featureOffsets.length - 1;
    for (let row = 0; row < count; row++) {
      const text = textOf(layer, row);
      if (text !== null) texts.add(text);
    }
  }
  const shown = [...texts].sort().slice(0, classLimit);
  return { labels: shown.map(plain), of: (layer, row) => shown.indexOf(textOf(layer, row) ?? '') };
}

function classesOf(declared: EvaluatorLayer, layers: readonly ResultLayer[]): Classes {
  const field = declared.fields.find(({ name }) => name === declared.styleField);
  if (!field) return { labels: [declared.label], of: () => 0 };
  if (field.type === 'text' || field.type === 'date') return textClasses(layers, field.name);
  return numberClasses(layers, field.name, field.unit, declared.style === 'sequential');
}

/** How class `index` of `count` is drawn. Nothing here fills land that shows its use: `filled` is for muted ground. */
function styleOf(declared: EvaluatorLayer, index: number, count: number, colour: string, pool: MapPool): MapStyle {
  if (declared.geometry === 'line') {
    if (declared.style === 'sequential') {
      return { stroke: colour, width: 0.3 + (1.1 * (index + 1)) / Math.max(1, count), round: true };
    }
    const dash = dashes[index % dashes.length];
    return dash ? { stroke: colour, width: 0.55, dash, round: true } : { stroke: colour, width: 0.55, round: true };
  }
  if (declared.style === 'sequential') {
    const step = count === 1 ? 2 : Math.round((index * (sequence.length - 1)) / (count - 1));
    return { fill: sequence[step]!, stroke: '#FFFFFF', width: 0.12 };
  }
  if (declared.style === 'categorical') {
    const line = hatchColours[index % hatchColours.length]!;
    const degrees = hatchDegrees[index % hatchDegrees.length]!;
    return { fill: pool.pattern({ line, width: 0.22, spacing: 1.1, degrees }), stroke: line, width: 0.4 };
  }
  const dash = dashes[index % dashes.length];
  const outline = { stroke: colour, width: index === 0 ? 0.5 : 0.55, round: true };
  return dash ? { ...outline, dash } : outline;
}

/** Paints one result layer in all scenarios; `layers[i]` is undefined where scenario i has none. */
export function paintOverlay(
  frame: MapFrame,
  pool: MapPool,
  declared: EvaluatorLayer,
  layers: readonly (ResultLayer | undefined)[],
  colour: string,
): PaintedOverlay[] {
  const classes = classesOf(
    declared,
    layers.filter((layer) => layer !== undefined),
  );
  return layers.map((layer) => {
    if (!layer) return { uses: [], symbols: [], legend: [] };
    const rows: number[][] = classes.labels.map(() => []);
    const count = layer.geometry.featureOffsets.length - 1;
    for (let row = 0; row < count; row++) rows[classes.of(layer, row)]?.push(row);
    if (layer.geometry.kind === 'point') return paintPoints(frame, layer, declared, classes, colour);
    const uses: MapUse[] = [];
    const legend: LegendItem[] = [];
    // The outermost first, so that the innermost outline lies on top.
    for (let index = rows.length - 1; index >= 0; index--) {
      const outline = pathOf(frame, layer.geometry, rows[index]!);
      if (outline === '') continue;
      const path = pool.path(outline);
      const style = styleOf(declared, index, rows.length, colour, pool);
      const filled = style.fill !== undefined;
      if (!filled)
        uses.push({
          path,
          style: { stroke: '#FFFFFF', width: (style.width ?? 0.4) + 0.6, opacity: 0.85, round: true },
        });
      uses.push({ path, style });
      legend.unshift({
        shape: filled ? 'area' : 'line',
        styles: [style],
        label: labelOf(declared, classes.labels[index]!),
      });
    }
    return { uses, symbols: [], legend };
  });
}

function labelOf(declared: EvaluatorLayer, value: LocalText): LocalText {
  if (declared.styleField === undefined || value === declared.label) return declared.label;
  return { zh: `${declared.label.zh}：${value.zh}`, en: `${declared.label.en}: ${value.en}` };
}

function paintPoints(
  frame: MapFrame,
  layer: ResultLayer,
  declared: EvaluatorLayer,
  classes: Classes,
  colour: string,
): PaintedOverlay {
  const count = layer.geometry.featureOffsets.length - 1;
  const last = Math.max(1, classes.labels.length - 1);
  const colourOf = (index: number) =>
    declared.style === 'outline' || index < 0
      ? colour
      : declared.style === 'sequential'
        ? sequence[Math.round((index * (sequence.length - 1)) / last)]!
        : hatchColours[index % hatchColours.length]!;
  const colours = Array.from({ length: count }, (_, row) => colourOf(classes.of(layer, row)));
  const symbols = dotPlaces(frame, layer, colours);
  const present = new Set(colours);
  const legend = classes.labels.flatMap((label, index): LegendItem[] =>
    present.has(colourOf(index))
      ? [{ shape: 'station', styles: [{ fill: colourOf(index) }], label: labelOf(declared, label) }]
      : [],
  );
  return { uses: [], symbols, legend };
}
