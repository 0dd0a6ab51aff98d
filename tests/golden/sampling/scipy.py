"""Values between grid points and a turned image by SciPy, for tests/lib/sampling.

Run: python3 scipy.py > scipy.json   (made with Python 3.11.7, NumPy 2.4.6, SciPy 1.17.1)
Linear: RegularGridInterpolator, 0 outside. Cubic: CubicSpline with natural ends, along the rows and then the columns.
Points are (x, y[, z]) from floor(n/2).
"""

import json
import sys

sys.path.pop(0)  # this file must not hide the package of the same name

import numpy as np
from scipy.interpolate import CubicSpline, RegularGridInterpolator

rng = np.random.default_rng(20210412)


def linear(array, points):
    """points: rows in array order, from the first pixel"""
    axes = [np.arange(n) for n in array.shape]
    return RegularGridInterpolator(axes, array, bounds_error=False, fill_value=0.0)(points)


def cubic(image, points):
    ny, nx = image.shape
    rows = CubicSpline(np.arange(nx), image, axis=1, bc_type="natural")
    out = np.zeros(len(points))
    for i, (y, x) in enumerate(points):
        if 0 <= x <= nx - 1 and 0 <= y <= ny - 1:
            out[i] = CubicSpline(np.arange(ny), rows(x), bc_type="natural")(y)
    return out


image = np.round(rng.normal(size=(7, 10)), 3)
volume = np.round(rng.normal(size=(5, 6, 7)), 3)
points2 = rng.uniform(-6, 6, size=(60, 2))  # x, y
points3 = rng.uniform(-4, 4, size=(60, 3))  # x, y, z
angle = 0.7
ny, nx = image.shape
y, x = np.mgrid[:ny, :nx]
x, y = x.ravel() - nx // 2, y.ravel() - ny // 2
c, s = np.cos(angle), np.sin(angle)
sources = np.column_stack([c * y - s * x + ny // 2, c * x + s * y + nx // 2])

json.dump(
    {
        "image": {"shape": image.shape, "data": image.ravel().tolist()},
        "volume": {"shape": volume.shape, "data": volume.ravel().tolist()},
        "points2": points2.ravel().tolist(),
        "points3": points3.ravel().tolist(),
        "bilinear": linear(image, points2[:, ::-1] + [ny // 2, nx // 2]).tolist(),
        "cubicSpline": cubic(image, points2[:, ::-1] + [ny // 2, nx // 2]).tolist(),
        "trilinear": linear(volume, points3[:, ::-1] + [n // 2 for n in volume.shape]).tolist(),
        "angle": angle,
        "rotateImage1": linear(image, sources).tolist(),
        "rotateImage3": cubic(image, sources).tolist(),
    },
    sys.stdout,
    indent=1,
)
print()
