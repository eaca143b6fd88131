# SPDX-License-Identifier: Apache-2.0
"""Writes notes as a person with a phone does, with and without scripts, and checks the answers.

Usage: phone_pages.py URL FOLDER      URL is what the QR code holds; pictures go to FOLDER.
Prints one line of JSON for each note the kiosk thanked for; exit code 1 and a message when something
is not as it should be.
"""

import json
import os
import sys

from browser import Browser

NOTES = [
    ("wins", "Porter found the wheelchair in 2 minutes \U0001F44F\U0001F3FD \"like magic\" <3 & more"),
    ("mistakes", "\u06c1\u0645 \u0646\u06d2 \u062f\u0648\u0627 \u062f\u06cc\u0631 \u0633\u06d2 \u062f\u06cc"),
    ("lessons", "Za\u017c\u00f3\u0142\u0107 g\u0119\u015bl\u0105 ja\u017a\u0144, first line\nsecond line"),
    ("hope", "x" * 590 + " 10 more"),
]


def expect(true, sentence):
    if not true:
        raise AssertionError(sentence)


def write(browser, url, theme, text):
    browser.open(url)
    expect(browser.has("textarea#note"), "the form is not there")
    browser.tap(f".tile.{theme}")
    browser.type("#note", text)
    browser.tap("button[type=submit]", loads=True)


def check_sizes(browser, name):
    expect(browser.page_width() <= browser.width, f"{name}: the page is wider than the phone")
    for selector in (".tile.wins", ".tile.mistakes", ".tile.lessons", ".tile.hope", "#note", "button[type=submit]",
                     "summary"):
        _, _, width, height = browser.rectangle(selector)
        expect(width >= 44 and height >= 44, f"{name}: {selector} is {width:.0f} x {height:.0f}")


def main(url, folder):
    os.makedirs(folder, exist_ok=True)
    for number, (scripts, dark) in enumerate([(False, False), (True, True)]):
        name = ("with" if scripts else "without") + "-scripts"
        with Browser(scripts=scripts, dark=dark) as browser:
            browser.width = 390
            browser.open(url)
            expect(len(browser.requests) <= 3, f"{name}: the form needs {browser.requests}")
            expect(0 < browser.bytes_received <= 20 * 1024, f"{name}: the form is {browser.bytes_received} bytes")
            check_sizes(browser, name)
            browser.screenshot(os.path.join(folder, f"form-{name}.png"))

            # No round chosen: the text comes back, and the page leads to the field.
            browser.type("#note", "Kept <through> & through")
            of_form = lambda: [one for one in browser.responses if one[0].split("#")[0] == url.split("#")[0]]
            before = len(of_form())
            browser.tap("button[type=submit]", loads=not scripts)
            browser.wait_for(".banner")
            if scripts:
                expect(len(of_form()) == before, f"{name}: a note without a round was sent")
            else:
                expect(browser.responses[-1][1] == 422, f"{name}: a note without a round got {browser.responses[-1][1]}")
            expect(browser.value("#note") == "Kept <through> & through", f"{name}: the text is gone")
            expect(browser.has("fieldset[aria-invalid=true]"), f"{name}: the field is not marked")
            browser.screenshot(os.path.join(folder, f"form-again-{name}.png"))
            browser.tap(".tile.hope")
            browser.tap("button[type=submit]", loads=True)
            expect("Thank you" in browser.html(), f"{name}: the second try was not thanked for")
            print(json.dumps({"round": "hope", "text": "Kept <through> & through"}))

            for theme, text in NOTES[number * 2:number * 2 + 2]:
                write(browser, url, theme, text)
                expect("Thank you" in browser.html(), f"{name}: no thanks for {theme}: {browser.responses[-1]}")
                print(json.dumps({"round": theme, "text": text}))
            browser.screenshot(os.path.join(folder, f"thanks-{name}.png"))
            browser.tap("a.button", loads=True)
            expect(browser.has("textarea#note"), f"{name}: 'Add another note' leads elsewhere")
            complaints = [one for one in browser.complaints if "422" not in one]
            expect(not complaints, f"{name}: the browser complains: {complaints}")
            expect(not browser.call("Network.getCookies")["cookies"], f"{name}: there are cookies")

    with Browser(size=(320, 640), scripts=False) as browser:
        browser.width = 320
        browser.open(url)
        check_sizes(browser, "320 px")
        browser.screenshot(os.path.join(folder, "form-320.png"))
        browser.open(url[:url.rindex("/")] + "/" + "0" * 32)  # the key of no room
        expect("scan the code again" in browser.html(), "a wrong key is not explained")
        browser.screenshot(os.path.join(folder, "scan-again.png"))


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except (AssertionError, RuntimeError) as error:
        print(error, file=sys.stderr)
        sys.exit(1)
