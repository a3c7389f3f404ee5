"""An article to read, with what was found in it marked: labels, quotations, reporting verbs, a search.

Every mark has a look of its own besides colour: labels are highlighted and underlined thickly,
quotations have a dotted line, reporting verbs are bold, page furniture is small and grey, and
search hits are boxed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from framing.measure.tables import Tables, read_spans
from framing.show.escaped_html import Markup
from framing.show.sentences_behind import reader_of
from framing.show.shown import Shown, prose

LAYERS = ("labels", "quotations", "reporting verbs", "page furniture")
_CLASSES = {
    "labels": "fr-label",
    "quotations": "fr-quote",
    "reporting verbs": "fr-cue",
    "page furniture": "fr-furniture",
    "search": "fr-hit",
}

_RULES = (
    ".fr-text{font:16px/1.6 Charter,Georgia,'DejaVu Serif',serif;color:#1b1b1b;background:#fff;white-space:pre-wrap}",
    ".fr-text{overflow-wrap:break-word;padding:.6em 1em}",
    ".fr-label{background:#ffe58a;border-bottom:2px solid #7a5c00}",
    ".fr-quote{text-decoration:underline dotted #0b4f80 2px;text-underline-offset:.22em}",
    ".fr-cue{font-weight:700;color:#8a3b00}",
    ".fr-furniture{font-size:.82em;color:#595959}",
    ".fr-hit{outline:2px solid #1b1b1b}",
    ".fr-head{font:13px/1.4 system-ui,sans-serif;color:#444;margin:0;padding:.4em 1.2em 0}",
    ".fr-head b{color:#1b1b1b;font-size:15px}",
    ".fr-key{font:13px/1.5 system-ui,sans-serif;padding:.2em 1.2em}",
    ".fr-key span{margin-right:1.2em}",
)
_STYLE = Markup("<style>{}</style>").format(Markup("").join(map(Markup, _RULES)))  # our own rules


def article_reader(
    tables: Tables, article_id: str, *, layers: Sequence[str] = LAYERS, concept: str = "", search: str = ""
) -> Shown:
    """Return the whole text of an article with the chosen ``layers`` marked.

    Args:
        tables: the set.
        article_id: which article.
        layers: any of ``LAYERS``.
        concept: mark only this concept's labels; all if empty.
        search: words to box wherever they stand, in any case.

    Where the text is not at hand (an annotation pack) the reader says so. Raises ``KeyError``
    for an article that the set does not have.
    """
    origin = reader_of(tables).origin(article_id)
    head = Markup('<p class="fr-head"><b>{}</b> {} · {}</p>').format(origin.outlet, origin.published, article_id)
    text = tables.texts.get(article_id)
    if text is None:
        return prose(_STYLE + head + Markup("<p>This set is read without its texts: put them beside the manifest.</p>"))
    marks = list(_marks(tables, article_id, layers, concept)) + [("search", *hit) for hit in find_words(text, search)]
    return prose(
        _STYLE + head + Markup('<div class="fr-text">{}</div>').format(_marked(text, marks, _said(tables, article_id)))
    )


def key_of_marks() -> Shown:
    """Return a line that shows what each mark means."""
    shown = (Markup('<span><span class="{}">{}</span></span>').format(_CLASSES[name], name) for name in LAYERS)
    return prose(_STYLE + Markup('<div class="fr-key">{}</div>').format(Markup(" ").join(shown)))


def find_words(text: str, search: str) -> list[tuple[int, int]]:
    """Return where ``search`` stands in ``text``, in any case, white space of any kind; nothing finds nothing."""
    words = search.split()
    if not words:
        return []
    pattern = r"\s+".join(re.escape(word) for word in words)
    return [(found.start(), found.end()) for found in re.finditer(pattern, text, re.IGNORECASE)]


def _marks(tables: Tables, article_id: str, layers: Sequence[str], concept: str) -> Iterable[tuple[str, int, int]]:
    if "labels" in layers:
        mine = tables["mentions"]
        mine = mine[mine["article_id"] == article_id]
        mine = mine[mine["concept"] == concept] if concept else mine
        yield from (("labels", int(s), int(e)) for s, e in zip(mine["start"], mine["end"], strict=True))
    quotations = tables["quotations"]
    quotations = quotations[quotations["article_id"] == article_id]
    for layer, column in (("quotations", "parts"), ("reporting verbs", "cue_spans")):
        if layer in layers:
            yield from ((layer, s.start, s.end) for written in quotations[column] for s in read_spans(written))
    if "page furniture" in layers:
        mine = tables["boilerplate"]
        mine = mine[mine["article_id"] == article_id]
        yield from (("page furniture", int(s), int(e)) for s, e in zip(mine["start"], mine["end"], strict=True))


def _said(tables: Tables, article_id: str) -> list[tuple[int, int, str]]:
    """Where each quotation's words stand, and who is thought to say them: "Ana Ruiz (by pronoun, likely)"."""
    rows = tables["quotations"]
    rows = rows[(rows["article_id"] == article_id) & rows["speaker"].notna()]
    return [
        (span.start, span.end, _who(speaker, reason, certainty))
        for parts, speaker, reason, certainty in zip(
            rows["parts"], rows["speaker"], rows["speaker_reason"], rows["speaker_certainty"], strict=True
        )
        for span in read_spans(parts)
    ]


def _who(speaker: object, reason: object, certainty: object) -> str:
    told = [f"by {reason}"] if isinstance(reason, str) else []
    told += [certainty] if isinstance(certainty, str) else []
    return f"{speaker} ({', '.join(told)})" if told else str(speaker)


def _marked(text: str, marks: Sequence[tuple[str, int, int]], said: Sequence[tuple[int, int, str]] = ()) -> Markup:
    """Cut the text where any mark begins or ends, so that marks may overlap in any way.

    A piece of a quotation tells its speaker to the pointer and to screen readers.
    """
    edges = sorted({0, len(text), *(at for _, start, end in marks for at in (start, end))})
    begin: dict[int, list[str]] = {}
    finish: dict[int, list[str]] = {}
    for layer, start, end in marks:
        begin.setdefault(start, []).append(layer)
        finish.setdefault(end, []).append(layer)
    active: list[str] = []
    parts = []
    for start, end in pairwise(edges):
        for layer in finish.get(start, []):
            active.remove(layer)
        active += begin.get(start, [])
        piece = text[start:end]
        classes = " ".join(_CLASSES[layer] for layer in dict.fromkeys(active))
        inside = [(e - s, who) for s, e, who in said if s <= start and end <= e] if "quotations" in active else []
        if inside:
            parts.append(Markup('<span class="{}" title="{}">{}</span>').format(classes, min(inside)[1], piece))
        else:
            plain = Markup("{}").format(piece)
            parts.append(Markup('<span class="{}">{}</span>').format(classes, piece) if classes else plain)
    return Markup("").join(parts)
