import type { EventName, RequestName } from './requests.ts';

/**
 * Answers whose arrays are handed over to the window instead of copied: the engine must not keep using them. Every other
 * answer is copied.
 */
export const handedOver: ReadonlySet<RequestName> = new Set<RequestName>([
  'project/export',
  'indicators/by-parcel',
  'report/build',
  'layer/export',
  'layer/glimpse',
  'plugin/export',
]);

/** Events whose arrays are handed over as well: the window is their only listener. */
export const handedOverEvents: ReadonlySet<EventName> = new Set<EventName>(['journal/entry']);

/** Requests whose arrays the window gives away: it must not use them afterwards. */
export const takenOver: ReadonlySet<RequestName> = new Set<RequestName>(['project/open']);

/**
 * The buffers of all typed arrays in `value` that own their whole buffer. A view on a part of a larger buffer is left out:
 * handing that over would take away more than the view.
 */
export function transferableBuffers(value: unknown): ArrayBuffer[] {
  return buffersOf(value, (view) => view.byteLength === view.buffer.byteLength);
}

/** The buffers of all typed arrays in `value`, with what else stands in them: all of it is given away. */
export function givenBuffers(value: unknown): ArrayBuffer[] {
  return buffersOf(value, () => true);
}

function buffersOf(value: unknown, isGiven: (view: ArrayBufferView) => boolean): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  const visit = (item: unknown): void => {
    if (typeof item !== 'object' || item === null) return;
    if (ArrayBuffer.isView(item)) {
      const { buffer } = item;
      if (buffer instanceof ArrayBuffer && item.byteLength > 0 && isGiven(item)) buffers.add(buffer);
    } else if (Array.isArray(item)) {
      // Columns of texts are long and hold nothing to hand over.
      if (item.some((entry) => typeof entry === 'object' && entry !== null)) item.forEach(visit);
    } else {
      Object.values(item).forEach(visit);
    }
  };
  visit(value);
  return [...buffers];
}
