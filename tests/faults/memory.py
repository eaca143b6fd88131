#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""SAFETY 5: what a phone sent (headers, nudged, refused and deleted texts) is gone from the program's memory within a minute.

    memory.py PROGRAM [unittest options]

Reads /proc/PID/mem of a real `serve`. Its own account may not read it. Root may, and so may the root of a user name space
in which it was started.
"""
import base64
import http.client
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import time
import unittest
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
from program import PROGRAM, Case, Serve  # noqa: E402 (the path comes first)

WEB = pathlib.Path(__file__).resolve().parent.parent / "web"


def memory_of(process):
    """Every byte that the program itself can write to."""
    pieces = []
    with open(f"/proc/{process}/maps", encoding="utf-8") as maps, open(f"/proc/{process}/mem", "rb", buffering=0) as mem:
        for line in maps:
            found = re.match(r"([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ \S+\s*(\S*)", line)
            begin, end, rights, name = int(found[1], 16), int(found[2], 16), found[3], found[4]
            if not rights.startswith("rw") or name.startswith(("/dev", "[v")):
                continue
            try:
                mem.seek(begin)
                pieces.append((name or "heap", mem.read(end - begin)))
            except OSError:
                continue
    return pieces


def where(process, marker):
    """How often the marker is in memory, as UTF-8 and as UTF-16, by the name of the mapping."""
    hits = {}
    for name, piece in memory_of(process):
        count = piece.count(marker.encode()) + piece.count(marker.encode("utf-16-le"))
        if count:
            hits[name] = hits.get(name, 0) + count
    return hits


class Memory(Case):
    def inside_a_name_space(self):
        """Becomes root of a new name space unless this is root already."""
        steps = ["unshare", "--map-root-user"]
        probe = subprocess.run(steps + ["true"], capture_output=True, check=False) if shutil.which("unshare") else None
        if probe is None or probe.returncode != 0:
            print("\n*** NOT TESTED HERE: the program's memory, which needs root or a user name space. ***\n", file=sys.stderr)
            self.skipTest("nobody may look into the program's memory here")
        done = subprocess.run(steps + [sys.executable, "-B", __file__, PROGRAM], capture_output=True, text=True, timeout=240,
                              check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def sealed(self, url, note):
        if not shutil.which("node"):
            return None
        line = json.dumps({"key": url.split("#")[1], "note": note})
        done = subprocess.run(["node", str(WEB / "seal_vectors.mjs")], input=line + "\n", capture_output=True, text=True, check=True)
        return base64.b64decode(done.stdout)

    def test_nothing_of_a_phone_stays(self):
        if os.geteuid() != 0:
            return self.inside_a_name_space()
        with Serve(self.data) as serve:
            process = serve.process.pid
            url = urllib.parse.urlsplit(serve.url)
            headers = {"User-Agent": "agent-MARK-8201-of-a-phone", "Cookie": "crumb=cookie-MARK-8202-of-a-phone",
                       "Accept-Language": "en, x-tongue-MARK-8203-of-a-phone", "X-Device": "device-MARK-8204-of-a-phone"}
            phone = http.client.HTTPConnection(url.hostname, url.port, timeout=20)

            def post(fields, kind="application/x-www-form-urlencoded"):
                body = fields if isinstance(fields, (bytes, str)) else urllib.parse.urlencode(fields)
                phone.request("POST", url.path, body, {**headers, "Content-Type": kind, "Origin": f"http://{url.netloc}"})
                answer = phone.getresponse()
                answer.read()
                return answer.status

            kept = "kept-MARK-8205-which-is-deleted"
            long_kept = "long-MARK-8206-which-is-deleted " + "and goes on and on " * 20
            self.assertEqual(post({"round": "wins", "text": kept, "token": "token-MARK-8207-of-a-page"}), 303)
            self.assertEqual(post({"round": "wins", "text": long_kept}), 303)
            self.assertEqual(post(json.dumps({"round": "wins", "text": "json-MARK-8208-which-is-deleted"}), "application/json"), 201)
            self.assertEqual(post({"round": "mistakes", "text": "nudged-MARK-8209 the lady in bed 14"}), 200)
            self.assertEqual(post(json.dumps({"round": "wins", "text": "nudged-MARK-8210 Mrs Smith"}), "application/json"), 200)
            self.assertEqual(post({"round": "wins", "text": "refused-MARK-8211-too-long " * 40}), 422)
            self.assertEqual(post({"round": "", "text": "refused-MARK-8212-without-a-round"}), 422)
            self.assertEqual(post('{"round": "wins", "text": "broken-MARK-8213', "application/json"), 400)
            self.assertEqual(post({"round": "wins", "text": "x", "other": "unknown-MARK-8214-field"}), 303)
            markers = [f"MARK-{number}" for number in range(8201, 8215)]
            sealed = self.sealed(serve.url, {"round": "wins", "text": "sealed-MARK-8215-which-is-deleted", "token": "t", "then": ""})
            if sealed:
                self.assertEqual(post(sealed, "application/octet-stream"), 200)
                self.assertEqual(post(self.sealed(serve.url, {"round": "wins", "text": "sealed-MARK-8216 Mrs Smith", "token": "t"}),
                                      "application/octet-stream"), 200)
                markers += ["MARK-8215", "MARK-8216"]
            # A page that follows the huddle stays connected until the huddle ends.
            live = socket.create_connection((url.hostname, url.port))
            self.addCleanup(live.close)
            live.sendall(f"GET {url.path}/live HTTP/1.1\r\nHost: {url.netloc}\r\nUser-Agent: live-MARK-8217-of-a-phone\r\n\r\n".encode())
            self.assertIn(b"text/event-stream", live.recv(4096))
            markers.append("MARK-8217")

            self.assertTrue(where(process, "MARK-8205"), "what is sealed is there: the test can see it")
            serve.ask("start_huddle")
            while True:
                board = serve.ask("board")["board"]
                rounds = board["huddle"]["rounds"]
                if rounds[board["huddle"]["round_index"]]["kind"] == "wins":
                    break
                serve.ask("open_next_round")
            notes = serve.ask("release_notes")["board"]["huddle"]["notes"]
            for note in notes:
                if "MARK" in note["text"]:
                    self.assertTrue(serve.ask("set_aside", note=note["id"])["ok"])
                    self.assertTrue(serve.ask("delete_note", note=note["id"])["ok"])

            begun = time.monotonic()
            while True:
                left = {marker: hits for marker in markers if (hits := where(process, marker))}
                if not left or time.monotonic() - begun > 60:
                    break
                time.sleep(1)
            print(f"memory: {len(left)} of {len(markers)} markers left after {time.monotonic() - begun:.0f} s {left or ''}", file=sys.stderr)
            self.assertEqual(left, {})
        return None


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
