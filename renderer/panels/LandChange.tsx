import { useMemo } from 'react';
import type { ScenarioId } from '#core/model/ids.ts';
import { landUseDefinitions } from '#core/model/land-use.ts';
import { drawnFields } from '#renderer/state/drawn-fields.ts';
import { useQueries } from '#renderer/state/use-query.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useDescription } from '#renderer/state/workbench.ts';
import { compareTexts } from '#renderer/texts/compare-texts.ts';
import { Empty } from '#renderer/ui/Empty.tsx';
import { LandSwatch } from '#renderer/ui/LandSwatch.tsx';
import { measureOf, shownDifference, writeDifference, writeNumber } from '#renderer/ui/measure.ts';
import { landBalance } from './land-balance.ts';

/** Which land uses grow and shrink from one scenario to the other. */
export function LandChange({ left, right }: { readonly left: ScenarioId; readonly right: ScenarioId }) {
  const say = useText();
  const language = useLanguage();
  const description = useDescription();
  const layer = description.layers.find(({ role }) => role === 'parcel');
  const answers = useQueries(
    'layer/read',
    layer ? [left, right].map((scenario) => ({ layer: layer.id, scenario, fields: drawnFields(layer) })) : [],
  );
  const [before, after] = answers.map(({ data }) => data);
  const balance = useMemo(() => (before && after ? landBalance(before, after) : null), [before, after]);
  const hectares = { ...measureOf('ha', 2, language), factor: 1e-4 };
  const largest = Math.max(1, ...(balance ?? []).map((one) => Math.abs(one.right - one.left)));
  return (
    <div className="land-change">
      <p className="note">{hectares.unit}</p>
      {!layer && <Empty text={say(compareTexts.noParcels)} />}
      {balance?.length === 0 && <Empty text={say(compareTexts.noChange)} />}
      <ul className="scroll">
        {balance?.map((one) => {
          const difference = one.right - one.left;
          const share = (Math.abs(difference) / largest) * 50;
          return (
            <li key={one.use}>
              <LandSwatch landUse={one.use} />
              <span className="ellipsis">{say(landUseDefinitions[one.use].label)}</span>
              <span className="dim right">
                {writeNumber(one.left, hectares)} → {writeNumber(one.right, hectares)}
              </span>
              <svg width="100%" height="16" aria-hidden>
                <rect x="calc(50% - 0.5px)" width="1" height="16" fill="var(--line2)" />
                <rect
                  x={`${difference < 0 ? 50 - share : 50}%`}
                  y="2"
                  width={`${share}%`}
                  height="12"
                  rx="1.5"
                  fill={difference < 0 ? 'var(--decrease)' : 'var(--increase)'}
                />
              </svg>
              <span className="right">
                {writeDifference(shownDifference(one.right, one.left, hectares), hectares) ?? '±0'}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
