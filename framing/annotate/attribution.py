"""Who is said to have said what: cue, source and content from a dependency parse.

Each reporting verb is read by its frame (see ``lexicons/reporting_verbs.toml``): a clause
after it, a clause before or around it, an infinitive, a noun phrase. "According to" and
reporting nouns are read likewise. The parser's labels are those of the Stanford typed
dependencies in the ClearNLP form that spaCy's English models use.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from framing.annotate.cues import ReportingVerb, noun_forms, verb_forms
from framing.annotate.names import read_source
from framing.annotate.tree import Tree
from framing.text.span import Span, trim

Frame = Literal[
    "clause",
    "evidence",
    "before",
    "around",
    "inf",
    "order",
    "np",
    "about",
    "name",
    "noun",
    "phrase",
    "unseen",
    "layout",
]

_SUBJECT = ("nsubj", "csubj", "expl")
_VERBAL = frozenset(
    {"ROOT", "conj", "ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "parataxis", "dep", "csubj", "appos"}
)
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_CLAUSE_COMMA = frozenset({",", ";", "—", "–", "--", "-", ":"})
_CLAUSE_STOPS = frozenset({",", ".", ";", "!", "?", "—", "–", "--", ":", "”", '"', "“"})
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
_PRONOUN_OBJECTS = frozenset(
    {"it", "him", "her", "them", "this", "that", "himself", "herself", "itself", "themselves", "me", "us", "you"}
)
_DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tonight"}
)
_EDGE = " \t\n\r\u00a0,;:—–-.\"“”„‟«»‘’'‹›`"


@dataclass(frozen=True, slots=True)
class Attribution:
    """One act of reporting. ``head`` is where the cue's main word starts; ``verb`` is ``None`` for other cues.

    ``weak`` ones count only where the content holds words between marks.
    """

    cue: tuple[Span, ...]
    source: Span | None
    content: tuple[Span, ...]
    frame: Frame
    head: int
    verb: ReportingVerb | None = None
    weak: bool = False


def read_attributions(text: str, tree: Tree) -> tuple[Attribution, ...]:
    """Return every attribution that the parse of ``text`` shows, in order of their cues."""
    reader = _Reader(text, tree)
    out = [a for lo, hi in tree.sentences for a in reader.sentence(lo, hi)]
    return tuple(sorted(out, key=lambda a: a.head))


def verb_starts(tree: Tree) -> frozenset[int]:
    """Return where the tokens start that the parser read as heads of clauses."""
    return frozenset(tree.starts[i] for i, dep in enumerate(tree.deps) if dep in _VERBAL)


class _Reader:
    def __init__(self, text: str, tree: Tree) -> None:
        self.text = text
        self.tree = tree

    # -- one sentence ------------------------------------------------------------------

    def sentence(self, lo: int, hi: int) -> Iterator[Attribution]:
        """Yield the attributions of the sentence of tokens ``lo`` to ``hi``."""
        tree = self.tree
        forms, nouns = verb_forms(), noun_forms()
        for v in range(lo, hi):
            word = tree.words[v]
            if word == "according":
                yield from self._according(v, lo, hi)
                continue
            verb = self._verb(v, forms)
            if verb is not None and tree.deps[v] in _VERBAL:
                yield from self._verb_frames(v, verb, lo, hi)
            elif verb is None and tree.deps[v] in _VERBAL and tree.kid(v, "ccomp") is not None:
                yield from self._unseen(v, lo, hi)
            if word in nouns and tree.deps[v] not in _VERBAL - {"ROOT", "conj", "appos"}:
                yield from self._noun(v, lo, hi)

    def _verb(self, v: int, forms: object) -> ReportingVerb | None:
        tree, known = self.tree, verb_forms()
        word = tree.words[v]
        for k in tree.kids[v]:
            if (
                tree.deps[k] in ("prt", "advmod", "prep")
                and k == v + 1
                and (found := known.get(f"{word} {tree.words[k]}"))
            ):
                return found
        return known.get(word)

    # -- frames of a verb --------------------------------------------------------------

    def _verb_frames(self, v: int, verb: ReportingVerb, lo: int, hi: int) -> Iterator[Attribution]:
        tree = self.tree
        source, passive = self._source(v)
        if not passive and self._is_passive_participle(v):
            source, passive = None, True
        cue = self._cue(v)
        if source is None and not passive and tree.words[v] == verb.lemma.partition(" ")[0]:
            return  # an imperative: "note that …"
        if source is not None and source.of(self.text).lower() in _OWN:
            return
        right = self._clause_right(v, hi)
        made: list[tuple[Frame, list[Span]]] = []
        around = None
        if verb.frames & {"clause", "quote"} and (
            right is None or any(k < v and tree.deps[k] == "ccomp" for k in tree.kids[v])
        ):
            around = self._clause_around(v, verb, lo, hi)
        if around:
            made.append(("around" if len(around) > 1 else "before", around))
            source = source or self._inverted(v)
        elif right is not None and "clause" in verb.frames:
            made.append(("clause", [right]))
        elif right is not None and "evidence" in verb.frames:
            made.append(("evidence", [right]))
        elif (
            (x := tree.kid(v, "xcomp")) is not None
            and x > v
            and self._is_infinitive(x)
            and verb.frames & {"inf", "order"}
        ):
            made.append(("order" if tree.kid(v, "dobj") is not None else "inf", [self._reach(v, x, tree.first[x], hi)]))
        elif "name" in verb.frames and (named := self._named(v, hi)) is not None:
            made.append(("name", [named]))
        elif "np" in verb.frames and not passive and (d := self._object_of(v, verb)) is not None and d > v:
            made.append(("np", [tree.span(tree.first[d], tree.last[d])]))
        elif "about" in verb.frames and (p := tree.kid(v, "prep")) is not None and p > v and tree.kids[p]:
            made.append(("about", [tree.span(p + 1, max(tree.last[p], p + 1))]))
        weak = False
        if not made and not passive and verb.frames != {"quote"} and (o := self._object(v)) is not None:
            made.append(("np", [tree.span(max(tree.first[o], v + 1), max(tree.last[o], v + 1))]))
            weak = True
        for frame, spans in made:
            content = self._tidy(spans)
            if content:
                if frame == "evidence" and not self._is_evidence(source):
                    weak = True
                # A noun phrase may be the outlet's own label for what somebody attacks or praises.
                weak = weak or verb.private or frame in ("np", "about")
                yield Attribution(cue, source, content, frame, tree.starts[v], verb, weak=weak)

    def _is_passive_participle(self, v: int) -> bool:
        """Tell "asked about it, he …" and "a group called X" from participles whose subject speaks."""
        tree = self.tree
        if tree.deps[v] not in ("acl", "advcl", "amod") or tree.words[v].endswith("ing"):
            return False
        return tree.kid(v, "nsubj", "aux", "csubj", "expl") is None

    def _object_of(self, v: int, verb: ReportingVerb) -> int | None:
        """The object of the verb, or of the preposition that is part of it."""
        tree = self.tree
        if " " in verb.lemma:
            for k in tree.kids[v]:
                if k == v + 1 and tree.deps[k] == "prep":
                    return tree.kid(k, "pobj", "pcomp")
        return tree.kid(v, "dobj")

    def _is_evidence(self, source: Span | None) -> bool:
        """Tell a study, an expert or a body, whose findings are reports, from somebody who finds or shows something."""
        if source is None:
            return False
        who = read_source(source.of(self.text))
        return who.form == "body" or who.source_type in ("document", "expert", "media")

    def _object(self, v: int) -> int | None:
        """Whatever complement the verb has, where no frame of its own fits."""
        tree = self.tree
        return next(
            (
                k
                for k in tree.kids[v]
                if k > v
                and tree.deps[k] in ("dobj", "acomp", "oprd", "attr", "xcomp", "advcl", "intj", "ccomp")
                and not self._comma_before(k)
            ),
            None,
        )

    def _unseen(self, v: int, lo: int, hi: int) -> Iterator[Attribution]:
        """A verb that the lexicon lacks, with a that-clause as its object and somebody as its subject."""
        tree = self.tree
        subject = tree.kid(v, "nsubj")
        c = tree.kid(v, "ccomp")
        if subject is None or c is None or c < v or tree.words[v] in _NOT_SAYING:
            return
        mark = tree.kid(c, "mark")
        person = tree.words[subject] in _PERSONS or tree.texts[subject][:1].isupper()
        if mark is None or tree.words[mark] != "that" or not person or tree.words[subject] in ("it", "this", "that"):
            return
        content = self._tidy([self._reach(v, c, max(tree.first[c], v + 1), hi)])
        if content:
            yield Attribution(self._cue(v), self._phrase(subject, v), content, "unseen", tree.starts[v], None)

    def _clause_right(self, v: int, hi: int) -> Span | None:
        """The clause after the verb: its object clause and what is coordinated with it."""
        tree = self.tree
        c = next((k for k in tree.kids[v] if k > v and tree.deps[k] == "ccomp" and self._is_clause(k, v)), None)
        if c is not None:
            return self._reach(v, c, max(tree.first[c], v + 1), hi)
        # "said in a statement that …", "told reporters that …": the clause was hung on the noun before it.
        for k in tree.kids[v]:
            if k > v and tree.deps[k] in ("prep", "dobj", "npadvmod", "dative"):
                for n in (k, *tree.kids[k]):
                    for c in tree.kids[n]:
                        if tree.deps[c] in ("acl", "ccomp", "relcl") and c > n:
                            m = tree.kid(c, "mark")
                            told = tree.deps[n] != "dobj" or tree.words[n] not in noun_forms()
                            if m is not None and tree.words[m] == "that" and told:
                                return self._reach(v, c, tree.first[c], hi)
        x = tree.kid(v, "xcomp")
        if x is not None and x > v and tree.words[x].endswith("ing"):
            return self._reach(v, x, tree.first[x], hi)
        return None

    def _is_clause(self, c: int, v: int) -> bool:
        """Tell a clause of its own from a participle or a relative clause that the parser took for one."""
        tree = self.tree
        subject = tree.kid(c, "nsubj", "nsubjpass", "expl", "csubj", "csubjpass", "attr")
        if subject is None:
            return tree.kid(c, "mark") is not None
        first = max(tree.first[c], v + 1)
        relative = tree.words[subject] in _RELATIVE and subject == first
        return not relative or (first == v + 1 and tree.words[subject] != "that")

    def _reach(self, v: int, c: int, first: int, hi: int) -> Span:
        """From ``first`` to the end of the clause of ``c``, with what the parser hung on the verb above but belongs to it."""
        tree = self.tree
        last = tree.last[c]
        for k in tree.kids[v]:
            if k <= last or k >= hi:
                continue
            dep = tree.deps[k]
            if (
                (dep in ("conj", "ccomp") and not self._reports(k))
                or (
                    dep in ("advcl", "prep", "npadvmod", "advmod", "dobj", "oprd", "attr", "acomp", "xcomp", "ccomp")
                    and not self._comma_before(k)
                    and not self._reports(k)
                )
                or (
                    dep == "advcl"
                    and (tree.kid(k, "mark") is not None or self._is_infinitive(k))
                    and not self._reports(k)
                )
            ):
                last = max(last, tree.last[k])
        return tree.span(first, self._before_remark(first, last, hi))

    def _before_remark(self, first: int, last: int, hi: int) -> int:
        """The end of the content before ", noting that …" and the like, which the parser hung on the content's verb."""
        tree, forms = self.tree, verb_forms()
        for i in range(first + 2, last):
            if tree.texts[i] == "," and tree.words[i + 1].endswith("ing") and tree.words[i + 1] in forms:
                h = tree.heads[i + 1]
                if tree.deps[i + 1] == "advcl" and h < i:
                    return i - 1
        return last

    def _acts(self, v: int) -> bool:
        """Tell whether a coordinated clause has a subject and a reporting verb of its own, whatever its frame."""
        found = self._verb(v, None)
        return found is not None and not found.private and self._own_subject(v)

    def _own_subject(self, v: int) -> bool:
        return self.tree.kid(v, "nsubj", "nsubjpass", "expl", "csubj") is not None

    def _reports(self, v: int) -> bool:
        found = self._verb(v, None)
        return found is not None and not found.private and "clause" in found.frames

    def _comma_before(self, k: int) -> bool:
        first = self.tree.first[k]
        return first > 0 and self.tree.texts[first - 1] in _CLAUSE_COMMA

    def _clause_around(self, v: int, verb: ReportingVerb, lo: int, hi: int) -> list[Span] | None:
        """The clause that a parenthetical "…, she said(, …)" stands behind or inside; ``None`` if it is none."""
        tree = self.tree
        subject = tree.kid(v, "nsubj")
        if subject is None:
            subject = self._inverted_token(v)
            if subject is None:
                return None
        if self._has_object(v, subject, verb):
            return None
        start = min(tree.first[subject], v) if subject < v else v
        while start > lo and tree.heads[start - 1] == v and tree.deps[start - 1] in ("aux", "advmod", "neg"):
            start -= 1
        start = self._past_content(start, min(v, subject), v)
        if start <= lo or (tree.texts[start - 1] not in _CLAUSE_COMMA and tree.texts[start - 1] not in "”\"’'»?!"):
            return None
        end = self._clause_end(v, subject, hi)
        left = lo
        parts = [tree.span(left, start - 1)]
        goes_on = end + 2 < hi and tree.texts[end] in (",", "—", "–", "--") and self._goes_on(end + 1, hi, v)
        if not goes_on and not self._has_clause(left, start):
            return None
        if goes_on:
            parts.append(tree.span(end + 1, hi - 1))
        return parts

    def _past_content(self, start: int, upto: int, v: int) -> int:
        """Where the cue's clause starts when the parser hung words of the content on its subject: after the last comma or mark."""
        tree = self.tree
        for i in range(upto - 1, start - 1, -1):
            if tree.texts[i] in '”"»' and i + 1 <= upto:
                return i + 1
        return start

    def _has_clause(self, first: int, stop: int) -> bool:
        """Tell whether a clause with a subject stands there that is not only an adverbial one."""
        tree = self.tree
        for k in range(first, stop):
            if tree.deps[k] in ("nsubj", "nsubjpass", "expl", "csubj"):
                h = tree.heads[k]
                if first <= h < stop and tree.deps[h] not in ("advcl", "relcl", "acl", "pcomp"):
                    return True
        return False

    def _has_object(self, v: int, subject: int, verb: ReportingVerb) -> bool:
        """Tell whether the verb has a complement after it, which then is what was said."""
        tree = self.tree
        for k in tree.kids[v]:
            if k <= v or k == subject:
                continue
            dep = tree.deps[k]
            if dep in ("xcomp", "oprd", "acomp", "attr") and not self._comma_before(k):
                return True
            if dep == "dobj" and not (verb.person or (tree.words[k] in ("so", "it") and verb.lemma == "put")):
                return True
        return False

    def _inverted_token(self, v: int) -> int | None:
        """The subject of "…,” said Smith" where the parser took it for an object."""
        tree = self.tree
        k = tree.kid(v, "dobj", "attr", "npadvmod", "oprd")
        if k is None or tree.first[k] != v + 1 or v == 0 or tree.kid(v, "nsubj", "nsubjpass", "aux") is not None:
            return None
        return k if tree.texts[v - 1] in "”\"’'»," else None

    def _inverted(self, v: int) -> Span | None:
        k = self._inverted_token(v)
        return None if k is None else self._phrase(k, v)

    def _clause_end(self, v: int, subject: int, hi: int) -> int:
        """The token after the cue's own clause: the first comma or end mark behind verb, subject and their adjuncts."""
        tree = self.tree
        i = max(v, tree.last[subject] if subject > v else v) + 1
        while i < hi and tree.texts[i] not in _CLAUSE_STOPS:
            i += 1
        return i

    def _goes_on(self, first: int, hi: int, v: int) -> bool:
        """Tell whether the interrupted clause goes on at ``first``, and not a remark on the speaking."""
        tree = self.tree
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
            new = tree.words[first] in ("and", "but", "or", "so", "while") and self._own_subject(k)
            return not self._reports(k) and not new
        return False

    def _is_infinitive(self, x: int) -> bool:
        return any(self.tree.words[k] == "to" and self.tree.deps[k] == "aux" for k in self.tree.kids[x])

    def _named(self, v: int, hi: int) -> Span | None:
        """Both complements of "called it a farce", "described it as a farce"."""
        tree = self.tree
        last = None
        for k in tree.kids[v]:
            if k > v and (tree.deps[k] == "oprd" or (tree.deps[k] == "prep" and tree.words[k] == "as")):
                last = k
        if last is None:
            return None
        first = v + 1
        if tree.words[first] in _PRONOUN_OBJECTS and first < last:
            first += 1
        return tree.span(first, tree.last[last])

    # -- source and cue ----------------------------------------------------------------

    def _source(self, v: int) -> tuple[Span | None, bool]:
        """The noun phrase that speaks, and whether the verb is passive."""
        tree = self.tree
        passive = tree.kid(v, "auxpass", "nsubjpass") is not None
        if passive:
            agent = tree.kid(v, "agent")
            p = tree.kid(agent, "pobj") if agent is not None else None
            return (self._phrase(p, v) if p is not None else None), True
        subject = tree.kid(v, "nsubj")
        if subject is not None:
            if tree.words[subject] in _RELATIVE and tree.deps[v] == "relcl":
                return self._antecedent(v), False
            if tree.words[subject] == "who" and subject > 0:
                return self._before_who(subject), False
            return self._phrase(subject, v), False
        return self._borrowed(v) or self._mistaken(v), False

    def _before_who(self, who: int) -> Span | None:
        """The noun phrase that ends before "who"."""
        tree = self.tree
        i = who - 1
        while i > 0 and tree.texts[i] in (",", "—", "–"):
            i -= 1
        return tree.span(tree.first[i], i) if tree.texts[i][:1].isalnum() else None

    def _mistaken(self, v: int) -> Span | None:
        """The subject of a verb that the parser took for a noun ("the US denounces …")."""
        tree = self.tree
        first = v
        while (
            first > 0
            and tree.heads[first - 1] == v
            and tree.deps[first - 1] in ("det", "compound", "amod", "nmod", "poss")
        ):
            first -= 1
        return tree.span(tree.first[first], v - 1) if first < v else None

    def _borrowed(self, v: int) -> Span | None:
        """The subject of a verb without one: that of the verb it hangs on, or the noun it describes."""
        tree = self.tree
        dep, head = tree.deps[v], tree.heads[v]
        if head == v:
            return None
        if dep == "acl":
            return self._antecedent(v)
        if dep == "pcomp":
            above = tree.heads[head]
            if tree.words[head] == "as" and (d := tree.kid(above, "dobj", "nsubjpass")) is not None:
                return self._phrase(d, v)
            v, head = head, above
        if dep in ("conj", "xcomp", "advcl", "pcomp", "ccomp", "dep"):
            if dep == "xcomp" and (d := tree.kid(head, "dobj")) is not None:
                return self._phrase(d, v)
            subject = tree.kid(head, "nsubj", "nsubjpass")
            if subject is not None:
                if tree.words[subject] in _RELATIVE and tree.deps[head] == "relcl":
                    return self._antecedent(head)
                return self._phrase(subject, v)
            if tree.deps[head] in ("conj", "xcomp", "advcl", "acl", "pcomp") and head != v:
                return self._borrowed(head)
        return None

    def _antecedent(self, v: int) -> Span | None:
        """The noun phrase that a relative clause or participle describes, up to that clause."""
        tree = self.tree
        head = tree.heads[v]
        end = tree.first[v] - 1
        while end > head and tree.texts[end] in (",", "—", "–", "-", "("):
            end -= 1
        if end < head:
            return None
        return tree.span(tree.first[head], end)

    def _phrase(self, s: int, v: int) -> Span:
        """The full noun phrase of ``s``, without marks at its ends or words of the content that were hung on it."""
        tree = self.tree
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
        while last > s and (tree.texts[last] in (",", ".", "—", "–", "-", ";") or tree.words[last] in _DAYS):
            last -= (
                2
                if tree.words[last - 1] in ("on", "this", "last") and last - 1 > s and tree.words[last] in _DAYS
                else 1
            )
        return tree.span(first, last)

    def _cue(self, v: int) -> tuple[Span, ...]:
        """The verb with its auxiliaries and particle."""
        tree = self.tree
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
                or (tree.deps[last + 1] == "prep" and f"{tree.words[v]} {tree.words[last + 1]}" in verb_forms())
            )
        ):
            last += 1
        if tree.words[first] == "to":
            first = v
        return (tree.span(first, last),)

    # -- other cues --------------------------------------------------------------------

    def _according(self, v: int, lo: int, hi: int) -> Iterator[Attribution]:
        """ "…, according to X" and "According to X, …"."""
        tree = self.tree
        to = v + 1
        if to >= hi or tree.words[to] != "to" or to + 1 >= hi:
            return
        p = next((k for k in (*tree.kids[to], *tree.kids[v]) if tree.deps[k] in ("pobj", "pcomp") and k > to), None)
        if p is None:
            return
        last = tree.last[p]
        # The phrase's own end: a comma closes it unless an apposition goes on.
        source = self._phrase(p, v)
        before, after = v - 1, last + 1
        while after < hi and tree.texts[after] in (",", "”", '"'):
            after += 1
        parts: list[Span] = []
        if before >= lo:
            parts.append(tree.span(lo, before))
        if after < hi - 1:
            parts.append(tree.span(after, hi - 1))
        content = self._tidy(parts)
        if content:
            yield Attribution((tree.span(v, to),), source, content, "phrase", tree.starts[v], None)

    def _noun(self, n: int, lo: int, hi: int) -> Iterator[Attribution]:
        """A reporting noun with its clause: "the mayor's claim that the port is closed"."""
        tree = self.tree
        c = next(
            (k for k in tree.kids[n] if k > n and tree.deps[k] in ("acl", "ccomp") and tree.kid(k, "mark") is not None),
            None,
        )
        if c is None or self._comma_before(c):
            return
        poss = tree.kid(n, "poss")
        source: Span | None = None
        if poss is not None:
            source = self._possessor(poss)
        else:
            p = next(
                (k for k in tree.kids[n] if tree.deps[k] == "prep" and tree.words[k] in ("by", "of", "from")), None
            )
            if p is not None and (o := tree.kid(p, "pobj")) is not None:
                source = self._phrase(o, hi)
        content = self._tidy([tree.span(tree.first[c], tree.last[c])])
        if content and source is not None:
            yield Attribution((tree.span(n, n),), source, content, "noun", tree.starts[n], None)

    def _possessor(self, poss: int) -> Span:
        tree = self.tree
        last = tree.last[poss]
        while last > poss and tree.words[last] in ("'s", "’s", "'", "’"):
            last -= 1
        return tree.span(tree.first[poss], last)

    # -- content -----------------------------------------------------------------------

    def _tidy(self, spans: list[Span]) -> tuple[Span, ...]:
        """Content without white space and separating points at its ends; empty parts are left out."""
        out = []
        for span in spans:
            start, end = trim(self.text, span).start, trim(self.text, span).end
            while start < end and self.text[start] in " ,;:—–-.\u00a0\n":
                start += 1
            while end > start and self.text[end - 1] in " ,;:—–-.\u00a0\n":
                end -= 1
            if any(ch.isalnum() for ch in self.text[start:end]):
                out.append(Span(start, end))
        return tuple(sorted(out))
