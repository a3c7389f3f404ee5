"""What all outlets have: the same words of somebody, the same name in every headline, the same figure at the top."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from framing.compare.tokens import tokens
from framing.findings.context import NUMBER_WORDS, Context, Headline, Row, cut
from framing.findings.figure_elsewhere import alike
from framing.findings.finding import AGREEMENT, Finding, untested
from framing.findings.names import last, names_of_set, title_words
from framing.findings.quotation_versions import in_common, statements
from framing.findings.quoted_by import one_giver

_LEAST = 5  # words of a quotation
_TIMES = 2
_FRONT = 3  # words of a headline within which a name begins it
_TOP = 3  # paragraphs at the top
_UNITS = frozenset(("date", "age", ""))


def agreements(context: Context) -> list[Finding]:
    """Return what every outlet of a set of three or more has; one article an outlet for headlines and figures."""
    if len(context.outlets) < 3:  # noqa: PLR2004
        return []
    return [*_quotations(context), *_lead(context)]


def all_of(context: Context) -> str:
    """Return "All three": how many outlets a set has, in words up to nine."""
    n = len(context.outlets)
    return f"All {NUMBER_WORDS[n] if n < len(NUMBER_WORDS) else n}"


def _quotations(context: Context) -> Iterator[Finding]:
    for quoted in statements(context):
        if quoted.absent or quoted.paraphrased or min(len(v.words) for v in quoted.versions) < _LEAST:
            continue
        found = in_common(quoted)
        words = found[0].printed(context, found[1]) if found else ""
        if len(words.split()) < _LEAST:
            continue
        speaker = one_giver(context, quoted)
        who = f"{speaker}: " if speaker else ""
        yield untested(
            AGREEMENT,
            "quotation", str(quoted.number),
            headline=f"{all_of(context)} quote {who}“{cut(words)}”.",
            sentence="In every outlet between quotation marks, in some longer than in others.",
            telling="words that readers of all outlets got",
            readings=[v.reading(context) for v in quoted.versions],
            strength=0.9 if quoted.speaker else 0.7,
            key=cut(words, 8),
            n=len(quoted.versions),
        )  # fmt: skip


def _lead(context: Context) -> Iterator[Finding]:
    """A figure that stands at the top of every article, in headline or first paragraphs, with one unit."""
    if not context.one_each:
        return
    by_figure: defaultdict[tuple[float, str], dict[str, Row]] = defaultdict(dict)
    for row in context.rows("numbers"):
        article = str(row["article_id"])
        sentence = context.sentence_at(article, int(row["start"]))
        if sentence and sentence.paragraph < _TOP and str(row["unit"]) not in _UNITS:
            by_figure[float(row["value"]), str(row["unit"])].setdefault(article, row)
    for (value, unit), rows in by_figure.items():
        several = list(rows.values())
        if len(rows) == len(context.articles) and all(alike(context, [several[0], other]) for other in several[1:]):
            first = next(iter(rows.values()))
            shown = context.printed(str(first["article_id"]), int(first["start"]), int(first["end"]))
            yield untested(
                AGREEMENT,
                "figure", f"{value:g}", unit,
                headline=f"{all_of(context)} lead with one figure: “{shown}”.",
                sentence="It stands in the headline or the first three paragraphs of each article.",
                telling="a figure that readers of all outlets got",
                readings=[context.row_reading(r) for r in rows.values()],
                strength=0.9,
                key=shown,
                n=len(rows),
            )  # fmt: skip
    yield from _named(context)


def _named(context: Context) -> Iterator[Finding]:
    """The person with whom every headline begins."""
    if len(context.headlines) != len(context.articles):
        return
    for name, n in names_of_set(context).most_common():
        places = {h.article_id: place for h in context.headlines if (place := _begins(h, last(name), name))}
        if n >= _TIMES and len(places) == len(context.headlines):
            yield untested(
                AGREEMENT,
                "headlines", name,
                headline=f"{all_of(context)} headlines begin with {name}.",
                sentence="The headlines: " + "; ".join(f"{h.outlet}: {h.text}" for h in context.headlines) + ".",
                telling="whom all put first",
                readings=[h.reading([places[h.article_id]], voice="headline") for h in context.headlines],
                strength=0.5,
                key=name,
                n=len(places),
            )  # fmt: skip


def _begins(title: Headline, name: str, full: str) -> tuple[int, int] | None:
    """Where a name stands with which a headline begins: only titles and parts of the name before it."""
    first = [t for t in tokens(title.text) if t.is_word][:_FRONT]
    at = next((k for k, t in enumerate(first) if t.form == name.lower()), None)
    if at is None or not all(t.span.of(title.text)[0].isupper() for t in first[:at]):
        return None
    before = [t.form for t in first[:at]]
    known = title_words() | {part.lower() for part in full.split()}
    return (first[at].span.start, first[at].span.end) if all(form in known for form in before) else None
