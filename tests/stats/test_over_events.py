"""Shares over events against a second, naive computation; what is left out; what must not matter."""

from __future__ import annotations

import itertools
import random
from collections import defaultdict
from collections.abc import Iterator
from statistics import fmean

import pandas as pd
import pytest

from framing.measure.settings import Settings
from framing.stats.over_events import COLUMNS, over_events

Row = dict[str, object]


def row(
    event: str, outlet: str, value: float, base: float, *, number: int = 0, cluster: str = "", key: str = "mob"
) -> Row:
    article = f"{event}-{outlet}-{number}"
    return {
        "measure": "label share",
        "group": "crowd",
        "key": key,
        "event": event,
        "outlet": outlet,
        "article_id": article,
        "cluster": cluster or article,
        "value": value,
        "base": base,
        "unit": "share",
    }


def random_rows(seed: int) -> list[Row]:
    """Three events of two or three outlets with one or two articles each: few enough to list every dealing."""
    dice = random.Random(seed)
    made = []
    for event in ("dam", "fire", "strike"):
        for outlet in dice.sample(["A", "B", "C"], dice.choice([2, 3])):
            for number in range(dice.choice([1, 2])):
                base = dice.randint(1, 6)
                made.append(row(event, outlet, dice.randint(0, base), base, number=number))
    return made


def share(rows: list[Row]) -> float:
    return sum(float(str(r["value"])) for r in rows) / sum(float(str(r["base"])) for r in rows)


def naive(rows: list[Row], outlet: str) -> dict[str, float] | None:
    """The same by loops over lists: one event after the other, every dealing one after the other."""
    by_event: dict[str, list[Row]] = defaultdict(list)
    for one in rows:
        by_event[str(one["event"])].append(one)
    here = {event: own for event, own in by_event.items() if {r["outlet"] == outlet for r in own} == {True, False}}
    if len(here) < 2:
        return None

    def gap(dealt: dict[str, set[int]]) -> float:
        return fmean(
            share([r for i, r in enumerate(own) if i in dealt[event]])
            - share([r for i, r in enumerate(own) if i not in dealt[event]])
            for event, own in here.items()
        )

    def dealings() -> Iterator[dict[str, set[int]]]:
        ways = [
            [set(some) for some in itertools.combinations(range(len(own)), sum(r["outlet"] == outlet for r in own))]
            for own in here.values()
        ]
        for chosen in itertools.product(*ways):
            yield dict(zip(here, chosen, strict=True))

    real = {event: {i for i, r in enumerate(own) if r["outlet"] == outlet} for event, own in here.items()}
    seen = [abs(gap(dealt)) >= abs(gap(real)) - 1e-9 for dealt in dealings()]
    own_shares = [share([r for r in own if r["outlet"] == outlet]) for own in here.values()]
    return {"estimate": fmean(own_shares), "difference": gap(real), "p": fmean(seen), "n_events": len(here)}


@pytest.mark.parametrize("seed", range(12))
def test_estimate_difference_and_p_are_those_of_a_naive_computation(seed: int) -> None:
    rows = random_rows(seed)
    found = over_events(pd.DataFrame(rows), Settings(draws=100_000)).set_index("outlet")
    for outlet in "ABC":
        expected = naive(rows, outlet)
        assert (expected is not None) == (outlet in found.index)
        if expected is not None:
            assert {name: found.loc[outlet, name] for name in expected} == pytest.approx(expected)


def test_each_event_counts_the_same_however_much_was_counted_in_it() -> None:
    rows = [row("dam", "A", 100, 100), row("fire", "A", 0, 1), row("dam", "B", 0, 1), row("fire", "B", 0, 100)]
    found = over_events(pd.DataFrame(rows)).set_index("outlet").loc["A"]
    assert (found["estimate"], found["others"], found["n"], found["n_above"]) == (0.5, 0.0, 101, 1)


def test_an_interval_over_events_is_wide_with_few_of_them() -> None:
    def width(n: int) -> float:
        rows = [row(f"e{k}", outlet, outlet == "A", 1) for k in range(n) for outlet in "AB"]
        found = over_events(pd.DataFrame(rows), Settings(draws=100)).set_index("outlet").loc["A"]
        assert found["high"] == 1.0
        return float(found["high"] - found["low"])

    assert width(2) > 0.5 > width(8) > 0.1


def test_an_outlet_keeps_what_it_does_in_every_event_and_the_others_do_not() -> None:
    rows = [row(f"e{k}", o, o == "A", 1) for k in range(9) for o in "ABC"]
    found = over_events(pd.DataFrame(rows)).set_index("outlet")
    assert found["keeps"].to_dict() == {"A": True, "B": False, "C": False}
    rows[0]["value"] = False  # in one event it does not
    assert not over_events(pd.DataFrame(rows)).set_index("outlet").loc["A", "keeps"]


def test_copies_of_one_text_by_one_outlet_are_dealt_as_one() -> None:
    rows = [row(e, o, o == "A", 1, number=n, cluster=f"{e}-{o}") for e in "xyz" for o in "AB" for n in range(4)]
    single = [one for one in rows if str(one["article_id"]).endswith("-0")]
    assert (
        over_events(pd.DataFrame(rows))["p"].tolist() == over_events(pd.DataFrame(single))["p"].tolist() == [0.25] * 2
    )


def test_outlets_of_one_event_and_events_without_others_say_nothing() -> None:
    alone = [row("dam", "A", 1, 2), row("fire", "A", 1, 2), row("fire", "B", 1, 2), row("strike", "B", 0, 0)]
    for rows in (pd.DataFrame(alone), pd.DataFrame(alone).head(0)):
        found = over_events(rows)
        assert found.empty
        assert list(found.columns) == list(COLUMNS)


def test_the_order_of_rows_does_not_matter() -> None:
    rows = pd.DataFrame([*random_rows(3), *({**r, "key": "crowd"} for r in random_rows(4))])
    for seed in range(3):
        pd.testing.assert_frame_equal(over_events(rows), over_events(rows.sample(frac=1, random_state=seed)))


def test_two_outlets_differ_by_the_same_and_the_other_way() -> None:
    rows = [row(e, o, v, 4) for e, a, b in (("x", 1, 3), ("y", 2, 2), ("z", 0, 4)) for o, v in (("A", a), ("B", b))]
    found = over_events(pd.DataFrame(rows)).set_index("outlet")
    assert found.loc["A", "difference"] == -found.loc["B", "difference"]
    assert found.loc["A", "p"] == found.loc["B", "p"]
