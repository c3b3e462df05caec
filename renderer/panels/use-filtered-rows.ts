import { useEffect, useState } from 'react';
import type { FeatureTable } from '#core/model/feature-table.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { type FoundRows, findRows } from '#core/symbology/filter-rows.ts';
import { Slices } from '#renderer/state/slices.ts';

/** What a filter leaves of a table. */
export interface FilteredRows {
  /** Null while nothing is typed, or when it cannot be worked out. */
  readonly met: FoundRows | null;
  readonly error: WorkbenchError | null;
}

const everything: FilteredRows = { met: null, error: null };

/**
 * The features of a table that meet what was typed. Long tables are searched in slices between which typing goes on; until
 * the end the last answer stays.
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
        if (done) setAnswer({ met: value, error: null });
        return !done;
      } catch (thrown) {
        setAnswer({ met: null, error: WorkbenchError.from(thrown) });
        return false;
      }
    });
    return () => slices.stop();
  }, [table, typed, isAsked]);
  return isAsked ? answer : everything;
}
