"""Copy across sets by bands, against comparing every pair of sentences."""

from __future__ import annotations

import random
import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from framing.annotate.annotate import Annotation, annotate
from framing.batch import copy_across_sets
from framing.batch.copy_across_sets import COPIES, CROWD, Range, find_copies, found_before, pairs_of_keys
from framing.batch.copy_bands import BANDS, LEAST, PREFIXES, ROWS, band_keys, sentences_of, write_bands, write_sentences
from framing.batch.partitions import bands_file, sentences_file
from framing.batch.query import query
from framing.compare.sentence_links import grade
from framing.compare.set_sentences import units
from framing.text.article import Article

WORDS = [
    a + b for a in ("har", "mel", "tor", "ves", "kin", "dul", "pra", "sol") for b in ("bour", "ting", "man", "der")
]


def sentence(rng: random.Random, n: int = 18) -> list[str]:
    """Made words: two sentences have no more than a run of two in common unless one is changed from the other."""
    return [rng.choice(WORDS) + rng.choice("aeiou") for _ in range(n)]


def changed(words: list[str], rng: random.Random) -> list[str]:
    """A copy of a sentence: words replaced, its end cut or words put before it."""
    out = list(words)
    for _ in range(rng.randrange(4)):
        out[rng.randrange(len(out))] = sentence(rng, 1)[0]
    out = out[: len(out) - rng.randrange(6)]
    return sentence(rng, rng.randrange(5)) + out


def sets_of(seed: int, *, sets: int, shared: int) -> dict[str, tuple[Annotation, ...]]:
    """Sets of three articles of four sentences each; ``shared`` sentences stand changed in three sets each."""
    rng = random.Random(seed)
    texts = [[[sentence(rng) for _ in range(4)] for _ in range(3)] for _ in range(sets)]
    for _ in range(shared):
        words = sentence(rng)
        for k in rng.sample(range(sets), 3):
            rng.choice(texts[k]).append(changed(words, rng))
    made = {}
    for k, articles in enumerate(texts):
        written = (
            Article(
                f"a{j}", "A head\n\n" + "\n\n".join(" ".join(s).capitalize() + "." for s in a) + "\n", outlet=f"O{j}"
            )
            for j, a in enumerate(articles)
        )
        made[f"set-{k:03d}"] = tuple(annotate(one, parser="none") for one in written)
    return made


def written(sets: dict[str, tuple[Annotation, ...]], folder: Path, *, per: int) -> tuple[str, ...]:
    """Write partitions of ``per`` sets each; return their names."""
    ids = list(sets)
    names = []
    for k in range(0, len(ids), per):
        names.append(f"part={k // per:05d}")
        every = pa.concat_tables([sentences_of(one, sets[one]) for one in ids[k : k + per]])
        write_sentences(every, sentences_file(folder, names[-1]))
        write_bands(every, bands_file(folder, names[-1]))
    return tuple(names)


Pair = tuple[tuple[str, str, int], tuple[str, str, int]]


def found_in(folder: Path) -> dict[Pair, tuple[str, int]]:
    rows = query(f"SELECT * FROM {COPIES}", tables=folder / "tables").to_dict("records")  # noqa: S608
    pairs = {
        (
            (r["set"], r["article_id"], r["start"]),
            (r["other_set"], r["other_article_id"], r["other_start"]),
        ): (r["grade"], r["n_words"])
        for r in rows
    }
    assert len(pairs) == len(rows), "a pair stands there twice"
    return pairs


def by_hand(sets: dict[str, tuple[Annotation, ...]]) -> dict[Pair, tuple[str, int]]:
    """Every pair of sentences of different sets."""
    every = [(one, u, sets[one][u.doc].article.id) for one in sets for u in units(sets[one]) if len(u.words) >= LEAST]
    out: dict[Pair, tuple[str, int]] = {}
    for (s, x, a), (t, y, b) in combinations(every, 2):
        proved = grade(x, y) if s != t else None
        if proved is not None and proved[1] != "possible":
            out[(s, a, x.span.start), (t, b, y.span.start)] = (proved[1], sum(r.n for r in proved[0]))
    return out


def test_what_is_found_is_what_comparing_all_pairs_finds(tmp_path: Path) -> None:
    sets = sets_of(5, sets=24, shared=60)
    names = written(sets, tmp_path, per=5)
    for k in range(PREFIXES):
        find_copies(Range(k, names, "x"), folder=tmp_path, tables=tmp_path / "tables")
    found, expected = found_in(tmp_path), by_hand(sets)
    assert len(expected) > 100
    assert found.items() <= expected.items()
    strong = {pair for pair, (sure, _) in expected.items() if sure == "strong"}
    assert len(strong & found.keys()) >= 0.8 * len(strong)  # 120 of 139: most are changed much
    # however the sets are cut into partitions
    other = tmp_path / "other"
    names = written(sets, other, per=24)
    for k in range(PREFIXES):
        find_copies(Range(k, names, "x"), folder=other, tables=other / "tables")
    assert found_in(other) == found


def test_equal_sentences_are_found_always_and_a_standing_line_as_a_chain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copy_across_sets, "CROWD", 6)
    rng = random.Random(2)
    line, pair = (" ".join(sentence(rng)).capitalize() + "." for _ in range(2))
    sets = {}
    for k in range(10):
        own = [" ".join(sentence(rng)) + ".", line, *([pair] if k in {2, 7} else [])]
        article = Article("a", "A head\n\n" + "\n\n".join(own) + "\n", outlet="O")
        sets[f"set-{k}"] = (annotate(article, parser="none"),)
    names = written(sets, tmp_path, per=3)
    done = [find_copies(Range(k, names, "x"), folder=tmp_path, tables=tmp_path / "tables") for k in range(PREFIXES)]
    found = {(a[0][-1], b[0][-1]) for a, b in found_in(tmp_path)}
    assert found == {(str(k), str(k + 1)) for k in range(9)} | {("2", "7")}
    assert sum(one.crowded for one in done) == BANDS
    assert sum(one.compared for one in done) == sum(one.pairs for one in done) == 10
    alike = query(f"SELECT DISTINCT n_alike FROM {COPIES} ORDER BY 1", tables=tmp_path / "tables")  # noqa: S608
    assert alike["n_alike"].tolist() == [2, 10]


def test_the_queries_of_the_guide_have_answers(tmp_path: Path, root: Path) -> None:
    guide = (root / "docs" / "cluster.md").read_text(encoding="utf-8")
    queries = [sql for sql in re.findall(r"```sql\n(.+?)```", guide, re.DOTALL) if COPIES in sql]
    assert queries
    rng = random.Random(4)
    both = "\n\n".join(" ".join(sentence(rng)).capitalize() + "." for _ in range(2))
    article = Article("a", f"A head\n\n{both}\n", outlet="O")
    names = written({name: (annotate(article, parser="none"),) for name in ("one", "two")}, tmp_path, per=1)
    for k in range(PREFIXES):
        find_copies(Range(k, names, "x"), folder=tmp_path, tables=tmp_path / "tables")
    for sql in queries:
        found = query(sql, tables=tmp_path / "tables")
        assert found[["set", "other_set", "sentences"]].to_numpy().tolist() == [["one", "two", 2]], sql


def test_a_range_that_is_there_from_the_same_sentences_is_known(tmp_path: Path) -> None:
    names = written(sets_of(1, sets=4, shared=3), tmp_path, per=2)
    tables = tmp_path / "tables"
    one = Range(3, names, "x")
    assert found_before(one, folder=tmp_path, tables=tables) is None
    made = find_copies(one, folder=tmp_path, tables=tables)
    assert found_before(one, folder=tmp_path, tables=tables) == made
    assert found_before(Range(3, names, "y"), folder=tmp_path, tables=tables) is None


def test_the_chance_of_being_found_is_that_of_the_calculation() -> None:
    rng = random.Random(11)
    agreed: dict[int, list[bool]] = {}
    expected: dict[int, list[float]] = {}
    for _ in range(1500):
        first = sentence(rng, 20)
        second = changed(first, rng)
        runs = [{tuple(s[k : k + 3]) for k in range(len(s) - 2)} for s in (first, second)]
        jaccard = len(runs[0] & runs[1]) / len(runs[0] | runs[1])
        one, other = band_keys([first, second])
        agreed.setdefault(int(jaccard * 5), []).append(bool((one == other).any()))
        expected.setdefault(int(jaccard * 5), []).append(1 - (1 - jaccard**ROWS) ** BANDS)
    for band, some in agreed.items():
        if len(some) > 100:
            assert np.mean(some) == pytest.approx(np.mean(expected[band]), abs=0.08)
    assert len(agreed) >= 4


def test_pairs_grow_with_the_sentences_where_a_key_is_crowded() -> None:
    keys = np.repeat(np.array([1, 2, 3], dtype=np.uint64), [CROWD, 1000, 1])
    first, second, alike, crowded = pairs_of_keys(keys)
    assert len(first) == CROWD * (CROWD - 1) // 2 + 999
    assert bool((first < second).all())
    assert {*alike.tolist()} == {CROWD, 1000}
    assert crowded == 1
