from __future__ import annotations

from pathlib import Path

import pytest

from framing.annotate.roles import Role, find_roles
from framing.sets.manifest import load_set
from framing.text.article import Article
from framing.text.layout import lay_out
from framing.text.parser import get_parser


def roles(text: str) -> list[tuple[str, str, str, str]]:
    """Verb, form, agent and patient as phrases of every action."""
    article = Article(id="a", text=text)
    layout = lay_out(article)
    found = find_roles(layout, get_parser().parse(article, layout))
    return [(r.verb, r.form, *(s.of(text) if s else "-" for s in (r.agent, r.patient))) for r in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police arrested nine protesters on Monday.", ("arrest", "active", "Police", "nine protesters")),
        ("Nine protesters were arrested by the police.", ("arrest", "passive", "the police", "Nine protesters")),
        ("Nine protesters were arrested on Monday.", ("arrest", "agentless passive", "-", "Nine protesters")),
        ("The boats tied by the fishermen sank.", ("tie", "passive", "the fishermen", "The boats")),
        ("The boats were tied up by noon.", ("tie", "agentless passive", "-", "The boats")),
        ("The arrest of nine protesters was wrong.", ("arrest", "nominal", "-", "nine protesters")),
        ("The arrest of the mayor by the army was wrong.", ("arrest", "nominal", "the army", "the mayor")),
        ("The mayor's arrest was wrong.", ("arrest", "nominal", "-", "The mayor's")),
        ("The company's threat was empty.", ("threaten", "nominal", "The company's", "-")),
        ("The officers who cut the ropes went home.", ("cut", "active", "The officers", "the ropes")),
        ("A drone hit the convoy, killing the general.", ("kill", "active", "A drone", "the general")),
        ("The army attacked and destroyed the town.", ("destroy", "active", "The army", "the town")),
        ("The company wants to close the harbour.", ("close", "active", "The company", "the harbour")),
        ("The court ordered the company to open the gate.", ("open", "active", "the company", "the gate")),
        ("They want the ferry terminal built.", ("build", "agentless passive", "-", "the ferry terminal")),
    ],
)
def test_forms(text: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in roles(text)


def test_light_verbs_states_and_empty_texts_give_nothing() -> None:
    assert roles("The harbour is quiet.") == []
    assert roles("The boats are gone.") == []
    assert roles("") == []
    layout = lay_out(Article(id="a", text="Police arrested nine."))
    assert find_roles(layout, ()) == ()


def _coded(path: Path) -> dict[str, set[tuple[str, ...]]]:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {a: {tuple(r[1:]) for r in rows if r[0] == a} for a in {r[0] for r in rows}}


def _heads(article: Article) -> tuple[set[tuple[str, ...]], tuple[Role, ...]]:
    layout = lay_out(article)
    found = find_roles(layout, get_parser().parse(article, layout))

    def word(span: object) -> str:
        return span.of(article.text) if span is not None else "-"  # type: ignore[attr-defined]

    place = {r: next(i for i, s in enumerate(layout.sentences) if s.covers(r.span)) for r in found}
    return {(str(place[r]), r.verb, word(r.agent_head), word(r.patient_head)) for r in found}, found


@pytest.mark.parametrize("name", ["demo", "iraq"])
def test_against_the_hand_coding(root: Path, name: str, request: pytest.FixtureRequest) -> None:
    folder = root / "corpus" / "harbour-blockade" if name == "demo" else request.getfixturevalue("iraq")
    articles = {a.id: a for a in load_set(folder).articles}
    right = n_found = n_coded = 0
    for article_id, coded in _coded(root / "tests" / "cases" / f"agency-{name}.tsv").items():
        found, _ = _heads(articles[article_id])
        right, n_found, n_coded = right + len(found & coded), n_found + len(found), n_coded + len(coded)
    assert right / n_found >= 0.9, f"precision {right}/{n_found}"
    assert right / n_coded >= 0.8, f"recall {right}/{n_coded}"


def test_the_real_set_names_agent_and_patient(iraq: Path) -> None:
    articles = {a.id: a for a in load_set(iraq).articles}
    text = articles["press-tv"].text
    _, found = _heads(articles["press-tv"])
    killing = next(r for r in found if r.verb == "assassinate")
    assert killing.agent is not None
    assert killing.patient is not None
    assert "drone" in killing.agent.of(text)
    assert "commander" in killing.patient.of(text)
    for article_id in ("al-arabiya", "new-arab", "mepei"):
        _, found = _heads(articles[article_id])
        benghazi = [r for r in found if r.verb == "kill" and r.form == "agentless passive"]
        assert benghazi, article_id
