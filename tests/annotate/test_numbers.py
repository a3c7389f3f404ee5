from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.annotate.numbers import find_numbers
from framing.annotate.numerals import read_figure
from framing.text.article import Article


def read(text: str) -> list[tuple[str, float, float, str, str]]:
    claims, _ = find_numbers(Article("a", text))
    return [(c.span.of(text), c.value, c.high, c.hedge, c.unit) for c in claims]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("half billion", 5e8), ("half a million", 5e5), ("a quarter of a million", 2.5e5), ("half a dozen", 6),
        ("a million and a half", 1.5e6), ("two and a half million", 2.5e6),
        ("5,200", 5200), ("3.6 billion", 3.6e9), ("five thousand", 5000), ("twenty-four", 24), ("a dozen", 12),
        ("two hundred and fifty", 250), ("half a million", 500_000), ("84m", 84e6), ("ten million", 10e6),
        ("one hundred thousand", 100_000), ("several dozen", None), ("three million two hundred thousand", 3_200_000),
        ("12 500", 12_500), ("3\u00a0000", 3000), ("1\u202f250\u202f000", 1_250_000),
    ],
)  # fmt: skip
def test_figures_in_words_and_digits(written: str, value: float | None) -> None:
    assert read_figure(written) == value


@given(st.integers(0, 99))
@settings(deadline=None)
def test_small_numbers_in_words_read_as_written(n: int) -> None:
    ones = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    ones += ["thirteen", "fourteen"]
    ones += [f"{stem}teen" for stem in ("fif", "six", "seven", "eigh", "nine")]
    tens = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
    words = ones[n] if n < 20 else tens[n // 10 - 2] + (f"-{ones[n % 10]}" if n % 10 else "")
    assert read_figure(words) == n


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("There are around 3,000 troops here.", ("around 3,000 troops", 3000, 3000, "about", "troops")),
        ("He saw some 5,200 US soldiers there.", ("some 5,200 US soldiers", 5200, 5200, "about", "soldiers")),
        ("At least 40 people were held.", ("At least 40 people", 40, 40, "at least", "people")),
        ("About 3\u00a0000 people came.", ("About 3\u00a0000 people", 3000, 3000, "about", "people")),
        ("They saw 12 500 cars pass.", ("12 500 cars", 12500, 12500, "exact", "cars")),
        ("Up to ten boats may pass.", ("Up to ten boats", 10, 10, "at most", "boats")),
        ("It has 25 to 30 members now.", ("25 to 30 members", 25, 30, "exact", "members")),
        ("It cost $3.6 billion a month.", ("$3.6 billion", 3.6e9, 3.6e9, "exact", "USD")),
        ("It cost 70,000 crowns a week.", ("70,000 crowns", 70000, 70000, "exact", "crown")),
        ("Prices rose 4.5 per cent then.", ("4.5 per cent", 4.5, 4.5, "exact", "%")),
        ("Prices rose 4.5% then.", ("4.5%", 4.5, 4.5, "exact", "%")),
        ("It began on September 30, 2020, they say.", ("September 30, 2020", 20200930, 20200930, "exact", "date")),
        ("It began on 16 September.", ("16 September", 916, 916, "exact", "date")),
        ("They invaded in 2003 and left.", ("2003", 20030000, 20030000, "exact", "date")),
        ("A 61-year-old man fell.", ("61-year-old", 61, 61, "exact", "years old")),
        ("Eleven of the protesters were held.", ("Eleven of the protesters", 11, 11, "exact", "protesters")),
        ("They sent three police launches.", ("three police launches", 3, 3, "exact", "launches")),
        ("A 45-minute lesson.", ("45-minute", 45, 45, "exact", "minute")),
        ("Between 150 and 200 people were held.", ("150 and 200 people", 150, 200, "exact", "people")),
        ("Dozens of protesters were held.", ("Dozens of protesters", 24, 120, "vague", "protesters")),
        ("Several dozen people came.", ("Several dozen people", 24, 120, "vague", "people")),
        ("Two-thirds of the town left.", ("Two-thirds", 2 / 3, 2 / 3, "exact", "ratio")),
        ("More than half of the town left.", ("half", 0.5, 0.5, "exact", "ratio")),
        ("A quarter of a million people left.", ("A quarter of a million people", 250_000, 250_000, "exact", "people")),
        ("The wall is 12m tall.", ("12m", 12, 12, "exact", "metres")),
        ("Police closed a 500m zone.", ("500m", 500, 500, "exact", "metres")),
        ("A 6m-wide road.", ("6m", 6, 6, "exact", "metres")),
        ("Rain stood to a depth of 2m.", ("2m", 2, 2, "exact", "metres")),
        ("A wave of 20-30m height.", ("20-30m", 20, 30, "exact", "metres")),
        ("It will cost 3 to 4 million crowns.", ("3 to 4 million crowns", 3e6, 4e6, "exact", "crown")),
        ("They sold 5m cars there.", ("5m cars", 5e6, 5e6, "exact", "cars")),
        ("A £12m tower stands there.", ("£12m", 12e6, 12e6, "exact", "GBP")),
        ("The tunnel is 5km long.", ("5km", 5, 5, "exact", "kilometres")),
        ("Gusts of 70 mph were felt.", ("70 mph", 70, 70, "exact", "mph")),
    ],
)
def test_quantities(text: str, found: tuple[str, float, float, str, str]) -> None:
    assert read(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "The meeting is at 5 a.m. in the hall.",
        "He was the third man.",
        "One of them spoke.",
        "They flew an F-16 home.",
        "He has COVID-19.",
        "The base is called K1.",
        "At ten past three they left.",
        "It began at 18:40 there.",
        "No one came.",
        "The 9/11 attacks changed the law.",
        "A Boeing 737 crashed.",
        "Article 370 was repealed.",
        "They cited Resolution 2231.",
        "A third party won the first quarter.",
        "In his 30s he left.",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert read(text) == []


def test_figures_that_stand_for_nothing_are_problems() -> None:
    _, problems = find_numbers(Article("a", "Several billion people came."))
    assert [p.kind for p in problems] == ["number-unread"]


@given(st.text(alphabet="0123456789 ,.-$%ab to\n", max_size=60))
@settings(deadline=None, max_examples=150)
def test_any_text_gives_spans_inside_it(text: str) -> None:
    claims, problems = find_numbers(Article("a", text))
    assert all(0 <= s.start < s.end <= len(text) for s in [*(c.span for c in claims), *(p.span for p in problems)])
    assert all(c.value <= c.high for c in claims)
    assert list(claims) == sorted(claims, key=lambda c: c.span)


def test_empty_text_has_none() -> None:
    assert find_numbers(Article("a", "")) == ((), ())
