"""Whom only one outlet lets speak: a named person whose words the others do not print."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from framing.findings.absence import articles_with_run, is_about_it
from framing.findings.context import Context, Row, cut, forms_of, named
from framing.findings.finding import SOLE_SPEAKER, Finding, untested
from framing.findings.idle_voices import is_ordinary, is_reported_by_another
from framing.findings.kinds.headline_text import is_titled
from framing.findings.names import last, mentioned, person
from framing.findings.quoted_acts import acts_of
from framing.findings.standing import is_partial
from framing.findings.voice_names import description, short_name
from framing.findings.voices_of_body import another_speaks_for

_SPOKEN = "who speaks in an article, and where"
_DIRECT = frozenset(("direct", "partial"))
_REPORTERS = frozenset(("report", "write"))  # what an outlet's own people do
_TRANSCRIPT = 5  # words within which a colon shows that somebody is transcribed
_LEAST = 8  # words between marks
_SHOWN = 6  # words of the quotation that stands for them
_LINK = re.compile(r"MORE\b")  # "Ada QuillMORE": a link's label grown together with the name
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_LONG_AGO = 5  # years before an article: words that are history there, of whom no other need tell
_RUN = 5  # of their words in a row that another article would have printed


def sole_speakers(context: Context) -> list[Finding]:
    """Return one finding for each person quoted by one outlet alone.

    A person counts who is named where the quotation stands, speaks of the set's matter and has at least eight words
    between marks; an outlet's own reporters do not, nor an ordinary person who only tells. That the others
    do not quote them is said only if none of their articles names them, or names them and prints nothing of theirs in
    quotation marks or in indirect speech; and only if none lets a body speak that the person speaks for. Needs all
    texts of the set.
    """
    if not context.complete or len(context.outlets) < 2:  # noqa: PLR2004
        return []
    spoken: defaultdict[str, list[Row]] = defaultdict(list)
    for row in context.rows("quotations"):
        spoke = (
            row["kind"] in _DIRECT
            and row["part"] == "body"
            and row["source_type"] != "media"
            and row["cue_lemma"] not in _REPORTERS
            and not is_titled(context.printed(str(row["article_id"]), int(row["start"]), int(row["end"])))
        )
        if spoke and (name := person(row["speaker"])):
            spoken[name].append(row)
    made = [_of_person(context, name, rows) for name, rows in spoken.items()]
    return [finding for finding in made if finding is not None]


def _of_person(context: Context, name: str, rows: list[Row]) -> Finding | None:
    outlets = {context.outlet(str(r["article_id"])) for r in rows}
    named_there = [r for r in rows if _is_beside(context, r, name) and not _of_another(context, r)]
    named_there = [r for r in named_there if not is_reported_by_another(context, r, name)]
    words = sum(int(r["n_words"]) for r in rows)
    if len(outlets) > 1 or not named_there or words < _LEAST or not _stands(context, name, rows):
        return None
    (outlet,) = outlets
    others = [i for i in context.articles if context.outlet(i) != outlet]
    unsure = any(is_partial(context, i) for i in others)  # they may be quoted in a part that is not at hand
    if unsure or not any(is_about_it(context, str(r["article_id"]), int(r["start"])) for r in rows):
        return None
    if _printing(context, rows).intersection(others) or any(_speaks(context, i, name) for i in others):
        return None
    if is_ordinary(context, rows, name) or any(another_speaks_for(context, rows, name, i) for i in others):
        return None
    naming = [context.outlet(i) for i in others if mentioned(context, i, name)]
    silent = [o for o in context.outlets if o != outlet and o not in naming]
    named_there = [r for r in named_there if not _is_history(context, r)]
    first = max(named_there, key=lambda r: _worth(context, r), default=None)
    if first is None or int(first["n_words"]) < _SHOWN:
        return None  # "as Ada Quill explains, the call is to “close the quay”": a slogan, nobody's words
    said = context.printed(str(first["article_id"]), int(first["start"]), int(first["end"])).rstrip(",")
    who = _who(context, name, rows)
    parts, again = [], short_name(name)
    if naming:
        parts.append(f"{named(naming)} name{'s' * (len(set(naming)) == 1)} {again}, but no quotation was found")
    if silent:
        parts.append(f"in {named(silent)} no sentence was found that names {again}")
    share = words / max(1, sum(int(context.articles[str(i)]["n_words"]) for i in context.articles_of(outlet)))
    return untested(
        SOLE_SPEAKER,
        name, outlet,
        headline=f"Only {outlet} quotes {name}{who}: “{cut(said)}”; {' and '.join(parts)}.",
        sentence=f"{words} words between quotation marks in {outlet}.",
        telling="heard in one outlet only",
        readings=[
            context.row_reading(first, voice="quoted"),
            *(context.reading(i, *at) for i in others if (at := mentioned(context, i, name))),
            *(context.nothing(o) for o in silent),
        ],
        strength=min(1.0, 0.45 + words / 120 + share + (0.1 if silent else 0.0)) * (1 - 0.4 * _depth(context, rows)),
        key=name,
        outlet=outlet,
        n=len(rows),
    )  # fmt: skip


def _worth(context: Context, row: Row) -> tuple[bool, bool, int]:
    """What makes a quotation stand for its speaker: it is a sentence, refuses, admits, demands or judges, is long."""
    words = context.printed(str(row["article_id"]), int(row["start"]), int(row["end"]))
    n = int(row["n_words"])
    return row["kind"] == "direct" and n >= _LEAST, bool(acts_of(words)), n


def _is_history(context: Context, row: Row) -> bool:
    """Whether the sentence of a quotation or the one before names a year long before the article."""
    article, start = str(row["article_id"]), int(row["start"])
    published = str(context.articles[article].get("published") or "")[:4]
    every = context.sentences.get(article, ())
    at = next((k for k, s in enumerate(every) if s.start <= start < s.end), None)
    if at is None or not published.isdigit():
        return False
    near = context.printed(article, every[max(0, at - 1)].start, every[at].end)
    return any(int(year) <= int(published) - _LONG_AGO for year in _YEAR.findall(near))


def _who(context: Context, name: str, rows: list[Row]) -> str:
    """Who somebody is in the words of the article that quotes them, in brackets; empty if that is not certain."""
    text = context.tables.texts.get(str(rows[0]["article_id"]), "")
    told = description(rows, text, name)
    # "president of the Quay, Me., branch of the league" must not end at the comma.
    return f" ({told})" if told and not re.search(rf"{re.escape(told)}, [A-Z][\w]*\.?,", text) else ""


def _stands(context: Context, name: str, rows: list[Row]) -> bool:
    """Whether the name stands beside the words as it is, and not as one of the outlet's own people."""
    for row in rows:
        article = str(row["article_id"])
        sentence = context.sentence_at(article, int(row["start"]))
        around = context.printed(article, sentence.start, sentence.end) if sentence else ""
        own = forms_of(context.outlet(article).split(" - ")[0])[-1:]
        posted = f"{name} (@" in around  # whoever posted the words need not have said them
        if name in around and not posted and not _LINK.search(around) and not set(own) <= set(forms_of(around)):
            return True
    return False


def _is_beside(context: Context, row: Row, name: str) -> bool:
    """Whether the name stands in the source as printed, in the sentence of the words or the one before or after."""
    source = row["source"] if isinstance(row["source"], str) else ""
    every = context.sentences.get(str(row["article_id"]), ())
    at = next((k for k, s in enumerate(every) if s.start <= int(row["start"]) < s.end), -1)
    near = every[max(0, at - 1) : at + 2] if at >= 0 else ()
    around = context.printed(str(row["article_id"]), near[0].start, near[-1].end) if near else ""
    return last(name).lower() in source.lower() and last(name) in around


def _of_another(context: Context, row: Row) -> bool:
    """Whether the words are a transcript of somebody else's: "Ada Quill: we will sail"."""
    words = context.printed(str(row["article_id"]), int(row["start"]), int(row["end"])).split()
    return any(w.endswith(":") for w in words[:_TRANSCRIPT])


def _depth(context: Context, rows: list[Row]) -> float:
    """How far down the person first speaks, 0 to 1."""
    return min(int(r["start"]) / max(1, int(context.articles[str(r["article_id"])]["n_chars"])) for r in rows)


def _printing(context: Context, rows: list[Row]) -> frozenset[str]:
    """The articles that have five of the person's words in a row."""
    said = (context.printed(str(r["article_id"]), int(r["start"]), int(r["end"])) for r in rows)
    return frozenset[str]().union(*(articles_with_run(context, words, _RUN) for words in said))


def _speaks(context: Context, article_id: str, name: str) -> bool:
    """Whether somebody of that last name speaks in an article, or speaks in a sentence that names them."""
    return any(last(name).lower() in told for told in _spoken(context, article_id))


def _spoken(context: Context, article_id: str) -> Sequence[str]:
    """Who speaks in an article, and the sentences in which somebody does, in small letters; read once."""
    known: dict[str, Sequence[str]] = context.noted.setdefault(_SPOKEN, {})
    if article_id not in known:
        out: dict[str, None] = {}
        for row in context.rows_of("quotations", article_id):
            if row["kind"] == "scare":
                continue
            told = (str(row[column]) for column in ("speaker", "source") if isinstance(row[column], str))
            sentence = context.sentence_at(article_id, int(row["start"]))
            around = context.printed(article_id, sentence.start, sentence.end) if sentence else ""
            out |= dict.fromkeys((" ".join(told).lower(), around.lower()))
        known[article_id] = tuple(out)
    return known[article_id]
