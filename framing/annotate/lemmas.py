"""The dictionary form of a verb, by English spelling rules and a list of irregular verbs."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from framing.lexicons import load

# A stem that takes back the "e" that "-ed" and "-ing" swallowed: "accus-", "invad-", "chang-". Spelling regularities
# of English verbs after Quirk et al. 1985, 3.5-3.10; what is ambiguous ("visit-", "cit-") is listed.
_TAKES_E = re.compile(
    r"(?:(?<!e)(?<!o)at|creat|[cvzu]|[ai]g|rg|dg|ang|[^s]s|[^e]ir|(?<!o)ur|(?<!e)ar|(?<![ao])in|(?<![ao])id|ud|(?<![eo])ad|od"
    r"|(?:un|exc|inv|^c|ign|inc|rec|wr|b)it|ut|(?<!o)(?<!i)ot|(?:del|mpl|mp)et|(?<![eo])am|um|(?<![aeo])[aio]k|[bptdgfck]l"
    r"|(?<![aio])[ui]l|(?<!e)ap|yp|(?:expl|ign|rest|^st|^sc)or|(?:interf|adh)er|(?:^|[^aeiou])op|[^aeiou]in)$"
)
_NO_E = frozenset(
    ("focus", "hang", "bang", "join", "begin", "ruin", "occur", "develop", "shut", "put", "cut", "fail", "help",
     "visit", "canvas", "murmur", "pilot", "riot", "pivot", "ballot", "alarm", "victim", "limit", "stop", "drop")
)  # fmt: skip


_MORE = (
    "be am is are was were been being 's 're 'm",
    "have has had having 've",
    "do does did done doing",
    "add adds added adding",
    "blow blows blew blown blowing",
    "convene convenes convened convening",
    "die dies died dying",
    "fly flies flew flown flying",
    "go goes went gone going",
    "lend lends lent lending",
    "lie lies lay lain lying",
    "live lives lived living",
    "prove proves proved proven proving",
    "show shows showed shown showing",
    "sleep sleeps slept sleeping",
    "stick sticks stuck sticking",
    "tie ties tied tying",
    "untie unties untied untying",
    "wake wakes woke woken waking",
)


@cache
def _irregular() -> dict[str, str]:
    paradigms = (*load("inflection")["irregular"]["paradigms"], *_MORE)
    return {form: forms.split()[0] for forms in paradigms for form in forms.split()}


@lru_cache(maxsize=65536)
def verb_lemma(word: str) -> str:
    """Return the dictionary form of a verb form in any case: "assassinating" gives "assassinate".

    Irregular verbs come from the inflection list, others are worked out from the
    spelling; an unusual verb may come out misspelt, always in the same way.
    """
    low = word.lower().replace("’", "'")
    if low in _irregular():
        return _irregular()[low]
    if low.endswith(("ies", "ied")):
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return low[:-2]
    if low.endswith("s") and not low.endswith(("ss", "us", "is")):
        return low[:-1]
    stem = low.removesuffix("ing") if low.endswith("ing") else low.removesuffix("ed")
    return _restored(stem) if stem != low and len(stem) > 1 and re.search("[aeiouy]", stem) else low


def _restored(stem: str) -> str:
    """The verb of which ``stem`` is what "-ed" or "-ing" left."""
    if stem[-1] == "e":
        return stem if stem.endswith("ee") else stem + "e"  # "agreeing", "agreed"
    if stem[-1] == stem[-2] and stem[-1] not in "aeiouyszf" and (stem[-1] != "l" or len(stem) > len("expel")):
        return stem[:-1]
    if stem.endswith("ll") or stem in _NO_E:
        return stem
    return stem + "e" if _TAKES_E.search(stem) else stem
