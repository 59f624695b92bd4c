// dialog.tsx: a window over the page: focus stays in it, Escape closes it, what opened it gets the focus back.  Side: page.
import * as Radix from "@radix-ui/react-dialog";
import { useRef, type ReactNode } from "react";

export interface DialogProps {
  open: boolean;
  close(): void;
  title: string;
  /** A sentence under the title. */
  about?: string;
  children: ReactNode;
  /** Buttons at its foot. */
  actions?: ReactNode;
}

export function Dialog({ open, close, title, about, children, actions }: DialogProps): React.JSX.Element {
  // Radix gives the focus back to a trigger of its own, and there is none. Kept before anything in the window can take it.
  const opener = useRef<Element | null>(null);
  const wasOpen = useRef(false);
  if (open && !wasOpen.current) opener.current = document.activeElement;
  wasOpen.current = open;
  return (
    <Radix.Root open={open} onOpenChange={(next) => { if (!next) close(); }}>
      <Radix.Portal>
        <Radix.Overlay className="dialog-back" />
        <Radix.Content className="dialog"
          onCloseAutoFocus={(event) => { event.preventDefault(); (opener.current as HTMLElement | null)?.focus(); }} {...(about ? {} : { "aria-describedby": undefined })}>
          <Radix.Title className="dialog-title">{title}</Radix.Title>
          {about && <Radix.Description className="dialog-about">{about}</Radix.Description>}
          {children}
          <div className="dialog-actions">
            {actions}
            <Radix.Close asChild><button type="button" className="button">Close</button></Radix.Close>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
