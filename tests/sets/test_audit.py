"""The audit: what is planted in a set is found, what is in order is not flagged, and the verdicts follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import comb
from pathlib import Path

import pytest
from set_builder import TEXTS, build

from framing.sets.article_check import look, unpaired_marks
from framing.sets.audit import Audit, audit
from framing.sets.audit_text import audit_text
from framing.sets.manifest import ArticleSet, load_set
from framing.sets.near_copies import containment, plain_words, resemblance, shingles, sketch, sketch_resemblance
from framing.sets.set_support import least_p
from framing.sets.shingle_copies import clusters, repeated_blocks, shared_pairs
from framing.text.article import Article

LONG = (
    "The keeper of the old lighthouse said on Monday that the lamp had not been lit for a week. "
    "The boats which pass the point have been told to keep away from the rocks until it is mended. "
    "A firm from the mainland has been asked for the part, and it should have come by the end of the month. "
    "Until then there will be lanterns in the windows of the village, as there were in the old days. "
    "The harbour office has no other plan, and the skippers who met it on Tuesday were not pleased with that. "
    "They asked for a light ship, which the office said it could not pay for, and for a bell, which it may. "
    "Two of them said they would not put to sea at night before the lamp was lit again."
)


def article(text: str, **facts: object) -> Article:
    return Article(id="a", text=text, outlet="Star", published=date(2024, 3, 4), **facts)  # type: ignore[arg-type]


def answers(found: Audit) -> list[str]:
    return [verdict.answer for verdict in found.verdicts]


def test_a_whole_report_has_no_warning() -> None:
    looks = look(article(LONG))
    assert looks.warnings == ()
    assert looks.words == len(LONG.split())
    assert looks.furniture == 0


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("", "empty"),
        (LONG[:200] + ".", "short: "),
        (LONG + "\n\nSubscribe to continue reading.", "stub of a page for subscribers"),
        (LONG + "\n\nAlready a subscriber? Log in to read the rest.", "stub of a page for subscribers"),
        (LONG + "\n\nThe harbour master, who had been away since", "may be cut off"),
        (LONG + "\n\nThe harbour master had been away…", "may be cut off"),
        ("Lamp out: live updates\n\n" + LONG, "live blog"),
        ("\n\n".join(f"1{n}:30 The boats are at the point. {LONG}" for n in range(7)), "live blog"),
        (LONG.replace("a bell", "a “bell"), "quotation marks do not pair in 1 paragraph"),
        (LONG.replace("a bell", "a â€œbellâ€"), "mojibake"),
        (
            LONG[:110] + " Die Fischer durften nicht auslaufen weil das Licht am Turm kaputt war." * 9,
            "partly not English",
        ),
    ],
)
def test_each_sign_of_a_text_that_is_not_a_whole_report(text: str, warning: str) -> None:
    assert any(said.startswith(warning) or warning in said for said in look(article(text)).warnings)


def test_an_article_without_a_date_is_said() -> None:
    assert look(replace(article(LONG), published=None)).warnings == ("no date",)


@pytest.mark.parametrize(
    ("paragraphs", "unpaired"),
    [
        (["“One.”", 'He said "two".', "No marks."], [False, False, False]),
        (["“It begins,", "“goes on,", "“and ends.”"], [False, False, False]),
        (['"It begins,', '"and ends."'], [False, False]),
        (["“It never ends.", "He left."], [True, False]),
        (["It never began.”", "He left."], [True, False]),
        (['An odd " mark.', "He left."], [True, False]),
        (['"Straight, then curly,” he said.'], [False]),
        ([], []),
    ],
)
def test_marks_pair_within_paragraphs_or_go_on(paragraphs: list[str], unpaired: list[bool]) -> None:
    assert unpaired_marks(paragraphs) == unpaired


def test_shared_text_is_measured_as_by_hand() -> None:
    one, two = "a b c d e f g h", "x b c d e f g y"
    # runs of five: one has abcde bcdef cdefg defgh, two has xbcde bcdef cdefg defgy
    assert resemblance(shingles(one), shingles(two)) == pytest.approx(2 / 6)
    assert containment(shingles(one), shingles(two)) == pytest.approx(2 / 4)
    (pair,) = shared_pairs({"1": [one], "2": [two], "3": ["nothing like it at all"]})
    assert (pair.one, pair.two, pair.kind) == ("1", "2", "shared copy")
    assert clusters(["3", "1", "2"], [pair]) == {"3": "3", "1": "1", "2": "1"}
    assert shingles("") == frozenset()
    assert resemblance(frozenset(), frozenset()) == 0
    assert plain_words("Café — l’ÉTÉ, U.S.") == ["cafe", "l", "ete", "u", "s"]


def test_a_sketch_estimates_resemblance() -> None:
    words = [f"w{n}" for n in range(1500)]
    one, two = " ".join(words[:1000]), " ".join(words[200:1200])
    real = resemblance(shingles(one), shingles(two))
    assert sketch_resemblance(sketch(one), sketch(two)) == pytest.approx(real, abs=0.12)
    assert sketch_resemblance(sketch(one), sketch(one)) == 1
    assert sketch_resemblance((), ()) == 0


def test_the_demo_set_is_in_order_and_its_dispatch_is_found(root: Path) -> None:
    found = audit(load_set(root / "corpus" / "harbour-blockade"))
    assert list(found.flow["articles"]) == [20, 20, 20, 20, 20]
    assert found.n_warnings == 0
    shared = found.pairs[found.pairs["kind"] != "shared passage"]
    assert {*shared["one"], *shared["two"]} == {"ledger-3", "courier-3", "open-water-2"}
    assert answers(found) == ["yes"] * 6
    assert "20  in the manifest" in audit_text(found)


def test_the_real_set_supports_description_and_copy_but_no_test(iraq: Path) -> None:
    found = audit(load_set(iraq))
    assert answers(found)[:4] == ["yes", "no", "no", "yes"]
    assert "no p could go below" in found.verdicts[1].why


def test_a_set_without_texts_supports_nothing_that_needs_them(tmp_path: Path) -> None:
    folder = build(tmp_path)
    for path in (folder / "texts").iterdir():
        path.unlink()
    found = audit(load_set(folder, texts="optional"))
    assert answers(found) == ["unknown", "no", "unknown", "unknown", "no", "unknown"]
    assert list(found.flow["articles"]) == [3, 0, 0, 0, 0]
    assert found.articles["words"].isna().all()
    assert "the texts are not here" in audit_text(found)


def planted(root: Path) -> ArticleSet:
    """The demo set with an article of another event, a near-duplicate, a stub and a late one put in."""
    demo = load_set(root / "corpus" / "harbour-blockade")
    first, *rest = demo.articles
    other = (
        "A museum in the capital has opened a hall of clocks. Visitors may wind one of them each morning at eight. " * 9
    )
    changed = [
        replace(rest[0], text=other),
        replace(rest[1], text=first.text.replace("Monday", "Tuesday")),
        replace(rest[2], text=rest[2].text[:500] + "\n\nSubscribe to continue reading.\n"),
        *rest[3:],
    ]
    late = demo.entries[5].model_copy(update={"published": date(2026, 1, 1)})
    return replace(demo, articles=(first, *changed), entries=(*demo.entries[:5], late, *demo.entries[6:]))


def test_what_is_put_in_is_found(root: Path) -> None:
    demo = planted(root)
    found = audit(demo)
    warned = dict(zip(found.articles["article_id"], found.articles["warnings"], strict=True))
    ids = [article.id for article in demo.articles]
    assert "another event" in warned[ids[1]]
    assert f"near-duplicate of {ids[0]} of its own outlet" in warned[ids[2]]
    assert "subscribers" in warned[ids[3]]
    assert "days from the middle" in warned[ids[5]]
    assert [id_ for id_, said in warned.items() if said and id_ not in (ids[0], *ids[1:4], ids[5])] == []
    assert list(found.flow["articles"]) == [20, 20, 19, 18, 17]
    assert all(id_ in audit_text(found) for id_ in ids[1:4])


def test_paragraphs_that_return_within_an_outlet_are_found() -> None:
    line = "Our reporters follow this story and will tell you more."
    made = [
        replace(article(f"{text}\n\n{line}\n"), id=id_, outlet="Star" if id_ != "three" else "Sun")
        for id_, text in TEXTS.items()
    ]
    assert repeated_blocks(made) == [(line, ("one", "two"))]


@pytest.mark.parametrize(
    ("a", "b", "p"), [(2, 2, 1 / 3), (3, 3, 0.1), (4, 4, 2 / comb(8, 4)), (1, 1, 1.0), (0, 5, 1.0)]
)
def test_the_least_p_that_articles_allow(a: int, b: int, p: float) -> None:
    assert least_p(a, b) == pytest.approx(p)


def test_a_title_that_the_text_lacks_is_said() -> None:
    looks = look(Article(id="a", text=LONG, outlet="Star", title="Boats turn back", published=date(2024, 3, 4)))
    assert looks.warnings[0].startswith("its title is not in its text")
