import { startTransition, useEffect, useState } from 'react';

/**
 * Whether a part of hundreds of elements may be made, once `isReady`: the first time bit by bit, while the page still answers. As a
 * transition, which is finished within seconds whatever else happens; a deferred value waits for as long as anything changes.
 */
export function useMadeLater(isReady: boolean): boolean {
  const [isMade, setMade] = useState(false);
  useEffect(() => {
    if (isReady) startTransition(() => setMade(true));
  }, [isReady]);
  return isReady && isMade;
}
