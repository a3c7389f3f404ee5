"""Who is said to have said what: cue, source and content from a dependency parse.

Each reporting verb is read by its frame (see ``lexicons/reporting_verbs.toml``): a clause
after it, a clause before or around it, an infinitive, a noun phrase. "According to" and
reporting nouns are read likewise. The parser's labels are those of the Stanford typed
dependencies in the ClearNLP form that spaCy's English models use.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from framing.annotate.parse_tree import Tree
from framing.annotate.quotations.attribution_record import Attribution, Frame
from framing.annotate.quotations.clauses import (
    clause_right,
    comma_before,
    is_infinitive,
    named_complements,
    reach,
    verb_at,
)
from framing.annotate.quotations.cue_and_source import cue_of, is_passive_participle, phrase_of, source_of, whole_name
from framing.annotate.quotations.cues import ReportingVerb, noun_forms, verb_forms
from framing.annotate.quotations.parenthesis import as_told, clause_around, final_tag, inverted
from framing.annotate.quotations.remarks import without_question, without_verdict
from framing.annotate.quotations.verbless import according_to, reporting_noun, tidy
from framing.annotate.speakers.noun_phrase import read_source
from framing.text.span import Span

_VERBAL = frozenset(
    {"ROOT", "conj", "ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "parataxis", "dep", "appos"}
    | {"csubj", "csubjpass"}
)
_OWN = frozenset({"i", "we", "you", "one"})  # the outlet's own voice, or anybody's
_PERSONS = frozenset({"he", "she", "they", "who"})
# Verbs that take a that-clause and are no act of speech.
_NOT_SAYING = frozenset(
    {
        "be",
        "is",
        "was",
        "were",
        "are",
        "been",
        "being",
        "'s",
        "’s",
        "had",
        "has",
        "have",
        "made",
        "make",
        "makes",
        "making",
    }
    | {"ensure", "ensures", "ensured", "mean", "means", "meant", "seem", "seems", "seemed", "see", "sees", "saw", "got"}
    | {"happened", "happens", "appears", "appeared", "bet", "wish", "wished", "proved", "helped", "allowed", "let"}
)


def read_attributions(tree: Tree) -> tuple[Attribution, ...]:
    """Return every attribution that a parse shows, in order of their cues."""
    out = [a for lo, hi in tree.sentences for a in _sentence(tree, lo, hi)]
    return tuple(sorted(out, key=lambda a: a.head))


def verb_sources(tree: Tree) -> dict[int, Span | None]:
    """Return where the tokens start that the parser read as heads of clauses, with the subject of reporting verbs."""
    known = verb_forms()
    return {
        tree.starts[i]: source_of(tree, i)[0] if tree.words[i] in known else None
        for i, dep in enumerate(tree.deps)
        if dep in _VERBAL
    }


def _sentence(tree: Tree, lo: int, hi: int) -> Iterator[Attribution]:
    """Yield the attributions of the sentence of tokens ``lo`` to ``hi``."""
    nouns = noun_forms()
    headline: bool | None = None
    for v in range(lo, hi):
        word = tree.words[v]
        if word == "according":
            yield from according_to(tree, v, lo, hi)
            continue
        verb = verb_at(tree, v)
        if (verb is not None or word in nouns) and _is_name_part(tree, v, lo):
            if headline is None:
                headline = _is_title_case(tree, lo, hi)
            if not headline:
                continue
        if verb is not None and tree.deps[v] in _VERBAL:
            yield from _frames(tree, v, verb, lo, hi)
        elif verb is None and tree.deps[v] in _VERBAL and tree.kid(v, "ccomp") is not None:
            yield from _unseen(tree, v, hi)
        if word in nouns and tree.deps[v] not in _VERBAL - {"ROOT", "conj", "appos"}:
            yield from reporting_noun(tree, v, hi)


def _is_name_part(tree: Tree, v: int, lo: int) -> bool:
    """Tell a capitalised word inside a sentence, which is part of a name or a title ("the song Call Me George")."""
    return tree.texts[v][:1].isupper() and v > lo and tree.texts[v - 1][:1].isalnum()


def _is_title_case(tree: Tree, lo: int, hi: int) -> bool:
    """Tell whether most words are capitalised, as in a headline."""
    words = [t for t in tree.texts[lo:hi] if t[:1].isalpha()]
    return 2 * sum(t[0].isupper() for t in words) >= len(words)


def _frames(tree: Tree, v: int, verb: ReportingVerb, lo: int, hi: int) -> Iterator[Attribution]:
    """The attribution that a known verb makes, by the first of its frames that fits."""
    if _is_reporters_question(tree, v, lo):
        return
    source, passive = source_of(tree, v)
    source = whole_name(tree, source, v)
    if not passive and is_passive_participle(tree, v):
        source, passive = None, True
    if source is None and not passive and tree.words[v] == verb.lemma.partition(" ")[0]:
        return  # an imperative: "note that …"
    if source is not None and source.of(tree.text).lower() in _OWN:
        return
    found = _content_of(tree, v, verb, lo, hi, passive=passive)
    if found is None or not (content := tidy(tree, found.spans)):
        return
    content = without_question((*content[:-1], without_verdict(tree.text, content[-1])), tree.text)
    if not content:
        return
    frame, source = found.frame, found.source or source
    if source is None and frame in ("before", "around"):
        source = inverted(tree, v)
    # A noun phrase may be the outlet's own label for what somebody attacks or praises.
    weak = verb.private or frame in ("np", "about") or (frame == "evidence" and not _is_evidence(tree, source))
    if source is None or _is_intended(tree, v):
        weak, frame = True, "np"
    yield Attribution(cue_of(tree, v), source, content, frame, tree.starts[v], verb, weak=weak)


def _is_reporters_question(tree: Tree, v: int, lo: int) -> bool:
    """Tell "Asked whether she would resign, Brook said …", whose first words are the reporter's, not Brook's."""
    if tree.words[v] not in ("asked", "questioned", "pressed", "quizzed") or v - lo > 1:
        return False
    return v == lo or tree.words[lo] in ("when", "if", "while", "being")


@dataclass(frozen=True, slots=True)
class _Found:
    """What a verb reports: by which frame, where, and the source if the frame shows it better than the verb."""

    frame: Frame
    spans: list[Span]
    source: Span | None = None


def _content_of(tree: Tree, v: int, verb: ReportingVerb, lo: int, hi: int, *, passive: bool) -> _Found | None:
    """What the verb reports, by the first of its frames that fits; ``None`` if none does."""
    right = clause_right(tree, v, hi)
    x = _infinitive(tree, v, verb)
    if x is not None and right is not None and tree.starts[x] < right.start:
        right = None  # "promised to leave, which is what …"
    if around := _parenthetical(tree, v, verb, lo, hi, right=right):
        return _Found("around" if len(around) > 1 else "before", around)
    if right is not None and verb.frames & {"clause", "evidence"}:
        return _Found("clause" if "clause" in verb.frames else "evidence", [right])
    if verb.frames & {"clause", "quote"} and (told := as_told(tree, v, lo, hi)):
        return _Found("phrase", told)
    return _smaller_frame(tree, v, verb, hi, passive=passive) or _by_shape(tree, v, verb, lo, hi, passive=passive)


def _by_shape(tree: Tree, v: int, verb: ReportingVerb, lo: int, hi: int, *, passive: bool) -> _Found | None:
    """What the verb reports where none of its frames fits: all before a final "…, Smith said.", else its complement."""
    if "clause" in verb.frames and not verb.frames & {"inf", "order"} and (tag := final_tag(tree, v, lo, hi)):
        return _Found("before", [tag[0]], tag[1])
    if not passive and verb.frames != {"quote"} and (o := _object(tree, v)) is not None:
        return _Found("np", [tree.span(max(tree.first[o], v + 1), max(tree.last[o], v + 1))])
    return None


def _parenthetical(
    tree: Tree, v: int, verb: ReportingVerb, lo: int, hi: int, *, right: Span | None
) -> list[Span] | None:
    """The clause around the verb, unless one to its right is its object."""
    left = any(k < v and tree.deps[k] == "ccomp" for k in tree.kids[v])
    if not verb.frames & {"clause", "quote"} or (right is not None and (not left or _follows(tree, v, right))):
        return None
    return clause_around(tree, v, verb, lo, hi)


def _follows(tree: Tree, v: int, right: Span) -> bool:
    """Tell whether an object clause stands right behind subject and verb, whatever the parser made of what leads."""
    subject = tree.kid(v, "nsubj")
    return subject is not None and subject < v and tree.token_at(right.start) == v + 1


def _smaller_frame(tree: Tree, v: int, verb: ReportingVerb, hi: int, *, passive: bool) -> _Found | None:
    """Frames other than a clause: an infinitive, two complements, a noun phrase, a preposition with its object."""
    x, p = _infinitive(tree, v, verb), tree.kid(v, "prep")
    if x is not None:
        return _Found("order" if tree.kid(v, "dobj") is not None else "inf", [reach(tree, v, x, tree.first[x], hi)])
    if "name" in verb.frames and (named := named_complements(tree, v)) is not None:
        return _Found("name", [named])
    if "np" in verb.frames and not passive and (d := _object_of(tree, v, verb)) is not None and d > v:
        return _Found("np", [tree.span(tree.first[d], tree.last[d])])
    if "about" in verb.frames and p is not None and p > v and tree.kids[p]:
        return _Found("about", [tree.span(p + 1, max(tree.last[p], p + 1))])
    return None


def _is_intended(tree: Tree, v: int) -> bool:
    """Tell speech that is planned, wanted or avoided ("expected to ask …") from speech that took place."""
    return tree.deps[v] == "xcomp" and is_infinitive(tree, v)


def _infinitive(tree: Tree, v: int, verb: ReportingVerb) -> int | None:
    """The infinitive that says what is promised or asked for."""
    x = tree.kid(v, "xcomp")
    return x if x is not None and x > v and is_infinitive(tree, x) and verb.frames & {"inf", "order"} else None


def _object_of(tree: Tree, v: int, verb: ReportingVerb) -> int | None:
    """The object of the verb, or of the preposition that is part of it."""
    if " " in verb.lemma:
        for k in tree.kids[v]:
            if k == v + 1 and tree.deps[k] == "prep":
                return tree.kid(k, "pobj", "pcomp")
    return tree.kid(v, "dobj")


def _is_evidence(tree: Tree, source: Span | None) -> bool:
    """Tell a study, an expert or a body, whose findings are reports, from somebody who finds or shows something."""
    if source is None:
        return False
    who = read_source(source.of(tree.text))
    return who.form == "body" or who.source_type in ("document", "expert", "media")


def _object(tree: Tree, v: int) -> int | None:
    """Whatever complement the verb has, where no frame of its own fits."""
    return next(
        (
            k
            for k in tree.kids[v]
            if k > v
            and tree.deps[k] in ("dobj", "acomp", "oprd", "attr", "xcomp", "advcl", "intj", "ccomp")
            and not comma_before(tree, k)
        ),
        None,
    )


def _unseen(tree: Tree, v: int, hi: int) -> Iterator[Attribution]:
    """A verb that the lexicon lacks, with a that-clause as its object and somebody as its subject."""
    subject = tree.kid(v, "nsubj")
    c = tree.kid(v, "ccomp")
    if subject is None or c is None or c < v or tree.words[v] in _NOT_SAYING:
        return
    mark = tree.kid(c, "mark")
    person = tree.words[subject] in _PERSONS or tree.texts[subject][:1].isupper()
    if mark is None or tree.words[mark] != "that" or not person or tree.words[subject] in ("it", "this", "that"):
        return
    content = tidy(tree, [reach(tree, v, c, max(tree.first[c], v + 1), hi)])
    if content:
        yield Attribution(cue_of(tree, v), phrase_of(tree, subject, v), content, "unseen", tree.starts[v], None)
