import { useCallback, useMemo, useRef, useSyncExternalStore } from 'react';
import type { AnswerOf, RequestName, RequestOf } from '#core/rpc/requests.ts';
import { type Answered, textOfRequest } from './query-cache.ts';
import { useWorkbench } from './workbench.ts';

/** The engine's answers to several queries of one kind, kept up to date, in the order of the requests. */
export function useQueries<Name extends RequestName>(
  name: Name,
  requests: readonly RequestOf<Name>[],
): readonly Answered<AnswerOf<Name>>[] {
  const { queries } = useWorkbench();
  // Requests are plain data, mostly made anew on each rendering: their text tells whether they are the same.
  const key = `[${requests.map(textOfRequest).join()}]`;
  const stable = useMemo(() => JSON.parse(key) as readonly RequestOf<Name>[], [key]);
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = stable.map((request) => queries.watch(name, request, listener));
      return () => stops.forEach((stop) => stop());
    },
    [queries, name, stable],
  );
  const last = useRef<readonly Answered<AnswerOf<Name>>[]>([]);
  return useSyncExternalStore(subscribe, () => {
    const next = stable.map((request) => queries.read(name, request));
    const { current } = last;
    const same = next.length === current.length && next.every((answered, place) => answered === current[place]);
    if (!same) last.current = next;
    return last.current;
  });
}

const notAsked: Answered<never> = { data: undefined, error: undefined, loading: false };

/** The engine's answer to a query, kept up to date; a null request asks nothing. */
export function useQuery<Name extends RequestName>(
  name: Name,
  request: RequestOf<Name> | null,
): Answered<AnswerOf<Name>> {
  const [answered = notAsked] = useQueries(name, request === null ? [] : [request]);
  return answered;
}
