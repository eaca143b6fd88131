#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Kills the program at any moment while eight phones send notes and a huddle is led, and starts it again: SAFETY 11 to 13.

    kill_cycles.py PROGRAM [CYCLES]

After each kill `verify` must find a whole record, and the phones send unanswered notes again under the same token. At the
end every accepted note is in the record exactly once. Prints what it did.
"""
import http.client
import json
import pathlib
import random
import sys
import threading
import time
import unittest
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
from program import Case, Serve, run  # noqa: E402 (the path comes first)

CYCLES = int(sys.argv[2]) if len(sys.argv) > 2 else 12
SENDERS = 8
ROUNDS = ["wins", "mistakes", "lessons", "hope"]


class Ward:
    """What the phones know: the address of the kiosk, the accepted notes and those without an answer."""

    def __init__(self):
        self.lock = threading.Lock()
        self.url = None        # None: the kiosk is not running
        self.accepted = {}     # text -> how often "added" was said
        self.unanswered = []   # notes that were sent and not answered
        self.in_flight = 0
        self.new_notes = True
        self.over = False
        self.retries = 0
        self.strange = []      # unexpected answers


def sender(ward, number):
    made = 0
    chance = random.Random(number)
    while not ward.over:
        with ward.lock:
            url = ward.url
            note = None
            if url:
                if ward.unanswered:
                    note = ward.unanswered.pop()
                    ward.retries += 1
                elif ward.new_notes:
                    made += 1
                    note = {"round": chance.choice(ROUNDS), "text": f"note {number}-{made}",
                            "token": f"{number:08x}{made:08x}"}
                if note:
                    ward.in_flight += 1
        if not note:
            time.sleep(0.005)
            continue
        status = post(url, note)
        with ward.lock:
            ward.in_flight -= 1
            if status in (200, 201):
                ward.accepted[note["text"]] = ward.accepted.get(note["text"], 0) + 1
            else:
                ward.unanswered.append(note)
                if status not in (None, 403, 429, 503):
                    ward.strange.append((status, note))
        if status != 201:
            time.sleep(0.01)


def post(url, note):
    """The status, or None when there was no answer."""
    parts = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=15)
    try:
        connection.request("POST", parts.path, json.dumps(note).encode(),
                           {"Content-Type": "application/json", "Accept": "application/json"})
        answer = connection.getresponse()
        answer.read()
        return answer.status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


class Gone(Exception):
    """The kiosk was killed in the middle of a request."""


class KillCycles(Case):
    def ask(self, serve, intent, **fields):
        try:
            answer = serve.ask(intent, **fields)
        except (AssertionError, BrokenPipeError, ValueError, OSError) as error:
            raise Gone from error
        url = answer["board"]["url"].split("#")[0]
        with self.ward.lock:
            if self.ward.url:
                self.ward.url = url
        return answer

    def quiet_moment(self):
        """Nobody waits for an answer, so the kept tokens may go with the huddle."""
        ward = self.ward
        ward.new_notes = False
        for _ in range(4000):
            with ward.lock:
                if not ward.unanswered and not ward.in_flight:
                    return
                if not ward.url:
                    raise Gone
            time.sleep(0.005)
        self.fail(f"notes found no answer: {ward.unanswered[:3]}")

    def lead(self, serve, chance):
        """Leads huddles until the kill comes."""
        while True:
            board = self.ask(serve, "board")["board"]
            if not board.get("huddle"):
                self.ask(serve, "start_huddle")
                self.led["huddles"] += 1
            for _ in range(chance.randrange(2, 12)):
                answer = self.ask(serve, chance.choice(["open_next_round", "release_notes", "pause", "resume",
                                                        "add_minute", "back", "open_next_round", "release_notes"]))
                if answer["ok"]:
                    self.led["steps"] += 1
                time.sleep(chance.random() * 0.03)
            if chance.random() < 0.4:
                self.quiet_moment()
                self.ask(serve, "close_huddle")
                self.led["closed"] += 1
                self.ward.new_notes = True

    def cycle(self, number):
        chance = random.Random(1000 + number)
        serve = Serve(self.data, "--notes-per-10min", "1000000")
        killer = threading.Timer(0.05 + chance.random() * 0.9, self.kill, [serve])
        with self.ward.lock:
            self.ward.url = serve.url.split("#")[0]
        self.ward.new_notes = True
        killer.start()
        try:
            self.lead(serve, chance)
        except Gone:
            pass
        killer.join()
        serve.__exit__()
        done = run("verify", "--data", self.data)
        self.assertEqual(done.returncode, 0, f"cycle {number}: {done.stdout}{done.stderr}")

    def kill(self, serve):
        serve.process.kill()
        with self.ward.lock:
            self.ward.url = None

    def finish(self):
        """Leads two huddles to their end. Notes that waited for the next huddle are opened in it."""
        with Serve(self.data, "--notes-per-10min", "1000000") as serve:
            self.ward.url = serve.url.split("#")[0]
            self.quiet_moment()
            if self.ask(serve, "board")["board"].get("huddle"):
                self.ask(serve, "close_huddle")
            self.ask(serve, "start_huddle")
            while self.ask(serve, "board")["board"]["huddle"]["round"] != "close":
                self.ask(serve, "release_notes")
                self.ask(serve, "open_next_round")
            self.ask(serve, "close_huddle")
            waiting = self.ask(serve, "board")["board"]["waiting"]
            self.assertEqual(serve.end()[0], 0)
        return [band for band in waiting.values() if band != "none yet"]

    def test_kill_cycles(self):
        self.data.mkdir()
        (self.data / "hearthside.toml").write_text("[review]\nexport_notes = true\n", encoding="utf-8")
        self.ward, self.led = Ward(), {"huddles": 0, "steps": 0, "closed": 0}
        phones = [threading.Thread(target=sender, args=(self.ward, number), daemon=True) for number in range(SENDERS)]
        for phone in phones:
            phone.start()
        begun = time.monotonic()
        for number in range(CYCLES):
            self.cycle(number)
        waiting = self.finish()
        self.ward.over = True
        for phone in phones:
            phone.join()
        self.assertEqual(self.ward.strange, [])
        done = run("export", "--format", "json", "--what", "notes", "--data", self.data)
        self.assertEqual(done.returncode, 0, done.stderr)
        found = {}
        record = json.loads(done.stdout)
        for note in (note for huddle in record["huddles"] for note in huddle["notes"]):
            found[note["text"]] = found.get(note["text"], 0) + 1
        accepted = set(self.ward.accepted)
        lost = sorted(accepted - set(found))
        twice = sorted(text for text, count in found.items() if count > 1)
        print(f"{CYCLES} kills in {time.monotonic() - begun:.0f} s: {len(accepted)} notes accepted, {self.ward.retries} sent "
              f"again, {self.led['huddles']} huddles begun, {self.led['closed']} closed, {self.led['steps']} steps; "
              f"{len(lost)} lost, {len(twice)} there twice, 0 damaged records", flush=True)
        self.assertEqual(waiting, [], "notes still wait, so the count would not be whole")
        self.assertEqual((lost, twice), ([], []))
        self.assertGreater(len(accepted), 10 * CYCLES)


if __name__ == "__main__":
    del sys.argv[1:3]
    unittest.main()
