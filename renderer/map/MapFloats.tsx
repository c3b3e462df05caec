import { IconMagnet } from '@tabler/icons-react';
import { type CSSProperties, useLayoutEffect, useRef, useState } from 'react';
import { type Store, useStore } from '#renderer/state/store.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import type { MapLive } from './map-tool.ts';

type Pixel = readonly [x: number, y: number];

/** Keeps a float beside the pointer inside the map: it flips to the other side at an edge. */
function usePlace(pixel: Pixel | null, offset: Pixel): { ref: React.RefObject<HTMLDivElement | null>; style: CSSProperties } {
  const ref = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<readonly [number, number, number, number]>([0, 0, 4000, 4000]);
  useLayoutEffect(() => {
    const element = ref.current;
    const room = element?.parentElement;
    if (!element || !room) return;
    const next = [element.offsetWidth, element.offsetHeight, room.clientWidth, room.clientHeight] as const;
    setSize((old) => (next.every((value, place) => value === old[place]) ? old : next));
  }, [pixel]);
  if (!pixel) return { ref, style: { display: 'none' } };
  const [width, height, roomWidth, roomHeight] = size;
  const [dx, dy] = offset;
  const right = pixel[0] + dx + width + 8 <= roomWidth;
  const left = right ? pixel[0] + dx : pixel[0] - dx - width;
  const top = Math.max(8, Math.min(pixel[1] + dy, roomHeight - height - 8));
  return { ref, style: { transform: `translate(${Math.round(Math.max(8, left))}px, ${Math.round(top)}px)` } };
}

/** The name of what is under the pointer. */
function PointerTip({ live }: { readonly live: Store<MapLive> }) {
  const tip = useStore(live, (state) => state.tip);
  const { ref, style } = usePlace(tip?.pixel ?? null, [14, 18]);
  return (
    <div ref={ref} className="pointer-tip float" style={style} aria-hidden>
      <strong>{tip?.title}</strong>
      <span>{tip?.note}</span>
    </div>
  );
}

/** Length, area and what the pointer snaps to, while a sketch is drawn. */
function Readout({ live }: { readonly live: Store<MapLive> }) {
  const readout = useStore(live, (state) => state.readout);
  const { ref, style } = usePlace(readout?.pixel ?? null, [26, -58]);
  return (
    <div ref={ref} className="readout float" style={style} aria-live="off">
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
