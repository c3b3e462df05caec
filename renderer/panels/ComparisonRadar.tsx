import { useState } from 'react';
import type { ScenarioId } from '#core/model/ids.ts';
import { type Scenario, scenarioColour } from '#core/model/scenario.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWindow } from '#renderer/state/workbench.ts';
import { compareTexts } from '#renderer/texts/compare-texts.ts';
import { Empty } from '#renderer/ui/Empty.tsx';
import { markPath } from '#renderer/ui/mark-path.ts';
import { writeNumber, writeValue } from '#renderer/ui/measure.ts';
import { radarAxes } from './radar-axes.ts';
import type { ComparisonRow } from './use-comparison.ts';

const radius = 100;
const rings = [0.25, 0.5, 0.75, 1] as const;

type Point = readonly [x: number, y: number];

function pointAt(axis: number, count: number, share: number): Point {
  const angle = (axis / count) * 2 * Math.PI;
  return [Math.sin(angle) * share * radius, -Math.cos(angle) * share * radius];
}

const pathOf = (points: readonly Point[]): string =>
  `M${points.map(([x, y]) => `${x.toFixed(2)} ${y.toFixed(2)}`).join('L')}Z`;

interface RadarProps {
  readonly rows: readonly ComparisonRow[];
  readonly scenarios: readonly Scenario[];
}

/** Scenarios as outlines over the indicators that have a better and a worse; the ranges of the axes stand beside them. */
export function ComparisonRadar({ rows, scenarios }: RadarProps) {
  const say = useText();
  const theme = useWindow((state) => state.theme);
  const [strong, setStrong] = useState<ScenarioId | null>(null);
  const axes = radarAxes(rows);
  if (axes.length < 3) return <Empty text={say(compareTexts.radarNeeds)} />;
  const count = axes.length;
  return (
    <div className="radar">
      <svg viewBox="-128 -120 256 240" aria-hidden>
        {rings.map((ring) => (
          <path
            key={ring}
            d={pathOf(axes.map((_, axis) => pointAt(axis, count, ring)))}
            fill="none"
            stroke="var(--line)"
          />
        ))}
        {axes.map(({ row }, axis) => {
          const [x, y] = pointAt(axis, count, 1.1);
          const [endX, endY] = pointAt(axis, count, 1);
          return (
            <g key={row.key}>
              <path d={`M0 0L${endX} ${endY}`} stroke="var(--line)" />
              <text x={x} y={y} textAnchor="middle" dominantBaseline="middle" className="radar-number">
                {axis + 1}
              </text>
            </g>
          );
        })}
        {scenarios.map((scenario, at) => {
          const shares = axes.map(({ shares: all }) => all[at]);
          if (shares.some((share) => share === undefined)) return null;
          const points = shares.map((share, axis) => pointAt(axis, count, share!));
          const colour = scenarioColour(scenario, theme);
          const faint = strong !== null && strong !== scenario.id;
          return (
            <g key={scenario.id} opacity={faint ? 0.25 : 1}>
              <path
                d={pathOf(points)}
                fill={strong === scenario.id ? `${colour}22` : 'none'}
                stroke={colour}
                strokeWidth={strong === scenario.id ? 2.2 : 1.4}
              />
              {points.map(([x, y], axis) => (
                <path
                  key={axes[axis]!.row.key}
                  d={markPath(scenario, 3.4)}
                  transform={`translate(${x} ${y})`}
                  fill={colour}
                  stroke={scenario.letter === 'E' && theme === 'light' ? 'var(--line3)' : 'var(--panel)'}
                  strokeWidth="0.6"
                />
              ))}
            </g>
          );
        })}
      </svg>
      <div className="radar-side">
        <p className="soft">{say(compareTexts.radarNote)}</p>
        <ol className="radar-axes">
          {axes.map(({ row, worst, best }, axis) => (
            <li key={row.key}>
              <span className="dim">{axis + 1}</span>
              <span>{say(row.definition.label)}</span>
              <span className="dim">
                {writeNumber(worst, row.measure)} → {writeValue(best, row.measure)}
              </span>
            </li>
          ))}
        </ol>
        <div className="radar-pick">
          {scenarios.map((scenario) => (
            <button
              key={scenario.id}
              type="button"
              className={`chip filter-chip ${strong === scenario.id ? 'accent' : ''}`}
              aria-pressed={strong === scenario.id}
              onClick={() => setStrong(strong === scenario.id ? null : scenario.id)}
            >
              {say(scenario.name)}
            </button>
          ))}
        </div>
      </div>
    </div>
  );
}
