"""How articles open: who is quoted first, and whom one names at the top that others name late or not at all."""

from __future__ import annotations

from collections.abc import Iterator

from framing.findings.context import Context, Row, cut
from framing.findings.finding import OPENING, Finding, untested
from framing.findings.kinds.headline_text import is_titled
from framing.findings.names import full_name, last, mentioned, names_of_set, namings
from framing.findings.voice_names import short_name
from framing.findings.who_says import other_says

_DIRECT = frozenset(("direct", "partial"))
_LEAST = 4  # words between marks
_TIMES = 2
_LATE = 4  # paragraphs down
_OFTEN = 3  # times that an article names somebody who stands at its top; else it is a reporter or a passer-by


def first_voices(context: Context) -> list[Finding]:
    """Return who is quoted first and named first, where outlets differ in it; one article an outlet only."""
    if not context.one_each:
        return []
    return [*_quoted_first(context), *_named_first(context)]


def _quoted_first(context: Context) -> Iterator[Finding]:
    firsts = {i: row for i in context.articles if (row := _first(context, i)) is not None}
    names = {i: full_name(context, row["speaker"]) for i, row in firsts.items()}
    # Without a reporting verb it is a tweet or a caption that the page shows, and nobody whom the article quotes.
    # Of words with a second verb of saying at the end of their sentence it is not sure whose they are.
    spoken = {i for i, row in firsts.items() if isinstance(row["cue"], str) and not other_says(context, row)}
    known = {i: name for i, name in names.items() if name and i in spoken and _is_named(firsts[i], name)}
    if len(known) < 2 or len({last(n) for n in known.values()}) != len(known):  # noqa: PLR2004
        return
    yield untested(
        OPENING,
        "first quotation", *known,
        headline="The first to be quoted with four words or more is "
        f"{'; '.join(f'{who} in {context.outlet(i)}' for i, who in known.items())}.",
        sentence="The first words between quotation marks in the body of each article, by a speaker named there.",
        telling="who has the first word",
        readings=[context.row_reading(firsts[i], voice="quoted", note=who) for i, who in known.items()],
        strength=0.9 if len(known) == len(context.articles) else 0.7,
        key=" | ".join(known.values()),
    )  # fmt: skip


def _first(context: Context, article_id: str) -> Row | None:
    rows = [
        row
        for row in context.rows_of("quotations", article_id)
        if row["part"] == "body"
        and row["kind"] in _DIRECT
        and int(row["n_words"]) >= _LEAST
        and not is_titled(context.printed(article_id, int(row["start"]), int(row["end"])))
    ]
    return min(rows, key=lambda row: int(row["start"]), default=None)


def _is_named(row: Row, name: str) -> bool:
    return isinstance(row["source"], str) and last(name).lower() in row["source"].lower()


def _named_first(context: Context) -> Iterator[Finding]:
    if not context.complete:
        return
    names = [name for name, n in names_of_set(context).most_common() if n >= _TIMES]
    titles = " ".join(h.text.lower() for h in context.headlines)
    for name in names:
        if last(name).lower() in titles:
            continue  # the headlines are compared by themselves
        places = {i: mentioned(context, i, name) for i in context.articles}
        paragraphs = {
            i: s.paragraph
            for i, at in places.items()
            if at and (s := context.sentence_at(i, at[0])) is not None and s.part == "body"
        }
        early = [i for i, p in paragraphs.items() if p == 0]
        rest = [i for i in context.articles if i not in early]
        said = [
            f"in {context.outlet(i)} no sentence was found that names {short_name(name)}"
            if places[i] is None
            else f"{context.outlet(i)} first names {short_name(name)} in paragraph {paragraphs[i] + 1}"
            for i in rest
            if places[i] is None or paragraphs.get(i, 0) >= _LATE
        ]
        late = any(places[i] for i in rest)  # whom nobody else names at all is another matter: see sole speakers
        if len(early) != 1 or not late or len(said) != len(rest) or len(namings(context, early[0], name)) < _OFTEN:
            continue
        (first,) = early
        sentence = context.sentence_at(first, places[first][0]) if places[first] else None  # type: ignore[index]
        yield untested(
            OPENING,
            "first paragraph", first, name,
            headline=f"{context.outlet(first)} names {name} in its first paragraph; {'; '.join(said)}.",
            sentence=f"“{cut(context.printed(first, sentence.start, sentence.end), 40)}”" if sentence else "",
            telling="who stands first in one article and late or nowhere in the others",
            readings=[
                *(
                    context.reading(i, *at, note=f"paragraph {paragraphs[i] + 1}")
                    for i, at in places.items()
                    if at and i in paragraphs
                ),
                *(context.nothing(context.outlet(i)) for i in rest if places[i] is None),
            ],
            strength=0.7,
            key=name,
            outlet=context.outlet(first),
        )  # fmt: skip
