// Calls the library's own functions instead of writing them.
import { type Rotation, rotations } from "@cryolab/lib";

export const expSO3 = (w: Float64Array): Rotation => rotations.expSO3(w);
export const logSO3 = (R: Rotation): Float64Array => rotations.logSO3(R);
export const rotationDistance = (R: Rotation, S: Rotation): number => rotations.rotationDistance(R, S);

// canary 1f41d216292e2644002f2919339683d8
