import type { Layer } from '#core/model/layer.ts';
import type { LayerStyle } from '#core/model/layer-style.ts';
import { formatNumber } from '#core/model/text.ts';
import { className } from '#core/symbology/class-name.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { styleTexts } from '#renderer/texts/style-texts.ts';
import { SymbolSwatch } from './SymbolSwatch.tsx';
import { useStyledRows } from './use-styled-rows.ts';

/** More lines than this push the other layers out of sight; the style panel has them all. */
const mostLines = 12;

/** The classes of a styled layer below its row. */
export function LayerLegend({ layer, style }: { readonly layer: Layer; readonly style: LayerStyle }) {
  const say = useText();
  const language = useLanguage();
  const { rows } = useStyledRows(layer, style);
  const { symbology } = style;
  if (!rows || !symbology || symbology.kind === 'single') return null;
  const field = 'field' in symbology ? symbology.field : undefined;
  return (
    <li role="none">
      <ul aria-label={`${say(styleTexts.legend)} ${layer.name}`}>
        {rows.classes.slice(0, mostLines).map((one, place) => (
          <li key={`${one.meaning.kind} ${String(place)}`} className="legend-line">
            <SymbolSwatch symbol={one.symbol} kind={layer.geometry} />
            <span className="ellipsis">{className(one, layer, field, language)}</span>
            <span className="layer-count">{formatNumber(one.count)}</span>
          </li>
        ))}
        {rows.classes.length > mostLines && <li className="legend-line dim">… {rows.classes.length - mostLines}</li>}
      </ul>
    </li>
  );
}
