from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.annotate.speakers import canonical
from framing.annotate.speakers.canonical import one_name_each
from framing.annotate.speakers.near_names import NearNames, near_surnames

GIVEN = st.sampled_from(["Ada", "A.", "Per", "Zoë", "Mayor Ada", "Mr.", "statement by Ada", ""])
LAST = st.sampled_from(["Lund", "Suleimani", "Soleimani", "al-Suleimani", "Holm Jr.", "O’Brien", "Brook", "Brooke"])
BODIES = st.sampled_from(
    [
        *("the Pentagon", "Department of Defense", "the Defense Department", "UN", "the U.N.", "United Nations"),
        *("WaPo", "The Washington Post", "Washington", "the US government", "US", "Iraq", "Baghdad", "The"),
        *("Harbour Board", "HB", "Brook and Lund", "officials", "police", "the police"),
    ]
)
NAMES = st.lists(st.one_of(BODIES, st.builds(lambda *parts: " ".join(parts).strip(), GIVEN, LAST)), max_size=12)


@given(NAMES)
def test_all_names_of_one_speaker_are_found(names: list[str]) -> None:
    known = NearNames()
    for name in names:
        known.add(name)
    for name in names:
        assert {other for other in names if canonical._one(other, name)} <= known.near(name)


@given(NAMES)
def test_names_are_joined_as_if_each_were_held_against_each(names: list[str]) -> None:
    class Every(NearNames):
        """All names are near."""

        def __init__(self) -> None:
            self.every: set[str] = set()

        def add(self, name: str) -> None:
            self.every.add(name)

        def near(self, name: str) -> set[str]:  # noqa: ARG002 all are
            return set(self.every)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(canonical, "NearNames", Every)
        expected = one_name_each(names)
    assert one_name_each(names) == expected


def test_few_others_are_near() -> None:
    known = NearNames()
    for name in ("Ada Lund", "Bo Lindgren", "the Lifeboat Union", "London"):
        known.add(name)
    assert known.near("Mayor Lund") == {"Ada Lund"}
    assert known.near("LU") == {"the Lifeboat Union"}


def test_surnames_of_two_lengths_may_be_spellings_of_one() -> None:
    assert near_surnames("suleimani", "soleimani")
    assert not near_surnames("lund", "lunt")
    assert not near_surnames("brook", "crook")
