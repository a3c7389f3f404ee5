"""What is printed as opinion, analysis or fact check beside news, with the mark that says so.

A live blog is a form of news, and no genre of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from framing.compare.tokens import tokens
from framing.findings.context import Context, Headline, Row, named
from framing.findings.finding import GENRE, Finding, Reading, untested
from framing.text.span import Span

# Words of the manifest, of an address's folders, of an outlet's label or before a headline's colon, by what they say.
_MARKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "opinion",
        re.compile(
            r"^(?:opinions?|op-?eds?|editorials?|commentary|commentisfree|columns?|columnists?|perspectives?|voices"
            r"|views?|letters|ideas)$"
        ),
    ),
    ("analysis", re.compile(r"^(?:analysis|explainers?|the-upshot)$")),
    ("a fact check", re.compile(r"^(?:fact-?checks?|fact-?checking|fact-?checker)$")),
)
_TOP, _TIMES = 4, 2  # paragraphs at the top; sentences in which the writer says "I"
_FIRST_PERSON = frozenset(("i", "my", "me", "i'm", "i've"))


def genres(context: Context) -> list[Finding]:
    """Return one finding where some articles are marked as another genre than news and others are not.

    Marks are the manifest's genre, a folder of the address ("/opinion/"), the outlet's label, a word before the
    headline's colon; else the first person in two sentences of the outlet's own words at the top. One article an
    outlet.
    """
    if not context.one_each:
        return []
    marks = {i: mark for i in context.articles if (mark := _mark(context, i)) is not None}
    rest = [i for i in context.articles if i not in marks]
    if not marks or (not rest and len({kind for kind, _, _ in marks.values()}) < 2):  # noqa: PLR2004  all of one genre
        return []
    said = "; ".join(
        f"as {kind}: {named(f'{context.outlet(i)} ({why})' for i, (k, why, _) in marks.items() if k == kind)}"
        for kind in dict.fromkeys(kind for kind, _, _ in marks.values())
    )
    return [
        untested(
            GENRE,
            *marks,
            headline=f"Marked {said}{_unmarked(context, rest)}.",
            sentence="Read from the manifest, the address, the headline and the first paragraphs. What the others are, "
            "no mark says.",
            telling="what the marked pieces are; of the others nothing is known" if rest else "two genres side by side",
            readings=[*(mark[2] for mark in marks.values()), *(_title(context, i) for i in rest)],
            strength=0.4 if rest else 0.9,  # without a mark nobody knows whether two of a kind are set side by side
            key=" | ".join(kind for kind, _, _ in marks.values()),
            outlet=context.outlet(next(iter(marks))) if len(marks) == 1 else "",
        )
    ]


def _unmarked(context: Context, rest: Sequence[str]) -> str:
    """What is not known of the others: without it they would read as news."""
    if not rest:
        return ""
    return f"; {named(context.outlet(i) for i in rest)} {'have' if len(rest) > 1 else 'has'} no mark and may be either"


def _mark(context: Context, article_id: str) -> tuple[str, str, Reading] | None:
    row = context.articles[article_id]
    title = next((h for h in context.headlines if h.article_id == article_id), None)
    shown = title.reading() if title else context.nothing(context.outlet(article_id), "no headline")
    for kind, pattern in _MARKS:
        for where, words in _marked_words(row, title):
            if pattern.match(words):
                return kind, f"{where} says “{words}”", shown
    return _first_person(context, article_id)


def _marked_words(row: Row, title: Headline | None) -> list[tuple[str, str]]:
    words: list[tuple[str, str]] = []
    if isinstance(row["genre"], str):
        words.append(("the manifest", row["genre"].lower()))
    if isinstance(row["url"], str):
        address = urlsplit(row["url"])
        folders = [*address.path.lower().split("/")[:-1], (address.hostname or "").split(".")[0]]
        words += [("its address", folder) for folder in folders if folder]
    words += [("the outlet’s name", inside.lower()) for inside in re.findall(r"\(([^()]+)\)", str(row["outlet"]))]
    if title and ":" in title.text:
        words.append(("the headline", title.text.split(":")[0].strip().lower()))
    return words


def _first_person(context: Context, article_id: str) -> tuple[str, str, Reading] | None:
    """A writer who says "I" in two sentences at the top, outside all quotations: nobody does in a news report."""
    text = context.tables.texts.get(article_id, "")
    quoted = [(int(q["start"]), int(q["end"])) for q in context.rows_of("quotations", article_id)]
    found: list[Span] = []
    for sentence in context.body(article_id):
        if sentence.paragraph >= _TOP or any(mark in text[sentence.start : sentence.end] for mark in '"“”‘'):
            continue
        words = tokens(text, within=Span(sentence.start, sentence.end))
        own = [t.span for t in words if t.form in _FIRST_PERSON and t.span.of(text) != "i"]
        found += [place for place in own if not any(a <= place.start < b for a, b in quoted)][:1]
    if len(found) < _TIMES:
        return None
    first = found[0]
    reading = context.reading(article_id, first.start, first.end, voice="outlet")
    return "a piece in the first person", f"it says “{first.of(text)}” at its top", reading


def _title(context: Context, article_id: str) -> Reading:
    title = next((h for h in context.headlines if h.article_id == article_id), None)
    return title.reading() if title else context.nothing(context.outlet(article_id), "no headline")
