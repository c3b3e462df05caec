import { Checkbox, NumberInput } from '@mantine/core';
import type { DrawingReading } from '#core/formats/format.ts';
import type { PlannedLayer } from '#core/formats/import-plan.ts';
import { type LandUse, landUseDefinitions } from '#core/model/land-use.ts';
import type { LocalText } from '#core/model/text.ts';
import { useText } from '#renderer/state/use-text.ts';
import { importTexts } from '#renderer/texts/import-texts.ts';

interface DrawingSectionProps {
  readonly layer: PlannedLayer;
  readonly onRead: (drawing: DrawingReading) => Promise<void>;
}

/** Parcels with two codes that are named. */
const named = 12;

function layerText(isTaken: boolean, withCode: number, landUse: LandUse | undefined): LocalText {
  if (!isTaken) return importTexts.drawingLayerOff;
  return withCode === 0 && landUse ? importTexts.drawingLayerUse : importTexts.drawingLayer;
}

/** How the polygons of a drawing become parcels: gaps that are closed, codes from the texts inside, and what that gave. */
export function DrawingSection({ layer, onRead }: DrawingSectionProps) {
  const say = useText();
  if (layer.format !== 'dxf' || layer.geometry !== 'polygon') return null;
  const { drawing } = layer;
  const reading = layer.read.drawing ?? {};
  const taken = (drawing?.layers ?? []).filter(({ isTaken }) => isTaken).map(({ name }) => name);
  return (
    <section>
      <h3>
        {say(importTexts.drawing)}{' '}
        {drawing && (
          <span className="dim">
            {say(importTexts.drawingCounts, {
              count: drawing.parcels,
              text: drawing.withText,
              layer: drawing.withCode - drawing.withText + drawing.withUse,
              none: drawing.parcels - drawing.withCode - drawing.withUse,
            })}
          </span>
        )}
      </h3>
      <div className="import-drawing">
        <Checkbox
          label={say(importTexts.readParcels)}
          checked={drawing !== undefined}
          onChange={(event) => void onRead({ ...reading, parcels: event.currentTarget.checked })}
        />
        <label className="import-gap">
          <span>{say(importTexts.closeGap)}</span>
          <NumberInput
            min={0}
            step={0.1}
            placeholder={say(importTexts.closeGapShare)}
            value={reading.closeGap ?? ''}
            onBlur={(event) => {
              const text = event.currentTarget.value.trim();
              const { closeGap, ...rest } = reading;
              const wanted = text === '' ? undefined : Number(text);
              if (wanted === closeGap || (wanted !== undefined && !(wanted >= 0))) return;
              void onRead(wanted === undefined ? rest : { ...rest, closeGap: wanted });
            }}
          />
        </label>
      </div>
      {drawing && drawing.layers.length > 1 && (
        <fieldset className="import-drawing-layers">
          <legend className="dim">{say(importTexts.drawingLayers)}</legend>
          {drawing.layers.map(({ name, polygons, withCode, landUse, isTaken }) => (
            <Checkbox
              key={name}
              checked={isTaken}
              disabled={isTaken && taken.length === 1}
              label={
                <>
                  {name}{' '}
                  <span className="dim">
                    {say(layerText(isTaken, withCode, landUse), {
                      count: polygons,
                      codes: withCode,
                      use: landUse ? landUseDefinitions[landUse].label : '',
                    })}
                  </span>
                </>
              }
              onChange={() =>
                void onRead({
                  ...reading,
                  parcels: true,
                  layers: isTaken ? taken.filter((other) => other !== name) : [...taken, name],
                })
              }
            />
          ))}
        </fieldset>
      )}
      {drawing && drawing.twoCodes.length > 0 && (
        <p className="soft selectable">
          {say(importTexts.twoCodes, {
            count: drawing.twoCodes.length,
            list: drawing.twoCodes
              .slice(0, named)
              .map(({ row, codes }) => `#${row} ${codes.join(' / ')}`)
              .join('; '),
          })}
        </p>
      )}
    </section>
  );
}
