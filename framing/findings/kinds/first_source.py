"""On whose word each article opens: the first source that it quotes or reports, as printed, side by side."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import combinations

from framing.annotate.lemmas import verb_lemma
from framing.annotate.quotations.cues import verb_forms
from framing.compare.inflection import function_words
from framing.compare.tokens import tokens
from framing.findings.context import Context, Row, cut, named
from framing.findings.finding import FIRST_SOURCE, Finding, untested
from framing.findings.headline_words import key_of
from framing.findings.kinds.agreement import all_of
from framing.findings.names import full_name, is_place, namings
from framing.findings.who_says import other_says
from framing.measure.tables import read_spans
from framing.text.span import Span

_KINDS = frozenset(("direct", "partial", "indirect"))
_TOP = 4  # paragraphs within which a first source stands at the top
_DATELINE = re.compile(r"^[A-Z][A-Z/., ]+(?:\([^()]*\))?\s*[-–—]+\s*")
_CLASSES = frozenset(("neutral", "structuring", "doubting", "directive"))  # of reporting verbs
_QUOTED = 12  # words of a quotation that are shown
_LONGEST = 12  # words of a source with its titles
_LEAST = 4  # words that it is quoted or reported with
# A court's ruling and a panel's recommendation are deeds, not words on the matter.
_DECIDE = frozenset(("rule", "order", "decide", "vote", "recommend", "propose"))
_BACK = frozenset(("the", "this", "that", "its", "his", "her", "their"))
_NEAR = 3  # words behind a name, within which its verb stands
_WITHOUT_ARTICLE = frozenset(("police", "people", "staff", "personnel", "management", "counsel", "everyone", "nobody"))
_PRONOUNS = frozenset(
    ("he", "she", "they", "it", "who", "i", "we", "which", "that", "you", "one", "some", "many", "others")
)


def first_sources(context: Context) -> list[Finding]:
    """Return whom each article quotes or reports first: where outlets differ in it, or where all agree.

    Only sources named with a verb of saying in the first four paragraphs; two outlets at least must have one. Nothing
    is said where two names may be one source's ("the team", "the franchise"). One article an outlet.
    """
    if not context.one_each:
        return []
    firsts = {i: row for i in context.articles if (row := _first(context, i)) is not None}
    if len(firsts) < 2:  # noqa: PLR2004
        return []
    groups: list[tuple[frozenset[str], list[str]]] = []
    for article, row in firsts.items():
        keys = _head(row)
        same = next((g for known, g in groups if _alike(known, keys) or _is_one(firsts[g[0]], row)), None)
        if same is None:
            groups.append((keys, [article]))
        else:
            same.append(article)
    names = {i: _name(row) for i, row in firsts.items()}
    for _, group in groups:  # one source has one name, the shortest that is printed
        names |= dict.fromkeys(group, min((names[i] for i in group), key=len))
    if not _are_sure(context, firsts, [g for _, g in groups]):
        return []
    if len(groups) == 1:
        if len(firsts) < len(context.articles):
            return []
        whole = all_of(context) if len(firsts) > 2 else "Both"  # noqa: PLR2004
        said = f"{whole} quote or report one source first: {names[groups[0][1][0]]}"
    else:
        said = "First to be heard: " + "; ".join(
            f"{names[g[0]]}{_said(context, firsts[g[0]])} in {named(context.outlet(i) for i in g)}" for _, g in groups
        )
    return [
        untested(
            FIRST_SOURCE,
            *(f"{i} {names[i]}" for i in firsts),
            headline=f"{said}.",
            sentence="The first source that each article quotes or reports, within its first four paragraphs.",
            telling="on whose word a report opens",
            readings=[context.row_reading(row, note=names[i].strip("“”")) for i, row in firsts.items()],
            strength=(0.8 if len(firsts) == len(context.articles) else 0.6) - 0.3 * (len(groups) == 1),
            key=" | ".join(names.values()),
        )
    ]  # fmt: skip


def _first(context: Context, article_id: str) -> Row | None:
    mine = [
        row
        for row in context.rows_of("quotations", article_id)
        if row["part"] == "body" and row["kind"] in _KINDS and int(row["n_words"]) >= _LEAST
    ]
    if not mine:
        return None
    row = min(mine, key=lambda r: min([int(r["start"]), *(s.start for s in read_spans(r["source_spans"]))]))
    sentence = context.sentence_at(article_id, int(row["start"]))
    known = (
        isinstance(row["source_type"], str)
        and isinstance(row["identified"], str)
        and _speaks(row)
        and _reads_whole(row)
    )
    known = known and _is_told_apart(context, row)
    usable = isinstance(row["source"], str) and isinstance(row["cue"], str) and known and _keys(row)
    return row if usable and sentence is not None and sentence.paragraph < _TOP else None


def _is_told_apart(context: Context, row: Row) -> bool:
    """Whether somebody is told as saying the words: not the one whom reported words are about, no pronoun read badly.

    "Quill is trying to end the strike, proposing a new toll" reports nobody's words; a pronoun's name must be one that
    the set has in full.
    """
    if _is_pronoun(row) and not full_name(context, row["speaker"]):
        return False
    inside = Span(int(row["start"]), int(row["end"]))
    about = row["kind"] == "indirect" and any(inside.covers(s) for s in read_spans(row["source_spans"]))
    return not about and not other_says(context, row)


def _are_sure(context: Context, firsts: dict[str, Row], groups: list[list[str]]) -> bool:
    """Whether several sources are several, each told by its words and the first that its article hears."""
    if len(groups) > 1 and any(_points_back(context, row) for row in firsts.values()):
        return False
    return not any(
        _may_be_one(context, firsts[one[0]], firsts[other[0]])
        or any(_heard_before(context, i, firsts[i], firsts[other[0]]) for i in one)
        or any(_heard_before(context, i, firsts[i], firsts[one[0]]) for i in other)
        for one, other in combinations(groups, 2)
    )


def _may_be_one(context: Context, row: Row, other: Row) -> bool:
    """Whether two sources may be one under two names: of one type, and words do not tell them apart.

    "The president's legal team" is "Trump's lawyers", "the mayor" may be Ada Quill, and the White House speaks by its
    secretary; two persons with a name are two, and "officials" are none of them.
    """
    people = [full_name(context, r["speaker"]) for r in (row, other)]
    paper = "document" in (row["source_type"], other["source_type"])  # "a joint statement" is its leaders'
    if all(people) or (row["source_type"] != other["source_type"] and not paper):
        return False
    if paper:
        return True
    unnamed = [_told(r).split()[-1] for r, name in zip((row, other), people, strict=True) if not name]
    return len(unnamed) > 1 or not (unnamed[0].islower() and unnamed[0].endswith("s"))


def _points_back(context: Context, row: Row) -> bool:
    """Whether a source is told by a word for what was named before: "the team", "his group", "the student"."""
    words = _told(row).split()
    alone = len(words) > 1 and words[0].lower() in _BACK and not any(w[:1].isupper() for w in words[1:])
    return alone and not words[-1].endswith("s") and not full_name(context, row["speaker"])


def _heard_before(context: Context, article: str, first: Row, other: Row) -> bool:
    """Whether an article has somebody say or announce a thing before its first source, who is another's first source.

    "President Quill announced a goal on Tuesday" reports nobody's words, yet a reader has heard from her.
    """
    name = full_name(context, other["speaker"]) or _told(other).split(",")[0]
    words = [form for form, _, _ in context.tokens_of(article)]
    starts = [start for _, start, _ in context.tokens_of(article)]
    body = context.body(article)[0].start
    return any(
        body <= at < int(first["start"])
        and any(form in verb_forms() for form in words[bisect_left(starts, at) + 1 :][:_NEAR])
        for at, _ in namings(context, article, name)
    )


def _speaks(row: Row) -> bool:
    """Whether the words hang on a verb of saying: "recognized that", "hoped to" and "is discussing" say nothing."""
    if row["kind"] == "direct" or str(row["cue"]).lower().startswith("according"):
        return True
    verb = verb_forms().get(str(row["cue"]).lower())
    return verb is not None and "clause" in verb.frames and row["cue_class"] in _CLASSES and verb.lemma not in _DECIDE


def _reads_whole(row: Row) -> bool:
    """Whether a source reads as one: a role alone has an article or the like before it, a name no verb at its front.

    "As harbour master, her talk shows that …" and "Dismissing Orr’s claim that …" are read as sources now and then;
    who is told as heard first must be somebody.
    """
    if _is_pronoun(row):
        return True
    words = re.sub(r"\([^()]*\)", "", _told(row)).split()
    if not any(any(c.islower() for c in word) for word in words):  # "(CNN)", "CLOSE": no name that a reader would know
        return False
    front = re.split(r",|\s[A-Z]\.", " ".join(words))[0].strip()
    if len(words) > _LONGEST or is_place(
        front.removeprefix("The ").removeprefix("the ")
    ):  # grown together with a link's label; a court's name cut at a comma
        return False
    first, last = words[0].lower(), words[-1]
    if row["identified"] == "named":
        return not (len(words) > 1 and first.endswith("ing") and verb_lemma(first) in verb_forms())
    singular = last.islower() and not last.endswith("s") and last not in _WITHOUT_ARTICLE
    return not singular or first in function_words() or first[0].isdigit() or first.endswith("’s")


def _said(context: Context, row: Row) -> str:
    """The first words of what a source is quoted with, in brackets; nothing where it is reported."""
    if row["kind"] == "indirect":
        return ""
    span = (read_spans(row["parts"]) or (Span(int(row["start"]), int(row["end"])),))[0]
    words = context.printed(str(row["article_id"]), span.start, span.end).strip("“”\"'‘’,")
    return f" (“{cut(words, _QUOTED)}”)" if words else ""


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sources are named alike: half of all words in common, or the shorter name within the longer."""
    return 2 * len(one & other) >= len(one | other) or (len(one & other) >= 2 and (one <= other or other <= one))  # noqa: PLR2004


def _is_one(row: Row, other: Row) -> bool:
    """Whether two sources are known to be one speaker."""
    return isinstance(row["speaker"], str) and row["speaker"] == other["speaker"]


def _head(row: Row) -> frozenset[str]:
    """What two names of one source must have in common: a person's last name, else all words of the name."""
    words = re.split(r"[,(]| of | who ", _told(row))[0].split()
    keys = _keys(row)
    if words and words[-1][:1].isupper() and row["identified"] == "named" and key_of(words[-1].lower()) in keys:
        return frozenset((key_of(words[-1].lower()),))
    return keys


def _name(row: Row) -> str:
    """The source as printed, in quotation marks; of a pronoun, the speaker it stands for."""
    words = re.split(r",", _told(row).strip('“”"‘’ '))[0].split()
    while len(words) > 1 and words[-1].lower() in function_words():
        words = words[:-1]
    return _told(row) if _is_pronoun(row) else f"“{cut(' '.join(words), 9)}”"


def _is_pronoun(row: Row) -> bool:
    return str(row["source"]).lower() in _PRONOUNS


def _told(row: Row) -> str:
    """The source as printed; of a pronoun the speaker, if known."""
    if not _is_pronoun(row):
        return _DATELINE.sub("", str(row["source"]))
    return str(row["speaker"]) if isinstance(row["speaker"], str) else ""


def _keys(row: Row) -> frozenset[str]:
    forms = [t.form for t in tokens(_told(row)) if t.is_word]
    return frozenset(key_of(f) for f in forms if f not in function_words() | _PRONOUNS)
