"""Writes other.json: STAR, mmCIF, PDB, .npy, .cs, PNG and TIFF files by other programs with the values that those read back.

    python3 -m venv v && v/bin/pip install numpy==2.4.6 gemmi==0.7.5 starfile==0.5.13 tifffile==2026.3.3 pillow==13.0.0 imagecodecs
    v/bin/python tests/golden/formats/other.py

gemmi reads and writes the models, starfile the STAR files, NumPy .npy and .cs (which is .npy), Pillow and tifffile pictures.
"""
import base64, io, json, math, os, sys, tempfile
import gemmi, numpy as np, pandas as pd, starfile, tifffile
from PIL import Image

rng = np.random.default_rng(5)
out = {"star": [], "models": [], "npy": [], "cs": [], "png": [], "tiff": []}
b64 = lambda data: base64.b64encode(data).decode()


def plain(values):
    return [("nan" if math.isnan(v) else v) if isinstance(v, float) else v for v in np.asarray(values).tolist()]


# STAR, as RELION 3.1 has it
optics = pd.DataFrame({"rlnOpticsGroupName": ["opticsGroup1", "second group"], "rlnOpticsGroup": [1, 2], "rlnVoltage": [300.0, 200.0]})
particles = pd.DataFrame({
    "rlnImageName": [f"{i + 1:06d}@stack.mrcs" for i in range(5)],
    "rlnDefocusU": np.round(rng.uniform(5000, 30000, 5), 6),
    "rlnAngleRot": np.round(rng.uniform(-180, 180, 5), 6),
    "rlnOpticsGroup": [1, 2, 1, 1, 2],
    "rlnMicrographName": [str(i) for i in (7, 7, 8, 8, 9)],
    "rlnOriginXAngst": [-1.5e-7, 0.0, 1e10, -0.25, 12.0],
})
path = os.path.join(tempfile.mkdtemp(), "x.star")
starfile.write({"optics": optics, "particles": particles}, path)
text = open(path).read()
out["star"].append({
    "text": text,
    "tables": {name: {key: plain(frame[key]) for key in frame} for name, frame in starfile.read(path, always_dict=True, parse_as_string=["rlnMicrographName"]).items()},
})

# models
s = gemmi.Structure()
s.name = "test"
s.cell = gemmi.UnitCell(30, 40, 50, 90, 95, 90)
s.spacegroup_hm = "P 1"
elements = ["N", "C", "C", "O", "Zn", "Ca", "H", "Na", "C"]
for number in (1, 2):
    model = gemmi.Model(number) if not isinstance(gemmi.Model.__init__.__doc__, type(None)) else gemmi.Model(str(number))
    for chain_name, residues in (("A", [("ALA", -1, " "), ("GLY", 0, " "), ("SER", 52, "A")]), ("B", [("ZN", 101, " "), ("CA", 102, " "), ("HOH", 9999, " ")])):
        chain = gemmi.Chain(chain_name)
        for residue_name, n, code in residues:
            residue = gemmi.Residue()
            residue.name = residue_name
            residue.seqid = gemmi.SeqId(n, code)
            hetero = chain_name == "B"
            residue.het_flag = "H" if hetero else "A"
            names = {"ZN": [("ZN", "Zn")], "CA": [("CA", "Ca")], "HOH": [("O", "O"), ("D1", "D")]}.get(residue_name, [("N", "N"), ("CA", "C"), ("O5'", "O"), ("HG21", "H")])
            for name, element in names:
                for alternate in ("A", "B") if name == "O5'" else ("\0",):
                    atom = gemmi.Atom()
                    atom.name = name
                    atom.element = gemmi.Element(element)
                    atom.pos = gemmi.Position(*np.round(rng.uniform(-99, 99, 3), 3))
                    atom.occ = 0.5 if alternate != "\0" else 1.0
                    atom.b_iso = float(np.round(rng.uniform(0, 99), 2))
                    atom.altloc = alternate
                    residue.add_atom(atom)
            chain.add_residue(residue)
        model.add_chain(chain)
    s.add_model(model)
s.setup_entities()
for kind, text in (("pdb", s.make_pdb_string()), ("cif", s.make_mmcif_document().as_string())):
    back = gemmi.read_pdb_string(text) if kind == "pdb" else gemmi.make_structure_from_block(gemmi.cif.read_string(text).sole_block())
    atoms = []
    for model in back:
        for chain in model:
            for residue in chain:
                for atom in residue:
                    atoms.append([
                        *(round(v, 6) for v in atom.pos.tolist()), atom.element.name, atom.name, residue.name, residue.seqid.num, residue.seqid.icode.strip(),
                        chain.name, atom.altloc.replace("\0", ""), round(atom.occ, 4), round(atom.b_iso, 4), model.num, 1 if residue.het_flag == "H" else 0,
                    ])
    out["models"].append({"kind": kind, "text": text, "atoms": atoms})

# arrays
def npy(array, name, **kw):
    f = io.BytesIO()
    np.lib.format.write_array(f, array, **kw)
    if np.iscomplexobj(array):
        values = {"re": plain(array.real.astype("f8").ravel()), "im": plain(array.imag.astype("f8").ravel())}
    else:
        values = {"data": plain(array.astype("f8").ravel())}
    out["npy"].append({"name": name, "file": b64(f.getvalue()), "shape": list(array.shape), **values})

for kind in ("f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "c8", "c16"):
    for order in "<>":
        data = rng.normal(0, 9, (2, 3)) + (1j * rng.normal(0, 9, (2, 3)) if kind[0] == "c" else 0)
        if kind[0] == "u":
            data = abs(data)
        npy(data.astype(order + kind), order + kind)
npy(np.array([True, False, True]), "bool")
npy(np.array(2.5), "scalar")
npy(np.zeros((0, 3)), "empty")
npy(np.asfortranarray(rng.normal(0, 1, (2, 3, 4))), "fortran")
npy(rng.normal(0, 1, (3, 2)), "version 2", version=(2, 0))
npy(rng.normal(0, 1, (3, 2)), "version 3", version=(3, 0))

# cryoSPARC
record = np.zeros(3, [("uid", "<u8"), ("blob/path", "S32"), ("alignments3D/pose", "<f4", (3,)), ("ctf/df1_A", "<f4"), ("blob/idx", "<u4"), ("blob/shape", "<u4", (2,)), ("name", "<U5")])
record["uid"] = [2**64 - 1, 3, 2**53 + 1]
record["blob/path"] = [b"J1/extract/a.mrc", b"b", b""]
record["alignments3D/pose"] = rng.normal(0, 1, (3, 3)).astype("f4")
record["ctf/df1_A"] = [12000, 13000.5, 9000]
record["blob/idx"] = [0, 1, 2]
record["blob/shape"] = [[4, 5]] * 3
record["name"] = ["é", "abcde", ""]
f = io.BytesIO()
np.save(f, record)
out["cs"].append({"file": b64(f.getvalue()), "uid": [str(v) for v in record["uid"].tolist()], "path": [v.decode() for v in record["blob/path"].tolist()],
                  "pose": record["alignments3D/pose"].astype("f8").ravel().tolist(), "defocus": record["ctf/df1_A"].astype("f8").tolist(),
                  "shape": record["blob/shape"].astype("f8").ravel().tolist(), "names": record["name"].tolist()})

# pictures
grey = rng.integers(0, 256, (3, 5)).astype("u1")
colour = rng.integers(0, 256, (3, 5, 3)).astype("u1")
alpha = rng.integers(0, 256, (3, 5, 4)).astype("u1")
deep = rng.integers(0, 65536, (3, 5)).astype("u2")
luma = lambda a: (0.299 * a[..., 0].astype("f8") + 0.587 * a[..., 1] + 0.114 * a[..., 2]).ravel().tolist()


def png(name, image, data):
    f = io.BytesIO()
    image.save(f, "PNG")
    out["png"].append({"name": name, "file": b64(f.getvalue()), "data": data})

png("grey", Image.fromarray(grey), grey.astype("f8").ravel().tolist())
png("colour", Image.fromarray(colour), luma(colour))
png("colour and alpha", Image.fromarray(alpha), luma(alpha))
png("grey and alpha", Image.fromarray(alpha[..., :2].copy(), "LA"), alpha[..., 0].astype("f8").ravel().tolist())
png("16 bits", Image.fromarray(deep), deep.astype("f8").ravel().tolist())
bits = Image.fromarray((grey > 99).astype("u1") * 255).convert("1")
png("1 bit", bits, (np.asarray(bits).astype("f8") * 255).ravel().tolist())
palette = Image.fromarray(colour).quantize(7)
png("palette", palette, luma(np.asarray(palette.convert("RGB"))))


def tiff(name, pages, data, **kw):
    f = io.BytesIO()
    with tifffile.TiffWriter(f, byteorder=kw.pop("byteorder", "<")) as w:
        for page in pages:
            w.write(page, metadata=None, **kw)
    out["tiff"].append({"name": name, "file": b64(f.getvalue()), "pages": data})

flat = lambda a: a.astype("f8").ravel().tolist()
real = rng.normal(0, 1, (3, 5)).astype("f4")
tiff("8 bits", [grey], [flat(grey)])
tiff("16 bits, big endian", [deep], [flat(deep)], byteorder=">")
tiff("float", [real], [flat(real)])
tiff("three pages", [deep, deep[::-1].copy(), deep[:, ::-1].copy()], [flat(deep), flat(deep[::-1]), flat(deep[:, ::-1])])
tiff("colour", [colour], [luma(colour)], photometric="rgb")
f = io.BytesIO()
Image.fromarray(grey).save(f, "TIFF", compression="tiff_lzw")
out["tiff"].append({"name": "LZW by Pillow", "file": b64(f.getvalue()), "pages": [flat(grey)]})
f = io.BytesIO()
Image.fromarray(grey).save(f, "TIFF", compression="tiff_adobe_deflate")
out["tiff"].append({"name": "deflate by Pillow", "file": b64(f.getvalue()), "pages": [flat(grey)]})

json.dump(out, open(os.path.join(os.path.dirname(__file__), "other.json"), "w"), indent=0)
