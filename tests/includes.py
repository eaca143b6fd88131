#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Who may include whom: reads every #include under core/ and kiosk/ and fails on a stray one.

It also checks who may make files and that each folder has a namespace of its own, and finds types that are defined twice.
The rule is the table below, one line a folder. A line of the table that no include needs, or that is there twice, is a fault
too: it would allow something by mistake.
Names in quotes are paths from the root of the tree; the C and C++ standard headers and those of POSIX are free,
except in core/huddle, which has the C++ standard library only.
"""
import ast
import pathlib
import re
import sys
import tempfile

# Which folders each folder may include besides itself; a file belongs to the first folder that its path starts with. A
# name that ends in .h allows this header only. ALL is any folder.
ALL = None
SCREEN = ["core/huddle/", "core/text/", "core/calendar/", "core/store/history.h", "core/wording/", "kiosk/configuration/", "kiosk/ui/", "kiosk/screens/frame/"]
FOLDERS = {
    "core/huddle/": [],
    "core/files/": ["core/huddle/"],
    "core/search/": [],
    "core/threads/": [],
    "core/calendar/": ["core/huddle/"],
    "core/secrets/": ["core/huddle/", "core/files/", "core/threads/"],
    "core/text/": ["core/huddle/", "core/files/"],
    "core/layout_file/": ["core/huddle/", "core/files/"],
    "core/store/": ["core/huddle/", "core/files/", "core/search/", "core/threads/"],
    "core/wording/": ["core/text/"],
    "core/sharing/": ["core/huddle/", "core/files/", "core/secrets/", "core/store/history.h", "core/text/"],
    "core/export/": ["core/huddle/", "core/files/", "core/store/history.h", "core/calendar/", "core/text/"],
    "core/room/": ["core/huddle/", "core/text/", "core/store/", "core/calendar/", "core/secrets/", "core/sharing/", "core/threads/"],
    "kiosk/configuration/": ["core/huddle/", "core/text/", "core/calendar/", "core/layout_file/", "core/files/"],
    "kiosk/platform/": ["core/huddle/", "core/files/", "core/text/", "core/threads/", "kiosk/ui/pictures.h", "kiosk/ui/keys.h"],
    "kiosk/ui/": ["core/huddle/", "core/threads/", "core/export/announcements.h", "core/export/formats.h", "core/store/archive.h", "core/store/history.h", "core/text/", "kiosk/configuration/"],
    "kiosk/web/": ["core/huddle/", "core/files/", "core/text/", "core/secrets/", "core/threads/"],
    "kiosk/sticks/": ["core/huddle/", "core/text/"],
    "kiosk/phone/": ["core/huddle/", "core/files/", "core/secrets/", "core/threads/", "core/wording/", "core/text/", "core/room/", "core/calendar/", "kiosk/web/"],
    "kiosk/review/": ["core/huddle/", "core/store/archive.h", "core/store/recovery_note.h", "core/export/", "core/calendar/", "core/secrets/", "core/text/", "core/threads/", "kiosk/web/"],
    "kiosk/services/": ["core/huddle/", "core/files/", "core/calendar/", "core/export/", "core/secrets/", "core/store/", "core/text/", "core/threads/",
                        "kiosk/configuration/", "kiosk/phone/", "kiosk/sticks/", "kiosk/ui/"],
    "kiosk/screens/frame/": [folder for folder in SCREEN if folder != "kiosk/screens/frame/"],
    **{f"kiosk/screens/{screen}/": SCREEN for screen in (
        "at_rest", "capture", "care", "close", "display", "ending", "front_card", "home", "quiet", "review", "settings", "since_last_time", "take_away", "wall",
        "write_here")},
    "kiosk/screens/": ["core/files/", "core/huddle/", "kiosk/ui/"],
    "kiosk/demo/": ["core/huddle/", "core/files/", "core/store/", "core/text/", "core/calendar/", "core/layout_file/"],
    "kiosk/samples/": ["core/calendar/", "core/text/", "kiosk/ui/", "kiosk/screens/"],
    "kiosk/commands/": ALL,
    "kiosk/": ALL,  # main, and the application with its frame loop
}
SCREENS = [folder for folder in FOLDERS if folder.startswith("kiosk/screens/") and folder != "kiosk/screens/"]
FOLDERS["kiosk/screens/"] = FOLDERS["kiosk/screens/"] + SCREENS  # the route uses every screen
PARTS = list(FOLDERS)

# Other people's libraries: how their headers start, and who may include them.
LIBRARIES = {
    "SQLite": (r"SQLiteCpp/|sqlite3", ["core/store/"]),
    "SDL": (r"SDL", ["kiosk/platform/", "kiosk/"]),
    "ImGui": (r"imgui", ["kiosk/ui/", "kiosk/platform/"]),
    "Boost": (r"boost/", ["core/text/", "kiosk/web/"]),
    "OpenSSL": (r"openssl/", ["core/secrets/", "kiosk/web/"]),
    "zlib": (r"zlib", ["core/text/", "kiosk/web/"]),
    "qrencode": (r"qrencode", ["core/text/"]),
    "Pango": (r"pango/|fontconfig/|glib|ft2build|freetype|hb", ["core/text/"]),
    "Cairo": (r"cairo", ["core/text/", "kiosk/platform/"]),
    "GIO": (r"gio/", ["kiosk/sticks/"]),
    "librsvg": (r"librsvg/", ["core/text/"]),
    "TOML": (r"toml\+\+/", ["core/files/", "kiosk/ui/"]),
    "date": (r"date/", ["core/calendar/"]),
    "ICU": (r"unicode/", ["core/wording/", "core/secrets/", "core/search/", "core/text/", "kiosk/ui/", "kiosk/services/"]),
    "JSON": (r"nlohmann/", ["core/files/", "kiosk/phone/"]),
    "xlsxwriter": (r"xlsxwriter", ["core/export/"]),
    "sodium": (r"sodium", ["core/store/", "core/room/", "core/secrets/", "core/sharing/", "kiosk/web/", "kiosk/phone/", "kiosk/review/"]),
    "CLI11": (r"CLI/", ["kiosk/"]),
    "xkbcommon": (r"xkbcommon/", ["kiosk/ui/"]),
    "fmt": (r"fmt/", [folder for folder in FOLDERS if folder != "core/huddle/"]),
}

# This file asks every library for its version.
ASKS_ALL_LIBRARIES = "kiosk/commands/version."

STANDARD = re.compile(r"[a-z_]+|c?[a-z]+\d*")
POSIX = re.compile(r"(unistd|dirent|fcntl|malloc|poll|pwd|grp|pthread|signal|dlfcn|ifaddrs|netdb|spawn|time|stdlib|errno)\.h|"
                   r"(sys|netinet|arpa|net|linux)/[a-z_0-9]+\.h")

# The calls that make a file. Only these sources use them. All others use core/files/safe_file, which follows no link and
# leaves no half-written file.
MAKES_A_FILE = re.compile(r"\b(ofstream|fopen|O_CREAT|mkostemp|mkstemp)\b")
MAKERS = ("core/files/safe_file.", "core/export/announcements.", "core/room/folder_lock.", "core/room/retry_key.", "core/store/disk.", "core/export/xlsx_sheet.")

# How a folder is read. The standard library's way ends the program when there is no memory left.
READS_A_FOLDER = re.compile(r"\b(recursive_)?directory_iterator\b")
READER = "core/files/folders."

# These define main() and functions of the C library.
WITHOUT_NAMESPACE = ("kiosk/main.cpp", "kiosk/wiping_free.cpp")


def part_of(path):
    return next((part for part in PARTS if path.startswith(part)), None)


def judge(root, path, name, quoted, needed):
    """What is wrong with this include, or None. `needed` collects the lines of the table that allow it."""
    part = part_of(path)
    if part is None:
        return "this file is in no folder that the rule knows"
    if quoted:
        if not (root / name).is_file():
            return "names in quotes are paths from the root of the tree, and this one is not there"
        other = part_of(name)
        if other is None:
            return "this header is in no folder that the rule knows"
        if other == part:
            return None
        allowed = FOLDERS[part]
        if allowed is ALL:
            return None
        needed.update((part, one) for one in (other, name) if one in allowed)
        return None if other in allowed or name in allowed else f"{part} must not include {other}"
    for library, (start, parts) in LIBRARIES.items():
        if re.match(start, name):
            needed.add((library, part))
            return None if part in parts or path.startswith(ASKS_ALL_LIBRARIES) else f"{part} must not include {library}"
    if STANDARD.fullmatch(name):
        return None
    if POSIX.fullmatch(name):
        return "core/huddle has the C++ standard library only" if part == "core/huddle/" else None
    return "this library is not in the rule"


def strays(root):
    found, count, needed = [], 0, set()
    for folder in ("core", "kiosk"):
        for file in sorted((root / folder).rglob("*")):
            if file.suffix not in (".h", ".cpp", ".in"):
                continue
            path = file.relative_to(root).as_posix()
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                if MAKES_A_FILE.search(line) and not path.startswith(MAKERS):
                    found.append(f"{path}:{number}: files are made by core/files/safe_file only")
                if READS_A_FOLDER.search(line) and not path.startswith(READER):
                    found.append(f"{path}:{number}: folders are read by core/files/folders only")
                include = re.match(r'\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)', line)
                if not include:
                    continue
                count += 1
                quoted, name = include[1] is not None, include[1] or include[2]
                fault = judge(root, path, name, quoted, needed)
                if fault:
                    found.append(f"{path}:{number}: {name}: {fault}")
    return found, count, needed


def namespace_of(path):
    """core/room/room.h -> hearthside::room; `export` is a keyword."""
    folders = path.split("/")[1:-1]
    return "::".join(["hearthside", *("exports" if folder == "export" else folder for folder in folders)])


def strange_namespaces(root):
    """Files that do not open the namespace of their folder, and files that do more in another folder's namespace than declare types
    and functions. A folder may have further namespaces inside its own."""
    found, spaces = [], {namespace_of(part) for part in PARTS}
    for folder in ("core", "kiosk"):
        for file in sorted((root / folder).rglob("*")):
            path = file.relative_to(root).as_posix()
            if file.suffix not in (".h", ".cpp", ".in") or path in WITHOUT_NAMESPACE:
                continue
            own, opened = namespace_of(path), False
            for name, body in re.findall(r"^namespace (\w[\w:]*) \{\n(.*?)^\}  // namespace \1$", file.read_text(encoding="utf-8"), re.M | re.S):
                if name == own or name.startswith(own + "::") and name not in spaces:
                    opened = True
                elif not re.fullmatch(r"(?:(?:(?:class|struct|enum class) [\w :]+|\w[^{}=;\n]*\));.*\n|\n)*", body):
                    found.append(f"{path}: this file defines something in {name}, which is another folder's")
            if not opened:
                found.append(f"{path}: this file does not open {own}")
    return found


def dead_lines(needed):
    """What the table allows and nobody needs. Folders that may include everything are left out, and so are the screens, which
    share one rule."""
    dead = [f"{part} may include {other}" for part, allowed in FOLDERS.items() if allowed is not ALL
            and part not in SCREENS for other in allowed if (part, other) not in needed]
    for library, (_, parts) in LIBRARIES.items():
        if library != "fmt":
            dead += [f"{part} may include {library}" for part in parts if (library, part) not in needed]
    return dead


def doubled_keys(source):
    """A key that is twice in a table of this file: Python keeps the last one without a warning."""
    tables = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Dict)]
    keys = [[key.value for key in table.keys if isinstance(key, ast.Constant)] for table in tables]
    return sorted({key for table in keys for key in table if table.count(key) > 1})


def doubled_types(root):
    """Types with one name in two files: a reader would take one for the other, and in one namespace the linker would use the
    destructor of one for both. Types in unnamed namespaces belong to their file alone."""
    places = {}
    for folder in ("core", "kiosk"):
        for file in sorted((root / folder).rglob("*")):
            if file.suffix not in (".h", ".cpp"):
                continue
            nameless = False
            for line in file.read_text(encoding="utf-8").splitlines():
                if line in ("namespace {", "}  // namespace"):
                    nameless = line == "namespace {"
                defined = re.match(r"(?:struct|class|enum class) (?:HEARTHSIDE_THREAD_SAFETY\(.*\) )?(\w+)(?: final)? *(?::[^:;]|\{)", line)
                if defined and not nameless:
                    places.setdefault(defined[1], set()).add(file.relative_to(root).as_posix())
    return [f"{name}: this type is defined in {' and in '.join(sorted(files))}" for name, files in sorted(places.items()) if len(files) > 1]


def check_the_check():
    """Tests the check itself: each of these must be found, and nothing else."""
    sources = {
        "core/huddle/types.h": "#include <vector>\n",
        "core/store/store.h": '#include "core/huddle/types.h"\n#include <sqlite3.h>\n',
        "core/huddle/a.cpp": '#include "core/store/store.h"\n',
        "core/huddle/b.cpp": "#include <unistd.h>\n",
        "core/huddle/c.cpp": "#include <fmt/core.h>\n",
        "kiosk/ui/ui.h": '#include <imgui.h>\n#include "core/huddle/types.h"\n',
        "kiosk/ui/d.cpp": '#include "core/store/store.h"\n',
        "kiosk/phone/e.cpp": "#include <sqlite3.h>\n",
        "kiosk/screens/home/home.h": '#include "kiosk/ui/ui.h"\n',
        "kiosk/screens/quiet/quiet.h": '#include "kiosk/ui/ui.h"\n',
        "kiosk/screens/quiet/quiet.cpp": '#include "kiosk/screens/quiet/quiet.h"\n#include "kiosk/screens/home/home.h"\n',
        "kiosk/screens/f.cpp": "#include <SDL.h>\n",
        "core/export/g.cpp": '#include "types.h"\n',
        "core/export/i.cpp": "#include <fstream>\nstd::ofstream out(file);\nfor (fs::directory_iterator entry(folder);;)\n",
        "core/files/safe_file.cpp": "open(name, O_CREAT);\n",
        "core/text/h.cpp": "#include <vector>\n#include <pango/pango.h>\n#include <unheard/of.hpp>\n",
    }
    expected = ["core/export/g.cpp:1", "core/export/i.cpp:2", "core/export/i.cpp:3", "core/huddle/a.cpp:1", "core/huddle/b.cpp:1", "core/huddle/c.cpp:1",
                "core/text/h.cpp:3", "kiosk/phone/e.cpp:1", "kiosk/screens/f.cpp:1", "kiosk/screens/quiet/quiet.cpp:2",
                "kiosk/ui/d.cpp:1"]
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name, text in sources.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        found = sorted(":".join(stray.split(":")[:2]) for stray in strays(root)[0])
        for name, text in (("a.h", "struct Twice {"), ("b.h", "class Twice final : public Other {"), ("c.cpp", "namespace {\nstruct Twice {")):
            (root / "core" / "text" / name).write_text(text, encoding="utf-8")
        doubled = doubled_types(root)
    spaces = {
        "core/export/a.h": [("hearthside::exports", "struct A {")],
        "core/room/b.h": [("hearthside::store", "class Store;  // store.h"), ("hearthside::room::parts", "struct B {")],
        "core/room/c.h": [("hearthside::store", "int c() {"), ("hearthside::room", "int c();")],
        "core/store/d.cpp": [("hearthside", "int d = 1;")],
        "kiosk/e.h": [("hearthside::ui", "huddle::Result<int> e();")],
        "kiosk/main.cpp": [],
        "kiosk/screens/home/f.cpp": [("hearthside::screens::home", "int f();")],
    }
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name, blocks in spaces.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            text = "".join(f"namespace {space} {{\n{line}\n}}  // namespace {space}\n" for space, line in blocks)
            (root / name).write_text(text, encoding="utf-8")
        strange = sorted(line.partition(": ")[0] for line in strange_namespaces(root))
    assert found == expected, f"the check itself is broken: found {found}, expected {expected}"
    assert doubled == ["Twice: this type is defined in core/text/a.h and in core/text/b.h"], f"the check of doubled types is broken: {doubled}"
    assert strange == ["core/room/c.h", "core/store/d.cpp", "core/store/d.cpp", "kiosk/e.h"], \
        f"the check of namespaces is broken: {strange}"
    assert doubled_keys("a = {1: 2, 3: 4, 1: 5}") == [1], "the check of doubled keys is broken"
    assert "kiosk/ui/ may include core/text/" in dead_lines(set()), "the check of dead lines is broken"


def main():
    check_the_check()
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
    found, count, needed = strays(root)
    faults = [f"tests/includes.py: nobody needs this any more: {line}" for line in dead_lines(needed)]
    source = pathlib.Path(__file__).read_text(encoding="utf-8")
    faults += [f"tests/includes.py: this key stands there twice: {key}" for key in doubled_keys(source)]
    faults += doubled_types(root) + strange_namespaces(root)
    for fault in found + faults:
        print(fault)
    print(f"{count} includes read, {len(found)} stray.")
    return 1 if found or faults or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
