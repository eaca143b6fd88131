# SPDX-License-Identifier: Apache-2.0
"""Controls a headless Chromium through its debugging pipe, with the standard library only."""

import base64
import json
import os
import shutil
import subprocess
import tempfile
import time


def chromium_path():
    for name in ("chromium", "chromium-browser", "google-chrome"):
        path = shutil.which(name)
        if path:
            return path
    raise RuntimeError("no Chromium is installed")


class Browser:
    """One browser, one page. `size` is in CSS pixels."""

    def __init__(self, size=(390, 844), scripts=True, dark=False, scale=2):
        self._profile = tempfile.mkdtemp(prefix="hearthside-browser-")
        to_browser_read, self._write = os.pipe()
        self._read, from_browser_write = os.pipe()

        # Chromium reads commands from descriptor 3 and answers on 4. The copies avoid both numbers until they
        # are put in place.
        def arrange():
            source, target = os.dup(to_browser_read), os.dup(from_browser_write)
            while source < 10:
                source = os.dup(source)
            while target < 10:
                target = os.dup(target)
            os.dup2(source, 3)
            os.dup2(target, 4)

        self._process = subprocess.Popen(
            [chromium_path(), "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
             "--disable-component-update", "--no-first-run", "--hide-scrollbars", "--remote-debugging-pipe",
             "--user-data-dir=" + self._profile, "about:blank"],
            preexec_fn=arrange, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_browser_read)
        os.close(from_browser_write)
        self._buffer = b""
        self._number = 0
        self._session = None
        self.requests = []   # urls, in order
        self.responses = []  # (url, status, headers)
        self.complaints = []  # the messages of the browser's console
        self.bytes_received = 0
        self._loaded = False

        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Log", "DOM", "Runtime"):
            self.call(domain + ".enable")
        self.call("Emulation.setDeviceMetricsOverride", width=size[0], height=size[1], deviceScaleFactor=scale,
                  mobile=True)
        self.call("Emulation.setTouchEmulationEnabled", enabled=True)
        self.call("Emulation.setEmulatedMedia",
                  features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])
        self.call("Emulation.setScriptExecutionDisabled", value=not scripts)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        os.close(self._write)
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._read)
        shutil.rmtree(self._profile, ignore_errors=True)

    def call(self, method, **parameters):
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next_message()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]

    def _next_message(self):
        while b"\0" not in self._buffer:
            piece = os.read(self._read, 1 << 20)
            if not piece:
                raise RuntimeError("the browser has gone")
            self._buffer += piece
        raw, self._buffer = self._buffer.split(b"\0", 1)
        message = json.loads(raw)
        method, parameters = message.get("method"), message.get("params", {})
        if method == "Network.requestWillBeSent":
            self.requests.append(parameters["request"]["url"])
        elif method == "Network.responseReceived":
            response = parameters["response"]
            self.responses.append((response["url"], response["status"], response["headers"]))
        elif method == "Network.loadingFinished":
            self.bytes_received += int(parameters["encodedDataLength"])
        elif method == "Log.entryAdded":
            self.complaints.append(parameters["entry"]["text"])
        elif method == "Page.loadEventFired":
            self._loaded = True
        return message

    def _wait_for_load(self, seconds=20):
        until = time.monotonic() + seconds
        while not self._loaded:
            if time.monotonic() > until:
                raise RuntimeError("the page did not load")
            self._next_message()

    def open(self, url):
        self._loaded = False
        self.call("Page.navigate", url=url)
        self._wait_for_load()

    def _node(self, selector):
        root = self.call("DOM.getDocument")["root"]["nodeId"]
        node = self.call("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        if not node:
            raise RuntimeError("nothing on the page matches " + selector)
        return node

    def has(self, selector):
        root = self.call("DOM.getDocument")["root"]["nodeId"]
        return bool(self.call("DOM.querySelector", nodeId=root, selector=selector)["nodeId"])

    def wait_for(self, selector, seconds=20):
        until = time.monotonic() + seconds
        while not self.has(selector):
            if time.monotonic() > until:
                raise RuntimeError("nothing on the page matches " + selector)
            time.sleep(0.05)

    def value(self, selector):
        """The value of a field. Works without scripts too."""
        node = self.call("DOM.resolveNode", nodeId=self._node(selector))["object"]["objectId"]
        return self.call("Runtime.callFunctionOn", objectId=node, returnByValue=True,
                         functionDeclaration="function () { return this.value }")["result"]["value"]

    def html(self):
        root = self.call("DOM.getDocument")["root"]["nodeId"]
        return self.call("DOM.getOuterHTML", nodeId=root)["outerHTML"]

    def rectangle(self, selector):
        """left, top, width, height of the visible box, in CSS pixels."""
        quad = self.call("DOM.getBoxModel", nodeId=self._node(selector))["model"]["border"]
        return quad[0], quad[1], quad[4] - quad[0], quad[5] - quad[1]

    def tap(self, selector, loads=False):
        node = self._node(selector)
        self.call("DOM.scrollIntoViewIfNeeded", nodeId=node)
        left, top, width, height = self.rectangle(selector)
        self._loaded = False
        point = [{"x": left + width / 2, "y": top + height / 2}]
        self.call("Input.dispatchTouchEvent", type="touchStart", touchPoints=point)
        self.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
        if loads:
            self._wait_for_load()

    def type(self, selector, text):
        self.call("DOM.focus", nodeId=self._node(selector))
        self.call("Input.insertText", text=text)

    def page_width(self):
        """The width of the content. It is more than the window's when the page scrolls sideways."""
        return self.call("Page.getLayoutMetrics")["cssContentSize"]["width"]

    def screenshot(self, path):
        data = self.call("Page.captureScreenshot", format="png")["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))
