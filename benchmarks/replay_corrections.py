"""Labels of other people given as corrections: the scan, a report and its verification must then say what they say.

    python -m benchmarks.replay_corrections SHARED [--report] [--articles N]

SHARED holds ``evaluation/`` with ``score.py``, ``quotes-ggt.jsonl`` and ``speakers-ggt.jsonl``. Each label becomes a
decision in a ``corrections.jsonl``; printed are the scores of ``framing scan`` without the file and with it, and
whether the scan without the file is the old one byte for byte. With ``--report`` the articles become a set, and the
same is asked of its tables, of ``framing report`` and of ``framing verify``. One label without words is left out.
"""

from __future__ import annotations

import argparse
import filecmp
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.gold import load_scorer
from framing.annotate.annotate import annotate_all
from framing.measure.tables import read_spans
from framing.review.exchange.marks import CodedMark, decisions_from_marks, in_order
from framing.sets.corrections import CORRECTIONS, append_corrections
from framing.store.open_set import open_set
from framing.store.scan import scan_paths
from framing.text.article import Article

DAY = date(2026, 1, 1)
Rows = dict[str, dict[str, Any]]


def with_words(evaluation: Path, name: str) -> Rows:
    """The labels of a file, but those without words."""
    rows: Rows = load_scorer(evaluation).read(evaluation / name)
    return {i: {**row, "quotes": [q for q in row["quotes"] if in_order(q["content"])]} for i, row in rows.items()}


def nearest(text: str, words: str, at: Sequence[Sequence[int]]) -> list[list[int]] | None:
    """Where words stand that labels give without their place: nearest to the quotation, and not inside it."""
    found = [(m.start(), m.end()) for m in re.finditer(re.escape(words), text)] if words.strip() else []
    outside = [(s, e) for s, e in found if not any(s < b and a < e for a, b in at)]
    away = {(s, e): min(min(abs(s - b), abs(a - e)) for a, b in at) for s, e in outside}
    return [list(min(outside, key=away.__getitem__))] if outside else None


def labelled(text: str, quote: Mapping[str, Any], who: Mapping[str, Any], name: str) -> CodedMark:
    """One label as a reader's mark."""
    at = in_order(quote["content"])
    facts: dict[str, Any] = {n: who[n] for n in ("speaker", "source_type", "identified") if who.get(n)}
    around = "".join(text[max(0, s - 1) : e + 1] for s, e in at)
    facts["kind"] = "direct" if re.search('["“”]', around) else "indirect"
    for field, words in (("cue", quote.get("cue_text", "")), ("source", quote.get("source_text", ""))):
        facts[field] = nearest(text, words, at) or []
    return CodedMark(name, "quotation", at, facts)


def write_decisions(folder: Path, gold: Rows, speakers: Rows) -> dict[str, int]:
    """Write the labels as decisions beside a set or scan and return how many there are of each kind."""
    articles = [Article(i, row["text"]) for i, row in gold.items()]
    count: dict[str, int] = {}
    for annotation in annotate_all(articles, parser="auto"):
        i, text = annotation.article.id, annotation.article.text
        pairs = zip(gold[i]["quotes"], speakers[i]["quotes"], strict=True)
        marks = [labelled(text, q, s, i) for q, s in pairs]
        made = decisions_from_marks(annotation, marks, coder="labels", day=DAY, first_id=f"{i}-")
        append_corrections(folder, made)
        for one in made:
            count[one.decision] = count.get(one.decision, 0) + 1
    return count


def said(path: Path) -> Rows:
    """What a scan wrote, second-hand speech among the quotations, as the labels have it."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {row["id"]: {"id": row["id"], "quotes": row["quotes"] + row["second_hand"]} for row in rows}


def print_scores(name: str, folder: Path, gold: Rows, speakers: Rows, found: Rows) -> None:
    scorer = load_scorer(folder)
    quotes = scorer.quotes(gold, found)
    who = scorer.speakers(speakers, found)
    print(f"{name}: {quotes['gold']} labels")
    for at in ("overlap>0.3", "overlap>0.8", "iou>0.5", "iou>0.8"):
        print(
            f"  {at}: F1 {quotes[at]['f1']}, source {quotes[at]['source_accuracy']}, cue {quotes[at]['cue_accuracy']}"
        )
    print(
        f"  speakers {who['speaker_accuracy']}, types {who['type_accuracy']}, identified {who['identified_accuracy']}"
    )
    print(f"  paired {who['paired']} of {who['found']} found")


def replay_scan(evaluation: Path, work: Path, gold: Rows, speakers: Rows) -> None:
    given = work / "given.jsonl"
    given.write_text("".join(json.dumps({"id": i, "text": row["text"]}) + "\n" for i, row in gold.items()), "utf-8")
    scan_paths([given], out=work / "before.jsonl")
    print("decisions:", write_decisions(work, gold, speakers))
    refused: list[str] = []
    scan_paths([given], out=work / "corrected.jsonl", corrections=work, say=refused.append)
    (work / CORRECTIONS).unlink()
    scan_paths([given], out=work / "after.jsonl")
    print_scores("scan, as the program reads", evaluation, gold, speakers, said(work / "before.jsonl"))
    print_scores("scan, with the labels as corrections", evaluation, gold, speakers, said(work / "corrected.jsonl"))
    print(f"decisions not applied: {len(refused)}", *refused[:20], sep="\n  ")
    same = (work / "before.jsonl").read_bytes() == (work / "after.jsonl").read_bytes()
    print(f"file taken away: {'the same bytes' if same else 'OTHER BYTES'} as before")


def make_set(folder: Path, gold: Rows) -> Path:
    """Write the articles as a set and return its parameters."""
    lines = ["[set]", 'id = "replay"', 'title = "Replay"', "event_date = 2019-01-01"]
    (folder / "texts").mkdir(parents=True)
    for i, row in gold.items():
        data = row["text"].encode()
        (folder / "texts" / f"{i}.txt").write_bytes(data)
        lines += ["", "[[article]]", f'id = "{i}"', f"outlet = {json.dumps(row['outlet'])}", "published = 2019-01-01"]
        lines += [f'file = "texts/{i}.txt"', f'sha256 = "{hashlib.sha256(data).hexdigest()}"']
    (folder / "articles.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    parameters = folder.parent / "replay.yaml"
    parameters.write_text("article_set: set\nout: report\nseed: 1\ndraws: 500\n", encoding="utf-8")
    return parameters


def in_tables(folder: Path) -> Rows:
    """What a set's tables say of its quotations, by article."""
    made: Rows = {}
    for row in open_set(folder)["quotations"].to_dict("records"):
        quote = {"content": [[s.start, s.end] for s in read_spans(str(row["parts"]))]}
        quote |= {n: v if isinstance(v := row[n], str) else None for n in ("speaker", "source_type", "identified")}
        made.setdefault(str(row["article_id"]), {"quotes": []})["quotes"].append(quote)
    return made


def command(*words: str | Path) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", "framing", *map(str, words)], capture_output=True, text=True, check=False
    )
    return f"exit {ran.returncode}: {(ran.stdout + ran.stderr).strip().splitlines()[-1:]}"


def other_files(one: Path, two: Path) -> list[str]:
    names = sorted({str(p.relative_to(f)) for f in (one, two) for p in f.rglob("*") if p.is_file()})
    _, differ, missing = filecmp.cmpfiles(one, two, names, shallow=False)
    return [*differ, *missing]


def report(parameters: Path, kept: Path) -> str:
    """Make the report at its one place, since notebooks name that, and keep it at another."""
    said = command("report", parameters)
    (parameters.parent / "report").rename(kept)
    return said


def replay_report(evaluation: Path, work: Path, gold: Rows, speakers: Rows) -> None:
    folder = work / "set"
    parameters = make_set(folder, gold)
    print("report, no corrections:", report(parameters, work / "before"))
    print_scores("tables, as the program reads", evaluation, gold, speakers, in_tables(folder))
    write_decisions(folder, gold, speakers)
    print_scores("tables, with the labels as corrections", evaluation, gold, speakers, in_tables(folder))
    print("report, with corrections:", command("report", parameters))
    print("verify it:", command("verify", work / "report"))
    (work / "report").rename(work / "corrected")
    (folder / CORRECTIONS).unlink()
    print("report, file taken away:", report(parameters, work / "after"))
    print("files that differ from the first report:", other_files(work / "before", work / "after"))


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("shared", type=Path)
    asked.add_argument("--report", action="store_true")
    asked.add_argument("--articles", type=int, default=None)
    options = asked.parse_args()
    labels = options.shared / "evaluation"
    quotes, who = (with_words(labels, f"{name}-ggt.jsonl") for name in ("quotes", "speakers"))
    quotes, who = (dict(list(rows.items())[: options.articles]) for rows in (quotes, who))
    with tempfile.TemporaryDirectory() as made:
        replay = replay_report if options.report else replay_scan
        replay(labels, Path(made), quotes, who)
