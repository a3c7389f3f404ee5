"""What all outlets have: one headline in other words, one claim that all head with, the same words of somebody.

That all begin with one name, or have one figure at the top, is true of most sets and tells nothing: it is not said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from framing.annotate.speakers.names import gender_of_given_name
from framing.compare.inflection import function_words
from framing.compare.tokens import Token, tokens
from framing.findings.context import NUMBER_WORDS, Context, Headline, cut
from framing.findings.finding import AGREEMENT, Finding, untested
from framing.findings.headline_words import key_of, says_something
from framing.findings.names import is_title, only_capitalised
from framing.findings.openings import quoted_in
from framing.findings.quotation_readings import version_reading
from framing.findings.quotation_versions import in_common, statements
from framing.findings.quoted_by import one_giver

_LEAST = 5  # words of a quotation
_QUOTED = 2  # words that all headlines quote
_ALIKE = 0.8  # of the content words of one headline must stand in all others, in any form
_COMMON = 4  # content words in common at least, or three of a headline that has few more
_FEW, _NEARLY = 3, 0.75
_BINDING = frozenset(("since", "as", "after", "amid", "before", "while", "despite"))
_BEHIND = 4  # words shown behind a claim
_SHORT = re.compile(r"\b[A-Z][A-Za-z]{1,4}\b")
_PARTS = re.compile(r"[A-Z][a-z]{0,2}")
_AGAINST = frozenset(
    ("not", "no", "never", "without", "fail", "fails", "failed", "reject", "rejects", "rejected", "deny", "denies",
     "denied", "against", "block", "blocks", "blocked", "halt", "halts", "unlikely", "despite", "but")
)  # fmt: skip
# Claims of rank that headlines make of one event, and the words that make of "first" something else.
_NOT_FIRST = "lady|amendment|day|half|quarter|dose|doses|term|look|person|step|responders?"
_CLAIMS = (
    (re.compile(rf"\bfirst\b(?!\s+(?:{_NOT_FIRST})\b)", re.IGNORECASE), "call it a first"),
    (re.compile(r"\b(?:record|records|record-[a-z]+)\b(?!\s+of\b)", re.IGNORECASE), "speak of a record"),
    (re.compile(r"\bhistoric\b", re.IGNORECASE), "call it historic"),
)


def agreements(context: Context) -> list[Finding]:
    """Return what every outlet of a set of three or more has; one article an outlet for headlines."""
    if len(context.outlets) < 3:  # noqa: PLR2004
        return []
    if not context.one_each or len(context.headlines) != len(context.articles):
        return list(_quotations(context))
    headlines = [*_same_headline(context), *_one_claim(context), *_one_quotation(context)]
    return [*_quotations(context), *headlines[:1]]


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
            readings=[version_reading(context, v, words) for v in quoted.versions],
            strength=0.9 if quoted.speaker else 0.7,
            key=cut(words, 8),
            n=len(quoted.versions),
        )  # fmt: skip


def _same_headline(context: Context) -> Iterator[Finding]:
    """The headline whose content words, but for a few, all other headlines have too: one thing is told of one."""
    titles = context.headlines
    have = [_keys(h) for h in titles]
    if len({bool(h.keys() & _AGAINST) for h in have}) > 1:
        return  # one denies what another says
    common = [
        {
            k
            for k in own
            if k not in _AGAINST and all(_stands_in(own[k], titles[n], h, x) for h, x in _others(titles, have, n))
        }
        for n, own in enumerate(have)
    ]
    shares = [len(c) / max(1, len(own.keys() - _AGAINST)) for c, own in zip(common, have, strict=True)]
    best = max(range(len(titles)), key=lambda n: (shares[n], len(common[n])))
    n_common = len(common[best])
    if not (n_common >= _COMMON and shares[best] >= _ALIKE) and not (n_common >= _FEW and shares[best] >= _NEARLY):
        return
    shown = _shared_part(titles[best], have[best], common[best])
    if not shown or any(_tells_more(context, titles, have, n) for n in range(len(titles))):
        return
    yield untested(
        AGREEMENT,
        "one headline", *sorted(common[best]),
        headline=f"{all_of(context)} headlines tell one thing, in these or like words: “{shown}” "
        f"({titles[best].outlet}).",
        sentence="The headlines: " + "; ".join(f"{h.outlet}: {h.text}" for h in titles) + ".",
        telling="outlets agree on what the news is",
        readings=[
            h.reading([(t.span.start, t.span.end) for k, t in own.items() if k in common[best]], voice="headline")
            for h, own in zip(titles, have, strict=True)
        ],
        strength=min(1.0, shares[best]),
        key=titles[best].text,
        n=len(titles),
    )  # fmt: skip


def _tells_more(context: Context, titles: Sequence[Headline], have: Sequence[dict[str, Token]], n: int) -> bool:
    """Whether a headline has a word that some other lacks, of a reason or description: no name, title or figure."""
    return any(
        not _is_name(context, titles[n], token)
        and not all(_stands_in(token, titles[n], h, x) for h, x in _others(titles, have, n))
        for token in have[n].values()
    )


def _is_name(context: Context, title: Headline, token: Token) -> bool:
    """Whether a word names somebody or a body, or counts: a first name, initials, a title, a figure."""
    form = token.form.removesuffix("'s")
    initials = token.span.of(title.text).isupper() and not title.text.isupper()
    known = is_title(form) or bool(gender_of_given_name(form)) or only_capitalised(context, form)
    return form[:1].isdigit() or initials or known


def _shared_part(title: Headline, own: dict[str, Token], common: set[str]) -> str:
    """A headline from its first common word to its last; empty where a figure between them is its own."""
    spans = [own[k].span for k in common]
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    words = [t for t in tokens(title.text[:end]) if t.is_word and t.span.start >= start]
    while len(words) > 1 and words[-1].form in function_words() | _BINDING:
        words = words[:-1]
    end = words[-1].span.end
    inside = [k for k, t in own.items() if start <= t.span.start < end and k not in common]
    return "" if any(k[:1].isdigit() for k in inside) else title.text[start:end].strip()


def _keys(title: Headline) -> dict[str, Token]:
    """The words of a headline that say something, by what they count as; words against something too."""
    every = (t for t in tokens(title.text) if t.is_word)
    return {
        key_of(t.form) if says_something(t) else t.form: t for t in every if says_something(t) or t.form in _AGAINST
    }


def _others(
    titles: Sequence[Headline], have: Sequence[dict[str, Token]], n: int
) -> list[tuple[Headline, dict[str, Token]]]:
    return [(h, x) for k, (h, x) in enumerate(zip(titles, have, strict=True)) if k != n]


def _stands_in(token: Token, mine: Headline, title: Headline, own: dict[str, Token]) -> bool:
    """Whether a headline has a word of another, in any form, as part of a joined word or in an abbreviation."""
    key = key_of(token.form)
    parts = {key_of(p) for t in own.values() for p in t.form.split("-") if p}
    return key in own or key in parts or _is_shortened(token, mine.text, title.text)


def _is_shortened(token: Token, mine: str, other: str) -> bool:
    """Whether words of a headline with one of its words among them are an abbreviation in another: "NYT", "WaPo"."""
    words = [t for t in tokens(mine) if t.is_word]
    k = next(k for k, t in enumerate(words) if t.span == token.span)
    for short in _SHORT.findall(other):
        parts = [p.lower() for p in _PARTS.findall(short)]
        if len(parts) < _FEW - 1 or "".join(parts) != short.lower():
            continue
        for first in range(max(0, k - len(parts) + 1), k + 1):
            run = words[first : first + len(parts)]
            if len(run) == len(parts) and all(t.form.startswith(p) for t, p in zip(run, parts, strict=True)):
                return True
    return False


def _one_claim(context: Context) -> Iterator[Finding]:
    """A claim of rank that all headlines make: the first, a record."""
    for pattern, called in _CLAIMS:
        found = [(h, m) for h in context.headlines if (m := pattern.search(h.text))]
        if len(found) < len(context.headlines):
            continue
        said = "; ".join(f"“{_with_next(h.text, m.start(), m.end())}” in {h.outlet}" for h, m in found)
        yield untested(
            AGREEMENT,
            "claim", called,
            headline=f"{all_of(context)} headlines {called}: {said}.",
            sentence="The headlines: " + "; ".join(f"{h.outlet}: {h.text}" for h in context.headlines) + ".",
            telling="the claim that readers of all outlets got",
            readings=[h.reading([(m.start(), m.end())], voice="headline") for h, m in found],
            strength=0.9,
            key=called,
            n=len(found),
        )  # fmt: skip


def _with_next(text: str, start: int, end: int) -> str:
    """Words of a headline with the few behind them, to the end of what they say."""
    words = [t for t in tokens(text) if t.is_word and t.span.end > end][:_BEHIND]
    while words and words[-1].form in function_words():
        words = words[:-1]
    last = words[-1].span.end if words else end
    stop = re.search(r"[,:;]", text[end:last])
    return text[start : end + stop.start() if stop else last].strip()


def _one_quotation(context: Context) -> Iterator[Finding]:
    """Words that all headlines have in quotation marks."""
    quoted = [
        {tuple(t.form for t in tokens(h.text[a:b]) if t.is_word): (a, b) for a, b in quoted_in(h.text)}
        for h in context.headlines
    ]
    if not quoted:
        return
    for words in set.intersection(*(set(q) for q in quoted)):
        if len(words) >= _QUOTED:
            a, b = quoted[0][words]
            yield untested(
                AGREEMENT,
                "quoted in headlines", *words,
                headline=f"{all_of(context)} headlines quote “{context.headlines[0].text[a:b]}”.",
                sentence="In quotation marks in every headline.",
                telling="the words that readers of all outlets got first",
                readings=[
                    h.reading([q[words]], voice="headline") for h, q in zip(context.headlines, quoted, strict=True)
                ],
                strength=0.8,
                key=" ".join(words),
                n=len(quoted),
            )  # fmt: skip
