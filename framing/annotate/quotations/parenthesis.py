"""The clause that "…, she said, …" stands behind or inside."""

from __future__ import annotations

from framing.annotate.parse_tree import Tree
from framing.annotate.quotations.clauses import comma_before, own_subject, reports
from framing.annotate.quotations.cue_and_source import phrase_of, subject_of
from framing.annotate.quotations.cues import ReportingVerb
from framing.text.span import Span

_CLAUSE_COMMA = frozenset({",", ";", "—", "–", "--", "-", ":"})
_CLAUSE_STOPS = frozenset({",", ".", ";", "!", "?", "—", "–", "--", ":", "”", '"', "“"})
_MARKS = frozenset("“”\"’'»") | {"''"}
_OPENING = frozenset({"“", '"', "``"})
_APOSTROPHES = frozenset({"'", "’"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_NO_TAG = frozenset(
    {"and", "but", "or", "which", "who", "that", "as", "when", "while", "if", "because", "so", "to", "not"}
)
_POINTING = frozenset({"its", "his", "her", "their", "our", "the", "a", "an"})
_LONGEST_NAME = 4  # words
_LONGEST_QUOTED = 300  # words between marks
_LONGEST_TAG = 12  # words of a speaker in "…, Smith said."
# Words that open a remark on the speaking rather than more of what was said.
_REMARKS = frozenset(
    {
        "who",
        "which",
        "whose",
        "when",
        "while",
        "as",
        "according",
        "after",
        "before",
        "during",
        "in",
        "at",
        "on",
        "with",
        "by",
        "through",
        "though",
        "although",
    }
)


def clause_around(tree: Tree, v: int, verb: ReportingVerb, lo: int, hi: int) -> list[Span] | None:
    """The clause that a parenthetical "…, she said(, …)" stands behind or inside; ``None`` if it is none."""
    subject = subject_of(tree, v)
    if subject is None:
        subject = _inverted_token(tree, v)
        if subject is None:
            return None
    if _has_object(tree, v, subject, verb):
        return None
    start = min(tree.first[subject], v) if subject < v else v
    while start > lo and tree.heads[start - 1] == v and tree.deps[start - 1] in ("aux", "advmod", "neg"):
        start -= 1
    start = _past_content(tree, start, min(v, subject))
    if start <= lo or (tree.texts[start - 1] not in _CLAUSE_COMMA and tree.texts[start - 1] not in "”\"’'»?!"):
        return None
    end = _clause_end(tree, v, subject, hi)
    left = _past_lead(tree, lo, start)
    parts = [tree.span(left, start - 1)]
    goes_on = end + 2 < hi and tree.texts[end] in (",", "—", "–", "--") and _goes_on(tree, end + 1, hi, v)
    if not goes_on and not _has_clause(tree, left, start):
        return None
    if goes_on:
        parts.append(tree.span(end + 1, hi - 1))
    return parts


def _past_lead(tree: Tree, lo: int, stop: int) -> int:
    """Where the content starts: at the marks in "She scolded him: “…,” she said", else with the sentence.

    Also in "She was tired, and “…,” her doctor said", where a clause of the outlet's own is joined to the quotation.
    """
    if tree.texts[stop - 1] not in _MARKS:
        return lo
    for i in range(stop - 2, max(lo, stop - _LONGEST_QUOTED), -1):
        if tree.texts[i] in _MARKS and tree.texts[i - 1] == ":":
            return i
        if tree.texts[i] in _OPENING:
            return i if _is_joined(tree, lo, i) else lo
    return lo


def _is_joined(tree: Tree, lo: int, mark: int) -> bool:
    """Tell whether a clause with a subject, without marks, stands before ", and" and the mark."""
    joined = mark - 2 > lo and tree.words[mark - 1] in ("and", "but", "yet") and tree.texts[mark - 2] == ","
    quoted = any(t in _MARKS - _APOSTROPHES for t in tree.texts[lo:mark])
    return joined and not quoted and _has_clause(tree, lo, mark - 2)


def _past_content(tree: Tree, start: int, upto: int) -> int:
    """Where the cue's clause starts: after the last mark, if the parser hung words of the content on its subject."""
    for i in range(upto - 1, start - 1, -1):
        if tree.texts[i] in '”"»' and i + 1 <= upto:
            return i + 1
    return start


def _has_clause(tree: Tree, first: int, stop: int) -> bool:
    """Tell whether a clause with a subject stands there that is not only an adverbial one."""
    for k in range(first, stop):
        if tree.deps[k] in ("nsubj", "nsubjpass", "expl", "csubj"):
            h = tree.heads[k]
            if first <= h < stop and tree.deps[h] not in ("advcl", "relcl", "acl", "pcomp"):
                return True
    return False


def _has_object(tree: Tree, v: int, subject: int, verb: ReportingVerb) -> bool:
    """Tell whether the verb has a complement after it, which then is what was said."""
    for k in tree.kids[v]:
        if k <= v or k == subject:
            continue
        dep = tree.deps[k]
        if dep in ("xcomp", "oprd", "acomp", "attr") and not comma_before(tree, k):
            return True
        if dep == "dobj" and not (verb.person or (tree.words[k] in ("so", "it") and verb.lemma == "put")):
            return True
    return False


def _inverted_token(tree: Tree, v: int) -> int | None:
    """The subject of "…,” said Smith" where the parser took it for an object."""
    k = tree.kid(v, "dobj", "attr", "npadvmod", "oprd")
    if k is None or tree.first[k] != v + 1 or v == 0 or tree.kid(v, "nsubj", "nsubjpass", "aux") is not None:
        return None
    return k if tree.texts[v - 1] in "”\"’'»," else None


def inverted(tree: Tree, v: int) -> Span | None:
    """Return the speaker in "…,” said Smith" where the parser took it for an object."""
    k = _inverted_token(tree, v)
    return None if k is None else phrase_of(tree, k, v)


def _clause_end(tree: Tree, v: int, subject: int, hi: int) -> int:
    """The token after the cue's own clause: the first comma or end mark behind verb, subject and their adjuncts."""
    i = max(v, tree.last[subject] if subject > v else v) + 1
    while i < hi and tree.texts[i] not in _CLAUSE_STOPS:
        i += 1
    return i


def _goes_on(tree: Tree, first: int, hi: int, v: int) -> bool:
    """Tell whether the interrupted clause goes on at ``first``, and not a remark on the speaking."""
    if tree.words[first] in _REMARKS or tree.words[first].endswith("ing"):
        return False
    tops = [k for k in range(first, hi) if not first <= tree.heads[k] < hi or tree.heads[k] == k]
    for k in tops:
        if tree.deps[k] == "punct":
            continue
        if tree.heads[k] == v and tree.deps[k] in ("advcl", "prep", "npadvmod", "advmod"):
            return False
        if tree.deps[k] == "cc":
            continue
        new = tree.words[first] in ("and", "but", "or", "so", "while") and own_subject(tree, k)
        return (not reports(tree, k) or _is_interrupted(tree, k, v)) and not new
    return False


def _is_interrupted(tree: Tree, k: int, v: int) -> bool:
    """Tell whether the tag of ``v`` stands between the verb ``k`` and its subject: "Neither, both said, had asked"."""
    subject = tree.kid(k, "nsubj", "nsubjpass")
    tag = tree.kid(v, "nsubj")
    return subject is not None and tag is not None and tree.heads[v] == k and subject < tag < v < k


def as_told(tree: Tree, v: int, lo: int, hi: int) -> list[Span] | None:
    """The sentence around "As Smith pointed out, …" or "…, as Smith noted, …"; ``None`` if the clause is no remark."""
    mark = tree.kid(v, "mark", "advmod")
    if mark is None or tree.words[mark] != "as" or mark > v:
        return None
    if any(k > v and tree.deps[k] in ("ccomp", "dobj", "xcomp") and tree.words[k] != "it" for k in tree.kids[v]):
        return None
    end = v + 1
    while end < hi and tree.texts[end] not in _CLAUSE_STOPS:
        end += 1
    before = tree.span(lo, mark - 2) if mark - 2 >= lo and tree.texts[mark - 1] in _CLAUSE_COMMA else None
    if mark > lo and before is None:
        return None
    after = tree.span(end + 1, hi - 1) if end + 2 < hi and tree.texts[end] == "," else None
    return [part for part in (before, after) if part is not None] or None


def final_tag(tree: Tree, v: int, lo: int, hi: int) -> tuple[Span, Span] | None:
    """Content and source of a sentence that ends "…, Smith said." where the parser made something else of it."""
    if any(tree.texts[i][:1].isalnum() for i in range(v + 1, hi)):
        return None
    first = v
    while first > lo and tree.texts[first - 1] != "," and v - first < _LONGEST_TAG:
        first -= 1
    if first == v:
        return _tag_in_apposition(tree, v, lo)
    if first - 1 <= lo or tree.texts[first - 1] != "," or not tree.texts[first][:1].isalnum():
        return None
    if tree.words[first] in _NO_TAG or any(tree.deps[i] in _SUBJECTS and tree.heads[i] != v for i in range(first, v)):
        return None
    if not any(tree.deps[i] in _SUBJECTS for i in range(lo, first - 1)):
        return None
    last = v - 1
    while last > first and tree.deps[last] in ("aux", "advmod", "neg"):
        last -= 1
    return tree.span(lo, first - 2), tree.span(first, last)


def _tag_in_apposition(tree: Tree, v: int, lo: int) -> tuple[Span, Span] | None:
    """Content and source of "…, its chair, Ada Brook, said.", name and office in either order."""
    commas = [i for i in range(max(lo + 1, v - 2 * _LONGEST_TAG), v) if tree.texts[i] == ","]
    if len(commas) < 3:  # noqa: PLR2004  (before the office, before the name, before the verb)
        return None
    before, between, after = commas[-3:]
    parts = [range(before + 1, between), range(between + 1, after)]
    if after != v - 1 or sum(_is_office(tree, part) for part in parts) != 1:
        return None
    if sum(_is_name(tree, part) for part in parts) != 1:
        return None
    hung = any(tree.deps[i] in _SUBJECTS for i in range(before + 1, v))
    if hung or not any(tree.deps[i] in _SUBJECTS for i in range(lo, before)):
        return None
    return tree.span(lo, before - 1), tree.span(before + 1, after - 1)


def _is_office(tree: Tree, part: range) -> bool:
    """Tell "its chair", "the council’s spokeswoman": a word that points, and a noun to end with."""
    return len(part) > 1 and tree.words[part[0]] in _POINTING and tree.texts[part[-1]].isalpha()


def _is_name(tree: Tree, part: range) -> bool:
    """Tell a name of one to four words, each with a capital."""
    return 1 <= len(part) <= _LONGEST_NAME and all(tree.texts[i][:1].isupper() for i in part)
