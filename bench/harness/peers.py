"""The peers of the benchmarks that are Python: a process that stays, told what to do by lines of JSON, one answer a line.

{"make": name, "peer": peer, ...}  prepares a piece of work under a name    -> {"error": relative L2 error} or {"absent": why}
{"time": name, "calls": n}         does it n times                          -> {"ms": of one call}
"""

import json
import sys
import time


def version(module):
    try:
        return getattr(__import__(module), "__version__", "?")
    except ImportError:
        return None


VERSIONS = {m: version(m) for m in ("numpy", "scipy", "pyfftw", "numba")}
works = {}


def draw(shape, kind):
    import numpy as np

    rng = np.random.default_rng(1)
    real = rng.standard_normal(shape)
    values = real if kind.startswith("r") else real + 1j * rng.standard_normal(shape)
    single = {"r32": np.float32, "c32": np.complex64, "r64": np.float64, "c64": np.complex128}
    return values.astype(single[kind])


def fft(peer, shape, kind, axes, workers=1):
    """Work on an array, and the relative error of its result against long double."""
    import numpy as np
    import scipy.fft

    x = draw(shape, kind)
    real = kind.startswith("r")
    axes = tuple(axes)
    if peer == "scipy":
        f = scipy.fft.rfftn if real else scipy.fft.fftn
        work = lambda: f(x, axes=axes, workers=workers)
    elif peer == "numpy":
        f = np.fft.rfftn if real else np.fft.fftn
        work = lambda: f(x, axes=axes)
    else:
        import pyfftw

        build = pyfftw.builders.rfftn if real else pyfftw.builders.fftn
        work = build(x, axes=axes, threads=workers, planner_effort="FFTW_MEASURE")
        work.input_array[:] = x
    exact = (scipy.fft.rfftn if real else scipy.fft.fftn)(
        x.astype(np.longdouble if real else np.clongdouble), axes=axes
    )
    return work, float(np.linalg.norm((work() - exact).ravel()) / np.linalg.norm(exact.ravel()))


def answer(message):
    if "make" in message:
        try:
            peer = message["peer"]
            options = {k: message[k] for k in ("shape", "kind", "axes", "workers") if k in message}
            works[message["make"]], error = fft(peer, **options)
            return {"error": error}
        except ImportError as reason:
            return {"absent": str(reason)}
    work = works[message["time"]]
    begin = time.perf_counter()
    for _ in range(message["calls"]):
        work()
    return {"ms": 1000 * (time.perf_counter() - begin) / message["calls"]}


if "--versions" in sys.argv:
    print(json.dumps(VERSIONS))
else:
    print(json.dumps({"python": sys.version.split()[0], **VERSIONS}), flush=True)
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)
