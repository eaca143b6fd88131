#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The program as scripts and people at a terminal use it: usage, exit codes (0 fine, 1 failed, 2 wrong usage), clear
sentences when something is wrong, and `serve` from its first line to its end.

    command_line.py PROGRAM [unittest options]
"""
import csv
import io
import json
import os
import pathlib
import re
import socket
import sqlite3
import ssl
import subprocess
import sys
import time
import unittest
import urllib.error
import urllib.parse
import urllib.request
import zlib

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tests" / "support"))
from program import PROGRAM, Case, Serve, run  # noqa: E402 (the path comes first)

KEY = re.compile(r"http://127\.0\.0\.1:\d+/n/[0-9a-f]{32}")


class Usage(Case):
    def test_help_everywhere(self):
        for command in ([], ["kiosk"], ["serve"], ["link"], ["layouts"], ["layouts", "check"], ["screenshot"], ["demo"],
                        ["export"], ["verify"], ["tls"], ["tls", "init"], ["lessons"], ["lessons", "export"],
                        ["lessons", "import"]):
            done = run(*command, "--help")
            self.assertEqual((done.returncode, done.stderr), (0, ""), command)
            self.assertIn("--help", done.stdout, command)
        self.assertFalse(self.data.exists())

    def test_version_names_the_commit_and_the_libraries_that_it_runs_with(self):
        done = run("--version")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        first, *libraries = done.stdout.splitlines()
        said = re.fullmatch(r"hearthside (\d+\.\d+\.\d+), commit ([0-9a-f]{10,}|unknown)", first)
        self.assertTrue(said, first)
        newest = re.search(r"^## (\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
        self.assertEqual(said[1], newest[1])
        if said[2] != "unknown":
            git = ["git", "--git-dir", str(ROOT / ".git"), "cat-file", "-t", said[2]]
            self.assertEqual(subprocess.run(git, capture_output=True, text=True, check=False).stdout, "commit\n")
        else:
            self.assertFalse((ROOT / ".git").exists())
        versions = dict(line.rsplit(" ", 1) for line in libraries)
        for library in ("SDL", "Dear ImGui", "Pango", "Cairo", "ICU", "Boost", "libsodium"):
            self.assertRegex(versions[library], r"^\d+\.\d+", library)
        # Python runs with the same shared libraries.
        self.assertEqual(versions["SQLite"], sqlite3.sqlite_version)
        self.assertEqual(versions["zlib"], zlib.ZLIB_RUNTIME_VERSION)
        self.assertEqual(versions["OpenSSL"], ssl.OPENSSL_VERSION.split()[1])
        self.assertFalse(self.data.exists())

    def test_wrong_usage_is_2_and_says_so_on_standard_error(self):
        for command in (["nonsense"], ["serve", "--nonsense"], ["serve", "--port", "70000"], ["serve", "--port", "x"],
                        ["serve", "--notes-per-10min", "0"], ["serve", "kiosk"], ["kiosk", "--window", "wide"],
                        ["kiosk", "--window", "10x10"], ["layouts", "check"], ["screenshot"],
                        ["screenshot", "home", "--out", "x.png", "--theme", "red"],
                        ["screenshot", "nonsense", "--out", self.folder / "x.png"],
                        ["screenshot", "home", "--size", "big", "--out", self.folder / "x.png"],
                        ["demo", "--data", self.data], ["demo", "--huddles", "0"], ["export"], ["export", "--format", "docx"],
                        ["export", "--format", "csv", "--what", "authors", "--data", self.data],
                        ["export", "--format", "csv", "--from", "yesterday", "--data", self.data],
                        ["export", "--format", "csv", "--from", "2026-02-30", "--data", self.data],
                        ["export", "--format", "csv", "--from", "2026-02-02", "--to", "2026-02-01"]):
            done = run(*command)
            self.assertEqual(done.returncode, 2, f"{command}: {done.stdout}{done.stderr}")
            self.assertEqual(done.stdout, "", command)
            self.assertNotEqual(done.stderr.strip(), "", command)
        self.assertFalse(self.data.exists())

    def test_tls_init_makes_a_certificate_that_serve_speaks_with(self):
        done = run("tls", "init", "--data", self.data, "--name", "kiosk.ward.example", "127.0.0.1")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertRegex(done.stdout, r"\b([0-9A-F]{2}:){31}[0-9A-F]{2}\b")
        key, certificate = self.data / "tls-key.pem", self.data / "tls-certificate.pem"
        self.assertEqual(key.stat().st_mode & 0o777, 0o600)
        lines = done.stdout[done.stdout.index("[phone]"):].split("\n\n")[0]
        (self.data / "hearthside.toml").write_text(lines + "\n", encoding="utf-8")
        before = certificate.read_bytes()
        self.assertEqual(run("tls", "init", "--data", self.data).returncode, 1, "it never overwrites by itself")
        self.assertEqual(certificate.read_bytes(), before)
        key.chmod(0o644)
        self.assertEqual(run("tls", "init", "--data", self.data, "--replace").returncode, 0)
        self.assertNotEqual(certificate.read_bytes(), before)
        self.assertEqual(key.stat().st_mode & 0o777, 0o600)
        done = run("serve", "--data", self.data, "--bind", "127.0.0.1", "--port", "0")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertTrue(json.loads(done.stdout.splitlines()[0])["url"].startswith("https://127.0.0.1:"))
        for name in ("two words", "a,DNS:b", "256.1.1.1"):
            done = run("tls", "init", "--data", self.data, "--replace", "--name", name)
            self.assertEqual(done.returncode, 2, name)
            self.assertIn("neither a host name nor", done.stderr)

    def test_a_wrong_address_is_a_clear_sentence(self):
        done = run("serve", "--data", self.data, "--port", "0", "--bind", "no address")
        self.assertIn(done.returncode, (1, 2), done.stderr)
        self.assertIn("no address", done.stderr)


class Trouble(Case):
    def test_wrong_configuration_is_2_with_file_and_line(self):
        self.data.mkdir()
        (self.data / "hearthside.toml").write_text(
            '[team]\nname = "Ward 3"\n\n[phone]\nprot = 8080\n\n[screen]\ntheme = "purple"\n', encoding="utf-8")
        done = run(*self.serve_args())
        self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
        lines = done.stderr.splitlines()
        self.assertEqual(len(lines), 2, done.stderr)
        self.assertRegex(lines[0], r"hearthside\.toml:5: .*prot.*port")
        self.assertRegex(lines[1], r"hearthside\.toml:8: .*theme")
        (self.data / "hearthside.toml").write_text("[team\n", encoding="utf-8")
        done = run(*self.serve_args())
        self.assertEqual(done.returncode, 2)
        self.assertRegex(done.stderr, r"hearthside\.toml:1: ")

    def test_wrong_layout_is_named_with_file_and_line_and_stops_nothing(self):
        layouts = self.data / "layouts"
        layouts.mkdir(parents=True)
        broken = layouts / "ours.toml"
        broken.write_text('id = "ours"\nname = "Ours"\nfor_whom = "Us"\n\n[[round]]\nid = "wins"\nkind = "winz"\n'
                          'title = "Wins"\nicon = "star"\ncolour = "wins"\nseconds = -5\nprompts = ["What helped?"]\n',
                          encoding="utf-8")
        done = run("layouts", "check", broken)
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stdout, r"(?m)^\S*ours\.toml:7: .*kind")
        self.assertRegex(done.stdout, r"(?m)^\S*ours\.toml:11: .*seconds")
        listed = run("layouts", "--data", self.data)
        self.assertEqual(listed.returncode, 1)
        self.assertRegex(listed.stderr, r"ours\.toml:7: ")
        self.assertIn("learning-huddle", listed.stdout)
        with Serve(self.data) as serve:
            self.assertTrue(serve.ask("start_huddle")["ok"])
            self.assertFalse(serve.ask("start_huddle", layout="ours")["ok"])
            code, _, err = serve.end()
        self.assertEqual(code, 0)
        self.assertRegex(err, r"ours\.toml:7: ")

    def test_the_shipped_layouts_are_fine(self):
        listed = run("layouts", "--data", self.data)
        self.assertEqual((listed.returncode, listed.stderr), (0, ""))
        self.assertEqual(len(listed.stdout.splitlines()), 8)
        self.assertFalse(self.data.exists())
        files = sorted((pathlib.Path(__file__).resolve().parents[3] / "layouts").glob("*.toml"))
        self.assertEqual(run("layouts", "check", *files).returncode, 0)
        self.assertEqual(run("layouts", "check", self.folder / "none.toml").returncode, 1)

    def test_port_in_use(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            serve = subprocess.Popen([PROGRAM, "serve", "--data", str(self.data), "--bind", "127.0.0.1", "--port", str(port)],
                                     stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            said = serve.stderr.readline()
            self.assertIn(str(port), said)
            self.assertIn("tries again", said)
        # The message comes by itself, and scripts get the first line then.
        self.assertIn(f"127.0.0.1:{port}/n/", json.loads(serve.stdout.readline())["url"])
        serve.communicate(timeout=30)
        self.assertEqual(serve.returncode, 0)

    def test_data_folder_that_cannot_be_written(self):
        self.data.write_text("a file in its place")
        self.assert_fails(run(*self.serve_args()), 1, str(self.data))
        self.assertEqual(self.data.read_text(), "a file in its place")
        self.assert_fails(run(*self.serve_args("/proc/hearthside")), 1, "/proc/hearthside")
        self.assert_fails(run(*self.serve_args(self.data / "below")), 1, str(self.data))
        if os.geteuid() != 0:
            locked = self.folder / "locked"
            locked.mkdir(mode=0o500)
            self.assert_fails(run(*self.serve_args(locked)), 1, str(locked))

    def test_readers_of_a_folder_that_holds_nothing(self):
        for command in (["export", "--format", "csv"], ["export", "--format", "json"], ["verify"], ["link"]):
            self.assert_fails(run(*command, "--data", self.data), 1, str(self.data))
        self.assertFalse(self.data.exists())

    def test_file_from_a_newer_version_is_refused_and_left_alone(self):
        with Serve(self.data) as serve:
            serve.ask("add_note", round="wins", text="kept")
            self.assertEqual(serve.end()[0], 0)
        database = sqlite3.connect(self.data / "hearthside.db")
        database.execute("PRAGMA user_version = 99")
        database.commit()
        database.close()
        before = (self.data / "hearthside.db").read_bytes()
        for command in (self.serve_args(), ["export", "--format", "csv", "--data", self.data],
                        ["verify", "--data", self.data]):
            self.assert_fails(run(*command), 1, "newer")
        self.assertEqual((self.data / "hearthside.db").read_bytes(), before)
        self.assertEqual([each.name for each in self.data.glob("*damaged*")], [])

    def test_a_file_that_is_no_database_is_put_aside_and_said_so(self):
        self.data.mkdir()
        (self.data / "hearthside.db").write_bytes(b"not a database at all, but long enough to look at" * 200)
        with Serve(self.data) as serve:
            self.assertTrue(serve.ask("start_huddle")["ok"])
            code, _, err = serve.end()
        self.assertEqual(code, 0)
        self.assertEqual(len(err.strip().splitlines()), 1, err)
        self.assertIn("damaged", err)
        self.assertEqual(len(list(self.data.glob("hearthside.db.damaged-*"))), 1)

    def test_second_hearthside_on_the_same_folder(self):
        with Serve(self.data) as serve:
            self.assert_fails(run(*self.serve_args()), 1, "Another Hearthside", str(self.data))
            self.assert_fails(run("demo", "--huddles", "1", "--data", self.data), 1, "empty folder", str(self.data))
            self.assertTrue(serve.ask("board")["ok"])
            self.assertEqual(run("verify", "--data", self.data).returncode, 0)

    def test_link(self):
        with Serve(self.data) as serve:
            done = run("link", "--data", self.data)
            self.assertEqual((done.returncode, done.stdout.strip(), done.stderr), (0, serve.url, ""))
            started = serve.ask("start_huddle")["board"]["url"]
            self.assertNotEqual(started, serve.url)
            self.assertEqual(run("link", "--data", self.data).stdout.strip(), started)
            # The code that a terminal shows, read by a scanner as on a phone.
            printed = run("link", "--qr", "--data", self.data)
            self.assertEqual((printed.returncode, printed.stderr), (0, ""))
            *drawn, last = printed.stdout.splitlines()
            self.assertEqual(last, started)
            halves = {"\u2588": (0, 0), "\u2580": (0, 1), "\u2584": (1, 0), " ": (1, 1)}
            rows = [[halves[mark][half] for mark in line] for line in drawn for half in (0, 1)]
            picture = self.data / "code.pbm"
            picture.write_text(f"P1\n{4 * len(rows[0])} {4 * len(rows)}\n" + "\n".join(
                " ".join(str(module) for module in row for _ in range(4)) for row in rows for _ in range(4)) + "\n")
            read = subprocess.run(["zbarimg", "--quiet", "--raw", picture], capture_output=True, text=True, check=True)
            self.assertEqual(read.stdout.strip(), started)
            serve.process.kill()
            serve.process.wait()
            self.assert_fails(run("link", "--data", self.data), 1, "No Hearthside is running")
        with Serve(self.data) as serve:
            self.assertEqual(serve.end()[0], 0)
        self.assert_fails(run("link", "--data", self.data), 1, "No Hearthside is running")

    def test_export_to_a_place_that_cannot_be_written(self):
        self.assertEqual(run("demo", "--huddles", "1", "--data", self.data).returncode, 0)
        self.assert_fails(
            run("export", "--format", "csv", "--data", self.data, "--out", self.folder / "no" / "x.csv"), 1, "x.csv")
        with open("/dev/full", "wb") as full:
            done = subprocess.run([PROGRAM, "export", "--format", "csv", "--data", str(self.data)], stdout=full,
                                  stderr=subprocess.PIPE, text=True, timeout=60, check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn("space on the disk", done.stderr)


class Scripted(Case):
    def test_serve_from_start_to_end(self):
        with Serve(self.data) as serve:
            self.assertRegex(serve.url, KEY)
            board = serve.ask("board")
            self.assertEqual((board["ok"], board["board"]["huddle"], board["board"]["url"]), (True, None, serve.url))
            for round_id, text in [("wins", "a win"), ("mistakes", "first slip"), ("mistakes", "second slip"),
                                   ("mistakes", "third slip"), ("lessons", "alone"), ("hope", "a hope")]:
                answer = serve.ask("add_note", round=round_id, text=text)
                self.assertTrue(answer["ok"])
                self.assertNotIn(text, json.dumps(answer))
            self.assertTrue(serve.ask("start_huddle", layout="learning-huddle")["ok"])

            def to_round(name):
                answer = serve.ask("open_next_round")
                self.assertEqual(answer["board"]["huddle"]["round"], name)
                return answer

            early = serve.ask("release_notes")
            self.assertFalse(early["ok"])
            self.assertIn("board", early)
            to_round("quiet")
            to_round("wins")
            wall = serve.ask("release_notes")["board"]["huddle"]["notes"]
            self.assertEqual([note["text"] for note in wall], ["a win"])
            to_round("mistakes")
            wall = serve.ask("release_notes")["board"]["huddle"]["notes"]
            mistakes = [note for note in wall if note["round"] == "mistakes"]
            self.assertEqual(sorted(note["text"] for note in mistakes), ["first slip", "second slip", "third slip"])
            self.assertTrue(serve.ask("add_minute")["ok"])
            self.assertTrue(serve.ask("pause")["board"]["huddle"]["paused"])
            self.assertFalse(serve.ask("resume")["board"]["huddle"]["paused"])
            self.assertFalse(serve.ask("keep_action", response="try", role="Everyone")["ok"])
            self.assertTrue(serve.ask("keep_lesson", text="a lesson", note=mistakes[0]["id"])["ok"])
            self.assertTrue(serve.ask("keep_action", condition="it rains", response="close the window",
                                      role="Everyone on shift", due="this_week")["ok"])
            self.assertTrue(serve.ask("keep_question", text="why?")["ok"])
            self.assertTrue(serve.ask("mark_talked_about", note=mistakes[0]["id"])["ok"])
            self.assertTrue(serve.ask("set_aside", note=mistakes[1]["id"])["ok"])
            self.assertTrue(serve.ask("set_aside", note=mistakes[2]["id"])["ok"])
            self.assertTrue(serve.ask("bring_back", note=mistakes[2]["id"])["ok"])
            self.assertEqual(serve.ask("back")["board"]["huddle"]["round"], "wins")
            to_round("mistakes")
            to_round("lessons")
            held = serve.ask("release_notes")["board"]["huddle"]
            for _ in range(60):  # waiting notes show on the border of the ten-second grid
                if next(each for each in held["rounds"] if each["id"] == "lessons")["holding"]:
                    break
                time.sleep(0.2)
                held = serve.ask("board")["board"]["huddle"]
            self.assertTrue(next(each for each in held["rounds"] if each["id"] == "lessons")["holding"])
            self.assertNotIn("alone", json.dumps(held))
            to_round("hope")
            self.assertTrue(serve.ask("release_notes")["ok"])
            to_round("close")
            self.assertFalse(serve.ask("open_next_round")["ok"])
            closed = serve.ask("close_huddle")
            self.assertEqual((closed["ok"], closed["board"]["huddle"], closed["board"]["hope"]), (True, None, "a hope"))
            self.assertEqual(serve.end(), (0, b"", ""))

        (self.data / "hearthside.toml").write_text("[review]\nexport_notes = true\n", encoding="utf-8")
        done = run("export", "--format", "json", "--what", "notes", "--data", self.data)
        texts = {note["text"] for huddle in json.loads(done.stdout)["huddles"] for note in huddle["notes"]}
        self.assertEqual(texts, {"a win", "first slip", "second slip", "third slip", "a hope"} - {mistakes[1]["text"]})

    def test_each_line_gets_exactly_one_answer(self):
        lines = ["nonsense", "[]", '"board"', "{}", '{"intent":7}', '{"intent":"fly"}', '{"intent":"pause","why":"x"}',
                 '{"intent":"add_note","round":"wins"}', '{"intent":"add_note","round":"woes","text":"x"}',
                 '{"intent":"add_note","round":"wins","text":"' + "x" * 601 + '"}',
                 '{"intent":"add_note","round":"wins","text":"\\ud800"}', '{"intent":"start_huddle","layout":"none"}',
                 '{"intent":"set_aside","note":"zz"}', '{"intent":"back"}', '{"intent":"release_notes"}', "", "   ",
                 '{"intent":"board"}']
        done = run(*self.serve_args(), stdin="\n".join(lines))  # the last one without its line end
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual(list(answers[0]), ["url", "review"])
        answers = answers[1:]
        self.assertEqual([answer["ok"] for answer in answers], [False] * 15 + [True])
        for answer in answers[:-1]:
            self.assertGreater(len(answer["error"].split()), 2)
            self.assertIn("waiting", answer["board"])

    def test_no_input_at_all_ends_cleanly(self):
        done = run(*self.serve_args())
        self.assertEqual((done.returncode, done.stderr, len(done.stdout.splitlines())), (0, "", 1))

    def test_a_signal_ends_cleanly(self):
        with Serve(self.data, "--stay") as serve:
            serve.process.stdin.close()
            serve.process.terminate()
            self.assertEqual(serve.process.wait(20), 0)
        self.assertEqual(run("verify", "--data", self.data).returncode, 0)

    def test_a_phone_adds_a_note(self):
        with Serve(self.data) as serve:
            form = urllib.request.urlopen(serve.url, timeout=10).read().decode()
            token = re.search(r'name="token" value="([0-9A-Za-z]+)"', form)[1]
            fields = {"round": "wins", "text": "from a phone", "token": token}
            for _ in range(2):  # the second is a retry of the same note
                answer = urllib.request.urlopen(serve.url, urllib.parse.urlencode(fields).encode(), timeout=10)
                self.assertIn("Thank you", answer.read().decode())
            with self.assertRaises(urllib.error.HTTPError) as wrong:
                urllib.request.urlopen(serve.url.split("#")[0][:-32] + "0" * 32, timeout=10)
            self.assertEqual(wrong.exception.code, 403)
            wrong.exception.close()
            serve.ask("start_huddle")
            serve.ask("open_next_round")
            serve.ask("open_next_round")
            notes = serve.ask("release_notes")["board"]["huddle"]["notes"]
            self.assertEqual([note["text"] for note in notes], ["from a phone"])
            self.assertEqual(serve.end()[0], 0)

    def in_file(self, rows):
        """Their number, read without the program."""
        database = sqlite3.connect(f"file:{self.data}/hearthside.db?mode=ro", uri=True)
        try:
            return database.execute(f"SELECT count(*) FROM {rows}").fetchone()[0]
        finally:
            database.close()

    def test_screenshots_of_a_data_folder(self):
        picture = self.folder / "screen.png"
        self.assert_fails(run("screenshot", "home", "--data", self.data, "--out", picture), 1, str(self.data))
        self.assertEqual(run("demo", "--huddles", "3", "--data", self.data).returncode, 0)
        for screen in ["home", "quiet", "sealed-wall", "round-wall", "front-card", "capture", "write-here", "close"]:
            with self.subTest(screen=screen):
                picture.unlink(missing_ok=True)
                done = run("screenshot", screen, "--size", "1024x600", "--data", self.data, "--out", picture)
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                head = picture.read_bytes()[:24]
                self.assertEqual(head[:8], b"\x89PNG\r\n\x1a\n")
                self.assertEqual((int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")), (1024, 600))

    def test_backup_and_restore(self):
        self.assertEqual(run("demo", "--huddles", "3", "--data", self.data).returncode, 0)
        before = run("export", "--format", "json", "--data", self.data).stdout
        stick = self.folder / "stick"
        made = run("backup", "--data", self.data, "--to", stick)
        self.assertEqual((made.returncode, made.stderr), (0, ""))
        copy = pathlib.Path(made.stdout.strip())
        self.assertEqual(copy.parent, stick)
        self.assertEqual(copy.stat().st_mode & 0o777, 0o600)

        with Serve(self.data) as serve:
            self.assertTrue(serve.ask("start_huddle")["ok"])
            self.assertEqual(run("backup", "--data", self.data, "--to", self.folder / "meanwhile").returncode, 0)
            in_use = run("restore", copy, "--data", self.data)
            self.assertEqual((in_use.returncode, in_use.stdout), (1, ""))
        self.assertNotEqual(run("export", "--format", "json", "--data", self.data).stdout, before)
        # A file that is not a whole backup changes nothing.
        wrong = self.folder / "wrong.db"
        wrong.write_bytes(b"not a record")
        torn = self.folder / "torn.db"
        torn.write_bytes(copy.read_bytes()[:-4096 * 3] + bytes(4096 * 3))
        for file in (wrong, torn, self.folder / "missing.db"):
            there = (self.data / "hearthside.db").read_bytes()
            refused = run("restore", file, "--data", self.data)
            self.assertEqual((refused.returncode, refused.stdout), (1, ""), file)
            self.assertIn(str(file), refused.stderr)
            self.assertEqual((self.data / "hearthside.db").read_bytes(), there)

        done = run("restore", copy, "--data", self.data)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(run("export", "--format", "json", "--data", self.data).stdout, before)
        self.assertEqual(run("verify", "--data", self.data).returncode, 0)
        self.assertEqual(len(list(self.data.glob("hearthside.db.replaced-????-??-??"))), 1)
        self.assertEqual(run("backup", "--data", self.data, "--to", "/proc/nowhere").returncode, 1)

    def test_every_export_is_announced_and_nobody_is_named(self):
        self.assertEqual(run("demo", "--huddles", "3", "--data", self.data).returncode, 0)
        file = self.data / "announcements.jsonl"
        for form in ("csv", "json", "md", "xlsx", "pdf", "poster"):
            file.unlink(missing_ok=True)
            out = self.folder / f"record.{form}"
            done = run("export", "--format", form, "--data", self.data, "--from", "2026-10-01", "--to", "2026-10-31", "--out", out)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            line = json.loads(file.read_text(encoding="utf-8"))
            self.assertEqual((line.pop("from"), line.pop("to")), ("2026-10-01", "2026-10-31"), form)
            self.assertLess(abs(line.pop("at") / 1000 - time.time()), 60)
            self.assertEqual(line, {}, "nothing else is kept")
        file.unlink()
        run("export", "--format", "page", "--data", self.data, "--out", self.folder / "page.pdf")
        line = json.loads(file.read_text(encoding="utf-8"))
        self.assertEqual(line["from"], line["to"])
        file.unlink()
        # An export that cannot be announced does not happen.
        file.mkdir()
        self.assert_fails(run("export", "--format", "csv", "--data", self.data), 1, "announced")

    def test_backups_go_to_a_second_place_and_verify_reads_them_all(self):
        self.assertEqual(run("demo", "--huddles", "3", "--data", self.data).returncode, 0)
        second = self.folder / "second"
        (self.data / "hearthside.toml").write_text(f'[backup]\nto = "{second}"\n', encoding="utf-8")
        with Serve(self.data) as serve:
            serve.ask("start_huddle")
            serve.ask("close_huddle")
            self.assertEqual(serve.end()[::2], (0, ""))
        self.assertFalse(second.exists(), "a folder that is away is not made")
        second.mkdir()
        with Serve(self.data):
            for _ in range(100):
                if list(second.glob("*.db")):
                    break
                time.sleep(0.05)
        verified = run("verify", "--data", self.data)
        self.assertEqual((verified.returncode, verified.stderr), (0, ""))
        for folder in (self.data / "backups", second):
            self.assertRegex(verified.stdout, rf"(?m)^backup +{re.escape(str(folder))}/hearthside-\d{{4}}-\d\d-\d\d\.db: sound, huddles 4$")
        copy = next(second.glob("*.db"))
        copy.write_bytes(copy.read_bytes()[:4096] + bytes(4096) + copy.read_bytes()[8192:])
        verified = run("verify", "--data", self.data)
        self.assertEqual(verified.returncode, 1)
        self.assertIn(f"{copy}: damaged", verified.stdout)
        (self.data / "hearthside.toml").write_text('[backup]\nto = "stick"\n', encoding="utf-8")
        wrong = run("serve", "--data", self.data, "--bind", "127.0.0.1", "--port", "0")
        self.assertEqual(wrong.returncode, 2)
        self.assertIn("hearthside.toml:2: ", wrong.stderr)

    def test_demo_verify_export(self):
        done = run("demo", "--huddles", "12", "--data", self.data)
        self.assertEqual(done.returncode, 0, done.stderr)
        verified = run("verify", "--data", self.data)
        self.assertEqual((verified.returncode, verified.stderr), (0, ""))
        self.assertRegex(verified.stdout, r"(?m)^huddles +12$")

        (self.data / "hearthside.toml").write_text("[review]\nexport_notes = true\n", encoding="utf-8")
        everything = ["--what", "notes,lessons,actions,questions,huddles", "--data", self.data]
        document = json.loads(run("export", "--format", "json", *everything).stdout)
        self.assertEqual(len(document["huddles"]), 12)
        days = sorted(huddle["date"] for huddle in document["huddles"])
        raw = self.folder / "record.csv"
        self.assertEqual(run("export", "--format", "csv", *everything, "--out", raw).returncode, 0)
        self.assertEqual(list(self.folder.glob(".hearthside-*")), [])
        rows = list(csv.DictReader(io.StringIO(raw.read_text(encoding="utf-8-sig"), newline="")))
        self.assertEqual({"kind", "date", "layout", "round", "text"} - set(rows[0]), set())
        for kind in ("note", "lesson", "action", "question"):
            plural = kind + "s"
            count = sum(len(huddle[plural]) for huddle in document["huddles"])
            self.assertEqual(sum(row["kind"] == kind for row in rows), count, kind)
            if kind == "note":  # those that were set aside are in the folder, and never in an export
                self.assertEqual(self.in_file("notes WHERE state <> 'set_aside'"), count)
            self.assertRegex(verified.stdout, rf"(?m)^{plural} +{self.in_file(plural)}$")
        only = run("export", "--format", "csv", "--what", "lessons,actions", "--data", self.data)
        kinds = {row["kind"] for row in csv.DictReader(io.StringIO(only.stdout.lstrip("\ufeff"), newline=""))}
        self.assertEqual(kinds - {"received"}, {"lesson", "action"})  # with the lessons of other teams
        middle = json.loads(run("export", "--format", "json", "--from", days[4], "--to", days[7], "--data",
                                self.data).stdout)
        self.assertEqual(sorted(huddle["date"] for huddle in middle["huddles"]),
                         [day for day in days if days[4] <= day <= days[7]])


if __name__ == "__main__":
    del sys.argv[1]
    unittest.main()
