import { IconMap2 } from '@tabler/icons-react';
import type { IndicatorDefinition } from '#core/model/indicator.ts';
import { unitLabel } from '#core/model/indicator.ts';
import { formatNumber } from '#core/model/text.ts';
import { toggleShownIndicator } from '#renderer/state/indicator-commands.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useScenario, useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { indicatorTexts } from '#renderer/texts/indicator-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { measureOf, writeValue } from '#renderer/ui/measure.ts';
import { partDecimals } from '#renderer/ui/part-decimals.ts';

/** What a live indicator is made of: the assumptions in it, and the parcels that weigh most, to be seen on the map. */
export function IndicatorParts({ definition }: { readonly definition: IndicatorDefinition }) {
  const workbench = useWorkbench();
  const { map } = workbench;
  const say = useText();
  const language = useLanguage();
  const scenario = useScenario();
  const shown = useWindow((state) => state.shownResult);
  const { data } = useQuery('indicators/explain', { scenario: scenario.id, indicator: definition.id });
  if (!data) return null;
  const isShown = shown?.kind === 'live' && shown.id === definition.id;
  const colour = () => toggleShownIndicator(workbench, definition.id);
  const measure = measureOf(data.partUnit, partDecimals(definition.decimals), language);
  return (
    <>
      {data.assumptions.length > 0 && (
        <>
          <h4>{say(indicatorTexts.assumptions)}</h4>
          <ul className="explain-list">
            {data.assumptions.map(({ id, label, unit, base, low, high }) => (
              <li key={id}>
                <span>{say(label)}</span>
                <span className="nowrap">
                  {formatNumber(base)} {unitLabel(unit)[language]}{' '}
                  <span className="dim">
                    ({formatNumber(low)}–{formatNumber(high)})
                  </span>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {data.largest.length > 0 && (
        <>
          <h4>{say(indicatorTexts.largest)}</h4>
          {data.partLabel && <p className="dim">{say(data.partLabel)}</p>}
          <ul className="explain-list">
            {data.largest.slice(0, 5).map(({ layer, feature, part }) => (
              <li key={feature}>
                <button type="button" className="link-button" onClick={() => map.verbs?.fitFeatures(layer, [feature])}>
                  {feature.slice(0, 8)}
                </button>
                <span className="nowrap">{writeValue(part, measure)}</span>
              </li>
            ))}
          </ul>
          <button type="button" className={`chip ${isShown ? 'accent' : ''}`} aria-pressed={isShown} onClick={colour}>
            <Icon of={IconMap2} size={13} />
            {say(isShown ? indicatorTexts.offMap : indicatorTexts.onMap)}
          </button>
        </>
      )}
    </>
  );
}
