"""The packet's pages: plain HTML with print styles, nothing fetched, everything from articles escaped."""

from __future__ import annotations

import base64
import json
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from framing.annotate.codebook import Codebook
from framing.lexicons import load
from framing.measure.tables import Tables
from framing.store.fingerprint import digest_of
from framing.teach.answer_key import VOICE_WORDS
from framing.teach.coding_units import Unit
from framing.teach.coding_variables import CLOSE, CODING_FORM, OPEN, VARIABLES, allowed_values
from framing.teach.packet import Group, Packet

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
MARKS_FORM = "framing-class-marks 1"


@cache
def _file(name: str) -> str:
    return resources.files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


@cache
def lessons() -> dict[str, Any]:
    """Phases, age groups and rubric of the lesson (``lessons.toml``)."""
    return tomllib.loads(resources.files(__package__).joinpath("lessons.toml").read_text(encoding="utf-8"))


@cache
def goals() -> dict[str, Any]:
    """Objectives with standards, words, questions and extensions (``goals.toml``)."""
    return tomllib.loads(resources.files(__package__).joinpath("goals.toml").read_text(encoding="utf-8"))


@cache
def parts() -> dict[str, dict[str, Any]]:
    """The worksheet's parts by id, each with its number, title and minutes (``lessons.toml``)."""
    return {p["id"]: {**p, "number": n} for n, p in enumerate(lessons()["part"], start=1)}


def render(template: str, **values: Any) -> str:  # noqa: ANN401 - whatever the template shows
    """Return a page from a template of this package; every value is escaped unless it is markup of our own."""
    from jinja2 import DictLoader, Environment, StrictUndefined
    from markupsafe import Markup

    folder = resources.files(__package__).joinpath("templates")
    loader = DictLoader({p.name: p.read_text(encoding="utf-8") for p in folder.iterdir() if p.name.endswith(".j2")})
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True
    )
    own = {"css": Markup(_file("style.css")), "asked": parts()}  # noqa: S704 - a file of this package
    return environment.get_template(template).render(**own, **values)


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


def class_page(packet: Packet, group: Group) -> str:
    """Return the page on which a class predicts, marks and reveals in the browser alone."""
    from markupsafe import Markup

    about = {
        "form": MARKS_FORM,
        "set": packet.set_id,
        "group": group.number,
        "texts": [key.text.letter for key in group.keys],
        "concepts": {c.id: c.name for c in group.focus},
        # what a browser has kept belongs to these texts and no others
        "digest": digest_of([line.shown for key in group.keys for line in key.text.lines])[:12],
    }
    return render(
        "class.html.j2",
        packet=packet,
        group=group,
        about=about,
        answers=encoded(tool_marks(group)),
        script=Markup(_file("class.js")),  # noqa: S704 - a file of this package
    )


def tool_marks(group: Group) -> dict[str, Any]:
    """Return what the class page reveals: the outlets and the suite's marks of the focus concepts."""
    ids = {c.name: c.id for c in group.focus}
    return {
        "outlets": {key.text.letter: key.outlet for key in group.keys},
        "marks": [
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
            for key in group.keys
            for a in key.terms
            if a.concept in ids
        ],
    }


def encoded(value: object) -> str:
    """Base64 of the JSON: hides the answers from a glance at the page's source, not from a determined pupil."""
    return base64.b64encode(json.dumps(value, ensure_ascii=False).encode("utf-8")).decode("ascii")


_QUESTIONS = {
    "concept": "What do the framed words name?",
    "voice": "Whose words are they?",
    "leaning": "Kind of word?",
    "speaker": "Who speaks? The name without title, as the text has it; “none” if nobody is named",
    "source_type": "Who speaks, in what role?",
    "identified": "How does the text let you know them?",
    "cue_class": "What does the reporting verb add?",
    "span": "Are the framed words all that is quoted, and nothing else?",
    "missed": "Nothing is framed here. Does the sentence hold a label of one of the concepts, or a quotation?",
}


def coding_page(tables: Tables, codebook: Codebook, units: Sequence[Unit]) -> str:
    """Return the page on which a coder judges unit after unit; the suite's answers are not in it."""
    from markupsafe import Markup

    names = {c.id: c.name for c in codebook.concepts}
    allowed = allowed_values(codebook)
    return render(
        "coding.html.j2",
        title=tables.title,
        n=len(units),
        concepts=codebook.concepts,
        source_types=tuple(load("source_types")["types"].items()),
        identified=tuple(load("source_types")["identified"].items()),
        questions=[
            (name, kind, _QUESTIONS[name], [(v, names.get(v, v)) for v in allowed[name]])
            for name, (kind, _) in VARIABLES.items()
        ],
        about={
            "form": CODING_FORM,
            "set": tables.set_id,
            "open": OPEN,
            "close": CLOSE,
            "units": [{"id": u.id, "kind": u.kind, "sentence": u.sentence, "context": u.context} for u in units],
        },
        script=Markup(_file("coding.js")),  # noqa: S704 - a file of this package
    )
