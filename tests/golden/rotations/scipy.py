"""Euler angles, quaternions and rotation vectors by SciPy, for tests/lib/rotations.

Run: python3 scipy.py > scipy.json   (made with Python 3.11.7, NumPy 2.4.6, SciPy 1.17.1)
SciPy's intrinsic "ZYZ" is Rz(rot) Ry(tilt) Rz(psi); its quaternions are (x, y, z, w).
"""

import json
import sys

sys.path.pop(0)  # this file must not hide the package of the same name

import numpy as np
from scipy.spatial.transform import Rotation

rng = np.random.default_rng(20210412)
angles = np.column_stack([rng.uniform(-np.pi, np.pi, 12), rng.uniform(0, np.pi, 12), rng.uniform(-np.pi, np.pi, 12)])
angles = np.vstack([angles, [[0.4, 0.0, 0.3], [0.4, np.pi, 0.3], [2.0, 1e-7, -1.0], [-2.0, np.pi - 1e-7, 1.0]]])
cases = []
for a in angles:
    r = Rotation.from_euler("ZYZ", a)
    x, y, z, w = r.as_quat(canonical=True)
    cases.append(
        {
            "euler": a.tolist(),
            "matrix": r.as_matrix().ravel().tolist(),
            "quaternion": [w, x, y, z],
            "vector": r.as_rotvec().tolist(),
        }
    )
pairs = []
for i in range(0, 12, 2):
    p, q = Rotation.from_euler("ZYZ", angles[i]), Rotation.from_euler("ZYZ", angles[i + 1])
    x, y, z, w = (p * q).as_quat(canonical=True)
    pairs.append({"first": i, "second": i + 1, "product": [w, x, y, z], "distance": float((p.inv() * q).magnitude())})
json.dump({"cases": cases, "pairs": pairs}, sys.stdout, indent=1)
print()
