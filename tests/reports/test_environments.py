"""A report is the same bytes whatever the environment: a few of the trials of ``benchmarks/environments.py``."""

from __future__ import annotations

from pathlib import Path

import pytest
from environment_trials import SHORT, TRIALS, Trial, run_trial
from small_reports import contents
from small_sets import make_set

PARAMS = "article_set: corpus/quay\nout: out\nparser: none\ndraws: 100\nnotebooks: [01_article_set]\n"


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """The report as it is made where nothing is set."""
    folder = tmp_path_factory.mktemp("environments")
    make_set(folder / "corpus" / "quay")
    (folder / "params.yaml").write_text(PARAMS, encoding="utf-8")
    done = run_trial(Trial("usual"), folder / "params.yaml", folder / "usual", folder / "cwd")
    assert done.returncode == 0, done.stderr
    return folder, contents(folder / "usual")


@pytest.mark.parametrize("trial", [trial for trial in TRIALS if trial.name in SHORT], ids=lambda trial: trial.name)
def test_the_same_bytes(usual: tuple[Path, dict[str, bytes]], tmp_path: Path, trial: Trial) -> None:
    folder, expected = usual
    # the same relative place, so that the notebooks' own paths are the same
    out = folder / f"out-{trial.name.replace(' ', '-')}"
    done = run_trial(trial, folder / "params.yaml", out, tmp_path / "cwd")
    assert done.returncode == 0, done.stderr
    found = contents(out)
    assert [name for name in expected if found.get(name) != expected[name]] == []
    assert found.keys() == expected.keys()


def test_there_are_twenty_one() -> None:
    assert len(TRIALS) >= 21
    assert {*SHORT} <= {trial.name for trial in TRIALS}
