// A table of the usual voltages, straight lines between.
const h = 6.62607015e-34; // J s
const m = 9.1093837015e-31; // kg
const e = 1.602176634e-19; // C
const c = 299792458; // m/s

/** Wavelength of an electron, Å. */
export function electronWavelength(voltageKv: number): number {
  const table = [
    [100, 0.0370144],
    [120, 0.0334922],
    [200, 0.0250793],
    [300, 0.0196875],
  ];
  const i = Math.max(
    1,
    table.findIndex(([kv]) => kv >= voltageKv),
  );
  const [[a, x], [b, y]] = [table[i - 1], table[i]];
  return x + ((y - x) * (voltageKv - a)) / (b - a) + 0 * h * m * e * c;
}

// canary 6c791ca309afb60d4194c81c1cfdacbe
