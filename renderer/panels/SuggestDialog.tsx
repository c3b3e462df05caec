import { useEffect, useRef, useState } from 'react';
import type { ScenarioId } from '#core/model/ids.ts';
import type { Suggestions } from '#core/rpc/compare-answers.ts';
import { replayEdited } from '#renderer/state/sketch-commands.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useText } from '#renderer/state/use-text.ts';
import { scenarioOf, useDescription, useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { suggestTexts } from '#renderer/texts/suggest-texts.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { FrontPlot } from './FrontPlot.tsx';
import { SuggestConditions } from './SuggestConditions.tsx';
import { SuggestOffers } from './SuggestOffers.tsx';
import { defaultSuggestForm, type SuggestForm, targetsOf, usualLimits } from './suggest-form.ts';
import { forgetSuggestions, keptSuggestions, suggestionKeeper } from './suggest-memory.ts';

interface Running {
  readonly done: number;
  readonly total: number;
  readonly front: readonly (readonly number[])[];
}

/** Conditions, the search while it improves, and its offers. */
export function SuggestDialog({ scenario, onClose }: { readonly scenario: ScenarioId; readonly onClose: () => void }) {
  const workbench = useWorkbench();
  const say = useText();
  const description = useDescription();
  const { data: indicators = [] } = useQuery('suggest/indicators', {});
  const { layer, features } = useWindow((state) => state.selected);
  const selected = description.layers.find(({ id }) => id === layer)?.role === 'parcel' ? features : [];
  const { data: live } = useQuery('indicators/live', { scenarios: [scenario] });
  const [kept] = useState(() => keptSuggestions(workbench, scenario));
  const [entered, setEntered] = useState<Partial<SuggestForm>>(kept?.entered ?? {});
  const form: SuggestForm = { ...defaultSuggestForm, limits: usualLimits(live, scenario), ...entered };
  const [running, setRunning] = useState<Running | null>(null);
  const [found, setFound] = useState<Suggestions | null>(kept?.found ?? null);
  const stop = useRef<AbortController | null>(null);
  /** Whether the search under way has found something. */
  const hasFront = useRef(false);
  useEffect(
    () =>
      workbench.engine.on('suggest/progress', (progress) => {
        hasFront.current = progress.front.length > 0;
        setRunning(progress);
      }),
    [workbench],
  );
  useEffect(
    () => () => {
      // A closed window ends the search: what it has found is there when it is opened again.
      if (hasFront.current) void workbench.engine.request('suggest/end', {});
      else stop.current?.abort();
    },
    [workbench],
  );

  const search = async (): Promise<void> => {
    const keep = suggestionKeeper(workbench, scenario);
    const calling = new AbortController();
    stop.current = calling;
    setRunning({ done: 0, total: form.rounds, front: [] });
    const { seed, rounds } = form;
    const targets = targetsOf({ ...form, onSelection: form.onSelection && selected.length > 0 }, selected);
    const answer = await workbench.activity.run(suggestTexts.searching, (options) => {
      const signal = AbortSignal.any([options.signal, calling.signal]);
      return workbench.engine.request('suggest/search', { scenario, targets, seed, rounds }, { ...options, signal });
    });
    hasFront.current = false;
    setRunning(null);
    if (!answer) return;
    keep({ found: answer, entered });
    setFound(answer);
  };
  const wishes = Object.values(form.objectives);
  const definitions = Object.keys(form.objectives).flatMap((id) => indicators.find((one) => one.id === id) ?? []);
  const title = say(suggestTexts.title, { name: say(scenarioOf(description, scenario).name) });

  if (running) {
    return (
      <Dialog
        title={title}
        width={860}
        onClose={onClose}
        foot={
          <>
            <span className="space" />
            <button type="button" className="button large" onClick={() => stop.current?.abort()}>
              {say(suggestTexts.cancel)}
            </button>
            <button
              type="button"
              className="button primary large"
              disabled={running.done === 0 || running.front.length === 0}
              onClick={() => void workbench.engine.request('suggest/end', {})}
            >
              {say(suggestTexts.end)}
            </button>
          </>
        }
      >
        <p className="soft" aria-live="polite">
          {running.front.length === 0
            ? say(suggestTexts.preparing)
            : say(suggestTexts.progress, { done: running.done, total: running.total, count: running.front.length })}
        </p>
        <progress max={running.total} value={running.done} aria-label={say(suggestTexts.searching)} />
        {running.front.length > 0 && definitions.length === wishes.length && (
          <FrontPlot definitions={definitions} wishes={wishes} front={running.front} />
        )}
      </Dialog>
    );
  }
  if (found) {
    return (
      <Dialog
        title={title}
        width={1080}
        onClose={onClose}
        foot={
          <button
            type="button"
            className="button large"
            onClick={() => {
              forgetSuggestions(workbench, scenario);
              setFound(null);
            }}
          >
            {say(suggestTexts.change)}
          </button>
        }
      >
        <SuggestOffers found={found} onAccept={(offer) => replayEdited(workbench, offer.recipe)} />
      </Dialog>
    );
  }
  return (
    <Dialog
      title={title}
      width={620}
      onClose={onClose}
      foot={
        <>
          <span className="space" />
          <button type="button" className="button primary large" onClick={() => void search()}>
            {say(suggestTexts.search)}
          </button>
        </>
      }
    >
      <SuggestConditions
        form={form}
        onChange={(change) => setEntered((before) => ({ ...before, ...change }))}
        indicators={indicators}
        selected={selected.length}
      />
    </Dialog>
  );
}
