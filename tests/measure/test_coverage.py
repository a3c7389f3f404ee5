from __future__ import annotations

from pathlib import Path

import pytest

from framing.measure.coverage import Coverage, coverage
from framing.measure.tables import SCHEMAS, Tables, frame
from framing.store.open_set import open_set

EMPTY = {"text": None, "count": 0, "real": 0.0, "flag": False}
SAID = "The council voted on Monday to close the old harbour bridge for repairs until the spring."


def tables(*articles: tuple[str, str, str, list[str]], certainty: str = "day", cluster: str = "") -> Tables:
    """Articles as (id, outlet, date, sentences)."""

    def row(table: str, **values: object) -> dict[str, object]:
        return {c.name: EMPTY[c.kind] for c in SCHEMAS[table]} | values

    rows: dict[str, list[dict[str, object]]] = {"articles": [], "sentences": [], "roles": []}
    texts = {}
    for article_id, outlet, day, sentences in articles:
        texts[article_id] = "\n".join(sentences)
        about = {"certainty": certainty, "cluster": cluster or article_id, "published": day or None}
        rows["articles"].append(row("articles", article_id=article_id, outlet=outlet, **about))
        at = 0
        for k, words in enumerate(sentences):
            place = {"start": at, "end": at + len(words), "sentence": k, "part": "body"}
            rows["sentences"].append(row("sentences", article_id=article_id, **place))
            at += len(words) + 1
    return Tables("s", "S", "2020-01-01", {k: frame(SCHEMAS[k], v) for k, v in rows.items()}, texts)


def status(found: Coverage, statement: int = 0) -> dict[str, str]:
    rows = found.by_article[found.by_article["statement"] == statement]
    return dict(zip(rows["article_id"], rows["status"], strict=True))


THREE = [("a", "A", "2020-01-01", [SAID, "It rained all day in the town."]), ("b", "B", "2020-01-03", [SAID])]


@pytest.mark.parametrize(
    ("day", "certainty", "expected"),
    [
        ("2020-01-05", "day", "no sentence found"),
        ("2019-12-30", "day", "not yet public"),
        ("2020-01-01", "day", "cannot tell"),
        ("2020-01-05", "week", "cannot tell"),
        ("2020-01-20", "week", "no sentence found"),
        ("", "unknown", "cannot tell"),
    ],
)
def test_left_out_only_where_it_was_public(day: str, certainty: str, expected: str) -> None:
    late = ("c", "C", day, ["Nothing else happened in the whole of the town."])
    found = coverage(tables(*THREE, late, certainty=certainty))
    assert status(found)["c"] == expected


def test_first_report_and_only_one_outlet() -> None:
    found = coverage(tables(*THREE))
    first = found.statements.iloc[0]
    assert (first["first"], first["first_outlet"], first["n_outlets"]) == ("2020-01-01", "A", 2)
    assert found.statements["n_outlets"].tolist() == [2, 1]


def test_each_article_has_a_status_of_its_own() -> None:
    again = ("a2", "A", "2020-01-06", ["The weather was fine on the whole of the coast."])
    found = coverage(tables(*THREE, again))
    assert status(found)["a2"] == "no sentence found"
    assert status(found)["a"] == "has it"


def test_nothing_gives_empty_frames() -> None:
    found = coverage(tables())
    assert found.statements.empty
    assert found.by_article.empty


def test_the_real_set(iraq: Path, tmp_path: Path) -> None:
    t = open_set(iraq, cache=tmp_path)
    found = coverage(t)

    def having(words: str) -> set[str]:
        shown = [
            (row["statement"], t.texts[row["article_id"]][row["start"] : row["end"]])
            for row in found.statements.to_dict("records")
        ]
        number = next(n for n, text in shown if words in text)
        return {i for i, s in status(found, number).items() if s == "has it"}

    assert having("nearby home") == {"al-arabiya", "new-arab"}
    assert having("Attacks on foreign embassies") == {"al-arabiya", "mepei"}
    left = found.by_article[found.by_article["status"] == "no sentence found"]
    assert {"new-arab", "mepei"} <= set(left.loc[left["shares_copy"], "article_id"])


@pytest.mark.parametrize(
    ("said", "late", "expected"),
    [
        # The same in other forms of its words, spread over two sentences: nobody may say that it is missing.
        (
            SAID,
            "On Monday councillors were voting.\nThe harbour bridge is closing, old as it is, until spring.",
            "cannot tell",
        ),
        # Nothing to check it by: no number, no name, no quoted words.
        (
            "The council voted to close the old harbour bridge for repairs.",
            "Nothing happened in town.",
            "cannot tell",
        ),
        (
            "The council of Orlen voted to close the harbour bridge.",
            "Nothing happened in town.",
            "no sentence found",
        ),
    ],
)
def test_absence_is_said_only_after_looking_and_of_what_can_be_checked(said: str, late: str, expected: str) -> None:
    third = ("c", "C", "2020-01-05", late.split("\n"))
    found = coverage(tables(("a", "A", "2020-01-01", [said]), ("b", "B", "2020-01-03", [said]), third))
    assert status(found)["c"] == expected


def test_the_sentence_that_stands_for_a_statement_is_without_loaded_words_if_one_is() -> None:
    loaded = SAID.replace("old", "wretched")
    made = tables(("a", "A", "2020-01-01", [loaded]), ("b", "B", "2020-01-03", [SAID]))
    mark = {c.name: EMPTY[c.kind] for c in SCHEMAS["wording"]} | {
        "article_id": "a", "sentence": 0, "kind": "loaded", "voice": "outlet",
    }  # fmt: skip
    found = coverage(Tables("s", "S", "", {**made.frames, "wording": frame(SCHEMAS["wording"], [mark])}, made.texts))
    first = found.statements.iloc[0]
    assert (first["article_id"], first["first_outlet"]) == ("b", "A")
