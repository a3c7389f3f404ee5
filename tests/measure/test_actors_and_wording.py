from __future__ import annotations

from pathlib import Path

import pytest

from framing.measure.agency import FORMS, agency
from framing.measure.epithets import descriptions
from framing.measure.tables import ARTICLE_MEASURE, SCHEMAS, Tables, frame
from framing.measure.wording import KINDS, tone, wording_rates
from framing.store.open_set import open_set


@pytest.fixture(scope="module")
def demo(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return open_set(root / "corpus" / "harbour-blockade", cache=tmp_path_factory.mktemp("cache"))


@pytest.fixture
def nothing() -> Tables:
    return Tables("s", "S", "", {name: frame(columns, []) for name, columns in SCHEMAS.items()}, {})


def test_agency_counts_what_the_roles_say(demo: Tables) -> None:
    made = agency(demo)
    roles = demo["roles"]
    own = roles[roles["voice"].isin(["outlet", "headline"]) & (roles["reality"] == "told")]
    people = made[(made["measure"] == "agent share") & (made["key"] == "people-in-boats")]
    assert people["value"].sum() == (own["agent_concept"] == "people-in-boats").sum()
    assert people["base"].sum() == people["value"].sum() + (own["patient_concept"] == "people-in-boats").sum()
    passives = made[made["measure"] == "agentless passive share"]
    assert passives["base"].sum() == own["form"].isin(["passive", "agentless passive"]).sum()
    assert ((made["value"] >= 0) & (made["value"] <= made["base"])).all()


def test_form_shares_of_an_article_add_up(demo: Tables) -> None:
    made = agency(demo)
    forms = made[made["measure"] == "form share"]
    sums = forms.groupby(["article_id", "group"]).agg(value=("value", "sum"), base=("base", "first"))
    assert (sums["value"] == sums["base"]).all()
    assert set(forms["key"]) == set(FORMS)


def test_actors_are_described_differently(demo: Tables) -> None:
    found = descriptions(demo)
    quill = found[found["actor"] == "marta quill"].set_index("outlet")["description"]
    assert "ringleader of save the meadow" in set(quill["National Courier"])
    assert (found.groupby("actor")["outlet"].nunique() > 1).all()
    assert "title" not in set(found["kind"])
    assert "title" in set(descriptions(demo, titles=True, differing=False)["kind"])


def test_wording_rates_count_marks_on_words(demo: Tables) -> None:
    made = wording_rates(demo)
    assert made["value"].sum() == 1000 * len(demo["wording"])  # per 1000 words; the base is words
    one = made[(made["article_id"] == "herald-1") & (made["key"] == "hedge")].set_index("group")["base"]
    words = demo["articles"].set_index("article_id").loc["herald-1"]
    assert one["outlet"] == pytest.approx(words["n_words"] - words["n_words_quoted"])
    assert one["quoted"] == pytest.approx(words["n_words_quoted"])
    assert set(made["key"]) == set(KINDS)


def test_tone_is_the_mean_of_sentences(demo: Tables) -> None:
    made = tone(demo)
    voices = made[made["group"] == "voice"]
    assert voices["base"].sum() == len(demo["sentences"])
    assert (made["value"].abs() <= made["base"]).all()
    packed = Tables(demo.set_id, demo.title, demo.event_date, demo.frames, {})
    assert tone(packed).empty


def test_nothing_gives_empty_frames(nothing: Tables) -> None:
    for made in (agency(nothing), wording_rates(nothing), tone(nothing)):
        assert made.empty
        assert list(made.columns) == [c.name for c in ARTICLE_MEASURE]
    assert descriptions(nothing).empty
