import { useEffect, useState } from 'react';
import type { FeatureId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { MergePreview } from '#core/rpc/requests.ts';
import { mergeFeatures, previewMerge } from '#renderer/state/shape-commands.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { editTexts } from '#renderer/texts/edit-texts.ts';
import { projectTexts } from '#renderer/texts/project-texts.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { FaultText } from '#renderer/ui/FaultText.tsx';
import { fieldLabel, fieldValue } from '#renderer/ui/field-text.ts';

interface MergeDialogProps {
  readonly layer: Layer;
  readonly features: readonly FeatureId[];
  readonly onClose: () => void;
}

/** Says which values a merge would lose before it is done. */
export function MergeDialog({ layer, features, onClose }: MergeDialogProps) {
  const workbench = useWorkbench();
  const say = useText();
  const language = useLanguage();
  const [preview, setPreview] = useState<MergePreview | null>(null);
  const [fault, setFault] = useState<WorkbenchError | null>(null);
  useEffect(() => {
    let open = true;
    const ask = async (): Promise<void> => {
      try {
        const answer = await previewMerge(workbench, layer, features);
        if (open) setPreview(answer);
      } catch (thrown) {
        if (open) setFault(WorkbenchError.from(thrown));
      }
    };
    void ask();
    return () => {
      open = false;
    };
  }, [workbench, layer, features]);
  return (
    <Dialog
      title={say(editTexts.mergeTitle, { count: features.length })}
      width={440}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="button large" onClick={onClose}>
            {say(projectTexts.cancel)}
          </button>
          <button
            type="button"
            className="button primary large"
            data-autofocus
            disabled={!preview}
            onClick={() => {
              onClose();
              void mergeFeatures(workbench, layer, features);
            }}
          >
            {say(editTexts.mergeDo)}
          </button>
        </>
      }
    >
      <FaultText fault={fault} />
      {preview && <p>{say(preview.lost.length > 0 ? editTexts.mergeKept : editTexts.mergeNothingLost)}</p>}
      {preview && preview.lost.length > 0 && (
        <dl className="key-values">
          {preview.lost.map(({ field: name, kept, others }) => {
            const field = layer.fields.find((one) => one.name === name)!;
            return (
              <div key={name} className="key-value">
                <dt>{say(fieldLabel(layer.role, name))}</dt>
                <dd>
                  {fieldValue(field, kept, language) || '—'}
                  <span className="dim"> ← {others.map((value) => fieldValue(field, value, language)).join(', ')}</span>
                </dd>
              </div>
            );
          })}
        </dl>
      )}
    </Dialog>
  );
}
