from __future__ import annotations

from typing import TYPE_CHECKING, Any

from framing.compare.utterances import Utterance

if TYPE_CHECKING:
    from conftest import Compared


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
