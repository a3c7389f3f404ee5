"""How well the treatment of given targets is met: macro F1 by half, and precision of what tables and findings count.

    python benchmarks/treatment.py TREATMENT.jsonl [ARTICLES.jsonl]

TREATMENT.jsonl holds one sentence a line: ``{"id", "text", "targets": [{"start", "end", "polarity"}]}``. Halves are by
the SHA-1 of the id (even: look, odd: check); only the look half may be read while rules are changed.
ARTICLES.jsonl holds an article a line with marked passages, ``{"text", "spans": [{"start", "end", "kind", "polarity",
"target", "in_quotation"}]}``: how often the sentence around a passage that is for or against its target has that sign.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from pathlib import Path

from gold import half_of

from framing.annotate.treatment.effects import EVALUATIVE
from framing.annotate.treatment.find import Target, in_voices, tokens_of, treatments_of
from framing.annotate.treatment.record import POLARITIES, Treatment
from framing.annotate.treatment.relations import read_target
from framing.annotate.treatment.sentence import read_chunk
from framing.text.article import Article
from framing.text.layout import lay_out
from framing.text.parser import get_parser
from framing.text.span import Span

FULL = 2.0


def is_said(found: Treatment) -> bool:
    return any(w.relation == "said of" and w.why in EVALUATIVE and abs(w.value) >= FULL for w in found.words)


def own_words(text: str, spans: list[Span]) -> list[Treatment | None]:
    """What the tables of a set would count in own words, were the sentence the outlet's."""
    article = Article("text", text)
    readings = [read_chunk(chunk, text) for chunk in get_parser("auto").parse(article, lay_out(article))]
    out: list[Treatment | None] = []
    for span in spans:
        some = [(r, tokens) for r in readings if (tokens := tokens_of(r, span))]
        found = [
            next(in_voices(r, (), (), Target(span, "", "person"), read_target(r, tokens, strict=True)))
            for r, tokens in some
        ]
        out.append(found[0] if found else None)
    return out


def figures(pairs: list[tuple[str, str]]) -> str:
    out, f1 = [], []
    for p in POLARITIES:
        right = sum(a == b == p for a, b in pairs)
        gold, found = sum(a == p for a, _ in pairs), sum(b == p for _, b in pairs)
        f1.append(200 * right / max(1, gold + found))
        out.append(f"{p} P {100 * right / max(1, found):.1f} R {100 * right / max(1, gold):.1f} F1 {f1[-1]:.1f}")
    return f"macro F1 {sum(f1) / len(f1):.1f}; " + "; ".join(out)


def signs(path: Path) -> None:
    """Print by kind of passage how often a sentence that is not neutral has the sign that coders gave the passage."""
    sides = {"neg": "negative", "pos": "positive"}
    met: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        sentences = lay_out(Article("text", article["text"])).sentences
        for passage in article["spans"]:
            around = next((s for s in sentences if s.start <= passage["start"] < s.end), None)
            if around is None or passage["polarity"] not in sides or not passage["target"] or passage["in_quotation"]:
                continue
            sentence = around.of(article["text"])
            named = re.search(rf"\b{re.escape(passage['target'].split('_')[-1])}\b", sentence)
            if named:
                (found,) = treatments_of(sentence, [Span(*named.span())])
                met[passage["kind"]].append((sides[passage["polarity"]], found.polarity))
    for kind, mine in sorted(met.items()):
        told = [pair for pair in mine if pair[1] != "neutral"]
        right = sum(a == b for a, b in told)
        print(f"{kind}: {len(told)} of {len(mine)} sentences not neutral, {right} of them with the passage's sign")


def main(path: Path) -> None:
    pairs: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        half = f"{half_of(str(record['id']))} half"
        spans = [Span(t["start"], t["end"]) for t in record["targets"]]
        golds = [t["polarity"] for t in record["targets"]]
        for gold, found in zip(golds, treatments_of(record["text"], spans), strict=True):
            pairs["whole sentence", half].append((gold, found.polarity))
            pairs["whole sentence", "both halves"].append((gold, found.polarity))
        for gold, own in zip(golds, own_words(record["text"], spans), strict=True):
            pairs["tables", half].append((gold, own.polarity if own else "neutral"))
            if own and own.polarity != "neutral" and is_said(own):
                pairs["finding", half].append((gold, own.polarity))
    for (what, half), mine in sorted(pairs.items()):
        print(f"{what}, {half}, {len(mine)} targets: {figures(mine)}")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
    if len(sys.argv) == 3:
        signs(Path(sys.argv[2]))
