#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Lessons that travel between two kiosks as signed files, through `hearthside lessons export` and `import` alone. A JSON
schema validator checks each file.

    lessons.py PROGRAM [unittest options]
"""
import json
import pathlib
import sqlite3
import sys
import time
import unittest

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tests" / "support"))
from program import Case, Serve, run  # noqa: E402 (the path comes first)

SCHEMA = json.loads((ROOT / "assets/schema/hearthside-lessons.schema.json").read_text(encoding="utf-8"))
LESSON = '=HYPERLINK("http://x.example","Look first")\n“Żółw” 😂'
NOTE = "a note that stays where it was written"


class Lessons(Case):
    def setUp(self):
        super().setUp()
        jsonschema.Draft202012Validator.check_schema(SCHEMA)
        self.willow, self.rowan = self.kiosk("willow", "Willow Ward"), self.kiosk("rowan", "Rowan Ward")

    def kiosk(self, folder, team):
        data = self.folder / folder
        data.mkdir()
        (data / "hearthside.toml").write_text(f'[team]\nname = "{team}"\n[review]\nexport_notes = true\n', encoding="utf-8")
        return data

    def ask(self, serve, intent, **fields):
        answer = serve.ask(intent, **fields)
        self.assertTrue(answer["ok"], (intent, fields, answer.get("error")))
        return answer["board"]

    def share_a_lesson(self, data):
        """Keeps a lesson from a note in one huddle, and says in the next that it helped."""
        with Serve(data) as serve:
            self.ask(serve, "start_huddle", layout="five-minute-pause")
            self.ask(serve, "add_note", round="wins", text=NOTE)
            self.ask(serve, "open_next_round")
            note = self.ask(serve, "release_notes")["huddle"]["notes"][0]["id"]
            self.ask(serve, "keep_lesson", text=LESSON, note=note, cause="a cause that stays")
            self.ask(serve, "keep_action", condition="the pump beeps", response="look first", role="Ward clerk", due="today")
            board = self.ask(serve, "close_huddle")
            board = self.ask(serve, "start_huddle", layout="five-minute-pause")
            action = board["due"][0]
            self.assertFalse(serve.ask("share_lesson", lesson=action["lesson"])["ok"])
            self.ask(serve, "review_action", action=action["id"], review="done", help="helped")
            self.ask(serve, "share_lesson", lesson=action["lesson"])
            self.ask(serve, "close_huddle")
            self.assertEqual(serve.end()[0], 0)

    def export(self, data):
        file = self.folder / f"from-{data.name}.json"
        done = run("lessons", "export", "--data", data, "--out", file)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(done.stdout.count("\n"), 1)
        document = json.loads(file.read_text(encoding="utf-8"))
        self.assertEqual([error.message for error in jsonschema.Draft202012Validator(SCHEMA).iter_errors(document)], [])
        self.assertEqual(run("lessons", "export", "--data", data).stdout, file.read_text(encoding="utf-8"))
        return file, document, done.stdout

    def take(self, data, file):
        done = run("lessons", "import", "--data", data, file)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout

    def test_from_willow_to_rowan_and_back(self):
        self.share_a_lesson(self.willow)
        file, document, said = self.export(self.willow)
        self.assertEqual(said, f"{file}: 1 lesson of this team, 0 answers to other teams.\n")
        self.assertEqual(document["kiosk"]["team"], "Willow Ward")
        lesson = document["lessons"][0]
        self.assertEqual(lesson["text"], LESSON)
        self.assertEqual((lesson["if"], lesson["then"], lesson["result"]), ("the pump beeps", "look first", "helped"))
        text = file.read_text(encoding="utf-8")
        for private in (NOTE, "a cause that stays", "Ward clerk", "five-minute"):
            self.assertNotIn(private, text)
        document["lessons"][0]["note"] = NOTE
        self.assertFalse(jsonschema.Draft202012Validator(SCHEMA).is_valid(document))  # the check can fail

        self.assertEqual(self.take(self.rowan, file), "Willow Ward: 1 new lesson, 0 already here, 0 new answers to lessons "
                                                      "of this team.\n")
        self.assertEqual(self.take(self.rowan, file), "Willow Ward: 0 new lessons, 1 already here, 0 new answers to lessons "
                                                      "of this team.\n")
        with Serve(self.rowan) as serve:
            news = self.ask(serve, "start_huddle", layout="shift-start")["shared_news"]
            self.assertEqual((news["text"], news["team"]), (LESSON, "Willow Ward"))
            self.ask(serve, "shared_shown", lesson=news["id"])
            self.ask(serve, "answer_shared", lesson=news["id"], answer="helped_here")
            self.ask(serve, "close_huddle")
            serve.end()
        answer, _, said = self.export(self.rowan)
        self.assertTrue(said.endswith(": 0 lessons of this team, 1 answer to other teams.\n"), said)
        self.assertIn("1 new answer to lessons of this team", self.take(self.willow, answer))
        self.assertIn("0 new answers to lessons of this team", self.take(self.willow, answer))
        _, document, _ = self.export(self.willow)
        self.assertEqual(document["lessons"][0]["answers"], {"helped_here": 1, "did_not_help": 0, "adapted": 0})
        with Serve(self.willow) as serve:
            self.assertEqual(self.ask(serve, "board")["latest_shared"]["answers"]["helped_here"], 1)
        self.assertIn("this kiosk's own file", self.take(self.willow, file))

        # A spreadsheet treats it as text. No format holds the seed of the key.
        rows = run("export", "--format", "csv", "--data", self.rowan).stdout
        self.assertIn('"\'=HYPERLINK(""http://x.example"",""Look first"")', rows)
        database = sqlite3.connect(f"file:{self.willow}/hearthside.db?mode=ro", uri=True)
        seed = database.execute("SELECT seed FROM kiosk").fetchone()[0]
        database.close()
        self.assertRegex(seed, "^[0-9a-f]{64}$")
        self.assertNotIn(seed, text)
        for form in ("csv", "json", "md"):
            out = run("export", "--format", form, "--what", "notes,lessons,actions,questions,huddles", "--data",
                      self.willow).stdout
            self.assertIn("Look first", out.replace("\\", ""))
            self.assertNotIn(seed, out)

    def test_a_running_kiosk_takes_it_at_its_next_tick(self):
        self.share_a_lesson(self.willow)
        file, _, _ = self.export(self.willow)
        with Serve(self.rowan) as serve:
            self.ask(serve, "start_huddle", layout="shift-start")  # it ticks every two seconds then
            said = self.take(self.rowan, file)
            self.assertIn("1 new lesson", said)
            self.assertIn("within a minute", said)
            end = time.monotonic() + 10
            while not (news := self.ask(serve, "board")["shared_news"]) and time.monotonic() < end:
                time.sleep(0.05)
            self.assertEqual(news["text"], LESSON)
            self.assertIn("0 new lessons, 1 already here", self.take(self.rowan, file))
            serve.end()
        with Serve(self.rowan):  # the last file waits for the start
            self.assertEqual(list((self.rowan / "incoming").iterdir()), [])

    def test_what_is_not_as_it_was_written_is_refused(self):
        self.share_a_lesson(self.willow)
        file, _, _ = self.export(self.willow)
        text = file.read_text(encoding="utf-8")
        bad = self.folder / "bad.json"
        for content, words in ((text.replace("Look first", "Look later"), ["changed after it was signed"]),
                               (text.replace('"version": 1', '"version": 2'), ["newer version"]),
                               (text[:-40], ["not a file of shared lessons"]), ("", ["not a file of shared lessons"]),
                               ("PK\x03\x04\x00", ["not a file of shared lessons"]), (" " * (4 * 1024 * 1024 + 1), ["too large"])):
            bad.write_text(content, encoding="utf-8")
            self.assert_fails(run("lessons", "import", "--data", self.rowan, bad), 1, *words)
        self.assert_fails(run("lessons", "import", "--data", self.rowan, self.folder), 1, "cannot be read")
        self.assert_fails(run("lessons", "import", "--data", self.rowan, self.folder / "none"), 1, "cannot be read")
        self.assertEqual([entry.name for entry in self.rowan.iterdir()], ["hearthside.toml"])  # nothing else was made

    def test_exit_codes(self):
        self.assert_fails(run("lessons", "export", "--data", self.rowan), 1)
        self.share_a_lesson(self.willow)
        self.assert_fails(run("lessons", "export", "--data", self.willow, "--out", self.folder / "no" / "x"), 1, "could not be saved")
        for command in (["lessons"], ["lessons", "import"], ["lessons", "export", "--nonsense"]):
            done = run(*command)
            self.assertEqual((done.returncode, done.stdout), (2, ""), command)
        (self.rowan / "hearthside.toml").write_text("[team]\nnonsense = 1\n", encoding="utf-8")
        for command in (["export"], ["import", self.folder / "x.json"]):
            done = run("lessons", *command, "--data", self.rowan)
            self.assertEqual((done.returncode, done.stdout), (2, ""), command)
            self.assertIn("hearthside.toml:2", done.stderr)
        for now in ("yesterday", "2026-11-23T07:30:00", "2026-02-30T07:30:00Z", "2026-11-23T24:00:00Z", "2026-11-23T+7:30:00Z"):
            done = run("serve", "--now", now, "--data", self.willow)
            self.assertEqual((done.returncode, done.stdout), (2, ""), now)


if __name__ == "__main__":
    del sys.argv[1]
    unittest.main()
