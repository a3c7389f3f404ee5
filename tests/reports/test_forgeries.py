"""Forged reports: verify names the file, the place in it and the cause, and nothing of a report that is as made."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from forgeries import KNOWN, MORE, Forgery, careful, swap
from shared_story import PARAMS, story

from framing.reports.causes import Causes
from framing.reports.differing_tables import TableCheck
from framing.reports.held_digest import hold
from framing.reports.make_again import Remade, make_again, todays_parameters
from framing.reports.make_report import run_report
from framing.reports.published_report import read_published
from framing.reports.verify import compare


@dataclass(frozen=True)
class Made:
    out: Path
    remade: Remade


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A report with the package's own notebooks, and the same made again, once for all forgeries."""
    folder = tmp_path_factory.mktemp("forgeries")
    story(folder / "corpus" / "quay")
    (folder / "params").mkdir()
    (folder / "params" / "quay.yaml").write_text(PARAMS, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRAMING_CACHE", str(folder / "cache"))
        run_report(folder / "params" / "quay.yaml")
        out = folder / "figures" / "quay"
        stands = read_published(out)
        now = todays_parameters(out, stands.listing, None)
        remade = make_again(now, stands.listing, stands.run, scratch=Path(tempfile.mkdtemp(dir=folder)))
    return Made(out, remade)


def test_a_report_as_made_is_the_same(made: Made) -> None:
    verdict = compare(read_published(made.out), made.remade)
    assert verdict.holds, str(verdict)
    assert str(verdict).endswith("\nthe same")
    assert hold(made.out).whole


@pytest.mark.parametrize("forgery", [*KNOWN, *MORE], ids=lambda forgery: forgery.name)
def test_a_forgery_is_named_with_its_cause(made: Made, tmp_path: Path, forgery: Forgery) -> None:
    out = Path(shutil.copytree(made.out, tmp_path / "out", symlinks=True))
    forgery.forge(out)
    verdict = compare(read_published(out), made.remade)
    assert not verdict.holds
    about = "findings ·" if forgery.file == "findings.json" else forgery.file.removeprefix("data/").removesuffix(".csv")
    named = [line for line in str(verdict).splitlines() if about in line or forgery.file in line]
    told = [line for line in named if forgery.cause in line.partition(". Why: ")[2] and forgery.also in line]
    assert told, str(verdict)
    assert str(verdict).splitlines()[-1].startswith("differs in ")
    assert forgery.file in str(verdict).splitlines()[-1]
    # and the author's digest, in somebody's hands, tells without a run
    held = hold(out)
    assert held.verdict(hold(made.out).digest) != "the same"


def test_there_are_fifty_of_them() -> None:
    assert len(KNOWN) == 25
    assert len(MORE) >= 25
    assert len({one.name for one in (*KNOWN, *MORE)}) == len(KNOWN) + len(MORE)


def test_words_after_the_two_hundredth_letter_of_a_cell() -> None:
    old = f"article_id,note,n\na,{'x' * 220} agreed,1\n"
    causes = Causes((), {"data/t.csv": "1"}, {"data/t.csv": "2"})
    (one,) = TableCheck("data/t.csv", causes, {}, None, None).differences(old, old.replace("agreed", "denied"))
    assert (one.column, one.published[-6:], one.recomputed[-6:]) == ("note", "agreed", "denied")
    assert one.why == "data/t.csv was edited after the report was made"


def test_only_what_was_forged_is_named(made: Made, tmp_path: Path) -> None:
    out = Path(shutil.copytree(made.out, tmp_path / "out"))
    careful(swap("charts/voices.svg", "<desc>", "<desc>Outlets agree. "))(out)
    verdict = compare(read_published(out), made.remade)
    assert [one.file for one in verdict.files] == ["charts/voices.svg"]
    assert verdict.differences == ()
