import { type PointerEvent, type ReactNode, useRef, useState } from 'react';
import type { ScenarioId } from '#core/model/ids.ts';
import { useText } from '#renderer/state/use-text.ts';
import { scenarioOf, useDescription } from '#renderer/state/workbench.ts';
import { compareMapTexts } from '#renderer/texts/compare-map-texts.ts';
import { CompareMap } from './CompareMap.tsx';

interface SwipeMapsProps {
  readonly left: ScenarioId;
  readonly right: ScenarioId;
  readonly onPick: (place: number, id: ScenarioId) => void;
  /** What floats over the map on the right. */
  readonly children: ReactNode;
}

/** Two scenarios in one place: left of the handle one, right of it the other. */
export function SwipeMaps({ left, right, onPick, children }: SwipeMapsProps) {
  const say = useText();
  const description = useDescription();
  const [percent, setPercent] = useState(50);
  const place = useRef<HTMLDivElement>(null);
  const names = {
    left: say(scenarioOf(description, left).name),
    right: say(scenarioOf(description, right).name),
  };
  const drag = (event: PointerEvent<HTMLElement>): void => {
    const box = place.current?.getBoundingClientRect();
    if (!box || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    setPercent(Math.max(0, Math.min(100, ((event.clientX - box.left) / box.width) * 100)));
  };
  return (
    <div ref={place} className="swipe-maps">
      <div className="swipe-layer">
        <CompareMap place={1} scenario={right} onPick={(id) => onPick(1, id)}>
          {children}
        </CompareMap>
      </div>
      <div className="swipe-layer left" style={{ clipPath: `inset(0 ${100 - percent}% 0 0)` }}>
        <CompareMap place={0} scenario={left} onPick={(id) => onPick(0, id)} />
      </div>
      <div
        className="swipe-handle"
        style={{ left: `${percent}%` }}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
      >
        <input
          type="range"
          className="visually-hidden"
          aria-label={say(compareMapTexts.handle, names)}
          min={0}
          max={100}
          value={Math.round(percent)}
          onChange={(event) => setPercent(Number(event.currentTarget.value))}
        />
        <span aria-hidden>‹ ›</span>
      </div>
    </div>
  );
}
