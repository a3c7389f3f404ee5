"""Mentions of a codebook's concepts in an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from framing.annotate.codebook import Codebook, CodebookError, Variant
from framing.annotate.codebook_faults import line_of
from framing.annotate.patterns import (
    Pattern,
    PatternError,
    collapse,
    normalise,
    parse_pattern,
    pattern_regex,
    trie_regex,
)
from framing.annotate.voice import Voice
from framing.text.article import Article
from framing.text.layout import Layout, lay_out
from framing.text.span import Span


@dataclass(frozen=True, slots=True)
class Mention:
    """One occurrence of a concept under one of its labels.

    Its voice is derived, see ``voice.py``, unless a reader's correction settled it: then it stands in ``voice``.
    """

    concept: str
    variant: str
    span: Span
    voice: Voice | None = None


@dataclass(frozen=True, slots=True)
class _Rule:
    """One pattern of one variant, ready to match; ``free`` if whatever matches it stands."""

    concept: str
    variant: Variant
    pattern: Pattern
    free: bool


_Hit = tuple[int, int, _Rule]


def _place(hit: _Hit) -> tuple[int, int]:
    return hit[0], hit[1]


def _overlapping(hits: list[_Hit]) -> Iterator[list[_Hit]]:
    """Split matches, sorted by place, into runs in which each overlaps one before it."""
    group: list[_Hit] = []
    reach = -1
    for hit in hits:
        if hit[0] >= reach and group:
            yield group
            group = []
        group.append(hit)
        reach = max(reach, hit[1])
    if group:
        yield group


class Finder:
    """The patterns of a codebook, compiled once; :meth:`find` then scans any text.

    Literal patterns (nearly all) are one trie-shaped expression; patterns with ``*`` or a
    context are tried apart, because only then the longest match is sure to be found.

    Raises:
        CodebookError: A pattern cannot be read, or two variants claim the same one.
    """

    def __init__(self, codebook: Codebook) -> None:  # noqa: D107 - the class says it
        self._codebook = codebook
        self._literal: dict[str, _Rule] = {}
        self._open: list[tuple[re.Pattern[str], _Rule]] = []
        for rule in self._rules():
            if rule.pattern.literal:
                self._claim(rule)
            else:
                self._open.append((re.compile(pattern_regex(rule.pattern)), rule))
        # The look-ahead lets matches overlap; which of them stays is decided afterwards.
        self._scan = re.compile(rf"(?<!\w)(?=({trie_regex(self._literal)})(?!\w))") if self._literal else None
        self._exclude = {
            (concept.id, variant.label): re.compile("|".join(pattern_regex(self._read(x)) for x in variant.exclude))
            for concept in codebook.concepts
            for variant in concept.variants
            if variant.exclude
        }

    def _rules(self) -> Iterator[_Rule]:
        for concept in self._codebook.concepts:
            for variant in concept.variants:
                free = not (variant.match_case or variant.exclude)
                for written in variant.patterns:
                    yield _Rule(concept.id, variant, self._read(written), free)

    def _read(self, written: str) -> Pattern:
        try:
            return parse_pattern(written)
        except PatternError as e:
            msg = f"{self._codebook.path}, line {self._line(written)}: {e}"
            raise CodebookError(msg) from e

    def _line(self, written: str) -> int:
        try:
            with open(self._codebook.path, encoding="utf-8") as f:  # noqa: PTH123 - a name for messages, not a path we made
                return line_of(f.read(), written)
        except OSError:
            return 0

    def _claim(self, rule: _Rule) -> None:
        other = self._literal.setdefault(rule.pattern.key, rule)
        if other is not rule:
            both = " and ".join(
                f"'{r.pattern.written}' (line {self._line(r.pattern.written)}, '{r.variant.label}' in '{r.concept}')"
                for r in (other, rule)
            )
            msg = f"{self._codebook.path}: the patterns {both} find the same words; remove one"
            raise CodebookError(msg)

    def find(self, text: str, *, name: str = "") -> tuple[Mention, ...]:
        """Return the mentions in ``text`` in order; no two overlap, the longest stays.

        Args:
            text: Any text; an empty one has no mentions.
            name: The article's id, for errors.

        Raises:
            CodebookError: The very same words are claimed by two concepts' open patterns.
        """
        plain = normalise(text)
        hits = self._literal_hits(text, plain)
        if self._open:
            more = ((*m.span(1), rule) for regex, rule in self._open for m in regex.finditer(plain))
            hits += [hit for hit in more if self._stands(text, plain, hit)]
            hits.sort(key=_place)
        kept: list[_Hit] = []
        for group in _overlapping(hits):
            kept += group if len(group) == 1 else self._longest(group, name)
        return tuple(Mention(rule.concept, rule.variant.label, Span(start, end)) for start, end, rule in kept)

    def _literal_hits(self, text: str, plain: str) -> list[_Hit]:
        """Every match of the literal patterns that stands, the longest at each place, in order."""
        if self._scan is None:
            return []
        literal, hits = self._literal, []
        for m in self._scan.finditer(plain):
            start, end = m.span(1)
            words = plain[start:end]
            # Most matches are printed as the key is written; the rest differ in hyphens or spaces.
            rule = literal.get(words) or literal[collapse(words)]
            hit = (start, end, rule)
            if rule.free or self._stands(text, plain, hit):
                hits.append(hit)
        return hits

    def _stands(self, text: str, plain: str, hit: _Hit) -> bool:
        """Tell whether a match survives its variant's case rule and exclusions."""
        start, end, rule = hit
        variant = rule.variant
        if variant.match_case and rule.pattern.written not in text[start:end]:
            return False
        if not variant.exclude:
            return True
        exclude = self._exclude[rule.concept, variant.label]
        near = exclude.finditer(plain, max(0, start - 200), min(len(plain), end + 200))
        return not any(m.start() <= start and end <= m.end() for m in near)

    def _longest(self, group: list[_Hit], name: str) -> list[_Hit]:
        """Of matches that overlap, keep the longest, then the longest that is still free, in text order.

        Of equally long ones the earlier stays, so that nothing hangs on the codebook's order.
        """
        kept: list[_Hit] = []
        for hit in sorted(group, key=lambda h: (h[0] - h[1], h[0])):
            start, end, rule = hit
            same = next((k for k in kept if k[:2] == (start, end)), None)
            if same is not None and same[2].concept != rule.concept:
                self._contested(Span(start, end), same[2], rule, name)
            if all(end <= k[0] or k[1] <= start for k in kept):
                kept.append(hit)
        return sorted(kept, key=_place)

    def _contested(self, span: Span, one: _Rule, other: _Rule, name: str) -> None:
        msg = (
            f"article '{name}', characters {span.start}–{span.end}: the words belong to two concepts, '{one.concept}' "
            f"(pattern '{one.pattern.written}') and '{other.concept}' (pattern '{other.pattern.written}'); "
            f"remove or narrow one in {self._codebook.path}, line {self._line(other.pattern.written)}"
        )
        raise CodebookError(msg)


@dataclass(frozen=True, slots=True)
class _Key:
    """A codebook known by its file: comparing every field of it would cost more than a short scan."""

    sha256: str
    path: str
    codebook: Codebook = field(compare=False, hash=False)


@lru_cache(maxsize=16)
def _compiled(key: _Key) -> Finder:
    return Finder(key.codebook)


def finder_for(codebook: Codebook) -> Finder:
    """Return the compiled finder of ``codebook``, made once a codebook."""
    return _compiled(_Key(codebook.sha256, codebook.path, codebook))


def find_terms(article: Article, codebook: Codebook, *, layout: Layout | None = None) -> tuple[Mention, ...]:
    r"""Return the mentions of the codebook's concepts in ``article``, in order, none inside page furniture.

    Args:
        article: The article; an empty text has no mentions.
        codebook: What to look for.
        layout: The article's layout, if the caller has it already.

    Raises:
        CodebookError: A pattern cannot be read or is claimed twice; see :class:`Finder`.

    >>> from framing.annotate.codebook import read_codebook
    >>> book = read_codebook("corpus/harbour-blockade/codebook.toml")
    >>> article = Article(id="quay-1", text="The protesters lay off the harbour.\n")
    >>> [(m.concept, m.variant, m.span.of(article.text)) for m in find_terms(article, book)]
    [('people-in-boats', 'protesters', 'protesters')]
    """
    layout = layout or lay_out(article)
    found = finder_for(codebook).find(article.text, name=article.id)
    furniture = [b.span for b in layout.boilerplate]
    if not furniture:
        return found
    return tuple(m for m in found if not _any_overlap(m.span, furniture))


def _any_overlap(span: Span, spans: Iterable[Span]) -> bool:
    return any(span.overlaps(other) for other in spans)
