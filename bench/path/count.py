"""Floating-point operations that a program executes, counted by callgrind, not estimated.

Callgrind says how often every machine instruction ran; the disassembly says what each of them is and
how many doubles it works on. A count is the difference of two runs that differ only in what is to be
counted. Needs valgrind and objdump; where they are missing, `available` is false.
"""

import collections
import pathlib
import re
import shutil
import subprocess
import tempfile

# What an instruction does, by its name without the `v` of its AVX form and without its suffix.
KINDS = {
    "add": "add", "sub": "add", "addsub": "add", "hadd": "add", "mul": "multiply", "div": "divide",
    "sqrt": "root", "min": "compare", "max": "compare", "cmp": "compare", "ucomi": "compare",
    "comi": "compare", "round": "round",
}
NAME = re.compile(r"^v?(addsub|hadd|add|sub|mul|div|sqrt|min|max|cmp\w*?|ucomi|comi|round)(sd|pd)$")
FUSED = re.compile(r"^vfn?m(add|sub)\d+(sd|pd)$")


def available():
    return bool(shutil.which("valgrind") and shutil.which("objdump"))


def instructions(program):
    """By address: (kind, doubles). Only arithmetic on doubles."""
    text = subprocess.run(["objdump", "-d", "--no-show-raw-insn", program], check=True,
                          capture_output=True, text=True).stdout
    found = {}
    for line in text.splitlines():
        parts = line.split("\t")
        if len(parts) < 2 or not parts[0].endswith(":"):
            continue
        name, _, words = parts[1].strip().partition(" ")
        match = NAME.match(name)
        wide = 8 if "%zmm" in words else 4 if "%ymm" in words else 2
        if match:
            kind = KINDS[re.sub(r"^cmp\w*", "cmp", match.group(1))]
            found[int(parts[0][:-1], 16)] = (kind, wide if match.group(2) == "pd" else 1)
        elif FUSED.match(name):
            found[int(parts[0][:-1], 16)] = ("fused", wide if name.endswith("pd") else 1)
    return found


def executed(program, words):
    """How often each instruction of the program ran, by its address in the file."""
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "out"
        subprocess.run(["valgrind", "--tool=callgrind", "--dump-instr=yes", "--dump-line=no",
                        "--compress-pos=no", "--compress-strings=no",
                        "--callgrind-out-file=%s" % out, program, *words],
                       check=True, capture_output=True)
        counts, inside, skip = collections.Counter(), False, False
        for line in out.read_text().splitlines():
            if line.startswith("ob="):
                inside = pathlib.Path(line[3:]).name == pathlib.Path(program).name
            elif line.startswith("calls="):
                skip = True
            elif line.startswith("0x"):
                # The line after a call has the cost of what was called: that stands elsewhere.
                if inside and not skip:
                    address, _, times = line.partition(" ")
                    counts[int(address, 16)] += int(times.split()[-1])
                skip = False
    return counts


def operations(program, more, less):
    """Operations by kind, and instructions, in which two runs of a program differ."""
    kinds = instructions(program)
    a, b = executed(program, more), executed(program, less)
    assert kinds.keys() & a.keys(), "no instruction of the program is in callgrind's output"
    total = collections.Counter()
    for address in a.keys() | b.keys():
        times = a[address] - b[address]
        total["instructions"] += times
        if address in kinds:
            kind, doubles = kinds[address]
            total[kind] += times * doubles
    return total
