/**
 * Seconds that work under way will take from now on, as far as its pace so far tells; undefined while that is too little to go by.
 */
export function secondsLeft(elapsedSeconds: number, share: number): number | undefined {
  if (elapsedSeconds < 2 || !(share > 0.02) || share > 1) return undefined;
  return (elapsedSeconds * (1 - share)) / share;
}

/** A span of time as it is said: 40 s, 3 min, rounded so that it does not flicker. */
export function spanText(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, seconds < 10 ? Math.ceil(seconds) : 5 * Math.ceil(seconds / 5))} s`;
  return `${Math.ceil(seconds / 60)} min`;
}
