import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from framing.annotate.patterns import PatternError, collapse, normalise, parse_pattern, pattern_regex, trie_regex

SMALL = st.text(alphabet="abc ", min_size=1, max_size=8).map(lambda s: " ".join(s.split())).filter(bool)


@settings(deadline=None)
@given(st.text(max_size=60))
@example("İSTANBUL")
@example("ﬀ ß ẞ ‘’“”–−\u00a0\t")
def test_normalising_keeps_every_place(text: str) -> None:
    assert len(normalise(text)) == len(text)


@settings(deadline=None, max_examples=300)
@given(st.sets(SMALL, min_size=1, max_size=6), st.text(alphabet="abc -", max_size=30))
def test_trie_finds_what_trying_every_key_finds(keys: set[str], text: str) -> None:
    scan = re.compile(rf"(?<!\w)(?=({trie_regex(keys)})(?!\w))")
    found = {(m.start(1), m.end(1)) for m in scan.finditer(text)}
    expected = set()
    for start in range(len(text)):
        ends = [
            end
            for end in range(start + 1, len(text) + 1)
            if any(re.fullmatch(re.escape(k).replace(r"\ ", r"(?:-|\s+)"), text[start:end]) for k in keys)
            and (start == 0 or not text[start - 1].isalnum())
            and (end == len(text) or not text[end].isalnum())
        ]
        if ends:
            expected.add((start, max(ends)))
    assert found == expected


@pytest.mark.parametrize(
    ("pattern", "text", "mention"),
    [
        ("militia*", "two Militiamen left", "militiamen"),
        ("*-backed groups", "state-backed groups", "state-backed groups"),
        ("[sank] the * ferry", "it sank the old ferry", "sank"),
        ("[sank] the * ferry", "it sank the very old ferry", None),
        ("harbour [closure]", "the harbour-closure plan", "closure"),
        ("anti-terror", "antiterror", None),
        ("anti-terror", "anti terror", "anti terror"),
        ("Kata'ib", "kata’ib", "kata'ib"),
        ("US", "bus", None),
    ],
)
def test_pattern_language(pattern: str, text: str, mention: str | None) -> None:
    m = re.search(pattern_regex(parse_pattern(pattern)), normalise(text))
    assert (m and m.group(1)) == mention


@pytest.mark.parametrize("pattern", ["", "*", "a*a*a*a*z", "a [b", "a ] b [ c", "[a] [b]", "[] a", "* *"])
def test_unreadable_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError, match="pattern"):
        parse_pattern(pattern)


def test_collapse_makes_hyphens_and_white_space_one() -> None:
    assert collapse("iran-backed \n groups") == "iran backed groups"
