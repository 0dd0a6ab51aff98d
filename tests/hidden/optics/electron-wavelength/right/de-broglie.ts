// From speed: γ, β, momentum, λ = h/p. For slow electrons β² from γ − 1, so that nothing cancels.
export function electronWavelength(voltageKv: number): number {
  const restKev = 510.99895;
  const excess = voltageKv / restKev; // γ − 1
  const gamma = 1 + excess;
  const beta = Math.sqrt(excess * (excess + 2)) / gamma;
  const compton = 0.0242631023867; // h/(mc), Å
  return compton / (gamma * beta);
}

// canary 7f8416c76bd27921444efca5f757acfd
