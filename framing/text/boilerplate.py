"""Page furniture, marked as spans and never cut.

A page's own furniture ("Read more", captions, share lines) would otherwise be counted as
the outlet's words. Each rule is one line of a table: the sort of furniture, what a
paragraph of that sort looks like, and how many words it may have at most, so that a body
paragraph that happens to begin with the same words is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from framing.lexicons import load
from framing.text.span import Span
from framing.text.top_of_page import above_text
from framing.text.words import count_words

BoilerplateKind = Literal[
    "section", "repeated-headline", "dateline", "caption", "related", "share", "credit", "furniture"
]


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """A paragraph of page furniture, a sentence of it, or link labels inside a sentence; and which sort."""

    span: Span
    kind: BoilerplateKind


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: BoilerplateKind
    looks: re.Pattern[str]
    most_words: int
    in_text: bool  # whether it tells a sentence inside a paragraph too


@cache
def _rules() -> tuple[_Rule, ...]:
    """The table of ``lexicons/boilerplate.toml`` with its named parts filled in."""
    lexicon = load("boilerplate")
    parts: dict[str, str] = {}
    for name, looks in lexicon["parts"].items():
        parts[name] = _fill(looks, parts)
    return tuple(
        _Rule(r["kind"], re.compile(_fill(r["looks"], parts), re.IGNORECASE), r["most_words"], r.get("in_text", False))
        for r in lexicon["rule"]
    )


def _fill(looks: str, parts: dict[str, str]) -> str:
    for name, part in parts.items():
        looks = looks.replace("{" + name + "}", part)
    return looks


# A heading that is followed by links to other articles, one a line.
_RELATED_HEADING = re.compile(
    r"(?:read (?:more|also|next)|also read|see also"
    r"|related(?: (?:stories|articles|news|topics|content|links|coverage))?"
    r"|more (?:on this(?: story)?|from .{1,40}|stories|news)|recommended(?: for you)?|you (?:may|might) (?:also )?like"
    r"|most (?:read|popular)|editors?['’] picks?|latest(?: news| stories)?|in other news)\s*:?$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_LONGEST_WORD = 60  # code points a word and what stands around it may have
_LONGEST_LINK = 25
_NEAR = 3  # paragraphs from the top in which a headline may stand once more
_TAIL = 0.6  # furniture after this part of the paragraphs runs on to the end of the page


def ends_like_a_sentence(text: str) -> bool:
    """Tell whether ``text`` ends with a full stop or its like, closing marks aside."""
    return bool(_SENTENCE_END.search(text))


def folded(text: str) -> str:
    """Return ``text`` for comparing headlines: lower case, letters and digits only."""
    return "".join(c for c in text.lower() if c.isalnum())


def kind_of(paragraph: str, *, in_text: bool = False) -> BoilerplateKind | None:
    """Return which sort of furniture a paragraph is by its own look, or ``None`` if it looks like text.

    With ``in_text`` it is one sentence among others of a paragraph, and only those rules count that tell
    furniture without the help of standing alone.
    """
    n = count_words(paragraph)
    if not in_text and _RELATED_HEADING.match(paragraph):
        return "related"
    for rule in _rules():
        # Marks without a word have no words and may be of any length: no rule looks at more than its words could fill.
        short = n <= rule.most_words and len(paragraph) <= _LONGEST_WORD * (rule.most_words + 2)
        if short and (rule.in_text or not in_text) and rule.looks.match(paragraph):
            return rule.kind
    return None


def find_boilerplate(
    text: str, paragraphs: Sequence[Span], *, headline: Span | None = None, title: str = ""
) -> tuple[Boilerplate, ...]:
    """Return the paragraphs of ``text`` that are page furniture, in order.

    Beyond each paragraph's own look (the rules of the lexicon), four things are told by place: what
    follows a heading like "Read more:", a second printing of the headline, the unpunctuated lines after
    furniture at the foot of the page, and what stands above the text (:mod:`framing.text.top_of_page`).

    Args:
        text: The whole article.
        paragraphs: Its paragraphs, in order.
        headline: The headline, if there is one; it is never furniture itself.
        title: The headline where it is known from elsewhere.

    Returns:
        One :class:`Boilerplate` a paragraph; empty where there is none.
    """
    printed = headline.of(text) if headline else title
    body = [p for p in paragraphs if p != headline]
    looks = {p: kind_of(p.of(text)) for p in body}
    above = above_text(text, [p for p in body if looks[p] is None])
    out: list[Boilerplate] = []
    links = tail = False
    for i, span in enumerate(paragraphs):
        if span == headline:
            continue
        words = span.of(text)
        kind = looks[span] or above.get(span)
        loose = not ends_like_a_sentence(words) and count_words(words) <= _LONGEST_LINK
        again = bool(headline) and _repeats(words, printed)
        if kind is None and printed and (again or (i < _NEAR and _grown(words, printed))):
            kind = "repeated-headline"
        if kind is None and loose and (links or tail):
            kind = "related" if links else "furniture"
        elif kind is None:
            links = tail = False
        if kind is not None:
            out.append(Boilerplate(span, kind))
            links = links or bool(_RELATED_HEADING.match(words))
            tail = tail or (i >= _TAIL * len(paragraphs) and kind in {"share", "furniture", "credit"})
    return tuple(out)


def _repeats(words: str, title: str) -> bool:
    return folded(words) == folded(title)


def _grown(words: str, title: str) -> bool:
    """Whether a paragraph is the title and the line under it, grown together: "Boats leave The quay is calm."."""
    rest = words.removeprefix(title).strip() if words.startswith(title) else ""
    return rest[:1].isupper() and count_words(rest) <= _LONGEST_LINK
