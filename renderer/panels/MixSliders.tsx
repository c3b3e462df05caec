import { NumberInput, Slider } from '@mantine/core';
import { floorUseLabels, floorUses } from '#core/model/role.ts';
import { type Mix, withShare } from '#renderer/state/mix.ts';
import { useText } from '#renderer/state/use-text.ts';
import { sketchTexts } from '#renderer/texts/sketch-texts.ts';

interface MixSlidersProps {
  readonly mix: Mix;
  readonly onChange: (mix: Mix) => void;
}

/** A slider with a number box for each use, as items of a list; together they always make 100 %. */
export function MixSliders({ mix, onChange }: MixSlidersProps) {
  const say = useText();
  return floorUses.map((use) => {
    const label = say(sketchTexts.shareOf, { use: say(floorUseLabels[use]) });
    const set = (percent: number): void => onChange(withShare(mix, use, percent));
    return (
      <li key={use}>
        <span className="soft ellipsis">{say(floorUseLabels[use])}</span>
        <Slider min={0} max={100} step={5} value={mix[use]} thumbLabel={label} onChange={set} />
        <NumberInput
          className="field-low"
          aria-label={label}
          min={0}
          max={100}
          allowDecimal={false}
          suffix=" %"
          value={mix[use]}
          onChange={(value) => typeof value === 'number' && set(value)}
        />
      </li>
    );
  });
}
