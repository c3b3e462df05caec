import { useEffect, useState } from 'react';

/**
 * A value as it was when the page was last painted: what is made of it comes a frame later, and does not hold up what a person
 * sees first.
 */
export function useAfterPaint<Value>(value: Value): Value {
  const [shown, setShown] = useState(() => value);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      // What is asked for in a frame comes before it is painted, what is asked for after it then.
      timer = setTimeout(() => setShown(() => value));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [value]);
  return shown;
}
