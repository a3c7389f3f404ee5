from __future__ import annotations

import pytest

from framing.annotate.quotations.marks import find_marked
from framing.text.layout import find_paragraphs

CASES = [
    ("curly", "He said “yes” and “no”.", ["yes", "no"], []),
    ("straight", 'He said "yes" and "no".', ["yes", "no"], []),
    ("mixed", 'He said “yes" and "no”.', ["yes", "no"], []),
    ("turned", "He said ”yes” twice.", ["yes"], []),
    ("nested", "“She said ‘yes’ to me.”", ["She said ‘yes’ to me.", "yes"], []),
    ("straight outside, curly inside", '"She said “yes” to me."', ["She said “yes” to me.", "yes"], []),
    ("apostrophes", "The boats' crews don't know it's the '90s.", [], []),
    ("plural possessive inside", "‘The boats’ crews agree,’ he said.", ["The boats’ crews agree,"], []),
    ("inches", "A 6'2\" man stood there.", [], []),
    ("reopened", "“One.\n\n“Two.”", ["One. | Two."], []),
    ("unclosed", "“One.\n\nTwo.", ["One."], ["unclosed-quotation"]),
    ("unopened", "One” and two.", [], ["unopened-quotation"]),
    ("opened twice", "“One. “Two.”", ["One. “Two."], ["unbalanced-quotation-marks"]),
    ("typewriter", "``One'' he said.", ["One"], []),
    ("empty", "He wrote “” there.", [], []),
]


@pytest.mark.parametrize(("text", "wanted", "kinds"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_marks(text: str, wanted: list[str], kinds: list[str]) -> None:
    marked, problems = find_marked(text, find_paragraphs(text))
    assert [" | ".join(p.of(text) for p in m.parts) for m in marked] == wanted
    assert [p.kind for p in problems] == kinds
