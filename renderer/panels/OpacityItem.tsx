import { Slider } from '@mantine/core';
import { useState } from 'react';
import { useText } from '#renderer/state/use-text.ts';
import { layerTexts } from '#renderer/texts/layer-texts.ts';

interface OpacityItemProps {
  /** 0 to 1. */
  readonly opacity: number;
  /** Called once the slider is let go. */
  readonly onChange: (opacity: number) => void;
}

/** The line of a menu that sets an opacity. */
export function OpacityItem({ opacity, onChange }: OpacityItemProps) {
  const say = useText();
  const [sliding, setSliding] = useState<number | null>(null);
  // Until the project has it, the next key goes on from what was asked.
  if (sliding !== null && sliding === opacity) setSliding(null);
  return (
    <div className="layer-opacity">
      <span className="soft">{say(layerTexts.opacity)}</span>
      <Slider
        min={0.1}
        max={1}
        step={0.05}
        value={sliding ?? opacity}
        thumbLabel={say(layerTexts.opacity)}
        onChange={setSliding}
        onChangeEnd={(value) => {
          if (value !== opacity) onChange(value);
        }}
      />
      <span className="right">{Math.round((sliding ?? opacity) * 100)} %</span>
    </div>
  );
}
