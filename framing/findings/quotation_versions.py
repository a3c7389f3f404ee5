"""One statement as several outlets quote it: its words in each, and what differs inside the marks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from framing.compare.common_words import common_runs
from framing.compare.edits import word_edits
from framing.compare.inflection import function_words, numeral, stem
from framing.compare.spelling import same_spelling
from framing.compare.tokens import Token, tokens
from framing.findings.context import Context, Row
from framing.findings.names import last, person
from framing.findings.pronoun_speakers import may_be_another, rows_quoting, speaker_of
from framing.lexicons import load
from framing.measure.tables import read_spans
from framing.text.span import Span, merge

_STATEMENTS = "statements in quotation marks"
_DIRECT = frozenset(("whole", "trimmed", "altered"))
_BESIDE = 2  # words on each side that two versions of a changed place must have in common
_LONGEST = 6  # words of a change; more is another sentence
_SENTENCE_END = re.compile(r"[.,!?][’'”\"]|[’'”\"][.,!?]")
_BEFORE_LAST = 5  # words in a row before a last word that differs; speakers begin several sentences with three or four
_MARK = re.compile(r"[.,;:!?—–’'”\"]|--")
_CLAUSE_END = 3  # words at most of a clause's end that come before a mark
_KEPT = 0.7  # of the words, kept when they go back to the last mark
_EITHER = frozenset(("'s", "'d"))  # contractions of more than one word
_COVER = 0.6  # of the smaller version's words that the two have in common


@dataclass(frozen=True, slots=True)
class Version:
    """A statement in one article: its spans between marks, the words, who says it, or may say it (``doubtful``)."""

    article_id: str
    outlet: str
    parts: tuple[Span, ...]
    words: tuple[Token, ...]
    fullest: bool
    named_here: str = ""
    doubtful: str = ""

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
    """Words inside the marks that differ: their places in the fuller version and in the other.

    ``small`` where only words like "it" and "they" or "do" and "would" differ; the places then take in those beside.
    """

    old: Span
    new: Span
    small: bool = False


def statements(context: Context) -> Sequence[Quoted]:
    """Return the statements that two outlets or more print between quotation marks; needs their texts."""
    if _STATEMENTS not in context.noted:
        context.noted[_STATEMENTS] = tuple(_statements(context))
    made: Sequence[Quoted] = context.noted[_STATEMENTS]
    return made


def _statements(context: Context) -> Iterator[Quoted]:
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
            speaker = speaker_of(context, mine, {v.article_id for v in versions if v.doubtful})
            disputed = any(isinstance(row["disputed"], str) for row in mine)
            yield Quoted(number, speaker, versions, tuple(absent), tuple(sorted(told)), disputed)


def _version(context: Context, row: Row) -> Version:
    article_id = str(row["article_id"])
    text = context.tables.texts.get(article_id, "")
    parts = read_spans(row["parts"] if isinstance(row["parts"], str) else None)
    parts = tuple(merge(parts))  # in text order and each word once, however the statement was put together
    words = tuple(t for part in parts for t in tokens(text, within=part) if t.is_word) if text else ()
    named = row["named_here"] if isinstance(row["named_here"], str) else ""
    doubt = named if named and may_be_another(context, rows_quoting(context, article_id, parts), named) else ""
    told = "" if doubt else named
    return Version(article_id, context.outlet(article_id), parts, words, bool(row["fullest"]), told, doubt)


def _mouths(context: Context, version: Version) -> set[str]:
    """The last names of the persons to whom the article gives the version's parts: two are two statements."""
    rows = rows_quoting(context, version.article_id, version.parts)
    return {last(name) for row in rows if (name := person(row["speaker"]))}


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


def begins_clause(context: Context, version: Version, span: Span) -> bool:
    """Tell whether words that several outlets print begin where a version's words or a clause of it begin."""
    text = context.tables.texts[version.article_id]
    at = next((k for k, t in enumerate(version.words) if t.span.start >= span.start), 0)
    return any(_parted(text, version.words, k) for k in range(at, min(at + _CLAUSE_END, len(version.words) - 1) + 1))


def readable(context: Context, version: Version, span: Span) -> str:
    """Return words that several outlets print as they can be shown: no end of another clause, no half bracket.

    What stands before a sentence or a comma in the first words is the end of a clause of which the rest differs; at
    the end the words go back to the last mark if most are kept, or close with an ellipsis.
    """
    text = context.tables.texts[version.article_id]
    words = [t for t in version.words if span.covers(t.span)]
    first = next((k for k in range(_CLAUSE_END, 0, -1) if k < len(words) and _parted(text, words, k)), 0)
    if first and words[0] is not version.words[0] and not _parted(text, version.words, version.words.index(words[0])):
        words = words[first:]
    opened = next((k for k in range(1, len(words)) if _open(text, words, k)), len(words))
    cut_off, words = opened < len(words), words[:opened]
    behind = text[words[-1].span.end : words[-1].span.end + 2]
    if not cut_off and (words[-1] is version.words[-1] or _MARK.match(behind)):
        return version.printed(context, _hull(tuple(words)))
    last_ = next((k for k in range(len(words) - 1, 0, -1) if _parted(text, words, k)), 0)
    if last_ > _KEPT * len(words):
        return version.printed(context, _hull(tuple(words[:last_])))
    return f"{version.printed(context, _hull(tuple(words)))} …"


def _parted(text: str, words: Sequence[Token], k: int) -> bool:
    """Whether a mark that ends a clause, or the end of a stretch of quoted words, stands before word ``k``."""
    return k == 0 or _MARK.search(text, words[k - 1].span.end, words[k].span.start) is not None


def _open(text: str, words: Sequence[Token], k: int) -> bool:
    """Whether a bracket that opens before word ``k`` is not closed among the words."""
    between = text[words[k - 1].span.end : words[k].span.start]
    rest = text[words[k].span.start : words[-1].span.end + 1]
    return any(a in between and b not in rest for a, b in ("()", "[]"))


def changes(context: Context, full: Version, other: Version) -> Iterator[Change]:
    """Yield the words that one version has in place of the other's, where the words on both sides are the same.

    What is left out is no change, nor is a bracket (the outlet says that it changed something), another spelling,
    another form of the same word, or function words alone that say the same; and the two must have most of the smaller
    one's words in common, in one order, or they are two statements.
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
        framed = min(before, after) >= _BESIDE or (
            before >= _BEFORE_LAST and _ends(context, full, i, k) and _ends(context, other, j, m)
        )
        if not short or not framed or not _other_words(a[i:k], b[j:m]):
            continue
        small = not _tells(a[i:k]) or not _tells(b[j:m])
        left, right = (1, min(2, after)) if small else (0, 0)  # "they" says nothing without the words beside it
        change = Change(_hull(full.words[i - left : k + right]), _hull(other.words[j - left : m + right]), small)
        whole = _in_one_part(full, full.words[i - 1 : k + max(1, right)]) and _in_one_part(
            other, other.words[j - 1 : m + max(1, right)]
        )
        shown = any(_bracketed(context, v.article_id, s) for v, s in ((full, change.old), (other, change.new)))
        if whole and not shown:
            yield change


def _ends(context: Context, version: Version, start: int, end: int) -> bool:
    """Whether the words are the one last word of a version, before a mark that closes it: more may be another cut."""
    text = context.tables.texts[version.article_id]
    return (
        end == len(version.words) == start + 1 and _SENTENCE_END.match(text, version.words[start].span.end) is not None
    )


def _other_words(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    one, two = (set(_plain(forms)) for forms in (a, b))
    joined = {"".join(w for form in forms for w in form.split("-") if w not in function_words()) for forms in (a, b)}
    alike = (len(joined) == 1 and joined != {""}) or same_spelling(
        " ".join(a), " ".join(b)
    )  # "world view or his", "worldview"
    return bool(one and two) and not (one <= two or two <= one) and not alike


def _tells(forms: tuple[str, ...]) -> bool:
    """Whether a word that is no function word is among them."""
    return not function_words().issuperset(forms)


def _plain(forms: tuple[str, ...]) -> Iterator[str]:
    """Stems, digits and what small words say; what hyphens join is taken apart ("one-in-three", "1 in 3").

    "'s" is passed over, as nobody knows whether it is "is", "has" or a genitive; so is "'d".
    """
    for form in forms:
        for part in [form] if numeral(form) else [p for word in _written_out(form) for p in word.split("-")]:
            if part in _said():
                yield _said()[part]
            elif part and part not in function_words():
                yield numeral(part) or stem(part)


def _written_out(form: str) -> list[str]:
    """The words of a contraction."""
    lists = load("spelling")["spoken"]
    form = dict(lists["words"]).get(form, form)
    for ending, long in lists["endings"]:
        if form.endswith(ending):
            return [form.removesuffix(ending), *([] if ending in _EITHER else [long])]
    return form.split()


@cache
def _said() -> dict[str, str]:
    return {form: same for same in load("spelling")["said_otherwise"]["same"] for form in same.split()}


def _hull(words: tuple[Token, ...]) -> Span:
    return Span(words[0].span.start, words[-1].span.end)


def _in_one_part(version: Version, words: tuple[Token, ...]) -> bool:
    return any(part.covers(_hull(words)) for part in version.parts)


def _bracketed(context: Context, article_id: str, span: Span) -> bool:
    """Whether brackets or an ellipsis stand in or beside the words: a change that is shown."""
    around = context.tables.texts[article_id][max(0, span.start - 3) : span.end + 3]
    return any(mark in around for mark in ("[", "]", "(", ")", "…", "..."))
