#!/usr/bin/env python3
"""Who may include whom: reads every #include under core/ and kiosk/ and fails on a stray one.

It also knows who may make files. The rule is the table below. A file is judged by its nearest folder (or its own name, for files that stand alone).
A line of the table that no include needs, or that stands there twice, is a fault too: it would allow what nobody meant.
Names in quotes are paths from the root of the tree; the C and C++ standard headers and those of POSIX are free,
except in core/huddle, which has the C++ standard library only.
"""
import ast
import pathlib
import re
import sys
import tempfile

# The parts of the house, most particular first. A file belongs to the first that its path starts with.
PARTS = [
    "core/huddle/", "core/store/", "core/export/", "core/text/", "core/wording/", "core/room.",
    "core/announcements.", "core/calendar.", "core/certificate.", "core/chance.", "core/dots.", "core/draft.", "core/folder_lock.", "core/folders.", "core/incoming.", "core/language.", "core/layout_file.", "core/note_text.", "core/toml_reader.",
    "core/passcode.", "core/remembered.", "core/retry_key.", "core/safe_file.", "core/schedule.", "core/search_index.", "core/secret_memory.", "core/sharing_file.", "core/toml_editor.", "core/unsaved.", "core/wifi_code.", "core/wiping.", "core/worker.",
    "kiosk/phone/", "kiosk/review/", "kiosk/ui/", "kiosk/screens/", "kiosk/platform/", "kiosk/commands/", "kiosk/exporting/", "kiosk/sticks/",
    "kiosk/chimes.", "kiosk/reading.", "kiosk/configuration.", "kiosk/configuration_file.", "kiosk/configuration_writing.", "kiosk/review_reader.", "kiosk/settings_keeper.", "kiosk/status.", "kiosk/surroundings.", "kiosk/targets_file.", "kiosk/app", "kiosk/main.", "kiosk/wiping_free.",
]

# Which parts each may include besides itself. A name that ends in .h allows this header only.
INSIDE = {
    "core/huddle/": [],
    "core/store/": ["core/huddle/", "core/safe_file.", "core/search_index."],
    "core/export/": ["core/huddle/", "core/safe_file.", "core/store/history.h", "core/calendar.", "core/language.", "core/text/carried.h", "core/text/pages.h"],
    "core/text/": ["core/folders."],
    "core/wording/": ["core/language.", "core/note_text."],
    "core/room.": ["core/huddle/", "core/language.", "core/store/", "core/calendar.", "core/chance.", "core/dots.", "core/draft.", "core/folder_lock.", "core/incoming.", "core/remembered.", "core/retry_key.", "core/sharing_file.", "core/unsaved.", "core/wiping."],
    "core/announcements.": ["core/huddle/", "core/safe_file."],
    "core/certificate.": ["core/huddle/", "core/safe_file."],
    "core/chance.": ["core/huddle/types.h"],
    "core/dots.": ["core/chance.", "core/huddle/"],
    "core/draft.": ["core/huddle/"],
    "core/folder_lock.": ["core/huddle/result.h"],
    "core/calendar.": ["core/huddle/"],
    "core/folders.": [],
    "core/language.": [],
    "core/layout_file.": ["core/huddle/", "core/toml_reader."],
    "core/note_text.": ["core/huddle/"],
    "core/toml_reader.": ["core/layout_file."],
    "kiosk/phone/": ["core/huddle/", "core/secret_memory.", "core/wording/nudges.h", "core/chance.", "core/language.", "core/room.", "core/note_text.", "core/calendar.", "core/wiping."],
    "kiosk/review/": ["core/huddle/", "core/store/archive.h", "core/store/recovery_note.h", "core/export/", "core/calendar.", "core/chance.",
                      "core/language.", "core/passcode.", "core/worker.", "kiosk/phone/http.h", "kiosk/phone/form.h", "kiosk/phone/html.h", "kiosk/phone/looks.h",
                      "kiosk/phone/request_head.h", "kiosk/phone/transport.h", "kiosk/phone/web_assets.h"],
    "kiosk/ui/": ["core/announcements.", "core/huddle/", "core/store/archive.h", "core/store/history.h", "core/language.", "core/text/", "kiosk/configuration."],
    "kiosk/screens/": ["core/huddle/", "core/store/history.h", "core/note_text.", "core/wording/nudges.h", "core/calendar.", "kiosk/ui/", "core/language.", "kiosk/configuration."],
    "kiosk/platform/": ["core/huddle/", "core/safe_file.", "core/text/", "core/worker.", "kiosk/phone/qr.h", "kiosk/ui/pictures.h", "kiosk/ui/keys.h"],
    "kiosk/commands/": PARTS,
    "kiosk/exporting/": ["core/huddle/", "core/safe_file.", "core/calendar.", "core/export/export.h", "core/language.", "core/worker.",
                         "kiosk/configuration.", "kiosk/phone/handouts.h", "kiosk/phone/server.h", "kiosk/sticks/sticks.h",
                         "kiosk/ui/take_away_door.h"],
    "kiosk/sticks/": ["core/huddle/", "core/language."],
    "kiosk/chimes.": ["core/huddle/", "kiosk/configuration."],
    "kiosk/reading.": ["core/huddle/", "core/language."],
    "kiosk/configuration.": ["core/huddle/retention.h", "core/language.", "core/schedule.", "core/wifi_code."],
    "kiosk/configuration_file.": ["core/huddle/", "core/calendar.", "core/layout_file.", "core/toml_reader.",
                                  "kiosk/configuration."],
    "kiosk/settings_keeper.": ["core/announcements.", "core/store/expiry.h", "core/store/recovery_note.h", "core/store/second_backups.h", "core/calendar.", "core/passcode.", "core/worker.", "kiosk/configuration_file.",
                               "kiosk/status.", "kiosk/ui/settings_door.h", "kiosk/ui/ui.h"],
    "kiosk/review_reader.": ["core/language.", "core/worker.", "kiosk/ui/review_door.h"],
    "kiosk/status.": ["core/certificate.", "kiosk/ui/settings_door.h"],
    "kiosk/configuration_writing.": ["core/safe_file.", "core/toml_editor.", "core/toml_reader.", "kiosk/configuration_file."],
    "core/passcode.": ["core/huddle/", "core/safe_file.", "core/secret_memory."],
    "core/remembered.": ["core/chance.", "core/huddle/"],
    "core/retry_key.": [],
    "core/wiping.": [],
    "kiosk/wiping_free.": [],
    "core/safe_file.": ["core/huddle/"],
    "core/secret_memory.": [],
    "core/sharing_file.": ["core/huddle/", "core/secret_memory.", "core/store/history.h", "core/note_text."],
    "core/incoming.": ["core/huddle/", "core/chance.", "core/safe_file.", "core/sharing_file."],
    "core/schedule.": ["core/huddle/", "core/calendar."],
    "core/toml_editor.": [],
    "core/search_index.": [],
    "core/unsaved.": ["core/huddle/"],
    "core/wifi_code.": [],
    "core/worker.": [],
    "kiosk/surroundings.": ["core/calendar.", "core/folders.", "core/language.", "core/layout_file.", "core/schedule.", "kiosk/configuration.", "kiosk/ui/"],
    "kiosk/targets_file.": ["core/safe_file.", "kiosk/ui/"],
    "kiosk/app": PARTS,
    "kiosk/main.": PARTS,
}

# Other people's libraries: how their headers start, and who may know of them.
LIBRARIES = {
    "SQLite": (r"SQLiteCpp/|sqlite3", ["core/store/"]),
    "SDL": (r"SDL", ["kiosk/platform/", "kiosk/app"]),
    "ImGui": (r"imgui", ["kiosk/ui/", "kiosk/platform/"]),
    "Boost": (r"boost/", ["core/language.", "kiosk/phone/"]),
    "OpenSSL": (r"openssl/", ["core/certificate.", "kiosk/phone/"]),
    "zlib": (r"zlib", ["kiosk/phone/"]),
    "qrencode": (r"qrencode", ["kiosk/phone/"]),
    "Pango": (r"pango/|fontconfig/|glib|ft2build|freetype|hb", ["core/text/"]),
    "Cairo": (r"cairo", ["core/text/", "kiosk/platform/"]),
    "GIO": (r"gio/", ["kiosk/sticks/"]),
    "librsvg": (r"librsvg/", ["core/text/"]),
    "TOML": (r"toml\+\+/", ["core/toml_reader.", "core/toml_editor.", "kiosk/ui/"]),
    "date": (r"date/", ["core/calendar."]),
    "ICU": (r"unicode/", ["core/wording/", "core/note_text.", "core/passcode.", "core/search_index.", "core/text/", "kiosk/ui/", "kiosk/exporting/"]),
    "JSON": (r"nlohmann/", ["core/announcements.", "core/export/", "core/sharing_file.", "kiosk/phone/", "kiosk/commands/", "kiosk/targets_file."]),
    "xlsxwriter": (r"xlsxwriter", ["core/export/"]),
    "sodium": (r"sodium", ["core/store/", "core/room.", "core/remembered.", "core/retry_key.", "core/secret_memory.", "core/sharing_file.", "core/chance.", "core/passcode.", "kiosk/phone/", "kiosk/review/"]),
    "CLI11": (r"CLI/", ["kiosk/main."]),
    "xkbcommon": (r"xkbcommon/", ["kiosk/ui/"]),
    "fmt": (r"fmt/", [part for part in PARTS if part != "core/huddle/"]),
}

STANDARD = re.compile(r"[a-z_]+|c?[a-z]+\d*")
POSIX = re.compile(r"(unistd|dirent|fcntl|malloc|poll|pwd|grp|pthread|signal|dlfcn|ifaddrs|netdb|spawn|time|stdlib|errno)\.h|"
                   r"(sys|netinet|arpa|net|linux)/[a-z_0-9]+\.h")

# How a file is made. Only these do; all others ask core/safe_file, which goes through no link and leaves nothing half done.
MAKES_A_FILE = re.compile(r"\b(ofstream|fopen|O_CREAT|mkostemp|mkstemp)\b")
MAKERS = ("core/safe_file.", "core/announcements.", "core/folder_lock.", "core/retry_key.", "core/store/disk.", "core/export/xlsx_sheet.")

# A screen's files carry its name first (home.h, home_parts.h). Only they and the route to the screens may include
# them; the shared parts are free, and every header of the folder must be one or the other.
SCREENS = ["home", "since_last_time", "quiet", "round_wall", "front_card", "write_here", "capture", "close",
           "care", "idle", "wipe_down", "settings", "review", "take_away"]
SHARED_BY_SCREENS = ["at_once", "chip_rows", "choice_list", "chrome", "day_picker", "far_view", "one_line", "overlay", "passcode_entry", "strip", "reveal", "screen_change", "sealed_panel", "take_away_ask", "wall_layout", "sample_board", "sample_review", "sample_settings"]
ROUTE = ["route", "views"]


def part_of(path):
    return next((part for part in PARTS if path.startswith(part)), None)


def screen_of(path):
    stem = pathlib.PurePath(path).stem
    if stem in SHARED_BY_SCREENS:
        return None
    return next((screen for screen in SCREENS if stem == screen or stem.startswith(screen + "_")), None)


def judge_screens(path, header):
    if pathlib.PurePath(path).stem in ROUTE:
        return None
    screen = screen_of(header)
    if screen is None:
        known = pathlib.PurePath(header).stem in SHARED_BY_SCREENS + ROUTE
        return None if known else "tests/includes.py does not know whether this is a screen or a shared part"
    return None if screen == screen_of(path) else "screens never include each other"


def judge(root, path, name, quoted, needed):
    """What is wrong with this include, or None. `needed` gathers the lines of the table that let it pass."""
    part = part_of(path)
    if part is None:
        return "this file is in no part of the house that the rule knows"
    if quoted:
        if not (root / name).is_file():
            return "names in quotes are paths from the root of the tree, and this one is not there"
        other = part_of(name)
        if other is None:
            return "this header is in no part of the house that the rule knows"
        if other == part:
            return judge_screens(path, name) if part == "kiosk/screens/" else None
        allowed = INSIDE[part]
        needed.update((part, one) for one in (other, name) if one in allowed)
        return None if other in allowed or name in allowed else f"{part} must not know of {other}"
    for library, (start, parts) in LIBRARIES.items():
        if re.match(start, name):
            needed.add((library, part))
            return None if part in parts else f"{part} must not know of {library}"
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
                    found.append(f"{path}:{number}: files are made by core/safe_file only")
                include = re.match(r'\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)', line)
                if not include:
                    continue
                count += 1
                quoted, name = include[1] is not None, include[1] or include[2]
                fault = judge(root, path, name, quoted, needed)
                if fault:
                    found.append(f"{path}:{number}: {name}: {fault}")
    return found, count, needed


def dead_lines(needed):
    """What the table allows and nobody needs. Where a part may know of any other, or of a whole library, that is meant."""
    dead = [f"{part} may know of {other}" for part, allowed in INSIDE.items() if allowed is not PARTS
            for other in allowed if (part, other) not in needed]
    for library, (_, parts) in LIBRARIES.items():
        if library != "fmt":
            dead += [f"{part} may know of {library}" for part in parts if (library, part) not in needed]
    return dead


def doubled_keys(source):
    """A key that stands twice in a table of this file: Python keeps the last one without a word."""
    tables = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Dict)]
    keys = [[key.value for key in table.keys if isinstance(key, ast.Constant)] for table in tables]
    return sorted({key for table in keys for key in table if table.count(key) > 1})


def check_the_check():
    """A check that cannot fail is none: each of these must be found, and nothing else."""
    sources = {
        "core/huddle/types.h": "#include <vector>\n",
        "core/store/store.h": '#include "core/huddle/types.h"\n#include <sqlite3.h>\n',
        "core/huddle/a.cpp": '#include "core/store/store.h"\n',
        "core/huddle/b.cpp": "#include <unistd.h>\n",
        "core/huddle/c.cpp": "#include <fmt/core.h>\n",
        "kiosk/ui/ui.h": '#include <imgui.h>\n#include "core/huddle/types.h"\n',
        "kiosk/ui/d.cpp": '#include "core/store/store.h"\n',
        "kiosk/phone/e.cpp": "#include <sqlite3.h>\n",
        "kiosk/screens/home.h": '#include "kiosk/ui/ui.h"\n',
        "kiosk/screens/quiet.h": '#include "kiosk/ui/ui.h"\n',
        "kiosk/screens/quiet.cpp": '#include "kiosk/screens/quiet.h"\n#include "kiosk/screens/home.h"\n',
        "kiosk/screens/f.cpp": "#include <SDL.h>\n",
        "core/export/g.cpp": '#include "types.h"\n',
        "core/export/i.cpp": "#include <fstream>\nstd::ofstream out(file);\n",
        "core/safe_file.cpp": "open(name, O_CREAT);\n",
        "core/text/h.cpp": "#include <vector>\n#include <pango/pango.h>\n#include <unheard/of.hpp>\n",
    }
    expected = ["core/export/g.cpp:1", "core/export/i.cpp:2", "core/huddle/a.cpp:1", "core/huddle/b.cpp:1", "core/huddle/c.cpp:1",
                "core/text/h.cpp:3", "kiosk/phone/e.cpp:1", "kiosk/screens/f.cpp:1", "kiosk/screens/quiet.cpp:2",
                "kiosk/ui/d.cpp:1"]
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name, text in sources.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        found = sorted(":".join(stray.split(":")[:2]) for stray in strays(root)[0])
    assert found == expected, f"the check itself is broken: found {found}, expected {expected}"
    assert doubled_keys("a = {1: 2, 3: 4, 1: 5}") == [1], "the check of doubled keys is broken"
    assert "kiosk/ui/ may know of core/text/" in dead_lines(set()), "the check of dead lines is broken"


def main():
    check_the_check()
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
    found, count, needed = strays(root)
    faults = [f"tests/includes.py: nobody needs this any more: {line}" for line in dead_lines(needed)]
    source = pathlib.Path(__file__).read_text(encoding="utf-8")
    faults += [f"tests/includes.py: this key stands there twice: {key}" for key in doubled_keys(source)]
    for fault in found + faults:
        print(fault)
    print(f"{count} includes read, {len(found)} stray.")
    return 1 if found or faults or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
