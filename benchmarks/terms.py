"""Term finding: 1 000 labels in 10 MB of text, against spaCy's PhraseMatcher and regular expressions.

    python benchmarks/terms.py

The peers find bare words; ours also tells concepts apart, honours exclusions, ignores page
furniture and does not mind case, quotation marks, hyphens and odd spaces.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from rows import Row, best, hand_over

from framing.annotate.codebook import Codebook, parse_codebook
from framing.annotate.patterns import trie_regex
from framing.annotate.terms import finder_for
from framing.text.article import Article
from framing.text.layout import lay_out

LABELS, MEGABYTES, ARTICLE = 1000, 10, 5000


def vocabulary(rng: random.Random) -> list[str]:
    """20 000 made-up words."""
    parts = [c + v for c in "bdfghklmnprstvz" for v in "aeiou"]
    return sorted({"".join(rng.choices(parts, k=rng.randint(2, 4))) for _ in range(20_000)})


def labels(words: list[str], rng: random.Random) -> list[str]:
    """Labels of one to three words."""
    found: set[str] = set()
    while len(found) < LABELS:
        found.add(" ".join(rng.choices(words, k=rng.choice((1, 2, 2, 3)))))
    return sorted(found)


def texts(words: list[str], some: list[str], rng: random.Random) -> list[str]:
    """Articles with what news text is full of (names, figures, quotation marks, genitives), a label in every third."""
    weights = [1 / (k + 1) for k in range(len(words))]
    made = []
    for _ in range(MEGABYTES * 1_000_000 // ARTICLE):
        sentences: list[str] = []
        size = 0
        while size < ARTICLE:
            chosen = [dressed(word, rng) for word in rng.choices(words, weights, k=rng.randint(8, 25))]
            if rng.random() < 0.3:
                chosen.insert(rng.randrange(len(chosen)), rng.choice(some))
            sentence = " ".join(chosen) + "."
            sentences.append(f"“{sentence}”" if rng.random() < 0.15 else sentence[:1].upper() + sentence[1:])
            size += len(sentences[-1]) + 1
        made.append("\n".join(" ".join(sentences[k : k + 4]) for k in range(0, len(sentences), 4)))
    return made


def dressed(word: str, rng: random.Random) -> str:
    """A word as it stands in running text: mostly bare."""
    chance = rng.random()
    if chance < 0.80:
        return word
    if chance < 0.88:
        return word.capitalize()
    if chance < 0.94:
        return word + ","
    if chance < 0.96:
        return word + "’s"
    return f"{rng.randint(1, 99_999):,}" if chance < 0.98 else f"{word}-{word[::-1]}"


def codebook(some: list[str]) -> Codebook:
    """The labels as one concept each hundred."""
    lines = ['[codebook]\nid = "b"\ntitle = "b"\nversion = "1"\n']
    for k in range(0, len(some), 100):
        lines.append(f'[[concept]]\nid = "c{k}"\nname = "n"\nreferent = "r"\ninclude = "i"\n')
        lines += [f'[[concept.variant]]\nlabel = "{w}"\npatterns = ["{w}"]\n' for w in some[k : k + 100]]
    return parse_codebook("".join(lines))


def rows() -> Iterator[Row]:
    import spacy
    from spacy.matcher import PhraseMatcher

    rng = random.Random(1)
    words = vocabulary(rng)
    rng.shuffle(words)
    some = labels(words, rng)
    every = texts(words, some, rng)
    size = sum(map(len, every)) / 1e6
    articles = [Article(str(k), text) for k, text in enumerate(every)]
    book = codebook(some)
    finder = finder_for(book)
    layouts = [lay_out(article) for article in articles]

    trie = re.compile(rf"(?<!\w)(?:{trie_regex(some)})(?!\w)", re.IGNORECASE)
    plain = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, some), key=len, reverse=True))})\b", re.IGNORECASE)
    nlp = spacy.blank("en")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("L", [nlp.make_doc(label) for label in some])

    counts: dict[str, int] = {}

    def ours() -> None:
        from framing.annotate.terms import find_terms

        counts["ours"] = sum(len(find_terms(a, book, layout=lay)) for a, lay in zip(articles, layouts, strict=True))

    def bare() -> None:
        counts["trie"] = sum(sum(1 for _ in trie.finditer(text)) for text in every)

    few = every[: len(every) // 20]

    def alternation() -> None:
        for text in few:
            sum(1 for _ in plain.finditer(text))

    def phrases() -> None:
        for text in few:
            matcher(nlp.make_doc(text))

    assert finder is not None
    part = sum(map(len, few)) / 1e6
    # In turns, so that a change of the machine's pace meets all.
    turns = [(best(ours, 1), best(bare, 1), best(phrases, 1)) for _ in range(5)]
    mine, trie_s, phrases_s = (min(times) for times in zip(*turns, strict=True))
    phrase_rate, plain_rate = part / phrases_s, part / best(alternation, 1)
    rate, trie_rate = size / mine, size / trie_s
    said = f"{rate:.1f} MB/s ({counts['ours']:,} found)"
    yield Row("terms against PhraseMatcher with tokenising", said, f"{phrase_rate:.2f} MB/s", rate / phrase_rate, "≥ 8")
    yield Row("terms against a plain alternation", said, f"{plain_rate:.2f} MB/s", rate / plain_rate, "≥ 8")
    yield Row(
        "terms: time against the bare trie-shaped expression",
        said,
        f"{trie_rate:.1f} MB/s ({counts['trie']:,} found)",
        mine / trie_s,
        "≤ 1.5",
    )


if __name__ == "__main__":
    hand_over(rows())
