"""Do intervals cover, and how often does a tier cry wolf? The tables of docs/statistics.md.

python benchmarks/calibration.py coverage|other|null|uneven|power|demo|all [--runs 400]
python benchmarks/calibration.py events FILE.jsonl    # real articles: one JSON object an event, see the data's README
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import numpy as np
import pandas as pd

from framing.annotate.annotate import annotate_all
from framing.annotate.codebook import read_codebook
from framing.measure.declared_contrast import declared_keys
from framing.measure.measures import article_measures
from framing.measure.tabulate import tabulate
from framing.sets.manifest import ArticleSet, load_set
from framing.stats.contrasts import Declared
from framing.stats.evidence import compare_outlets, contrasts
from framing.stats.intervals import bootstrap_interval, difference_interval, share_interval
from framing.stats.permutation import arrangements, shuffle_test
from framing.text.article import Article

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "helpers"))
from simulated import label_shares

SHARES = (0.02, 0.1, 0.3, 0.5, 0.9, 0.98)
LIKENESS = (0.0, 0.1, 0.2, 0.3)  # intra-article correlation of the choice of label
MENTIONS = (2, 4, 8)  # mean mentions an article
ARTICLES = (3, 5, 10, 20)


def beta(rng: np.random.Generator, share: float, likeness: float, n: int) -> np.ndarray:
    if likeness == 0:
        return np.full(n, share)
    weight = (1 - likeness) / likeness
    return rng.beta(share * weight, (1 - share) * weight, n)


def drawn(
    rng: np.random.Generator, *, articles: int, mentions: int, even: bool, share: float, likeness: float
) -> tuple[np.ndarray, np.ndarray]:
    """Label mentions and mentions of each article; uneven ones differ as much as a geometric number does."""
    bases = np.full(articles, mentions) if even else 1 + rng.geometric(1 / mentions, articles) - 1
    values = rng.binomial(bases, beta(rng, share, likeness, articles))
    return values.astype(float), bases.astype(float)


def coverage(runs: int) -> None:
    """Shares of one outlet, and differences of two: how often the interval holds the truth."""
    rows = []
    for articles, mentions, even, likeness in itertools.product(ARTICLES, MENTIONS, (True, False), LIKENESS):
        for share in SHARES:
            rng = np.random.default_rng([articles, mentions, even, int(100 * likeness), int(100 * share)])
            cell = {"mentions": mentions, "even": even, "likeness": likeness}
            other, truth = min(share + 0.2, 0.98), share
            hits, widths = np.zeros(2), np.zeros(2)
            for _ in range(runs):
                one = share_interval(*drawn(rng, articles=articles, share=share, **cell))
                two = share_interval(*drawn(rng, articles=3 * articles, share=other, **cell))
                low, high = difference_interval(one, two)
                hits += [one.low - 1e-12 <= truth <= one.high + 1e-12, low <= share - other <= high]
                widths += [one.high - one.low, high - low]
            for what, k, width in zip(("share", "difference"), 100 * hits / runs, 100 * widths / runs, strict=True):
                rows.append({"articles": articles, "likeness": likeness, "of": what, "coverage": k, "width": width})
    made = pd.DataFrame(rows)
    error = 100 * np.sqrt(0.95 * 0.05 / runs)
    print(f"### Coverage of 95 % intervals, {runs} sets a cell (Monte-Carlo error of a cell {error:.1f})\n")
    print("| articles | of | cells | mean coverage % | lowest cell | 5 % of cells under | highest | width, points |")
    print("|---|---|---|---|---|---|---|---|")
    for (n, what), part in made.groupby(["articles", "of"], sort=False):
        c = part["coverage"]
        print(
            f"| {n if what == 'share' else f'{n} and {3 * n}'} | {what} | {len(c)} | {c.mean():.1f} | {c.min():.1f} "
            f"| {c.quantile(0.05):.1f} | {c.max():.1f} | {part['width'].mean():.0f} |"
        )
    table = made.pivot_table(index="articles", columns=["of", "likeness"], values="coverage").round(1)
    print(f"\nBy likeness:\n\n{markdown(table)}")


def other_coverage(runs: int) -> None:
    """Scores (mean rating of mentions) and rates (counts by words), which get the expanded bootstrap."""
    rows = []
    for n in ARTICLES:
        rng = np.random.default_rng(n)
        hits = {"score": 0, "rate": 0}
        for _ in range(runs):
            bases = (1 + rng.poisson(3, n)).astype(float)
            tilt = rng.normal(0, 0.4, n)
            scores = np.array(
                [
                    rng.choice([-2.0, 0, 1], size=int(b), p=[0.1, 0.7, 0.2]).sum() + b * t
                    for b, t in zip(bases, tilt, strict=True)
                ]
            )
            words = rng.integers(200, 900, n).astype(float)
            counts = rng.poisson(0.008 * words * rng.gamma(2, 0.5, n)).astype(float)
            for name, values, base, truth in (("score", scores, bases, 0.0), ("rate", counts, words, 0.008)):
                got = bootstrap_interval(values, base, draws=1000)
                hits[name] += got.low - 1e-12 <= truth <= got.high + 1e-12
        rows.append({"articles": n, **{f"{k}, %": 100 * v / runs for k, v in hits.items()}})
    show(rows, f"Coverage of 95 % bootstrap intervals of scores and rates, {runs} sets a row")


def markdown(table: pd.DataFrame) -> str:
    head = f"| {table.index.name} \\ {table.columns.name} | " + " | ".join(map(str, table.columns)) + " |"
    rule = "|" + "---|" * (len(table.columns) + 1)
    return "\n".join(
        [
            head,
            rule,
            *(
                f"| {i} | " + " | ".join(map(str, row)) + " |"
                for i, row in zip(table.index, table.to_numpy(), strict=True)
            ),
        ]
    )


def alarms(
    frames: Iterator[pd.DataFrame],
    *,
    draws: int,
    against: Literal["rest", "pairs"] = "rest",
    declared: Declared | None = None,
) -> dict[str, float]:
    """Count tiers; two outlets need one comparison (``pairs``), which is the same test and half the work."""
    runs = supported = tested = suggestive = rows = 0
    for seed, frame in enumerate(frames):
        got = contrasts(frame, against=against, draws=draws, seed=seed, declared=declared)
        able = got["least_p"] <= 0.05
        runs += 1
        rows += len(got)
        supported += bool((got["tier"] == "supported").any())
        tested += int(able.sum())
        suggestive += int((got.loc[able, "p"] <= 0.05).sum())
    return {
        "runs": runs,
        "comparisons a run": rows / runs,
        "testable a run": tested / runs,
        "runs with a supported finding, %": 100 * supported / runs,
        "p ≤ .05 before correction, % of testable": 100 * suggestive / tested if tested else float("nan"),
    }


def show(rows: Iterable[dict[str, object]], title: str) -> None:
    print(f"\n### {title}\n")
    for number, row in enumerate(rows):
        if not number:
            print("| " + " | ".join(row) + " |\n" + "|" + "---|" * len(row))
        cells = (f"{v:.1f}" if isinstance(v, float) else str(v) for v in row.values())
        print("| " + " | ".join(cells) + " |", flush=True)


def null(runs: int) -> None:
    rows = []
    for outlets, n in itertools.product((2, 4), (3, 5, 10, 20)):
        rng = np.random.default_rng([outlets, n])
        frames = (label_shares(rng, outlets=outlets, articles=n, concepts=6) for _ in range(runs))
        rows.append({"outlets": outlets, "articles each": n, **alarms(frames, draws=2000)})
    show(rows, "No difference between outlets (simulated label shares, 6 concepts x 3 labels)")


def uneven(runs: int) -> None:
    """One label, the same share on both sides, unequal numbers of mentions: the gap alone, and as tested."""

    def rate(sides: tuple[int, int], mentions: tuple[int, int], share: float, likeness: float) -> tuple[float, float]:
        rng = np.random.default_rng([*sides, *mentions, int(10 * share), int(10 * likeness)])
        dealt = arrangements(*sides, draws=999, seed=1)
        gap_alone = tested = done = 0
        for _ in range(runs):
            bases = 1.0 + np.concatenate([rng.poisson(m - 1, n) for n, m in zip(sides, mentions, strict=True)])
            values = rng.binomial(bases.astype(int), beta(rng, share, likeness, sum(sides))).astype(float)
            if not 0 < values.sum() < bases.sum():
                continue
            done += 1
            sums, words = dealt.sides @ values, dealt.sides @ bases
            gaps = np.abs(sums / words - (values.sum() - sums) / (bases.sum() - words))
            gap_alone += np.mean(gaps >= gaps[0] - 1e-12) <= 0.05
            tested += shuffle_test(values[:, None], bases[:, None], dealt).p[0] <= 0.05
        return 100 * gap_alone / done, 100 * tested / done

    def made() -> Iterator[dict[str, object]]:
        for sides, mentions in itertools.product(
            ((5, 5), (10, 10), (5, 15), (10, 30)), ((3, 3), (3, 6), (2, 8), (8, 2))
        ):
            rates = np.array([rate(sides, mentions, *cell) for cell in itertools.product((0.1, 0.4), (0.0, 0.3))])
            yield {
                "articles": f"{sides[0]} against {sides[1]}",
                "mentions an article": f"{mentions[0]} and {mentions[1]}",
                "gap alone, p ≤ .05, %": float(rates[:, 0].mean()),
                "worst cell": float(rates[:, 0].max()),
                "as tested, p ≤ .05, %": float(rates[:, 1].mean()),
                "worst": float(rates[:, 1].max()),
            }

    show(
        made(),
        "No difference in labels, but one outlet names the thing more often "
        f"(labels of 10 and 40 %, likeness 0 and .3, {runs} sets each)",
    )


# Names that any report on US politics may choose between; ours, for this measurement only.
NAMES = """
[codebook]
id = "us"
title = "Names"
version = "1"
""" + "".join(
    f'[[concept]]\nid = "{concept}"\nname = "{concept}"\nreferent = "-"\ninclude = "any"\n'
    + "".join(f'[[concept.variant]]\nlabel = "{label}"\npatterns = ["{label}"]\n' for label in labels)
    for concept, labels in {
        "president": ("Trump", "President Trump", "Mr. Trump", "Donald Trump", "the president"),
        "party-a": ("Democrats", "Dems", "Democratic Party"),
        "party-b": ("Republicans", "GOP", "Republican Party"),
        "house": ("White House", "administration"),
        "people": ("people", "Americans", "voters", "citizens"),
    }.items()
)


def real_rows(file: Path) -> pd.DataFrame:
    """All measures of the articles of all events, with their event."""
    articles, events = [], {}
    for line in file.read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        for one in event["articles"]:
            articles.append(Article(id=one["id"], text=one["text"], outlet=one["outlet"], set_id=event["id"]))
            events[one["id"]] = event["id"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "codebook.toml"
        path.write_text(NAMES, encoding="utf-8")
        book = read_codebook(path)
    pooled = ArticleSet("events", "Events", None, "en", file.parent, tuple(articles))
    tables = tabulate(pooled, annotate_all(articles, codebook=book))
    rows = article_measures(tables, codebook=book)
    rows = rows[~rows["measure"].isin(["speaker share"])]  # speakers belong to their event
    return rows.assign(event=rows["article_id"].map(events).astype(str))


def pooled_runs(rows: pd.DataFrame, n: int, runs: int, *, within: bool) -> Iterator[pd.DataFrame]:
    """Deal 2 n articles to outlets A and B: any, or two of each of n events, one to either side."""
    rng = np.random.default_rng([n, within])
    by_event = {e: sorted(set(part["article_id"])) for e, part in rows.groupby("event")}
    every = sorted(set(rows["article_id"]))
    for _ in range(runs):
        if within:
            chosen = [by_event[e] for e in rng.permutation(sorted(by_event))[:n]]
            pairs = [rng.permutation(articles)[:2] for articles in chosen if len(articles) > 1]
            sides = {str(a): "AB"[i] for pair in pairs for i, a in enumerate(pair)}
        else:
            sides = {str(a): "AB"[i % 2] for i, a in enumerate(rng.permutation(every)[: 2 * n])}
        kept = rows[rows["article_id"].isin(sides)]
        kept = kept.assign(outlet=kept["article_id"].map(sides).astype(str))
        yield kept if within else kept.drop(columns="event")


def events(file: Path, runs: int) -> None:
    rows = real_rows(file)

    def made() -> Iterator[dict[str, object]]:
        # 3 or 5 pairs within events have 8 or 32 arrangements, too few for any p below .05: not run
        for within, sizes in ((False, (3, 5, 10, 20)), (True, (10, 20))):
            for n in sizes:
                about = {"outlets dealt": "within events" if within else "over all articles", "articles each": n}
                yield {**about, **alarms(pooled_runs(rows, n, runs, within=within), draws=1000, against="pairs")}

    n_events, n_articles = rows["event"].nunique(), rows["article_id"].nunique()
    show(made(), f"No difference: {n_articles} real articles on {n_events} events dealt to two made-up outlets")


def demo(runs: int) -> None:
    """The demo set with its outlets' names dealt out at random."""
    folder = Path(__file__).resolve().parents[1] / "corpus" / "harbour-blockade"
    loaded = load_set(folder)
    book = read_codebook(folder / "codebook.toml")
    rows = article_measures(tabulate(loaded, annotate_all(loaded.articles, codebook=book)), codebook=book)
    by_article = rows.drop_duplicates("article_id").set_index("article_id")["outlet"].astype(str)

    def shuffled() -> Iterator[pd.DataFrame]:
        rng = np.random.default_rng(4)
        for _ in range(runs):
            dealt = dict(zip(by_article.index, rng.permutation(by_article.to_numpy()), strict=True))
            yield rows.assign(outlet=rows["article_id"].map(dealt).astype(str))

    def made() -> Iterator[dict[str, object]]:
        for family, declared in (
            ("declared contrasts and exploring", declared_keys(book)),
            ("one, all measures", None),
        ):
            yield {"family": family, **alarms(shuffled(), draws=1000, against="rest", declared=declared)}

    show(made(), "The demo set with its four outlets' names dealt out at random, five articles each")


def power(runs: int) -> None:
    rows = []
    for n, planted in itertools.product((5, 10, 20), (0.2, 0.4, 0.6)):
        rng = np.random.default_rng([n, int(10 * planted)])
        found = {"all": [0, 0], "declared": [0, 0]}
        for seed in range(runs):
            frame = label_shares(rng, outlets=2, articles=n, concepts=6, planted=planted)
            for family, declared in (("all", None), ("declared", [("label share", "c0", "l0")])):
                got = compare_outlets(frame, draws=2000, seed=seed, contrasts=declared)
                row = got[(got["group"] == "c0") & (got["key"] == "l0")].iloc[0]
                found[family][0] += row["tier"] == "supported"
                found[family][1] += row["tier"] in ("supported", "suggestive")
        rows.append(
            {
                "articles each": n,
                "difference, points": round(100 * planted),
                "p ≤ .05, or supported if the one declared, %": 100 * found["declared"][0] / runs,
                "supported among 18 labels, %": 100 * found["all"][0] / runs,
            }
        )
    show(rows, "Power: two outlets, one label of 15 % in one and more in the other, about 2 mentions an article")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=["events", "coverage", "other", "null", "uneven", "power", "demo", "all"])
    parser.add_argument("file", type=Path, nargs="?", help="events: articles, a JSON object an event")
    parser.add_argument("--runs", type=int, default=400)
    asked = parser.parse_args()
    if asked.part == "events":
        events(asked.file, asked.runs)
        return
    parts = {
        "coverage": coverage,
        "other": other_coverage,
        "null": null,
        "uneven": uneven,
        "power": power,
        "demo": demo,
    }
    for name, run in parts.items():
        if asked.part in (name, "all"):
            run(asked.runs)


if __name__ == "__main__":
    main()
