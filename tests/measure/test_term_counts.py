from __future__ import annotations

import pytest

from framing.measure.tables import SCHEMAS, Tables, frame
from framing.measure.term_counts import TermCounts, WordVoice, count_terms

EMPTY = {"text": None, "count": 0, "real": 0.0, "flag": False}


def tables(*articles: list[tuple[str, str]], quoted: str = "") -> Tables:
    """Each article is a list of (part, sentence); ``quoted`` is a stretch that is quoted wherever it occurs."""

    def row(table: str, **values: object) -> dict[str, object]:
        return {c.name: EMPTY[c.kind] for c in SCHEMAS[table]} | values

    texts, sentences, quotations = {}, [], []
    for i, parts in enumerate(articles):
        name = f"art{i}"
        text = texts[name] = "\n".join(s for _, s in parts)
        at = 0
        for part, sentence in parts:
            sentences.append(row("sentences", article_id=name, start=at, end=at + len(sentence), part=part))
            at += len(sentence) + 1
        if quoted and quoted in text:
            start = text.index(quoted)
            spans = f"{start}-{start + len(quoted)}"
            quotations.append(row("quotations", article_id=name, kind="direct", parts=spans))
    rows = {
        "articles": [row("articles", article_id=n, outlet=n[:3], cluster=n) for n in texts],
        "sentences": sentences,
        "quotations": quotations,
    }
    return Tables("s", "S", "2020-01-01", {k: frame(SCHEMAS[k], v) for k, v in rows.items()}, texts)


def as_dict(counted: TermCounts) -> dict[str, int]:
    totals = counted.counts.sum(axis=0).tolist()
    return dict(zip(counted.terms, totals, strict=True))


def test_words_phrases_and_compounds() -> None:
    t = tables([("body", "Armed anti-terror groups met. The anti-terror groups’ camp moved.")])
    assert as_dict(count_terms(t, longest=2)) == {
        "armed": 1,
        "anti-terror": 2,
        "groups": 2,
        "met": 1,
        "camp": 1,
        "moved": 1,
        "armed anti-terror": 1,
        "anti-terror groups": 2,
        "groups met": 1,
        "groups camp": 1,
        "camp moved": 1,
    }


def test_phrases_stay_in_their_sentence_and_hold_function_words_inside_only() -> None:
    t = tables([("body", "They spoke of war."), ("body", "War of words followed.")])
    made = as_dict(count_terms(t))
    assert made["war of words"] == 1
    assert "war war" not in made
    assert "of" not in made
    assert "spoke of war" in made
    assert as_dict(count_terms(t, function_words=True))["of"] == 2


@pytest.mark.parametrize(
    ("voice", "expected"), [("outlet", {"plain"}), ("quoted", {"secret"}), ("all", {"plain", "secret"})]
)
def test_voices_are_apart(voice: WordVoice, expected: set[str]) -> None:
    t = tables([("body", "plain “secret” plain")], quoted="secret")
    made = as_dict(count_terms(t, voice=voice))
    assert set(made) == expected


def test_names_are_left_out_on_request() -> None:
    t = tables([("headline", "Blockade Ends"), ("body", "The port of Harwick saw Mayor Lund. Lund left a blockade.")])
    assert {"harwick", "lund", "mayor"}.isdisjoint(as_dict(count_terms(t)))
    assert "blockade" in as_dict(count_terms(t))
    assert "lund" in as_dict(count_terms(t, names=True))


def test_numbers_stand_inside_phrases_only() -> None:
    made = as_dict(count_terms(tables([("body", "some 2,500 troops left in 3 days of rain")])))
    assert not {"2,500", "2,500 troops"} & made.keys()
    assert {"troops", "days of rain"} <= made.keys()


def test_possessives_count_as_their_word() -> None:
    made = as_dict(count_terms(tables([("body", "the army’s plan, the army's camp, the army")]), longest=1))
    assert made["army"] == 3


def test_nothing_read_gives_no_terms() -> None:
    made = count_terms(tables())
    assert made.terms == ()
    assert made.counts.shape == (0, 0)
    assert count_terms(tables([("body", "of the")])).counts.shape == (1, 0)
