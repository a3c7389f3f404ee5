"""Looking for what an article may lack, before it is said that no sentence was found.

A thing counts as there if it stands in another form: words inflected, a number in figures, in words or rounded, a
name by its last word.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from framing.compare.fact_search import content
from framing.compare.tokens import tokens
from framing.findings.context import Context
from framing.lexicons import load

_CORE = "words of the matter"
_TOP = 2  # paragraphs at the top that say what an article is about
_ABOUT = 2  # of their words around a place: it belongs to the matter
_ROUNDED = 0.05  # a figure within 5 % of another may be it, rounded


def share_found(context: Context, article_id: str, words: str) -> float:
    """Return the largest share of the content stems of ``words`` that a sentence of an article or two in a row have.

    0 to 1. Nothing to look for, or no text to look in, gives 1: then nothing can be said to be absent.
    """
    wanted = content(words)
    pairs = _pairs(context, article_id)
    if not wanted or not pairs:
        return 1.0
    return max(len(wanted & both) for both in pairs) / len(wanted)


def _pairs(context: Context, article_id: str) -> tuple[frozenset[str], ...]:
    """The stems of each sentence of an article and the next, read once; none without its text."""
    if article_id not in context.stems:
        text = context.tables.texts.get(article_id, "")
        have = [content(text[s.start : s.end]) for s in context.sentences.get(article_id, ()) if text]
        context.stems[article_id] = tuple(frozenset(a | b) for a, b in zip(have, [*have[1:], set()], strict=bool(have)))
    return context.stems[article_id]


def core(context: Context) -> frozenset[str]:
    """Return the stems that say what a set is about: in headline or first paragraphs of two outlets or more."""
    if _CORE not in context.noted:
        users: defaultdict[str, set[str]] = defaultdict(set)
        for article_id in context.articles:
            top = [s for s in context.sentences.get(article_id, ()) if s.paragraph < _TOP]
            said = " ".join(context.printed(article_id, s.start, s.end) for s in top)
            title = context.articles[article_id]["title"]
            for word in content(f"{said} {title if isinstance(title, str) else ''}"):
                users[word].add(context.outlet(article_id))
        context.noted[_CORE] = tuple(sorted(w for w, outlets in users.items() if len(outlets) > 1))
    return frozenset(context.noted[_CORE])


def is_about_it(context: Context, article_id: str, at: int) -> bool:
    """Tell whether the paragraph around a place, or the one before, has two of the words that a set is about."""
    here = context.sentence_at(article_id, at)
    if here is None:
        return False
    around = [s for s in context.body(article_id) if here.paragraph - 1 <= s.paragraph <= here.paragraph]
    said = content(" ".join(context.printed(article_id, s.start, s.end) for s in around))
    return len(said & core(context)) >= _ABOUT


def has_number(context: Context, article_id: str, value: float) -> bool:
    """Tell whether an article has a figure, in digits or words, exact or rounded, whatever it counts.

    True also where there is no text to look in.
    """
    text = context.tables.texts.get(article_id)
    if text is None:
        return True
    if any(abs(found - value) <= _ROUNDED * abs(value) for found in _numbers(context)[article_id]):
        return True
    digits = {f"{value:g}", f"{value:,.0f}", f"{value:.0f}"}
    title = context.articles[article_id]["title"]
    return any(t.form in digits for t in tokens(f"{text} {title if isinstance(title, str) else ''}"))


def _numbers(context: Context) -> dict[str, list[float]]:
    out: defaultdict[str, list[float]] = defaultdict(list)
    for row in context.rows("numbers"):
        out[str(row["article_id"])] += [float(row["value"]), float(row["high"])]
    return out


def is_measure(unit: str) -> bool:
    """Tell whether a unit measures (miles, years, mph) and does not count things."""
    return unit.rstrip("s") in _measures()


@cache
def _measures() -> frozenset[str]:
    return frozenset(form.rstrip("s") for form in load("quantities")["measures"]["forms"]) | {"mph", "km/h"}


def longest_run(context: Context, article_id: str, words: str) -> int:
    """Return how many of ``words`` in a row stand in an article as they are, letter case and marks aside."""
    wanted = [t.form for t in tokens(words) if t.is_word]
    if article_id not in context.tables.texts:
        return len(wanted)
    have = [form for form, _, _ in context.tokens_of(article_id)]
    at: defaultdict[str, list[int]] = defaultdict(list)
    for k, form in enumerate(have):
        at[form].append(k)
    best = 0
    for i, form in enumerate(wanted):
        for k in at[form]:
            n = 0
            while i + n < len(wanted) and k + n < len(have) and wanted[i + n] == have[k + n]:
                n += 1
            best = max(best, n)
    return best
