"""Small dense algebra by NumPy and SciPy, for tests/lib/linalg.

Run: python3 scipy.py > scipy.json   (made with Python 3.11.7, NumPy 2.4.6, SciPy 1.17.1)
Matrices are lists of rows; roots are [real, imaginary] pairs, sorted.
"""

import json
import sys

sys.path.pop(0)  # this file must not hide the package of the same name

import numpy as np
from scipy.special import gammaln

rng = np.random.default_rng(20210418)
tall = np.round(rng.normal(size=(7, 4)), 3)
wide = np.round(rng.normal(size=(3, 6)), 3)
square = np.round(rng.normal(size=(5, 5)), 3)
square[4] = square[0] + square[1]  # rank 4
symmetric = np.round(rng.normal(size=(6, 6)), 3)
symmetric = symmetric + symmetric.T
positive = tall.T @ tall
samples = np.round(rng.normal(size=(9, 5)) * [3, 2, 1, 0.5, 0.1], 3) + 1e8


def pca(x):
    _, s, v = np.linalg.svd(x - x.mean(0), full_matrices=False)
    v = v * np.sign(v[np.arange(len(v)), np.argmax(np.abs(v), 1)])[:, None]
    return {"values": (s**2 / len(x)).tolist(), "vectors": v.tolist()}


polynomials = [
    [1, -6, 11, -6],
    [2, 0, 0, 0, -32],
    [1, 1, 1, 1, 1, 1],
    [0, 0, 3, -1, 0, 0],
    [1e-6, 1, 1e6],
    np.round(rng.normal(size=9), 3).tolist(),
]
x = [-3.5, -0.75, 1e-300, 1e-5, 0.1, 0.5, 0.999, 1, 1.5, 2, 2.5, 9.99, 10, 33.3, 171.5, 1e6, 1e15, 1e300]
json.dump(
    {
        "tall": tall.tolist(),
        "wide": wide.tolist(),
        "square": square.tolist(),
        "symmetric": symmetric.tolist(),
        "positive": positive.tolist(),
        "samples": samples.tolist(),
        "eigenvalues": np.linalg.eigvalsh(symmetric).tolist(),
        "cholesky": np.linalg.cholesky(positive).tolist(),
        "singular": {k: np.linalg.svd(a, compute_uv=False).tolist() for k, a in [("tall", tall), ("wide", wide), ("square", square)]},
        "r": {k: np.abs(np.linalg.qr(a)[1]).tolist() for k, a in [("tall", tall), ("wide", wide)]},
        "pinv": {k: np.linalg.pinv(a, rcond=1e-12).tolist() for k, a in [("tall", tall), ("wide", wide), ("square", square)]},
        "covariance": np.cov(samples.T, ddof=1).tolist(),
        "pca": pca(samples),
        "pcaWide": pca(wide),
        "polynomials": [
            {"coefficients": p, "roots": sorted([z.real, z.imag] for z in np.roots(p))} for p in polynomials
        ],
        "lgamma": [[v, float(gammaln(v))] for v in x],
    },
    sys.stdout,
    indent=1,
)
print()
