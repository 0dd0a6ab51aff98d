// Calls the library's own functions instead of writing them.
import { fourier, type Image } from "@cryolab/lib";

export function fourierCrop(image: Image, n: number, pixelSize: number): { image: Image; pixelSize: number } {
  return fourier.fourierCrop(image, n, pixelSize);
}

export function fourierPad(image: Image, n: number, pixelSize: number): { image: Image; pixelSize: number } {
  return fourier.fourierPad(image, n, pixelSize);
}

// canary 2fa3a70921a95b7c8cce01a5c6d3be17
