"""The naming phrases of an event's articles with what tells whether two of them name one thing.

Besides words: whose voice, the key of what is named (``mention_groups``), and two signs from
the clause. An *anchor* is the participant that a noun or verb of happening belongs to
("Lund's death", "the killing of Lund", "killed Lund": Lund). A *slot* is the place of a
participant in a clause: verb, role, and who fills the other role.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from framing.annotate.annotate import Annotation
from framing.annotate.lemmas import verb_lemma
from framing.annotate.quotations.find import find_quotations
from framing.annotate.quotations.record import Quotation
from framing.annotate.roles import Role, find_roles
from framing.annotate.voice import Voice, voice_of
from framing.compare.label_words import (
    description_of,
    in_families,
    is_marking,
    is_sorting,
    label_of,
    marks_of,
    place_of_label,
)
from framing.compare.mention_groups import Key, name_keys
from framing.compare.name_parts import Naming, place_of, read_naming, singular, word_set
from framing.compare.phrases import find_phrases
from framing.text.article import Article
from framing.text.layout import Layout, lay_out
from framing.text.parser import Parse
from framing.text.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_OWN: tuple[Voice, ...] = ("outlet", "headline")
# Verbs that say little about what fills their roles.
_EMPTY = frozenset(
    ("say", "tell", "ask", "call", "make", "take", "get", "give", "want", "use", "see", "know", "think", "go", "come",
     "put", "let", "keep", "include", "need", "add", "note", "show", "find", "begin", "start", "hold", "bring", "leave",
     "seek", "try", "help", "write", "accord", "follow", "lead", "work", "face", "set", "turn", "cause", "allow")
)  # fmt: skip
Slot = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class LabelMention:
    """One naming phrase as a label somewhere.

    ``span`` is where the label stands, without the phrase's article and counts. ``own`` is true
    in the outlet's own voice and in the headline. ``compounds`` are the nouns
    before the head; ``anchor`` what it belongs to (empty: not said); ``slots`` the places it
    fills in clauses whose other participant is known. ``definite`` is true after "the", "this",
    "that" and possessors; ``governor`` is the word that the phrase depends on, and how.
    """

    naming: Naming
    span: Span
    outlet: str
    voice: Voice
    key: Key
    label: str
    marks: frozenset[str]
    compounds: tuple[str, ...]
    definite: bool
    anchor: str
    governor: str
    slots: tuple[Slot, ...]

    @property
    def own(self) -> bool:
        """Whether the outlet itself says it."""
        return self.voice in _OWN


def label_mentions(items: Sequence[Article | Annotation], parses: Mapping[str, Parse]) -> tuple[LabelMention, ...]:
    """Return every naming phrase of the articles, in the order of the articles and their texts."""
    opened = [_open(i, parses) for i in items]
    texts = {a.id: a.text for a, *_ in opened}
    namings = [
        read_naming(a.id, a.text, span, parses.get(a.id, ()))
        for a, layout, _, _ in opened
        for span in find_phrases(parses.get(a.id, ()), layout)
    ]
    keys = name_keys(namings, texts)
    of_head = {(n.article_id, n.root): key for n, key in zip(namings, keys, strict=True)}
    slots = _slots(opened, of_head)
    heads = {a.id: _tokens(parses.get(a.id, ())) for a, *_ in opened}
    place = {a.id: (a.outlet or a.id, layout, quotations) for a, layout, quotations, _ in opened}
    out = []
    for n, key in zip(namings, keys, strict=True):
        outlet, layout, quotations = place[n.article_id]
        offset, token = heads[n.article_id].get(n.root, (0, None))
        label = description_of(n) if key[0] == "entity" and not n.name else _trimmed(n, token)
        span = place_of_label(texts[n.article_id], n.span, label)
        out.append(
            LabelMention(
                naming=n,
                span=span,
                outlet=outlet,
                voice=voice_of(span, layout, quotations),
                key=key,
                label=label,
                marks=marks_of(n),
                compounds=_compounds(token),
                definite=_is_definite(token),
                anchor=_anchor(token, partial(_key_at, of_head, n.article_id, offset)),
                governor=_governor(token),
                slots=tuple(slots[n.article_id, n.root]),
            )
        )
    return tuple(out)


def _key_at(keys: Mapping[tuple[str, int], Key], article_id: str, offset: int, token: Token) -> Key | None:
    return keys.get((article_id, offset + token.idx))


_Opened = tuple[Article, Layout, Sequence[Quotation], Sequence[Role]]


def _open(item: Article | Annotation, parses: Mapping[str, Parse]) -> _Opened:
    if isinstance(item, Annotation):
        return item.article, item.layout, item.quotations, item.roles
    layout, parse = lay_out(item), parses.get(item.id, ())
    return item, layout, find_quotations(item, layout=layout, parse=parse)[0], find_roles(layout, parse)


def _tokens(parse: Parse) -> dict[int, tuple[int, Token | None]]:
    return {chunk.offset + t.idx: (chunk.offset, t) for chunk in parse for t in chunk.doc}


def _slots(
    opened: Sequence[_Opened], of_head: Mapping[tuple[str, int], Key]
) -> defaultdict[tuple[str, int], list[Slot]]:
    """For the head of each participant, its places in clauses: verb, own role, key of the other one."""
    out: defaultdict[tuple[str, int], list[Slot]] = defaultdict(list)
    for article, _, _, roles in opened:
        for role in roles:
            if role.verb in _EMPTY or role.agent_head is None or role.patient_head is None:
                continue
            agent, patient = (article.id, role.agent_head.start), (article.id, role.patient_head.start)
            for one, other, name in ((agent, patient, "agent"), (patient, agent, "patient")):
                key = of_head.get(other)
                if key is not None and key[0] != "phrase":
                    out[one].append((role.verb, name, " ".join(key)))
    return out


def _compounds(head: Token | None) -> tuple[str, ...]:
    """The nouns right before the head, in the singular, without places and titles."""
    if head is None:
        return ()
    nouns = [
        t for t in head.lefts if t.dep_ in ("compound", "nmod", "amod") and (t.tag_.startswith("NN") or "-" in t.text)
    ]
    words = [singular(t.text) for t in nouns if place_of((t.text,)) is None]
    words += [h for h in _hyphenated(head) if h not in words]
    return tuple(
        w for w in words if not (w in word_set("titles") or w in word_set("calendar") or is_marking(w) or is_sorting(w))
    )


def _governor(head: Token | None) -> str:
    if head is None or head.head.i == head.i:
        return ""
    return f"{verb_lemma(head.head.text)} {head.dep_.removesuffix('pass')}"


def _trimmed(n: Naming, head: Token | None) -> str:
    """The label without words at its front that neither judge nor sort ("largely peaceful protests")."""
    words = label_of(n).split()
    if head is None or n.name or n.verbal:
        return " ".join(words)
    noun = {t.text.lower() for t in head.doc[max(head.i - len(words) * 2, 0) : head.i] if t.tag_.startswith("NN")}
    while len(words) > 1 and not (is_marking(words[0]) or is_sorting(words[0]) or words[0] in noun or "-" in words[0]):
        if in_families(f"{words[-2]} {singular(words[-1])}") and len(words) == 2:  # noqa: PLR2004 - an entry of two words
            break
        words = words[1:]
    return " ".join(words)


def _is_definite(head: Token | None) -> bool:
    kids = list(head.lefts) if head is not None else []
    return any(t.dep_ == "poss" or (t.dep_ == "det" and t.text.lower() in ("the", "this", "that")) for t in kids)


def _hyphenated(head: Token) -> list[str]:
    """Words with hyphens before the head, which the tokeniser takes apart: "stop-and-frisk"."""
    doc, out = head.doc, []
    i = head.i - 1
    while i > 1 and doc[i].whitespace_ and doc[i - 1].text in "-‐‑":
        last = i
        while i > 1 and doc[i - 1].text in "-‐‑" and not doc[i - 1].whitespace_ and not doc[i - 2].whitespace_:
            i -= 2
        out.append(doc[i : last + 1].text.lower())
        i -= 1
    return out


def _anchor(head: Token | None, key_of: Callable[[Token], Key | None]) -> str:
    """What a noun or verb of happening belongs to: its possessor, "of" object, name before it, or patient."""
    if head is None:
        return ""
    if head.tag_.startswith("VB"):
        near = [c for c in head.children if c.dep_ in ("dobj", "nsubjpass")]
        near += [head.head] if head.dep_ in ("acl", "relcl") and head.tag_ == "VBN" else []
    else:
        near = [c for c in head.children if c.dep_ == "poss"]
        near += [p for c in head.rights if c.dep_ == "prep" and c.text == "of" for p in c.children if p.dep_ == "pobj"]
        near += [c for c in head.lefts if c.dep_ in ("compound", "nmod") and c.tag_.startswith("NNP")]
    for token in near:
        if token.tag_.startswith("PRP") or token.text.lower() in ("who", "that", "which"):
            continue
        key = key_of(token)
        return " ".join(key) if key else verb_lemma(token.text) if token.tag_.startswith("VB") else singular(token.text)
    return ""
