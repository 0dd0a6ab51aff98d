// The numbers of the textbooks: volts in, ångströms out.
export function electronWavelength(voltageKv: number): number {
  const V = voltageKv * 1e3;
  return 12.2643247 / Math.sqrt(V * (1 + 0.978466e-6 * V));
}

// canary 242f468f3e44c6b8dc0bf27bc3bc07a1
