import { type ReactNode, useEffect, useState } from 'react';
import { waitForTurn } from '#renderer/state/turns.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';

interface InTurnProps {
  /** Whether nothing keeps its place: then it is there from the start. */
  readonly atOnce?: boolean;
  readonly children: ReactNode;
}

/**
 * A part of the window that, while a project is being opened, is made after the map, in a task of its own. What is around it
 * keeps its place.
 */
export function InTurn({ atOnce = false, children }: InTurnProps) {
  const { map } = useWorkbench();
  const [hasTurn, setHasTurn] = useState(() => atOnce || map.filling.get().isFilled);
  useEffect(() => (hasTurn ? undefined : waitForTurn(() => setHasTurn(true))), [hasTurn]);
  return hasTurn ? children : null;
}
