"""One passage in several versions: which is chosen, what is marked, and that keys step through it without script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browsing import chromium
from shared_story import story
from small_sets import CODEBOOK, write_set

from framing.measure.tables import Tables
from framing.show.page_templates import template_text
from framing.show.shared_passages import shared_passages
from framing.show.version_stepper import MOST_VERSIONS, version_stepper
from framing.store.open_set import open_set

START = "The ferry to the outer islands did not sail on Monday because of a storm in the strait."
FOLLOWS = "Two hundred {people} spent the night in the school, where the town gave them soup and blankets."


def opened(folder: Path, texts: dict[str, str], outlets: dict[str, str]) -> Tables:
    made = write_set(folder / "set", texts, outlets=outlets, codebook=CODEBOOK)
    return open_set(made, parser="none", cache=folder / "cache")


def set_of(folder: Path, texts: dict[str, str]) -> Tables:
    outlets = {name: name.replace("-", " ").title() for name in texts}
    return open_set(
        write_set(folder / "set", texts, outlets=outlets, codebook=CODEBOOK), parser="none", cache=folder / "cache"
    )


@pytest.fixture(scope="module")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    people = {"one": "passengers", "two": "stranded victims", "three": "passengers"}
    texts = {name: f"Ferry stays\n\n{START} {FOLLOWS.format(people=word)}\n" for name, word in people.items()}
    return set_of(tmp_path_factory.mktemp("ferry"), texts)


def test_the_longest_run_of_changed_sentences_is_one_passage_and_equal_versions_stand_together(ferry: Tables) -> None:
    (passage,) = shared_passages(ferry)
    assert sorted(passage.outlets) == ["One", "Three", "Two"]
    assert [version.outlets for version in passage.versions] == [("One", "Three"), ("Two",)]
    marked = [
        ferry.texts[version.article_id][change.start : change.end]
        for version in passage.versions
        for change in version.changes
    ]
    assert marked == ["passengers", "stranded victims"]


def test_sentences_that_nobody_changed_are_no_passage(tmp_path: Path) -> None:
    same = f"Ferry stays\n\n{START}\n"
    assert shared_passages(set_of(tmp_path, {"one": same, "two": same})) == ()


def test_nothing_shared_shows_nothing(tmp_path: Path) -> None:
    shown = version_stepper(set_of(tmp_path, {"one": f"A\n\n{START}\n", "two": "B\n\nThe mayor opened a library.\n"}))
    assert shown.parts == ()
    assert str(shown.html) == ""


def test_two_articles_of_one_outlet_are_not_two_versions(tmp_path: Path) -> None:
    texts = {name: f"Ferry stays\n\n{START} {FOLLOWS.format(people=name)}\n" for name in ("guests", "hikers")}
    assert shared_passages(opened(tmp_path, texts, dict.fromkeys(texts, "Quay Post"))) == ()


def test_words_of_articles_and_names_of_outlets_are_escaped(tmp_path: Path) -> None:
    people = {"one": "<b>passengers</b>", "two": "<script>victims</script>"}
    texts = {name: f"Ferry stays\n\n{START} {FOLLOWS.format(people=word)}\n" for name, word in people.items()}
    shown = str(version_stepper(opened(tmp_path, texts, {"one": "One & Co", "two": "<script>alert(1)"})).html)
    assert "<script" not in shown
    assert "One &amp; Co" in shown


def test_the_style_sheet_has_a_rule_for_every_version_that_can_be_chosen() -> None:
    rules = re.findall(r"input:nth-of-type\((\d+)\).*version:nth-child\((\d+)\)", template_text("page.css"))
    assert rules == [(str(k), str(k)) for k in range(1, MOST_VERSIONS + 1)]


@pytest.mark.browser
def test_arrow_keys_and_clicks_step_through_the_versions_without_script(tmp_path: Path) -> None:
    shown = version_stepper(open_set(story(tmp_path / "set"), parser="none", cache=tmp_path / "cache")).html
    page = tmp_path / "page.html"
    page.write_text(f"<style>{template_text('page.css')}</style>{shown}", encoding="utf-8")
    with chromium() as browser:
        context = browser.new_context(java_script_enabled=False)
        made = context.new_page()
        made.goto(page.as_uri())
        seen = made.locator(".version >> visible=true")
        n = made.locator(".version").count()
        assert n > 1
        assert seen.count() == 1
        first = seen.inner_text()
        made.keyboard.press("Tab")
        made.keyboard.press("ArrowRight")
        assert seen.count() == 1
        assert seen.inner_text() != first
        made.locator(".steps label").last.click()
        assert seen.count() == n
        context.close()


def test_without_a_style_sheet_all_versions_are_there_and_no_choice_that_does_nothing(ferry: Tables) -> None:
    shown = str(version_stepper(ferry).html)
    assert shown.count('class="version reading"') == 2
    assert '<fieldset class="steps" hidden>' in shown
