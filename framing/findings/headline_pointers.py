"""What one headline of a row has and no other: a cause, an objection, a lack, a question.

Read from how the headlines are built, so that it holds of them whatever the words mean: none of the others has a part
of that use.
"""

from __future__ import annotations

from collections.abc import Sequence

from framing.annotate.clause_parts import use_of
from framing.findings.context import Headline
from framing.findings.headline_parts import parts, whole_quotation
from framing.findings.headline_words import key_of, keys_in, says_something

_LEAST = 3  # words of a part that says something by itself
_OWN = 0.5  # of its words that say something must stand in no other headline
# A circumstance ("amid", "after") is none of these: others may have theirs in a phrase ("from afar", "at a diner").
# What a part is called that is bound to its headline in one of these ways, the most telling first.
_CALLED = {
    "cause": "gives a cause",
    "concession": "sets something against it",
    "lack": "says what is lacking",
}


def pointer(titles: Sequence[Headline], *, told: str = "") -> str:
    """Return what sets one headline of two or more apart by its build, as the end of a sentence; nothing if none does.

    Nothing either where its words stand in ``told``, what the page says above the first sentences.

    >>> one = Headline("a", "Herald", "Night ferry sinks because its owners slept", 0)
    >>> pointer([one, Headline("b", "Post", "Ferry goes down", 0)])
    'only Herald’s gives a cause (“because its owners slept”)'
    """
    if len(titles) < 2:  # noqa: PLR2004
        return ""
    for use, called in _CALLED.items():
        having = [(title, found) for title in titles if (found := _bound(title, use))]
        if len(having) == 1 and _is_own(*having[0], titles) and having[0][1] not in told:
            return f"only {having[0][0].outlet}’s {called} (“{having[0][1]}”)"
    asking = [title for title in titles if title.text.rstrip().endswith("?")]
    return f"only {asking[0].outlet}’s asks" if len(asking) == 1 else ""


def _bound(title: Headline, use: str) -> str:
    """The words of a headline's first part of a use, as printed; nothing if it has none or too little stands there."""
    text = title.text
    for part in parts(text)[1:]:  # what the headline begins with, or is, is not added to it
        two = " ".join(t.form for t in part[:2])
        if use in (use_of(part[0].form), use_of(two)):
            start, end = whole_quotation(text, part[0].span.start, part[-1].span.end)
            return text[start:end] if len(part) >= _LEAST and text[end : end + 1] != "?" else " "
    return ""


def _is_own(title: Headline, words: str, titles: Sequence[Headline]) -> bool:
    """Whether most of the words stand in no other headline; too few words are nothing of one's own."""
    others = frozenset[str]().union(*(keys_in(h.text) for h in titles if h is not title))
    said = [key_of(t.form) for part in parts(words) for t in part if says_something(t)]
    return bool(said) and sum(key not in others for key in said) > _OWN * len(said)
