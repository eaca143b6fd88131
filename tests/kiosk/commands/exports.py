#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every format of `hearthside export`, read back by other programs: openpyxl, Python's csv, a JSON schema
validator, poppler's pdftotext, pdffonts and pdfinfo, and cmark-gfm.

    exports.py PROGRAM [unittest options]
"""
import csv
import datetime
import io
import json
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unicodedata
import unittest
import zlib

import jsonschema
import openpyxl

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tests" / "support"))
from program import PROGRAM, Serve, run  # noqa: E402 (the path comes first)

ALL = "notes,lessons,actions,questions,huddles"
SCRIPTS = {
    "Latin": "Zażółć gęślą jaźń, diolch tŷ ŵyl, office ffi",
    "Greek": "Ευχαριστούμε όλους",
    "Cyrillic": "Дякуємо всім, ґанок",
    "Hebrew": "תודה לכולם על הסבלנות",
    "Arabic": "شكراً لكم جميعاً",
    "Urdu": "سب کا شکریہ، ہم نے کوشش کی۔",
    "Devanagari": "सबका धन्यवाद, क्षमा करें",
    "Bengali": "সবাইকে ধন্যবাদ",
    "Tamil": "அனைவருக்கும் நன்றி",
    "Thai": "ขอบคุณทุกคนที่สู้",
    "Han": "谢谢大家，慢慢来",
    "Hangul": "모두 고맙습니다",
    "emoji": "😂🎉👩🏽‍⚕️👨‍👩‍👧‍👦🏳️‍🌈🇬🇧❤️5️⃣",
}
SIGNS = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "=\"", "@@"]
BEFORE = ["", "'", "\u2003", "\u3000", "😀"]
BODIES = ["1+1", "cmd|' /C calc'!A0", "HYPERLINK(\"http://x.example\",\"a\")", "SUM(A1:A9)", "DDE(\"a\";\"b\")",
          "\"quoted\", with; commas", "two\nlines", "\"\"", "IMPORTXML(\"x\")", "http://x.example/?a=1"]
FORMULA = re.compile(r"[\s'\u00a0\u200b-\u200f\u2028-\u202f\u2060\u3000\ufeff]*[=+\-@\t\r＝＋－＠]")
MARKDOWN = ["# no heading", "[a](http://x.example)", "<script>alert(1)</script>", "<b>bold</b> &amp; *stars* _lines_ `code`",
            "www.x.example and http://x.example/a?b=c", "somebody@x.example", "1. one\n2. two\n\n> quote\n---", "| a | b |\n|---|---|",
            "    code", "end with a backslash \\", "a\\", "![picture](http://x.example/a.png)", "~~~\ncode\n~~~", "===", "[x]: http://x.example"]


def squeezed(text):
    """Letters only. Each reader of a PDF decides where it puts blanks and direction marks, and on which side of a right-to-left
    word it puts vowel signs and commas."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", text)
                   if not letter.isspace() and not "\u064b" <= letter <= "\u0652" and letter not in "،۔" and
                   (unicodedata.category(letter) != "Cf" or letter == "\u200d"))


def parts_of_pdf(file):
    """The file, and what each of its compressed streams holds: from PDF 1.5 on objects can be in there too."""
    whole = file.read_bytes()
    parts = [whole]
    for start in re.finditer(rb"(?<!end)stream\r?\n", whole):
        try:
            parts.append(zlib.decompressobj().decompress(whole[start.end():]))
        except zlib.error:
            pass  # not compressed
    assert any(b" Tf" in part for part in parts[1:])  # a page's letters were among them
    return parts


class Exports(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="hearthside-exports-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, True)
        cls.data = cls.folder / "data"
        cls.data.mkdir()
        cls.allow_notes(True)
        cls.payloads = [before + sign + body for sign in SIGNS for before in BEFORE for body in BODIES]
        assert len(set(cls.payloads)) == 500
        cls.due = datetime.date.today() + datetime.timedelta(days=30)
        with Serve(cls.data) as serve:
            def ask(intent, **fields):
                answer = serve.ask(intent, **fields)
                assert answer["ok"], (intent, fields, answer)
                return answer["board"]

            ask("start_huddle", layout="five-minute-pause")
            for text in [*SCRIPTS.values(), *MARKDOWN, "hurtful words", "one too long " * 45]:
                ask("add_note", round="wins", text=text)
            for text in cls.payloads:
                ask("add_note", round="mistakes", text=text)
            ask("add_note", round="hope", text="Hope stays here")
            ask("open_next_round")
            board = ask("release_notes")
            ask("set_aside", note=next(note["id"] for note in board["huddle"]["notes"] if note["text"] == "hurtful words"))
            ask("open_next_round")
            ask("release_notes")
            ask("open_next_round")
            for number, text in enumerate([SCRIPTS["Urdu"], "=lesson()", *MARKDOWN[:3], "The last lesson"]):
                ask("keep_lesson", text=text)
                if number < 2:
                    ask("keep_action", response="@act", condition="+it is late" if number else "", role="Everyone on shift",
                        due=cls.due.isoformat())
            ask("keep_question", text="-why?")
            ask("open_next_round")
            ask("release_notes")
            ask("open_next_round")
            ask("close_huddle")
            code, _, _ = serve.end()
            assert code == 0
        database = (cls.data / "hearthside.db").read_bytes()
        assert b"hurtful words" in database  # otherwise the tests below would prove nothing

    @classmethod
    def allow_notes(cls, allowed):
        (cls.data / "hearthside.toml").write_text(
            f'[team]\nname = "Willow <b>Ward</b>"\n[review]\nexport_notes = {str(allowed).lower()}\n', encoding="utf-8")

    def export(self, form, *more, ending=None):
        file = self.folder / f"record.{ending or form}"
        file.unlink(missing_ok=True)
        done = run("export", "--format", form, "--data", self.data, "--out", file, *more)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
        self.assertEqual(list(file.parent.glob(".hearthside-*")), [])
        return file

    def tool(self, *command, **options):
        return subprocess.run([str(word) for word in command], check=True, capture_output=True, timeout=60,
                              **options).stdout.decode("utf-8")

    def test_csv_disarms_500_formulas(self):
        text = self.export("csv", "--what", ALL).read_text(encoding="utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
        self.assertEqual([cell for row in rows for cell in row.values() if FORMULA.match(cell) and not cell.startswith("'")], [])
        notes = [row["text"] for row in rows if row["kind"] == "note" and row["round"] == "mistakes"]
        kept = [payload.strip() for payload in self.payloads]  # as the ends of every note are
        self.assertEqual(sorted(notes), sorted(("'" if FORMULA.match(text) else "") + text for text in kept))
        self.assertEqual({row["kind"] for row in rows}, {"huddle", "note", "lesson", "action", "question"})

    def test_xlsx_has_real_days_filters_and_no_formula_nor_link(self):
        book = openpyxl.load_workbook(self.export("xlsx", "--what", ALL))
        self.assertEqual(book.sheetnames, ["Huddles", "Lessons", "Actions", "Questions", "Notes", "From other teams"])
        texts = set()
        for sheet in book:
            self.assertEqual(sheet.freeze_panes, "A2", sheet.title)
            self.assertTrue(sheet.auto_filter.ref.startswith("A1:"), sheet.title)
            self.assertGreaterEqual(min(column.width for column in sheet.column_dimensions.values()), 8)
            for row in sheet.iter_rows():
                for cell in row:
                    self.assertNotEqual(cell.data_type, "f", cell.coordinate)
                    self.assertIsNone(cell.hyperlink, cell.coordinate)
                    if cell.data_type == "s":
                        texts.add(cell.value)
            if sheet.max_row > 1:
                self.assertIsInstance(sheet["A2"].value, datetime.datetime, sheet.title)
        self.assertEqual({payload.strip() for payload in self.payloads} - texts, set())
        self.assertEqual(set(SCRIPTS.values()) - texts, set())
        self.assertNotIn("hurtful words", texts)
        due = {cell.value: cell.column for cell in book["Actions"][1]}["Due"]
        self.assertEqual(book["Actions"].cell(2, due).value, datetime.datetime.combine(self.due, datetime.time()))
        self.assertEqual(book.properties.creator or "", "")

    def test_json_is_what_the_schema_says(self):
        schema = json.loads((ROOT / "assets/schema/hearthside-record.schema.json").read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        check = jsonschema.Draft202012Validator(schema)
        document = json.loads(self.export("json", "--what", ALL).read_text(encoding="utf-8"))
        self.assertEqual([error.message for error in check.iter_errors(document)], [])
        self.assertEqual(len(document["huddles"][0]["notes"]), len(SCRIPTS) + len(MARKDOWN) + 1 + 500 + 1)
        document["huddles"][0]["notes"][0]["author"] = "somebody"
        self.assertFalse(check.is_valid(document))  # the check can fail where it matters
        demo = self.folder / "demo"
        self.assertEqual(run("demo", "--huddles", "40", "--data", demo).returncode, 0)
        shutil.copy(self.data / "hearthside.toml", demo)
        many = json.loads(run("export", "--format", "json", "--what", ALL, "--data", demo).stdout)
        self.assertEqual([error.message for error in check.iter_errors(many)], [])
        self.assertGreater(len([action for huddle in many["huddles"] for action in huddle["actions"]]), 3)

    def test_markdown_takes_texts_for_texts(self):
        page = self.tool("cmark-gfm", "-e", "autolink", "-e", "table", "-e", "strikethrough", "-e", "tasklist", "--unsafe",
                         self.export("md", "--what", ALL))
        page = page.replace("<!-- -->", "")
        self.assertEqual(set(re.findall(r"<(/?[a-z0-9]+)", page)),
                         {"h1", "/h1", "h2", "/h2", "h3", "/h3", "ul", "/ul", "li", "/li", "p", "/p", "br"})
        self.assertIn("<h1>The record of Willow &lt;b&gt;Ward&lt;/b&gt;</h1>", page)
        plain = re.sub(r"<[^>]+>", "", page)
        for text in [*MARKDOWN, *SCRIPTS.values(), *self.payloads]:
            shown = " ".join(text.split())
            shown = shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
            self.assertIn(shown, " ".join(plain.split()))
        self.assertNotIn("hurtful", page)

    def check_pdf(self, file, pages=None):
        about = self.tool("pdfinfo", file)
        for field in ("Author", "Creator", "Producer", "CreationDate", "ModDate"):
            self.assertNotRegex(about, rf"(?m)^{field}:", field)
        self.assertRegex(about, r"(?m)^Tagged: +yes$")
        self.assertRegex(about, r"(?m)^JavaScript: +no$")
        for part in parts_of_pdf(file):
            self.assertNotRegex(part, rb"(?i)cairo|/Producer|/Creator|/CreationDate|/ModDate|\(D:\d{4}|xmpmeta")
        if pages:
            self.assertRegex(about, rf"(?m)^Pages: +{pages}$")
        for line in self.tool("pdffonts", file).splitlines()[2:]:
            self.assertRegex(line, r" yes +(yes|no) +(yes|no) +\d+ +\d+$", "every font is embedded")
        return about

    def test_pdf_gives_every_script_back(self):
        file = self.export("pdf", "--what", ALL)
        self.check_pdf(file)
        text = re.sub(r"Willow<b>Ward</b>\d+", "", squeezed(self.tool("pdftotext", file, "-")))  # the feet of the pages
        for script, words in SCRIPTS.items():
            for word in words.split():
                self.assertIn(squeezed(word), text, script)
        self.assertNotIn("hurtful", text)
        self.assertIn(squeezed("one too long " * 45), text)
        structure = self.tool("pdfinfo", "-struct-text", file)
        for tag in ("Document", "H1", "H2", "H3", "P"):
            self.assertRegex(structure, rf"(?m)^ *{tag}\b")
        self.assertRegex(structure, r'"Our record"')

    def test_poster_and_page_are_one_sheet_each(self):
        sizes = {"a4": "(A4)", "a3": "(A3)"}
        for size, name in sizes.items():
            about = self.check_pdf(self.export("poster", "--size", size, ending="pdf"), pages=1)
            self.assertIn(name, about)
        text = self.tool("pdftotext", self.folder / "record.pdf", "-")
        self.assertIn("What we learnt", text)
        self.assertIn("The last lesson", text)
        for word in SCRIPTS["Urdu"].split():
            self.assertIn(squeezed(word), squeezed(text))
        self.check_pdf(self.export("page", ending="pdf"), pages=1)
        page = squeezed(self.tool("pdftotext", self.folder / "record.pdf", "-"))
        for word in SCRIPTS["Urdu"].split():
            self.assertIn(squeezed(word), page)
        self.assertIn(squeezed("Hope stays here"), page)
        self.assertIn("-why?", page)
        huddle = json.loads(self.export("json").read_text(encoding="utf-8"))["huddles"][0]["id"]
        same = squeezed(self.tool("pdftotext", self.export("page", "--huddle", huddle, ending="pdf"), "-"))
        self.assertEqual(same, page)
        done = run("export", "--format", "page", "--huddle", "0000000000000001", "--data", self.data)
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertIn("no such huddle", done.stderr)
        for language in ("cy", "pl", "ur"):
            self.check_pdf(self.export("poster", "--language", language, ending="pdf"), pages=1)

    def test_notes_leave_only_when_the_setting_allows_it(self):
        self.allow_notes(False)
        self.addCleanup(self.allow_notes, True)
        for form in ("csv", "xlsx", "json", "md", "pdf", "poster"):
            done = run("export", "--format", form, "--what", "lessons,notes", "--data", self.data, "--out",
                       self.folder / "never")
            self.assertEqual((done.returncode, done.stdout), (1, ""), form)
            self.assertIn("export_notes", done.stderr)
            self.assertFalse((self.folder / "never").exists())
            file = self.export(form)
            if form == "xlsx":
                text = str([[cell.value for cell in row] for sheet in openpyxl.load_workbook(file) for row in sheet])
            elif form in ("pdf", "poster"):
                text = self.tool("pdftotext", file, "-")
            else:
                text = file.read_text(encoding="utf-8")
            self.assertIn("The last lesson", text.replace("\\", ""), form)
            for secret in ("Hope stays here", "one too long", "notes heard", SCRIPTS["Han"]):
                self.assertNotIn(secret, text, form)
        text = self.tool("pdftotext", self.export("page", ending="pdf"), "-")
        self.assertNotIn("Hope stays here", text)
        self.assertIn("The last lesson", text)

    def test_layout_and_days_choose(self):
        day = json.loads(self.export("json").read_text(encoding="utf-8"))["huddles"][0]["date"]
        for chosen, count in ((["--layout", "five-minute-pause"], 1), (["--layout", "shift-start"], 0),
                              (["--from", day, "--to", day], 1), (["--to", "2020-01-01"], 0)):
            document = json.loads(self.export("json", *chosen).read_text(encoding="utf-8"))
            self.assertEqual(len(document["huddles"]), count, chosen)
        for form in ("xlsx", "md", "pdf", "poster"):
            self.export(form, "--to", "2020-01-01")  # nothing happened then, and the file exists all the same

    def test_stopped_by_a_signal_it_leaves_nothing(self):
        for form in ("csv", "xlsx", "json", "md", "pdf"):
            file = self.folder / "stopped"
            with subprocess.Popen([PROGRAM, "export", "--format", form, "--what", ALL, "--data", str(self.data), "--out",
                                   str(file)], stderr=subprocess.PIPE, text=True) as process:
                while not list(self.folder.glob(".hearthside-*.part")) and process.poll() is None:
                    time.sleep(0.0005)
                process.send_signal(signal.SIGINT)
                _, said = process.communicate(timeout=60)
            if process.returncode == 0:  # it ended before the signal came
                self.assertTrue(file.exists(), form)
                file.unlink()
            else:
                self.assertEqual((process.returncode, file.exists()), (1, False), form + said)
                self.assertIn("was stopped", said)
            self.assertEqual(list(self.folder.glob(".hearthside-*")), [], form)

    def test_a_full_disk_is_said_and_leaves_nothing(self):
        for form in ("csv", "xlsx", "json", "md", "pdf", "poster", "page"):
            with open("/dev/full", "wb") as full:
                done = subprocess.run([PROGRAM, "export", "--format", form, "--data", str(self.data)], stdout=full,
                                      stderr=subprocess.PIPE, text=True, timeout=60, check=False)
            self.assertEqual(done.returncode, 1, form)
            self.assertIn("space on the disk", done.stderr, form)
            missing = run("export", "--format", form, "--data", self.data, "--out", self.folder / "no" / "x")
            self.assertEqual(missing.returncode, 1, form)
            self.assertIn("cannot be written", missing.stderr)


if __name__ == "__main__":
    del sys.argv[1]
    unittest.main()
