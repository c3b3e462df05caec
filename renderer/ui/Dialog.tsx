import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '#renderer/state/use-text.ts';
import { projectTexts } from '#renderer/texts/project-texts.ts';

interface DialogProps {
  readonly title: ReactNode;
  readonly width: number;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly foot?: ReactNode;
}

/** A window over the page; Esc and a click beside it close it. */
export function Dialog({ title, width, onClose, children, foot }: DialogProps) {
  const say = useText();
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={width}
      closeButtonProps={{ 'aria-label': say(projectTexts.close) }}
    >
      {children}
      {foot !== undefined && foot !== false && <div className="dialog-foot">{foot}</div>}
    </Modal>
  );
}
