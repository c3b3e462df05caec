import { IconFocusCentered, IconMinus, IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useStore } from '#renderer/state/store.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { mapTexts } from '#renderer/texts/map-texts.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Tip } from '#renderer/ui/Tip.tsx';

/** Zoom, fit and north, below whatever else belongs to the map. */
export function MapControls({ children }: { readonly children?: ReactNode }) {
  const { map } = useWorkbench();
  const say = useText();
  const rotation = useStore(map.camera, (camera) => camera.rotation);
  const north = say(mapTexts.north);
  return (
    <div className="map-controls float">
      {children && (
        <>
          {children}
          <span className="rule" />
        </>
      )}
      <IconButton
        icon={IconPlus}
        label={say(mapTexts.zoomIn)}
        keys="+"
        tipSide="left"
        onClick={() => map.verbs?.zoomBy(1)}
      />
      <IconButton
        icon={IconMinus}
        label={say(mapTexts.zoomOut)}
        keys="-"
        tipSide="left"
        onClick={() => map.verbs?.zoomBy(-1)}
      />
      <IconButton
        icon={IconFocusCentered}
        label={say(mapTexts.fitAll)}
        keys="0"
        tipSide="left"
        onClick={() => map.verbs?.fitAll()}
      />
      <Tip label={north} keys="Shift+N" side="left">
        <button type="button" className="icon-button" aria-label={north} onClick={() => map.verbs?.turnNorth()}>
          <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden>
            <g transform={`rotate(${(rotation * 180) / Math.PI} 9 6)`}>
              <path d="M9 1.5L12.5 10H9Z" fill="currentColor" />
              <path d="M9 1.5L5.5 10H9Z" fill="none" stroke="currentColor" />
            </g>
            <text x="9" y="17.5" fontSize="7.5" textAnchor="middle" fill="currentColor" fontWeight="700">
              N
            </text>
          </svg>
        </button>
      </Tip>
    </div>
  );
}
