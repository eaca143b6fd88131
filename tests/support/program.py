# SPDX-License-Identifier: Apache-2.0
"""Runs the program under test, once or as a `serve` with a conversation line by line."""
import json
import os
import pathlib
import select
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())  # the first argument of every such test


def run(*arguments, stdin="", environment=None):
    return subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, capture_output=True, text=True,
                          encoding="utf-8", timeout=60, env=environment, check=False)


class Serve:
    """`serve` with a line in and a line out."""

    def __init__(self, data, *more):
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--data", str(data), "--bind", "127.0.0.1", "--port", "0", *more],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.rest = b""
        self.url = json.loads(self.line())["url"]

    def line(self, seconds=30):
        while b"\n" not in self.rest:
            ready, _, _ = select.select([self.process.stdout], [], [], seconds)
            piece = os.read(self.process.stdout.fileno(), 65536) if ready else b""
            if not piece:
                self.process.kill()
                raise AssertionError(f"serve said nothing more; on standard error: {self.process.stderr.read()}")
            self.rest += piece
        line, self.rest = self.rest.split(b"\n", 1)
        return line.decode("utf-8")

    def ask_raw(self, line):
        self.process.stdin.write(line.encode("utf-8") + b"\n")
        self.process.stdin.flush()
        return json.loads(self.line())

    def ask(self, intent, **fields):
        return self.ask_raw(json.dumps({"intent": intent, **fields}))

    def end(self):
        """(exit code, rest of standard output, standard error) after the end of input."""
        out, err = self.process.communicate(timeout=30)
        return self.process.returncode, self.rest + out, err.decode()

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            try:
                stream.close()
            except BrokenPipeError:
                pass  # a line that nobody reads any more


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="hearthside-command-line-"))
        self.data = self.folder / "data"
        self.addCleanup(shutil.rmtree, self.folder, True)

    def assert_fails(self, done, code, *words):
        """The exit code, one clear sentence with these words on standard error, and nothing on standard output."""
        self.assertEqual(done.returncode, code, done.stderr)
        lines = done.stderr.strip().splitlines()
        self.assertEqual(len(lines), 1, done.stderr)
        self.assertTrue(lines[0].startswith("hearthside: "), done.stderr)
        self.assertGreaterEqual(len(lines[0].split()), 5, done.stderr)
        for word in words:
            self.assertIn(word, lines[0])
        self.assertEqual(done.stdout, "")

    def serve_args(self, data=None):
        return ["serve", "--data", data or self.data, "--bind", "127.0.0.1", "--port", "0"]
