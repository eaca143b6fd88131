#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The moments of a huddle in which a hand goes wrong or somebody comes in, in a real window by touch.

    moments.py PROGRAM PICTURE_FOLDER
"""
import json
import pathlib
import re
import shutil
import sqlite3
import sys
import tempfile
import time

from stage import Failure, Kiosk, Screen, wait_for

# Its rounds are soon over their time.
LAYOUT = """id = "short"
name = "Short"
for_whom = "a test"
pulse = false
[[round]]
id = "quiet"
kind = "quiet"
title = "Quiet"
icon = "pencil"
colour = "primary"
seconds = 10
minimum = 5
prompts = ["One thought each."]
[[round]]
id = "wins"
kind = "wins"
title = "Wins"
icon = "star"
colour = "wins"
seconds = 10
minimum = 5
release_at_least = 1
prompts = ["What helped?"]
[[round]]
id = "hope"
kind = "hope"
title = "Hope"
icon = "sunrise"
colour = "hope"
seconds = 10
minimum = 5
release_at_least = 1
prompts = ["What is possible?"]
[[round]]
id = "close"
kind = "close"
title = "Close"
icon = "heart"
colour = "primary"
seconds = 10
minimum = 5
prompts = ["What do we take with us?"]
"""


def check(true, what):
    if not true:
        raise Failure(what)


def main():
    program, pictures = sys.argv[1], pathlib.Path(sys.argv[2])
    pictures.mkdir(parents=True, exist_ok=True)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="hearthside-moments-"))
    data = folder / "data"
    (data / "layouts").mkdir(parents=True)
    (data / "layouts" / "short.toml").write_text(LAYOUT, encoding="utf-8")
    (data / "hearthside.toml").write_text('[team]\nname = "Willow Ward"\n[huddle]\nlayout = "short"\n', encoding="utf-8")
    screen = Screen(1280, 800)
    kiosk = None

    def begin():
        return Kiosk(program, screen, data, folder / "targets.json", folder / "log.txt")

    def write_a_note(text):
        kiosk.tap("write-here", then="key-space")
        kiosk.tap("round-wins")
        kiosk.type(text)
        kiosk.tap("send-note", then="add-another")
        kiosk.tap("close-writing", then="next-round")

    def twice(name):
        """As a hand that shakes does."""
        at = kiosk.middle_of(kiosk.sees(name))
        screen.finger([at, at])
        time.sleep(1)

    def there(pattern):
        return any(re.fullmatch(pattern, each) for each in kiosk.targets())

    try:
        kiosk = begin()
        # A huddle that was started by mistake leaves nothing.
        kiosk.tap("start-huddle", then="not-now")
        screen.picture(pictures / "opening.png")
        kiosk.tap("not-now", then="start-huddle")
        kiosk.tap("start-huddle", then="next-round")
        check(sqlite3.connect(f"file:{data / 'hearthside.db'}?mode=ro", uri=True).execute("SELECT count(*) FROM huddles").fetchone()[0] == 1,
              "the huddle that was called off is in the record")
        write_a_note("wins are here")
        write_a_note("so is help")
        # A double tap opens one round.
        twice("next-round")
        kiosk.sees("release-notes")
        twice("release-notes")
        kiosk.sees("card-.*")
        check(not there("thank-you"), "the second tap opened a note")
        # Past its time a note is set aside, and comes back.
        time.sleep(11)
        kiosk.tap("card-.*", then="set-aside")
        kiosk.tap("set-aside", then="undo")
        screen.picture(pictures / "set-aside-over-time.png")
        kiosk.tap("undo", gone="undo")
        check(len([each for each in kiosk.targets() if each.startswith("card-")]) == 2, "the note did not come back")
        # A pause brings back the note; the screen is changed meanwhile.
        kiosk.tap("card-.*", then="thank-you")
        kiosk.tap("pause", then="resume", gone="thank-you")
        kiosk.tap("display", then="language-cy")
        kiosk.tap("language-cy")
        kiosk.tap("text-size-2")
        screen.picture(pictures / "display.png")
        kiosk.tap("back-to-huddle", then="resume")
        kiosk.tap("resume", then="thank-you")
        # A lesson that is half written outlives a power cut, and so does the look.
        kiosk.tap("what-did-we-learn", then="keep-lesson|key-space")
        kiosk.type("look twice")
        kept = data / "screen.json"
        wait_for("the lesson in its file", lambda: kept.exists() and "ook twice" in kept.read_text(encoding="utf-8"))
        kiosk.kill()
        kiosk = begin()
        kiosk.sees("keep-lesson")
        screen.picture(pictures / "after-a-power-cut.png")
        look = json.loads(kept.read_text(encoding="utf-8"))["look"]
        check(look["language"] == "cy" and look["text_percent"] == 130, f"the look is {look}")
        kiosk.tap("keep-lesson", then="just-the-lesson")
        kiosk.tap("just-the-lesson", then="next-round")
        wait_for("the lesson to leave its file", lambda: "ook twice" not in kept.read_text(encoding="utf-8"))
        # The second tap on the close skips no ending and touches nothing on home.
        time.sleep(1)
        kiosk.tap("next-round")
        wait_for("a round without notes", lambda: not there("card-.*"))
        time.sleep(1)
        kiosk.tap("next-round", then="close-huddle")
        time.sleep(1)
        twice("close-huddle")
        check(not there("review-home|passcode.*"), "the second tap opened Review")
        check(kiosk.stop() == 0, "the kiosk did not end well")
        kiosk = None
        print("all moments are well")
        return 0
    except Failure as failure:
        print(f"FAILED: {failure}", file=sys.stderr)
        screen.picture(pictures / "failure.png")
        print((folder / "log.txt").read_text(encoding="utf-8")[-2000:], file=sys.stderr)
        return 1
    finally:
        if kiosk:
            kiosk.kill()
        screen.close()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
