"""Writes syscalls.json: the numbers of Linux' system calls on x64 and arm64, out of the headers of linux-libc-dev.

    python3 tests/grader/sandbox/syscalls.py > tests/grader/sandbox/syscalls.json
"""

import json
import re

HEADERS = {
    "x64": "/usr/include/x86_64-linux-gnu/asm/unistd_64.h",
    "arm64": "/usr/include/asm-generic/unistd.h",  # arm64 has the generic numbers
}
DEFINITION = re.compile(r"^#define\s+__NR(?:3264)?_(\w+)\s+(\d+)", re.MULTILINE)


def numbers(path: str) -> dict[str, int]:
    with open(path, encoding="utf8") as header:
        return {name: int(number) for name, number in DEFINITION.findall(header.read())}


print(json.dumps({machine: numbers(path) for machine, path in HEADERS.items()}, indent=1, sort_keys=True))
