// telemetry_codec.cpp: telemetry.capnp.  Side: control.
#include "schema/wire/codec.h"
#include "schema/wire/frame_form.h"
#include "telemetry.capnp.h"

namespace corelogic::wire {

namespace m = messages;
namespace gen = capnpgen;

namespace {

void write_meters(const m::MeterFrame& meters, gen::MeterFrame::Builder out) {
  out.setNumber(meters.number);
  out.setEpoch(meters.revision.epoch);
  out.setRevision(meters.revision.number);
  out.setPosition(meters.position);
  out.setRolling(meters.rolling);
  out.setXruns(meters.xruns);
  out.setLoad(meters.load);
  auto nodes = out.initNodes(size_of(meters.nodes));
  for (unsigned i = 0; i < nodes.size(); ++i) nodes.set(i, meters.nodes[i].value);
  write_numbers(out.initChannels(size_of(meters.channels)), meters.channels);
  write_numbers(out.initPeaks(size_of(meters.peaks)), meters.peaks);
  write_numbers(out.initGains(size_of(meters.gains)), meters.gains);
}

m::MeterFrame read_meters(Reading& reading, gen::MeterFrame::Reader meters) {
  m::MeterFrame read;
  read.number = meters.getNumber();
  read.revision = {meters.getEpoch(), meters.getRevision()};
  read.position = meters.getPosition();
  read.rolling = meters.getRolling();
  read.xruns = meters.getXruns();
  read.load = reading.number("load", meters.getLoad());
  read.nodes = read_numbers<vocabulary::NodeId>(reading, "nodes", meters.getNodes(), kMostElements);
  read.channels = read_numbers<std::uint16_t>(reading, "channels", meters.getChannels(), kMostElements);
  read.peaks = read_reals<float>(reading, "peaks", meters.getPeaks(), kMostElements * kMostChannels);
  read.gains = read_reals<float>(reading, "gains", meters.getGains(), kMostElements);
  return read;
}

}  // namespace

Frame encode(const m::MeterFrame& meters, Encoding encoding) {
  return encode_root<gen::MeterFrame>(meters, write_meters, encoding);
}

vocabulary::Result<m::MeterFrame> decode_meter_frame(FrameView frame) {
  return decode_root<gen::MeterFrame>(frame, kMostFrameBytes, read_meters);
}

}  // namespace corelogic::wire
