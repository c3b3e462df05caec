import { Modal } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { ImportPlan, ImportReport, PlannedLayer } from '#core/formats/import-plan.ts';
import { profileOf } from '#core/formats/import-profile.ts';
import { type LocalText, renderText } from '#core/model/text.ts';
import { cancelImport, runImport } from '#renderer/state/import-commands.ts';
import { saveProfile } from '#renderer/state/import-profiles.ts';
import { useStore } from '#renderer/state/store.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { importTexts } from '#renderer/texts/import-texts.ts';
import { projectTexts } from '#renderer/texts/project-texts.ts';
import { Progress } from '#renderer/ui/Progress.tsx';
import { useMadeLater } from '#renderer/ui/use-made-later.ts';
import { ImportFileList } from './ImportFileList.tsx';
import { ImportFoot } from './ImportFoot.tsx';
import { ImportLayerForm } from './ImportLayerForm.tsx';
import { hasFailed, ImportOutcome } from './ImportOutcome.tsx';
import type { LayerPlace } from './import-edits.ts';
import { placesNotReady, withLayer } from './import-edits.ts';
import { ProfileMenu } from './ProfileMenu.tsx';

/** The first layer there is something to decide about. */
function firstPlace(plan: ImportPlan | null): LayerPlace | null {
  const file = plan?.files.findIndex(({ layers }) => layers.length > 0) ?? -1;
  return (plan && placesNotReady(plan)[0]) ?? (file < 0 ? null : { file, layer: 0 });
}

/** How many files were imported, and how many were not. */
function outcomeText({ files }: ImportReport): LocalText {
  const failed = files.filter(hasFailed).length;
  const parameters = { done: files.length - failed, failed };
  const text = failed === 0 ? importTexts.allDone : importTexts.someDone;
  return { zh: renderText(text, 'zh', parameters), en: renderText(text, 'en', parameters) };
}

/** Files, what each layer in them is and how its fields are read; then what came of the import. */
export function ImportDialog() {
  const workbench = useWorkbench();
  const say = useText();
  const { plan, report, busy } = useStore(workbench.imports, (state) => state);
  const [chosen, setChosen] = useState<LayerPlace | null>(null);
  // The layer shown stays when nothing is left to say about it.
  if (!chosen && plan) setChosen(firstPlace(plan));
  const place = chosen && plan?.files[chosen.file]?.layers[chosen.layer] ? chosen : firstPlace(plan);
  const layer = place ? plan?.files[place.file]?.layers[place.layer] : undefined;
  const { imports } = workbench;
  const setPlan = (next: ImportPlan): void => imports.set({ plan: next });
  const file = place?.file ?? 0;
  const order = place?.layer ?? 0;
  const changeLayer = useCallback(
    (change: (layer: PlannedLayer) => PlannedLayer) =>
      imports.set((state) => (state.plan ? { plan: withLayer(state.plan, { file, layer: order }, change) } : {})),
    [imports, file, order],
  );
  // What there is to decide is hundreds of parts: they are made bit by bit before they are shown.
  const isLaid = useMadeLater(plan !== null);
  const close = (): void => cancelImport(workbench);
  const run = async (projectName: string, profile: string | null): Promise<void> => {
    if (profile !== null && layer && plan) saveProfile(profileOf(layer, plan, profile));
    await runImport(workbench, projectName);
  };
  return (
    <Modal.Root
      opened
      onClose={close}
      size={1220}
      centered
      transitionProps={{ duration: 0 }}
      classNames={{ content: 'dialog import-dialog' }}
    >
      <Modal.Overlay className="scrim" backgroundOpacity={1} />
      <Modal.Content aria-label={say(importTexts.title, { count: plan?.files.length ?? 0 })}>
        <header className="import-head">
          <h2>{report ? say(importTexts.outcome) : say(importTexts.title, { count: plan?.files.length ?? 0 })}</h2>
          <span className="dim">{say(report ? outcomeText(report) : importTexts.readOnly)}</span>
          <span className="space" />
          {plan && !report && <ProfileMenu plan={plan} onChange={setPlan} />}
          <Modal.CloseButton aria-label={say(projectTexts.close)} className="dialog-close" />
        </header>
        {!(plan && isLaid) && !report && (
          <div className="import-wait">
            <p>{say(importTexts.looking)}</p>
            <Progress share={null} label={say(importTexts.looking)} />
          </div>
        )}
        {report && <ImportOutcome report={report} onClose={close} />}
        {plan && isLaid && !report && (
          <>
            <div className="import-main">
              <ImportFileList plan={plan} chosen={place} onChoose={setChosen} onChange={setPlan} />
              <div className="import-form scroll">
                {place && layer && (
                  <ImportLayerForm
                    key={`${place.file} ${place.layer}`}
                    plan={plan}
                    place={place}
                    layer={layer}
                    onPlan={setPlan}
                    onChange={changeLayer}
                  />
                )}
              </div>
            </div>
            <ImportFoot
              plan={plan}
              busy={busy}
              onChoose={setChosen}
              profileName={layer && layer.mapping.length > 0 ? layer.name : null}
              onCancel={close}
              onRun={run}
            />
          </>
        )}
      </Modal.Content>
    </Modal.Root>
  );
}
