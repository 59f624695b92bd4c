// filter_curve.ts: what an equaliser band does to a frequency, by the analogue prototypes of the cookbook and Butterworth's
// polynomials: what is drawn. The running filters follow them within half a decibel up to 20 kHz.  Side: page; pure.
// Source: R. Bristow-Johnson, "Cookbook formulae for audio EQ biquad filter coefficients"; S. Butterworth (1930).

export const bandTypes = ["bell", "lowShelf", "highShelf", "lowPass", "highPass", "notch", "bandPass"] as const;
export type BandType = (typeof bandTypes)[number];
const orders = [1, 2, 3, 4, 6, 8] as const;  // of the slopes 6 … 48 dB/octave

export interface Band {
  on: boolean;
  type: BandType;
  /** Hz */
  frequency: number;
  /** dB */
  gain: number;
  q: number;
  /** Which of the slopes. */
  slope: number;
}

/** |a + bj|² */
const square = (re: number, im: number): number => re * re + im * im;

/** A section of second order at x = f / f0: |1 − x²·a + j·x·b|², with both weights. */
const section = (x: number, constant: number, linear: number, quadratic: number): number =>
  square(constant - quadratic * x * x, linear * x);

/** Butterworth's low pass of that order at x = f / f0; a section of second order takes the band's own q. */
function lowPass(x: number, order: number, q: number): number {
  if (order === 2) return 1 / section(x, 1, 1 / q, 1);
  return 1 / (1 + x ** (2 * order));
}

/** dB */
export function bandGain(band: Band, frequency: number): number {
  if (!band.on) return 0;
  const x = frequency / band.frequency;
  const a = 10 ** (band.gain / 40);
  const root = Math.sqrt(a);
  const { q } = band;
  const power = ((): number => {
    switch (band.type) {
      case "bell": return section(x, 1, a / q, 1) / section(x, 1, 1 / (a * q), 1);
      case "lowShelf": return a * a * section(x, a, root / q, 1) / section(x, 1, root / q, a) ;
      case "highShelf": return a * a * section(x, 1, root / q, a) / section(x, a, root / q, 1);
      case "lowPass": return lowPass(x, orders[band.slope] ?? 2, q);
      case "highPass": return lowPass(1 / x, orders[band.slope] ?? 2, q);
      case "notch": return section(x, 1, 0, 1) / section(x, 1, 1 / q, 1);
      case "bandPass": return square(0, x / q) / section(x, 1, 1 / q, 1);
    }
  })();
  return 10 * Math.log10(Math.max(power, 1e-20));
}

export const curveGain = (bands: readonly Band[], output: number, frequency: number): number =>
  bands.reduce((sum, band) => sum + bandGain(band, frequency), output);
