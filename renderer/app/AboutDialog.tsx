import { programVersion } from '#core/model/program-version.ts';
import { useText } from '#renderer/state/use-text.ts';
import { appTexts } from '#renderer/texts/app-texts.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { Logo } from '#renderer/ui/Logo.tsx';

/** Name, version and licence. */
export function AboutDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useText();
  return (
    <Dialog title={say(appTexts.about)} width={420} onClose={onClose}>
      <div className="about">
        <Logo size={42} />
        <div>
          <p>
            <strong>{say(appTexts.name)}</strong> {programVersion}
          </p>
          <p className="soft">{say(appTexts.tagline)}</p>
          <p className="dim">Apache-2.0 · {say(appTexts.noNetwork)}</p>
        </div>
      </div>
    </Dialog>
  );
}
