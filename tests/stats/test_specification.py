import dataclasses
import math
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from simulated import rows_of

from framing.measure.declared_contrast import DECLARED, contrast_key, declared_keys, declared_rows
from framing.measure.measure import MeasureKey
from framing.measure.settings import Settings
from framing.measure.tables import SCHEMAS, Tables, frame
from framing.stats.contrasts import contrasts
from framing.stats.joint_specification import joint_inference
from framing.stats.specification import ALL_IN, Target, specification_curve, standing, term_settings

TARGET = Target("label share", "c", "x", "A")


@pytest.fixture(scope="module")
def codebook(tmp_path_factory):  # noqa: ANN001, ANN201 -- pytest's own types
    from framing.annotate.codebook import read_codebook

    path = tmp_path_factory.mktemp("set") / "codebook.toml"
    labels = "".join(f'[[concept.variant]]\nlabel = "{label}"\npatterns = ["{label}"]\n' for label in ("x", "y", "z"))
    path.write_text(
        '[codebook]\nid = "t"\ntitle = "t"\nversion = "1"\n'
        '[[contrast]]\nconcept = "c"\na = ["x"]\nb = ["y"]\n'
        f'[[concept]]\nid = "c"\nname = "c"\nreferent = "r"\ninclude = "i"\n{labels}',
        encoding="utf-8",
    )
    return read_codebook(path)


def tables(uses: dict[str, list[list[tuple[str, str]]]]) -> Tables:
    """Outlet -> articles -> (label, voice) of each mention; the first sentence is the headline."""
    frames = {name: frame(columns, []) for name, columns in SCHEMAS.items()}
    articles, sentences, mentions = [], [], []
    for outlet, written in uses.items():
        for i, used in enumerate(written):
            article = f"{outlet}{i}"
            articles.append({"article_id": article, "outlet": outlet, "cluster": article})
            sentences += [{"article_id": article, "sentence": 0, "part": "headline"}]
            sentences += [{"article_id": article, "sentence": 1, "part": "body"}]
            mentions += [
                {
                    "article_id": article, "outlet": outlet, "start": n, "end": n + 1, "concept": "c", "variant": label,
                    "surface": label, "voice": voice, "sentence": int(voice != "headline"), "quotation": -1,
                }
                for n, (label, voice) in enumerate(used)
            ]  # fmt: skip
    frames |= {"articles": pd.DataFrame(articles), "sentences": pd.DataFrame(sentences)}
    frames["mentions"] = pd.DataFrame(mentions)
    return Tables("t", "t", "", frames)


USES = {
    "A": [[("x", "outlet"), ("x", "headline"), ("z", "quoted")]] * 5,
    "B": [[("y", "outlet"), ("y", "headline"), ("x", "quoted")]] * 5,
}


def test_every_combination_is_there_once(codebook) -> None:  # noqa: ANN001
    curve = specification_curve(term_settings(tables(USES), codebook, TARGET), TARGET, analysis=Settings(draws=300))
    # voice 2 × headline 2 × labels (all, -y, -z) 3 × copies 2 × left out (none, 10 articles)
    names = ["voice", "headline", "labels", "copies", "left_out"]
    assert not curve.duplicated(names).any()
    assert curve.groupby(["voice", "headline", "labels", "copies"]).ngroups == 24
    assert set(curve["left_out"]) == {ALL_IN, *(f"{o}{i}" for o in "AB" for i in range(5))}


def test_the_first_row_is_the_finding_itself(codebook) -> None:  # noqa: ANN001
    target = dataclasses.replace(TARGET, measure="own-voice label share")
    set_of = tables(USES)
    curve = specification_curve(
        term_settings(set_of, codebook, target), target, analysis=Settings(draws=300), leave_out=False
    )
    first = curve.iloc[0]
    assert first[["voice", "headline", "labels", "copies"]].tolist() == [
        "own voice", "with headlines", "all labels", "every article",
    ]  # fmt: skip
    assert (first["estimate"], first["rest"], first["n_articles"]) == (1, 0, 5)
    assert first["p"] == pytest.approx(2 / 252)
    quoted = curve[(curve["voice"] == "every voice") & (curve["labels"] == "all labels")].iloc[0]
    assert (quoted["estimate"], quoted["rest"]) == (pytest.approx(2 / 3), pytest.approx(1 / 3))
    without = curve[(curve["voice"] == "own voice") & (curve["labels"] == "without “y”")]
    assert without["difference"].isna().all()


def test_a_finding_that_hangs_on_one_article_falls_without_it() -> None:
    cells = {"A": [(9, 9), (0, 1), (0, 1), (0, 1), (0, 1)], "B": [(0, 1)] * 5}
    curve = specification_curve([({"setting": "only"}, rows_of(cells))], TARGET, analysis=Settings(draws=500))
    fallen = curve[curve["left_out"] == "A0"]
    assert (fallen["difference"] == 0).all()
    assert not fallen["stands"].any()


def test_p_and_difference_are_those_of_contrasts() -> None:
    rng = np.random.default_rng(2)
    cells = {o: [(float(rng.integers(0, 4)), 4.0) for _ in range(5)] for o in "AB"}
    shares = rows_of(cells)
    shares["cluster"] = ["w", "A1", "A2", "A3", "A4", "w", "B1", "B2", "w2", "w2"]
    for collapse, name in ((False, "every article"), (True, "copies counted once")):
        got = specification_curve([({}, shares)], TARGET, analysis=Settings(), leave_out=False)
        row, other = (
            got[got["copies"] == name].iloc[0],
            contrasts(shares, settings=Settings(draws=10_000, collapse_copies=collapse)).iloc[0],
        )
        assert (row["difference"], row["p"]) == pytest.approx((other["difference"], other["p"]))


def test_settings_that_deal_the_same_articles_are_tested_as_each_alone() -> None:
    rng = np.random.default_rng(6)
    settings = []
    for name in range(4):
        shares = rows_of({o: [(float(rng.integers(0, 5)), float(4 + name % 2 * i)) for i in range(4)] for o in "ABC"})
        shares["cluster"] = [f"c{max(i, 1)}" for i in range(len(shares))]  # the first two are copies
        settings.append(({"s": str(name)}, shares))
    together = specification_curve(settings, TARGET, analysis=Settings(draws=200))
    alone = [specification_curve([one], TARGET, analysis=Settings(draws=200)) for one in settings]
    for name in ("estimate", "rest", "difference", "p", "least_p", "n_articles"):
        assert together[name].tolist() == pytest.approx([v for one in alone for v in one[name]], nan_ok=True)


def test_standing_counts_and_names_the_weakest_choice() -> None:
    strong, weak = rows_of({"A": [(4, 4)] * 5, "B": [(0, 4)] * 5}), rows_of({"A": [(2, 4)] * 5, "B": [(1, 4)] * 5})
    weak.loc[weak["outlet"] == "B", "value"] = [0, 4, 0, 4, 0]
    curve = specification_curve(
        [({"s": "strong"}, strong), ({"s": "weak"}, weak)], TARGET, analysis=Settings(), leave_out=False
    )
    got = standing(curve)
    assert (got.n, got.stands, got.weakest) == (4, 2, "weak")
    assert got.share == 0.5
    nothing = standing(specification_curve([], TARGET, analysis=Settings()))
    assert (nothing.n, math.isnan(nothing.share)) == (0, True)


def test_the_weakest_choice_is_the_one_whose_settings_stand_least_often() -> None:
    rng = np.random.default_rng(9)
    curve = pd.DataFrame({"voice": rng.choice(["own", "every", None], 90), "left_out": rng.choice(list("abcde"), 90)})
    curve = curve.assign(difference=1.0, same_direction=True, stands=rng.random(90) < 0.6)
    shares = {
        (name, value): float(curve.loc[curve[name] == value, "stands"].mean())
        for name in ("voice", "left_out")
        for value in curve[name].dropna().unique()
    }
    name, value = min(shares, key=lambda choice: shares[choice])
    assert standing(curve).weakest == (f"leaving out {value}" if name == "left_out" else value)


def test_declared_contrasts_are_one_side_of_both(codebook) -> None:  # noqa: ANN001
    from framing.measure.term_choice import LABEL_SHARE, term_choice

    shares = term_choice(tables(USES), codebook=codebook)
    rows = declared_rows(shares, codebook)
    assert set(rows["key"]) == {"x | y"} == {contrast_key(codebook.contrasts[0])}
    assert rows.groupby("outlet")[["value", "base"]].sum().to_dict("list") == {"value": [10, 0], "base": [10, 10]}
    assert declared_keys(codebook) == [MeasureKey(DECLARED.name, "c", "x | y")]
    every = declared_rows(shares, codebook, measure=LABEL_SHARE)
    assert every.groupby("outlet")[["value", "base"]].sum().to_dict("list") == {"value": [10, 5], "base": [10, 15]}
    assert declared_rows(shares.iloc[:0], codebook).empty


def test_only_labels_have_label_settings(codebook) -> None:  # noqa: ANN001
    with pytest.raises(ValueError, match="no label settings"):
        next(term_settings(tables(USES), codebook, dataclasses.replace(TARGET, measure="cue profile")))


def test_all_settings_together_are_one_test() -> None:
    """Two settings that say the same are one: p is that of the one; and by listing all dealings."""
    rng = np.random.default_rng(4)
    shares = rows_of({o: [(float(rng.integers(0, 5)), 4.0) for _ in range(4)] for o in "AB"})
    one = joint_inference([({}, shares)], TARGET, analysis=Settings(), leave_out=False)
    twice = joint_inference([({}, shares)] * 3, TARGET, analysis=Settings(), leave_out=False)
    assert (one.n_settings, twice.n_settings, one.exact, one.n_dealt) == (2, 6, True, 70)
    assert twice.p == one.p
    assert twice.z == pytest.approx(one.z)
    values = shares["value"].to_numpy()
    sums = [abs(values[list(chosen)].sum() - values.sum() / 2) for chosen in combinations(range(8), 4)]
    assert one.p == pytest.approx(np.mean(np.array(sums) >= sums[0] - 1e-9))


def test_settings_without_any_difference_alarm_no_more_than_one_in_twenty() -> None:
    rng = np.random.default_rng(9)
    p = []
    for seed in range(120):
        own = rows_of({o: [(float(rng.binomial(4, 0.3)), 4.0) for _ in range(5)] for o in "AB"})
        every = own.assign(value=own["value"] + rng.binomial(3, 0.3, 10), base=7.0)
        settings = [({"voice": "own"}, own), ({"voice": "every"}, every)]
        p.append(joint_inference(settings, TARGET, analysis=Settings(seed=seed)).p)
    assert np.mean(np.array(p) <= 0.05) <= 0.1  # .05, and 2.5 times the error of 120 sets
    assert np.mean(np.array(p) <= 0.5) == pytest.approx(0.5, abs=0.14)


def test_a_target_that_no_setting_gives_has_no_p() -> None:
    nothing = joint_inference([], TARGET, analysis=Settings())
    assert math.isnan(nothing.p)
    assert nothing.n_settings == 0
