import { Component, type ReactNode } from 'react';
import { useText } from '#renderer/state/use-text.ts';
import { nothingSelected } from '#renderer/state/window-state.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { appTexts } from '#renderer/texts/app-texts.ts';
import { Empty } from '#renderer/ui/Empty.tsx';

interface CatcherProps {
  readonly children: ReactNode;
  readonly instead: (fault: string, onAgain: () => void) => ReactNode;
}

/** React has no other means to catch what fails while a part is drawn. */
class Catcher extends Component<CatcherProps, { readonly fault: string | null }> {
  override state: { readonly fault: string | null } = { fault: null };

  static getDerivedStateFromError(thrown: unknown): { readonly fault: string } {
    return { fault: thrown instanceof Error ? thrown.message : String(thrown) };
  }

  override render(): ReactNode {
    const { fault } = this.state;
    if (fault === null) return this.props.children;
    return this.props.instead(fault, () => this.setState({ fault: null }));
  }
}

/**
 * What a person sees where drawing the window failed: nothing that was committed is in the window alone, so it is made anew, with
 * nothing selected, open or in hand.
 */
export function WindowFault({ children }: { readonly children: ReactNode }) {
  const { window } = useWorkbench();
  const say = useText();
  return (
    <Catcher
      instead={(fault, onAgain) => (
        <main className="window-fault" role="alert">
          <Empty centred text={say(appTexts.windowFailed)}>
            <p>{say(appTexts.windowFailedHint)}</p>
            <p className="dim selectable">{fault}</p>
            <button
              type="button"
              className="button primary"
              onClick={() => {
                window.set({ selected: nothingSelected, dialog: null, tool: 'select', shownResult: null });
                onAgain();
              }}
            >
              {say(appTexts.showAgain)}
            </button>
          </Empty>
        </main>
      )}
    >
      {children}
    </Catcher>
  );
}
