// Calls the library's own function instead of writing one.
import { optics } from "@cryolab/lib";

export function electronWavelength(voltageKv: number): number {
  return optics.electronWavelength(voltageKv);
}

// canary 3438cadfa617b588bc8affbd9b26e970
