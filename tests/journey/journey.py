#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""One whole huddle with real parts: a window, a finger, two phones, a kill in the middle, and the record at the end.

    journey.py PROGRAM PICTURE_FOLDER [--notes N] [--size WxH] [--inches N]

Sends every note of the shared example notes (or of the sample texts in assets where there are none) and of stress.jsonl.
With --notes, it sends only that many of the last. What must be in the record is computed here, never by the program.
"""
import argparse
import collections
import html
import json
import pathlib
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
import traceback
import urllib.request

import record
from phone import Phone
from stage import Failure, Kiosk, Screen, wait_for

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
THEMES = ["wins", "mistakes", "lessons", "hope"]


def read_notes(at_most):
    shared = ROOT.parent / "shared" / "data" / "notes.jsonl"
    own = ROOT / "assets" / "samples" / "notes.jsonl"
    notes = []
    for file in (shared if shared.exists() else own, pathlib.Path(__file__).with_name("stress.jsonl")):
        lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        print(f"{len(lines)} notes from {file}")
        notes += lines
    return notes[-at_most:]


class Journey:
    def __init__(self, program, pictures, size, inches):
        self.program, self.pictures = program, pictures
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="hearthside-journey-"))
        self.data = self.folder / "data"
        self.data.mkdir()
        (self.data / "hearthside.toml").write_text('[team]\nname = "Willow Ward"\n[review]\nexport_notes = true\n'
                                                   f'[screen]\ndiagonal_inches = {inches}\n')
        self.screen = Screen(*size)
        self.kiosk = None
        self.sealed = collections.Counter()    # accepted, in a round that is not open yet
        self.released = collections.Counter()  # accepted and opened by the team
        self.pictures_taken = 0
        self.started = time.monotonic()

    def say(self, sentence):
        print(f"{time.monotonic() - self.started:6.1f} s  {sentence}", flush=True)

    def check(self, truth, sentence):
        if not truth:
            raise Failure(sentence)

    def picture(self, name):
        self.pictures_taken += 1
        file = self.pictures / f"{self.pictures_taken:02}-{name}.png"
        time.sleep(0.3)
        self.screen.picture(file)
        return file

    def start_kiosk(self):
        self.kiosk = Kiosk(self.program, self.screen, self.data, self.folder / "targets.json",
                           self.pictures / "kiosk.log")

    def link(self):
        done = subprocess.run([self.program, "link", "--data", str(self.data)], capture_output=True, text=True,
                              timeout=20, check=True)
        return done.stdout.strip()

    def read_code(self, picture):
        """The address in the QR code in a picture of the screen, read by a scanner."""
        done = subprocess.run(["zbarimg", "--quiet", "--raw", str(picture)], capture_output=True, text=True, timeout=60,
                              check=False)
        codes = done.stdout.split()
        self.check(len(codes) == 1, f"{picture.name}: zbarimg reads {len(codes)} codes instead of one")
        return codes[0]

    def scan(self, picture):
        """The same for the code that leads to the form."""
        code = self.read_code(picture)
        self.check(code == self.link(), f"{picture.name}: the code and `hearthside link` differ")
        return code

    # Notes ---------------------------------------------------------------------------------------------------

    def send(self, phone, note):
        answer = phone.send(note)
        text = record.cleaned(note["text"])
        if note.get("refused"):
            self.check(not answer["accepted"], f"a note too long or empty was taken: {record.short(note['text'])}")
            kept = answer["kept"].replace("\r\n", "\n")
            sent = note["text"].replace("\r\n", "\n").replace("\r", "\n")
            self.check(kept == sent or record.cleaned(kept) == text,
                       f"the text of a refused note was not kept: {record.short(kept)}, not {record.short(sent)}")
            return
        self.check(answer["accepted"], f"a note was refused: {note['round']}: {record.short(note['text'])}")
        self.sealed[note["round"], text] += 1
        for theme, sealed in self.sealed:
            if len(sealed) >= 12 and (theme, sealed) not in self.released:
                self.check(sealed not in answer["page"], f"a phone shows a sealed text: {record.short(sealed)}")

    def write_here(self, theme, text):
        self.kiosk.tap("write-here", then="key-space")
        self.kiosk.tap(f"round-{theme}")
        self.kiosk.type(text)
        self.picture(f"write-here-{theme}")
        self.kiosk.tap("send-note", then="add-another")
        self.picture(f"written-{theme}")
        self.kiosk.tap("close-writing", gone="add-another")
        self.sealed[theme, text] += 1

    def release(self, theme):
        self.check_record(f"before {theme} are released")
        self.picture(f"{theme}-sealed")
        self.kiosk.tap("release-notes", then="card-[0-9a-f]{16}", seconds=30)
        for key in [key for key in self.sealed if key[0] == theme]:
            self.released[key] += self.sealed.pop(key)
        self.picture(f"{theme}-wall")
        self.check_record(f"after {theme} were released")

    def check_record(self, when):
        """The exports hold each released note once, letter for letter, and nothing that is still sealed."""
        lines = record.compare(self.program, self.data, self.released)
        self.check(not lines, f"{when}, the record is not right:\n  " + "\n  ".join(lines[:20]))
        self.say(f"{when}: the record holds exactly the {self.released.total()} released notes")

    # The clock -----------------------------------------------------------------------------------------------

    def place_on_disk(self):
        """(round, seconds spent in it, whether it runs), read from the files without the program."""
        database = sqlite3.connect(f"file:{self.data}/hearthside.db?mode=ro", uri=True, timeout=5)
        try:
            huddle, number, round_id, spent_ms, clock = database.execute(
                "SELECT huddles.id, rounds.number, rounds.round_id, rounds.spent_ms, huddles.clock FROM huddles JOIN rounds"
                " ON rounds.huddle = huddles.id AND rounds.number = huddles.current_round"
                " WHERE huddles.closed IS NULL").fetchone()
        finally:
            database.close()
        # The clock has a file of its own with two slots. The slot with the higher number counts.
        marks = self.data / "clock"
        places = marks.read_bytes() if marks.exists() else b""
        kept = [struct.unpack_from("=7q", places, at) for at in (0, 512) if len(places) >= at + 56]
        matching = [mark for mark in kept if (mark[1], mark[2], mark[4]) == (huddle, number, spent_ms)]
        newest_ms = max(matching)[6] if matching else spent_ms
        return round_id, newest_ms / 1000.0, clock

    def next_round(self, round_id):
        self.kiosk.tap("next-round")
        wait_for(f"round {round_id} to be saved", lambda: self.place_on_disk()[0] == round_id)
        # The next touch is for the new screen, which may have something else in the same place.
        self.kiosk.draws_again()
        self.kiosk.sees("back")

    def kill_and_resume(self, round_id, before_opening, after_opening):
        """The file lags by four seconds at most: the clock is saved every two seconds."""
        time.sleep(5)
        shortest, longest = time.monotonic() - after_opening, time.monotonic() - before_opening
        self.kiosk.kill()
        round_there, spent, clock = self.place_on_disk()
        self.check((round_there, clock) == (round_id, "running"), f"the kill left {round_there}, {clock} in the file")
        self.say(f"killed with -9 after {shortest:.1f} s of the round; the file says {spent:.1f} s")
        self.check(shortest - 4.5 <= spent <= longest + 0.5,
                   f"the clock in the file says {spent:.1f} s after {shortest:.1f} to {longest:.1f} s")
        time.sleep(6)  # the power is off: this time must not count
        restarted = time.monotonic()
        self.start_kiosk()
        self.kiosk.sees("next-round", 30)
        self.kiosk.sees("card-[0-9a-f]{16}")
        round_there, after, clock = self.place_on_disk()
        alive = time.monotonic() - restarted
        self.picture("resumed")
        self.check((round_there, clock) == (round_id, "running"), f"the kiosk resumed in {round_there}, {clock}")
        self.check(spent <= after <= spent + alive + 0.5,
                   f"the clock stood at {spent:.1f} s and is at {after:.1f} s after {alive:.1f} s of life")
        self.say(f"resumed in {round_there}; the file says {after:.1f} s")
        wait_for("the clock to go on", lambda: self.place_on_disk()[1] > after)

    # The story -----------------------------------------------------------------------------------------------

    def before_the_huddle(self, notes):
        self.start_kiosk()
        self.kiosk.sees("start-huddle", 30)
        home = self.picture("home")
        url = self.scan(home)
        self.say(f"the kiosk is up; the code holds {url}")
        phone = Phone(url, True, self.pictures)
        for note in notes:
            self.send(phone, note)
        phone.put_away()
        self.say(f"{len(notes)} notes from a phone with JavaScript")
        self.write_here("wins", "We found 2 spare lamps, at last.")
        self.picture("home-with-notes")
        self.check_record("before the huddle")
        return url

    def quiet_minute(self, notes, url_before):
        self.kiosk.tap("start-huddle", then="next-round", gone="start-huddle")
        self.picture("since-last-time")
        self.next_round("quiet")
        self.kiosk.sees("write-here")
        url = self.scan(self.picture("quiet"))
        self.check(url != url_before, "the key is the same in the huddle as before it")
        phone = Phone(url, False, self.pictures)
        for note in notes:
            self.send(phone, note)
        phone.put_away()
        self.say(f"{len(notes)} notes from a phone without JavaScript")
        self.write_here("hope", "Could Sunday be quiet?")
        self.check_record("after the quiet minute")

    def learn_from_a_card(self):
        card = self.kiosk.tap("card-[0-9a-f]{16}", then="all-notes")
        self.picture("front-card")
        self.kiosk.tap("all-notes", then=card)
        self.kiosk.tap(card, then="what-did-we-learn")
        self.kiosk.tap("what-did-we-learn", then="lesson-text")
        self.kiosk.type("Ask before the round")
        self.picture("lesson")
        self.kiosk.tap("keep-lesson", then="action-if")
        self.picture("action")
        self.kiosk.tap("action-if")
        self.kiosk.type("a lamp fails", sentences=False)
        self.kiosk.tap("action-then")
        self.kiosk.type("swap it at once", sentences=False)
        if "who-and-when" in self.kiosk.targets():  # on a small panel the keyboard hides to make room for them
            self.kiosk.tap("who-and-when", then="role-0")
        self.kiosk.tap("role-0")
        self.kiosk.tap("due-week")
        self.picture("action-written")
        self.kiosk.tap("save-action", gone="save-action")
        self.picture("after-the-action")

    def rounds(self):
        self.next_round("wins")
        self.release("wins")
        self.learn_from_a_card()

        before = time.monotonic()
        self.next_round("mistakes")
        after = time.monotonic()
        self.release("mistakes")
        self.kill_and_resume("mistakes", before, after)
        self.check_record("after the kill")
        self.kiosk.tap("pause", then="resume")
        self.picture("paused")
        self.kiosk.tap("resume", then="pause")
        self.kiosk.tap("add-minute")
        self.picture("a-minute-more")

        self.next_round("lessons")
        self.kiosk.tap("back")
        wait_for("the round before", lambda: self.place_on_disk()[0] == "mistakes")
        self.next_round("lessons")
        self.release("lessons")

        self.next_round("hope")
        self.release("hope")

    def late_notes(self):
        """These come after their rounds. They wait, sealed, for the next huddle."""
        phone = Phone(self.scan(self.picture("hope-late")), True, self.pictures)
        for theme, text in [("wins", "late: the lamp held"), ("mistakes", "late: wrong lamp, again"),
                            ("mistakes", "late: no lamp at all"), ("lessons", "late: count the lamps")]:
            self.send(phone, {"round": theme, "text": text})
        phone.put_away()

    def close(self):
        self.next_round("close")
        self.picture("close")
        self.take_it_along()
        self.kiosk.tap("close-huddle", then="go-on")
        self.picture("ending")
        self.kiosk.sees("start-huddle")  # ten seconds later, by itself
        self.picture("home-after")
        self.check_record("after the close")

    def take_it_along(self):
        """The code at the close leads to a page with the lesson and the action, and no note."""
        self.kiosk.tap("take-away", then="close-take-away")
        link = self.read_code(self.picture("close-take-away"))
        self.check("/record/" in link, f"the code at the close holds {link}")
        with urllib.request.urlopen(link, timeout=20) as answer:
            page = html.unescape(answer.read().decode("utf-8"))
        for text in ("Ask before the round", "If a lamp fails, then we will swap it at once"):
            self.check(text in page, f"“{text}” is not on the page to take away")
        told = [text for _, text in self.released if len(text) > 20 and text in page]
        self.check(not told, f"notes are on the page to take away: {told}")
        self.kiosk.tap("close-take-away", then="close-huddle")

    def second_huddle(self):
        self.kiosk.tap("start-huddle", then="next-round", gone="start-huddle")
        self.picture("second-since-last-time")
        answer = self.kiosk.tap("still-trying-[0-9a-f]{16}", then="again-week-[0-9a-f]{16}")
        self.kiosk.tap("again-week-[0-9a-f]{16}", gone="again-week-[0-9a-f]{16}")
        self.picture("second-answered")
        self.say(f"the action of last time is asked after: {answer}")
        self.next_round("quiet")
        phone = Phone(self.link(), False, self.pictures)
        self.send(phone, {"round": "lessons", "text": "and label the lamps"})
        phone.put_away()
        self.next_round("wins")
        self.release("wins")
        # Two mistakes were late, and a round needs three. The kiosk keeps them and says so kindly.
        self.next_round("mistakes")
        self.kiosk.tap("release-notes", gone="release-notes")
        self.picture("mistakes-waiting")
        self.check_record("with too few mistakes")
        self.next_round("lessons")
        self.release("lessons")
        self.next_round("hope")
        self.next_round("close")
        self.kiosk.tap("close-huddle", then="go-on")
        self.kiosk.tap("go-on", then="start-huddle")
        self.check_record("after the second huddle")
        self.check(self.sealed.total() == 2, "exactly the two mistakes should wait still")

    def third_huddle(self):
        phone = Phone(self.link(), True, self.pictures)
        self.send(phone, {"round": "mistakes", "text": "early: a lamp in the wrong bay"})
        phone.put_away()
        self.kiosk.tap("start-huddle", then="next-round", gone="start-huddle")
        self.kiosk.tap("done-[0-9a-f]{16}", then="helped-[0-9a-f]{16}")
        self.picture("third-did-it-help")
        self.kiosk.tap("helped-[0-9a-f]{16}", then="share-[0-9a-f]{16}")
        self.kiosk.tap("share-[0-9a-f]{16}")
        self.picture("third-shared")
        for round_id in ("quiet", "wins", "mistakes"):
            self.next_round(round_id)
        self.release("mistakes")
        for round_id in ("lessons", "hope", "close"):
            self.next_round(round_id)
        self.kiosk.tap("close-huddle", then="go-on")
        self.kiosk.tap("go-on", then="start-huddle")
        self.check(self.sealed.total() == 0, "every note should be in the record now")
        self.check_record("at the very end")

    def record_of_talk(self):
        rows = record.csv_rows(record.export(self.program, self.data, "csv"))
        lessons = [row["text"] for row in rows if row["kind"] == "lesson"]
        actions = [row["text"] for row in rows if row["kind"] == "action"]
        self.check(lessons == ["Ask before the round"], f"the lessons in the CSV are {lessons}")
        self.check(actions == ["If a lamp fails, then we will swap it at once"],
                   f"the actions in the CSV are {actions}")
        document = json.loads(record.export(self.program, self.data, "json"))
        kept = [(lesson["text"], action["if"], action["then"], action["state"])
                for huddle in document["huddles"] for lesson in huddle["lessons"] for action in huddle["actions"]]
        self.check(kept == [("Ask before the round", "a lamp fails", "swap it at once", "done")],
                   f"the lesson and its action in the JSON are {kept}")
        self.check(len(document["huddles"]) == 3, "the JSON should hold three huddles")

    def go(self, notes):
        url = self.before_the_huddle(notes[::2])
        self.quiet_minute(notes[1::2], url)
        self.rounds()
        self.late_notes()
        self.close()
        self.second_huddle()
        self.third_huddle()
        self.record_of_talk()
        self.check(self.kiosk.stop() == 0, "the kiosk did not end with 0 when it was asked to stop")
        verified = subprocess.run([self.program, "verify", "--data", str(self.data)], capture_output=True, text=True,
                                  timeout=60, check=False)
        self.check(verified.returncode == 0, f"verify: {verified.stdout}{verified.stderr}")
        for form in ("csv", "json"):
            (self.pictures / f"record.{form}").write_bytes(record.export(self.program, self.data, form))
        self.say(f"done: {self.released.total()} notes in the record; pictures in {self.pictures}")

    def clear_up(self):
        if self.kiosk and self.kiosk.process.poll() is None:
            self.kiosk.process.kill()
            self.kiosk.process.wait(20)
        self.screen.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("pictures", type=pathlib.Path)
    parser.add_argument("--notes", type=int, default=0)
    parser.add_argument("--size", default="1920x1080")
    parser.add_argument("--inches", type=float, default=24)
    asked = parser.parse_args()
    program, pictures = asked.program.resolve(), asked.pictures.resolve()
    for tool in ("Xvfb", "xdotool", "import", "zbarimg", "node"):
        if not shutil.which(tool):
            sys.exit(f"{tool} is missing: scripts/setup test installs what this test needs.")
    if not (ROOT / "tests" / "web" / "node_modules" / "playwright-core").is_dir():
        sys.exit("tests/web/node_modules is missing: run scripts/test, or `npm ci` in tests/web.")
    shutil.rmtree(pictures, ignore_errors=True)
    pictures.mkdir(parents=True)
    journey = Journey(str(program), pictures, [int(side) for side in asked.size.split("x")], asked.inches)
    try:
        journey.go(read_notes(asked.notes))
    except Exception as failure:  # first save the pictures and messages that show why
        if not isinstance(failure, (Failure, AssertionError)):
            traceback.print_exc(file=sys.stdout)
        print(f"\nThe journey ended early: {failure}", flush=True)
        try:
            journey.picture("where-it-ended")
        except subprocess.SubprocessError:
            print("No picture can be taken of where it ended.")
        log = pictures / "kiosk.log"
        print(f"The kiosk's own words:\n{log.read_text() if log.exists() else ''}\nPictures: {pictures}")
        return 1
    finally:
        journey.clear_up()
    return 0


if __name__ == "__main__":
    sys.exit(main())
