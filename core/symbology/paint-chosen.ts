import type { FeatureSymbol, Symbology } from '#core/model/layer-style.ts';
import type { GeometryKind } from '#core/model/packed-geometry.ts';
import type { LayerData } from './layer-data.ts';
import type { Paint, PaintStroke, RowPaint } from './paint.ts';
import { styleRows } from './style-classes.ts';

function strokeOf({ stroke, strokeWidth, dashed }: FeatureSymbol): PaintStroke | undefined {
  if (stroke === null || strokeWidth === 0) return undefined;
  return { colour: stroke, width: strokeWidth, ...(dashed ? { dash: [6, 4] } : {}) };
}

/** What draws one symbol on features of this kind; `height` is that of the first. */
export function symbolPaints(symbol: FeatureSymbol, kind: GeometryKind, height: number): readonly Paint[] {
  const line = strokeOf(symbol);
  const stroke = line ? { stroke: line } : {};
  const fill = symbol.fill === null ? {} : { fill: symbol.fill };
  if (kind === 'point') {
    const { shape, size } = symbol;
    // A cross has no inside: without an outline of its own it is drawn in the colour of the fill.
    const drawn =
      shape === 'cross' ? { stroke: line ?? { colour: symbol.fill ?? '#000000', width: 1.5 } } : { ...fill, ...stroke };
    return [{ height, mark: { shape, radius: size / 2, ...drawn } }];
  }
  if (kind === 'line') return line ? [{ height, ...stroke }] : [];
  const area: Paint = { height, ...fill, ...stroke };
  if (!symbol.hatch) return [area];
  return [area, { height: height + 1, hatch: { kind: symbol.hatch, colour: symbol.stroke ?? '#404040' } }];
}

/** A layer as a person styled it. Fails with `recipe/expression` when a rule cannot be worked out. */
export function chosenPaint({ table }: LayerData, symbology: Symbology): RowPaint {
  const { classes, classOfRow } = styleRows(symbology, table);
  // Each class has a height of its own, so that the map draws its features as one; later classes of rules lie lower.
  const paints = classes.map(({ symbol }, place) =>
    symbolPaints(symbol, table.geometry.kind, Math.min(97, 2 * (classes.length - place))),
  );
  return (row) => {
    const place = classOfRow[row];
    return place === undefined || place < 0 ? undefined : paints[place];
  };
}
