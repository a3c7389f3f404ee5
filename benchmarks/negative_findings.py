"""Is every negative finding of many sets true? Counted anew from the mentions, with drafted codebooks.

python benchmarks/negative_findings.py EVENTS.jsonl [--most 40]    # an event a line (``id``, ``articles``)
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from framing.findings.find import find
from framing.findings.finding import NO_DIFFERENCE
from framing.measure.settings import Settings
from framing.review.draft_codebook import DraftError, draft_codebook
from framing.sets.intake import import_articles
from framing.store.open_set import open_set, set_codebook

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "helpers"))
from negative_sentences import untrue


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
            source, folder = Path(made) / f"{event['id']}.jsonl", Path(made) / str(event["id"])
            source.write_text("\n".join(json.dumps(a) for a in event["articles"]), encoding="utf-8")
            import_articles(source, folder)
            try:
                draft_codebook(folder, out=folder / "codebook.toml")
            except DraftError:
                continue  # nothing competes
            drafted += 1
            tables, book = open_set(folder, parser="none", cache=Path(made) / "cache"), set_codebook(folder)
            found = find(tables, codebook=book, settings=Settings(draws=200, seed=1))
            said += sum(f.kind == NO_DIFFERENCE for f in found.findings)
            for fault in untrue(found, tables, book):
                wrong += 1
                print(f"{event['id']}: {fault}", flush=True)
    print(f"{len(lines)} events, {drafted} with a codebook: {said} negative sentences, {wrong} faults")


if __name__ == "__main__":
    main()
