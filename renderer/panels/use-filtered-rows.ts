import { useEffect, useMemo, useState } from 'react';
import type { FeatureTable } from '#core/model/feature-table.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { type FoundRows, findRows } from '#core/symbology/filter-rows.ts';
import { Slices } from '#renderer/state/slices.ts';
import { rowsAmong } from './sorted-rows.ts';

/** What a filter leaves of a table. */
export interface FilteredRows {
  /** Null while nothing is typed, or when it cannot be worked out. */
  readonly met: FoundRows | null;
  readonly error: WorkbenchError | null;
}

/** What was found, and in which table. */
interface Answer extends FilteredRows {
  readonly of: FeatureTable | undefined;
}

const everything: Answer = { met: null, error: null, of: undefined };

/** What was found in another table, as far as it is in this one: its rows are others after each edit. */
export function foundIn(table: FeatureTable, { ids }: FoundRows): FoundRows {
  const rows = rowsAmong(table, ids);
  return { rows, ids: new Set(rows.map((row) => table.ids[row]!)) };
}

/**
 * The features of a table that meet what was typed. Long tables are searched in slices between which typing goes on; until
 * the end the last answer stays, as far as it is true of the table.
 */
export function useFilteredRows(table: FeatureTable | undefined, typed: string): FilteredRows {
  const [answer, setAnswer] = useState(everything);
  const isAsked = table !== undefined && typed.trim() !== '';
  useEffect(() => {
    if (!isAsked) return undefined;
    const work = findRows(table, typed);
    const slices = new Slices(() => {
      try {
        const { done, value } = work.next();
        if (done) setAnswer({ met: value, error: null, of: table });
        return !done;
      } catch (thrown) {
        setAnswer({ met: null, error: WorkbenchError.from(thrown), of: table });
        return false;
      }
    });
    return () => slices.stop();
  }, [table, typed, isAsked]);
  return useMemo(() => {
    if (!isAsked) return everything;
    return answer.met && answer.of !== table ? { ...answer, met: foundIn(table, answer.met) } : answer;
  }, [isAsked, answer, table]);
}
