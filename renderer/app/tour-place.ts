interface Size {
  readonly width: number;
  readonly height: number;
}

interface Box extends Size {
  readonly left: number;
  readonly top: number;
}

const card: Size = { width: 320, height: 240 };
const gap = 16;

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}

/**
 * Where the card of the tour stands: beside what it points at, on the side with the most room, and inside the window; in the
 * middle below without a target.
 */
export function cardPlace(target: Box | null, page: Size): { readonly left: number; readonly top: number } {
  const within = (left: number, top: number): { readonly left: number; readonly top: number } => ({
    left: Math.round(clamp(left, gap, Math.max(gap, page.width - card.width - gap))),
    top: Math.round(clamp(top, gap, Math.max(gap, page.height - card.height - gap))),
  });
  if (!target) return within((page.width - card.width) / 2, page.height - card.height - 3 * gap);
  const right = target.left + target.width;
  const low = target.top + target.height;
  if (page.width - right > card.width + 2 * gap) return within(right + gap, target.top);
  if (target.left > card.width + 2 * gap) return within(target.left - card.width - gap, target.top);
  if (page.height - low > card.height + 2 * gap) return within(target.left, low + gap);
  return within(target.left, target.top - card.height - gap);
}
