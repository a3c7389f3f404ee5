from __future__ import annotations

import re
import socket

import pytest
import textstat
from hypothesis import given
from hypothesis import strategies as st

from framing.measure.readability import FORMULAS, for_textstat, readability, readability_by_article, sentences_by_part
from framing.measure.readability_formulas import BY_NAME
from framing.measure.tables import ARTICLE_MEASURE, SCHEMAS, Tables, frame
from framing.text.span import Span
from framing.text.words import count_words

EMPTY = {"text": None, "count": 0, "real": 0.0, "flag": False}
SENTENCE = "The mayor of the U.S. harbour town said on Monday that the blockade would end soon."


def row(table: str, **values: object) -> dict[str, object]:
    return {c.name: EMPTY[c.kind] for c in SCHEMAS[table]} | values


def tables(
    texts: dict[str, list[tuple[str, str]]], *, quoted: dict[str, str] | None = None, **article: object
) -> Tables:
    """Articles given as (part, sentence) lists; ``quoted`` names a stretch of the text that is a direct quotation."""
    whole, rows, quotations = {}, [], []
    for name, parts in texts.items():
        whole[name] = "\n".join(s for _, s in parts)
        at = 0
        for i, (part, sentence) in enumerate(parts):
            rows.append(row("sentences", article_id=name, start=at, end=at + len(sentence), sentence=i, part=part))
            at += len(sentence) + 1
        for words in filter(None, [(quoted or {}).get(name)]):
            start = whole[name].index(words)
            span = Span(start, start + len(words))
            quotations.append(
                row("quotations", article_id=name, kind="direct", parts=f"{span.start}-{span.end}", start=span.start)
            )
    articles = [row("articles", article_id=n, outlet=n, cluster=n, language="en") | article for n in texts]
    made = {"articles": articles, "sentences": rows, "quotations": quotations}
    return Tables("s", "S", "2020-01-01", {k: frame(SCHEMAS[k], v) for k, v in made.items()}, whole)


def test_textstat_counts_our_sentences_and_no_others() -> None:
    sentences = ["The U.S. said so.", "He paid $3.6 million … and left!", "“No.”", "Gen. A. B. Smith agreed"]
    assert textstat.sentence_count(for_textstat(sentences)) == 3  # "No" goes with its neighbour
    assert textstat.sentence_count(for_textstat([SENTENCE] * 40)) == 40


def test_scores_follow_the_published_formulas() -> None:
    t = tables({"a": [("headline", "Blockade to end")] + [("body", SENTENCE)] * 30})
    made = readability(t)
    by_key = made[made["group"] == "body"].set_index("key")["value"]
    ready = for_textstat([SENTENCE] * 30)
    n_words, n_syllables = len(ready.split()), textstat.syllable_count(ready)
    per_sentence, per_word = n_words / 30, n_syllables / n_words
    letters = len(re.findall(r"[a-z]", ready)) / n_words
    long_words = sum(textstat.syllable_count(w) >= 3 for w in ready.split()) / 30
    assert by_key["Flesch reading ease"] == pytest.approx(206.835 - 1.015 * per_sentence - 84.6 * per_word)
    assert by_key["Flesch–Kincaid grade"] == pytest.approx(0.39 * per_sentence + 11.8 * per_word - 15.59)
    assert by_key["Coleman–Liau"] == pytest.approx(5.88 * letters - 29.6 / per_sentence - 15.8)
    assert by_key["SMOG"] == pytest.approx(1.043 * (30 * long_words) ** 0.5 + 3.1291)


def test_short_texts_and_headlines_have_lengths_but_no_scores() -> None:
    t = tables({"a": [("headline", "Blockade to end"), ("body", SENTENCE)]})
    made = readability(t)
    assert set(made["key"]) == {"words per sentence", "letters per word"}
    assert set(made["group"]) == {"headline", "body", "outlet"}
    every = readability_by_article(t)
    short = every[(every["group"] == "body") & ~every["enough"]]
    assert set(short["key"]) == {f.name for f in FORMULAS}
    assert (short["n_words"] == count_words(SENTENCE)).all()


def test_smog_needs_thirty_sentences() -> None:
    shorter = readability(tables({"a": [("body", SENTENCE)] * 29}))
    longer = readability(tables({"a": [("body", SENTENCE)] * 30}))
    assert "SMOG" not in set(shorter["key"])
    assert "SMOG" in set(longer["key"])


def test_a_sentence_is_quoted_when_most_of_its_words_are() -> None:
    own, other = "He called it “a mess” again on Monday.", "“A mess it is and a mess it stays,” he said."
    t = tables({"a": [("body", own), ("body", other)]}, quoted={"a": "A mess it is and a mess it stays,"})
    parts = sentences_by_part(t, "a")
    assert parts["outlet"] == [own]
    assert parts["quoted"] == [other]
    assert parts["body"] == [own, other]


def test_no_articles_no_texts_and_other_languages_give_an_empty_frame() -> None:
    names = [c.name for c in ARTICLE_MEASURE]
    assert list(readability(tables({})).columns) == names
    full = tables({"a": [("body", SENTENCE)]})
    packed = Tables(full.set_id, full.title, full.event_date, full.frames, {})
    assert readability(packed).empty
    assert readability(tables({"a": [("body", SENTENCE)]}, language="ro")).empty


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        msg = "the network was used"
        raise AssertionError(msg)

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert not readability(tables({"a": [("body", f"{SENTENCE} {i}") for i in range(40)]})).empty


WORDS = ["the", "ships", "it's", "didn’t", "o'clock", "'tis", "crews'", "rock'n'roll", "naturalization", "Porthwick"]
WORDS += [
    "U.S.",
    "3.6",
    "well-known",
    "al-Hadri’s",
    "supercilious",
    "9th",
    "—",
    "…",
    "&",
    "harbour?",
    "İzmir",
    "ß",
    "x'.t",
]


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join), max_size=8))
def test_scores_are_textstat_s_to_the_last_bit(sentences: list[str]) -> None:
    """Of no sentence, too, and of words that are no words."""
    ready = for_textstat(sentences)
    for name, function in BY_NAME.items():
        assert function(ready) == getattr(textstat, name)(ready)
