// Calls the library's own function instead of writing one.
import { forward, type ImageSpectrum, type LineSpectrum } from "@cryolab/lib";

export function centralLine(F: ImageSpectrum, angle: number): LineSpectrum {
  return forward.centralLine(F, angle);
}

// canary 24ef93f822167aa9166549c11bfec613
