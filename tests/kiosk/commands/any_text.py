#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Sends any text through the cleaner into all seven exports, and reads it back with other programs: openpyxl, Python's csv and
json, a JSON schema validator, cmark-gfm, pdftotext (SAFETY 19, 22). Then the same record with texts that the cleaner never
accepts, as an older version may have kept them: no export may fail because of a text. Last, notes from right to left with
Latin, figures and brackets in them: pdftotext returns them in reading order, with their zero-width signs.

    any_text.py PROGRAM [SEED [NOTES]]
"""
import collections
import csv
import datetime
import io
import json
import pathlib
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata

import jsonschema
import openpyxl

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tests" / "support"))
from program import Serve, run  # noqa: E402 (the path comes first)

FORMS = ("csv", "xlsx", "json", "md", "pdf", "poster", "page")
EVERYTHING = "notes,lessons,actions,questions,huddles"
PIECES = ["a", "Zażółć", "tŷ ŵyl", "سب کا شکریہ", "תודה", "الوردية 3 (ليلية)", "सबका", "ขอบคุณ", "谢谢", "\U0001F469\u200D\U0001F469\u200D\U0001F467",
          "\U0001F468\u200D\U0001F468", "\u2764\ufe0f", "\u2764\ufe0e", "1\ufe0f\u20e3", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
          "\U0001F3F4\U000E0067\U000E0062\U000E0077\U000E006C\U000E0073\U000E007F", "\U0001F1EC\U0001F1E7", "z\u0335\u0321\u0322" * 9, "\u200d", "\u200c",
          "\u200b", "\u00ad", "\u2060", "\ufeff", "\u034f", "\u180b", "\u3164", "\u2800", "\u0301", "\u20dd", "\u202e", "\u2066", "\u061c", "\n", "\n\n",
          "\r\n", "\r", "\t", "\v", "\f", "\x1c", "\x1f", "\x01", "\x7f", "\x85", "\x9b", "\u2028", "\u2029", " ", "  ", "\u00a0", "\u2003", "\u3000",
          "\ufdd0", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff", "\ufffd", "\ufffc", "\ue000", "\U000f0000", "\U0001fae8", "\ufff9",
          "_x0041_", "_x000D_", "_x0041_x0042_", "_x005F_", "'", "''", "=", "+1", "-", "@", "@@", "a@b.example", "@ward", "＝", "＠", "\"", "\"\"", ",", ";",
          "NULL", "TRUE", "007", "1e5", "1-2", "3/5", "#N/A", "#", "# a", "- a", "* a", "1. a", "1) a", "> a", "```", "~~~", "    a", "\\", "\\\\", "`a`",
          "<b>", "<!-- -->", "<!--", "&amp;", "&", "&#64;", "&nbsp;", "[a](http://x.example)", "[^1]", "[ ] a", "![", "| a | b |", "|---|", "---", "===",
          "www.x.example", "http://x.example", "mailto:a@b.example", "xmpp:a@b.example/c", "*a*", "__a__", "~~a~~", ":smile:", "$a$", "<a@b.example>"]
SEPARATE = re.compile("\r\n|[\n-\r\x1c-\x1e\x85\u2028\u2029]")
LOST = re.compile("[\ufdd0-\ufdef" + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF)) + "]")
GONE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
FORMULA = re.compile("[' \n\v\f\x85\xa0\u1680\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]*[=+\\-@\t\r＝＋－＠]")


def cleaned(text):
    """What the cleaner should return, by independent code."""
    text = re.sub("[\t\x1f\u200b]", " ", SEPARATE.sub("\n", text))
    return unicodedata.normalize("NFC", GONE.sub("", LOST.sub("\ufffd", text))).strip()


def in_xml(text):
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "\ufffd", LOST.sub("\ufffd", text))


def from_cell(text):
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda sign: chr(int(sign[1], 16)), text)


def a_text(chance, number):
    """Odd pieces around a word that the reader of a PDF can find."""
    pieces = []
    for _ in range(chance.randrange(1, 9)):
        if chance.random() < 0.75:
            pieces.append(chance.choice(PIECES))
        else:
            letter = chr(chance.choice([chance.randrange(0x20, 0x3000), chance.randrange(0x3000, 0xFFFF), chance.randrange(0x10000, 0x20000),
                                        chance.randrange(0xE0000, 0xE0200)]))
            # Letters that this Python does not know may be composed by a newer library.
            pieces.append(letter if unicodedata.category(letter) not in ("Cs", "Cn") else "x")
    pieces.insert(chance.randrange(len(pieces) + 1), f" q{number}q ")
    return "".join(pieces)


def tool(*command):
    return subprocess.run([str(word) for word in command], check=True, capture_output=True, timeout=300).stdout.decode("utf-8")


def exported(folder, data, form):
    file = folder / f"record.{form}"
    file.unlink(missing_ok=True)
    more = [] if form == "page" else ["--what", EVERYTHING]
    done = run("export", "--format", form, "--data", data, "--out", file, *more)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), (form, done.stderr)
    return file


def missing(wanted, found):
    return list((collections.Counter(wanted) - collections.Counter(found)).elements())


def read_back(folder, data, notes, wanted_in_pdf):
    """`notes` as they are in the record. Every reader must find each of them."""
    text = exported(folder, data, "csv").read_bytes().decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    cells = [row["text"] for row in rows if row["kind"] == "note"]
    # The only rule to undo: CSV in docs/exports.md.
    cells = [cell[1:] if cell.startswith("'") and FORMULA.match(cell[1:]) else cell for cell in cells]
    assert not missing(notes, cells), ("csv", missing(notes, cells)[:3])

    sheet = openpyxl.load_workbook(exported(folder, data, "xlsx"))["Notes"]
    values = [row[1].value or "" for row in sheet.iter_rows(min_row=2)]
    assert max(len(value.encode("utf-16-le")) // 2 for value in values) <= 32767
    lost = missing([in_xml(note) for note in notes if len(note) < 10000], [from_cell(value) for value in values])
    assert not lost, ("xlsx", lost[:3])
    for note in notes:
        if len(note) >= 10000:
            assert any(value.endswith("The JSON export holds all of it.]") and note.startswith(from_cell(value)[:9000])
                       for value in values), "a cell is cut and does not say so"

    document = json.loads(exported(folder, data, "json").read_bytes().decode("utf-8"))
    schema = json.loads((ROOT / "assets/schema/hearthside-record.schema.json").read_text(encoding="utf-8"))
    assert not list(jsonschema.Draft202012Validator(schema).iter_errors(document))
    lost = missing(notes, [note["text"] for note in document["huddles"][0]["notes"]])
    assert not lost, ("json", lost[:3])

    page = tool("cmark-gfm", "-e", "autolink", "-e", "table", "-e", "strikethrough", "-e", "tasklist", "--unsafe", exported(folder, data, "md"))
    assert set(re.findall(r"<(/?[a-z0-9]+)", page)) <= {"h1", "/h1", "h2", "/h2", "h3", "/h3", "ul", "/ul", "li", "/li", "p", "/p", "br"}
    items = []
    for item in re.findall(r"<li>(.*?)</li>", page, re.DOTALL):
        item = item.replace("<br />\n", "\n").replace("<!-- -->", "")
        for name, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
            item = item.replace(name, sign)
        items.append(item)
    lost = missing([note.rstrip("\n") for note in notes], items)
    assert not lost, ("md", [text[:99] for text in lost[:3]])

    words = tool("pdftotext", exported(folder, data, "pdf"), "-")
    lost = [word for word in wanted_in_pdf if word not in words]
    assert not lost, ("pdf", lost[:9])
    for form in ("poster", "page"):
        assert re.search(r"(?m)^Pages: +1$", tool("pdfinfo", exported(folder, data, form))), form


WRITTEN_FROM_RIGHT = ["תודה לכולם על הסבלנות משמרת לילה".split(), "شكرا لكم جميعا الوردية الليلية".split(),
                      "سب کا شکریہ ہم نے کوشش کی".split(), ["می\u200cخواهم", "نمی\u200cدانم", "ممنون"]]
AMONG_IT = ["pump", "IV", "Anna", "ECG", "3", "14", "07:30", "2.5", "10%", "1-2", "3/5", "۱۴", "\u2764\ufe0f"]


def a_mixed_text(chance):
    language = chance.choice(WRITTEN_FROM_RIGHT)
    words = []
    for _ in range(chance.randrange(3, 9)):
        word = chance.choice(language if chance.random() < 0.6 else AMONG_IT)
        words.append(chance.choice(["{}", "{}", "{}", "({})", "[{} ECG]", "{}.", "{}!", "{}?"]).format(word))
    return " ".join(words)


def letters_of(text):
    """Without blanks and direction marks, which each reader of a PDF places differently."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text) if not sign.isspace() and
                   (unicodedata.category(sign) != "Cf" or sign in "\u200c\u200d"))


def read_from_right(folder, chance, count):
    texts = {a_mixed_text(chance) for _ in range(count)}
    data = folder / "from-right"
    data.mkdir()
    (data / "hearthside.toml").write_text("[review]\nexport_notes = true\n", encoding="utf-8")
    with Serve(data) as serve:
        for intent in ([("start_huddle", {"layout": "five-minute-pause"})] +
                       [("add_note", {"round": "wins", "text": text}) for text in sorted(texts)] +
                       [("open_next_round", {}), ("release_notes", {})]):
            answer = serve.ask(intent[0], **intent[1])
            assert answer["ok"], answer["error"]
        assert serve.end()[0] == 0
    found = letters_of(tool("pdftotext", exported(folder, data, "pdf"), "-"))
    lost = [text for text in texts if letters_of(text) not in found]
    assert not lost, ("pdf, from right to left", len(lost), lost[:3])
    return len(texts)


def main():
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 22
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 120
    chance = random.Random(seed)
    texts = [a_text(chance, number) for number in range(count)]
    texts += [f"q{count}q {'x' * number}" for number in (1, 2)] + ["@", "@ward", "'=1", "=1", "\ufdd0q", "TRUE", "\U0001F468\u200D\U0001F468"]
    folder = pathlib.Path(tempfile.mkdtemp(prefix="hearthside-any-text-"))
    try:
        data = folder / "data"
        data.mkdir()
        (data / "hearthside.toml").write_text('[team]\nname = "Ward"\n[review]\nexport_notes = true\n', encoding="utf-8")
        with Serve(data) as serve:
            def ask(intent, **fields):
                answer = serve.ask(intent, **fields)
                assert answer["ok"], (intent, fields, answer["error"])
                return answer["board"]

            ask("start_huddle", layout="five-minute-pause")
            for text in texts:
                ask("add_note", round="wins", text=text)
            for _ in range(2):
                ask("open_next_round")
                ask("release_notes")
            ask("open_next_round")
            for text in texts[:12]:
                ask("keep_lesson", text=text)
            ask("keep_action", response=texts[0], condition=texts[1], role="Everyone on shift", due=(datetime.date.today() + datetime.timedelta(days=30)).isoformat())
            ask("keep_question", text=texts[2])
            for _ in range(2):
                ask("open_next_round")
            ask("close_huddle")
            assert serve.end()[0] == 0
        notes = [cleaned(text) for text in texts]
        markers = [f"q{number}q" for number in range(count)]
        read_back(folder, data, notes, markers)

        # Texts that no cleaner saw.
        record = sqlite3.connect(data / "hearthside.db")
        odd = ["\u200d", "\u200d\u200c", "\ufe0f", "\u2028", "\ufdd0", "\ufffe\uffff", "\x01\x02", "\U0001F468\u200D\U0001F468\ufffe", " ", "\u3164", "\u0301" * 500,
               "\U0001F469\u200D" * 300, "_x0041_", "x" * 40000, "\U0001F469" * 20000, "a\n" * 1000, "\u202e" * 5]
        odd += ["".join(chance.choice(PIECES) for _ in range(chance.randrange(1, 6))) for _ in range(len(notes) - len(odd))]
        odd = [text.replace("\0", "") for text in odd]
        for number, (row,) in enumerate(record.execute("SELECT id FROM notes").fetchall()):
            record.execute("UPDATE notes SET text = ? WHERE id = ?", (odd[number], row))
        for number, (row,) in enumerate(record.execute("SELECT id FROM lessons").fetchall()):
            record.execute("UPDATE lessons SET text = ? WHERE id = ?", (odd[number], row))
        record.commit()
        record.close()
        read_back(folder, data, odd, [])
        mixed = read_from_right(folder, chance, count)
    finally:
        shutil.rmtree(folder, True)
    print(f"seed {seed}: {len(texts)} texts in {len(FORMS)} exports, each read back; as many that no cleaner saw; "
          f"{mixed} from right to left in reading order")


if __name__ == "__main__":
    main()
