// mixer.tsx: the mixer.  Side: page.
import { useTrackIds } from "../../studio/hooks";
import { Strip } from "./strip";
import "./mixer.css";

export default function Mixer(): React.JSX.Element {
  const ids = useTrackIds();
  return <div className="mixer">{ids.map((id) => <Strip key={id} id={id} />)}</div>;
}
