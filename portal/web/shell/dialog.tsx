import { type ReactNode, useEffect, useRef } from 'react';

interface Props {
  readonly title: string;
  readonly className: string;
  readonly close: () => void;
  readonly children: ReactNode;
}

/** The browser's own modal dialog: focus is kept inside and given back, Escape and a click outside close it. */
export function Dialog({ title, className, close, children }: Props): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the browser's own Escape is the key
    <dialog
      ref={dialog}
      className={className}
      aria-label={title}
      onClose={close}
      onCancel={close}
      onClick={(event) => {
        if (event.target === dialog.current) close();
      }}
    >
      {children}
    </dialog>
  );
}
