"""Pages for the projector: the lesson's slides, and the tally of what pupils marked."""

from __future__ import annotations

from typing import Any

from framing.teach.coding_variables import MARKS_FORM
from framing.teach.marking_page import encoded, key_marks, marked_texts
from framing.teach.packet import Group, Packet
from framing.teach.page_templates import goals, lessons, render, template_file

_WORDS = ("label", "voice", "reporting verb")  # those of the glossary that the lesson begins with
_SLIDES = 10


def slides(packet: Packet) -> str:
    """Return the lesson as slides, one deck for all groups; answers open on the screen and are not printed."""
    from markupsafe import Markup

    words = {w["word"]: w for w in goals()["word"]}
    # Several groups have headlines and sentences of their own, which stand on their worksheets.
    alone = packet.groups[0] if len(packet.groups) == 1 else None
    return render(
        "slides.html.j2",
        packet=packet,
        hook=alone.headlines if alone else (),
        rewrite=alone.rewrite if alone else None,
        words=[words[name] for name in _WORDS],
        words_minutes=next(p["minutes"] for p in lessons()["phase"] if not p["parts"]),
        questions=[q["ask"] for q in goals()["question"]],
        n_slides=_SLIDES,
        script=Markup(template_file("slides.js")),  # noqa: S704 - a file of this package
    )


def tally_page(packet: Packet) -> str:
    """Return the page that counts pupils' saved files in the browser alone, for all groups of the packet.

    What it shows of a mark it takes from its own copy of the texts, by the places that a file names: a file can't put
    words on the projector, its pupil's name aside, which is hidden until the teacher asks for it.
    """
    from markupsafe import Markup

    return render(
        "tally.html.j2",
        packet=packet,
        about={"form": MARKS_FORM, "groups": [_counted(packet, group) for group in packet.groups]},
        script=Markup(template_file("tally.js")),  # noqa: S704 - a file of this package
    )


def _counted(packet: Packet, group: Group) -> dict[str, Any]:
    """What the page knows of a group: which files are its own, the words of its texts, and the key, encoded."""
    return {
        **marked_texts(packet, group),
        "words": {
            key.text.letter: [
                [w.span.start, w.span.end, line.number, w.shown] for line in key.text.lines for w in line.words
            ]
            for key in group.keys
        },
        "key": encoded(key_marks(group, group.keys)),
    }
