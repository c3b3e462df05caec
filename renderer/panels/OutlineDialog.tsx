import { NumberInput, SegmentedControl } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { FeatureId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import type { WorkbenchError } from '#core/model/workbench-error.ts';
import { changeOutline } from '#renderer/state/shape-commands.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { editTexts } from '#renderer/texts/edit-texts.ts';
import { projectTexts } from '#renderer/texts/project-texts.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { FaultText } from '#renderer/ui/FaultText.tsx';

interface OutlineDialogProps {
  readonly kind: 'offset' | 'trim';
  readonly layer: Layer;
  readonly features: readonly FeatureId[];
  readonly onClose: () => void;
}

/** Offsets outlines by a distance, or says who keeps the land where features overlap. What is refused stays here with the reason. */
export function OutlineDialog({ kind, layer, features, onClose }: OutlineDialogProps) {
  const workbench = useWorkbench();
  const say = useText();
  const [metres, setMetres] = useState<number | string>(5);
  const [winner, setWinner] = useState<'selected' | 'others'>('selected');
  const [fault, setFault] = useState<WorkbenchError | null>(null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const refused = await changeOutline(
      workbench,
      layer,
      kind === 'offset' ? { verb: 'offset', features, metres: Number(metres) } : { verb: 'trim', features, winner },
    );
    if (refused) setFault(refused);
    else onClose();
  };
  return (
    <Dialog
      title={`${say(kind === 'offset' ? editTexts.offset : editTexts.trim)} · ${layer.name}`}
      width={440}
      onClose={onClose}
    >
      <form className="form" onSubmit={(event) => void submit(event)}>
        {kind === 'offset' ? (
          <NumberInput
            data-autofocus
            label={say(editTexts.offsetMetres)}
            description={say(layer.geometry === 'line' ? editTexts.offsetLines : editTexts.offsetAreas)}
            step={0.5}
            value={metres}
            onChange={(value) => {
              setMetres(value);
              setFault(null);
            }}
          />
        ) : (
          <>
            <SegmentedControl
              fullWidth
              aria-label={say(editTexts.trimWinner)}
              data={[
                { value: 'selected', label: say(editTexts.trimSelected) },
                { value: 'others', label: say(editTexts.trimOthers) },
              ]}
              value={winner}
              onChange={(value) => setWinner(value as 'selected' | 'others')}
            />
            <p className="dim">{say(editTexts.trimHint)}</p>
          </>
        )}
        <FaultText fault={fault} />
        <div className="dialog-foot">
          <button type="button" className="button large" onClick={onClose}>
            {say(projectTexts.cancel)}
          </button>
          <button
            type="submit"
            className="button primary large"
            data-autofocus={kind === 'trim' || undefined}
            disabled={kind === 'offset' && metres === ''}
          >
            {say(kind === 'offset' ? editTexts.offsetDo : editTexts.trimDo)}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
