import type { JoinFit } from '#core/model/join.ts';
import { formatNumber } from '#core/model/text.ts';
import { useText } from '#renderer/state/use-text.ts';
import { joinTexts } from '#renderer/texts/join-texts.ts';

/** What matches by a key, and what has no counterpart on either side. */
export function JoinFitView({ fit, count }: { readonly fit: JoinFit; readonly count: number }) {
  const say = useText();
  const lists = [
    { label: joinTexts.featuresLeft, count: fit.featuresLeftCount, keys: fit.featuresLeft },
    { label: joinTexts.rowsLeft, count: fit.rowsLeftCount, keys: fit.rowsLeft },
    {
      label: joinTexts.repeated,
      count: fit.repeatedCount,
      keys: fit.repeated.map(({ key, rows }) => `${key} × ${formatNumber(rows)}`),
    },
  ].filter((list) => list.count > 0);
  return (
    <div className="join-fit">
      <p aria-live="polite">
        {say(joinTexts.matched, { matched: formatNumber(fit.matched), count: formatNumber(count) })}
      </p>
      {lists.map((list) => (
        <details key={list.label.en}>
          <summary>{say(list.label, { count: list.count })}</summary>
          <p className="soft selectable join-keys-left">
            {list.keys.map((key) => (key === '' ? say(joinTexts.empty) : key)).join(', ')}
            {list.count > list.keys.length && ' ...'}
          </p>
        </details>
      ))}
    </div>
  );
}
