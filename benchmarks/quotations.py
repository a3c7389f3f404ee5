"""Measure the reading of quotations: against labelled articles, for speed, and on damaged texts.

    python benchmarks/quotations.py score EVALUATION_DIR [--parser none]
    python benchmarks/quotations.py speed EVALUATION_DIR
    python benchmarks/quotations.py damage EVALUATION_DIR [--number 10000] [--parser none]
    python benchmarks/quotations.py memory EVALUATION_DIR [--number 10000]

EVALUATION_DIR holds ``score.py``, ``quotes-ggt.jsonl`` and ``quotes-polnear.jsonl``. A third of the articles, by a
digest of their ids, is reported apart: its errors were not looked at while the rules were tuned (see
``framing/lexicons/measured.toml`` for how far it is unseen).
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import random
import resource
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from gold import load_scorer

from framing.annotate.annotate import annotate_all
from framing.annotate.quotations.find import find_quotations
from framing.annotate.quotations.record import Quotation
from framing.store.scan import as_json
from framing.text.article import Article
from framing.text.layout import lay_out
from framing.text.parser import get_parser
from framing.text.words import count_words

SETS = ("ggt", "polnear")


VIEWS: dict[str, Callable[[dict[str, Any]], bool]] = {
    "outermost": lambda q: q["kind"] not in ("scare", "nested") and q["inside"] is None,  # as the sets label them
    "speech": lambda q: q["kind"] not in ("scare", "nested"),
    "as scan lists them": lambda _: True,
}


def articles(folder: Path, name: str) -> list[Article]:
    lines = (folder / f"quotes-{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [Article(row["id"], row["text"]) for row in map(json.loads, lines)]


def held_out(name: str) -> bool:
    return int(hashlib.md5(name.encode()).hexdigest(), 16) % 3 == 0  # noqa: S324 (a split, not a secret)


def score(folder: Path, parser: str) -> None:
    scorer = load_scorer(folder)
    for name in SETS:
        gold = scorer.read(folder / f"quotes-{name}.jsonl")
        found = {a.article.id: as_json(a)["quotes"] for a in annotate_all(articles(folder, name), parser=parser)}
        for part, chosen in (
            ("seen", [i for i in gold if not held_out(i)]),
            ("held out", [i for i in gold if held_out(i)]),
            ("all", list(gold)),
        ):
            right = {i: gold[i] for i in chosen}
            for view, counts in VIEWS.items():
                given = {i: {"id": i, "quotes": [q for q in found[i] if counts(q)]} for i in chosen}
                print(json.dumps({"set": name, "part": part, "counted": view, **scorer.quotes(right, given)}))


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def speed(folder: Path, _: str) -> None:
    from framing.text.parser import MODELS

    texts = [a for name in SETS for a in articles(folder, name)]
    n_words = sum(count_words(a.text) for a in texts)
    get_parser("auto")
    module = next(m for m in MODELS if importlib.util.find_spec(m))
    complete = importlib.import_module(module).load()
    # In turns, so that what else the machine does weighs on all alike; the best of three counts.
    runs: dict[str, list[float]] = {}
    for _turn in range(3):
        for name, work in (
            ("annotated with the parser", lambda: list(annotate_all(texts, parser="auto"))),
            ("annotated without a parser", lambda: list(annotate_all(texts, parser="none"))),
            ("quotations without a parser", lambda: [find_quotations(a, layout=lay_out(a)) for a in texts]),
            ("spaCy's complete pipeline", lambda: list(complete.pipe([a.text for a in texts]))),
        ):
            runs.setdefault(name, []).append(_seconds(work))
    for name, times in runs.items():
        print(f"{name}: {n_words / min(times):,.0f} words/s")
    both = min(runs["annotated with the parser"]), min(runs["spaCy's complete pipeline"])
    print(f"full annotation runs at {both[1] / both[0]:.2f} times the speed of the complete pipeline alone")


_STRANGE = [
    "\x00",
    "\u202e",
    "\u2066",
    "\U0001f4a5",
    "\u200b",
    "\r\n",
    "\n\n",
    "\ufeff",
    "\ud800",
    "”",
    "“",
    '"',
    "'",
    "‘",
    "’",
    "«",
    "''",
    "``",
    "…",
    "—",
    ":",
]


def damaged(rng: random.Random, text: str) -> str:
    """One article text with marks dropped, doubled, mixed and turned, cut somewhere, strange characters thrown in."""
    for _ in range(rng.randint(1, 8)):
        kind = rng.randrange(7)
        at, to = sorted((rng.randrange(len(text) + 1), rng.randrange(len(text) + 1)))
        if kind == 0:
            marks = [i for i, c in enumerate(text) if c in "\"“”'‘’"]
            if marks:
                i = rng.choice(marks)
                text = text[:i] + rng.choice(["", text[i] * 2, rng.choice("\"“”'‘’«»")]) + text[i + 1 :]
        elif kind == 1:
            text = text[:at] + rng.choice(_STRANGE) + text[at:]
        elif kind == 2:
            text = text[: at + (to - at) // 2]
        elif kind == 3:
            text = text.translate({ord(c): rng.choice("\"“”'’") for c in '"“”'})
        elif kind == 4:
            text = text.replace(
                rng.choice(["\n", ". ", ", ", " said", '"', "”"]), rng.choice(["", " ", "\n", '"', "“"])
            )
        elif kind == 5:
            text = text[at:to] + text[:at]
        else:
            text = text[:at] + text[at:to][::-1] + text[to:]
    return text


def _texts(folder: Path, number: int) -> Iterator[Article]:
    rng = random.Random(7)
    base = [a.text for name in SETS for a in articles(folder, name)]
    for i in range(number):
        yield Article(str(i), damaged(rng, rng.choice(base)))


def _sound(article: Article, quotations: Iterable[Quotation]) -> None:
    for q in quotations:
        for span in (*q.content, *q.cue, *q.source):
            assert 0 <= span.start < span.end <= len(article.text), (article.id, span)


def damage(folder: Path, parser: str, number: int) -> None:
    size = done = 0
    start = time.process_time()
    for a in annotate_all(_texts(folder, number), parser=parser):
        _sound(a.article, a.quotations)
        size += len(a.article.text)
        done += 1
    spent = time.process_time() - start
    print(f"{done} damaged texts with parser '{parser}': no exception, every span inside its text;", end=" ")
    print(f"{spent / size * 1e6:.1f} s for each 1 MB")
    whole = "\n".join(a.text for a in _texts(folder, 400))[:1_000_000]
    one = Article("whole", whole)
    spent = _seconds(lambda: _sound(one, next(iter(annotate_all([one], parser=parser))).quotations))
    print(f"one text of 1 MB: {spent:.1f} s")


def memory(folder: Path, parser: str, number: int) -> None:
    size = 0
    for i, a in enumerate(annotate_all(_texts(folder, number), parser=parser), start=1):
        _sound(a.article, a.quotations)
        size += len(a.article.text)
        if i % max(number // 5, 1) == 0:
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            spent = time.process_time()
            print(f"after {i} articles ({size / 1e6:.1f} MB, {spent:.0f} s): {peak:.0f} MB at most", flush=True)


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("what", choices=["score", "speed", "damage", "memory"])
    reader.add_argument("folder", type=Path)
    reader.add_argument("--parser", default="auto")
    reader.add_argument("--number", type=int, default=10_000)
    given = reader.parse_args()
    if given.what in ("damage", "memory"):
        {"damage": damage, "memory": memory}[given.what](given.folder, given.parser, given.number)
    else:
        {"score": score, "speed": speed}[given.what](given.folder, given.parser)


if __name__ == "__main__":
    main()
