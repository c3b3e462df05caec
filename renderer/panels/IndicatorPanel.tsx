import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { baselineId } from '#core/model/ids.ts';
import { scenarioColour, shownScenarios } from '#core/model/scenario.ts';
import { useStore } from '#renderer/state/store.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useText } from '#renderer/state/use-text.ts';
import { scenarioOf, useDescription, useScenario, useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { indicatorTexts } from '#renderer/texts/indicator-texts.ts';
import { Empty } from '#renderer/ui/Empty.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { IndicatorRow } from './IndicatorRow.tsx';
import { useWholeRows } from './use-whole-rows.ts';

interface LegendProps {
  readonly colour: string;
  /** How many rows lie below those in sight. */
  readonly rest: number;
  readonly onMore: () => void;
}

/** What the signs in the rows mean, and the way to the rows below. */
function Legend({ colour, rest, onMore }: LegendProps) {
  const say = useText();
  return (
    <div className="indicator-legend">
      <span>
        <svg width="9" height="10" aria-hidden>
          <rect x="4" width="1.5" height="10" fill="var(--t2)" />
        </svg>
        {say(indicatorTexts.baseline)}
      </span>
      <span>
        <svg width="9" height="10" aria-hidden>
          <path d="M1 2H8L4.5 7Z" fill="var(--t1)" />
        </svg>
        {say(indicatorTexts.target)}
      </span>
      <span>
        <svg width="20" height="10" aria-hidden>
          <rect y="1" width="20" height="8" rx="4" fill={colour} opacity="0.3" />
        </svg>
        {say(indicatorTexts.range)}
      </span>
      <span className="space" />
      {rest > 0 && (
        // Keys reach the rows themselves; a button that goes when the last one comes into sight would take the focus with it.
        <button type="button" className="link-button" tabIndex={-1} onClick={onMore}>
          {say(indicatorTexts.more, { count: rest })}
        </button>
      )}
    </div>
  );
}

/** The indicators of the scenario that is worked on, recalculated with every change. */
export function IndicatorPanel() {
  const say = useText();
  const { window, map } = useWorkbench();
  const isFilled = useStore(map.filling, (state) => state.isFilled);
  const description = useDescription();
  const scenario = useScenario();
  const theme = useWindow((state) => state.theme);
  const ids = shownScenarios(description.scenarios).map(({ id }) => id);
  const hasParcels = description.layers.some((layer) => layer.role === 'parcel');
  const swift = useQuery('indicators/live', hasParcels && isFilled ? { scenarios: ids, swift: true } : null);
  // What takes longer than a stroke may is asked for once the stroke is answered.
  const isPartial = !swift.loading && (swift.data?.pending.length ?? 0) > 0;
  const whole = useQuery('indicators/live', isPartial ? { scenarios: ids } : null);
  const answered = swift.loading ? undefined : whole.loading ? swift.data : (whole.data ?? swift.data);
  const error = swift.error ?? whole.error;
  // Scenarios that come and go leave the numbers of the others as they are.
  const [last, setLast] = useState(answered);
  if (answered && answered !== last) setLast(answered);
  const tried = useWindow((state) => state.triedIndicators);
  const live = hasParcels ? (tried ?? answered ?? (error ? undefined : last)) : undefined;
  const colour = scenarioColour(scenario, theme);
  const values = live?.byScenario[scenario.id];
  const { list, rest, more } = useWholeRows<HTMLUListElement>();
  return (
    <section className="panel indicator-panel" aria-label={say(indicatorTexts.live)}>
      <div className="panel-head">
        <h2>{say(indicatorTexts.live)}</h2>
        {scenario.id !== baselineId && (
          <span className="note">
            {say(indicatorTexts.against, { name: say(scenarioOf(description, baselineId).name) })}
          </span>
        )}
        <span className="space" />
        {hasParcels && (
          <IconButton
            icon={IconPlus}
            kind="small"
            label={say(indicatorTexts.newOwn)}
            onClick={() => window.set({ dialog: { kind: 'own-indicator' } })}
          />
        )}
      </div>
      {!hasParcels && <Empty text={say(indicatorTexts.none)} />}
      {error && <Empty text={say({ zh: error.describe('zh'), en: error.describe('en') })} />}
      {hasParcels && !error && !values && <Empty text={say(indicatorTexts.counting)} />}
      {live && values && (
        <>
          <ul className="scroll whole-rows" ref={list}>
            {live.definitions.map((definition, place) => {
              const value = values[place];
              if (!value) return null;
              return (
                <IndicatorRow
                  key={`${scenario.id} ${definition.id}`}
                  definition={definition}
                  target={description.targets[definition.id] ?? definition.target}
                  value={value}
                  isPending={live.pending.includes(definition.id)}
                  baseline={live.byScenario[baselineId]?.[place]}
                  all={ids.flatMap((id) => live.byScenario[id]?.[place] ?? [])}
                  colour={colour}
                />
              );
            })}
          </ul>
          <Legend colour={colour} rest={rest} onMore={more} />
        </>
      )}
    </section>
  );
}
