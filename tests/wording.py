#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Fails when a text for people holds a turn that nobody on a ward would say.

    wording.py ROOT

Reads assets/locale/hearthside.pot, which scripts/translations keeps complete. A turn is added here when somebody was
puzzled by it on a screen, a page or a print.
"""
import pathlib
import re
import sys

# The turn, as a regular expression without regard to case; what to say instead.
BANNED = {
    r"\blearned\b": "learnt",
    r"\bits history\b": "what has happened so far",
    r"\ba touch begins\b": "tap to start",
    r"\bin which form\b": "which format",
    r"\btake (it|the record) away\b|\btaken away\b": "export or remove",
    r"\bgo along\b|\bgoes along\b": "include",
    r"\bof this place\b": "name the place or the network",
    r"\b(may|can) stay empty\b": "you can leave this blank",
    r"\bgo on\b": "continue",
    r"\bnobody can be guessed\b": "nobody can guess who wrote it",
    r"\bpooled\b": "combined",
    r"^something said\b|\ball that was said\b": "say what was said: notes, lessons",
    r"^the numbers$": "show as a table",
    r"\bsuch as\b": "for example",
    r"^leave (it|as it)\b": "cancel",
    r"^do without\b": "name what is removed",
    r"\bthe usual (kind|one)\b": "the default huddle",
    r"\band before go\b|\bgo(es)? by itself\b|\bgo(es)? away\b|\bhas gone\b(?! well)": "say what is deleted or closes, and when",
    r"\bhold is on\b": "this is on",
    r"\bby itself$": "automatically",
    r"^hear it$": "test the chime",
    r"\broom on the disk\b": "free space",
    r"^read on$": "show more",
    r"\bgrown old\b": "out of date",
    r"\bleading next\b": "leads next",
    r"\bso that no\w*\b": "so",
    r"\bwhoever leads the most\b": "the most senior person",
    r"\bthen we will (do what|tell whom)\b": "what will we do, who",
    r"\bloops? closed\b": "things we saw through",
    r"\bas carefully\.$(?<!after it as carefully\.)": "look after it as carefully",
    r"\bhearthside\.toml\b(?=.*\bplease\b)|\bplease\b.*\bhearthside\.toml\b": "ask IT",
    r"\bquarter of an hour without\b": "15 minutes",
    r"\bonce more\b(?=$)": "again",
}


def turns_in(text):
    return [turn for turn in BANNED if re.search(turn, text, re.IGNORECASE)]


def texts_of(template):
    for kind, lines in re.findall(r'^(msgid|msgid_plural) ((?:".*"\n)+)', template, re.MULTILINE):
        yield "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', lines)).replace(r"\"", '"')


def check_self():
    """The list finds what it is for."""
    for text in ("We learned that", "Its history", "Where to? A touch begins.", "This form has grown old.", "Go on",
                 "Please keep it as carefully."):
        assert turns_in(text), text
    for text in ("We learnt that", "Continue", "Please look after it as carefully.", "What has gone well since?"):
        assert not turns_in(text), text


def main():
    check_self()
    template = pathlib.Path(sys.argv[1], "assets/locale/hearthside.pot").read_text(encoding="utf-8")
    texts = list(texts_of(template))
    assert len(texts) > 1000, "too few texts were read"
    wrong = [(text, turn) for text in texts for turn in turns_in(text)]
    for text, turn in wrong:
        print(f'"{text}" has a turn that nobody would say; perhaps: {BANNED[turn]}', file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
