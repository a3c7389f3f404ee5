"""The class page: predict, mark and reveal in the browser alone, and the file of marks that it saves."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from typing import Any

from framing.teach.answer_key import TextKey
from framing.teach.blind_texts import digest_of_texts
from framing.teach.coding_variables import MARKS_FORM
from framing.teach.packet import Group, Packet
from framing.teach.page_templates import render, template_file


def class_page(packet: Packet, group: Group) -> str:
    """Return the page on which a class predicts, marks and reveals in the browser alone."""
    from markupsafe import Markup

    return render(
        "class.html.j2",
        packet=packet,
        group=group,
        about={"form": MARKS_FORM, **marked_texts(packet, group)},
        whose=f"{group.reader.name}’s" if group.reader else "the tool’s",
        answers=encoded(revealed(group)),
        script=Markup(template_file("class.js")),  # noqa: S704 - a file of this package
    )


def marked_texts(packet: Packet, group: Group) -> dict[str, Any]:
    """Return what a saved file says of the texts it belongs to: set, group, letters, concepts asked for, digest."""
    return {
        "set": packet.set_id,
        "group": group.number,
        "texts": [key.text.letter for key in group.keys],
        "concepts": {c.id: c.name for c in group.focus},
        # what a browser has kept belongs to these texts and no others
        "digest": digest_of_texts(group.texts),
    }


def revealed(group: Group) -> dict[str, Any]:
    """Return what the class page reveals, the outlets and the key's marks, and the suite's own marks, to be saved."""
    return {
        "outlets": {key.text.letter: key.outlet for key in group.keys},
        "marks": key_marks(group, group.keys),
        "tool": key_marks(group, group.suite_keys),
    }


def key_marks(group: Group, keys: Iterable[TextKey]) -> list[dict[str, Any]]:
    """Return a key's answers for the focus concepts in the form of the page's own marks."""
    ids = {c.name: c.id for c in group.focus}
    return [
        {
            "text": key.text.letter,
            "line": a.line,
            "start": a.span.start,
            "end": a.span.end,
            "words": a.words,
            "concept": ids[a.concept],
            "voice": "outlet" if a.voice == "headline" else a.voice,
            "leaning": a.leaning,
        }
        for key in keys
        for a in key.terms
        if a.concept in ids
    ]


def encoded(value: object) -> str:
    """Base64 of the JSON: hides the answers from a glance at the page's source, not from a determined pupil."""
    return base64.b64encode(json.dumps(value, ensure_ascii=False).encode("utf-8")).decode("ascii")
