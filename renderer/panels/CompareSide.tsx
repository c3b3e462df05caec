import type { ScenarioId } from '#core/model/ids.ts';
import { compareSides } from '#renderer/state/compare-choices.ts';
import { useText } from '#renderer/state/use-text.ts';
import { scenarioOf, useDescription, useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { whyTexts } from '#renderer/texts/why-texts.ts';
import { Tabs } from '#renderer/ui/Tabs.tsx';
import { LandChange } from './LandChange.tsx';
import { WhyPanel } from './WhyPanel.tsx';

/** Beside the indicators: why one of them changed from the first to the second scenario, or how land use did. */
export function CompareSide({ left, right }: { readonly left: ScenarioId; readonly right: ScenarioId }) {
  const { window } = useWorkbench();
  const say = useText();
  const description = useDescription();
  const side = useWindow((state) => state.compare.side);
  const name = (id: ScenarioId): string => say(scenarioOf(description, id).name);
  return (
    <section className="panel compare-side" aria-label={say(whyTexts.side)}>
      <div className="panel-head">
        <Tabs
          label={say(whyTexts.side)}
          panel="compare-side"
          items={compareSides.map((id) => ({ id, label: say(whyTexts[id]) }))}
          current={side}
          onChange={(next) => window.set(({ compare }) => ({ compare: { ...compare, side: next } }))}
        />
        <span className="note ellipsis">
          {name(left)} → {name(right)}
        </span>
      </div>
      <div
        className="compare-side-body"
        role="tabpanel"
        id="compare-side-panel"
        aria-labelledby={`compare-side-tab-${side}`}
      >
        {side === 'why' ? <WhyPanel left={left} right={right} /> : <LandChange left={left} right={right} />}
      </div>
    </section>
  );
}
