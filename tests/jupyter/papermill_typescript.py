"""papermill with parameters for TypeScript notebooks: `python papermill_typescript.py in.ipynb out.ipynb -p n 64`.

papermill writes the parameters as a cell of the notebook's language, after the one tagged `parameters`, and knows none
for TypeScript. Everything else is papermill's own command; a notebook without parameters needs only that.
"""

import json

from papermill.translators import Translator, papermill_translators


class TypeScriptTranslator(Translator):
    """Values are written as Python's json does, which is TypeScript: NaN and Infinity, too."""

    @classmethod
    def translate(cls, val):
        return json.dumps(val, default=str)

    @classmethod
    def comment(cls, cmt_str):
        return f"// {cmt_str}".strip()

    @classmethod
    def assign(cls, name, str_val):
        return f"let {name} = {str_val};"


papermill_translators.register("typescript", TypeScriptTranslator)

if __name__ == "__main__":
    from papermill.cli import papermill

    papermill()
