from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from framing.annotate.annotate import annotate_all
from framing.compare.sentences import share_sentences
from framing.compare.utterances import Utterance, find_utterances
from framing.text.article import Article

if TYPE_CHECKING:
    from conftest import Compared


CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "utterances.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[c["why"] for c in CASES])
def test_cut_bracketed_altered_and_under_two_names(case: dict[str, Any]) -> None:
    annotations = list(annotate_all([Article("a", case["a"], outlet="A"), Article("b", case["b"], outlet="B")]))
    found = [u for u in find_utterances(annotations, share_sentences(annotations)) if len(u.versions) > 1]
    assert found, "the statement was not found in both"
    assert sorted(case["status"]) == sorted({v.article_id: v.status for u in found for v in u.versions}.values())
    assert [list(c) for u in found for v in u.versions for c in v.changed] in (
        case.get("changed", []),
        [c[::-1] for c in case.get("changed", [])],  # of two prints of one length either may be the fullest
    )
    assert sorted(n for u in found if u.disputed for n in u.named) == sorted(case.get("named", []))


def table(found: Compared) -> list[dict[str, str]]:
    return [{v.article_id: v.status for v in u.versions} for u in found.comparison.utterances]


def with_words(found: Compared, words: str) -> Utterance:
    return next(
        u
        for u in found.comparison.utterances
        if any(words in " ".join(s.of(found.texts[v.article_id]) for s in v.content) for v in u.versions)
    )


def test_the_ministers_five_statements(iraq_set: Compared) -> None:
    three = {"al-arabiya": "whole", "new-arab": "whole", "mepei": "whole"}
    assert table(iraq_set) == [
        three,
        {"al-arabiya": "altered", "new-arab": "whole", "mepei": "altered"},
        three,
        three,
        {"al-arabiya": "whole", "mepei": "whole"},
    ]
    assert {u.speaker for u in iraq_set.comparison.utterances} == {"Fuad Hussein"}


def test_planted_utterances_whole_and_cut(demo: Compared, planted: dict[str, Any]) -> None:
    for u in planted["utterance"]:
        found = with_words(demo, u["occurrences"][0]["text"].replace("’", "'").strip(","))
        status = {v.article_id: v.status for v in found.versions}
        assert status == {o["article"]: "whole" if o["whole"] else status[o["article"]] for o in u["occurrences"]}
        assert all(status[o["article"]] in {"trimmed", "altered"} for o in u["occurrences"] if not o["whole"])
        assert found.speaker == u["speaker"]


def test_what_was_cut_and_what_was_changed_is_said(demo: Compared) -> None:
    cut = with_words(demo, "the sea got sixty days")
    ledger = next(v for v in cut.versions if v.article_id == "ledger-5")
    assert (ledger.status, ledger.missing, ledger.changed) == ("trimmed", ("the sea got sixty days",), ())
    changed = with_words(demo, "The great majority")
    courier = next(v for v in changed.versions if v.article_id == "courier-3")
    assert (courier.status, courier.changed) == ("altered", (("The great majority", "Some"),))


def test_every_utterance_has_two_articles_and_one_fullest(demo: Compared) -> None:
    for u in demo.comparison.utterances:
        ids = [v.article_id for v in u.versions]
        assert len(ids) == len(set(ids)) > 1
        assert u.versions[u.fullest].status == "whole"
