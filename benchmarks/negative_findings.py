"""Is every negative finding of many sets true? Counted anew from the mentions, with drafted codebooks.

Events with an article or two an outlet test nothing and say nothing; so the articles of all events are looked at
once more as one set, those of the outlets that have five or more, with the codebook of the calibration.

python benchmarks/negative_findings.py EVENTS.jsonl [--most 40]    # an event a line (``id``, ``articles``)
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from made_sets import NAMES

from framing.findings.find import find
from framing.findings.finding import NO_DIFFERENCE
from framing.measure.settings import Settings
from framing.review.draft_codebook import DraftError, draft_codebook
from framing.sets.intake import import_articles
from framing.store.open_set import open_set, set_codebook

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "helpers"))
from negative_sentences import untrue

LEAST = 5  # articles of an outlet in the pooled set


def checked(folder: Path, cache: Path) -> tuple[int, list[str]]:
    """The number of negative sentences of a set with a codebook, and what is untrue in them."""
    tables, book = open_set(folder, parser="none", cache=cache), set_codebook(folder)
    found = find(tables, codebook=book, settings=Settings(draws=200, seed=1))
    return sum(f.kind == NO_DIFFERENCE for f in found.findings), list(untrue(found, tables, book))


def imported(articles: Sequence[object], folder: Path) -> Path:
    source = folder.with_suffix(".jsonl")
    source.write_text("\n".join(json.dumps(article) for article in articles), encoding="utf-8")
    import_articles(source, folder)
    return folder


def pooled(lines: Sequence[str], folder: Path) -> Path:
    every = [article for line in lines for article in json.loads(line)["articles"]]
    counts = Counter(article["outlet"] for article in every)
    made = imported([article for article in every if counts[article["outlet"]] >= LEAST], folder)
    (made / "codebook.toml").write_text(NAMES, encoding="utf-8")
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", type=Path)
    parser.add_argument("--most", type=int, default=40)
    given = parser.parse_args()
    said = wrong = drafted = 0
    lines = given.events.read_text(encoding="utf-8").splitlines()[: given.most]
    with tempfile.TemporaryDirectory() as made:
        for line in lines:
            event = json.loads(line)
            folder = imported(event["articles"], Path(made) / str(event["id"]))
            try:
                draft_codebook(folder, out=folder / "codebook.toml")
            except DraftError:
                continue  # nothing competes
            drafted += 1
            sentences, faults = checked(folder, Path(made) / "cache")
            said += sentences
            wrong += len(faults)
            print(*(f"{event['id']}: {fault}" for fault in faults), sep="\n", end="", flush=True)
        sentences, faults = checked(pooled(lines, Path(made) / "pooled"), Path(made) / "cache")
    print(f"{len(lines)} events, {drafted} with a codebook: {said} negative sentences, {wrong} faults")
    print(f"all of them as one set: {sentences} negative sentences, {len(faults)} faults", *faults, sep="\n")


if __name__ == "__main__":
    main()
