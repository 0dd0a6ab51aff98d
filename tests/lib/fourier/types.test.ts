/** @file What the compiler promises: the transform of an Image is an ImageSpectrum. Wrong uses must not compile. */

import {
  core,
  fourier,
  type Image,
  type ImageSpectrum,
  type Line,
  type LineSpectrum,
  type Volume,
  type VolumeSpectrum,
} from "@cryolab/lib";
import { expect } from "chai";

const { centredFft, fft, fftshift, fourierCrop, fourierShift, frequencyGrid, ifft, lowPass, powerSpectrum } = fourier;

describe("types of fourier", () => {
  it("carry the shape from a record to its spectrum", () => {
    const line: Line = core.zeros([3]);
    const image: Image = core.zeros([2, 3]);
    const volume: Volume = core.zeros([2, 2, 2]);
    const L: LineSpectrum = fft(line);
    const I: ImageSpectrum = fft(image);
    const V: VolumeSpectrum = centredFft(volume);
    const again: ImageSpectrum = ifft(fft(I));
    const power: Image = fftshift(powerSpectrum(I));
    const spectrum: ImageSpectrum = fftshift(I);
    const soft: Volume = lowPass(volume, 1, { resolution: 3 });
    const azimuth: Image = frequencyGrid(image.shape, 1).azimuth;
    const small: Volume = fourierCrop(volume, 1, 1).volume;

    // @ts-expect-error the spectrum of an image is no spectrum of a volume
    const wrongRank: VolumeSpectrum = fft(image);
    // @ts-expect-error a spectrum is no image
    const wrongKind: Image = fft(image);
    // @ts-expect-error ifft gives complex values
    const wrongReal: Image = ifft(I);
    // @ts-expect-error a real image has no spectrum to square
    const wrongPower: unknown = () => powerSpectrum(image);
    // @ts-expect-error an image moves by (x, y)
    const wrongShift: unknown = () => fourierShift(I, [1]);
    // @ts-expect-error a volume has no azimuth
    const wrongAzimuth: unknown = frequencyGrid(volume.shape, 1).azimuth;
    // @ts-expect-error a cropped volume is under `volume`
    const wrongCrop: unknown = fourierCrop(volume, 1, 1).image;
    // @ts-expect-error only three edges exist
    const wrongEdge: unknown = () => lowPass(image, 1, { resolution: 3, edge: "soft" });

    expect([L, I, V, again, spectrum].map((F) => F.shape.length)).to.deep.equal([1, 2, 3, 2, 2]);
    expect([power, azimuth, soft, small].map((a) => a.shape.length)).to.deep.equal([2, 2, 3, 3]);
    expect([wrongRank, wrongKind, wrongReal, wrongAzimuth, wrongCrop].length).to.equal(5);
    expect([wrongPower, wrongShift, wrongEdge].every((f) => typeof f === "function")).to.equal(true);
  });
});
