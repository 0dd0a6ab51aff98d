"""Writes shepp-logan.json: 400 pixels of scikit-image's own Shepp-Logan picture (400 x 400, Toft's contrast, 8 bits).

    python3 -m venv v && v/bin/pip install scikit-image && v/bin/python tests/golden/data/shepp-logan.py
"""
import json, os
import numpy as np, skimage
from skimage.data import shepp_logan_phantom

picture = shepp_logan_phantom()
rows, columns = np.arange(10, 400, 19), np.arange(7, 400, 19)
out = {"version": skimage.__version__, "rows": rows.tolist(), "columns": columns.tolist(), "values": np.round(picture[np.ix_(rows, columns)] * 10).astype(int).ravel().tolist()}
json.dump(out, open(os.path.join(os.path.dirname(__file__), "shepp-logan.json"), "w"))
