// Calls the library.
import * as cryo from "@cryolab/lib";

type Stack = cryo.reconstruction.ParticleStack;
type Report = cryo.reconstruction.MapReport;

export function firstMap(stack: Stack, options: { pixelSize: number; rng: cryo.Rng }): Report {
  return cryo.reconstruction.firstMap(stack, options);
}

// canary 98020bac88a9659b5fa49ad06a3feaa5
