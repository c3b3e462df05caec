import { Menu } from '@mantine/core';
import { IconChevronDown, IconFileText, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { ImportPlan } from '#core/formats/import-plan.ts';
import type { ImportProfile } from '#core/formats/import-profile.ts';
import { forgetProfile, savedProfiles, withProfile } from '#renderer/state/import-profiles.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { importTexts } from '#renderer/texts/import-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';

/** Saved mappings, to be applied to the layers they fit. */
export function ProfileMenu({
  plan,
  onChange,
}: {
  readonly plan: ImportPlan;
  readonly onChange: (plan: ImportPlan) => void;
}) {
  const { activity, engine } = useWorkbench();
  const say = useText();
  const [profiles, setProfiles] = useState(savedProfiles);
  const [used, setUsed] = useState<string | null>(null);
  const apply = async (profile: ImportProfile): Promise<void> => {
    try {
      onChange(await withProfile(engine, plan, profile));
      setUsed(profile.name);
    } catch (thrown) {
      activity.fail(thrown);
    }
  };
  const forget = (name: string): void => {
    forgetProfile(name);
    setProfiles(savedProfiles());
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className="button">
          <Icon of={IconFileText} size={14} />
          {say(importTexts.profile)}
          {used !== null && `: ${used}`}
          <Icon of={IconChevronDown} size={14} />
        </button>
      </Menu.Target>
      <Menu.Dropdown miw={220}>
        {profiles.length === 0 && <Menu.Label>{say(importTexts.noProfile)}</Menu.Label>}
        {profiles.map((profile) => (
          <Menu.Item key={profile.name} onClick={() => void apply(profile)}>
            {profile.name}
          </Menu.Item>
        ))}
        {profiles.length > 0 && <Menu.Divider />}
        {profiles.map(({ name }) => (
          <Menu.Item
            key={`forget ${name}`}
            closeMenuOnClick={false}
            leftSection={<Icon of={IconTrash} size={14} />}
            onClick={() => forget(name)}
          >
            {say(importTexts.forget, { name })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
