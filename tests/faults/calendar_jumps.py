#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The program under wrong clocks (libfaketime). What is old is deleted from every file, and a clock that jumps deletes nothing.

    calendar_jumps.py PROGRAM [unittest options]
"""
import datetime
import os
import pathlib
import sqlite3
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
from program import PROGRAM, Case, Serve  # noqa: E402 (the path comes first)

FIRST = datetime.datetime(2026, 11, 23, 9, 0, 0)
MARKER = "a marker that nobody else writes"


class Jumps(Case):
    def start_at(self, moment, zone="Europe/London"):
        """Starts and ends the program once with its clock at that moment. The clock then runs on."""
        environment = {**os.environ, "TZ": zone}
        done = subprocess.run(["faketime", "-f", moment.strftime("@%Y-%m-%d %H:%M:%S"), PROGRAM, "serve", "--data",
                               str(self.data), "--bind", "127.0.0.1", "--port", "0"],
                              input="", capture_output=True, text=True, timeout=60, env=environment, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def days(self, first, count):
        for day in range(count):
            self.start_at(first + datetime.timedelta(days=day))

    def hold_a_huddle(self, day):
        self.data.mkdir(exist_ok=True)
        with Serve(self.data) as serve:
            serve.ask("start_huddle", layout="five-minute-pause")
            serve.ask("add_note", round="wins", text=MARKER, token="t1")
            while not serve.ask("release_notes")["ok"]:
                self.assertTrue(serve.ask("open_next_round")["ok"])
            self.assertTrue(serve.ask("close_huddle")["ok"])
            serve.end()
        with sqlite3.connect(self.data / "hearthside.db") as database:
            database.execute("UPDATE huddles SET day = ?", (day.strftime("%Y-%m-%d"),))
            database.execute("DELETE FROM calendar")

    def files_with_marker(self):
        return [str(file.relative_to(self.data)) for file in self.data.rglob("*")
                if file.is_file() and MARKER.encode() in file.read_bytes()]

    def test_what_is_old_goes_after_days_that_followed_each_other_and_never_by_a_jump(self):
        self.hold_a_huddle(FIRST)
        self.assertIn("hearthside.db", self.files_with_marker())
        self.assertTrue([name for name in self.files_with_marker() if name.startswith("backups/")])
        self.start_at(FIRST + datetime.timedelta(days=1))
        for jump in (FIRST + datetime.timedelta(days=91), datetime.datetime(1970, 1, 2, 0, 5),
                     datetime.datetime(2036, 1, 1), FIRST - datetime.timedelta(days=40)):
            self.start_at(jump)
            self.start_at(jump)
            self.assertIn("hearthside.db", self.files_with_marker(), jump)
        # It runs now and then for weeks, up to the last of the ninety days.
        for week in (30, 60, 88, 90):
            self.start_at(FIRST + datetime.timedelta(days=week))
        self.assertIn("hearthside.db", self.files_with_marker())
        self.days(FIRST + datetime.timedelta(days=91), 16)
        self.assertEqual(self.files_with_marker(), [])

    def test_ninety_one_days_without_a_jump_are_enough(self):
        self.hold_a_huddle(FIRST)
        for day in (1, 30, 60, 90):
            self.start_at(FIRST + datetime.timedelta(days=day))
        self.assertIn("hearthside.db", self.files_with_marker())
        self.start_at(FIRST + datetime.timedelta(days=91))
        self.assertEqual(self.files_with_marker(), [])

    def test_a_hold_keeps_it_all(self):
        self.hold_a_huddle(FIRST)
        (self.data / "hearthside.toml").write_text("[review]\nhold = true\n", encoding="utf-8")
        for day in (1, 30, 60, 90, 91, 92):
            self.start_at(FIRST + datetime.timedelta(days=day))
        self.assertIn("hearthside.db", self.files_with_marker())

    def test_summer_time_and_a_clock_set_right_at_midnight_are_no_jumps(self):
        self.hold_a_huddle(datetime.datetime(2026, 10, 20))
        for moment in ("2026-10-21 09:00:00", "2026-10-24 00:00:05", "2026-10-23 23:59:30", "2026-10-24 23:59:00",
                       "2026-10-25 00:59:50", "2026-10-25 01:30:00", "2026-10-25 02:30:00", "2026-10-26 00:00:01"):
            self.start_at(datetime.datetime.fromisoformat(moment))
        with sqlite3.connect(self.data / "hearthside.db") as database:
            self.assertEqual(database.execute("SELECT last_seen, doubt FROM calendar").fetchall(), [("2026-10-26", 0)])


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
