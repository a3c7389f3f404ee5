"""Which proper names are forms of one name: surnames, acronyms, bodies and the people named after them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from framing.annotate.speakers.one_body import body_key, is_known_body
from framing.compare.name_parts import singular

Form = tuple[str, ...]

# Endings that turn a name into the word for its people or its adjective: "Democrats", "Democratic".
_DERIVED = ("", "s", "ic", "ics", "n", "ns", "an", "ans", "ian", "ians", "ist", "ists", "ish", "i", "is", "ese", "y")
_SHORTEST_STEM = 5
_ACRONYM = range(2, 7)  # letters
# Last words of the names of bodies: the name's first words are what its people carry.
BODIES = frozenset(
    ("party", "committee", "government", "group", "state", "army", "council", "union", "movement", "organization",
     "organisation", "network", "force", "units", "administration", "agency", "department", "ministry",
     "office", "association", "alliance", "company", "authority", "inc", "corp")
)  # fmt: skip


class Joined:
    """Union-find over positions 0 to ``size`` − 1."""

    def __init__(self, size: int) -> None:  # noqa: D107 - the class says it
        self._parent = list(range(size))

    def find(self, i: int) -> int:
        """Return the first position of the group that ``i`` is in."""
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def join(self, i: int, j: int) -> None:
        """Make one group of those of ``i`` and ``j``."""
        a, b = self.find(i), self.find(j)
        self._parent[max(a, b)] = min(a, b)


def _form(name: Sequence[str]) -> Form:
    """The name in lower case, without possessive endings and points; of a body with several names the first."""
    plain = (w.lower().replace("’", "'").removesuffix("'s").replace(".", "") for w in name)
    form = tuple(w for w in plain if w.strip("-‐‑"))
    told = " ".join(form)
    return tuple(body_key(told).split()) if is_known_body(told) else form


def _same_stem(a: str, b: str) -> bool:
    """Whether two single words are derived from one name ("Democrats", "Democratic")."""
    k = 0
    while k < min(len(a), len(b)) and a[k] == b[k]:
        k += 1
    return a == b or (k >= _SHORTEST_STEM and a[k:] in _DERIVED and b[k:] in _DERIVED)


def _initials(name: Sequence[str]) -> set[str]:
    """The letters that may stand for the name, its small words left out or not."""
    return {"".join(w[0] for w in name if w[:1].isupper()).lower(), "".join(w[0] for w in name).lower()}


def _alike(a: str, b: str) -> bool:
    """Whether two words of names are one, transliterated in two ways ("Qassem", "Qasem"): one letter more or less."""
    if a == b:
        return True
    long_enough = min(len(a), len(b)) >= _SHORTEST_STEM and a[0] == b[0]
    return long_enough and abs(len(a) - len(b)) == 1 and (b in _without_one(a) or a in _without_one(b))


def _without_one(word: str) -> set[str]:
    """The word and what is left of it without any one letter."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def _keys(form: Form, printed: Sequence[str]) -> set[tuple[str, str]]:
    """Keys of which two forms of one name share at least one, so that not every two names need comparing."""
    words = [("last", w) for w in _without_one(form[-1])] + [("first", form[0][:_SHORTEST_STEM])]
    if len(form) == 1:
        words += [("first", form[0][:_SHORTEST_STEM]), ("initials", form[0])]
    else:
        words += [("initials", i) for i in _initials(printed)]
    return set(words)


def _is_word_of(word: str, printed: str, long: Form, long_printed: Sequence[str]) -> bool:
    """Whether a single word stands for a longer name: acronym, surname, or the people of a body."""
    if word in BODIES:
        return False
    if len(word) in _ACRONYM and printed.replace(".", "").isupper():
        return word in _initials(long_printed)
    return _alike(word, long[-1]) or (singular(long[-1]) in BODIES and _same_stem(word, long[0]))


def _is_short_for(short: Form, long: Form) -> bool:
    """Whether a name of two or more words is a shorter form of ``long``: its end, or without middle names."""
    if long[-len(short) :] == short:
        return True
    bodies = singular(long[-1]) in BODIES, singular(short[-1]) in BODIES
    if all(bodies):
        return _same_stem(long[0], short[0]) and long[0] not in BODIES
    if any(bodies) or not _alike(long[-1], short[-1]) or short[-1] in ("jr", "sr"):
        return False
    initial = len(short[0]) == 1 or len(long[0]) == 1
    return _alike(short[0], long[0]) or (initial and short[0][0] == long[0][0])


class NameForms:
    """The names of one event, each form mapped to the entity it seems to name."""

    def __init__(self, names: Sequence[Sequence[str]]) -> None:
        """Read the names as printed, titles taken off, with repetitions: a surname goes to the most frequent."""
        counts = Counter(_form(name) for name in names)
        counts.pop((), None)
        printed: dict[Form, Sequence[str]] = {}
        for name in names:
            printed.setdefault(_form(name), name)
        self._order = sorted(counts, key=lambda f: (-len(f), -counts[f], f))
        self._index = {form: i for i, form in enumerate(self._order)}
        self._groups = Joined(len(self._order))
        alike: defaultdict[tuple[str, str], list[Form]] = defaultdict(list)
        for form in self._order:
            for key in _keys(form, printed[form]):
                alike[key].append(form)
        for form in self._order:
            near = {o for key in _keys(form, printed[form]) for o in alike[key] if o != form and len(o) >= len(form)}
            matches = sorted((o for o in near if self._matches(form, o, printed)), key=self._index.__getitem__)
            # One surname is one person, the most frequent; forms of one length may all be one.
            full = [o for o in matches if len(o) > len(form)][: 1 if len(form) == 1 else None]
            for other in (*full, *(o for o in matches if len(o) == len(form))):
                self._groups.join(self._index[form], self._index[other])

    @staticmethod
    def _matches(form: Form, other: Form, printed: dict[Form, Sequence[str]]) -> bool:
        if len(form) > 1:
            return _is_short_for(form, other)
        if len(other) == 1:
            return _same_stem(form[0], other[0])
        return _is_word_of(form[0], printed[form][0], other, printed[other])

    def entity(self, name: Sequence[str]) -> str:
        """Return the entity of a name: the longest of its forms, in lower case; an unknown name is its own."""
        form = _form(name)
        i = self._index.get(form)
        return " ".join(form if i is None else self._order[self._groups.find(i)])
