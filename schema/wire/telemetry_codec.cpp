// telemetry_codec.cpp: telemetry.capnp.  Side: control.
#include "schema/wire/codec.h"
#include "schema/wire/frame_form.h"
#include "telemetry.capnp.h"

namespace corelogic::wire {

namespace m = messages;
namespace gen = capnpgen;

namespace {

constexpr std::size_t kMostMeteredChannels = kMostElements * kMostChannels;

void write_details(const m::MeterFrame& meters, gen::MeterFrame::Builder out) {
  write_numbers(out.initDetailed(size_of(meters.detailed)), meters.detailed);
  write_numbers(out.initTruePeaks(size_of(meters.true_peaks)), meters.true_peaks);
  write_numbers(out.initCorrelations(size_of(meters.correlations)), meters.correlations);
  write_numbers(out.initVus(size_of(meters.vus)), meters.vus);
  write_numbers(out.initMomentary(size_of(meters.momentary)), meters.momentary);
  write_numbers(out.initShortTerm(size_of(meters.short_term)), meters.short_term);
  write_numbers(out.initIntegrated(size_of(meters.integrated)), meters.integrated);
  write_numbers(out.initRanges(size_of(meters.ranges)), meters.ranges);
}

void write_meters(const m::MeterFrame& meters, gen::MeterFrame::Builder out) {
  out.setNumber(meters.number);
  out.setEpoch(meters.revision.epoch);
  out.setRevision(meters.revision.number);
  out.setPosition(meters.position);
  out.setRolling(meters.rolling);
  out.setXruns(meters.xruns);
  out.setLoad(meters.load);
  write_ids(out.initNodes(size_of(meters.nodes)), meters.nodes);
  write_numbers(out.initChannels(size_of(meters.channels)), meters.channels);
  write_numbers(out.initPeaks(size_of(meters.peaks)), meters.peaks);
  write_numbers(out.initGains(size_of(meters.gains)), meters.gains);
  write_numbers(out.initRms(size_of(meters.rms)), meters.rms);
  write_numbers(out.initClips(size_of(meters.clips)), meters.clips);
  write_details(meters, out);
  write_ids(out.initKeyNodes(size_of(meters.key_nodes)), meters.key_nodes);
  write_numbers(out.initKeyPeaks(size_of(meters.key_peaks)), meters.key_peaks);
  write_ids(out.initCostNodes(size_of(meters.cost_nodes)), meters.cost_nodes);
  write_numbers(out.initCostLeast(size_of(meters.cost_least)), meters.cost_least);
  write_numbers(out.initCostMean(size_of(meters.cost_mean)), meters.cost_mean);
  write_numbers(out.initCostMost(size_of(meters.cost_most)), meters.cost_most);
  write_ids(out.initSpectrumNodes(size_of(meters.spectrum_nodes)), meters.spectrum_nodes);
  out.setSpectrumBins(meters.spectrum_bins);
  write_numbers(out.initSpectra(size_of(meters.spectra)), meters.spectra);
  write_numbers(out.initDetectors(size_of(meters.detectors)), meters.detectors);
  write_numbers(out.initDetectorLevels(size_of(meters.detector_levels)), meters.detector_levels);
}

void read_details(Reading& reading, gen::MeterFrame::Reader meters, m::MeterFrame& read) {
  read.detailed = read_numbers<std::uint32_t>(reading, "detailed", meters.getDetailed(), kMostElements);
  read.true_peaks = read_reals<float>(reading, "truePeaks", meters.getTruePeaks(), kMostMeteredChannels);
  read.correlations = read_reals<float>(reading, "correlations", meters.getCorrelations(), kMostElements);
  read.vus = read_reals<float>(reading, "vus", meters.getVus(), kMostMeteredChannels);
  read.momentary = read_reals<float>(reading, "momentary", meters.getMomentary(), kMostElements);
  read.short_term = read_reals<float>(reading, "shortTerm", meters.getShortTerm(), kMostElements);
  read.integrated = read_reals<float>(reading, "integrated", meters.getIntegrated(), kMostElements);
  read.ranges = read_reals<float>(reading, "ranges", meters.getRanges(), kMostElements);
}

void read_costs(Reading& reading, gen::MeterFrame::Reader meters, m::MeterFrame& read) {
  read.cost_nodes =
      read_numbers<vocabulary::NodeId>(reading, "costNodes", meters.getCostNodes(), kMostElements);
  read.cost_least = read_reals<float>(reading, "costLeast", meters.getCostLeast(), kMostElements);
  read.cost_mean = read_reals<float>(reading, "costMean", meters.getCostMean(), kMostElements);
  read.cost_most = read_reals<float>(reading, "costMost", meters.getCostMost(), kMostElements);
}

void read_spectra(Reading& reading, gen::MeterFrame::Reader meters, m::MeterFrame& read) {
  read.spectrum_nodes =
      read_numbers<vocabulary::NodeId>(reading, "spectrumNodes", meters.getSpectrumNodes(), kMostElements);
  read.spectrum_bins = meters.getSpectrumBins();
  read.spectra = read_reals<float>(reading, "spectra", meters.getSpectra(), kMostElements);
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
  read.peaks = read_reals<float>(reading, "peaks", meters.getPeaks(), kMostMeteredChannels);
  read.gains = read_reals<float>(reading, "gains", meters.getGains(), kMostElements);
  read.rms = read_reals<float>(reading, "rms", meters.getRms(), kMostMeteredChannels);
  read.clips = read_numbers<std::uint32_t>(reading, "clips", meters.getClips(), kMostMeteredChannels);
  read_details(reading, meters, read);
  read.key_nodes = read_numbers<vocabulary::NodeId>(reading, "keyNodes", meters.getKeyNodes(), kMostElements);
  read.key_peaks = read_reals<float>(reading, "keyPeaks", meters.getKeyPeaks(), kMostElements);
  read_costs(reading, meters, read);
  read_spectra(reading, meters, read);
  read.detectors = read_numbers<std::uint32_t>(reading, "detectors", meters.getDetectors(), kMostElements);
  read.detector_levels =
      read_reals<float>(reading, "detectorLevels", meters.getDetectorLevels(), kMostElements);
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
