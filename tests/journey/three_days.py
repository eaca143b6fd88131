#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Learn, act and share over three huddles on three days. The action of the first huddle is still tried in the second, which
nobody closes. The third closes the action and answers the question.

    three_days.py PROGRAM

There is no screen and no waiting: `serve` leads, the test sets its clock (--now), and phones write by plain HTTP. What must
be there is computed here, never by the program.
"""
import csv
import io
import json
import pathlib
import re
import subprocess
import sys
import unittest
import urllib.parse
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
from program import Case, Serve, run  # noqa: E402 (the path comes first)

LESSON, CAUSE = "Two people count the lamps", "The list was kept in two places"
IF, THEN = "the night shift ends", "count the lamps together"
QUESTION, ANSWER = "Who orders the lamps?", "The stores team, by Thursday."
MISTAKES = ["A lamp was missing", "We counted one lamp twice", "The list was out of date"]
ALL = "notes,lessons,actions,questions,huddles"


class Sitting(Serve):
    """The kiosk from a given time on. Requests must be accepted, except those through `refused`."""

    def __init__(self, data, now):
        super().__init__(data, "--now", now)

    def __getattr__(self, intent):
        def ask(**fields):
            answer = self.ask(intent, **fields)
            assert answer["ok"], f"{intent} {fields}: {answer['error']}"
            return answer["board"]
        return ask

    def refused(self, intent, **fields):
        answer = self.ask(intent, **fields)
        assert not answer["ok"], f"{intent} {fields} was granted"
        return answer["error"]

    def to_round(self, name):
        board = self.board()
        while board["huddle"]["round"] != name:
            board = self.open_next_round()
        return board

    def from_a_phone(self, path="", /, **fields):
        """What a phone without scripts sends, and the page it sees then."""
        data = urllib.parse.urlencode(fields, doseq=True).encode() if fields else None
        url = self.board()["url"].split("#")[0] + path
        with urllib.request.urlopen(url, data, timeout=20) as answer:
            return answer.read().decode("utf-8")


class ThreeDays(Case):
    def setUp(self):
        super().setUp()
        self.data.mkdir()
        (self.data / "hearthside.toml").write_text('[team]\nname = "Willow Ward"\n[review]\nexport_notes = true\n',
                                                   encoding="utf-8")
        layout = (pathlib.Path(__file__).resolve().parents[2] / "layouts/learning-huddle.toml").read_text(encoding="utf-8")
        own = re.sub(r'(?m)^(kind = "lessons"\n)', r"\1dots = true\n", layout)
        self.assertIn("dots = true", own)
        (self.data / "layouts").mkdir()
        (self.data / "layouts" / "learning-huddle.toml").write_text(own, encoding="utf-8")

    def export(self, form):
        done = run("export", "--format", form, "--what", ALL, "--data", self.data)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout

    def monday(self):
        """A lesson from two mistakes, an action, a question; phones place dots; the porter leads next."""
        with Sitting(self.data, "2026-11-23T07:30:00Z") as kiosk:
            for text in MISTAKES:
                self.assertIn("Thank you", kiosk.from_a_phone(round="mistakes", text=text))
            for text in ("Count together", "Keep one list"):
                kiosk.from_a_phone(round="lessons", text=text)
            kiosk.from_a_phone(round="hope", text="A quiet night")
            kiosk.start_huddle()
            kiosk.to_round("mistakes")
            notes = {note["text"]: note["id"] for note in kiosk.release_notes()["huddle"]["notes"]}
            self.assertEqual(sorted(notes), sorted(MISTAKES))
            together = [notes[MISTAKES[0]], notes[MISTAKES[1]]]
            kiosk.group_notes(note=together[0], **{"with": together[1]})
            self.assertIn("lesson first", kiosk.refused("keep_action", response=THEN, role="Porter"))
            board = kiosk.keep_lesson(text=LESSON, cause=CAUSE, notes=together)
            lesson = board["huddle"]["lessons"][0]
            self.assertEqual(sorted(lesson["notes"]), sorted(together))
            self.assertIn("needs a result", kiosk.refused("share_lesson", lesson=lesson["id"]))
            kiosk.keep_action(condition=IF, response=THEN, role="Ward clerk", due="2026-11-24")
            kiosk.keep_question(text=QUESTION, note=notes[MISTAKES[2]], review_on="2026-11-24")
            kiosk.to_round("lessons")
            notes = {note["text"]: note["id"] for note in kiosk.release_notes()["huddle"]["notes"]}
            page = kiosk.from_a_phone("/dots")
            token = re.search('name="page" value="([0-9a-f]+)"', page)[1]
            self.assertNotIn(MISTAKES[0], page)
            for chosen in (["Keep one list", "Count together"], ["Count together"]):
                kiosk.from_a_phone("/dots", page=token, note=[notes[text] for text in chosen])
            self.assertEqual(kiosk.board()["voting"], {"open": True, "result": []})
            self.assertEqual(kiosk.end_voting()["voting"],
                             {"open": False, "result": [{"note": notes["Count together"], "dots": 1}]})
            kiosk.to_round("hope")
            kiosk.release_notes()
            kiosk.to_round("close")
            kiosk.choose_next_lead(role="Porter")
            board = kiosk.close_huddle()
            self.assertEqual(board["hope"], "A quiet night")
            self.assertEqual((board["loop"]["you_said"], board["loop"]["state"]), (LESSON, "trying"))
            self.assertEqual(kiosk.end()[0], 0)
        return lesson["id"]

    def tuesday(self):
        """Still trying, still unknown. Then the power goes, and nobody returns to the huddle."""
        with Sitting(self.data, "2026-11-24T07:30:00Z") as kiosk:
            board = kiosk.start_huddle()
            self.assertEqual(board["huddle"]["lead"], "Porter")
            action, question = board["due"][0], board["open_questions"][0]
            self.assertEqual((action["text"], action["due"], action["steps"]),
                             (f"If {IF}, then we will {THEN}", "2026-11-24", []))
            self.assertEqual((action["lesson_text"], action["may_share"]), (LESSON, False))
            self.assertEqual((question["text"], question["review_on"]), (QUESTION, "2026-11-24"))
            # A mistaken tap is undone, to the last letter.
            kiosk.review_action(action=action["id"], review="done", help="helped")
            kiosk.review_question(question=question["id"], review="not_ours", for_role="Pharmacy")
            kiosk.review_action(action=action["id"], review="not_said")
            board = kiosk.review_question(question=question["id"], review="not_said")
            self.assertEqual((board["due"], board["open_questions"]), ([action], [question]))
            kiosk.review_action(action=action["id"], review="still_trying", due="2026-12-01")
            kiosk.review_question(question=question["id"], review="still_unknown", review_on="2026-12-01")
            kiosk.to_round("wins")
            kiosk.from_a_phone(round="wins", text="All lamps but one")
            kiosk.process.kill()
            kiosk.process.wait()
        with Sitting(self.data, "2026-11-24T10:00:00Z") as kiosk:
            board = kiosk.board()
            self.assertIsNone(board["huddle"])
            self.assertEqual([step["state"] for step in board["due"][0]["steps"]], ["trying"])
            self.assertEqual(board["waiting"]["wins"], "a few")
            self.assertEqual(kiosk.end()[0], 0)

    def tuesday_a_week_on(self, lesson):
        """It helped, so others may hear of it. Somebody also knows the answer."""
        with Sitting(self.data, "2026-12-01T07:30:00Z") as kiosk:
            board = kiosk.start_huddle()
            action, question = board["due"][0], board["open_questions"][0]
            self.assertEqual((action["due"], action["first_due"]), ("2026-12-01", "2026-11-24"))
            self.assertEqual(question["review_on"], "2026-12-01")
            self.assertIn("needs a result", kiosk.refused("share_lesson", lesson=lesson))
            kiosk.review_action(action=action["id"], review="done", help="too_early")
            kiosk.refused("share_lesson", lesson=lesson)
            board = kiosk.review_action(action=action["id"], review="done", help="helped")
            self.assertTrue(board["due"][0]["may_share"])
            kiosk.share_lesson(lesson=lesson)
            kiosk.review_question(question=question["id"], review="answered", answer=ANSWER)
            kiosk.to_round("wins")
            self.assertEqual([note["text"] for note in kiosk.release_notes()["huddle"]["notes"]], ["All lamps but one"])
            board = kiosk.close_huddle()
            self.assertEqual(kiosk.end()[0], 0)
        # Home shows the loop: you said, we tried, it helped.
        self.assertEqual(board["loop"], {"you_said": LESSON, "condition": IF, "response": THEN, "state": "done",
                                         "help": "helped"})
        self.assertEqual((board["due"], board["open_questions"]), ([], []))
        self.assertEqual((board["latest_shared"]["ours"], board["latest_shared"]["text"]), (True, LESSON))

    def test_learn_act_and_share(self):
        lesson = self.monday()
        self.tuesday()
        self.tuesday_a_week_on(lesson)
        with Sitting(self.data, "2026-12-02T07:30:00Z") as kiosk:
            board = kiosk.start_huddle()
            answered = board["answered"][0]  # it opens the next huddle
            self.assertEqual((answered["text"], answered["answer"], answered["closed_on"]), (QUESTION, ANSWER, "2026-12-01"))
            self.assertEqual([step["state"] for step in answered["steps"]], ["open", "answered"])
            self.assertEqual(board["due"], [])
            kiosk.close_huddle()
            board = kiosk.start_huddle()
            self.assertEqual(board["answered"], [])
            self.assertEqual(kiosk.end()[0], 0)
        self.check_what_leaves(lesson)

    def check_what_leaves(self, lesson):
        file = self.folder / "lessons.json"
        done = run("lessons", "export", "--data", self.data, "--out", file)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        shared = json.loads(file.read_text(encoding="utf-8"))
        self.assertEqual(shared["lessons"], [{"id": lesson, "text": LESSON, "if": IF, "then": THEN, "result": "helped",
                                              "shared_on": "2026-12-01",
                                              "answers": {"helped_here": 0, "did_not_help": 0, "adapted": 0}}])
        for private in (*MISTAKES, CAUSE, QUESTION, "Ward clerk"):
            self.assertNotIn(private, file.read_text(encoding="utf-8"))

        huddles = json.loads(self.export("json"))["huddles"]
        self.assertEqual([huddle["date"] for huddle in huddles],
                         ["2026-11-23", "2026-11-24", "2026-12-01", "2026-12-02", "2026-12-02"])
        self.assertEqual([huddle["ended"] for huddle in huddles[:4]], ["closed", "left_alone", "closed", "closed"])
        first = huddles[0]
        grouped = [note["text"] for note in first["notes"] if note["group"]]
        self.assertEqual(sorted(grouped), sorted(MISTAKES[:2]))
        self.assertEqual([(step["date"], step["state"], step["help"]) for step in first["actions"][0]["steps"]],
                         [("2026-11-24", "trying", None), ("2026-12-01", "done", "helped")])
        self.assertEqual((first["questions"][0]["state"], first["questions"][0]["answer"]), ("answered", ANSWER))
        rows = list(csv.DictReader(io.StringIO(self.export("csv").lstrip("\ufeff"), newline=""), strict=True))
        self.assertEqual([row["text"] for row in rows if row["kind"] == "action"], [f"If {IF}, then we will {THEN}"])
        verified = run("verify", "--data", self.data)
        self.assertEqual(verified.returncode, 0, verified.stdout + verified.stderr)


if __name__ == "__main__":
    del sys.argv[1]
    unittest.main()
