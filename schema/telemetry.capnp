# telemetry.capnp: what the engine publishes 30 times a second; flat arrays, dropped rather than queued.
# The engine binds PUB ipc://<runtime>/engine-telemetry; the controller forwards it to ipc://<runtime>/telemetry.
@0xd6b6c1f0a3e94b07;
using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("corelogic::capnpgen");

# How clients show it (clients/cpp/meter_scales.h does): a held peak stays 1.5 s and falls 20 dB/s; K-12, K-14, K-20 (Bob
# Katz): mean squares of rms over 600 ms, +3.01 dB so that a sine reads its peak, 0 at -12, -14, -20 dBFS; VU: 0 is a sine of
# -18 dBFS, the needle has moved already. peaks are +inf where something was not a number. Integrated loudness and range
# begin anew when the transport is located, or when a plan makes the node another one.
struct MeterFrame {
  number @0 :UInt64;               # counts up; a hole is a dropped frame
  epoch @1 :UInt32;
  revision @2 :UInt64;             # of the plan these meters belong to
  position @3 :Int64;              # transport frame
  rolling @4 :Bool;
  xruns @5 :UInt64;
  load @6 :Float32;
  nodes @7 :List(UInt64);          # metered nodes
  channels @8 :List(UInt16);       # of each; the sum is the length of peaks
  peaks @9 :List(Float32);         # linear, the greatest |sample| since the last frame
  gains @10 :List(Float32);        # per node: gain reduction in dB (<= 0) of dynamics, the set level in dB of faders
  rms @11 :List(Float32);          # as peaks: linear, over the time since the last frame
  clips @12 :List(UInt32);         # as peaks: samples at or above full scale since this node is metered
  detailed @13 :List(UInt32);      # indices into nodes: those with full meters; the next seven lists are of these
  truePeaks @14 :List(Float32);    # per channel, linear (ITU-R BS.1770-4)
  correlations @15 :List(Float32); # per node, -1 ... +1, of its first two channels
  vus @16 :List(Float32);          # per channel, linear mean of |x| times pi/(2·sqrt 2), 300 ms: a sine reads its RMS
  momentary @17 :List(Float32);    # per node, LUFS (EBU R 128); -inf while unknown
  shortTerm @18 :List(Float32);    # per node, LUFS
  integrated @19 :List(Float32);   # per node, LUFS
  ranges @20 :List(Float32);       # per node, LU
  keyNodes @21 :List(UInt64);      # effects that listen to a key
  keyPeaks @22 :List(Float32);     # of each: linear, the greatest |sample| of its key since the last frame
  costNodes @23 :List(UInt64);     # about once a second, else empty: what each node costs as a share of the period
  costLeast @24 :List(Float32);
  costMean @25 :List(Float32);
  costMost @26 :List(Float32);
  spectrumNodes @27 :List(UInt64); # watched: see ToEngine.spectrum
  spectrumBins @28 :UInt16;        # of each; bin k is at k / (2·bins) of the sample rate
  spectra @29 :List(Float32);      # dBFS of a sine, Hann window, mono sum; bins after bins
  detectors @30 :List(UInt32);     # indices into nodes: dynamics, whose gains are reductions
  detectorLevels @31 :List(Float32); # of each, linear: the greatest level its static curve was asked about since the last frame,
                                   # behind key, key filter and detector; of a de-esser its band as a share of the whole
}
