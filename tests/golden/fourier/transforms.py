"""Writes transforms.json: transforms by NumPy that tests/lib/fourier/numpy.test.ts compares with.

    python3 -m venv /tmp/v && /tmp/v/bin/pip install numpy==2.4.6 && /tmp/v/bin/python transforms.py
"""

import json
import pathlib

import numpy as np

rng = np.random.default_rng(3)


def draw(shape):
    """Asymmetric values of few digits, so that the file stays small and exact."""
    return np.round(rng.standard_normal(shape), 4)


def split(a):
    return {"shape": list(a.shape), "re": a.real.ravel().tolist(), "im": a.imag.ravel().tolist()}


def real(a):
    return {"shape": list(a.shape), "data": a.ravel().tolist()}


complex_cases = []
for shape in [(1,), (2,), (3,), (6,), (10,), (17,), (32,), (45,), (97,), (5, 6), (10, 7), (1, 4), (3, 4, 5), (2, 3, 1, 4)]:
    a = draw(shape) + 1j * draw(shape)
    complex_cases.append({"a": split(a), "fftn": split(np.fft.fftn(a)), "ifftn": split(np.fft.ifftn(a))})

real_cases = []
for shape in [(1,), (6,), (9,), (10, 9), (7, 6), (1, 5), (5, 1), (3, 4, 5), (5, 3, 6)]:
    a = draw(shape)
    half = np.fft.rfftn(a)
    noise = draw(half.shape) + 1j * draw(half.shape)  # no half spectrum of a real array: what is dropped is tested too
    real_cases.append({
        "a": real(a), "rfftn": split(half), "fftn": split(np.fft.fftn(a)),
        "half": split(noise), "irfftn": real(np.fft.irfftn(noise, s=shape, axes=range(len(shape)))),
    })

option_cases = []
for axes, norm, inverse in [((1,), "backward", False), ((2, 0), "backward", True), ((0,), "ortho", False), ((1, 2), "ortho", True)]:
    a = draw((3, 4, 5)) + 1j * draw((3, 4, 5))
    f = (np.fft.ifftn if inverse else np.fft.fftn)(a, axes=axes, norm=norm)
    option_cases.append({"a": split(a), "axes": list(axes), "norm": norm, "inverse": inverse, "result": split(f)})

shift_cases = []
for shape in [(1,), (4,), (5,), (3, 4), (4, 5, 2)]:
    a = draw(shape)
    shift_cases.append({"a": real(a), "fftshift": real(np.fft.fftshift(a)), "ifftshift": real(np.fft.ifftshift(a)),
                        "last": real(np.fft.fftshift(a, axes=len(shape) - 1))})

frequencies = [{"n": n, "pixelSize": d, "fftfreq": np.fft.fftfreq(n, d).tolist(), "rfftfreq": np.fft.rfftfreq(n, d).tolist()}
               for n, d in [(1, 1.0), (2, 0.5), (5, 1.06), (10, 1.3)]]

with open(pathlib.Path(__file__).with_name("transforms.json"), "w") as f:
    json.dump({"numpy": np.__version__, "complex": complex_cases, "real": real_cases, "options": option_cases,
               "shifts": shift_cases, "frequencies": frequencies}, f, separators=(",", ":"))
    f.write("\n")
