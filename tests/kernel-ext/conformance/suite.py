"""jupyter_kernel_test on the kernel `cryolab`: a line of JSON for each test, {"test", "outcome", "reason"}."""

import json
import logging
import unittest

import jupyter_kernel_test as jkt

logging.disable(logging.WARNING)


class CryolabKernelTests(jkt.KernelTests):
    kernel_name = "cryolab"
    language_name = "typescript"
    file_extension = ".ts"
    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('no world')"
    completion_samples = [
        {"text": "Math.hypo", "matches": {"hypot"}},
        {"text": "cryo.core.zer", "matches": {"zeros"}},
    ]
    complete_code_samples = ["1", "const x = 1", "function f() {\n  return 1;\n}\n", "%%time\n1 + 1"]
    incomplete_code_samples = ["function f() {", "const x = ", "Math.max(1,", "`text", "/* comment"]
    invalid_code_samples = ["let 3x = 1", "const const = 1", "f(]"]
    code_generate_error = "throw new RangeError('out of range')"
    code_execute_result = [
        {"code": "1 + 2", "result": "3"},
        {"code": "[1, 2].map((x) => 2 * x)", "result": "[ 2, 4 ]"},
    ]
    code_display_data = [
        {"code": "display({ 'text/html': '<b>x</b>', 'text/plain': 'x' });", "mime": "text/html"},
        {"code": "display({ 'image/svg+xml': '<svg/>', 'text/plain': 'x' });", "mime": "image/svg+xml"},
        {"code": "display({ 'application/json': { x: 1 }, 'text/plain': 'x' });", "mime": "application/json"},
    ]
    supported_history_operations = ("tail", "range", "search")
    code_history_pattern = "1 ? 2"
    code_inspect_sample = "Math.sqrt"
    code_clear_output = "import { clearOutput } from '@cryolab/kernel'; clearOutput()"


class CryolabWelcomeTests(jkt.IopubWelcomeTests):
    kernel_name = "cryolab"
    support_iopub_welcome = True


class Lines(unittest.TestResult):
    """Writes what becomes of each test; a part of a test that fails or is skipped has a line of its own."""

    def line(self, test, outcome, reason=""):
        name = test.id().split("Tests.")[-1]
        if outcome == "pass" and any(seen.startswith(name) for seen in self.told):
            return
        self.told.add(name)
        print(json.dumps({"test": name.removeprefix("test_"), "outcome": outcome, "reason": reason}), flush=True)

    def __init__(self, *args):
        super().__init__(*args)
        self.told = set()

    def addSuccess(self, test):
        self.line(test, "pass")

    def addSkip(self, test, reason):
        self.line(test, "skip", reason)

    def failed(self, test, error):
        self.line(test, "fail", f"{error[0].__name__}: {error[1]}".split("\n")[0])

    def addFailure(self, test, error):
        self.failed(test, error)

    def addError(self, test, error):
        self.failed(test, error)

    def addSubTest(self, test, subtest, error):
        if error is not None:
            self.failed(subtest, error)


load = unittest.defaultTestLoader.loadTestsFromTestCase
unittest.TestSuite([load(CryolabKernelTests), load(CryolabWelcomeTests)]).run(Lines())
