// sign.tsx: a sign drawn as a line on a field of 24 × 24, so that no font has to have it.  Side: page.
export function Sign({ path }: { path: string }): React.JSX.Element {
  return <svg className="sign" viewBox="0 0 24 24" aria-hidden="true"><path d={path} /></svg>;
}
