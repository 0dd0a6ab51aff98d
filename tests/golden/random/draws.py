"""First draws of lib/random by an independent implementation, for tests/lib/random.

Run: python3 draws.py > draws.json   (made with Python 3.11.7, standard library only)

Written from the published definitions and from the description of the seeding in lib/random/rng.ts, with whole numbers
of any size and explicit remainders; it shares no code with the library.

- xoshiro128**: Blackman & Vigna (2021), doi:10.1145/3460772, figure "xoshiro128" with the scrambler ** (5, 7, 9).
- Seeding: FNV-1a, 32 bits, over the UTF-16 code units of the text, low byte first, from two bases; SplitMix32
  (increment 0x9e3779b9, finaliser of shifts 16, 15, 15 and factors 0x21f0aaad, 0x735a2d97) makes four words of each;
  word i of the state is a[i] xor rotl(b[i], 7), and the state 0, 0, 0, 0 becomes 1, 0, 0, 0.
- stream(parent, name): the same from the text "s0,s1,s2,s3/name", the words in decimal.
- uniform: 27 high bits of one number and 26 high bits of the next, divided by 2^53.
- normal: sqrt(-2 ln(1 - u)) cos(2 pi v). The logarithm and cosine are this machine's: the last bits may differ.
- poisson below mean 10: the first k whose summed probability exceeds u, in exact rational arithmetic with e^-m to 60 digits.
- poisson from 10 on: PTRS, Hoermann (1993), doi:10.1016/0167-6687(93)90997-4, with math.lgamma.
"""

import json
import math
from decimal import Decimal, getcontext
from fractions import Fraction

getcontext().prec = 60
M = 1 << 32


def rotl(x, k):
    return ((x << k) | (x >> (32 - k))) % M


class Xoshiro:
    def __init__(self, state):
        self.s = list(state)

    def next(self):
        s0, s1, s2, s3 = self.s
        out = rotl(s1 * 5 % M, 7) * 9 % M
        s2 ^= s0
        s3 ^= s1
        self.s = [s0 ^ s3, s1 ^ s2, s2 ^ (s1 << 9) % M, rotl(s3, 11)]
        return out

    def uniform(self):
        high, low = self.next() // 2**5, self.next() // 2**6
        return Fraction(high * 2**26 + low, 2**53)


def fnv(text, basis):
    h = basis
    for byte in text.encode("utf-16-le"):
        h = (h ^ byte) * 16777619 % M
    return h


def splitmix(seed):
    words = []
    for i in range(1, 5):
        z = (seed + i * 0x9E3779B9) % M
        z = (z ^ (z >> 16)) * 0x21F0AAAD % M
        z = (z ^ (z >> 15)) * 0x735A2D97 % M
        words.append(z ^ (z >> 15))
    return words


def rng(text):
    a, b = splitmix(fnv(text, 0x811C9DC5)), splitmix(fnv(text, 0x6B43A9B5))
    state = [x ^ rotl(y, 7) for x, y in zip(a, b)]
    return Xoshiro(state if any(state) else [1, 0, 0, 0])


def stream(parent, name):
    return rng(",".join(str(w) for w in parent.s) + "/" + name)


def normal(g):
    u, v = 1 - g.uniform(), g.uniform()
    return math.sqrt(-2 * math.log(u)) * math.cos(2 * math.pi * float(v))


def inversion(g, mean):
    u, k = g.uniform(), 0
    p = total = Fraction((-Decimal(mean)).exp())
    while u >= total:
        k += 1
        p *= Fraction(mean) / k
        total += p
    return k


def ptrs(g, mean):
    b = 0.931 + 2.53 * math.sqrt(mean)
    a = -0.059 + 0.02483 * b
    while True:
        u, v = float(g.uniform()) - 0.5, float(g.uniform())
        us = 0.5 - abs(u)
        k = math.floor((2 * a / us + b) * u + mean + 0.43)
        if us >= 0.07 and v <= 0.9277 - 3.6224 / (b - 2):
            return k
        if k < 0 or (us < 0.013 and v > us):
            continue
        hat = math.log(v) + math.log(1.1239 + 1.1328 / (b - 3.4)) - math.log(a / (us * us) + b)
        if hat <= k * math.log(mean) - mean - math.lgamma(k + 1):
            return k


def poisson(g, mean):
    return 0 if mean == 0 else inversion(g, mean) if mean < 10 else ptrs(g, mean)


seeds = [0, 1, 7, -3, 59599, 813120, 2**53 - 1, "", "a", "noise", "tests/é", "\U0001d11e clef"]
generators = []
for seed in seeds:
    g = rng(str(seed))
    state = list(g.s)
    generators.append({"seed": seed, "state": state, "uniform": [float(g.uniform()) for _ in range(8)], "after": g.s})

streams = []
for seed, path in [(1, ["noise"]), (1, ["pose"]), (1, ["noise", "7"]), (2, ["noise"]), (1, [""])]:
    g = rng(str(seed))
    for name in path:
        g = stream(g, name)
    streams.append({"seed": seed, "path": path, "state": list(g.s), "uniform": [float(g.uniform()) for _ in range(4)]})

g = rng("normal")
normals = [normal(g) for _ in range(1000)]
counts = []
for mean in [0, 0.01, 0.5, 3, 9.5, 10, 12.25, 30, 1000, 1e4]:
    g = rng("poisson")
    counts.append({"mean": mean, "counts": [poisson(g, mean) for _ in range(200)], "after": g.s})


def rows(name, items):
    return f' "{name}": [\n  ' + ",\n  ".join(json.dumps(item) for item in items) + "\n ]"


lines = [normals[i : i + 5] for i in range(0, 1000, 5)]
body = [rows("generators", generators), rows("streams", streams), rows("normal", lines), rows("poisson", counts)]
print("{\n" + ",\n".join(body) + "\n}")
