#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The process of every command: its account, no core file, and the links through which it must not write.

    process.py PROGRAM [unittest options]
"""
import fcntl
import os
import pathlib
import resource
import signal
import stat
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "support"))
from program import PROGRAM, Case, run  # noqa: E402 (the path comes first)

SOMEBODY = 12345  # an account that no machine has


def owners(folder):
    return {str(path): path.lstat().st_uid for path in [folder, *folder.rglob("*")]}


class Process(Case):
    def setUp(self):
        super().setUp()
        self.folder.chmod(0o755)
        self.out = self.folder / "out"
        self.out.mkdir()

    def commands(self, data):
        """Each command that touches a data folder, so that it ends by itself and says something."""
        return [["export", "--format", "csv", "--data", data, "--out", self.out / "record.csv"],
                ["export", "--format", "xlsx", "--data", data, "--out", self.out / "record.xlsx"],
                ["lessons", "export", "--data", data, "--out", self.out / "lessons.json"],
                ["lessons", "import", self.out / "lessons.json", "--data", data],
                ["tls", "init", "--data", data],
                ["backup", "--data", data, "--to", self.out],
                ["verify", "--data", data],
                ["layouts", "--data", data],
                ["screenshot", "home", "--data", data, "--out", self.out / "home.png"],
                ["serve", "--data", data, "--bind", "127.0.0.1", "--port", "0"]]

    # People saw this: after `sudo hearthside export` the kiosk could not read what root had made.
    def test_root_works_as_the_account_to_which_the_folder_belongs(self):
        if os.geteuid() != 0:
            return  # only root may change its account; the other half is below
        self.assertEqual(run("demo", "--huddles", "3", "--data", self.data).returncode, 0)
        for path in [self.data, *self.data.rglob("*"), self.out]:
            os.lchown(path, SOMEBODY, SOMEBODY)
        for command in self.commands(self.data):
            done = run(*command)
            self.assertEqual((done.returncode, done.stderr), (0, ""), command)
            strangers = {path for path, owner in owners(self.data).items() | owners(self.out).items() if owner != SOMEBODY}
            self.assertEqual(strangers, set(), command)
        newest = next(self.out.glob("hearthside-*.db"))
        self.assertEqual(run("restore", newest, "--data", self.data).returncode, 0)
        self.assertEqual(run("demo", "--huddles", "2", "--data", self.out / "new").returncode, 0)
        self.assertEqual(set(owners(self.folder / "data").values()) | set(owners(self.out).values()), {SOMEBODY})
        # The kiosk's account continues from there.
        own = subprocess.run([PROGRAM, "serve", "--data", self.data, "--bind", "127.0.0.1", "--port", "0"],
                             capture_output=True, text=True, stdin=subprocess.DEVNULL, user=SOMEBODY, group=SOMEBODY,
                             extra_groups=[], timeout=60, check=False)
        self.assertEqual(own.returncode, 0, own.stderr)
        self.assertRegex(own.stderr, r"^hearthside: The record was taken from [^\n]*\n$")  # only the restore's message
        # When that account may not write, the message names it.
        closed = self.folder / "closed"
        closed.mkdir(mode=0o700)
        done = run("export", "--format", "csv", "--data", self.data, "--out", closed / "x.csv")
        self.assertEqual(done.returncode, 1)
        self.assertIn(f"#{SOMEBODY}", done.stderr)
        self.assertEqual(list(closed.iterdir()), [])
        with open(closed / "x.csv", "w", encoding="utf-8") as file:  # as a shell's > does it
            self.assertEqual(subprocess.run([PROGRAM, "export", "--format", "csv", "--data", self.data], stdout=file,
                                            timeout=60, check=False).returncode, 0)
        self.assertGreater((closed / "x.csv").stat().st_size, 100)

    def test_anybody_else_is_told_how_to_run_it(self):
        as_somebody, theirs = {}, [(pathlib.Path("/usr"), "belongs to root", "sudo chown -R")]  # on every machine
        if os.geteuid() == 0:
            as_somebody = {"user": SOMEBODY, "group": SOMEBODY, "extra_groups": []}
            self.data.mkdir()
            os.chown(self.data, SOMEBODY + 1, SOMEBODY + 1)
            theirs.append((self.data, "belongs to another account", f"sudo -u '#{SOMEBODY + 1}' hearthside"))
        for data, whose, how in theirs:
            for command in [*self.commands(data), ["restore", "backup.db", "--data", data], ["link", "--data", data],
                            ["demo", "--huddles", "3", "--data", data], ["kiosk", "--data", data]]:
                done = subprocess.run([PROGRAM, *map(str, command)], capture_output=True, text=True, stdin=subprocess.DEVNULL,
                                      timeout=60, check=False, **as_somebody)
                words = command[0] if command[0] not in ("lessons", "tls") else " ".join(command[:2])
                again = f"{how} {words} --data {data}" if "sudo -u" in how else how
                self.assert_fails(done, 1, whose, again)

    # SAFETY 1. People saw this: sealed texts were in the core file of a `lessons import`.
    def test_no_command_leaves_a_core_file(self):
        self.assertEqual(run("demo", "--huddles", "2", "--data", self.data).returncode, 0)
        self.assertEqual(run("backup", "--data", self.data, "--to", self.out).returncode, 0)
        self.assertEqual(run("lessons", "export", "--data", self.data, "--out", self.out / "lessons.json").returncode, 0)
        for command in [*self.commands(self.data), ["kiosk", "--data", self.data], ["link", "--data", self.data],
                        ["restore", next(self.out.glob("hearthside-*.db")), "--data", self.data],
                        ["demo", "--huddles", "2", "--data", self.folder / "new"], ["layouts", "check", "none.toml"], ["--help"]]:
            if "--out" in command:  # it prints something when it cannot write
                command[command.index("--out") + 1] = self.folder / "nowhere" / "file"
            status = self.kill_at_its_first_word(command)
            self.assertTrue(os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGSEGV, command)
            self.assertFalse(os.WCOREDUMP(status), command)
        self.assertEqual(list(self.folder.rglob("core*")), [])

    def kill_at_its_first_word(self, command):
        """The wait status. The output goes into a full pipe, so the program waits, and its limit can be read."""
        reader, writer = os.pipe()
        fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, 4096)
        os.set_blocking(writer, False)
        try:
            while True:
                os.write(writer, b"x" * 512)
        except BlockingIOError:
            os.set_blocking(writer, True)
        most = resource.getrlimit(resource.RLIMIT_CORE)[1]
        with subprocess.Popen([PROGRAM, *map(str, command)], stdin=subprocess.PIPE, stdout=writer, stderr=writer, cwd=self.folder,
                              preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (most, most))) as process:
            os.close(writer)
            until = time.monotonic() + 30
            limit = None
            while limit != ["0", "0"] and time.monotonic() < until:
                lines = pathlib.Path(f"/proc/{process.pid}/limits").read_text(encoding="utf-8").splitlines()
                limit = next(line.split()[4:6] for line in lines if line.startswith("Max core file size"))
                time.sleep(0.005)
            os.kill(process.pid, signal.SIGSEGV)
            _, status = os.waitpid(process.pid, 0)
            process.returncode = 0  # it has been waited for
        os.close(reader)
        self.assertEqual(limit, ["0", "0"], command)
        return status

    def test_nothing_is_written_through_what_is_no_file(self):
        self.assertEqual(run("demo", "--huddles", "2", "--data", self.data).returncode, 0)
        (self.out / "theirs").write_text("kept", encoding="utf-8")
        (self.out / "link").symlink_to(self.out / "theirs")
        os.mkfifo(self.out / "pipe")
        os.link(self.out / "theirs", self.out / "ours")
        commands = (["export", "--format", "csv"], ["export", "--format", "page"], ["lessons", "export"], ["screenshot", "home"])
        names = ["link", "pipe"]
        try:
            os.mknod(self.out / "device", stat.S_IFCHR | 0o600, os.makedev(1, 3))
            names.append("device")
        except PermissionError:
            pass  # never with the machine's own record
        for name in names:
            for command in commands:
                self.assert_fails(run(*command, "--data", self.data, "--out", self.out / name), 1, "not a file")
            self.assertFalse((self.out / name).is_file() and not (self.out / name).is_symlink(), name)
        for command in commands:
            self.assertEqual(run(*command, "--data", self.data, "--out", self.out / "ours").returncode, 0)
        self.assertEqual((self.out / "theirs").read_text(encoding="utf-8"), "kept")
        self.assertEqual({path.name for path in self.out.iterdir()}, {"theirs", "ours", *names})

    def test_a_temporary_folder_that_cannot_be_used_is_a_sentence(self):
        self.assertEqual(run("demo", "--huddles", "2", "--data", self.data).returncode, 0)
        file = self.out / "file"
        file.write_text("", encoding="utf-8")
        for unusable in (self.folder / "none", file, "/proc"):
            done = run("export", "--format", "xlsx", "--data", self.data, "--out", self.out / "x.xlsx",
                       environment={**os.environ, "TMPDIR": str(unusable)})
            self.assert_fails(done, 1, "temporary files")
        for form in ("csv", "json", "md", "pdf", "poster", "page"):
            done = run("export", "--format", form, "--data", self.data, "--out", self.out / "x",
                       environment={**os.environ, "TMPDIR": str(self.folder / "none")})
            self.assertEqual((done.returncode, done.stderr), (0, ""), form)


if __name__ == "__main__":
    del sys.argv[1]
    unittest.main()
