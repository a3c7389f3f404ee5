"""Rewordings: where articles that share a sentence chose different words.

A change that three articles share is one rewording with three places, not three.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from framing.annotate.annotate import Annotation
from framing.annotate.terms import Mention
from framing.compare.changed_places import Change, changes
from framing.compare.inflection import function_words
from framing.compare.rewording_kinds import RewordingKind, Side, Word, is_cue, kind_of, needs_classes, numbers_of
from framing.compare.sentences import Family, Member
from framing.compare.tokens import Token, fold, tokens
from framing.compare.word_classes import Tagger
from framing.text.span import Span

_NEIGHBOURS = 3
_MOST_VERSIONS = 8  # versions of one sentence compared each with each
_AT_ONCE = 256  # families whose sentences are tagged together


@dataclass(frozen=True, slots=True)
class ReadingPlace:
    """A reading in one article: ``span`` as it should be shown, ``change`` the words that differ, empty if absent."""

    article_id: str
    span: Span
    change: Span


@dataclass(frozen=True, slots=True)
class Rewording:
    """Two readings of one place of a family, and the articles that have each.

    ``inside_quotation`` is true when the place stands in somebody's quoted words in both:
    then one of the two, or both, altered the quotation.
    """

    family: int
    kind: RewordingKind
    a: tuple[ReadingPlace, ...]
    b: tuple[ReadingPlace, ...]
    inside_quotation: bool


@dataclass(frozen=True, slots=True)
class _Version:
    """A member with what the rules need of it."""

    annotation: Annotation
    member: Member
    words: tuple[Token, ...]
    mentions: tuple[Mention, ...]
    quoted: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The text that the member stands in."""
        return self.annotation.article.text

    def place(self, start: int, end: int) -> Span:
        """The span of words ``start`` to ``end``; the empty place before ``start`` if there are none."""
        if start < end:
            return Span(self.words[start].span.start, self.words[end - 1].span.end)
        at = self.words[start].span.start if start < len(self.words) else self.member.span.end
        return Span(at, at)


@dataclass(frozen=True, slots=True)
class _Difference:
    """One change between two versions, and its two sides as the rules of its kind see them.

    ``is_open``: whether its kind depends on the tags of its words.
    """

    a: _Version
    b: _Version
    change: Change
    x: Side
    y: Side
    is_open: bool


def _version(annotation: Annotation, member: Member) -> _Version:
    words = tuple(t for t in tokens(annotation.article.text, within=member.span) if t.is_word)
    quoted = tuple(
        part for q in annotation.quotations if q.kind in {"direct", "partial", "nested"} for part in q.content
    )
    mentions = tuple(m for m in annotation.mentions if m.span.overlaps(member.span))
    return _Version(annotation, member, words, mentions, quoted)


def _side(version: _Version, start: int, end: int) -> Side:
    def word(k: int) -> Word:
        token = version.words[k]
        return Word(token.form, any(c.isupper() for c in token.span.of(version.text)))

    n = len(version.words)
    here = version.place(start, end)
    # Words cut beside a mention change it too: "Shia armed groups", "armed groups".
    if start == end and start < n:
        here = version.place(start, start + 1)
    labels = frozenset((m.concept, m.variant) for m in version.mentions if m.span.overlaps(here))
    return Side(
        tuple(map(word, range(start, end))),
        tuple(map(word, range(max(0, start - _NEIGHBOURS), start))),
        tuple(map(word, range(end, min(n, end + _NEIGHBOURS)))),
        labels,
    )


def _trimmed(a: _Version, b: _Version, change: Change) -> Change:
    """The change without function words at its ends on both sides ("spokeswoman for", "ringleader of")."""
    light = function_words()

    def end(version: _Version, start: int, stop: int) -> int:
        at = stop
        while at > start and version.words[at - 1].form in light:
            at -= 1
        return at if at > start else stop

    if change.a_start == change.a_end or change.b_start == change.b_end:
        return change
    return replace(change, a_end=end(a, change.a_start, change.a_end), b_end=end(b, change.b_start, change.b_end))


def _split(a: _Version, b: _Version, change: Change) -> tuple[Change, ...]:
    """A change of two things as two: "11 protesters", "15 defenders"; "said his firm", "claimed the company"."""
    x, y = _side(a, change.a_start, change.a_end), _side(b, change.b_start, change.b_end)
    first = [Side(side.words[:1], side.before, side.after) for side in (x, y)]
    two = len(x.content) > 1 and len(y.content) > 1
    if not (two and (all(numbers_of(f.words) for f in first) or all(map(is_cue, first)))):
        return (_trimmed(a, b, change),)
    return (
        replace(change, a_end=change.a_start + 1, b_end=change.b_start + 1),
        _trimmed(a, b, replace(change, a_start=change.a_start + 1, b_start=change.b_start + 1)),
    )


def _shown(a: _Version, b: _Version, change: Change, kind: RewordingKind) -> tuple[Span, Span]:
    """What a reader needs to see of a change: added and cut words with a neighbour, a number with its hedge."""
    s, e, p, q = change.a_start, change.a_end, change.b_start, change.b_end
    if kind == "number":
        while s and p and a.words[s - 1].form == b.words[p - 1].form and a.words[s - 1].form in {
            "about", "around", "some", "nearly", "almost", "over", "least", "than", "at", "more", "up", "to", "roughly",
        }:  # fmt: skip
            s, p = s - 1, p - 1
    if s == e or p == q:
        after = e < len(a.words) and q < len(b.words) and a.words[e].form == b.words[q].form
        before = s > 0 and p > 0 and a.words[s - 1].form == b.words[p - 1].form
        if after and (kind == "name form" or not before):
            e, q = e + 1, q + 1
        elif before:
            s, p = s - 1, p - 1
    return a.place(s, e), b.place(p, q)


def _is_quoted(version: _Version, span: Span) -> bool:
    return any(part.start <= span.start and span.end <= part.end + 1 for part in version.quoted)


def _differences(a: _Version, b: _Version) -> Iterator[_Difference]:
    for whole in changes(a.text, a.words, b.text, b.words):
        for change in (whole,) if whole.marks else _split(a, b, whole):
            x, y = _side(a, change.a_start, change.a_end), _side(b, change.b_start, change.b_end)
            yield _Difference(a, b, change, x, y, not change.marks and needs_classes(x, y))


def _tagged(side: Side, version: _Version, start: int, end: int, tagger: Tagger) -> Side:
    tags = tagger(version.annotation, version.member, version.words[start:end])
    return replace(side, words=tuple(replace(w, tag=tag) for w, tag in zip(side.words, tags, strict=True)))


def _read_sentences(differences: Iterable[_Difference], tagger: Tagger) -> None:
    """Have the tagger read what :func:`_rewording` will ask it for."""
    tagger.read((version.annotation, version.member) for d in differences if d.is_open for version in (d.a, d.b))


def _rewording(family: int, d: _Difference, tagger: Tagger) -> Rewording | None:
    """The difference as a rewording; ``None`` if it claims nothing."""
    a, b, change, x, y = d.a, d.b, d.change, d.x, d.y
    if d.is_open:
        x = _tagged(x, a, change.a_start, change.a_end, tagger)
        y = _tagged(y, b, change.b_start, change.b_end, tagger)
    kind = "punctuation" if change.marks else kind_of(x, y)
    if kind is None:
        return None
    in_a, in_b = _shown(a, b, change, kind)
    places = (
        ReadingPlace(a.member.article_id, in_a, a.place(change.a_start, change.a_end)),
        ReadingPlace(b.member.article_id, in_b, b.place(change.b_start, change.b_end)),
    )
    quoted = _is_quoted(a, in_a) and _is_quoted(b, in_b)
    return Rewording(family, kind, places[:1], places[1:], quoted)


def _reading(text: str, span: Span) -> str:
    return " ".join(fold(span.of(text)).split())


def _merged(found: Iterable[Rewording], texts: Mapping[str, str]) -> list[Rewording]:
    """The same two readings between other articles are one rewording; the surest kind's place comes first."""
    groups: dict[tuple[str, ...], Rewording] = {}
    for r in found:
        ra, rb = (_reading(texts[p.article_id], p.span) for p in (r.a[0], r.b[0]))
        for key, x, y in (((ra, rb), r.a, r.b), ((rb, ra), r.b, r.a)):
            had = groups.get(key)
            if had:
                groups[key] = replace(
                    had,
                    a=_with(had.a, x),
                    b=_with(had.b, y),
                    inside_quotation=had.inside_quotation or r.inside_quotation,
                )
                break
        else:
            groups[(ra, rb)] = r
    return list(groups.values())


def _with(places: tuple[ReadingPlace, ...], more: tuple[ReadingPlace, ...]) -> tuple[ReadingPlace, ...]:
    return places + tuple(p for p in more if all((p.article_id, p.span) != (q.article_id, q.span) for q in places))


def _pairs(versions: Sequence[_Version]) -> Iterable[tuple[_Version, _Version]]:
    """Pairs to compare: each wording once for finding changes, then its copies for their places."""
    if len(versions) <= _MOST_VERSIONS:
        return combinations(versions, 2)
    return ((versions[0], v) for v in versions[1:])


def find_rewordings(
    annotations: Sequence[Annotation], families: Sequence[Family], *, tagger: Tagger | None = None
) -> tuple[Rewording, ...]:
    """Return the rewordings of ``families``, altered quotations first in each family, then in text order.

    Args:
        annotations: The articles the families were found in.
        families: From :func:`framing.compare.sentences.share_sentences`.
        tagger: Gives word classes; by default the parser that read the annotations, or none.

    Returns:
        One record for each pair of readings; none for families with one wording. Differences
        of case, kinds of quotation marks, white space and of function words that claim
        nothing are no rewordings.
    """
    by_id = {a.article.id: a for a in annotations}
    texts = {a.article.id: a.article.text for a in annotations}
    tagger = tagger or Tagger()
    out: list[Rewording] = []
    for start in range(0, len(families), _AT_ONCE):
        block = [(f.id, list(_family_differences(f, by_id))) for f in families[start : start + _AT_ONCE]]
        _read_sentences((d for _, differences in block for d in differences), tagger)
        for family, differences in block:
            found = filter(None, (_rewording(family, d, tagger) for d in differences))
            out += sorted(_merged(found, texts), key=lambda r: (not r.inside_quotation, r.a[0].article_id, r.a[0].span))
    return tuple(out)


def _family_differences(family: Family, by_id: Mapping[str, Annotation]) -> Iterator[_Difference]:
    members: defaultdict[tuple[str, ...], list[Member]] = defaultdict(list)
    for m in family.members:
        members[tuple(t.form for t in tokens(by_id[m.article_id].article.text, within=m.span))].append(m)
    if len(members) == 1:
        return
    versions = [_version(by_id[m.article_id], m) for m in family.members]
    for a, b in _pairs(versions):
        yield from _differences(a, b)
