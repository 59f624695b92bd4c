// invite.tsx: lets somebody in: a name and a role give a link and its picture to be taken with a phone. The token is shown
// this once.  Side: page.
import type { Invitation, Role } from "corelogic/schema";
import QRCode from "qrcode";
import { useEffect, useState } from "react";
import { request } from "../../studio/connection";
import { showRefusal } from "../../studio/toasts";
import { Refusal } from "corelogic/refusal";
import { Dialog } from "../../widgets/dialog";
import { Select } from "../../widgets/select";

/** The link as this page would be reached: the controller knows only its own name for the house. */
export function linkOf(invitation: Invitation, route: string): string {
  const here = new URL(location.href);
  return `${here.origin}${here.pathname}#/${route}?token=${encodeURIComponent(invitation.token)}`;
}

/** An address that leads whoever uses it to his own machine. */
export const isLoopback = (host: string): boolean => /^(localhost|127\..*|\[?::1\]?)$/.test(host);

function Picture({ link }: { link: string }): React.JSX.Element {
  const [svg, setSvg] = useState("");
  useEffect(() => {
    QRCode.toString(link, { type: "svg", margin: 2, errorCorrectionLevel: "M" }).then(setSvg, () => setSvg(""));
  }, [link]);
  return <div className="invite-picture" role="img" aria-label={`QR code of ${link}`} dangerouslySetInnerHTML={{ __html: svg }} />;
}

const roles: readonly { value: Role; name: string }[] = [
  { value: "viewer", name: "viewer: looks" }, { value: "musician", name: "musician: the own mix" }, { value: "mixer", name: "mixer: values" },
  { value: "editor", name: "editor: structure, too" }, { value: "admin", name: "admin: everything" },
];

export interface InviteProps {
  close(): void;
  /** Fixed for a monitor mix: musician, that aux. */
  role?: Role;
  strips?: readonly number[];
  route: string;
  invited?(): void;
}

export function Invite({ close, role: fixed, strips = [], route, invited }: InviteProps): React.JSX.Element {
  const [user, setUser] = useState("");
  const [role, setRole] = useState<Role>(fixed ?? "mixer");
  const [link, setLink] = useState("");
  const invite = (): void => {
    request({ changeAccess: { invite: { user: user.trim(), role, strips: [...strips] } } } as Parameters<typeof request>[0]).then((reply) => {
      const invitation = (reply as { invitation?: Invitation }).invitation;
      if (invitation) setLink(linkOf(invitation, route));
      invited?.();
    }, (refusal: unknown) => { if (refusal instanceof Refusal) showRefusal(refusal); });
  };
  return (
    <Dialog open close={close} title={link ? `${user} comes in with this` : "Let somebody in"} about={link ? "Take the picture with the phone, or send the link. It is shown only now." : "The link is a key: give it to nobody else."}>
      {link ? (
        <>
          <Picture link={link} />
          {isLoopback(location.hostname) && (
            <p role="note">This page was opened as {location.hostname}, and so is the link: it works on this machine only. Open the page by the studio's address in the
              network (the gateway's --listen and --certificate), and invite from there.</p>
          )}
          <input className="text" aria-label="link" readOnly value={link} onFocus={(event) => event.target.select()} />
        </>
      ) : (
        <form className="line" onSubmit={(event) => { event.preventDefault(); invite(); }}>
          <input className="text" aria-label="name of the person" placeholder="name" required maxLength={64} value={user} onChange={(event) => setUser(event.target.value)} />
          {!fixed && <Select<Role> label="role" value={role} choices={roles} set={setRole} />}
          <button type="submit" className="button primary">Invite</button>
        </form>
      )}
    </Dialog>
  );
}
