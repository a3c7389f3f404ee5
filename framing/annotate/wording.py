"""Words that show a writer's stance or judge what they report: hedges, boosters, doubt, loaded wording.

From word lists with named sources (``lexicons/stance.toml``, ``lexicons/loaded.toml``), where
each list's limits stand too. What is found is a candidate: read its sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from framing.annotate.lemmas import verb_lemma
from framing.annotate.parse_tree import token_starts, token_tags
from framing.annotate.quotations.record import Quotation
from framing.lexicons import load
from framing.text.article import Article
from framing.text.layout import Layout
from framing.text.parser import Parse
from framing.text.span import Span, merge
from framing.text.words import words

StanceKind = Literal["hedge", "booster", "doubt", "factive", "assertive"]
WordingKind = Literal["hedge", "booster", "doubt", "factive", "assertive", "loaded"]
STANCES: tuple[StanceKind, ...] = ("hedge", "booster", "doubt", "factive", "assertive")


@dataclass(frozen=True, slots=True)
class WordingMark:
    """A word or phrase of a list. ``word_class`` is the list's own division; for stance words the kind again."""

    span: Span
    kind: WordingKind
    word_class: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A class of loaded wording: where it counts and as which parts of speech."""

    id: str
    voice: str
    tags: tuple[str, ...]


@cache
def _stance() -> dict[str, StanceKind]:
    """Each entry with its kind; an entry of several lists is of the first."""
    out: dict[str, StanceKind] = {}
    for kind in STANCES:
        for entry in load("stance")[kind]["words"]:
            out.setdefault(entry, kind)
    return out


@cache
def _loaded() -> tuple[dict[str, _Loaded], dict[str, _Loaded]]:
    """Verbs by dictionary form and other words as they stand, each with its class."""
    tables: tuple[dict[str, _Loaded], dict[str, _Loaded]] = ({}, {})
    for table, name in zip(tables, ("verbs", "words"), strict=True):
        for group in load("loaded")[name]:
            made = _Loaded(group["id"], group["voice"], tuple(group["tags"].split()))
            for entry in group["words"]:
                table.setdefault(entry, made)
    return tables


def find_wording(
    article: Article, layout: Layout, *, parse: Parse = (), quotations: Sequence[Quotation] = ()
) -> tuple[WordingMark, ...]:
    """Return the stance words and loaded wording of an article's sentences, in text order.

    Args:
        article: The text.
        layout: Its sentences; boilerplate is in none.
        parse: Tells verbs from nouns and names from common words ("slam", "Savage"). Without
            it more is found, and more of it wrongly.
        quotations: Tell the outlet's words from others'. Without them all count as the outlet's.

    Returns:
        Marks; those of one kind do not overlap. An empty text gives none.
    """
    text = article.text
    quoted = merge(s for q in quotations if q.kind != "indirect" for s in q.content)
    reported = [s for q in quotations if q.kind == "indirect" for s in q.content]
    tags = {at: tag for c in parse for at, tag in zip(token_starts(c), token_tags(c), strict=True)}
    out: list[WordingMark] = []
    for sentence in layout.sentences:
        spans = words(text, within=sentence)
        low = [s.of(text).lower().replace("’", "'") for s in spans]
        for i, j, kind in _stance_in(text, spans, low):
            place = Span(spans[i].start, spans[j - 1].end)
            after = tags.get(spans[j].start, "") if j < len(spans) else ""
            if kind == "hedge" and _is_no_hedge(place.of(text).lower(), after, any(r.covers(place) for r in reported)):
                continue
            out.append(WordingMark(place, kind, kind, any(q.covers(place) for q in quoted)))
        for i, j, found in _loaded_in(low):
            place = Span(spans[i].start, spans[j - 1].end)
            inside = any(q.covers(place) for q in quoted)
            if _counts(found, place, inside=inside, tags=tags):
                out.append(WordingMark(place, "loaded", found.id, inside))
    return tuple(sorted(out, key=lambda m: (m.span, m.kind)))


# Of what part something is true, not how sure the writer is: "mostly white", "largely rural".
_SHARES = frozenset(("mostly", "largely", "mainly", "generally", "broadly"))


def _is_no_hedge(word: str, after: str, reported: bool) -> bool:  # noqa: FBT001 -- a fact of the place
    """Whether a listed word is no hedge where it stands.

    "Would" in reported speech is the tense of "will" told afterwards (Quirk et al. 1985, 14.31);
    an adverb of share before an adjective, a name or a figure says how many.
    """
    return (word == "would" and reported) or (word in _SHARES and after.startswith(("JJ", "NN", "CD", "IN")))


@cache
def _stance_begins() -> Mapping[str, int]:
    """First words of stance entries, each with the length of the longest entry that it begins."""
    out: dict[str, int] = {}
    for entry in _stance():
        first, size = entry.partition(" ")[0], entry.count(" ") + 1
        out[first] = max(size, out.get(first, 0))
    return out


def _stance_in(text: str, spans: Sequence[Span], low: Sequence[str]) -> Iterator[tuple[int, int, StanceKind]]:
    """Longest entries first, from the left."""
    entries, begins = _stance(), _stance_begins()
    past = 0
    for i, word in enumerate(low):
        if i < past or word not in begins:
            continue
        sizes = range(min(begins[word], len(low) - i), 0, -1)
        size = next((k for k in sizes if " ".join(low[i : i + k]) in entries), 0)
        # "May" within a sentence is the month.
        if size and not (word == "may" and i and spans[i].of(text)[0].isupper()):
            yield i, i + size, entries[" ".join(low[i : i + size])]
        past = i + size


@lru_cache(maxsize=65536)
def _loaded_with(word: str) -> tuple[_Loaded | None, bool]:
    """What ``word`` is by itself, and whether an entry of two words begins with it."""
    verbs, others = _loaded()
    verb_begins, other_begins = _pair_begins()
    lemma = verb_lemma(word)
    return others.get(word) or verbs.get(lemma), word in other_begins or lemma in verb_begins


@cache
def _pair_begins() -> tuple[frozenset[str], frozenset[str]]:
    """First words of the entries of two words, of verbs and of others."""
    verbs, others = (frozenset(e.partition(" ")[0] for e in table if " " in e) for table in _loaded())
    return verbs, others


def _loaded_in(low: Sequence[str]) -> Iterator[tuple[int, int, _Loaded]]:
    verbs, others = _loaded()
    past = 0
    for i, word in enumerate(low):
        if i < past:
            continue
        found, begins = _loaded_with(word)
        size = 1
        if begins and i + 1 < len(low):
            pair = others.get(f"{word} {low[i + 1]}") or verbs.get(f"{verb_lemma(word)} {low[i + 1]}")
            found, size = (pair, 2) if pair else (found, 1)
        if found is not None:
            yield i, i + size, found
        past = i + size


def _counts(found: _Loaded, place: Span, *, inside: bool, tags: Mapping[int, str]) -> bool:
    """Whether the word stands in the voice and as the part of speech for which its class is meant."""
    if found.voice != "any" and inside != (found.voice == "quoted"):
        return False
    if not tags:
        return True
    # A hyphenated word is several tokens; the last one says what it is.
    here = next((tags[at] for at in range(place.end - 1, place.start - 1, -1) if at in tags), "")
    return here not in ("NNP", "NNPS") and here.startswith(found.tags)
