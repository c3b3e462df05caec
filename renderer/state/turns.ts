const waiting: (() => void)[] = [];
let isRunning = false;

function next(): void {
  const first = waiting.shift();
  isRunning = waiting.length > 0;
  // The page may paint and answer a person before the next one.
  if (isRunning) setTimeout(next);
  first?.();
}

/** Calls `begin` when those that came before have had their turn, each in a task of its own. Returns a function that steps out. */
export function waitForTurn(begin: () => void): () => void {
  waiting.push(begin);
  if (!isRunning) setTimeout(next);
  isRunning = true;
  return () => {
    const place = waiting.indexOf(begin);
    if (place >= 0) waiting.splice(place, 1);
  };
}
