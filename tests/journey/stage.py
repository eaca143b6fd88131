# SPDX-License-Identifier: Apache-2.0
"""A screen (Xvfb) with the kiosk on it, and a finger (xdotool) that touches the targets that the kiosk reports."""
import json
import os
import pathlib
import re
import select
import signal
import subprocess
import time


SECOND_TAP = 0.75  # s; kiosk/ui/double_tap.h, with some room for a slow machine


class Failure(Exception):
    """A step of the journey failed."""


def wait_for(what, check, seconds=10.0, every=0.02):
    """The first true result of `check`. Raises a Failure that names `what` when there is none in time."""
    end = time.monotonic() + seconds
    while True:
        value = check()
        if value:
            return value
        if time.monotonic() >= end:
            raise Failure(f"waited {seconds:.0f} s in vain for {what}")
        time.sleep(every)


class Screen:
    """An X server on a free display number, which the server finds itself."""

    def __init__(self, width, height):
        self.width, self.height = width, height
        read_end, write_end = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write_end), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"],
            pass_fds=[write_end], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write_end)
        # The server writes the number and the line's end separately, and dies when nobody reads the second.
        number = b""
        while not number.endswith(b"\n"):
            ready, _, _ = select.select([read_end], [], [], 20)
            piece = os.read(read_end, 16) if ready else b""
            if not piece:
                break
            number += piece
        os.close(read_end)
        if not number.endswith(b"\n"):
            self.close()
            raise Failure("Xvfb did not start")
        self.display = f":{int(number)}"
        # A person's own desktop must not be reachable from here, and their settings must not change the picture.
        self.environment = {name: value for name, value in os.environ.items()
                            if name not in ("WAYLAND_DISPLAY", "XAUTHORITY")}
        self.environment.update(DISPLAY=self.display, SDL_VIDEODRIVER="x11")

    def picture(self, file):
        subprocess.run(["import", "-silent", "-window", "root", str(file)], env=self.environment, check=True,
                       timeout=60)

    def finger(self, steps):
        """Touches each of [(x, y)...] for a moment, one after the other."""
        chain = []
        for x, y in steps:
            chain += ["mousemove", str(x), str(y), "mousedown", "1", "sleep", "0.05", "mouseup", "1", "sleep", "0.06"]
        subprocess.run(["xdotool"] + chain, env=self.environment, check=True, timeout=120)

    def close(self):
        self.server.terminate()
        self.server.wait(10)


class Kiosk:
    """One run of the program in a window that fills the screen."""

    def __init__(self, program, screen, data, targets_file, log):
        self.screen = screen
        self.targets_file = pathlib.Path(targets_file)
        self.targets_file.unlink(missing_ok=True)
        # A kiosk that is set up already; otherwise the first start would come before home.
        data = pathlib.Path(data)
        data.mkdir(parents=True, exist_ok=True)
        if not (data / "hearthside.toml").exists():
            (data / "hearthside.toml").write_text("[team]\nname = \"Our team\"\n[review]\nexport_notes = true\n", encoding="utf-8")
        self.log = open(log, "ab")
        self.tapped, self.rested = None, 0.0  # the last touched target and its place; when its place counts again
        self.process = subprocess.Popen(
            [program, "kiosk", "--data", str(data), "--window", f"{screen.width}x{screen.height}",
             "--bind", "127.0.0.1", "--port", "0", "--notes-per-10min", "100000"],
            env=dict(screen.environment, HEARTHSIDE_TARGETS=str(targets_file)),
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)

    def targets(self):
        """{name: (x, y, w, h)} of the present frame. Empty before the first frame."""
        if self.process.poll() is not None:
            raise Failure(f"the kiosk ended by itself, with {self.process.returncode}")
        try:
            frame = json.loads(self.targets_file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        if frame["screen"] != [self.screen.width, self.screen.height]:
            raise Failure(f"the kiosk's picture is {frame['screen']}, not the whole screen")
        return {target["name"]: (target["x"], target["y"], target["w"], target["h"]) for target in frame["targets"]}

    def sees(self, name, seconds=15.0):
        """Waits until something of this name (or first of this pattern) can be touched. Returns its full name."""
        pattern = re.compile(name)
        return wait_for(f"“{name}” on the screen; there is: {', '.join(sorted(self.targets()))}",
                        lambda: next((each for each in self.targets() if pattern.fullmatch(each)), None), seconds)

    def middle_of(self, name):
        x, y, w, h = self.targets()[name]
        return round(x + w / 2), round(y + h / 2)

    def draws_again(self, seconds=2.0):
        """Waits for the next frame, so that the next touch sees its targets. Stops when no frame comes because nothing moves."""
        now = time.time_ns()
        try:
            wait_for("another frame", lambda: self.targets_file.stat().st_mtime_ns > now, seconds)
        except Failure:
            pass

    def tap(self, name, then=None, gone=None, seconds=15.0):
        """Touches `name` once. Then waits until `then` is there and `gone` is not."""
        found = self.sees(name, seconds)
        x, y = self.middle_of(found)
        # A second tap at once is taken for a mistake, so a finger that means it waits.
        if self.tapped and (found == self.tapped[0] or x in self.tapped[1] and y in self.tapped[2]):
            time.sleep(max(0.0, self.rested - time.monotonic()))
            x, y = self.middle_of(found)
        left, top, width, height = self.targets()[found]
        self.tapped = (found, range(int(left), int(left + width) + 1), range(int(top), int(top + height) + 1))
        self.screen.finger([(x, y)])
        if then:
            self.sees(then, seconds)
        if gone:
            pattern = re.compile(gone)
            wait_for(f"“{gone}” to leave the screen",
                     lambda: not any(pattern.fullmatch(each) for each in self.targets()), seconds)
        self.rested = time.monotonic() + SECOND_TAP
        return found

    def type(self, text, sentences=True):
        """Writes on the keyboard that the screen shows, key by key. Shift is on by itself where a sentence begins."""
        self.sees("key-space")
        # A key may stand where the button was that brought the keyboard.
        time.sleep(max(0.0, self.rested - time.monotonic()))
        letters, figures = True, []
        page_keys = {}

        def turn_page():
            # The page key shows other keys, so the targets are read again after it.
            self.screen.finger(figures)
            figures.clear()
            before = set(self.targets())
            self.screen.finger([self.middle_of("key-123")])
            wait_for("the other page of the keyboard", lambda: set(self.targets()) != before)
            page_keys.clear()
            page_keys.update(self.targets())

        page_keys.update(self.targets())

        def press(key):
            x, y, w, h = page_keys[key]
            figures.append((round(x + w / 2), round(y + h / 2)))

        begins, ended = sentences, False
        for letter in text:
            if letter == " ":
                press("key-space")
                begins = begins or sentences and ended
                continue
            plain = letter.lower()
            on_letters = plain.isascii() and plain.isalpha() or letter in ",.'" or (letter == "?" and letters)
            if on_letters != letters:
                turn_page()
                letters = on_letters
            if on_letters and (letter != plain) != begins and plain.isalpha():
                press("key-shift")
            press(f"key-{plain}")
            begins, ended = False, letter in ".?!"
        if not letters:
            turn_page()
        self.screen.finger(figures)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(20)
        self.log.close()

    def stop(self):
        self.process.terminate()
        code = self.process.wait(30)
        self.log.close()
        return code
