# SPDX-License-Identifier: Apache-2.0
"""A phone (tests/web/phone.mjs) that sends notes from a browser, one after the other."""
import json
import pathlib
import subprocess

WEB = pathlib.Path(__file__).resolve().parent.parent / "web"


class Phone:
    def __init__(self, url, javascript, pictures):
        self.process = subprocess.Popen(
            ["node", str(WEB / "phone.mjs"), url, "js" if javascript else "no-js", str(pictures)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")

    def send(self, note):
        """{"accepted", "page", "kept"} for one {"round", "text"}."""
        self.process.stdin.write(json.dumps({"round": note["round"], "text": note["text"]}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError(f"the phone gave up at {note['round']}: {ascii(note['text'][:80])}")
        return json.loads(line)

    def put_away(self):
        self.process.stdin.close()
        if self.process.wait(30) != 0:
            raise AssertionError("the phone ended badly")
