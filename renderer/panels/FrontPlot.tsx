import type { IndicatorDefinition } from '#core/model/indicator.ts';
import { scenarioColours } from '#core/model/scenario.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { suggestTexts } from '#renderer/texts/suggest-texts.ts';
import { measureOf, writeNumber } from '#renderer/ui/measure.ts';

interface FrontPlotProps {
  readonly definitions: readonly IndicatorDefinition[];
  readonly wishes: readonly ('more' | 'less')[];
  readonly front: readonly (readonly number[])[];
  /** Values of the scenario as it is; absent before they are known. */
  readonly start?: readonly number[];
  /** Plans of the front that are offered, by their place. */
  readonly offered?: readonly number[];
  readonly chosen?: number;
}

const height = 100;
const none: readonly number[] = [];

/** The front as parallel coordinates: an axis for each objective, upward is better, a line for each plan. */
export function FrontPlot({ definitions, wishes, front, start, offered = none, chosen }: FrontPlotProps) {
  const say = useText();
  const language = useLanguage();
  const axes = wishes.map((wish, at) => {
    const values = [...front.map((plan) => plan[at]!), ...(start ? [start[at]!] : [])];
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const [worst, best] = wish === 'more' ? [low, high] : [high, low];
    const place = (value: number): number =>
      best === worst ? height / 2 : height - ((value - worst) / (best - worst)) * height;
    return { worst, best, place };
  });
  const left = (at: number): number => (wishes.length > 1 ? (at / (wishes.length - 1)) * 100 : 50);
  const points = (plan: readonly number[]): string =>
    axes.map(({ place }, at) => `${left(at)},${place(plan[at]!)}`).join(' ');
  const measure = (at: number) => measureOf(definitions[at]!.unit, definitions[at]!.decimals, language);
  return (
    <figure className="front-plot" aria-label={say(suggestTexts.front)}>
      <figcaption className="dim">{say(suggestTexts.front)}</figcaption>
      <div className="front-ends">
        {axes.map(({ best }, at) => (
          <span key={definitions[at]!.id}>{writeNumber(best, measure(at))}</span>
        ))}
      </div>
      <svg viewBox={`0 0 100 ${height}`} preserveAspectRatio="none" aria-hidden>
        {axes.map((_, at) => (
          <path key={definitions[at]!.id} d={`M${left(at)} 0V${height}`} className="axis" />
        ))}
        {front.map((plan, at) =>
          // Lines of the same values are one line.
          offered.includes(at) ? null : <polyline key={plan.join(' ')} points={points(plan)} className="plan" />,
        )}
        {start && <polyline points={points(start)} className="as-is" />}
        {offered.map((place, at) => (
          <polyline
            key={place}
            points={points(front[place]!)}
            className={`offered ${chosen === at ? 'chosen' : ''}`}
            stroke={scenarioColours[at % scenarioColours.length]}
          />
        ))}
      </svg>
      <div className="front-ends">
        {axes.map(({ worst }, at) => (
          <span key={definitions[at]!.id}>{writeNumber(worst, measure(at))}</span>
        ))}
      </div>
      <div className="front-names">
        {axes.map((_, at) => (
          <span key={definitions[at]!.id}>
            {say(definitions[at]!.label)} {measure(at).unit}
          </span>
        ))}
      </div>
    </figure>
  );
}
