"""Writes fsc.json: shell correlations by NumPy, full complex spectra and one boolean mask a shell.

    python3 -m venv /tmp/v && /tmp/v/bin/pip install numpy==2.4.6 && /tmp/v/bin/python fsc.py
"""

import json
import pathlib

import numpy as np

rng = np.random.default_rng(11)


def draw(shape):
    return np.round(rng.standard_normal(shape), 3)


def fsc(a, b):
    n = a.shape[0]
    fa, fb = np.fft.fftn(a), np.fft.fftn(b)
    k = np.fft.fftfreq(n) * n
    radius = np.sqrt(sum(axis**2 for axis in np.meshgrid(*[k] * a.ndim, indexing="ij")))
    curve, count = [], []
    for shell in range(n // 2 + 1):
        mask = np.rint(radius) == shell
        x, y = fa[mask], fb[mask]
        curve.append(float((x @ y.conj()).real / np.sqrt((abs(x) ** 2).sum() * (abs(y) ** 2).sum())))
        count.append(int(mask.sum()))
    return curve, count


cases = []
for shape in [(1,), (2,), (9,), (10,), (1, 1), (7, 7), (10, 10), (5, 5, 5), (6, 6, 6), (7, 7, 7)]:
    a = draw(shape)
    b = np.round(0.6 * np.roll(a, 1, axis=-1) + 0.5 * draw(shape), 3)
    curve, count = fsc(a, b)
    cases.append({"shape": list(shape), "a": a.ravel().tolist(), "b": b.ravel().tolist(), "fsc": curve, "count": count})
pathlib.Path(__file__).with_name("fsc.json").write_text(json.dumps(cases) + "\n")
