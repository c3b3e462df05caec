import { Modal } from '@mantine/core';
import type { FocusEvent, ReactNode } from 'react';
import { useText } from '#renderer/state/use-text.ts';
import { projectTexts } from '#renderer/texts/project-texts.ts';

interface DialogProps {
  readonly title: ReactNode;
  readonly width: number;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly foot?: ReactNode;
}

/** What the first field proposes is replaced by what is typed. */
function selectProposal({ target }: FocusEvent): void {
  if (target instanceof HTMLInputElement && target.matches('[data-autofocus]')) target.select();
}

/** A window over the page; Esc and a click beside it close it. A proposal in its `data-autofocus` field is typed over. */
export function Dialog({ title, width, onClose, children, foot }: DialogProps) {
  const say = useText();
  return (
    <Modal
      opened
      onClose={onClose}
      onFocus={selectProposal}
      title={title}
      size={width}
      closeButtonProps={{ 'aria-label': say(projectTexts.close) }}
    >
      {children}
      {foot !== undefined && foot !== false && <div className="dialog-foot">{foot}</div>}
    </Modal>
  );
}
