#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks the documents. Reads every *.md of the tree and fails where a link is broken or a name does not exist.

    documents.py ROOT PROGRAM

- links and anchors; paths and test programs in backticks; README's size
- commands and options, against the program's own --help, in both directions
- the intents of `serve`, against the source, in both directions
- configuration keys, against the reader in kiosk/configuration, in both directions
- the promises: each number and each test that they name; each SAFETY number in the code has its section
- the files and symbols of CONTRIBUTING's recipes and of the first table of docs/architecture.md; no other file holds the words
  of a recipe's model
- each example in C++, against the source that holds it
- the picture of the include rule; that scripts/README.md names each script, and each term of core/README.md is in a header
"""
import pathlib
import re
import subprocess
import sys
import tempfile

README_BYTES_AT_MOST = 10 * 1024
FOLDERS = ("core", "kiosk", "tests", "assets", "layouts", "scripts", "docs", ".ci")
SOURCES = (".h", ".cpp", ".in", ".py", ".mjs", ".js", ".html", ".css", ".toml", ".txt", ".cmake", ".service", "")
NOT_OURS = ("node_modules", "golden", "seeds", "__pycache__")


class Document:
    def __init__(self, root, file):
        self.root, self.file = root, file
        self.name = file.relative_to(root).as_posix()
        self.lines = file.read_text(encoding="utf-8").splitlines()
        self.fenced, inside = [], False  # for each line whether it is code
        for line in self.lines:
            fence = line.lstrip().startswith("```")
            self.fenced.append(inside or fence)
            inside ^= fence

    def code(self):
        """(line number, code) of each span in backticks and each line of a code block."""
        for number, (line, fenced) in enumerate(zip(self.lines, self.fenced), 1):
            if not fenced:
                yield from ((number, span) for span in spans_of(line))
            elif not line.lstrip().startswith("```"):
                yield number, line

    def prose(self):
        for number, (line, fenced) in enumerate(zip(self.lines, self.fenced), 1):
            if not fenced:
                yield number, line

    def anchors(self):
        """As GitHub makes them from the headings."""
        found = set()
        for _, line in self.prose():
            if heading := re.match(r"#+ +(.*)", line):
                words = re.sub(r"[^\w\- ]", "", re.sub(r"\[(.*?)\]\(.*?\)", r"\1", heading[1]).strip().lower())
                anchor, count = words.replace(" ", "-"), 0
                while (name := f"{anchor}-{count}" if count else anchor) in found:
                    count += 1
                found.add(name)
        return found


def spans_of(line):
    return re.findall(r"`([^`]+)`", line)


def documents_of(root):
    files = [file for file in root.rglob("*.md")
             if not any(part.startswith("build") or part in NOT_OURS for part in file.relative_to(root).parts)]
    return [Document(root, file) for file in sorted(files)]


def sources_of(root, *folders):
    for folder in folders:
        for file in sorted((root / folder).rglob("*")):
            if file.is_file() and file.suffix in SOURCES and not set(file.parts) & set(NOT_OURS):
                yield file


def text_of(file):
    return file.read_text(encoding="utf-8", errors="replace")


# Links and paths.

def broken_links(root, documents):
    anchors = {document.file.resolve(): document.anchors() for document in documents}
    for document in documents:
        for number, line in document.prose():
            for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`]*`", "", line)):
                if re.match(r"[a-z]+:", target):
                    continue
                path, _, anchor = target.partition("#")
                file = (document.file.parent / path).resolve() if path else document.file.resolve()
                if not file.exists():
                    yield f"{document.name}:{number}: {target} leads nowhere"
                elif anchor and anchor not in anchors.get(file, ()):
                    yield f"{document.name}:{number}: there is no heading for {target}"


def is_path(code):
    return re.fullmatch(rf"({'|'.join(map(re.escape, FOLDERS))})(/[\w.*-]+)*/?", code) and "/" in code


def test_programs(root):
    """As tests/CMakeLists.txt and tests/bench/CMakeLists.txt name them."""
    for file in sources_of(root, "tests"):
        if file.name == "CMakeLists.txt":
            folder = file.parent.name
            for how, name in re.findall(r"(hearthside_test|hearthside_benchmark|add_executable)\((\w+)", text_of(file)):
                named_by_folder = how == "hearthside_test" and not f"{name}_".startswith(f"{folder}_")
                yield (f"{folder}_" if named_by_folder else "") + name + ("_test" if how == "hearthside_test" else "")


def broken_paths(root, documents):
    programs = set(test_programs(root))
    for document in documents:
        home = document.file.parent
        for number, code in document.code():
            for word in re.split(r"[\s,;]+", code):
                if is_path(word):
                    there = any(root.glob(word.rstrip("/")))
                elif test := re.fullmatch(r"build/tests/(\w+)", word):
                    there = test[1] in programs
                elif home != root and word == code and re.fullmatch(r"([\w-]+/)*([\w-]+\.(py|cpp|h))?", word):
                    there = (home / word).exists()
                else:
                    continue
                if not there:
                    yield f"{document.name}:{number}: {word} is not there"


def foreign_documents(root):
    """Sources that name a document that is not in the tree."""
    for file in sources_of(root, *FOLDERS):
        for number, line in enumerate(text_of(file).splitlines(), 1):
            for name in re.findall(r"(?<![\w/.])((?:[\w-]+/)*[A-Z][A-Z_-]+\.md)\b", line):
                if not (root / name).exists() and not (file.parent / name).exists():
                    yield f"{file.relative_to(root).as_posix()}:{number}: there is no {name}"


# Commands.

def commands_of(program):
    """{"": {options}, "lessons export": {options}, ...} by the program's own help."""
    found = {}

    def ask(path):
        said = subprocess.run([program, *path, "--help"], capture_output=True, text=True, check=True).stdout
        found[" ".join(path)] = set(re.findall(r"^ +(?:-\w,)?(--[\w-]+)", said, re.M)) - {"--help"}
        below = said.partition("\nSubcommands:\n")[2]
        for name in re.findall(r"^  (\w+)", below, re.M):
            ask([*path, name])

    ask([])
    return found


def command_in(code, commands):
    """(command, the words after it) for each time that the program is called."""
    for call in re.finditer(r"(?<![\w/.-])(?:(?:build/)?hearthside|scripts/run)(?=\s|$)([^|&#;>]*)", code):
        words, path = call[1].replace("\\", "").split(), []
        while words and " ".join([*path, words[0]]) in commands:
            path.append(words.pop(0))
        yield " ".join(path), words


def wrong_commands(root, documents, commands):
    every = set().union(*commands.values(), {"--help"})
    scripts = " ".join(text_of(file) for file in sources_of(root, "scripts"))
    for document in documents:
        for number, code in document.code():
            for command, words in command_in(code, commands):
                if not command and words and re.fullmatch(r"[a-z]+", words[0]):
                    yield f"{document.name}:{number}: there is no command {words[0]}"
                for word in words:
                    if (option := re.match(r"--[\w-]+", word)) and option[0] not in commands[command] | {"--help"}:
                        yield f"{document.name}:{number}: hearthside {command} has no {option[0]}"
            if (option := re.match(r"--[\w-]+", code)) and option[0] not in every and option[0] not in scripts:
                yield f"{document.name}:{number}: no command has {option[0]}"


def undocumented_commands(document, commands):
    """Each row of a table whose first cell names commands must name all of their options, and nothing else."""
    told = {}
    for number, line in document.prose():
        cells = re.split(r"(?<!\\)\|", line)
        if len(cells) < 3:
            continue
        options = {option[0] for span in spans_of(line) if (option := re.match(r"--[\w-]+", span))}
        for span in spans_of(cells[1]):
            for command, words in command_in(span, commands):
                told.setdefault(command, set()).update(options, (word for word in words if word.startswith("--")))
                for option in sorted(options - commands[command]):
                    yield f"{document.name}:{number}: hearthside {command} has no {option}"
    for command, options in commands.items():
        if command not in told and not any(other.startswith(command + " ") for other in commands):
            yield f"{document.name}: hearthside {command} is missing"
        for option in sorted(options - told.get(command, options)):
            yield f"{document.name}: hearthside {command} {option} is missing"


def intents_of_program(source):
    return {"board", *re.findall(r'\{\s*"([a-z_]+)",\s*[a-z_]+(?:<[\w:]+>)?(?:\(\))?\s*\}', source)}


def wrong_intents(document, intents):
    """The table that begins with `| intent |` names each intent once, and no other."""
    told, inside = [], False
    for _, line in document.prose():
        inside = line.startswith("|") and (inside or line.startswith("| intent |"))
        told += spans_of(line.split("|")[1]) if inside else []
    yield from (f"{document.name}: there is no intent {name}" for name in told if name not in intents)
    yield from (f"{document.name}: the intent {name} is missing" for name in sorted(intents - set(told)))


# Configuration.

def keys_of_reader(source):
    """{"[team] name", "[[schedule]] time", ...} that the configuration's reader asks for."""
    readers = {f"[{section}]": function for section, function in re.findall(r'\{\s*"(\w+)",\s*(read_\w+)\s*\}', source)}
    readers["[[schedule]]"] = "read_rule"
    keys = set()
    for section, function in readers.items():
        body = re.search(rf"\b{function}\((?:\w+::)*TableReader& reader.*?\n}}", source, re.S)
        asked = r'(?:reader\.(?:text|texts|paragraph|whole_number|number|truth)\(|read_\w+\(reader,|std::pair\{)\s*"(\w+)"'
        keys |= {f"{section} {key}" for key in re.findall(asked, body[0] if body else "")}
    return keys


def wrong_keys(documents, keys):
    sections = {key.split()[0] for key in keys}
    for document in documents:
        for number, code in document.code():
            if (said := re.fullmatch(r"(\[\[?[a-z_]+\]?\])(?: (\w+)(?: = .*)?)?", code)) is None:
                continue
            if said[1] not in sections if said[2] is None else f"{said[1]} {said[2]}" not in keys:
                if not document.name.startswith("layouts/"):
                    yield f"{document.name}:{number}: there is no key {code}"


def undocumented_keys(document, keys):
    told = {span for _, line in document.prose() if line.startswith("|") for span in spans_of(line.split("|")[1])}
    return [f"{document.name}: {key} is missing" for key in sorted(keys - told)]


# Promises.

def numbers_of(line):
    for said in re.findall(r"\bSAFETY (\d+(?:(?:,| and| to) \d+)*)", line):
        yield from map(int, re.findall(r"\d+", said))


def broken_promises(root, document):
    text = "\n".join(document.lines)
    sections = {int(number): body for number, body in re.findall(r"^### SAFETY (\d+)\n(.*?)(?=^#|\Z)", text, re.M | re.S)}
    if sorted(sections) != list(range(1, len(sections) + 1)):
        yield f"{document.name}: the numbers of the promises are {sorted(sections)}"
    tests = set()
    for file in sources_of(root, "tests"):
        tests |= {f"{suite}.{name}" for suite, name in re.findall(r"\bTEST(?:_F|_P)?\(\s*(\w+),\s*(\w+)\s*\)", text_of(file))}
        for number in (number for line in text_of(file).splitlines() for number in numbers_of(line)):
            if number not in sections:
                yield f"{file.relative_to(root).as_posix()}: there is no SAFETY {number}"
    for file in sources_of(root, "core", "kiosk"):
        for at, line in enumerate(text_of(file).splitlines(), 1):
            for number in numbers_of(line):
                if number not in sections:
                    yield f"{file.relative_to(root).as_posix()}:{at}: there is no SAFETY {number}"
    for number, body in sections.items():
        named = [span for span in spans_of(body) if re.fullmatch(r"[A-Z]\w+\.[A-Z]\w+", span)]
        yield from (f"{document.name}: SAFETY {number}: there is no test {name}" for name in named if name not in tests)
        if not named and "**Not built.**" not in body:
            yield f"{document.name}: SAFETY {number} names no test"


# Recipes.

def entries_of(lines):
    """Each item of a list or row of a table as one text, with the number of its first line."""
    entry, first = "", 0
    for number, line in [*lines, (0, "")]:
        if re.match(r"\s*(\d+\.|-|\|) ?", line) or not line.strip():
            if entry:
                yield first, entry
            entry, first = line, number
        elif entry:
            entry += " " + line.strip()


def symbols_in(entry):
    """(the files, the symbol) for each symbol that follows files in an entry."""
    files, after_symbol = [], False
    for span in spans_of(entry):
        if is_path(span):
            files = [span] if after_symbol else [*files, span]
            after_symbol = False
        elif re.fullmatch(r'"?[A-Za-z_][\w:.]*"?', span) and files:
            after_symbol = True
            yield files, span


def holds(root, path, symbol):
    file = root / path
    return file.is_file() and re.search(rf"(?<!\w){re.escape(symbol)}(?!\w)", text_of(file))


def broken_entries(root, document, lines):
    for number, entry in entries_of(lines):
        for files, symbol in symbols_in(entry):
            if not any(holds(root, path, symbol) for path in files):
                yield f"{document.name}:{number}: there is no {symbol} in {' or '.join(files)}"


def without_comments(file):
    mark = "//" if file.suffix in (".h", ".cpp") else "#"
    return "\n".join(line.partition(mark)[0] for line in text_of(file).splitlines())


def broken_recipes(root, document):
    recipes, inside = {}, None
    for number, line in document.prose():
        if line.startswith("#"):
            inside = line.removeprefix("### ") if line.startswith("### ") else None
        if inside:
            recipes.setdefault(inside, []).append((number, line))
    recipes = {name: lines for name, lines in recipes.items() if any("Words:" in line for _, line in lines)}
    if not recipes:
        yield f"{document.name}: there are no recipes"
    for name, lines in recipes.items():
        yield from broken_entries(root, document, lines)
        text = "\n".join(line for _, line in lines)
        words = spans_of(text.partition("Words:")[2].partition("\n")[0])
        named = {span for span in spans_of(text) if is_path(span)}
        for file in sources_of(root, "core", "kiosk", "scripts") if words else ():
            path = file.relative_to(root).as_posix()
            if path not in named and any(word in without_comments(file) for word in words):
                yield f"{document.name}: {name}: {path} is missing"


def changed_examples(root, document):
    """Each block of C++ is in the file that the document names last before it, word for word."""
    block, named = None, None
    for number, line in enumerate(document.lines, 1):
        if block is None:
            named = next((span for span in reversed(spans_of(line)) if is_path(span)), named)
            block = [] if line == "```cpp" else None
        elif line != "```":
            block.append(line)
        else:
            if not named or "\n".join(block) not in text_of(root / named):
                yield f"{document.name}:{number}: {named} does not hold this example"
            block = None


def missing_folders(root, document):
    """Every box of the picture is explained."""
    told = {span for _, line in document.prose() for span in spans_of(line)}
    for folder in re.findall(r">((?:core|kiosk)/\w+)</text>", text_of(root / "docs/architecture.svg")):
        if folder not in told:
            yield f"{document.name}: {folder} is missing"


def missing_scripts(root, document):
    told = {span for _, line in document.prose() for span in spans_of(line)}
    for file in sorted((root / "scripts").iterdir()):
        if file.suffix == "" and file.is_file() and f"scripts/{file.name}" not in told:
            yield f"{document.name}: scripts/{file.name} is missing"


def unknown_terms(root, document):
    """A type that the glossary names must be in a header."""
    headers = "\n".join(text_of(file) for file in sources_of(root, "core", "kiosk") if file.suffix == ".h")
    for number, line in document.prose():
        for name in spans_of(line):
            if re.fullmatch(r"[A-Z][A-Za-z]+", name) and not re.search(rf"(?:struct|class|enum class|using) {name}\b", headers):
                yield f"{document.name}:{number}: no header has {name}"


def first_table(document):
    lines = list(document.prose())
    begin = next(at for at, (_, line) in enumerate(lines) if line.startswith("|"))
    end = next(at for at, (_, line) in enumerate(lines) if at > begin and not line.startswith("|"))
    return lines[begin:end]


def faults_of(root, program):
    documents = documents_of(root)
    named = {document.name: document for document in documents}
    commands = commands_of(program)
    keys = keys_of_reader("\n".join(text_of(file) for file in sources_of(root, "kiosk/configuration")))
    faults = [*broken_links(root, documents), *broken_paths(root, documents), *foreign_documents(root),
              *wrong_commands(root, documents, commands), *undocumented_commands(named["docs/commands.md"], commands),
              *wrong_intents(named["docs/commands.md"], intents_of_program(text_of(root / "kiosk/commands/intent_json.cpp"))),
              *wrong_keys(documents, keys), *undocumented_keys(named["docs/configuration.md"], keys),
              *broken_promises(root, named["docs/promises.md"]), *broken_recipes(root, named["CONTRIBUTING.md"]),
              *(fault for document in documents for fault in changed_examples(root, document)),
              *missing_folders(root, named["docs/architecture.md"]),
              *missing_scripts(root, named["scripts/README.md"]), *unknown_terms(root, named["core/README.md"]),
              *broken_entries(root, named["docs/architecture.md"], first_table(named["docs/architecture.md"]))]
    if (size := named["README.md"].file.stat().st_size) > README_BYTES_AT_MOST:
        faults.append(f"README.md has {size} bytes; at most {README_BYTES_AT_MOST} are wanted")
    if len(keys) < 30:
        faults.append(f"kiosk/configuration: only {len(keys)} keys were found in the reader")
    picture = subprocess.run([sys.executable, "-B", root / "scripts/architecture", "--check"], capture_output=True, text=True, check=False)
    if picture.returncode != 0:
        faults.append((picture.stdout + picture.stderr).strip())
    return faults, len(documents)


def check_the_check():
    """Each of these must be found, and nothing else."""
    foreign = "FOREIGN" + ".md"
    files = {
        "README.md": "# Top\n[a](docs/a.md) [b](docs/b.md) [c](docs/a.md#here) [d](docs/a.md#gone)\n```sh\nhearthside run --fast\n```\n",
        "docs/a.md": "## Here\n`core/a.h`, `core/b.h`, `build/tests/core_a_test`, `build/tests/core_b_test`, `build/tests/b_test`, `hearthside stop`, `--slow`, `--none`\n",
        "docs/keys.md": "| `[team] name` | x |\n| `[team] colour` | x |\nThe `[place]`.\n",
        "docs/commands.md": "| `hearthside run` | `--fast`, `--far` |\n| intent | x |\n| `pause`, `play` | |\n",
        "docs/promises.md": "### SAFETY 1\nA `Suite.Name` and `Suite.Other`.\n### SAFETY 2\nNothing.\n",
        "CONTRIBUTING.md": "### Add\nWords: `poster`.\n1. `core/a.h`: `Here`, and `gone`.\n```cpp\nint poster;\n```\n"
                           "In `core/d.h`:\n```cpp\n// poster, README.md\n```\n",
        "core/a.h": "struct Here {};  // SAFETY 1 and 9; see " + foreign + "\n",
        "core/README.md": "`Here` and `Nowhere`\n",
        "scripts/README.md": "`scripts/tool`\n",
        "scripts/other": "\n",
        "core/c.h": "int poster;\n",
        "core/d.h": "// poster, README.md\n",
        "tests/core/CMakeLists.txt": "hearthside_test(a LINK core)\nhearthside_test(core_b LINK core)\n",
        "tests/a.cpp": "TEST(Suite, Name) {}\n",
        "scripts/tool": "--slow\n",
    }
    reader = ('void read_team(TableReader& reader, C& c) {\n  reader.text(\n      "name", 1);\n  read_hours(reader, "night");\n}\n'
              '{{"team", read_team}}\nstd::optional<R> read_rule(files::TableReader& reader) {\n  reader.texts("days", 2);\n}\n')
    keys = keys_of_reader(reader)
    assert keys == {"[team] name", "[team] night", "[[schedule]] days"}, keys
    assert intents_of_program('{"a_b", a_b},\n{"pause", plain<huddle::Pause>()}, {"done", Review::done}') == {"a_b", "pause", "board"}
    commands = {"": {"--far"}, "run": {"--fast", "--slow"}}
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name, text in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        documents = documents_of(root)
        named = {document.name: document for document in documents}
        found = {
            "links": [*broken_links(root, documents)],
            "paths": [*broken_paths(root, documents)],
            "foreign": [*foreign_documents(root)],
            "commands": [*wrong_commands(root, documents, commands)],
            "intents": [*wrong_intents(named["docs/commands.md"], {"pause", "board"})],
            "told": [*undocumented_commands(named["docs/commands.md"], commands)],
            "keys": [*wrong_keys(documents, keys), *undocumented_keys(named["docs/keys.md"], keys)],
            "promises": [*broken_promises(root, named["docs/promises.md"])],
            "scripts": [*missing_scripts(root, named["scripts/README.md"])],
            "terms": [*unknown_terms(root, named["core/README.md"])],
            "recipes": [*broken_recipes(root, named["CONTRIBUTING.md"])],
            "examples": [*changed_examples(root, named["CONTRIBUTING.md"])],
        }
    expected = {
        "links": ["README.md:2: docs/b.md leads nowhere", "README.md:2: there is no heading for docs/a.md#gone"],
        "paths": ["docs/a.md:2: core/b.h is not there", "docs/a.md:2: build/tests/b_test is not there"],
        "foreign": [f"core/a.h:1: there is no {foreign}"],
        "commands": ["docs/a.md:2: there is no command stop", "docs/a.md:2: no command has --none"],
        "intents": ["docs/commands.md: there is no intent play", "docs/commands.md: the intent board is missing"],
        "told": ["docs/commands.md:1: hearthside run has no --far", "docs/commands.md: hearthside  is missing",
                 "docs/commands.md: hearthside run --slow is missing"],
        "keys": ["docs/keys.md:2: there is no key [team] colour", "docs/keys.md:3: there is no key [place]",
                 "docs/keys.md: [[schedule]] days is missing", "docs/keys.md: [team] night is missing"],
        "promises": ["core/a.h:1: there is no SAFETY 9", "docs/promises.md: SAFETY 1: there is no test Suite.Other",
                     "docs/promises.md: SAFETY 2 names no test"],
        "scripts": ["scripts/README.md: scripts/other is missing"],
        "terms": ["core/README.md:1: no header has Nowhere"],
        "recipes": ["CONTRIBUTING.md:3: there is no gone in core/a.h", "CONTRIBUTING.md: Add: core/c.h is missing"],
        "examples": ["CONTRIBUTING.md:6: core/a.h does not hold this example"],
    }
    for what, faults in expected.items():
        assert found[what] == faults, f"the check of {what} is broken: found {found[what]}, expected {faults}"


def main():
    check_the_check()
    root = pathlib.Path(sys.argv[1]).resolve()
    faults, count = faults_of(root, sys.argv[2])
    for fault in faults:
        print(fault)
    print(f"{count} documents read, {len(faults)} faults.")
    return 1 if faults or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
