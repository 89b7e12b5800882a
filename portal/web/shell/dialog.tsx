import { type ReactNode, useLayoutEffect, useRef } from 'react';

interface Props {
  readonly title: string;
  readonly className: string;
  readonly close: () => void;
  readonly children: ReactNode;
}

/** The browser's own modal dialog: focus is kept inside and given back, Escape and a click outside close it. */
export function Dialog({ title, className, close, children }: Props): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  // Closed before it leaves the page, else the focus would not go back to where it was.
  useLayoutEffect(() => {
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
      onClose={() => {
        // The event comes late: the dialog may have been opened again meanwhile.
        if (dialog.current?.open !== true) close();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) close();
      }}
    >
      {children}
    </dialog>
  );
}
