import { useState } from 'react';
import { isLandUse, landUseDefinitions } from '#core/model/land-use.ts';
import { scenarioColours } from '#core/model/scenario.ts';
import { formatNumber } from '#core/model/text.ts';
import type { Offer, Suggestions } from '#core/rpc/compare-answers.ts';
import { useScenarioRoom } from '#renderer/state/use-scenario-room.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useDescription, useWindow } from '#renderer/state/workbench.ts';
import { headerTexts } from '#renderer/texts/header-texts.ts';
import { suggestTexts } from '#renderer/texts/suggest-texts.ts';
import { Delta } from '#renderer/ui/Delta.tsx';
import { measureOf, writeNumber } from '#renderer/ui/measure.ts';
import { FrontPlot } from './FrontPlot.tsx';

interface OffersProps {
  readonly found: Suggestions;
  /** Keeps an offer as a scenario; tells whether that went well. */
  readonly onAccept: (offer: Offer) => Promise<boolean>;
}

/** What an offer changes and what binds it, in words. */
function OfferWords({ offer, found }: { readonly offer: Offer; readonly found: Suggestions }) {
  const say = useText();
  const language = useLanguage();
  const { developmentTypes } = useDescription();
  const typeName = (id: string): string => {
    const type = developmentTypes.find((one) => one.id === id);
    return type ? say(type.label) : id;
  };
  const useName = (use: string): string => (isLandUse(use) ? say(landUseDefinitions[use].label) : use);
  const comma = language === 'zh' ? '、' : ', ';
  const names = offer.binding.map((at) => say(found.definitions[found.wishes.length + at]!.label)).join(comma);
  return (
    <div className="offer-words">
      <ul>
        {offer.types.length === 0 && <li>{say(suggestTexts.unchanged)}</li>}
        {offer.types.map(({ type, features, from }) => (
          <li key={type}>
            {say(suggestTexts.paints, {
              count: features.length,
              type: typeName(type),
              from: from.map(({ landUse, count }) => `${useName(landUse)} ${formatNumber(count)}`).join(comma),
            })}
          </li>
        ))}
      </ul>
      {found.limits.length > 0 && (
        <p className="soft">{names === '' ? say(suggestTexts.noneBinds) : say(suggestTexts.binds, { names })}</p>
      )}
    </div>
  );
}

/** The offers side by side with what they gain, the front they are taken from, and what the chosen one changes. */
export function SuggestOffers({ found, onAccept }: OffersProps) {
  const say = useText();
  const language = useLanguage();
  const theme = useWindow((state) => state.theme);
  const full = !useScenarioRoom();
  const [chosen, setChosen] = useState(0);
  const [kept, setKept] = useState<ReadonlySet<number>>(new Set());
  const offer = found.offers[chosen]!;
  const { definitions, start, wishes, limits } = found;
  return (
    <div className="suggest-offers">
      <FrontPlot
        definitions={definitions}
        wishes={wishes}
        front={found.front}
        start={start.slice(0, wishes.length)}
        offered={found.offers.map(({ place }) => place)}
        chosen={chosen}
      />
      <table className="plain">
        <thead>
          <tr>
            <th scope="col" aria-label={say(suggestTexts.objectives)} />
            <th scope="col" className="number">
              {say(suggestTexts.asIs)}
            </th>
            {found.offers.map(({ place }, at) => (
              <th key={place} scope="col" className="number">
                <button
                  type="button"
                  className={`chip filter-chip ${chosen === at ? 'accent' : ''}`}
                  aria-pressed={chosen === at}
                  onClick={() => setChosen(at)}
                >
                  <span
                    className="offer-line"
                    style={{
                      background: scenarioColours[at % scenarioColours.length],
                      outline: theme === 'light' ? '1px solid var(--line3)' : 'none',
                    }}
                    aria-hidden
                  />
                  {say(suggestTexts.offer, { number: at + 1 })}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {definitions.map((definition, row) => {
            const limit = limits[row - wishes.length];
            const all = [start[row]!, ...found.offers.map(({ values }) => values[row]!)];
            const measure = measureOf(definition.unit, definition.decimals, language, Math.max(...all.map(Math.abs)));
            const better = limit ? 'neutral' : wishes[row] === 'more' ? 'higher' : 'lower';
            const sign = limit?.comparison === 'at-least' ? '≥' : '≤';
            return (
              <tr key={`${definition.id} ${limit?.comparison ?? 'objective'}`}>
                <th scope="row">
                  {say(definition.label)} <span className="dim">{measure.unit}</span>
                  {limit && <span className="dim">{` ${sign} ${writeNumber(limit.value, measure)}`}</span>}
                </th>
                <td className="number dim">{writeNumber(start[row]!, measure)}</td>
                {found.offers.map(({ place, values }, at) => (
                  <td key={place} className={`number ${at === chosen ? 'strong' : ''}`}>
                    {writeNumber(values[row]!, measure)}{' '}
                    <Delta before={start[row]!} after={values[row]!} measure={measure} better={better} />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      <OfferWords offer={offer} found={found} />
      <div className="suggest-accept">
        <p className="dim">
          {say(suggestTexts.found, {
            candidates: found.candidates,
            front: found.front.length,
            seed: String(found.seed),
            rounds: found.rounds,
          })}
        </p>
        <span className="space" />
        {full && <p className="dim">{say(headerTexts.fullHouse)}</p>}
        <button
          type="button"
          className="button primary large"
          disabled={full || kept.has(chosen)}
          onClick={async () => {
            if (await onAccept(offer)) setKept(new Set([...kept, chosen]));
          }}
        >
          {say(kept.has(chosen) ? suggestTexts.accepted : suggestTexts.accept)} ·{' '}
          {say(suggestTexts.offer, { number: chosen + 1 })}
        </button>
      </div>
    </div>
  );
}
