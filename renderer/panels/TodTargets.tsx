import { Checkbox, NumberInput, Select } from '@mantine/core';
import type { TodDraft } from '#renderer/state/sketch-draft.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useDescription } from '#renderer/state/workbench.ts';
import { sketchTexts } from '#renderer/texts/sketch-texts.ts';

interface TodTargetsProps {
  readonly draft: TodDraft;
  readonly change: (part: Partial<TodDraft>) => void;
}

/** Density that falls with the distance, and targets that are filled by allocation within limits. */
export function TodTargets({ draft, change }: TodTargetsProps) {
  const say = useText();
  const { developmentTypes } = useDescription();
  const { gradient, targets } = draft;
  const set = (part: Partial<TodDraft['targets']>): void => change({ targets: { ...targets, ...part } });
  const limited = developmentTypes.filter(({ id, far }) => draft.types.includes(id) && far > 0);
  const hasTarget = targets.residents !== null || targets.jobs !== null;
  return (
    <>
      <div className="sketch-line">
        <Checkbox
          label={say(sketchTexts.gradient)}
          checked={gradient !== null}
          onChange={(event) => change({ gradient: event.currentTarget.checked ? { from: 4, to: 1.8 } : null })}
        />
        {gradient &&
          (['from', 'to'] as const).map((end) => (
            <NumberInput
              key={end}
              className="field-low small-number"
              aria-label={say(end === 'from' ? sketchTexts.gradientFrom : sketchTexts.gradientTo)}
              min={0}
              max={20}
              step={0.1}
              decimalScale={2}
              value={gradient[end]}
              onChange={(value) => typeof value === 'number' && change({ gradient: { ...gradient, [end]: value } })}
            />
          ))}
      </div>
      <div className="sketch-line">
        {(['residents', 'jobs'] as const).map((what) => (
          <NumberInput
            key={what}
            className="field-low"
            data-target={what}
            label={say(what === 'residents' ? sketchTexts.targetResidents : sketchTexts.targetJobs)}
            placeholder={say(sketchTexts.noTarget)}
            min={0}
            allowDecimal={false}
            thousandSeparator=","
            value={targets[what] ?? ''}
            onChange={(value) => set({ [what]: typeof value === 'number' ? value : null })}
          />
        ))}
      </div>
      {hasTarget && (
        <>
          <Select
            className="field-low"
            aria-label={say(sketchTexts.order)}
            data={[
              { value: 'distance', label: say(sketchTexts.byDistance) },
              { value: 'capacity', label: say(sketchTexts.byCapacity) },
            ]}
            value={targets.order}
            onChange={(order) => set({ order: order === 'capacity' ? 'capacity' : 'distance' })}
          />
          {limited.map(({ id, label, far }) => (
            <div key={id} className="sketch-line">
              <span className="soft space ellipsis">{say(sketchTexts.mostFar, { type: say(label) })}</span>
              <NumberInput
                className="field-low small-number"
                aria-label={say(sketchTexts.mostFar, { type: say(label) })}
                min={0}
                max={20}
                step={0.1}
                decimalScale={2}
                value={targets.mostFar[id] ?? far}
                onChange={(value) => typeof value === 'number' && set({ mostFar: { ...targets.mostFar, [id]: value } })}
              />
            </div>
          ))}
        </>
      )}
    </>
  );
}
