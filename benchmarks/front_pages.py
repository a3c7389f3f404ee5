"""Front pages of drawn events, each sentence with the sentences behind it, for a reader to judge true or not.

    python benchmarks/front_pages.py EVENTS.jsonl --seed 7 --events 10 [--draft] [--skip 10] [--from ID …]
                                     [--half look|check] [--texts] [--counts] [--kind KIND …]

EVENTS.jsonl holds one event a line: ``{"id": …, "articles": [{"id", "outlet", "published", "title", "text"}, …]}``; an
article may have an ``excerpt`` for its text and the event a ``date`` for all, as in ``editors-allsides.jsonl``, whose
``statements`` of editors are printed above the page. ``--half`` keeps the events that the SHA-1 of their id puts into
one half (even: look, odd: check); ``--texts`` prints the texts too; ``--counts`` prints no page but how many events
have how many findings, of which kinds. ``--kind`` prints sentences of these kinds alone, and no event without one.
Events are drawn by seed; each is imported into a folder of its own, with ``--draft`` given the untouched codebook that
``framing suggest`` drafts, and its first page is printed: number, kind, tier, the plain sentence, why it ranks there,
and every reading with its marked words in double brackets. Nothing is kept: the printout holds the articles' sentences
and is not for the repository; verdicts go to ``docs/audit.md`` by event id and number.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO

from gold import half_of

from framing.annotate.codebook import Codebook
from framing.findings.context import Context
from framing.findings.find import find, headline
from framing.findings.finding import Finding, Reading
from framing.measure.settings import Settings
from framing.review.draft_codebook import DraftError, draft_codebook
from framing.sets.intake import import_articles
from framing.store.open_set import open_set, set_codebook


def drawn(path: Path, *, seed: int, n: int, skip: int, ids: Sequence[str], half: str = "") -> list[dict[str, Any]]:
    """Return ``n`` events drawn by seed after the first ``skip``, or those named."""
    events = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    by_id = {str(e["id"]): e for e in events if not half or half_of(str(e["id"])) == half}
    if ids:
        return [by_id[i] for i in ids]
    order = random.Random(seed).sample(sorted(by_id), min(len(by_id), skip + n))
    return [by_id[i] for i in order[skip:]]


def set_of(event: dict[str, Any], folder: Path) -> Path:
    """Write an event as an article set."""
    source = folder / f"{event['id']}.jsonl"
    keep = ("id", "outlet", "published", "title", "text", "url")
    made = (
        {"id": f"a{k}", "published": event.get("date"), "text": a.get("excerpt")} | {x: a[x] for x in keep if a.get(x)}
        for k, a in enumerate(event["articles"])
    )
    rows = [{k: v for k, v in row.items() if v} for row in made]
    source.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    place = folder / str(event["id"])
    import_articles(source, place)
    return place


def pages(
    event: dict[str, Any], folder: Path, *, draft: bool, draws: int, texts: bool = False, kinds: Sequence[str] = ()
) -> Iterator[str]:
    """Yield the lines of one event's front page, or of its sentences of some kinds; none where it has none of them."""
    context, every = front(event, folder, draft=draft, draws=draws)
    found = [f for f in every if not kinds or f.kind in kinds]
    if kinds and not found:
        return
    yield f"## {event['id']}"
    yield from (f"   editors: {said}" for said in event.get("statements", ()))
    for title in context.headlines:
        yield f"   {title.outlet} | {title.text}"
    if texts:
        yield from (f"   {context.outlet(i)}: {' '.join(text.split())}" for i, text in context.tables.texts.items())
    for number, finding in enumerate(found, start=1):
        yield from _lines(number, finding, context)


def front(event: dict[str, Any], folder: Path, *, draft: bool, draws: int) -> tuple[Context, Sequence[Finding]]:
    """Return an event's context and the findings of its first page."""
    place = set_of(event, folder)
    book = drafted(place) if draft else set_codebook(place)
    tables = open_set(place, codebook=book.path if book else None, cache=folder / "cache")
    return Context(tables, book), headline(find(tables, codebook=book, settings=Settings(draws=draws)))


def counts(events: Sequence[dict[str, Any]], folder: Path, *, draft: bool, draws: int) -> Iterator[str]:
    """Yield how many first pages have how many findings, and of which kinds."""
    sizes: Counter[int] = Counter()
    kinds: Counter[str] = Counter()
    for event in events:
        _, found = front(event, folder, draft=draft, draws=draws)
        sizes[len(found)] += 1
        kinds.update(finding.kind for finding in found)
    yield f"{len(events)} events"
    yield from (f"{sizes[n]:4d} with {n} findings" for n in sorted(sizes))
    yield from (f"{n:4d} {kind}" for kind, n in kinds.most_common())


def drafted(place: Path) -> Codebook | None:
    """The codebook that ``framing suggest`` proposes, taken as it is; ``None`` where nothing competes."""
    try:
        draft_codebook(place, out=place / "codebook.toml")
    except DraftError:
        return None
    return set_codebook(place)


def _lines(number: int, finding: Finding, context: Context) -> Iterator[str]:
    draft = ", draft codebook" if finding.draft else ""
    yield f"{number}. [{finding.kind}, {finding.tier}{draft}] {finding.headline}"
    yield f"     why here: {finding.telling}"
    for reading in finding.readings:
        yield f"     {reading.outlet}{f' ({reading.note})' if reading.note else ''}: {marked(reading, context)}"


def marked(reading: Reading, context: Context) -> str:
    """Return the words of a reading with its marks in double brackets."""
    text = reading.text or context.tables.texts.get(reading.article_id, "")
    start, end = (0, len(text)) if reading.text else (reading.start, reading.end)
    out, at = [], start
    for a, b in sorted(reading.marks):
        if a >= at:
            out += [text[at:a], "[[", text[a:b], "]]"]
            at = b
    return " ".join("".join([*out, text[at:end]]).split())


def main(arguments: Sequence[str] | None = None, *, to: TextIO = sys.stdout) -> None:
    """Print the front pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", type=Path)
    parser.add_argument("--seed", type=int, default=20261125)
    parser.add_argument("--events", dest="n", type=int, default=10)
    parser.add_argument("--skip", type=int, default=0)
    parser.add_argument("--from", dest="ids", nargs="*", default=())
    parser.add_argument("--draft", action="store_true")
    parser.add_argument("--half", choices=("look", "check"), default="")
    parser.add_argument("--texts", action="store_true")
    parser.add_argument("--counts", action="store_true")
    parser.add_argument("--kind", dest="kinds", nargs="*", default=())
    parser.add_argument("--draws", type=int, default=200)
    asked = parser.parse_args(arguments)
    events = drawn(asked.events, seed=asked.seed, n=asked.n, skip=asked.skip, ids=asked.ids, half=asked.half)
    with tempfile.TemporaryDirectory() as name:
        folder, how = Path(name), {"draft": asked.draft, "draws": asked.draws}
        if asked.counts:
            to.writelines(f"{line}\n" for line in counts(events, folder, **how))
            return
        for event in events:
            to.writelines(f"{line}\n" for line in pages(event, folder, texts=asked.texts, kinds=asked.kinds, **how))


if __name__ == "__main__":
    main()
