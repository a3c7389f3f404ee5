"""Two words for one thing in the headlines: "riot" here, "insurrection" there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

from framing.annotate.lemmas import verb_lemma
from framing.annotate.quotations.cues import verb_forms
from framing.compare.fact_search import content
from framing.compare.inflection import function_words
from framing.compare.tokens import Token, tokens
from framing.findings.context import Context, Headline, named
from framing.findings.finding import HEADLINES, Finding, untested
from framing.findings.kinds.headline_text import all_of_them, the_one_left
from framing.findings.openings import quoted_in
from framing.lexicons import load

_ALIKE = 2  # content words that two headlines must have in common to be about one thing
_BEFORE = 2  # words in front of a label that are shown with it


def rival_labels(context: Context, headlines: Sequence[Headline]) -> Iterator[Finding]:
    """Where headlines with words in common use different words of one list of ``rival_words.toml``, outside quotations.

    A headline with two words of a list names two things, and nothing is said of that list.
    """
    del context
    for number, words in enumerate(_lists()):
        places = {h.article_id: found for h in headlines if (found := _found(h, words))}
        if any(len({label for label, _, _ in found}) > 1 for found in places.values()):
            continue
        having = [h for h in headlines if h.article_id in places]
        label = {h.article_id: places[h.article_id][0][0] for h in having}
        rivals = [
            (a, b)
            for a, b in combinations(having, 2)
            if label[a.article_id] != label[b.article_id] and len(content(a.text) & content(b.text)) >= _ALIKE
        ]
        if not rivals:
            continue
        shown = [h for h in having if any(h in pair for pair in rivals)]
        by_label: dict[str, list[Headline]] = {}
        for h in shown:
            by_label.setdefault(label[h.article_id], []).append(h)
        said = "; ".join(
            f"“{mine[0].text[places[mine[0].article_id][0][1] : places[mine[0].article_id][0][2]]}” in "
            f"{named(h.outlet for h in mine)}"
            for mine in by_label.values()
        )
        left = the_one_left(headlines, {h.article_id for h in shown})
        marks = {h.article_id: [(a, b) for _, a, b in places[h.article_id]] for h in shown}
        yield untested(
            HEADLINES,
            "labels", str(number), *marks,
            headline=f"Two words in the headlines: {said}{left}." if len(by_label) == 2  # noqa: PLR2004
            else f"Several words in the headlines: {said}{left}.",
            sentence=all_of_them(headlines),
            telling="one thing under two names, in the sentence most read",
            readings=[h.reading(marks.get(h.article_id, ()), voice="headline") for h in headlines],
            strength=1.0,
            key=" | ".join(by_label),
        )  # fmt: skip


@cache
def _lists() -> tuple[dict[tuple[str, ...], str], ...]:
    """Each list by its words in a row, in the singular and the plural, with the word that they are of."""
    return tuple(
        {(*word.split()[:-1], form): word for word in one["words"] for form in _numbers(word.split()[-1])}
        for one in load("rival_words")["list"]
    )


def _numbers(noun: str) -> tuple[str, ...]:
    """A noun in the singular and as its plural may be written; "killed" is no form of "killing"."""
    return (noun, f"{noun}s", f"{noun}es", f"{noun[:-1]}ies") if noun.endswith("y") else (noun, f"{noun}s", f"{noun}es")


def _found(title: Headline, words: dict[tuple[str, ...], str]) -> list[tuple[str, int, int]]:
    """The words of a list in a headline, the longest at each place, with what stands before them in one phrase."""
    every = [t for t in tokens(title.text) if t.is_word]
    inside = quoted_in(title.text)
    out: list[tuple[str, int, int]] = []
    last = 0
    for k, token in enumerate(every):
        if k < last or any(a <= token.span.start < b for a, b in inside):
            continue
        for size in (2, 1):
            run = every[k : k + size]
            found = words.get(tuple(t.form.removesuffix("'s") for t in run))
            if found and len(run) == size and not _is_verb(title.text, every, k, size):
                out.append((found, every[_phrase(title.text, every, k)].span.start, run[-1].span.end))
                last = k + size
                break
    return out


def _is_verb(text: str, every: Sequence[Token], k: int, size: int) -> bool:
    """Whether a single word may be a verb there: "cases surge", "crews rally", "they attack the plan"."""
    if size > 1:
        return False
    form = every[k].form
    follows = every[k + 1].form if k + 1 < len(every) else ""
    before = every[k - 1].form if k else ""
    ahead = text[every[k].span.end : every[k + 1].span.start] if follows else "."
    opens = follows in ("the", "a", "an", "his", "her", "its", "their") and not ahead.strip()
    return before in ("to", "will", "would", "could", "should", "may", "can") or opens or form in verb_forms()


def _may_act(form: str) -> bool:
    """Whether a word in front of a label may be a verb, with which no phrase begins: "offers | deal"."""
    return form.endswith(("ing", "ed")) or (form.endswith("s") and verb_lemma(form) != form)


def _phrase(text: str, every: Sequence[Token], k: int) -> int:
    """Where the phrase of a label begins: a word or two of content that stand right in front of it."""
    first = k
    while first and k - first < _BEFORE:
        before = every[first - 1]
        if (
            _may_act(before.form)
            or before.form in function_words()
            or text[before.span.end : every[first].span.start].strip(" -.")
        ):
            break
        first -= 1
    return first
