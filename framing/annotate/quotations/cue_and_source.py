"""Cue and source of a reporting verb in a parse: the verb with its auxiliaries, the noun phrase that speaks."""

from __future__ import annotations

from framing.annotate.parse_tree import Tree
from framing.annotate.quotations.clauses import reports
from framing.annotate.quotations.cues import verb_forms
from framing.text.span import Span

_HANGING = ("conj", "xcomp", "advcl", "pcomp", "ccomp", "dep")
_NEAREST, _FAR = 4, 100  # subjects looked at, and words between subject and verb
_IN_NAMES = frozenset({"-", "al", "el", "bin", "ibn", "abu", "de", "van", "von", "der"})
_CLOSING = frozenset('”"»')
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_NO_START = frozenset({"he", "she", "it", "they", "we", "i", "you", "who", "this", "that", "these", "those", "others"})
_DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tonight"}
)


def source_of(tree: Tree, v: int) -> tuple[Span | None, bool]:
    """The noun phrase that speaks, and whether the verb is passive."""
    passive = tree.kid(v, "auxpass", "nsubjpass") is not None
    if passive:
        agent = tree.kid(v, "agent")
        p = tree.kid(agent, "pobj") if agent is not None else None
        return (phrase_of(tree, p, v) if p is not None else None), True
    subject = subject_of(tree, v)
    if subject is not None:
        if tree.words[subject] in _RELATIVE and tree.deps[v] == "relcl":
            return _antecedent(tree, v), False
        if tree.words[subject] == "who" and subject > 0:
            return _before_who(tree, subject), False
        found = _cut_by_participle(tree, subject, v) or phrase_of(tree, subject, v)
        return (found if any(map(str.isalnum, found.of(tree.text))) else None), False
    return (
        _beside_conjunct(tree, v)
        or _borrowed(tree, v)
        or _mistaken(tree, v)
        or _clause_before(tree, v)
        or _name_before(tree, v)
    ), False


def _cut_by_participle(tree: Tree, s: int, v: int) -> Span | None:
    """The noun phrase of "the decision allowing his release said", which the parser cut at the participle."""
    p = tree.first[s] - 1
    if p < 1 or tree.heads[v] != p or tree.deps[v] != "ccomp" or tree.deps[p] != "acl" or s > v:
        return None
    noun = tree.heads[p]
    return tree.span(tree.first[noun], tree.last[s]) if noun < p else None


def _beside_conjunct(tree: Tree, v: int) -> Span | None:
    """The name right before the second of two verbs, hung elsewhere: "Holt asked about pay and Brook suggested …"."""
    if tree.deps[v] != "conj" or v < 2 or not tree.texts[v - 1][:1].isupper():  # noqa: PLR2004
        return None
    first = v - 1
    while first > 1 and tree.texts[first - 1][:1].isupper():
        first -= 1
    return tree.span(first, v - 1) if tree.words[first - 1] in ("and", "but", "while", ";") else None


def _clause_before(tree: Tree, v: int) -> Span | None:
    """All before a verb without subject that begins its sentence and ends in a name, read as a clause of its own."""
    c = tree.kid(v, "ccomp")
    if tree.deps[v] != "ROOT" or c is None or c > v or not tree.texts[v - 1][:1].isupper() or tree.last[c] != v - 1:
        return None
    return tree.span(tree.first[c], v - 1) if tree.first[c] == tree.first[v] else None


def subject_of(tree: Tree, v: int) -> int | None:
    """The subject of a verb: of several, the one nearest to it with no mark of the quoted words between."""
    found = [k for k in tree.kids[v] if tree.deps[k] == "nsubj"]
    if len(found) < 2:  # noqa: PLR2004 (nothing to choose from)
        return found[0] if found else None
    found = sorted(found, key=lambda k: abs(k - v))[:_NEAREST]
    near = [k for k in found if not any(t in _CLOSING for t in tree.texts[min(k, v) + 1 : max(k, v)][:_FAR])]
    return near[0] if near else found[0]


def _before_who(tree: Tree, who: int) -> Span | None:
    """The noun phrase that ends before "who"."""
    i = who - 1
    while i > 0 and tree.texts[i] in (",", "—", "–"):
        i -= 1
    return tree.span(tree.first[i], i) if tree.texts[i][:1].isalnum() else None


def _mistaken(tree: Tree, v: int) -> Span | None:
    """The subject of a verb that the parser took for a noun ("the US denounces …")."""
    first = v
    while (
        first > 0 and tree.heads[first - 1] == v and tree.deps[first - 1] in ("det", "compound", "amod", "nmod", "poss")
    ):
        first -= 1
    return tree.span(tree.first[first], v - 1) if first < v else None


def _name_before(tree: Tree, v: int) -> Span | None:
    """A capitalised word right before a verb in the past, where the parser saw no noun."""
    first = v
    while first > 0 and tree.heads[first - 1] in (v, first) and tree.texts[first - 1][:1].isupper():
        first -= 1
    return tree.span(first, v - 1) if first < v and tree.deps[v - 1] in ("punct", "dep") else None


def _borrowed(tree: Tree, v: int) -> Span | None:
    """The subject of a verb without one: that of the verb it hangs on, or the noun it describes."""
    dep, head = tree.deps[v], tree.heads[v]
    if head == v:
        return None
    if dep == "acl" and tree.words[v] in ("say", "says"):
        return phrase_of(tree, _described_by(tree, head), v)
    if dep == "acl":
        return _antecedent(tree, v)
    if dep == "pcomp":
        above = tree.heads[head]
        if tree.words[head] == "as" and (d := tree.kid(above, "dobj", "nsubjpass")) is not None:
            return phrase_of(tree, d, v)
        v, head = head, above
    return _from_above(tree, v, dep, head) if dep in _HANGING else None


def _described_by(tree: Tree, noun: int) -> int:
    """The noun that the phrase of ``noun`` ends: "members" for the game in "members dressed for a game"."""
    while tree.deps[noun] == "pobj":
        above = tree.heads[tree.heads[noun]]
        noun = tree.heads[above] if tree.deps[above] == "acl" else above
    return noun


def _reporting_above(tree: Tree, v: int, head: int) -> Span | None:
    """Who reports what ", noting that …" goes on with, hung on a verb of the report or on one before it."""
    above = tree.heads[head]
    if tree.deps[head] == "ccomp" and above != head and reports(tree, above):
        return source_of(tree, above)[0]
    for noun in tree.kids[head]:
        if head < noun < v and tree.deps[noun] == "dobj":
            told = next((k for k in tree.kids[noun] if k < v and tree.deps[k] == "relcl" and reports(tree, k)), None)
            if told is not None:
                return _antecedent(tree, told)
    return None


def _from_above(tree: Tree, v: int, dep: str, head: int) -> Span | None:
    """The subject of the verb above, or its object if that is who is told to speak."""
    if dep == "xcomp" and (d := tree.kid(head, "dobj")) is not None:
        return phrase_of(tree, d, v)
    if dep == "advcl" and tree.words[v].endswith("ing") and (told := _reporting_above(tree, v, head)) is not None:
        return told
    subject = tree.kid(head, "nsubj", "nsubjpass")
    if subject is None:
        return _borrowed(tree, head) if tree.deps[head] in (*_HANGING, "acl") and head != v else None
    if tree.words[subject] in _RELATIVE and tree.deps[head] == "relcl":
        return _antecedent(tree, head)
    return phrase_of(tree, subject, v)


def _antecedent(tree: Tree, v: int) -> Span | None:
    """The noun phrase that a relative clause or participle describes, up to that clause."""
    head = tree.heads[v]
    end = tree.first[v] - 1
    while end > head and tree.texts[end] in (",", "—", "–", "-", "("):
        end -= 1
    if end < head:
        return None
    return tree.span(tree.first[head], end)


def phrase_of(tree: Tree, s: int, v: int) -> Span:
    """The full noun phrase of ``s``, without marks at its ends or words of the content that were hung on it."""
    first, last = tree.first[s], tree.last[s]
    if s < v:
        last = min(last, v - 1)
        for i in range(s - 1, first - 1, -1):
            if tree.texts[i] in '”"“»«' or (tree.texts[i] in ("—", "–", ";", ":")):
                first = i + 1
                break
    else:
        for i in range(s + 1, last + 1):
            if tree.texts[i] in '”"“;:—–':
                last = i - 1
                break
    while (
        first > 0
        and not any(map(str.isalnum, tree.span(first, last).of(tree.text)))
        and tree.texts[first - 1][:1].isupper()
    ):
        first -= 1  # "Yahoo! said", where the parser took the mark for the subject
    while last > s and (tree.texts[last] in (",", ".", "—", "–", "-", ";") or tree.words[last] in _DAYS):
        last -= (
            2 if tree.words[last - 1] in ("on", "this", "last") and last - 1 > s and tree.words[last] in _DAYS else 1
        )
    return tree.span(first, _past_hyphen(tree, last, v))


def _past_hyphen(tree: Tree, last: int, v: int) -> int:
    """Where a phrase ends that the parser cut at a hyphen: "said Vane co|-founder Ada Brook"."""
    n = len(tree.texts)
    end = last
    while end + 2 < n and tree.texts[end + 1] in ("-", "‑") and tree.ends[end] == tree.starts[end + 1]:
        if tree.ends[end + 1] != tree.starts[end + 2] or end + 2 == v:
            return last
        end += 2
        while end + 1 < n and end + 1 != v and tree.texts[end + 1][:1].isupper() and tree.words[end + 1] not in _DAYS:
            end += 1
    return end


def whole_name(tree: Tree, source: Span | None, v: int) -> Span | None:
    """Return ``source`` with the words behind it that its name goes on with, where the parser cut it after the first.

    "|Harbour| Union Chair Jo Brook said", "|Vane| al-Holt Secretary Jo Brook took the floor to say".
    """
    if source is None or source.end > tree.starts[v]:
        return source
    name = source.of(tree.text)
    if " " in name or not name[:1].isupper() or tree.words[tree.token_at(source.start)] in _NO_START:
        return source
    last = first = tree.token_at(source.end)
    while last < v and (tree.texts[last][:1].isupper() or tree.texts[last] in _IN_NAMES):
        last += 1
    while last > first and (tree.words[last - 1] in _IN_NAMES | _DAYS):
        last -= 1
    return Span(source.start, tree.ends[last - 1]) if last > first else source


def cue_of(tree: Tree, v: int) -> tuple[Span, ...]:
    """The verb with its auxiliaries and particle."""
    first = last = v
    while first > 0 and tree.heads[first - 1] == v and tree.deps[first - 1] in ("aux", "auxpass", "neg", "advmod"):
        first -= 1
    while first < v and tree.deps[first] == "advmod" and tree.texts[first][:1].isupper():
        first += 1
    if (
        last + 1 < len(tree.texts)
        and tree.heads[last + 1] == v
        and (
            tree.deps[last + 1] == "prt"
            or (tree.deps[last + 1] in ("prep", "dobj") and f"{tree.words[v]} {tree.words[last + 1]}" in verb_forms())
        )
    ):
        last += 1
    if tree.words[first] == "to":
        first = v
    return (tree.span(first, last),)


def is_passive_participle(tree: Tree, v: int) -> bool:
    """Tell "asked about it, he …" and "a group called X" from participles whose subject speaks."""
    if tree.deps[v] not in ("acl", "advcl", "amod") or tree.words[v].endswith("ing"):
        return False
    return tree.kid(v, "nsubj", "aux", "csubj", "expl") is None
