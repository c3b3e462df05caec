import { useState } from 'react';
import type { PlannedLayer } from '#core/formats/import-plan.ts';
import { formatNumber } from '#core/model/text.ts';
import { useText } from '#renderer/state/use-text.ts';
import { importTexts } from '#renderer/texts/import-texts.ts';
import { encodingLabel } from '#renderer/ui/encoding-label.ts';

interface EncodingChoiceProps {
  readonly layer: PlannedLayer;
  readonly onChoose: (encoding: string) => Promise<void>;
}

/** Readings beside each other before more are asked for. */
const shownAtFirst = 3;

/** The texts of a file in the encodings they may be in, side by side; choosing one reads the file anew. */
export function EncodingChoice({ layer, onChoose }: EncodingChoiceProps) {
  const say = useText();
  const [all, setAll] = useState(false);
  const [pending, setPending] = useState<string | null>(null);
  const { encodings, encodingStatements = [], encoding } = layer;
  // The reading in use comes first when the layer is opened, and cards do not move under a hand afterwards.
  const [order] = useState(() => (encodings ?? []).map((option) => option.encoding));
  if (!encodings || encoding === undefined) return null;
  const placeOf = (option: (typeof encodings)[number]): number =>
    order.indexOf(option.encoding) + 1 || order.length + 1;
  const sorted = [...encodings].sort((one, other) => placeOf(one) - placeOf(other));
  const shown = all ? sorted : sorted.slice(0, shownAtFirst);
  const choose = async (next: string): Promise<void> => {
    if (next === encoding || pending !== null) return;
    setPending(next);
    await onChoose(next);
    setPending(null);
  };
  const said = encodingStatements.map((statement) => say(statement)).join(say(importTexts.listComma));
  return (
    <section>
      <h3>
        {say(importTexts.encoding)}{' '}
        <span className="dim">{said === '' ? say(importTexts.noStatement) : say(importTexts.fileSays, { said })}</span>
      </h3>
      <div
        className="encoding-cards"
        role="radiogroup"
        aria-label={say(importTexts.encoding)}
        aria-busy={pending !== null}
      >
        {shown.map(({ encoding: name, plausibility, invalid, lines }) => {
          const isUsed = name === encoding;
          return (
            <label key={name} className={`encoding-card ${isUsed ? 'used' : ''}`}>
              <span className="encoding-head">
                <input
                  type="radio"
                  name="encoding"
                  checked={name === (pending ?? encoding)}
                  aria-disabled={pending !== null}
                  onChange={() => void choose(name)}
                />
                <strong>{encodingLabel(name)}</strong>
                <span className="space" />
                <span className={isUsed ? 'ok' : 'dim'}>{formatNumber(100 * plausibility, 0)} %</span>
              </span>
              {lines.map((line) => (
                <span key={line} className="encoding-line ellipsis" title={line}>
                  {line}
                </span>
              ))}
              <span className="dim encoding-note">
                {invalid > 0 ? say(importTexts.invalidCharacters, { count: invalid }) : say(importTexts.allReadable)}
              </span>
            </label>
          );
        })}
      </div>
      {encodings.length > shownAtFirst && (
        <button type="button" className="link-button" onClick={() => setAll(!all)}>
          {say(all ? importTexts.fewerEncodings : importTexts.moreEncodings, {
            count: encodings.length - shownAtFirst,
          })}
        </button>
      )}
    </section>
  );
}
