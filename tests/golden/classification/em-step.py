"""Golden EM steps for one shape at unknown shifts, in Decimal arithmetic of 60 digits with plain loops over moved
templates. Shares no line with lib/classification. Python 3.11, no packages.

Cases: sigma 1e-3 (where double precision is strained), 1 and 1e3; one trace; shifts beyond the trace; template with
mass at its edge. Writes em-step.json: python3 em-step.py > em-step.json
"""

import json
import random
from decimal import MIN_EMIN, Decimal as D, getcontext

getcontext().prec = 60
getcontext().Emin = MIN_EMIN  # e^(-1e7) is not 0 here
TWO_PI = D("6.28318530717958647692528676655900576839433879875021164194989")


def moved(template, q):
    m = len(template)
    return [template[j - q] if 0 <= j - q < m else D(0) for j in range(m)]


def distance2(x, y):
    return sum((a - b) ** 2 for a, b in zip(x, y))


def step(traces, template, sigma, mean, spread, reach):
    n, m = len(traces), len(template)
    shifts = range(-reach, reach + 1)
    prior = [(-((q - mean) ** 2) / (2 * spread**2)).exp() for q in shifts]
    norm = sum(prior)
    gammas, log_likelihood = [], D(0)
    for x in traces:
        joint = [p / norm * (-distance2(x, moved(template, q)) / (2 * sigma**2)).exp() for p, q in zip(prior, shifts)]
        evidence = sum(joint)
        log_likelihood += evidence.ln() - D(m) / 2 * (TWO_PI * sigma**2).ln()
        gammas.append([g / evidence for g in joint])
    new = []
    for a in range(m):
        top = bottom = D(0)
        for x, gamma in zip(traces, gammas):
            for g, q in zip(gamma, shifts):
                if 0 <= a + q < m:
                    top += g * x[a + q]
                    bottom += g
        new.append(top / bottom if bottom else template[a])
    squares = sum(g * distance2(x, moved(new, q)) for x, gamma in zip(traces, gammas) for g, q in zip(gamma, shifts))
    new_mean = sum(g * q for gamma in gammas for g, q in zip(gamma, shifts)) / n
    new_spread = sum(g * (q - new_mean) ** 2 for gamma in gammas for g, q in zip(gamma, shifts)) / n
    return {
        "logGamma": [float(g.ln()) for g in gammas[0]],
        "template": [float(v) for v in new],
        "sigma": float((squares / (n * m)).sqrt()),
        "shiftMean": float(new_mean),
        "shiftSigma": float(new_spread.sqrt()),
        "logLikelihood": float(log_likelihood),
    }


def case(seed, n, m, sigma, mean, spread, reach, noise):
    r = random.Random(seed)
    template = [r.gauss(0, 2) for _ in range(m - 1)] + [5.0]  # mass at the edge: norms depend on the shift
    traces = []
    for i in range(n):
        q = (0, 2, -3, 1, -1)[i % 5]  # 0 first: every pixel is seen with a weight that double precision holds
        traces.append([(template[j - q] if 0 <= j - q < m else 0.0) + r.gauss(0, noise) for j in range(m)])
    numbers = (sigma, mean, spread)
    result = step([[D(v) for v in x] for x in traces], [D(v) for v in template], *(D(v) for v in numbers), reach)
    return {
        "traces": traces,
        "model": dict(template=template, sigma=sigma, shiftMean=mean, shiftSigma=spread, maxShift=reach),
        "step": result,
    }


print(json.dumps([
    case(1, 4, 8, 1.0, 0.5, 2.0, 5, 1.0),
    case(2, 3, 9, 0.001, -0.25, 1.5, 4, 0.001),
    case(3, 3, 7, 1000.0, 0.0, 3.0, 6, 1.0),
    case(4, 1, 6, 0.5, 1.0, 1.0, 3, 0.5),
    case(5, 2, 5, 1.0, 0.0, 6.0, 12, 1.0),
    case(6, 5, 1, 1.0, 0.0, 1.0, 2, 1.0),
    case(7, 3, 4, 2.0, 0.0, 1.0, 0, 1.0),
]))
