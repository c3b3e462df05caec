import {
  IconArrowBackUp,
  IconArrowsJoin,
  IconArrowsMaximize,
  IconFocusCentered,
  IconScissors,
  IconTrash,
} from '@tabler/icons-react';
import type { FeatureId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import { deleteFeatures } from '#renderer/state/shape-commands.ts';
import { revertFeatures } from '#renderer/state/sketch-commands.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useScenario, useWorkbench } from '#renderer/state/workbench.ts';
import { editTexts } from '#renderer/texts/edit-texts.ts';
import { inspectorTexts } from '#renderer/texts/inspector-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';

interface SelectionActionsProps {
  readonly layer: Layer;
  readonly features: readonly FeatureId[];
}

/** What can be done with what is selected. */
export function SelectionActions({ layer, features }: SelectionActionsProps) {
  const workbench = useWorkbench();
  const say = useText();
  const scenario = useScenario();
  const canRevert = layer.role === 'parcel' && scenario.parent !== null && !scenario.locked;
  return (
    <div className="inspector-actions">
      <button type="button" className="button low" onClick={() => workbench.map.verbs?.fitFeatures(layer.id, features)}>
        <Icon of={IconFocusCentered} size={14} />
        {say(inspectorTexts.zoom)}
      </button>
      {features.length > 1 && (layer.geometry === 'polygon' || layer.geometry === 'line') && (
        <button
          type="button"
          className="button low"
          onClick={() => workbench.window.set({ dialog: { kind: 'merge', layer: layer.id, features } })}
        >
          <Icon of={IconArrowsJoin} size={14} />
          {say(editTexts.mergeDo)}
        </button>
      )}
      {(layer.geometry === 'polygon' || layer.geometry === 'line') && (
        <button
          type="button"
          className="button low"
          onClick={() => workbench.window.set({ dialog: { kind: 'offset', layer: layer.id, features } })}
        >
          <Icon of={IconArrowsMaximize} size={14} />
          {say(editTexts.offsetDo)}
        </button>
      )}
      {layer.geometry === 'polygon' && (
        <button
          type="button"
          className="button low"
          onClick={() => workbench.window.set({ dialog: { kind: 'trim', layer: layer.id, features } })}
        >
          <Icon of={IconScissors} size={14} />
          {say(editTexts.trim)}
        </button>
      )}
      <button type="button" className="button low" onClick={() => void deleteFeatures(workbench, layer, features)}>
        <Icon of={IconTrash} size={14} />
        {say(editTexts.removeDo)}
      </button>
      {canRevert && (
        <button type="button" className="button low" onClick={() => void revertFeatures(workbench, features)}>
          <Icon of={IconArrowBackUp} size={14} />
          {say(inspectorTexts.revert)}
        </button>
      )}
    </div>
  );
}
