# SPDX-License-Identifier: Apache-2.0
"""Computes what must be in the record, without any of the program's own code. Texts are cleaned by the rule, and the exports are
read by Python's csv and json."""
import collections
import csv
import io
import json
import re
import subprocess
import unicodedata

FORMULA_SIGNS = "=+-@\t\r＝＋－＠"
BIDI_CONTROLS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def cleaned(text):
    """NFC; CR LF and CR become LF; a tab and a zero width space become a blank; other control characters and the bidi controls are removed,
    and so is white space at both ends. Nothing else changes."""
    text = unicodedata.normalize("NFC", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").replace("\u200b", " ")
    text = "".join(letter for letter in text
                   if letter == "\n" or (unicodedata.category(letter) != "Cc" and letter not in BIDI_CONTROLS))
    return text.strip()


def in_cell(text):
    """The text as a CSV cell holds it: with ' in front when a spreadsheet could take it for a formula. A leading ' of its own
    is doubled."""
    bare = re.sub(r"^[\s']*", "", text)
    return "'" + text if bare and bare[0] in FORMULA_SIGNS or text[:1] in ("\t", "\r") else text


def export(program, data, form, *more):
    done = subprocess.run([program, "export", "--data", str(data), "--format", form, "--what",
                           "notes,lessons,actions,questions,huddles", *more], capture_output=True, timeout=120, check=False)
    if done.returncode != 0:
        raise AssertionError(f"export --format {form} ended with {done.returncode}: {done.stderr.decode()}")
    return done.stdout


def csv_rows(raw):
    assert raw.startswith(b"\xef\xbb\xbf"), "the CSV does not start with a byte order mark"
    text = raw.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def notes_in_csv(raw):
    return collections.Counter((row["round"], row["text"]) for row in csv_rows(raw) if row["kind"] == "note")


def notes_in_json(raw):
    record = json.loads(raw.decode("utf-8"))
    assert record["schema"] == "hearthside-record" and record["version"] >= 1, "the JSON does not say what it is"
    return collections.Counter((note["round"], note["text"])
                               for huddle in record["huddles"] for note in huddle["notes"])


def short(text):
    return ascii(text if len(text) <= 60 else text[:57] + "...")


def difference(name, found, expected):
    """Sentences about what is missing, changed or surplus. Empty when everything is right."""
    lines = [f"{name}: {count} x missing: {key[0]}: {short(key[1])}" for key, count in (expected - found).items()]
    lines += [f"{name}: {count} x unexpected: {key[0]}: {short(key[1])}" for key, count in (found - expected).items()]
    return lines


def compare(program, data, accepted):
    """`accepted` counts (round, text as cleaned). Each must be there once, letter for letter, and nothing else."""
    as_cells = collections.Counter()
    for (theme, text), count in accepted.items():
        as_cells[theme, in_cell(text)] += count
    raw_csv = export(program, data, "csv")
    lines = difference("CSV", notes_in_csv(raw_csv), as_cells)
    lines += difference("JSON", notes_in_json(export(program, data, "json")), accepted)
    # RFC 4180, every field quoted: only commas and CR LF are between the quotes.
    if not re.fullmatch(rb"(Q(,Q)*\r\n)+", re.sub(rb'"(?:[^"]|"")*"', b"Q", raw_csv[3:])):
        lines.append("CSV: not every field is quoted, or a row does not end with CR LF")
    return lines
