import { Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { DevelopmentType } from '#core/model/development-type.ts';
import type { DevelopmentTypeId } from '#core/model/ids.ts';
import { deleteType, exportTypes, importTypes } from '#renderer/state/type-commands.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { sketchTexts } from '#renderer/texts/sketch-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';

const blank: Omit<DevelopmentType, 'label'> = {
  id: 'new' as DevelopmentTypeId,
  landUse: 'mixed',
  code: 'RB',
  far: 2,
  buildingCoverage: 0.35,
  greenRatio: 0.3,
  shares: { residential: 0.7, commercial: 0.2, office: 0.1, industrial: 0, civic: 0, other: 0 },
  energyUse: 75,
  parking: 0.7,
  source: '',
};

/** What can be done with the palette of types and the chosen one. */
export function TypesMenu({ chosen }: { readonly chosen: DevelopmentType | undefined }) {
  const workbench = useWorkbench();
  const say = useText();
  const open = (type: DevelopmentType, isNew: boolean): void =>
    workbench.window.set({ dialog: { kind: 'type', type, isNew } });
  const copyOf = (type: DevelopmentType): DevelopmentType => ({
    ...type,
    label: { zh: `${type.label.zh} 2`, en: `${type.label.en} 2` },
  });
  const name = chosen ? say(chosen.label) : '';
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className="icon-button small" aria-label={say(sketchTexts.typeMenu)}>
          <Icon of={IconDots} size={14} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => open({ ...blank, label: { zh: '新类型', en: 'New type' } }, true)}>
          {say(sketchTexts.newType)}
        </Menu.Item>
        {chosen && (
          <>
            <Menu.Item onClick={() => open(chosen, false)}>{say(sketchTexts.editType, { name })}</Menu.Item>
            <Menu.Item onClick={() => open(copyOf(chosen), true)}>{say(sketchTexts.duplicateType, { name })}</Menu.Item>
            <Menu.Item onClick={() => void deleteType(workbench, chosen.id)}>
              {say(sketchTexts.deleteType, { name })}
            </Menu.Item>
          </>
        )}
        <Menu.Divider />
        <Menu.Item onClick={() => void exportTypes(workbench)}>{say(sketchTexts.exportTypes)}</Menu.Item>
        <Menu.Item onClick={() => void importTypes(workbench)}>{say(sketchTexts.importTypes)}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
