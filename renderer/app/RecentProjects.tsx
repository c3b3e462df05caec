import { TextInput } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import type { RecentProject } from '#renderer/platform/host.ts';
import { openProject } from '#renderer/state/project-commands.ts';
import { projectPictures } from '#renderer/state/thumbnails.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { appTexts } from '#renderer/texts/app-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { dayText } from '#renderer/ui/time-text.ts';

/** As many projects have a picture; the others are a list. */
const pictured = 3;

function withoutEnding(name: string): string {
  return name.replace(/\.gpkg$/i, '');
}

function matches({ place }: RecentProject, search: string): boolean {
  return `${place.folder}/${place.name}`.toLowerCase().includes(search.trim().toLowerCase());
}

/** Projects that were open before: the newest with a picture. */
export function RecentProjects() {
  const workbench = useWorkbench();
  const say = useText();
  const language = useLanguage();
  const [recents, setRecents] = useState<readonly RecentProject[] | null>(null);
  const [search, setSearch] = useState('');
  const [pictures] = useState(projectPictures);
  const load = useCallback(
    () =>
      workbench.host.recentProjects().then(setRecents, (thrown: unknown) => {
        setRecents([]);
        workbench.activity.fail(thrown);
      }),
    [workbench],
  );
  useEffect(() => void load(), [load]);
  const forget = async ({ place }: RecentProject): Promise<void> => {
    await workbench.host.forgetRecent(place);
    await load();
  };
  const shown = (recents ?? []).filter((recent) => matches(recent, search));
  const cards = shown.filter(({ place, missing }) => pictures.has(place.token) && !missing).slice(0, pictured);
  const rows = shown.filter((recent) => !cards.includes(recent));
  return (
    <section className="recent" aria-label={say(appTexts.recent)}>
      <div className="recent-head">
        <h2>{say(appTexts.recent)}</h2>
        <span className="space" />
        {(recents?.length ?? 0) > pictured && (
          <TextInput
            leftSection={<Icon of={IconSearch} size={14} />}
            aria-label={say(appTexts.searchRecent)}
            placeholder={say(appTexts.searchRecent)}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
        )}
      </div>
      {recents?.length === 0 && <p className="soft">{say(appTexts.noRecent)}</p>}
      {recents !== null && recents.length > 0 && shown.length === 0 && <p className="soft">{say(appTexts.noMatch)}</p>}
      {cards.length > 0 && (
        <ul className="recent-cards">
          {cards.map(({ place, opened }) => (
            <li key={place.token}>
              <button type="button" onClick={() => void openProject(workbench, place)}>
                <img src={pictures.get(place.token)} alt="" />
                <strong className="ellipsis">{withoutEnding(place.name)}</strong>
                <span className="soft">{dayText(opened, language)}</span>
                <span className="dim ellipsis">{place.folder}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {rows.length > 0 && (
        <ul className="recent-rows">
          {rows.map((recent) => {
            const { place, opened, missing } = recent;
            return (
              <li key={place.token}>
                <button
                  type="button"
                  className="recent-row"
                  disabled={missing}
                  onClick={() => void openProject(workbench, place)}
                >
                  <span className="ellipsis">{withoutEnding(place.name)}</span>
                  <span className="soft">{dayText(opened, language)}</span>
                  <span className="dim ellipsis">{place.folder}</span>
                  {missing && <span className="chip warn">{say(appTexts.missing)}</span>}
                </button>
                <IconButton
                  icon={IconX}
                  kind="small"
                  label={say(appTexts.forget)}
                  onClick={() => void forget(recent)}
                />
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
