// hc over √(T² + 2T mc²), in joules and metres.
export const electronWavelength = (voltageKv: number): number => {
  const [planck, light, charge, mass] = [6.62607015e-34, 2.99792458e8, 1.602176634e-19, 9.1093837e-31];
  const kinetic = 1000 * voltageKv * charge;
  const metres = (planck * light) / Math.sqrt(kinetic ** 2 + 2 * kinetic * mass * light ** 2);
  return metres / 1e-10;
};

// canary 05c1473123949b359e405247f08db484
