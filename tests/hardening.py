#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks that the binary has the hardening that the build asks for. Reads it with binutils and fails for each missing part.

    hardening.py BUILD_FOLDER/hearthside COMPILER OUR_OWN.a..."""
import pathlib
import re
import subprocess
import sys
import tempfile


def told(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True, env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"}).stdout


def faults_of(binary, own):
    header, segments = told("readelf", "-hW", binary), told("readelf", "-lW", binary)
    dynamic = told("readelf", "-dW", binary)
    # Only our own objects, not linked libraries.
    symbols = told("readelf", "-sW", *own) if own else ""
    stack = re.search(r"GNU_STACK.*\s(R\w*)\s", segments)
    checked = set(re.findall(r"UND __(\w+)_chk\b", symbols))
    faults = {
        "it is no position-independent executable (-pie)": not re.search(r"Type:\s+DYN", header) or not re.search(r"FLAGS_1.*\bPIE\b", dynamic),
        "its tables stay writable (-z relro)": "GNU_RELRO" not in segments,
        "its tables are filled late (-z now)": not re.search(r"FLAGS(_1)?\b.*\b(BIND_)?NOW\b", dynamic),
        "its stack can be executed": not stack or "E" in stack[1],
        "no frame is guarded (-fstack-protector-strong)": "__stack_chk_fail" not in symbols,
        "no call of the C library is checked (_FORTIFY_SOURCE)": not checked,
    }
    if "X86-64" in header:
        # A static library without it removes the note of the whole program, so look at our own entry point.
        machine = told("readelf", "-sW", binary)
        at = re.search(r"^\s*\d+:\s+([0-9a-f]+)\s.*\bmain$", machine, re.M)
        first = told("objdump", "-d", f"--start-address=0x{at[1]}", f"--stop-address={hex(int(at[1], 16) + 4)}", binary) if at else ""
        faults["a jump may lead anywhere (-fcf-protection)"] = "endbr64" not in first
    return [fault for fault, is_there in faults.items() if is_there]


def main():
    # Tests the check itself: a program without any hardening has every fault.
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "soft.cpp").write_text("int main() { return 0; }\n", encoding="utf-8")
        subprocess.run([sys.argv[2], "-fno-stack-protector", "-no-pie", "-Wl,-z,norelro,-z,lazy,-z,execstack", "soft.cpp", "-o", "soft"],
                       cwd=folder, check=True)
        soft = faults_of(folder + "/soft", [])
    assert len(soft) >= 6, f"the check itself is broken: only {soft}"
    faults = faults_of(sys.argv[1], sys.argv[3:])
    for fault in faults:
        print(f"{sys.argv[1]}: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
