"""Looking for what an article may lack, before it is said that no sentence was found.

A thing counts as there if it stands in another form: words inflected, a number in figures, in words or rounded, a
name by its last word.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache

from framing.compare.fact_search import SentencePairs, content
from framing.compare.tokens import word_forms
from framing.findings.context import Context
from framing.findings.figure_forms import is_in_other_form, shares_said
from framing.lexicons import load

_STEMS = "articles of each stem, and those without text"
_CORE = "words of the matter"
_PAIRS = "stems of two sentences in a row"
_FIGURES = "figures of an article"
_LOOSE = "ranges and shares of an article"
_TOP = 2  # paragraphs at the top that say what an article is about
_ABOUT = 2  # of their words around a place: it belongs to the matter
_ROUNDED = 0.05  # a figure within 5 % of another may be it, rounded


def share_found(context: Context, article_id: str, words: str) -> float:
    """Return the largest share of the content stems of ``words`` that a sentence of an article or two in a row have.

    0 to 1. Nothing to look for, or no text to look in, gives 1: then nothing can be said to be absent.
    """
    wanted = content(words)
    pairs = _pairs(context, article_id)
    if not wanted or pairs is None:
        return 1.0
    return pairs.share_found(wanted)


def articles_saying(context: Context, words: str, least: float) -> frozenset[str]:
    """Return the articles in which :func:`share_found` finds so large a share of ``words``, from above 0 to 1.

    Asked of all articles at once: only those are searched that have so many of the words somewhere.
    """
    wanted = content(words)
    if not wanted:
        return frozenset(context.articles)
    if _STEMS not in context.noted:
        users: defaultdict[str, list[str]] = defaultdict(list)
        pairs_of = {i: _pairs(context, i) for i in context.articles}
        for article_id, pairs in pairs_of.items():
            for stem in pairs.at if pairs is not None else ():
                users[stem].append(article_id)
        context.noted[_STEMS] = dict(users), frozenset(i for i, pairs in pairs_of.items() if pairs is None)
    by_stem: dict[str, list[str]] = context.noted[_STEMS][0]
    without_text: frozenset[str] = context.noted[_STEMS][1]
    had = Counter(article_id for stem in wanted for article_id in by_stem.get(stem, ()))
    near = (i for i, n in had.items() if n / len(wanted) >= least)
    return without_text | {i for i in near if share_found(context, i, words) >= least}


def _pairs(context: Context, article_id: str) -> SentencePairs | None:
    """The sentences of an article by their stems, read once; ``None`` without sentences or text."""
    known: dict[str, SentencePairs | None] = context.noted.setdefault(_PAIRS, {})
    if article_id not in known:
        text = context.tables.texts.get(article_id, "")
        have = [content(text[s.start : s.end]) for s in context.sentences.get(article_id, ()) if text]
        known[article_id] = SentencePairs.of(have) if have else None
    return known[article_id]


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


def is_about_it(context: Context, article_id: str, at: int, *, around: int = 0) -> bool:
    """Tell whether the paragraph around a place, or the one before, has two of the words that a set is about.

    ``around`` is how many paragraphs more are read on both sides.
    """
    here = context.sentence_at(article_id, at)
    if here is None:
        return False
    first, last = here.paragraph - 1 - around, here.paragraph + around
    near = [s for s in context.body(article_id) if first <= s.paragraph <= last]
    said = content(" ".join(context.printed(article_id, s.start, s.end) for s in near))
    return len(said & core(context)) >= _ABOUT


def has_number(context: Context, article_id: str, value: float, unit: str = "") -> bool:
    """Tell whether an article has a figure, in digits or words, exact or rounded, whatever it counts.

    Also as "dozens" that it can be, and if ``unit`` is per cent as a fraction ("a third", "one in five").
    True also where there is no text to look in.
    """
    text = context.tables.texts.get(article_id)
    if text is None:
        return True
    values, printed = _figures(context, article_id, text)
    if any(abs(found - value) <= _ROUNDED * abs(value) for found in values):
        return True
    if is_in_other_form(value, unit, *_loose(context, article_id, text)):
        return True
    return not printed.isdisjoint((f"{value:g}", f"{value:,.0f}", f"{value:.0f}"))


def _figures(context: Context, article_id: str, text: str) -> tuple[tuple[float, ...], frozenset[str]]:
    """An article's numbers as read, and what stands in it or over it in digits; each article is read once."""
    known: dict[str, tuple[tuple[float, ...], frozenset[str]]] = context.noted.setdefault(_FIGURES, {})
    if article_id not in known:
        rows = context.rows_of("numbers", article_id)
        values = dict.fromkeys(float(row[name]) for row in rows for name in ("value", "high"))
        title = context.articles[article_id]["title"]
        every = word_forms(f"{text} {title if isinstance(title, str) else ''}")
        known[article_id] = tuple(values), frozenset(form for form in every if form[0].isdigit())
    return known[article_id]


def _loose(context: Context, article_id: str, text: str) -> tuple[tuple[tuple[float, float], ...], tuple[float, ...]]:
    """The ranges and the shares in words of an article and its title, read once."""
    known: dict[str, tuple[tuple[tuple[float, float], ...], tuple[float, ...]]] = context.noted.setdefault(_LOOSE, {})
    if article_id not in known:
        title = context.articles[article_id]["title"]
        ranges = tuple((float(r["value"]), float(r["high"])) for r in context.rows_of("numbers", article_id))
        known[article_id] = ranges, shares_said(f"{text}\n{title if isinstance(title, str) else ''}")
    return known[article_id]


def is_measure(unit: str) -> bool:
    """Tell whether a unit measures (miles, years, mph) and does not count things."""
    return unit.rstrip("s") in _measures()


@cache
def _measures() -> frozenset[str]:
    return frozenset(form.rstrip("s") for form in load("quantities")["measures"]["forms"]) | {"mph", "km/h"}


def articles_with_run(context: Context, words: str, least: int) -> frozenset[str]:
    """Return the articles in which so many of ``words`` in a row stand: those of which :func:`longest_run` says so.

    Asked of all articles at once: an article is read only where each of some words in a row stands in it somewhere.
    """
    wanted = word_forms(words)
    if len(wanted) < least:
        return frozenset()
    out = {i for i in context.articles if i not in context.tables.texts}
    for i in range(len(wanted) - least + 1):
        some = sorted((context.articles_with(form) for form in wanted[i : i + least]), key=len)
        for article_id in frozenset.intersection(*some) - out:
            have, at = context.tokens_of(article_id), context.at_form(article_id)
            if any(
                k + least <= len(have) and all(have[k + n][0] == wanted[i + n] for n in range(1, least))
                for k in at[wanted[i]]
            ):
                out.add(article_id)
    return frozenset(out)


def longest_run(context: Context, article_id: str, words: str) -> int:
    """Return how many of ``words`` in a row stand in an article as they are, letter case and marks aside."""
    wanted = word_forms(words)
    if article_id not in context.tables.texts:
        return len(wanted)
    have, at = context.tokens_of(article_id), context.at_form(article_id)
    best = 0
    for i, form in enumerate(wanted):
        if best >= len(wanted) - i:
            break
        for k in at.get(form, ()):
            n = 1
            while i + n < len(wanted) and k + n < len(have) and wanted[i + n] == have[k + n][0]:
                n += 1
            best = max(best, n)
    return best
