"""Writes mrc.json: MRC files by mrcfile with the values that NumPy reads from them, and broken files with mrcfile's verdict.

    python3 -m venv v && v/bin/pip install mrcfile==1.5.4 numpy==2.4.6 && v/bin/python tests/golden/formats/mrc.py

Files are kept gzipped, in base64: they are mostly zeros. Expected volumes are transposed here, by NumPy, to [z, y, x].
"""
import base64, gzip, io, json, os, struct, sys, tempfile, warnings
import mrcfile, numpy as np

warnings.simplefilter("ignore")
rng = np.random.default_rng(3)
SHAPE = (3, 2, 4)  # sections, rows, columns: no two alike
TYPES = {0: "i1", 1: "i2", 2: "f4", 6: "u2", 12: "f2"}


def values(mode, shape=SHAPE):
    kind = np.dtype(TYPES[mode])
    if kind.kind == "f":
        data = (np.round(rng.normal(0, 2, shape) * 8) / 8).astype(kind)
        if mode == 12:  # subnormals, both infinities, NaN, signed zero, largest, smallest
            bits = np.array([0x0001, 0x8001, 0x03FF, 0x0400, 0x7BFF, 0xFBFF, 0x7C00, 0xFC00, 0x7E00, 0x8000, 0x3C01], "u2")
            data.reshape(-1)[: bits.size] = bits.view("f2")
        return data
    low, high = np.iinfo(kind).min, np.iinfo(kind).max
    data = rng.integers(low, high, shape, endpoint=True).astype(kind)
    data.reshape(-1)[:2] = low, high
    return data


def write(data, voxel=(2.5, 2.5, 2.5), axes=(1, 2, 3), start=(0, 0, 0), origin=(0, 0, 0), extended=b"", exttyp=b"", stack=False, edit=None):
    path = os.path.join(tempfile.mkdtemp(), "x.mrc")
    with mrcfile.new(path) as mrc:
        mrc.set_data(data)
        if stack:
            mrc.set_image_stack()
        elif data.ndim == 3:
            mrc.set_volume()
        h = mrc.header
        h.mapc, h.mapr, h.maps = axes
        # mrcfile sets M in file order; the standard has it along x, y, z
        inverse = [axes.index(i) for i in (1, 2, 3)]
        extents = [int(h.nx), int(h.ny), int(h.nz)]
        if not stack and data.ndim == 3:
            h.mx, h.my, h.mz = [extents[i] for i in inverse]
        h.cella.x, h.cella.y, h.cella.z = [v * m for v, m in zip(voxel, (h.mx, h.my, h.mz))]
        h.nxstart, h.nystart, h.nzstart = start
        h.origin.x, h.origin.y, h.origin.z = origin
        if extended:
            mrc.set_extended_header(np.frombuffer(extended, dtype="V1"))
            h.exttyp = exttyp
        h.label[0] = b"Written by mrcfile for Cryolab"
        h.nlabl = 1
        if edit:
            edit(h)
    return open(path, "rb").read()


def verdict(data):
    """mrcfile's own validator on the bytes: valid or not, and what it says."""
    path = os.path.join(tempfile.mkdtemp(), "x.mrc")
    open(path, "wb").write(data)
    out = io.StringIO()
    valid = mrcfile.validate(path, print_file=out)
    lines = [l for l in out.getvalue().splitlines() if not l.startswith(("Checking", "File appears", "Traceback", " "))]
    return bool(valid), lines[0][:60].replace(path, "x.mrc") if lines else ""


def pack(data):
    return base64.b64encode(gzip.compress(data, 9, mtime=0)).decode()


def number(v):
    v = float(v)
    return v if np.isfinite(v) else str(v)  # "nan", "inf", "-inf"


def case(name, data, axes=(1, 2, 3), **options):
    data_bytes = write(data, axes=axes, **options)
    path = os.path.join(tempfile.mkdtemp(), "x.mrc")
    open(path, "wb").write(data_bytes)
    with mrcfile.open(path, permissive=True) as mrc:
        back = np.array(mrc.data, dtype=np.float64)
        back = back.reshape((1,) * (3 - back.ndim) + back.shape)
        # file axes are (sections, rows, columns); the volume's are (z, y, x)
        where = {axis: 2 - place for place, axis in enumerate(axes)}
        volume = np.transpose(back, (where[3], where[2], where[1]))
        h = mrc.header
        stats = [number(h[k]) for k in ("dmin", "dmax", "dmean", "rms")]
    valid, says = verdict(data_bytes)
    return {
        "name": name, "file": pack(data_bytes), "bytes": len(data_bytes), "shape": list(volume.shape),
        "data": [number(v) for v in volume.reshape(-1)], "statistics": stats, "valid": valid, "says": says,
    }


good = []
for mode in TYPES:
    for order in "<>":
        data = values(mode).astype(np.dtype(TYPES[mode]).newbyteorder(order))
        good.append(case(f"mode {mode}, {'little' if order == '<' else 'big'} endian", data))
for axes in [(1, 3, 2), (2, 1, 3), (2, 3, 1), (3, 1, 2), (3, 2, 1)]:
    good.append(case(f"axes {axes[0]} {axes[1]} {axes[2]}", values(1), axes=axes, voxel=(1, 2, 3), start=(-2, 7, 11)))
good.append(case("axes 3 1 2, big endian, extended header, three spacings, as EMD-3001",
    values(2).astype(">f4"), axes=(3, 1, 2), voxel=(0.44825, 0.3925, 0.45875), start=(0, -21, -12), extended=b"x,y,z" + b" " * 155, exttyp=b"\0\0\0\0"))
good.append(case("nstart and no origin, as EMD-3197", values(2), voxel=(11.4, 11.4, 11.4), start=(-2, 0, 0)))
good.append(case("no cell, as the 70S map", values(2), voxel=(0, 0, 0)))
good.append(case("origin words win over nstart", values(2), start=(1, 2, 3), origin=(0, -5.5, 0)))
good.append(case("a stack of images", values(2), stack=True))
good.append(case("one image", values(12)[0]))
good.append(case("spacings apart by 0.05 %", values(0), voxel=(2, 2.001, 2)))
good.append(case("spacings apart by 0.2 %", values(0), voxel=(2, 2.004, 2)))


def words(offset, kind, *v):
    return [[offset, struct.pack("<" + kind * len(v), *v).hex()]]


def text(offset, b):
    return [[offset, b.hex()]]


# name, patches, keep (bytes kept, None all), bytes added, offset of readMrc's error (None: it reads)
base = write(values(2))
ext = write(values(2), extended=b"e" * 160, exttyp=b"CCP4")
big = write(values(1).astype(">i2"))
N = len(base)
BROKEN = [
    ("empty", "base", [], 0, "", 0),
    ("one byte", "base", [], 1, "", 1),
    ("a header without its last byte", "base", [], 1023, "", 1023),
    ("a header alone", "base", [], 1024, "", 1024),
    ("one voxel only", "base", [], 1028, "", 1028),
    ("one byte short", "base", [], N - 1, "", N - 1),
    ("big endian, one byte short", "big", [], len(big) - 1, "", len(big) - 1),
    ("stamp of zeros", "base", text(212, b"\0\0\0\0"), None, "", 212),
    ("stamp of the wrong end", "base", text(212, b"\x00\x00\x44\x44"), None, "", 212),
    ("stamp half little, half big", "base", text(212, b"\x44\x11\x00\x00"), None, "", 212),
    ("stamp 11 44", "base", text(212, b"\x11\x44\x00\x00"), None, "", 212),
    ("stamp in text", "base", text(212, b"DDDD"), None, "", None),
    ("stamp 44 41", "base", text(212, b"\x44\x41\x00\x00"), None, "", None),
    ("little endian marked as big", "base", text(212, b"\x11\x11\x00\x00"), None, "", 12),
    ("big endian marked as little", "big", text(212, b"\x44\x44\x00\x00"), None, "", 12),
    ("NX = 0", "base", words(0, "i", 0), None, "", 0),
    ("NX = -5", "base", words(0, "i", -5), None, "", 0),
    ("NY = 0", "base", words(4, "i", 0), None, "", 4),
    ("NY = -2147483648", "base", words(4, "i", -2147483648), None, "", 4),
    ("NZ = -1", "base", words(8, "i", -1), None, "", 8),
    ("two negative extents, whose product is positive", "base", words(0, "i", -5, -3), None, "", 0),
    ("NY and NZ wrong", "base", words(4, "i", -3, 0), None, "", 4),
    ("NX = 2147483647", "base", words(0, "i", 2147483647), None, "", N),
    ("all extents 2147483647", "base", words(0, "i", 2147483647, 2147483647, 2147483647), None, "", N),
    ("extents whose product is 2^32", "base", words(0, "i", 65536, 65536, 1), None, "", N),
    ("extents whose bytes are 2^32", "base", words(0, "i", 32768, 32768, 1), None, "", N),
    ("a claim of 1 TiB", "base", words(0, "i", 65536, 65536, 64), None, "", N),
    ("one section more than there is", "base", words(8, "i", 4), None, "", N),
    ("mode -1", "base", words(12, "i", -1), None, "", 12),
    ("mode 3", "base", words(12, "i", 3), None, "", 12),
    ("mode 4", "base", words(12, "i", 4), None, "", 12),
    ("mode 5", "base", words(12, "i", 5), None, "", 12),
    ("mode 7", "base", words(12, "i", 7), None, "", 12),
    ("mode 101", "base", words(12, "i", 101), None, "", 12),
    ("mode 2 with its bytes the other way", "base", text(12, b"\0\0\0\2"), None, "", 12),
    ("axes 1 1 1", "base", words(64, "i", 1, 1, 1), None, "", 64),
    ("axes 1 2 2", "base", words(64, "i", 1, 2, 2), None, "", 64),
    ("axes 0 1 2", "base", words(64, "i", 0, 1, 2), None, "", 64),
    ("axes 2 3 4", "base", words(64, "i", 2, 3, 4), None, "", 64),
    ("axes -1 2 3", "base", words(64, "i", -1, 2, 3), None, "", 64),
    ("axes 1 2 0", "base", words(64, "i", 1, 2, 0), None, "", 64),
    ("axes 0 0 0, which mean 1 2 3", "base", words(64, "i", 0, 0, 0), None, "", None),
    ("NSYMBT = -1", "base", words(92, "i", -1), None, "", 92),
    ("NSYMBT = -1024", "base", words(92, "i", -1024), None, "", 92),
    ("NSYMBT beyond the file", "base", words(92, "i", N - 1023), None, "", 92),
    ("NSYMBT = 2147483647", "base", words(92, "i", 2147483647), None, "", 92),
    ("NSYMBT up to the end of the file", "base", words(92, "i", N - 1024), None, "", N),
    ("NSYMBT eats one voxel", "base", words(92, "i", 4), None, "", N),
    ("extended header cut in the middle", "ext", [], 1100, "", 92),
    ("extended header and no data", "ext", [], 1184, "", 1184),
    ("stamp and extents wrong", "base", text(212, b"\0\0") + words(0, "i", 0), None, "", 212),
    ("extents and mode wrong", "base", words(8, "i", 0, 9), None, "", 8),
    ("mode and axes wrong", "base", words(12, "i", 9) + words(64, "i", 9, 9, 9), None, "", 12),
    ("axes and extended header wrong", "base", words(64, "i", 9, 9, 9) + words(92, "i", -1), None, "", 64),
    ("all bytes 255", "base", text(0, b"\xff" * 1024), None, "", 212),
    ("text in place of a file", "base", text(0, (b"ATOM      1  N   GLY A   1 " * 60)[:N]), None, "", 212),
    ("MAP missing", "base", text(208, b"\0\0\0\0"), None, "", None),
    ("ISPG = -1", "base", words(88, "i", -1), None, "", None),
    ("a stack of maps whose NZ is no multiple of MZ", "base", words(88, "i", 401) + words(36, "i", 2), None, "", None),
    ("a stack of three maps", "base", words(88, "i", 401) + words(36, "i", 1), None, "", None),
    ("NVERSION = 0", "base", words(108, "i", 0), None, "", None),
    ("EXTTYP unknown", "ext", text(104, b"ABCD"), None, "", None),
    ("NLABL too many", "base", words(220, "i", 3), None, "", None),
    ("NLABL negative", "base", words(220, "i", -1), None, "", None),
    ("a label after an empty one", "base", text(224 + 160, b"third") + words(220, "i", 2), None, "", None),
    ("MX = -4", "base", words(28, "i", -4), None, "", None),
    ("CELLA y negative", "base", words(44, "f", -1.0), None, "", None),
    ("DMAX wrong", "base", words(80, "f", 1e6), None, "", None),
    ("DMIN wrong", "base", words(76, "f", -1e6), None, "", None),
    ("DMEAN wrong", "base", words(84, "f", 99.0), None, "", None),
    ("RMS wrong", "base", words(216, "f", 99.0), None, "", None),
    ("statistics not known", "base", words(76, "f", 0, -1, -2) + words(216, "f", -1), None, "", None),
    ("bytes after the data", "base", [], None, "00" * 7, None),
]

BASES = {"base": base, "ext": ext, "big": big}
broken = []
for name, which, patches, keep, added, offset in BROKEN:
    data = bytearray(BASES[which])
    for at, hexes in patches:
        patch = bytes.fromhex(hexes)
        data[at : at + len(patch)] = patch
    data = bytes(data[:keep]) + bytes.fromhex(added)
    valid, says = verdict(data)
    broken.append({"name": name, "base": which, "patches": patches, "keep": len(data) - len(added) // 2, "added": added, "offset": offset, "valid": valid, "says": says})

out = {
    "by": f"mrcfile {mrcfile.__version__}, numpy {np.__version__}, python {sys.version.split()[0]}",
    "good": good, "bases": {k: pack(v) for k, v in BASES.items()}, "broken": broken,
}
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "mrc.json")
lines = json.dumps(out, ensure_ascii=True).replace('{"name"', '\n{"name"').replace('"broken"', '\n"broken"').replace('"bases"', '\n"bases"')
open(path, "w").write(lines + "\n")
print(len(good), "good,", len(broken), "broken,", sum(b["offset"] is not None for b in broken), "unreadable,", len(lines), "bytes")
