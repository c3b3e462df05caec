import { IconCube, IconX } from '@tabler/icons-react';
import { palettes } from '#renderer/map/palette.ts';
import type { useMassing } from '#renderer/map/use-massing.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { mapTexts } from '#renderer/texts/map-texts.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';

/** Lets buildings stand upright on the map, or lays them flat. */
export function MassingToggle() {
  const { window } = useWorkbench();
  const say = useText();
  const massing = useWindow((state) => state.massing);
  return (
    <IconButton
      icon={IconCube}
      label={say(mapTexts.massing)}
      keys="Shift+V"
      tipSide="left"
      aria-pressed={massing}
      onClick={() => window.set({ massing: !massing })}
    />
  );
}

/** What stands on the map and what it is made from. */
export function MassingLegend({ volumes, loading }: ReturnType<typeof useMassing>) {
  const { window } = useWorkbench();
  const say = useText();
  const { massing, theme } = useWindow((state) => state);
  if (!massing) return null;
  return (
    <section className="result-legend massing-legend float" aria-label={say(mapTexts.massing)}>
      <div className="result-legend-head">
        <span>{say(mapTexts.massing)}</span>
        <IconButton
          icon={IconX}
          kind="small"
          label={say(mapTexts.hideMassing)}
          onClick={() => window.set({ massing: false })}
        />
      </div>
      {volumes.length > 0 ? (
        <p className="soft">
          <i className="swatch" style={{ background: palettes[theme].massing }} aria-hidden />{' '}
          {say(mapTexts.massingNote)}
        </p>
      ) : (
        <p className="soft">{say(loading ? mapTexts.loading : mapTexts.noMassing)}</p>
      )}
    </section>
  );
}
