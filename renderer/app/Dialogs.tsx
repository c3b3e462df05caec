import { ConflictDialog } from '#renderer/panels/ConflictDialog.tsx';
import { CorrectionDialog } from '#renderer/panels/CorrectionDialog.tsx';
import { DeleteScenarioDialog } from '#renderer/panels/DeleteScenarioDialog.tsx';
import { ExportDialog } from '#renderer/panels/ExportDialog.tsx';
import { FieldCalculator } from '#renderer/panels/FieldCalculator.tsx';
import { FieldDialog } from '#renderer/panels/FieldDialog.tsx';
import { ImportDialog } from '#renderer/panels/ImportDialog.tsx';
import { JoinDialog } from '#renderer/panels/JoinDialog.tsx';
import { MergeDialog } from '#renderer/panels/MergeDialog.tsx';
import { NewProjectDialog } from '#renderer/panels/NewProjectDialog.tsx';
import { OutlineDialog } from '#renderer/panels/OutlineDialog.tsx';
import { OwnIndicatorDialog } from '#renderer/panels/OwnIndicatorDialog.tsx';
import { PlacePictureDialog } from '#renderer/panels/PlacePictureDialog.tsx';
import { PluginsDialog } from '#renderer/panels/PluginsDialog.tsx';
import { PrintDialog } from '#renderer/panels/PrintDialog.tsx';
import { RecipeDialog } from '#renderer/panels/RecipeDialog.tsx';
import { ScenarioDialog } from '#renderer/panels/ScenarioDialog.tsx';
import { SuggestDialog } from '#renderer/panels/SuggestDialog.tsx';
import { TypeDialog } from '#renderer/panels/TypeDialog.tsx';

import { UnsavedDialog } from '#renderer/panels/UnsavedDialog.tsx';
import { useStore } from '#renderer/state/store.ts';
import { useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { AboutDialog } from './AboutDialog.tsx';
import { CommandPalette } from './CommandPalette.tsx';
import { ShortcutSheet } from './ShortcutSheet.tsx';

/** The dialog that is open, if any. */
export function Dialogs() {
  const { window, project: hold } = useWorkbench();
  const project = useStore(hold, ({ state }) => state);
  const dialog = useWindow((state) => state.dialog);
  const close = (): void => window.set({ dialog: null });
  switch (dialog?.kind) {
    case 'new-project':
      return <NewProjectDialog onClose={close} />;
    case 'new-scenario':
      return <ScenarioDialog parent={dialog.parent} onClose={close} />;
    case 'edit-scenario':
      return <ScenarioDialog edited={dialog.scenario} onClose={close} />;
    case 'delete-scenario':
      return <DeleteScenarioDialog scenario={dialog.scenario} onClose={close} />;
    case 'conflicts':
      return <ConflictDialog scenario={dialog.scenario} onClose={close} />;
    case 'type':
      return <TypeDialog type={dialog.type} isNew={dialog.isNew} onClose={close} />;
    case 'export':
      return <ExportDialog layer={dialog.layer} onlySelected={dialog.onlySelected ?? false} onClose={close} />;
    case 'join':
      return <JoinDialog layer={dialog.layer} onClose={close} />;
    case 'import':
      return <ImportDialog />;
    case 'place-picture':
      return <PlacePictureDialog picture={dialog.picture} answer={dialog.answer} />;
    case 'correction':
      return <CorrectionDialog onReason={dialog.onReason} onClose={close} />;
    case 'merge': {
      const layer = project?.description.layers.find(({ id }) => id === dialog.layer);
      return layer ? <MergeDialog layer={layer} features={dialog.features} onClose={close} /> : null;
    }
    case 'offset':
    case 'trim': {
      const layer = project?.description.layers.find(({ id }) => id === dialog.layer);
      return layer ? (
        <OutlineDialog kind={dialog.kind} layer={layer} features={dialog.features} onClose={close} />
      ) : null;
    }
    case 'field': {
      const layer = project?.description.layers.find(({ id }) => id === dialog.layer);
      return layer ? <FieldDialog layer={layer} verb={dialog.verb} field={dialog.field} onClose={close} /> : null;
    }
    case 'calculate': {
      const layer = project?.description.layers.find(({ id }) => id === dialog.layer);
      return layer ? <FieldCalculator layer={layer} field={dialog.field} only={dialog.only} onClose={close} /> : null;
    }
    case 'own-indicator':
      return <OwnIndicatorDialog {...(dialog.edited ? { edited: dialog.edited } : {})} onClose={close} />;
    case 'suggest':
      return <SuggestDialog scenario={dialog.scenario} onClose={close} />;
    case 'recipe':
      return <RecipeDialog scenario={dialog.scenario} onClose={close} />;
    case 'shortcuts':
      return <ShortcutSheet onClose={close} />;
    case 'palette':
      return <CommandPalette onClose={close} />;
    case 'about':
      return <AboutDialog onClose={close} />;
    case 'plugins':
      return <PluginsDialog onClose={close} />;
    case 'print':
      return project ? <PrintDialog onClose={close} /> : null;
    case 'unsaved':
      return <UnsavedDialog answer={dialog.answer} />;
    default:
      return null;
  }
}
