"""How far the clause goes that somebody is said to have said, with what the parser hung elsewhere."""

from __future__ import annotations

from framing.annotate.parse_tree import Tree
from framing.annotate.quotations.cues import ReportingVerb, noun_forms, verb_forms
from framing.text.span import Span

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_CLAUSE_COMMA = frozenset({",", ";", "—", "–", "--", "-", ":"})
_MARKS = frozenset('“”"«»')
_PARTICLES = frozenset({"prt", "advmod", "prep", "dobj"})  # "put it" has an object for one
_FINITE = frozenset({"have", "has", "are", "is", "were", "was", "will", "would", "can", "could", "should", "must"})
_SHORTEST_CLAUSE = 4  # words
_PRONOUN_OBJECTS = frozenset(
    {"it", "him", "her", "them", "this", "that", "himself", "herself", "itself", "themselves", "me", "us", "you"}
)


def verb_at(tree: Tree, v: int) -> ReportingVerb | None:
    """Return the reporting verb at token ``v``, with its particle if it has one."""
    known = verb_forms()
    word = tree.words[v]
    for k in tree.kids[v]:
        if k == v + 1 and tree.deps[k] in _PARTICLES and (found := known.get(f"{word} {tree.words[k]}")):
            return found
    return known.get(word)


def clause_right(tree: Tree, v: int, hi: int) -> Span | None:
    """The clause after the verb: its object clause and what is coordinated with it."""
    c = next((k for k in tree.kids[v] if k > v and tree.deps[k] == "ccomp" and _is_clause(tree, k, v)), None)
    if c is not None:
        return reach(tree, v, c, max(tree.first[c], v + 1), hi)
    # "said in a statement that …", "told reporters that …": the clause was hung on the noun before it.
    for k in tree.kids[v]:
        if k > v and tree.deps[k] in ("prep", "dobj", "npadvmod", "dative"):
            for n in (k, *tree.kids[k]):
                for c in tree.kids[n]:
                    if tree.deps[c] in ("acl", "ccomp", "relcl") and c > n:
                        m = tree.kid(c, "mark")
                        told = tree.deps[n] != "dobj" or tree.words[n] not in noun_forms()
                        if m is not None and tree.words[m] == "that" and told:
                            return reach(tree, v, c, tree.first[c], hi)
    x = tree.kid(v, "xcomp")
    if x is not None and x > v and tree.words[x].endswith("ing"):
        return reach(tree, v, x, tree.first[x], hi)
    return _clause_as_object(tree, v, hi)


def _clause_as_object(tree: Tree, v: int, hi: int) -> Span | None:
    """The clause after "said" that the parser took for a noun phrase: a long one with a verb of its own."""
    d = tree.kid(v, "dobj")
    if d is None or d < v or tree.words[v] not in ("said", "says", "say") or tree.first[d] != v + 1:
        return None
    if _is_torn(tree, v, d, hi):
        return tree.span(v + 1, hi - 1)
    clause = any(tree.deps[i] in ("nsubj", "nsubjpass", "aux") for i in range(d, tree.last[d] + 1))
    return reach(tree, v, d, tree.first[d], hi) if clause and tree.last[d] - d >= _SHORTEST_CLAUSE else None


def _is_torn(tree: Tree, v: int, d: int, hi: int) -> bool:
    """Tell "Brook said rent and lost wages have …", whose subject the parser took for what was said and a second verb.

    The sentence goes on without a mark to a finite verb that has no subject of its own.
    """
    if tree.kid(v, "nsubj") is None or tree.kid(d, "cc") is not None or tree.kid(v, "cc") is None:
        return False
    rest = range(d + 1, hi)
    verb = next(
        (i for i in rest if tree.words[i] in _FINITE and tree.kid(i, "nsubj", "nsubjpass", "expl") is None), None
    )
    return verb is not None and not any(tree.texts[i] in _MARKS or tree.texts[i] == "," for i in range(v + 1, verb))


def _is_clause(tree: Tree, c: int, v: int) -> bool:
    """Tell a clause of its own from a participle or a relative clause that the parser took for one."""
    subject = tree.kid(c, "nsubj", "nsubjpass", "expl", "csubj", "csubjpass", "attr")
    if subject is None:
        return tree.kid(c, "mark") is not None
    first = max(tree.first[c], v + 1)
    relative = tree.words[subject] in _RELATIVE and subject == first
    return not relative or (first == v + 1 and tree.words[subject] != "that")


def reach(tree: Tree, v: int, c: int, first: int, hi: int) -> Span:
    """Return ``first`` to the end of the clause of ``c``, with what belongs to it and was hung on the verb ``v``."""
    last = tree.last[c]
    for k in tree.kids[v]:
        if k <= last or k >= hi:
            continue
        dep = tree.deps[k]
        if (
            (dep in ("conj", "ccomp") and not reports(tree, k))
            or (
                dep in ("advcl", "prep", "npadvmod", "advmod", "dobj", "oprd", "attr", "acomp", "xcomp", "ccomp")
                and not comma_before(tree, k)
                and not reports(tree, k)
            )
            or (dep == "advcl" and (tree.kid(k, "mark") is not None or is_infinitive(tree, k)) and not reports(tree, k))
        ):
            last = max(last, tree.last[k])
    last = _before_remark(tree, first, last)
    return tree.span(first, _to_end_of_list(tree, last, hi))


def _before_remark(tree: Tree, first: int, last: int) -> int:
    """The end of the content before ", noting that …" and the like, which the parser hung on the content's verb."""
    forms = verb_forms()
    for i in range(first + 2, last):
        if tree.texts[i] == "," and tree.words[i + 1].endswith("ing") and tree.words[i + 1] in forms:
            h = tree.heads[i + 1]
            if tree.deps[i + 1] == "advcl" and h < i:
                return i - 1
    return last


def _to_end_of_list(tree: Tree, last: int, hi: int) -> int:
    """The end of the content when clauses are listed after it with semicolons or a colon, and nobody else reports."""
    if last + 2 >= hi or tree.texts[last + 1] not in (";", ":"):
        return last
    rest = range(last + 2, hi)
    if any(tree.texts[i] in _MARKS or (reports(tree, i) and own_subject(tree, i)) for i in rest):
        return last
    return hi - 1


def own_subject(tree: Tree, v: int) -> bool:
    """Tell whether the verb ``v`` has a subject beside it."""
    return tree.kid(v, "nsubj", "nsubjpass", "expl", "csubj") is not None


def reports(tree: Tree, v: int) -> bool:
    """Tell whether token ``v`` is a verb of speech that takes a clause."""
    found = verb_at(tree, v)
    return found is not None and not found.private and "clause" in found.frames


def comma_before(tree: Tree, k: int) -> bool:
    """Tell whether a comma or the like stands before the phrase of ``k``."""
    first = tree.first[k]
    return first > 0 and tree.texts[first - 1] in _CLAUSE_COMMA


def is_infinitive(tree: Tree, x: int) -> bool:
    """Tell whether ``x`` is an infinitive with "to"."""
    return any(tree.words[k] == "to" and tree.deps[k] == "aux" for k in tree.kids[x])


def named_complements(tree: Tree, v: int) -> Span | None:
    """Both complements of "called it a farce", "described it as a farce"."""
    last = None
    for k in tree.kids[v]:
        if k > v and (tree.deps[k] == "oprd" or (tree.deps[k] == "prep" and tree.words[k] == "as")):
            last = k
    if last is None:
        return None
    first = v + 1
    if tree.words[first] in _PRONOUN_OBJECTS and first < last and tree.deps[first] not in ("poss", "det"):
        first += 1
    return tree.span(first, tree.last[last])
