"""What stands above an article's text is not its beginning."""

from __future__ import annotations

import pytest

from framing.text.article import Article
from framing.text.layout import Layout, lay_out

LEAD = "The boats left the harbour of Orrby on Monday after six days of fog."
REST = "“Nobody slept,” the pilot said.\n\nThe quay was calm in the evening."


def laid(*above: str, title: str = "Boats leave Orrby") -> tuple[str, Layout]:
    text = "\n\n".join([*above, LEAD, REST])
    return text, lay_out(Article("a", text, title=title))


@pytest.mark.parametrize(
    ("above", "kind"),
    [
        (["Mayor Tom Rusk, right, smiles after the vote, at the town hall in Orrby, Thursday."], "caption"),
        (["Mayor Tom Rusk waves to the crews in Orrby, March 6, 2031."], "caption"),
        (["A boat at the quay of Orrby, March 6, 2031. (Ada Lind/Quay Pictures)"], "caption"),
        (["Tom Rusk, left, sits on the harbour wall beside his sisters"] * 2, "caption"),
        (["Will have to wait at the quay of Orrby."], "caption"),
        (["Ada Lind and Tom Rusk"], "credit"),
        (["Ada Lind and Tom Rusk", "Quay Post"], "credit"),
        (["Ada Lind", "Quay Post"], "credit"),
    ],
    ids=["shows and day", "date", "credit", "printed twice", "subject", "names", "names and paper", "name, paper"],
)  # fmt: skip
def test_captions_and_names_above_the_text_are_furniture(above: list[str], kind: str) -> None:
    text, layout = laid(*above)
    assert [(b.span.of(text), b.kind) for b in layout.boilerplate] == [(words, kind) for words in above]
    assert layout.paragraphs[0].of(text) == LEAD


@pytest.mark.parametrize(
    "lead",
    [
        "Mayor Tom Rusk speaks for many when he says the plan is dead, a poll said on Thursday.",
        "Ferries will wait at the quay while the council sits on Thursday.",
        "Is the pier still safe? Nobody could say.",
        "The mayor told the crews to leave and stood on the wall on Thursday.",
    ],
    ids=["a poll said", "will", "question", "past"],
)
def test_a_report_that_looks_a_little_like_a_caption_is_text(lead: str) -> None:
    text, layout = laid(lead)
    assert layout.paragraphs[0].of(text) == lead


def test_a_first_paragraph_printed_twice_is_read_once() -> None:
    text, layout = laid(LEAD)
    assert [p.of(text) for p in layout.paragraphs].count(LEAD) == 1


def test_the_line_under_the_headline_is_no_paragraph_of_the_text() -> None:
    line = "Mayor says fog was ‘no excuse’ as crews tell of six long nights"
    text, layout = laid(line)
    assert [s.of(text) for s in layout.subheadings] == [line]
    assert layout.paragraphs[0].of(text) == LEAD


def test_a_long_first_paragraph_without_its_full_stop_is_text() -> None:
    lead = " ".join(["The boats left the harbour of Orrby on Monday after six days"] * 3)
    text, layout = laid(lead)
    assert layout.paragraphs[0].of(text) == lead


def test_headline_and_line_grown_together_are_the_headline_once_more() -> None:
    layout = laid("Boats leave Orrby The harbour office has not said why.")[1]
    assert [b.kind for b in layout.boilerplate] == ["repeated-headline"]
    layout = laid("Boats leave Orrby", "Boats leave Orrby The harbour office has not said why.")[1]
    assert layout.headline is not None
    assert [b.kind for b in layout.boilerplate] == ["repeated-headline"]
    layout = laid("Boats leave Orrby after six days of fog.")[1]
    assert layout.boilerplate == ()


def test_a_text_of_captions_alone_keeps_its_last_block() -> None:
    text = "Mayor Tom Rusk waves to the crews in Orrby, March 6, 2031.\n\nTom Rusk smiles in Orrby, March 7, 2031."
    assert len(lay_out(Article("a", text)).paragraphs) == 1
