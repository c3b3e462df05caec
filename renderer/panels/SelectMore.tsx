import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { Selection } from '#core/model/recipe.ts';
import { selectParcels } from '#renderer/state/sketch-commands.ts';
import { useStore } from '#renderer/state/store.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { sketchTexts } from '#renderer/texts/sketch-texts.ts';

/** Adds parcels to the selection: by the expression, in the catchment of the stations in the TOD sketch, and neighbours. */
export function SelectMore() {
  const workbench = useWorkbench();
  const say = useText();
  const { tod, mixedUse } = useStore(workbench.drafts, (state) => state);
  const selected = useWindow((state) => state.selected.features);
  const [metres, setMetres] = useState(30);
  const where = mixedUse.where.trim();
  const stations = [...tod.stations, ...tod.lines];
  const near: Selection = {
    near: {
      stations: {
        ...(tod.stations.length > 0 ? { names: tod.stations } : {}),
        ...(tod.lines.length > 0 ? { lines: tod.lines } : {}),
      },
      catchment: tod.mode === 'ring' ? { mode: 'ring', metres: tod.metres } : { mode: 'walk', minutes: tod.minutes },
    },
  };
  const add = (selection: Selection): void => void selectParcels(workbench, selection);
  return (
    <div className="sketch-line wrap">
      <button
        type="button"
        className="link-button"
        disabled={where === ''}
        onClick={() => {
          add({ where });
          workbench.drafts.set({ mixedUse: { ...mixedUse, where: '' } });
        }}
      >
        {say(sketchTexts.addExpression)}
      </button>
      <button
        type="button"
        className="link-button"
        disabled={stations.length === 0}
        title={stations.length === 0 ? say(sketchTexts.catchmentHint) : stations.join(', ')}
        onClick={() => add(near)}
      >
        {say(sketchTexts.addCatchment)}
      </button>
      <button
        type="button"
        className="link-button"
        data-neighbours
        disabled={selected.length === 0}
        onClick={() => add({ adjacent: { of: { ids: selected }, withinMetres: metres } })}
      >
        {say(sketchTexts.addNeighbours)}
      </button>
      <NumberInput
        className="field-low small-number"
        aria-label={say(sketchTexts.neighbourMetres)}
        min={0}
        max={500}
        allowDecimal={false}
        suffix=" m"
        value={metres}
        onChange={(value) => typeof value === 'number' && setMetres(value)}
      />
    </div>
  );
}
