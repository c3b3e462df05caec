import { Popover } from '@mantine/core';
import { useState } from 'react';
import { crsLabel } from '#core/crs/crs-label.ts';
import { CrsSelect } from '#renderer/panels/CrsSelect.tsx';
import type { ShownCoordinates } from '#renderer/state/shown-coordinates.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useDescription, useWorkbench } from '#renderer/state/workbench.ts';
import { statusTexts } from '#renderer/texts/status-texts.ts';

/** Systems in degrees that coordinates are told in: WGS 84, CGCS2000. */
const inDegrees = [4326, 4490];

/** The system coordinates are shown in; pressed, another one can be chosen. The project stays in its own. */
export function CrsMenu({ coordinates }: { readonly coordinates: ShownCoordinates }) {
  const { window } = useWorkbench();
  const say = useText();
  const language = useLanguage();
  const description = useDescription();
  const [opened, setOpened] = useState(false);
  const own = `${crsLabel(description.crsName, language)} · EPSG:${description.epsg}`;
  return (
    <Popover opened={opened} onChange={setOpened} position="top-start" width={340} trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className="coordinate-system ellipsis" onClick={() => setOpened(!opened)}>
          <span className="visually-hidden">{say(statusTexts.shownIn)} </span>
          {crsLabel(coordinates.name, language)} · EPSG:{coordinates.epsg}
        </button>
      </Popover.Target>
      <Popover.Dropdown className="go-to" aria-label={say(statusTexts.shownIn)}>
        <CrsSelect
          degrees
          inPopover
          label={say(statusTexts.shownIn)}
          value={coordinates.epsg}
          first={[description.epsg, ...inDegrees]}
          onChange={(epsg) => {
            window.set({ coordinatesIn: epsg === description.epsg ? null : epsg });
            setOpened(false);
          }}
        />
        <p className="dim coordinate-note">{say(statusTexts.projectStays, { name: own })}</p>
      </Popover.Dropdown>
    </Popover>
  );
}
