#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Time and memory of every export of ten years, compared with the sqlite3 program on the same rows in the same run.

    tests/bench/exports.py PROGRAM [HUDDLES] [FOLDER]

FOLDER should be on the disk to be measured. A demo of HUDDLES (11,000) is made in it and removed. Prints a line for each
format: seconds, processor seconds and peak memory. Fails when one needs 200 MB or more, or when CSV takes more than twice
the time of sqlite3.
"""
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time

MEMORY_MB = 200
TIMES = 2
ROUNDS = 3
ALL = "notes,lessons,actions,questions,huddles"
# The columns of our CSV that are columns of a table. Combined columns, such as histories, exist only in our CSV.
SAME_ROWS = """
SELECT 'huddle', h.day, h.layout_id, '', h.layout_name, h.closed, sum(r.planned_ms), sum(r.spent_ms), h.how_it_ended, h.id, h.id,
       h.layout_name FROM huddles h JOIN rounds r ON r.huddle = h.id GROUP BY h.id ORDER BY h.day, h.started, h.id;
SELECT 'note', h.day, h.layout_id, n.theme, n.text, n.state, h.id, n.id, h.layout_name, n.note_group
  FROM huddles h JOIN notes n ON n.huddle = h.id WHERE n.state != 'set_aside' ORDER BY h.day, h.started, h.id, n.id;
SELECT 'lesson', h.day, h.layout_id, (SELECT n.theme FROM lesson_notes l2 JOIN notes n ON n.id = l2.note WHERE l2.lesson = l.id),
       l.text, h.id, l.id, h.layout_name, l.cause, l.shared_on
  FROM huddles h JOIN lessons l ON l.huddle = h.id ORDER BY h.day, h.started, h.id, l.kept, l.id;
SELECT 'action', h.day, h.layout_id, a.response, a.state, l.text, a.condition, a.response, a.role, a.due, h.id, a.id,
       h.layout_name, a.help, a.closed_on
  FROM huddles h JOIN actions a ON a.huddle = h.id JOIN lessons l ON l.id = a.lesson
 ORDER BY h.day, h.started, h.id, a.kept, a.id;
SELECT 'question', h.day, h.layout_id, n.theme, q.text, q.state, h.id, q.id, h.layout_name, q.answer, q.for_role, q.review_on,
       q.closed_on FROM huddles h JOIN questions q ON q.huddle = h.id LEFT JOIN notes n ON n.id = q.note
 ORDER BY h.day, h.started, h.id, q.kept, q.id;
"""


def measured(command, **options):
    """(seconds, processor seconds, peak memory in MB) of one run."""
    start = time.monotonic()
    process = subprocess.Popen([str(word) for word in command], **options)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} ended with {process.returncode}")
    return seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    huddles = int(sys.argv[2]) if len(sys.argv) > 2 else 11_000
    folder = pathlib.Path(tempfile.mkdtemp(prefix="hearthside-exports-", dir=sys.argv[3] if len(sys.argv) > 3 else None))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        return measure(program, huddles, folder)
    finally:
        shutil.rmtree(folder, True)


def measure(program, huddles, folder):
    data, fine = folder / "data", True
    seconds, _, memory = measured([program, "demo", "--huddles", huddles, "--data", data], stdout=subprocess.DEVNULL)
    (data / "hearthside.toml").write_text("[review]\nexport_notes = true\n", encoding="utf-8")
    database = data / "hearthside.db"
    count = subprocess.run(["sqlite3", "-readonly", database, "SELECT count(*) FROM notes"], check=True,
                           capture_output=True, text=True).stdout.strip()
    print(f"{huddles} huddles with {count} notes, {database.stat().st_size / 1e6:.0f} MB, made in {seconds:.0f} s, "
          f"{memory:.0f} MB of memory")
    print(f"{'format':24}{'s':>8}{'cpu s':>8}{'MB':>8}{'file MB':>9}")

    def line(name, figures, file):
        print(f"{name:24}{figures[0]:8.2f}{figures[1]:8.2f}{figures[2]:8.0f}{file.stat().st_size / 1e6:9.1f}", flush=True)

    # Alternately, so that other work on the machine affects both.
    ours = other = None
    rows = folder / "rows.csv"
    for _ in range(ROUNDS):
        with open(rows, "wb") as out:
            run = measured(["sqlite3", "-readonly", "-csv", database, SAME_ROWS], stdout=out)
        other = min(other or run, run)
        run = measured([program, "export", "--format", "csv", "--what", ALL, "--data", data, "--out", folder / "x.csv"])
        ours = min(ours or run, run)
    line("sqlite3 -csv", other, rows)
    line("csv", ours, folder / "x.csv")
    fine = fine and ours[0] <= TIMES * other[0] and ours[2] < MEMORY_MB
    for form in ("json", "md", "xlsx", "pdf", "poster"):
        file = folder / f"x.{form}"
        figures = measured([program, "export", "--format", form, "--what", ALL, "--data", data, "--out", file])
        line(form, figures, file)
        fine = fine and figures[2] < MEMORY_MB
    figures = measured([program, "export", "--format", "pdf", "--data", data, "--out", folder / "x.pdf"])
    line("pdf without notes", figures, folder / "x.pdf")
    figures = measured([program, "export", "--format", "page", "--data", data, "--out", folder / "x.page"])
    line("page of one huddle", figures, folder / "x.page")
    print(f"csv took {ours[0] / other[0]:.2f} times as long as sqlite3 (at most {TIMES})")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
