"""How one article prints a statement, measured against the fullest print of it.

Three things that editors do must be told apart. To *cut* a quotation differently (begin
later, end earlier, leave out words, take its sentences in another order, break it with a
reporting clause) is everyday work. To put words in *brackets*, or points for what is left
out, is to say openly that something was changed. To print *other words* inside the marks
is what a reader cannot see: only that is an altered quotation.

So a version is altered where words stand between the same neighbours as other words do in
the fullest version, on one stretch of quoted words: not at the end of a stretch, where
the quotation was cut; not next to brackets or points; and not where the difference is one
of spelling, of a contraction ("that is", "that's") or of articles and the like.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from framing.compare.changed_places import Change, changes
from framing.compare.inflection import numeral
from framing.compare.spelling import same_spelling
from framing.compare.tokens import Token, tokens
from framing.lexicons import load
from framing.text.span import Span

Status = Literal["whole", "trimmed", "altered", "paraphrased"]

_LONGEST_CHANGE = 8  # words replaced; more is another cut of the speech, or another part of it
_LONGEST_AT_ENDS = 3  # words at the very beginning or end of both versions
_BRACKET = re.compile(r"\[[^\]\n]{1,60}\]|\((?:[a-z]+ ?){1,4}\)")
_POINTS = re.compile(r"…|\.\s?\.\s?\.|\*\s?\*\s?\*")
_MASKED = re.compile(r"[*_]{2,}|[-–—]{2,}")  # "f---ing", "s**t"


@dataclass(frozen=True, slots=True)
class Version:
    """An utterance in one article.

    ``content`` are its words' spans there, ``missing`` the words of the fullest version that
    it lacks, ``changed`` pairs of (words of the fullest version, words printed instead;
    empty for words added), ``bracketed`` such pairs where one of the two prints stands in
    brackets, so that the change is open to every reader. For a paraphrase all three are
    empty. ``speaker`` is who says it in this article, ``None`` if it names nobody.
    """

    article_id: str
    content: tuple[Span, ...]
    status: Status
    missing: tuple[str, ...] = ()
    changed: tuple[tuple[str, str], ...] = ()
    bracketed: tuple[tuple[str, str], ...] = ()
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Stretches:
    """Quoted words of one article: its text, the spans between marks, and the words in them in order."""

    text: str
    content: tuple[Span, ...]
    words: tuple[Token, ...]
    brackets: tuple[Span, ...] = field(default=())

    @classmethod
    def of(cls, text: str, content: Sequence[Span]) -> Stretches:
        """The words of ``content`` in ``text``, with what stands in brackets among them."""
        words = tuple(t for part in content for t in tokens(text, within=part) if t.is_word)
        brackets = tuple(
            Span(*m.span()) for part in content for m in _BRACKET.finditer(text, max(0, part.start - 1), part.end + 1)
        )
        return cls(text, tuple(content), words, brackets)

    def part(self, k: int) -> int:
        """Number of the stretch that word ``k`` stands in; -1 beyond the ends."""
        if not 0 <= k < len(self.words):
            return -1
        return next(n for n, part in enumerate(self.content) if part.covers(self.words[k].span))

    def printed(self, start: int, end: int) -> str:
        """Words ``start`` to ``end`` as printed, marks between them left out."""
        return " ".join(t.span.of(self.text) for t in self.words[start:end])

    def in_brackets(self, start: int, end: int) -> bool:
        """Whether words ``start`` to ``end``, or one beside an empty place, touch brackets."""
        low, high = (start, end) if start < end else (max(0, start - 1), start + 1)
        return any(b.overlaps(t.span) for t in self.words[low:high] for b in self.brackets)

    def has_points(self, start: int, end: int) -> bool:
        """Whether points for words left out stand among words ``start`` to ``end`` or beside them."""
        a = self.words[start - 1].span.end if start else self.words[0].span.start
        b = self.words[end].span.start if end < len(self.words) else self.words[-1].span.end + 3
        return _POINTS.search(self.text, a, b) is not None

    def opens(self, k: int) -> bool:
        """Whether word ``k`` is the first of its stretch."""
        return self.part(k) != self.part(k - 1)

    def closes(self, k: int) -> bool:
        """Whether the word before ``k`` is the last of its stretch."""
        return self.part(k) != self.part(k - 1)


def compare_versions(article_id: str, version: Stretches, full: Stretches, *, speaker: str | None) -> Version:
    """Return ``version`` as a direct quotation measured against ``full``, the fullest print of the statement."""
    missing: list[str] = []
    changed: list[tuple[str, str]] = []
    bracketed: list[tuple[str, str]] = []
    for change in changes(full.text, full.words, version.text, version.words):
        if change.marks:
            continue
        old = full.printed(change.a_start, change.a_end)
        new = version.printed(change.b_start, change.b_end)
        if _is_trifle(old, new):
            continue
        if _is_cut(old, new):
            missing.append(old)
        elif full.in_brackets(change.a_start, change.a_end) or version.in_brackets(change.b_start, change.b_end):
            bracketed.append((old, new))
        elif new and _is_replaced(version, full, change):
            changed.append((old, new))
    status: Status = "altered" if changed else "trimmed" if missing else "whole"
    return Version(
        article_id, version.content, status, tuple(missing), tuple(changed), tuple(bracketed), speaker=speaker
    )


def _is_replaced(version: Stretches, full: Stretches, change: Change) -> bool:
    """Whether the words stand in the place of the fullest version's, on one stretch in both."""
    (i, k), (j, m) = (change.a_start, change.a_end), (change.b_start, change.b_end)
    if max(k - i, m - j) > _LONGEST_CHANGE or full.has_points(i, k) or version.has_points(j, m):
        return False
    opens, closes = full.opens(i) and version.opens(j), full.closes(k) and version.closes(m)
    inside_left = not full.opens(i) and not version.opens(j) and _same(full, i - 1, version, j - 1)
    inside_right = not full.closes(k) and not version.closes(m) and _same(full, k, version, m)
    if len({full.part(n) for n in range(i, k)}) > 1 or len({version.part(n) for n in range(j, m)}) > 1:
        return False
    if inside_left and inside_right:
        return True
    # At the beginning or end of both: a few words instead of a few others, never words added or cut.
    short = 0 < k - i <= _LONGEST_AT_ENDS and 0 < m - j <= _LONGEST_AT_ENDS
    return short and ((opens and inside_right) or (closes and inside_left))


def _same(full: Stretches, i: int, version: Stretches, j: int) -> bool:
    return full.words[i].form == version.words[j].form


def _is_trifle(old: str, new: str) -> bool:
    """Whether two prints of spoken words differ in no word: spelling, contraction, masked letters, articles."""
    a, b = _plain(old), _plain(new)
    if a == b or _MASKED.search(old + " " + new):
        return True
    return bool(a and b) and same_spelling(" ".join(a), " ".join(b))


def _is_cut(old: str, new: str) -> bool:
    """Whether what is printed is what was there, with words left out ("throw 'em" for "throw them up")."""
    rest = iter(_plain(old))
    return all(word in rest for word in _plain(new))


def _plain(printed: str) -> list[str]:
    """The words with contractions written out, numerals in digits, and without those that carry nothing."""
    lists = load("spelling")["spoken"]
    forms: list[str] = []
    for token in tokens(printed):
        if not token.is_word:
            continue
        form = dict(lists["words"]).get(token.form, token.form)
        for ending, long in lists["endings"]:
            if form.endswith(ending):
                form = f"{form.removesuffix(ending)} {long}"
                break
        forms += form.split()
    return [numeral(f) or f for f in forms if f not in lists["light"]]
