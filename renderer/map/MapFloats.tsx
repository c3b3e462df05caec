import { IconMagnet } from '@tabler/icons-react';
import { type RefObject, useLayoutEffect, useRef } from 'react';
import { type Store, useStore } from '#renderer/state/store.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import type { MapLive } from './map-tool.ts';

type Pixel = readonly [x: number, y: number];

/** Keeps a float beside the pointer inside the map: it flips to the other side at an edge. */
function usePlace(pixel: Pixel | null, dx: number, dy: number): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    const room = element?.parentElement;
    if (!element || !room) return;
    element.hidden = pixel === null;
    if (!pixel) return;
    const { offsetWidth: width, offsetHeight: height } = element;
    const fits = pixel[0] + dx + width + 8 <= room.clientWidth;
    const left = fits ? pixel[0] + dx : pixel[0] - dx - width;
    const top = Math.max(8, Math.min(pixel[1] + dy, room.clientHeight - height - 8));
    element.style.transform = `translate(${Math.round(Math.max(8, left))}px, ${Math.round(top)}px)`;
  }, [pixel, dx, dy]);
  return ref;
}

/** The name of what is under the pointer. */
function PointerTip({ live }: { readonly live: Store<MapLive> }) {
  const tip = useStore(live, (state) => state.tip);
  const ref = usePlace(tip?.pixel ?? null, 14, 18);
  return (
    <div ref={ref} className="pointer-tip float" aria-hidden>
      <strong>{tip?.title}</strong>
      <span>{tip?.note}</span>
    </div>
  );
}

/** Length, area and what the pointer snaps to, while a sketch is drawn. */
function Readout({ live }: { readonly live: Store<MapLive> }) {
  const readout = useStore(live, (state) => state.readout);
  const ref = usePlace(readout?.pixel ?? null, 26, -58);
  return (
    <div ref={ref} className="readout float" aria-live="off">
      {readout && readout.rows.length > 0 && (
        <dl>
          {readout.rows.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {readout?.snap && (
        <p className="snap">
          <Icon of={IconMagnet} size={13} />
          {readout.snap}
        </p>
      )}
    </div>
  );
}

/** What floats beside the pointer. */
export function MapFloats({ live }: { readonly live: Store<MapLive> }) {
  return (
    <>
      <PointerTip live={live} />
      <Readout live={live} />
    </>
  );
}
