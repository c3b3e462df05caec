import { NumberInput, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { formatFixed } from '#core/model/text.ts';
import { stackProgram } from '#core/sketch/floor-stack.ts';
import { type FloorsDraft, floorLevels, floorStack } from '#renderer/state/sketch-draft.ts';
import { useText } from '#renderer/state/use-text.ts';
import { sketchTexts } from '#renderer/texts/sketch-texts.ts';
import { MixSliders } from './MixSliders.tsx';

interface FloorOptionsProps {
  readonly floors: FloorsDraft;
  readonly onChange: (floors: FloorsDraft) => void;
}

const levelTexts = { ground: sketchTexts.ground, podium: sketchTexts.podium, upper: sketchTexts.upper };

/** A building from the ground up: storeys and uses of ground floor, podium and upper floors, and what they come to. */
export function FloorOptions({ floors, onChange }: FloorOptionsProps) {
  const say = useText();
  const [level, setLevel] = useState<(typeof floorLevels)[number]>('ground');
  const { storeys, mix } = floors.levels[level];
  const setLevelPart = (part: Partial<FloorsDraft['levels']['ground']>): void =>
    onChange({ ...floors, levels: { ...floors.levels, [level]: { ...floors.levels[level], ...part } } });
  const stack = floorStack(floors);
  const program = stack.levels.length > 0 && stack.coverage > 0 ? stackProgram(stack) : null;
  const number = (label: string, value: number, most: number, suffix: string, set: (value: number) => void) => (
    <NumberInput
      className="field-low small-number"
      aria-label={label}
      label={label}
      min={0}
      max={most}
      allowDecimal={false}
      suffix={suffix}
      value={value}
      onChange={(next) => typeof next === 'number' && set(next)}
    />
  );
  return (
    <>
      <SegmentedControl
        fullWidth
        aria-label={say(sketchTexts.floors)}
        data={floorLevels.map((value) => ({ value, label: say(levelTexts[value]) }))}
        value={level}
        onChange={setLevel}
      />
      <div className="sketch-line">
        {number(say(sketchTexts.storeys), storeys, 100, '', (value) => setLevelPart({ storeys: value }))}
        {number(say(sketchTexts.coverage), floors.coverage, 100, ' %', (coverage) => onChange({ ...floors, coverage }))}
        {level === 'upper' &&
          number(say(sketchTexts.plate), floors.upperPlate, 100, ' %', (upperPlate) =>
            onChange({ ...floors, upperPlate }),
          )}
      </div>
      <ul className="mix-list">
        <MixSliders mix={mix} onChange={(next) => setLevelPart({ mix: next })} />
      </ul>
      <p className="dim">
        {program
          ? say(sketchTexts.stack, { storeys: program.storeys, far: formatFixed(program.far, 2) })
          : say(sketchTexts.noStack)}
      </p>
    </>
  );
}
