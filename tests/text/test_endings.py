"""Texts that end as articles do, and texts that break off."""

from __future__ import annotations

import pytest

from framing.text.endings import ending


@pytest.mark.parametrize(
    ("last", "how"),
    [
        ("The boats left.", "whole"),
        ("“The boats left.”", "whole"),
        ("The boats left and…", "ellipsis"),
        ("The crews ask for:", "open"),
        ("The crews asked for pay,", "open"),
        ("You can write to the crews in these ways:", "whole"),
        ("The crews asked for more of the", "open"),
        ("Fog closes the harbour", "whole"),
        ("The crews asked for more pay and longer breaks and warmer coats before the boats left on Mon", "open"),
        ("", "whole"),
    ],
)
def test_by_the_last_sentence(last: str, how: str) -> None:
    assert ending(f"The fog was thick. {last}", last) == how
