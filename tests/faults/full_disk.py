#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A disk that is nearly full, then full, and then has space again. Nothing is lost that was reported as saved, and nothing is
reported as saved that is not.

    full_disk.py PROGRAM [unittest options]
"""
import os
import pathlib
import shutil
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
from program import PROGRAM, Case, Serve, run  # noqa: E402 (the path comes first)


class FullDisk(Case):
    """On a small file system that only this test sees."""

    def test_full_disk(self):
        steps = ["unshare", "--mount"] + ([] if os.geteuid() == 0 else ["--map-root-user"])
        mount = ["sh", "-c", f"mount -t tmpfs -o size=1m none {self.folder}"]
        probe = None
        if shutil.which("unshare"):
            probe = subprocess.run(steps + mount, capture_output=True, text=True, check=False)
        if probe is None or probe.returncode != 0:
            why = probe.stderr.strip() if probe else "there is no unshare"
            print(f"\n*** NOT TESTED HERE: the full disk. A small file system cannot be mounted: {why}. ***\n",
                  file=sys.stderr)
            self.skipTest("no small file system can be mounted here")
        done = subprocess.run(steps + [sys.executable, "-B", __file__, PROGRAM, "--inside", str(self.folder)],
                              capture_output=True, text=True, timeout=120, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    @staticmethod
    def fill(file, leave):
        """Takes all free space except about `leave` bytes."""
        with open(file, "ab", buffering=0) as filler:
            for step in (1 << 20, 1 << 12):
                while True:
                    room = os.statvfs(file)
                    if room.f_bavail * room.f_frsize < leave + step:
                        break
                    try:
                        if filler.write(b"x" * step) < step:
                            break
                    except OSError:
                        break

    @classmethod
    def inside(cls, folder):
        """The checks on a disk of 72 MB. Runs in a name space of its own, so that the mount ends with it."""
        def check(truth, what):
            if not truth:
                sys.exit(f"full disk: {what}")

        looked_at = 1.5  # seconds: the kiosk checks the free space once a second
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=72m", "none", str(folder)], check=True)
        data, filler = folder / "data", folder / "filler"
        with Serve(data) as serve:
            check(serve.ask("add_note", round="wins", text="before")["ok"], "a note on a disk with room was refused")

            cls.fill(filler, leave=40 << 20)
            time.sleep(looked_at)
            refused = serve.ask("add_note", round="wins", text="nearly")
            check(not refused["ok"] and "nearly full" in refused["error"] and "keep your text" in refused["error"],
                  f"below 50 MB a note should be refused kindly: {refused}")
            started = serve.ask("start_huddle")
            check(started["ok"], f"a huddle should still start below 50 MB: {started.get('error')}")

            cls.fill(filler, leave=0)
            # The journal's existing pages can be overwritten, so the first step or two may still succeed.
            said = [serve.ask("keep_lesson", text="x" * 500) for _ in range(200)]
            refused = [answer for answer in said if not answer["ok"]]
            kept = len(said) - len(refused)
            check(refused, "a full disk took 200 lessons")
            check(all("ot saved" in answer["error"] for answer in refused),
                  f"the sentence should say that it was not saved: {refused[0]}")
            check(len(refused[-1]["board"]["huddle"]["lessons"]) == kept, "the board shows a lesson that was not saved")
            check(refused[-1]["board"]["trouble"], "the board does not tell of the trouble")

            filler.unlink()
            time.sleep(looked_at)
            after = serve.ask("keep_lesson", text="after")
            check(after["ok"], f"with room again, a lesson was refused: {after.get('error')}")
            check(serve.ask("add_note", round="wins", text="after")["ok"], "with room again, a note was refused")
            for _ in range(50):  # phones see the state of the disk at the next tick
                if serve.ask("board")["board"]["trouble"] == "":
                    break
                time.sleep(0.1)
            check(serve.ask("board")["board"]["trouble"] == "", "the trouble is over, and the board still tells of it")
            for _ in range(2):
                serve.ask("open_next_round")
            notes = serve.ask("release_notes")["board"]["huddle"]["notes"]
            check(sorted(note["text"] for note in notes) == ["after", "before"], f"the wall shows {notes}")
            check(serve.ask("close_huddle")["ok"], "the huddle cannot be closed")
            check(serve.end()[0] == 0, "serve did not end cleanly")
        check(run("verify", "--data", data).returncode == 0, "verify finds something wrong")

        cls.fill(filler, leave=0)
        for command in (["serve", "--data", folder / "new", "--port", "0", "--bind", "127.0.0.1"],
                        ["export", "--format", "csv", "--data", data, "--out", folder / "record.csv"]):
            done = run(*command)
            check(done.returncode == 1 and done.stderr.startswith("hearthside: ") and done.stderr.count("\n") == 1,
                  f"{command[0]} on a full disk: {done.returncode}, {done.stderr}")
        check(not (folder / "record.csv").exists(), "half an export stands under its name")


if __name__ == "__main__":
    del sys.argv[1]
    if sys.argv[1:2] == ["--inside"]:
        FullDisk.inside(pathlib.Path(sys.argv[2]))
    else:
        unittest.main()
