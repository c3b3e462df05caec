import { Component, type ReactNode } from 'react';
import { useText } from '#renderer/state/use-text.ts';
import { nothingSelected } from '#renderer/state/window-state.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { appTexts } from '#renderer/texts/app-texts.ts';
import { Empty } from '#renderer/ui/Empty.tsx';

interface FaultPageProps {
  readonly fault: string;
  readonly onAgain: () => void;
}

function FaultPage({ fault, onAgain }: FaultPageProps) {
  const { window } = useWorkbench();
  const say = useText();
  const showAgain = (): void => {
    window.set({ selected: nothingSelected, dialog: null, tool: 'select', shownResult: null });
    onAgain();
  };
  return (
    <main className="window-fault" role="alert">
      <Empty centred text={say(appTexts.windowFailed)}>
        <p>{say(appTexts.windowFailedHint)}</p>
        <p className="dim selectable">{fault}</p>
        <button type="button" className="button primary" onClick={showAgain}>
          {say(appTexts.showAgain)}
        </button>
      </Empty>
    </main>
  );
}

interface WindowFaultProps {
  readonly children: ReactNode;
}

interface WindowFaultState {
  readonly fault: string | null;
}

/**
 * Says so where drawing the window failed, and makes it anew with nothing selected, open or in hand: nothing that was committed is
 * in the window alone. A class, for React has no other means to catch what fails while a part is drawn.
 */
export class WindowFault extends Component<WindowFaultProps, WindowFaultState> {
  override state: WindowFaultState = { fault: null };

  static getDerivedStateFromError(thrown: unknown): WindowFaultState {
    return { fault: thrown instanceof Error ? thrown.message : String(thrown) };
  }

  override render(): ReactNode {
    const { fault } = this.state;
    if (fault === null) return this.props.children;
    return <FaultPage fault={fault} onAgain={() => this.setState({ fault: null })} />;
  }
}
