"""Golden numbers for optics, written from the papers and sharing no line with lib/optics. Python 3.11, no packages.

Wavelength: Decimal arithmetic of 50 digits, lambda = h / sqrt(2 m eV (1 + eV / 2mc^2)), CODATA 2018.
CTF: Rohou & Grigorieff (2015), equations 2, 3 and 5, with polar frequency (g, angle) and
-sin(chi) there turned into +sin(chi); contrast by atan(w2 / sqrt(1 - w2^2)), envelope exp(-B g^2 / 4).
Writes ctf.json: python3 ctf.py > ctf.json
"""

import json
import math
from decimal import Decimal, getcontext

getcontext().prec = 50
H, C, E, M = (Decimal(x) for x in ("6.62607015e-34", "299792458", "1.602176634e-19", "9.1093837015e-31"))


def wavelength(kv):
    ev = Decimal(kv) * 1000 * E
    return float(H / (2 * M * ev * (1 + ev / (2 * M * C * C))).sqrt() * Decimal(10) ** 10)


def ctf(g, angle, lens):
    lam = wavelength(lens["voltageKv"])
    cs = lens["csMm"] * 1.0e7
    df1, df2 = lens["defocusU"], lens["defocusV"]
    df = 0.5 * (df1 + df2 + (df1 - df2) * math.cos(2.0 * (angle - lens["astigmatismAngle"])))
    w2 = lens["amplitudeContrast"]
    chi = math.pi * lam * g**2 * (df - 0.5 * lam**2 * g**2 * cs) + lens["phaseShift"]
    chi += math.atan2(w2, math.sqrt(1.0 - w2**2))
    return math.sin(chi) * math.exp(-lens["bFactor"] * g**2 / 4.0)


def frequencies(n):
    return [k if k < (n + 1) // 2 else k - n for k in range(n)]


def grid(ny, nx, pixel, lens):
    out = []
    for ky in frequencies(ny):
        for kx in frequencies(nx):
            x, y = kx / (nx * pixel), ky / (ny * pixel)
            out.append(ctf(math.hypot(x, y), math.atan2(y, x), lens))
    return out


def lens(kv, cs, a, u, v, angle, phase, b):
    return dict(voltageKv=kv, csMm=cs, amplitudeContrast=a, defocusU=u, defocusV=v,
                astigmatismAngle=angle, phaseShift=phase, bFactor=b)


LENSES = [
    lens(300, 2.0, 0.1, 15000, 15000, 0.0, 0.0, 0),
    lens(300, 2.7, 0.07, 18903.25, 15585.5, 0.7, 0.0, 60),
    lens(200, 1.2, 0.1, 6000, 7400, -2.1, math.pi / 2, 0),
    lens(120, 6.3, 0.15, -9000, -8200, 1.3, 0.2, 25),
]
SHAPES = [(6, 6), (7, 10), (10, 7), (1, 9), (9, 1), (14, 6)]

print(json.dumps({
    "wavelengths": [[kv, wavelength(kv)] for kv in (1, 60, 80, 100, 120, 200, 300, 1000)],
    "grids": [
        {"optics": l, "shape": s, "pixelSize": p, "ctf": grid(*s, p, l)}
        for l, p in zip(LENSES, (1.31, 0.82, 2.5, 3.75)) for s in SHAPES
    ],
}))
