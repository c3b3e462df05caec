import { IconMoon, IconSun } from '@tabler/icons-react';
import { useText } from '#renderer/state/use-text.ts';
import { modes } from '#renderer/state/window-state.ts';
import { useWindow, useWorkbench } from '#renderer/state/workbench.ts';
import { appTexts } from '#renderer/texts/app-texts.ts';
import { headerTexts } from '#renderer/texts/header-texts.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Tip } from '#renderer/ui/Tip.tsx';
import { commandById } from './commands.ts';
import { ProjectMenu } from './ProjectMenu.tsx';
import { ScenarioBar } from './ScenarioBar.tsx';

/** Language and theme, the same on the start page and in the workbench. */
export function Preferences({ long = false }: { readonly long?: boolean }) {
  const { window } = useWorkbench();
  const say = useText();
  const language = useWindow((state) => state.language);
  const theme = useWindow((state) => state.theme);
  const other = theme === 'dark' ? 'light' : 'dark';
  const switchLanguage = (): void => window.set({ language: language === 'zh' ? 'en' : 'zh' });
  return (
    <>
      <Tip label={say(appTexts.switchLanguage)}>
        <button type="button" className={long ? 'button' : 'icon-button language'} onClick={switchLanguage}>
          {say(long ? appTexts.otherLanguage : appTexts.otherLanguageShort)}
          <span className="visually-hidden"> {say(appTexts.switchLanguage)}</span>
        </button>
      </Tip>
      <IconButton
        icon={theme === 'dark' ? IconSun : IconMoon}
        label={say(theme === 'dark' ? appTexts.toLight : appTexts.toDark)}
        onClick={() => window.set({ theme: other })}
      />
    </>
  );
}

/** Project, scenarios and modes: always in sight. */
export function Header() {
  const workbench = useWorkbench();
  const say = useText();
  const mode = useWindow((state) => state.mode);
  return (
    <header className="header">
      <ProjectMenu />
      <ScenarioBar />
      <div className="header-end">
        <nav className="modes" aria-label={say(headerTexts.modes)}>
          {modes.map((one, place) => (
            <Tip key={one} label={say(headerTexts[one])} keys={String(place + 1)}>
              <button
                type="button"
                aria-current={one === mode ? 'page' : undefined}
                onClick={() => commandById(`mode/${one}`)?.run(workbench)}
              >
                {say(headerTexts[one])}
              </button>
            </Tip>
          ))}
        </nav>
        <span className="divider" />
        <Preferences />
      </div>
    </header>
  );
}
