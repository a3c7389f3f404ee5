"""One statement as several outlets quote it: its words in each, and what differs inside the marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from framing.compare.common_words import common_runs
from framing.compare.edits import word_edits
from framing.compare.inflection import function_words, numeral, stem
from framing.compare.spelling import same_spelling
from framing.compare.tokens import Token, tokens
from framing.findings.context import Context, Row
from framing.findings.finding import Reading
from framing.findings.names import full_name, last, person
from framing.measure.tables import read_spans
from framing.text.span import Span, merge

_DIRECT = frozenset(("whole", "trimmed", "altered"))
_BESIDE = 2  # words on each side that two versions of a changed place must have in common
_LONGEST = 6  # words of a change; more is another sentence
_COVER = 0.6  # of the smaller version's words that the two have in common


@dataclass(frozen=True, slots=True)
class Version:
    """A statement in one article: the spans of its words between marks, and the words."""

    article_id: str
    outlet: str
    parts: tuple[Span, ...]
    words: tuple[Token, ...]
    fullest: bool
    named_here: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """The folded words."""
        return tuple(t.form for t in self.words)

    def printed(self, context: Context, within: Span | None = None) -> str:
        """Return its words as printed, or those ``within`` a span; an ellipsis where something stands between parts."""
        parts = [p for p in self.parts if within is None or p.overlaps(within)]
        if within is not None:
            parts = [Span(max(p.start, within.start), min(p.end, within.end)) for p in parts]
        return " … ".join(context.printed(self.article_id, p.start, p.end).strip(" ,") for p in parts)

    def reading(self, context: Context, *, note: str = "") -> Reading:
        """Return it as a reading: its sentences, with the words between the marks marked, each part by itself."""
        start, end = self.words[0].span.start, self.words[-1].span.end
        made = context.reading(self.article_id, start, end, voice="quoted", note=note)
        parts = [(max(p.start, start), min(p.end, end)) for p in self.parts if p.start < end and start < p.end]
        return replace(made, marks=tuple(parts)) if len(parts) > 1 else made


@dataclass(frozen=True, slots=True)
class Quoted:
    """One statement: who said it (empty where no name is known), its versions in direct quotation, who lacks it."""

    number: int
    speaker: str
    versions: tuple[Version, ...]
    absent: tuple[str, ...]
    paraphrased: tuple[str, ...]
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """Words inside the marks that differ: their places in the fuller version and in the other."""

    old: Span
    new: Span


def statements(context: Context) -> Iterator[Quoted]:
    """Yield the statements that two outlets or more print between quotation marks; needs their texts."""
    rows: defaultdict[int, list[Row]] = defaultdict(list)
    for row in context.rows("utterances"):
        rows[int(row["utterance"])].append(row)
    for number, mine in rows.items():
        versions = tuple(_version(context, row) for row in mine if row["status"] in _DIRECT)
        have = {v.outlet for v in versions}
        one_mouth = all(len(_mouths(context, v)) <= 1 for v in versions)
        if len(have) > 1 and all(v.words for v in versions) and one_mouth:
            told = {context.outlet(str(row["article_id"])) for row in mine if row["status"] == "paraphrased"} - have
            absent = [o for o in context.outlets if o not in have | told]
            speaker = _speaker(context, mine)
            disputed = any(isinstance(row["disputed"], str) for row in mine)
            yield Quoted(number, speaker, versions, tuple(absent), tuple(sorted(told)), disputed)


def _speaker(context: Context, rows: list[Row]) -> str:
    """The person who says a statement; empty where articles are read as naming two.

    A name beside the words goes before one taken over from a pronoun: "Of Quill, he said" does not make Quill speak.
    Without any, two articles must be read alike: one reading of a pronoun is the program's and not the outlet's.
    """
    beside = [full_name(context, row["named_here"]) for row in rows if isinstance(row["named_here"], str)]
    beside = [name for name in beside if name]
    taken = [name for row in rows if (name := full_name(context, row["speaker"]))]
    told = beside or (taken if len(taken) > 1 else [])
    return told[0] if len({last(name) for name in told}) == 1 else ""


def _version(context: Context, row: Row) -> Version:
    article_id = str(row["article_id"])
    text = context.tables.texts.get(article_id, "")
    parts = read_spans(row["parts"] if isinstance(row["parts"], str) else None)
    parts = tuple(merge(parts))  # in text order and each word once, however the statement was put together
    words = tuple(t for part in parts for t in tokens(text, within=part) if t.is_word) if text else ()
    named = row["named_here"] if isinstance(row["named_here"], str) else ""
    return Version(article_id, context.outlet(article_id), parts, words, bool(row["fullest"]), named)


def _mouths(context: Context, version: Version) -> set[str]:
    """The last names of the persons to whom the article gives the version's parts: two are two statements."""
    return {
        last(name)
        for row in context.rows("quotations")
        if row["article_id"] == version.article_id and row["kind"] in ("direct", "partial")
        if any(part.start <= row["start"] < part.end for part in version.parts) and (name := person(row["speaker"]))
    }


def in_common(quoted: Quoted) -> tuple[Version, Span] | None:
    """Return the words that all versions print in one piece: the shortest version, and where they stand in it.

    ``None`` if no two words in a row stand in all.
    """
    short = min(quoted.versions, key=lambda v: len(v.words))
    first, last_ = 0, len(short.words)
    for other in quoted.versions:
        runs = common_runs(short.forms[first:last_], other.forms, least=2)
        if not runs:
            return None
        longest = max(runs, key=lambda r: r.n)
        first, last_ = first + longest.a, first + longest.a + longest.n
    return short, _hull(short.words[first:last_])


def changes(context: Context, full: Version, other: Version) -> Iterator[Change]:
    """Yield the words that one version has in place of the other's, where the words on both sides are the same.

    What is left out is no change, nor is a bracket (the outlet says that it changed something), another spelling,
    another form of the same word, or function words alone; and the two must have most of the smaller one's words in
    common, in one order, or they are two statements.
    """
    a, b = full.forms, other.forms
    edits = word_edits(a, b)
    same = len(a) - sum(k - i for i, k, _, _ in edits)
    if same < _COVER * min(len(a), len(b)):
        return
    for n, (i, k, j, m) in enumerate(edits):
        before = i - (edits[n - 1][1] if n else 0)
        after = (edits[n + 1][0] if n + 1 < len(edits) else len(a)) - k
        short = 0 < k - i <= _LONGEST and 0 < m - j <= _LONGEST
        if not short or min(before, after) < _BESIDE or not _other_words(a[i:k], b[j:m]):
            continue
        change = Change(_hull(full.words[i:k]), _hull(other.words[j:m]))
        whole = _in_one_part(full, full.words[i - 1 : k + 1]) and _in_one_part(other, other.words[j - 1 : m + 1])
        shown = any(_bracketed(context, v.article_id, s) for v, s in ((full, change.old), (other, change.new)))
        if whole and not shown:
            yield change


def _other_words(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    one, two = (set(_plain(forms)) for forms in (a, b))
    return bool(one and two) and not (one <= two or two <= one) and not same_spelling(" ".join(a), " ".join(b))


def _plain(forms: tuple[str, ...]) -> Iterator[str]:
    """Stems and digits; what hyphens join is taken apart: "one-in-three" and "1 in 3" are the same words."""
    for form in forms:
        for part in [form] if numeral(form) else form.split("-"):
            if part and part not in function_words():
                yield numeral(part) or stem(part)


def _hull(words: tuple[Token, ...]) -> Span:
    return Span(words[0].span.start, words[-1].span.end)


def _in_one_part(version: Version, words: tuple[Token, ...]) -> bool:
    return any(part.covers(_hull(words)) for part in version.parts)


def _bracketed(context: Context, article_id: str, span: Span) -> bool:
    """Whether brackets or an ellipsis stand in or beside the words: a change that is shown."""
    around = context.tables.texts[article_id][max(0, span.start - 3) : span.end + 3]
    return any(mark in around for mark in ("[", "]", "(", ")", "…", "..."))
