"""The packet's pages: plain HTML with print styles, nothing fetched, everything from articles escaped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from framing.teach.answer_key import VOICE_WORDS
from framing.teach.marking_page import class_page
from framing.teach.packet import Group, Packet
from framing.teach.page_templates import goals, lessons, render
from framing.teach.projector_pages import slides, tally_page

KIND_WORDS = {"for": "+ for", "neither": "0 neither", "against": "− against", "discuss": "? to discuss"}
CUE_WORDS = {
    "neutral": "only that somebody spoke",
    "structuring": "where the words stand in the talk",
    "doubting": "the writer does not vouch for the words",
    "endorsing": "the writer takes the words as true",
    "directive": "somebody wants others to act",
    "emotive": "a feeling or manner",
}
_VOICE_SIGNS = {"outlet": "O", "headline": "O", "quoted": "Q"}
MOST_ROWS = 10


def suffix(packet: Packet, group: Group) -> str:
    """What tells the files of several groups apart: nothing for one."""
    return f"-{group.number}" if len(packet.groups) > 1 else ""


def worksheet(packet: Packet, group: Group, *, rows: int = MOST_ROWS, easier: bool = False) -> str:
    """Return the worksheet with ``rows`` rows for terms: fewer where long headlines or names need the room.

    ``easier`` fills in the first row of terms from the key, where it has an answer that nobody would dispute.
    """
    done = next(iter(_undisputed(group)), None) if easier else None
    return render("worksheet.html.j2", packet=packet, group=group, rows=rows, done=done)


def _undisputed(group: Group) -> list[tuple[str, int, str, str, str]]:
    """Return text, line, words, voice and kind, in the signs of the worksheet, of the terms with one right answer."""
    names = {c.name for c in group.focus}
    return [
        (key.text.letter, a.line, a.words, _VOICE_SIGNS[a.voice], KIND_WORDS[a.leaning][0])
        for key in group.keys
        for a in key.terms
        if a.concept in names and a.voice in _VOICE_SIGNS and a.leaning != "discuss" and not a.also
    ]


def packet_pages(packet: Packet, *, n_articles: int) -> dict[str, str]:
    """Return the pages of a packet, file name to HTML, all but the index.

    Args:
        packet: See :func:`framing.teach.packet.make_packet`.
        n_articles: Articles of the whole set, for the reveal.
    """
    plan = lessons()
    pages = {
        "plan.html": render(
            "plan.html.j2",
            packet=packet,
            phases=plan["phase"],
            ages=plan["ages"],
            criteria=plan["criterion"],
            n_articles=n_articles,
        ),
        "goals.html": render(
            "goals.html.j2",
            objectives=goals()["objective"],
            words=goals()["word"],
            questions=[q["ask"] for q in goals()["question"]],
            extensions=[e["do"] for e in goals()["extension"]],
        ),
    }
    pages |= {"slides.html": slides(packet), "tally.html": tally_page(packet)}
    for group in packet.groups:
        end = suffix(packet, group)
        given: Mapping[str, Any] = {"packet": packet, "group": group}
        pages[f"texts{end}.html"] = render("texts.html.j2", **given)
        pages[f"worksheet{end}.html"] = worksheet(packet, group)
        pages[f"easier{end}.html"] = worksheet(packet, group, easier=True)
        pages[f"key{end}.html"] = render(
            "key.html.j2",
            **given,
            voices=VOICE_WORDS,
            kinds=KIND_WORDS,
            cue_words=CUE_WORDS,
            focus_names=[c.name for c in group.focus],
        )
        if group.firsts:
            pages[f"first{end}.html"] = render("first.html.j2", **given, rows=group.firsts)
        pages[f"class{end}.html"] = class_page(packet, group)
    return pages
