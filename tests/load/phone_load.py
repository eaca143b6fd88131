#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Load on the phone server: first a hostile crowd, then one that only listens. Prints figures for docs/measured.md.

    tests/load/phone_load.py PROGRAM [SECONDS]      PROGRAM is build/hearthside; 30 seconds a phase unless told

First 1,000 slow connections and 1,000 requests a second come from 127.0.0.2, while a phone on 127.0.0.1 sends a note
every 50 ms on a connection of its own. Then 200 phones from 20 addresses listen to live events, one each second. Last
a kiosk with a screen (Xvfb) leads a huddle without the crowd and with it: its ring must step each second.
The exit code is 1 when fewer than 99.9 % of the notes are accepted within a second, when memory grows by 32 MiB or more,
or when the screen stands still for longer.
"""
import asyncio
import json
import os
import resource
import subprocess
import sys
import tempfile
import time

SLOW, REQUESTS_A_SECOND, LIVE = 1000, 1000, 200
NOTE_EVERY = 0.05


class Kiosk:
    def __init__(self, program, data):
        self.process = subprocess.Popen(
            [program, "serve", "--stay", "--data", data, "--bind", "127.0.0.1", "--port", "0",
             "--notes-per-10min", "1000000"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.tell(json.loads(self.process.stdout.readline())["url"])

    def tell(self, url):
        self.path = "/" + url.split("#")[0].split("/", 3)[3]
        self.host = url.split("/")[2]
        self.port = int(self.host.rsplit(":", 1)[1])

    def ask(self, intent, **fields):
        self.process.stdin.write(json.dumps({"intent": intent, **fields}) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        self.tell(answer["board"]["url"])
        return answer

    def memory_mib(self):
        with open(f"/proc/{self.process.pid}/smaps_rollup", encoding="ascii") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("Pss:")) / 1024

    def cpu_seconds(self):
        # The name may hold spaces; the fields after its bracket do not.
        with open(f"/proc/{self.process.pid}/stat", encoding="ascii") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self):
        self.process.terminate()
        self.process.wait(20)


async def connect(kiosk, source):
    return await asyncio.open_connection("127.0.0.1", kiosk.port, local_addr=(source, 0))


async def slow_phone(kiosk, until):
    """Never finishes its request, and connects again when it is closed."""
    while time.monotonic() < until:
        writer = None
        try:
            reader, writer = await connect(kiosk, "127.0.0.2")
            writer.write(f"GET {kiosk.path} HTTP/1.1\r\n".encode())
            while time.monotonic() < until:
                writer.write(b"X")
                await writer.drain()
                if await asyncio.wait_for(reader.read(1), 2) == b"":
                    break
        except asyncio.TimeoutError:
            pass
        except OSError:
            await asyncio.sleep(0.5)
        finally:
            if writer:
                writer.close()
        await asyncio.sleep(0.5)


async def one_request(kiosk, counts):
    writer = None
    try:
        reader, writer = await asyncio.wait_for(connect(kiosk, "127.0.0.2"), 2)
        writer.write(f"GET {kiosk.path} HTTP/1.1\r\nHost: {kiosk.host}\r\nConnection: close\r\n\r\n".encode())
        counts["answered" if await asyncio.wait_for(reader.read(12), 2) else "closed"] += 1
    except (OSError, asyncio.TimeoutError):
        counts["closed"] += 1
    finally:
        if writer:
            writer.transport.abort()


async def storm(kiosk, until, counts):
    tasks, start, sent = set(), time.monotonic(), 0
    while time.monotonic() < until:
        for _ in range(int((time.monotonic() - start) * REQUESTS_A_SECOND) - sent):
            sent += 1
            task = asyncio.create_task(one_request(kiosk, counts))
            tasks.add(task)
            task.add_done_callback(tasks.discard)
        await asyncio.sleep(0.01)
    counts["sent"] = sent
    await asyncio.gather(*tasks, return_exceptions=True)


def send_notes(path, host, port, seconds, results):
    """In a separate process, so that a slow crowd does not look like a slow kiosk."""
    import socket
    until, number = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        number += 1
        body = json.dumps({"round": "wins", "text": f"note {number}"}).encode()
        start = time.monotonic()
        answer = b""
        try:
            with socket.create_connection(("127.0.0.1", port), 2, ("127.0.0.1", 0)) as phone:
                phone.sendall(f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
                              f"Accept: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
                answer = phone.recv(12)
        except OSError:
            pass
        took = time.monotonic() - start
        print(json.dumps([answer.endswith(b"201"), took]), file=results)
        time.sleep(max(0.0, NOTE_EVERY - took))


async def under_attack(kiosk, seconds):
    until = time.monotonic() + seconds
    before = kiosk.memory_mib()
    cpu = kiosk.cpu_seconds()
    counts = {"answered": 0, "closed": 0, "sent": 0}
    crowd = [asyncio.create_task(slow_phone(kiosk, until)) for _ in range(SLOW)]
    crowd.append(asyncio.create_task(storm(kiosk, until, counts)))
    await asyncio.sleep(2)  # until the crowd is there
    phone = subprocess.Popen([sys.executable, __file__, "--notes", kiosk.path, kiosk.host, str(kiosk.port),
                              str(seconds - 4)], stdout=subprocess.PIPE, text=True)
    most = before
    while time.monotonic() < until:
        most = max(most, kiosk.memory_mib())
        await asyncio.sleep(0.5)
    used = kiosk.cpu_seconds() - cpu
    await asyncio.gather(*crowd, return_exceptions=True)
    results = [json.loads(line) for line in phone.communicate()[0].splitlines()]
    times = sorted(took for _, took in results)
    fine = sum(1 for accepted, took in results if accepted and took < 1)
    share = 100 * fine / len(results)
    print(f"1,000 slow connections and {counts['sent'] / seconds:.0f} requests/s from one address "
          f"({counts['answered']} answered, {counts['closed']} closed):")
    print(f"  another phone's notes: {fine} of {len(results)} accepted within 1 s ({share:.2f} %), "
          f"p50 {1000 * times[len(times) // 2]:.1f} ms, p99 {1000 * times[int(len(times) * 0.99)]:.1f} ms")
    print(f"  the kiosk: {100 * used / seconds:.0f} % of one processor, {before:.1f} -> {most:.1f} MiB (PSS)")
    return share >= 99.9 and times[int(len(times) * 0.99)] < 1 and most - before < 32


async def live_phone(kiosk, number, until, counts):
    reader, writer = await connect(kiosk, f"127.0.1.{number % 20 + 1}")
    writer.write(f"GET {kiosk.path}/live HTTP/1.1\r\nHost: {kiosk.host}\r\n\r\n".encode())
    try:
        while time.monotonic() < until:
            line = await asyncio.wait_for(reader.readline(), 5)
            if not line:
                counts["lost"] += 1
                return
            counts["events"] += line.startswith(b"data: ")
    except asyncio.TimeoutError:
        counts["lost"] += 1
    finally:
        writer.close()


async def with_listeners(kiosk, seconds):
    kiosk.ask("start_huddle")
    before = kiosk.memory_mib()
    until = time.monotonic() + seconds + 2
    counts = {"events": 0, "lost": 0}
    phones = [asyncio.create_task(live_phone(kiosk, number, until, counts)) for number in range(LIVE)]
    await asyncio.sleep(2)
    cpu, heard, start, most = kiosk.cpu_seconds(), counts["events"], time.monotonic(), before
    paused = False
    while time.monotonic() < until - 0.5:
        # One event a second, as people could cause it.
        await asyncio.get_running_loop().run_in_executor(None, kiosk.ask, "resume" if paused else "pause")
        paused = not paused
        await asyncio.sleep(1)
        most = max(most, kiosk.memory_mib())
    took = time.monotonic() - start
    used, heard = kiosk.cpu_seconds() - cpu, counts["events"] - heard
    await asyncio.gather(*phones, return_exceptions=True)
    print(f"{LIVE} phones that listen, with news each second: {heard / took / LIVE:.2f} events a phone and second, "
          f"{counts['lost']} lost;")
    print(f"  the kiosk: {100 * used / took:.2f} % of one processor, {before:.1f} -> {most:.1f} MiB (PSS)")
    return counts["lost"] == 0 and most - before < 32


def frames_of(kiosk, seconds):
    """The times of the frames: the program writes its file of targets at each frame."""
    seen, frames, until = None, [], time.monotonic() + seconds
    while time.monotonic() < until:
        now = os.stat(kiosk.targets_file).st_mtime_ns
        if now != seen:
            frames.append(now / 1e9)
            seen = now
        time.sleep(0.002)
    return [later - earlier for earlier, later in zip(frames[1:], frames[2:])]


def with_a_screen(program, seconds):
    sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "journey"))
    import stage  # pylint: disable=import-outside-toplevel
    screen = stage.Screen(1920, 1080)
    with tempfile.TemporaryDirectory() as data:
        kiosk = stage.Kiosk(program, screen, os.path.join(data, "data"), os.path.join(data, "targets.json"),
                            os.path.join(data, "log"))
        try:
            kiosk.tap("start-huddle", gone="start-huddle")
            link = subprocess.run([program, "link", "--data", os.path.join(data, "data")], capture_output=True, text=True,
                                  check=True).stdout.strip()
            face = Kiosk.__new__(Kiosk)
            face.process = kiosk.process
            face.tell(link)
            time.sleep(3)
            quiet = frames_of(kiosk, seconds)

            async def both():
                crowd = asyncio.create_task(under_attack(face, seconds + 8))
                await asyncio.sleep(4)
                gaps = await asyncio.get_running_loop().run_in_executor(None, frames_of, kiosk, seconds)
                return await crowd, gaps

            fine, busy = asyncio.run(both())
        finally:
            kiosk.process.terminate()
            kiosk.process.wait(20)
            screen.close()
    for name, gaps in (("alone", quiet), ("under the crowd", busy)):
        print(f"  the screen {name}: {len(gaps) + 2} frames in {seconds:.0f} s, the longest gap {1000 * max(gaps):.0f} ms")
    return fine and max(busy) < 1.25


def main():
    if sys.argv[1] == "--notes":
        path, host, port, seconds = sys.argv[2:]
        send_notes(path, host, int(port), float(seconds), sys.stdout)
        return 0
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 30.0
    files = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(files[1], 8192), files[1]))
    fine = True
    for phase in (under_attack, with_listeners):
        with tempfile.TemporaryDirectory() as data:
            kiosk = Kiosk(sys.argv[1], data)
            try:
                fine = asyncio.run(phase(kiosk, seconds)) and fine
            finally:
                kiosk.close()
    fine = with_a_screen(sys.argv[1], seconds) and fine
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
