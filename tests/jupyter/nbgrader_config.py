"""nbgrader on TypeScript notebooks: copy this file to the top of the course folder.

nbgrader 0.9 knows Python, R, MATLAB and Java. Two things of it refuse or break a TypeScript cell; both are mended here:
the text that takes the place of a solution, and the "#" before a note in a test cell that a learner deleted and nbgrader
puts back, which is no comment in TypeScript and would cost the points of a right answer.
"""

from nbgrader.preprocessors import OverwriteCells

c = get_config()  # noqa: F821 (Jupyter defines it)

# In a code cell a solution stands between the lines `/// BEGIN SOLUTION` and `/// END SOLUTION`, hidden tests between
# `/// BEGIN HIDDEN TESTS` and `/// END HIDDEN TESTS`: nbgrader looks for the words anywhere in a line.
c.ClearSolutions.code_stub = {
    "python": "# YOUR CODE HERE\nraise NotImplementedError()",
    "typescript": "// YOUR CODE HERE\nthrow new Error('not implemented');",
}

# A test cell that is gone is put back and run; without this it is simply not counted.
c.OverwriteCells.add_missing_cells = True

# The kernel starts, compiles and runs in about a second; the limit is for a learner's loop without end.
c.ExecutePreprocessor.timeout = 60

_with_python_comment = OverwriteCells.missing_cell_transform


def _missing_cell(self, *args, **options):
    cell = _with_python_comment(self, *args, **options)
    if cell["cell_type"] == "code" and cell["source"].startswith("# "):
        cell["source"] = "// " + cell["source"][2:]
    return cell


OverwriteCells.missing_cell_transform = _missing_cell
