// strip_codec.cpp: the small parts of a strip in common.capnp: keys, meters, the output stage, the monitor.
// Side: control.
#include "schema/wire/frame_form.h"
#include "schema/wire/project_form.h"

namespace corelogic::wire {

namespace m = messages;

namespace {

void put(const m::MasterSource&, gen::MonitorSource::Builder out) {
  out.setMaster();
}
void put(const m::TrackSource& source, gen::MonitorSource::Builder out) {
  out.setTrack(source.track.value);
}

m::MonitorSource read_monitor_source(Reading& reading, gen::MonitorSource::Reader source) {
  const Reading::Step step(reading, "source");
  m::MonitorSource read;
  switch (source.which()) {
    case gen::MonitorSource::MASTER:
      break;
    case gen::MonitorSource::TRACK:
      read = m::TrackSource{m::TrackId{source.getTrack()}};
      break;
    default:
      reading.refuse_arm("MonitorSource");
      break;
  }
  return read;
}

}  // namespace

void write_key(const m::Key& key, gen::Key::Builder out) {
  out.setTrack(key.track.value);
  out.setPreFader(key.pre_fader);
}

void write_meter(const m::Meter& meter, gen::Meter::Builder out) {
  out.setPoint(static_cast<gen::MeterPoint>(meter.point));
  out.setDetail(static_cast<gen::MeterDetail>(meter.detail));
}

void write_output_stage(const m::OutputStage& stage, gen::OutputStage::Builder out) {
  out.setSafetyLimiter(stage.safety_limiter);
  out.setCeiling(stage.ceiling);
  out.setClip(static_cast<gen::ClipMode>(stage.clip));
  out.setDitherBits(stage.dither_bits);
  out.setDim(stage.dim);
  out.setMono(stage.mono);
  out.setDimLevel(stage.dim_level);
}

void write_monitor(const m::Monitor& monitor, gen::Monitor::Builder out) {
  auto source = out.initSource();
  std::visit([&](const auto& each) { put(each, source); }, monitor.source);
  out.setDim(monitor.dim);
  out.setMono(monitor.mono);
  out.setCut(monitor.cut);
  out.setDimLevel(monitor.dim_level);
}

m::Key read_key(gen::Key::Reader key) {
  return {m::TrackId{key.getTrack()}, key.getPreFader()};
}

m::Meter read_meter(Reading& reading, gen::Meter::Reader meter) {
  return {read_word<m::MeterPoint>(reading, "point", meter.getPoint()),
          read_word<m::MeterDetail>(reading, "detail", meter.getDetail())};
}

m::OutputStage read_output_stage(Reading& reading, gen::OutputStage::Reader stage) {
  const Reading::Step step(reading, "stage");
  m::OutputStage read;
  read.safety_limiter = stage.getSafetyLimiter();
  read.ceiling = reading.number("ceiling", stage.getCeiling());
  read.clip = read_word<m::ClipMode>(reading, "clip", stage.getClip());
  read.dither_bits = stage.getDitherBits();
  read.dim = stage.getDim();
  read.mono = stage.getMono();
  read.dim_level = reading.number("dimLevel", stage.getDimLevel());
  return read;
}

m::Monitor read_monitor(Reading& reading, gen::Monitor::Reader monitor) {
  const Reading::Step step(reading, "monitor");
  m::Monitor read;
  read.source = read_monitor_source(reading, monitor.getSource());
  read.dim = monitor.getDim();
  read.mono = monitor.getMono();
  read.cut = monitor.getCut();
  read.dim_level = reading.number("dimLevel", monitor.getDimLevel());
  return read;
}

}  // namespace corelogic::wire
