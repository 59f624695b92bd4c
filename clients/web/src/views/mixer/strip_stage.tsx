// strip_stage.tsx: the input stage of a strip (trim, high-pass, polarity, delay), where it goes, and what its meter shows.
// Side: page.
import type { MeterPoint, Polarity, Track } from "corelogic/schema";
import { act } from "../../studio/connection";
import { useContinuous, useTracks } from "../../studio/hooks";
import { Knob } from "../../widgets/knob";
import { linearScale, logarithmicScale, type Scale } from "../../widgets/scales";
import { Select } from "../../widgets/select";
import { decibelUnit, hertzUnit, plainUnit } from "../../widgets/units";
import { outputTargets } from "./desk";

const trimScale = linearScale(-36, 36);
const delayScale = linearScale(0, 500);
const milliseconds = plainUnit("ms", 2);
const audible = logarithmicScale(20, 1000);
/** Off at its very bottom, then 20 Hz … 1 kHz. */
const highPassScale: Scale = {
  least: 0, most: 1000,
  position: (value) => (value < 20 ? 0 : 0.04 + 0.96 * audible.position(value)),
  value: (position) => (position < 0.04 ? 0 : audible.value((position - 0.04) / 0.96)),
};
const polarities: readonly { value: Polarity; name: string }[] = [
  { value: "normal", name: "normal" }, { value: "left", name: "left turned" }, { value: "right", name: "right turned" }, { value: "both", name: "turned" },
];
const points: readonly { value: MeterPoint; name: string }[] = [
  { value: "input", name: "input" }, { value: "preFader", name: "before the fader" }, { value: "postFader", name: "after the fader" },
];

export function StripStage({ track }: { track: Track }): React.JSX.Element {
  const { id, name } = track;
  const trim = useContinuous(`track/${id}/trim`, track.trim, (value) => ({ setTrim: { track: id, trim: value } }));
  const highPass = useContinuous(`track/${id}/highPass`, track.highPass, (frequency) =>
    ({ setHighPass: { track: id, frequency: frequency > 0 && frequency < 20 ? 20 : frequency } }));
  const delay = useContinuous(`track/${id}/delay`, track.delay, (value) => ({ setDelay: { track: id, delay: value } }));
  const stereo = track.channels > 1;
  return (
    <div className="choices" role="group" aria-label="input stage">
      <Knob label={`trim of ${name}`} name="trim" control={trim} scale={trimScale} unit={decibelUnit} steps={{ fine: 0.1, normal: 0.5, coarse: 3 }} reset={0} from={0} />
      <Knob label={`high-pass of ${name}`} name="high-pass" control={highPass} scale={highPassScale} unit={hertzUnit} steps={{ fine: 1, normal: 5, coarse: 50 }} reset={0} />
      <Knob label={`delay of ${name}`} name="delay" control={delay} scale={delayScale} unit={milliseconds} steps={{ fine: 0.01, normal: 0.1, coarse: 10 }} reset={0} />
      <label className="line">polarity
        <Select label={`polarity of ${name}`} value={track.polarity} live={trim.live} choices={stereo ? polarities : polarities.filter(({ value }) => value === "normal" || value === "both")}
          set={(polarity) => act({ setPolarity: { track: id, polarity } })} />
      </label>
    </div>
  );
}

export function StripWays({ track, live }: { track: Track; live: boolean }): React.JSX.Element {
  const tracks = useTracks();
  const { output } = track;
  const device = "device" in output ? output.device : undefined;
  const choices = [
    { value: 0, name: "nowhere" }, ...(device ? [{ value: -1, name: `outputs ${device.join(", ")}` }] : []),
    ...outputTargets(tracks, track.id).map((each) => ({ value: each.id, name: each.name })),
  ];
  return (
    <>
      {track.kind !== "master" && (
        <label className="line">goes to
          <Select<number> label={`output of ${track.name}`} value={device ? -1 : "track" in output ? output.track : 0} choices={choices} live={live}
            set={(to) => { if (to >= 0) act({ setOutput: { track: track.id, output: to === 0 ? { none: null } : { track: to } } }); }} />
        </label>
      )}
      <label className="line">meter shows
        <Select label={`meter of ${track.name}`} value={track.meter.point} choices={points} live={live}
          set={(point) => act({ setMeter: { track: track.id, point, detail: track.meter.detail } })} />
      </label>
    </>
  );
}
