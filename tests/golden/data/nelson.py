"""Golden numbers for data.nelsonTemplate: windows of scipy.signal.windows.gaussian, written out by its documentation,
w(k) = exp(-((k - (n - 1) / 2) / std)^2 / 2). Python 3.11, no packages. python3 nelson.py > nelson.json
"""

import json
import math


def gaussian(n, std):
    return [math.exp(-0.5 * ((k - (n - 1) / 2) / std) ** 2) for k in range(n)]


template = [0.0] * 500
template[50:100] = [3 * v for v in gaussian(50, 10)]
template[200:300] = [6 * v for v in gaussian(100, 100)]
template[350:450] = [9 * v for v in gaussian(100, 40)]
print(json.dumps({"template": template, "squares": math.fsum(v * v for v in template)}))
