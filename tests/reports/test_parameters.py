"""Parameters files: strict, safe, and clear about what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing.reports.parameters import KNOWN, NOTEBOOK_PARAMETERS, ParameterError, make_params, read_params


def written(folder: Path, text: str) -> Path:
    path = folder / "params.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_paths_start_from_the_file_and_defaults_fill_the_rest(tmp_path: Path) -> None:
    (tmp_path / "params").mkdir()
    params = read_params(written(tmp_path / "params", "article_set: ../corpus/x\nout: ../figures/x\n"))
    assert params.article_set == tmp_path / "corpus" / "x"
    assert params.out == tmp_path / "figures" / "x"
    assert params.codebook is None
    assert params.parser == "auto"
    assert params.notebooks is None


def test_out_can_be_given_from_outside(tmp_path: Path) -> None:
    params = read_params(written(tmp_path, "article_set: x\nout: y\n"), out=tmp_path / "z")
    assert params.out == tmp_path / "z"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("sed: 5", "unknown parameter 'sed'; did you mean 'seed'?"),
        ("confidence-level: 0.9", "unknown parameter 'confidence-level'; did you mean 'confidence'?"),
        ("colour: red", "unknown parameter 'colour'"),
        ("seed: '5'", "parameter 'seed' is '5'"),
        ("seed: true", "parameter 'seed' is True"),
        ("seed: 1.5", "parameter 'seed' is 1.5"),
        ("seed: -1", "parameter 'seed' is -1"),
        ("draws: 1", "parameter 'draws' is 1"),
        ("confidence: 95", "parameter 'confidence' is 95"),
        ("collapse_copies: 1", "parameter 'collapse_copies' is 1"),
        ("collapse_copies: 'no'", "parameter 'collapse_copies' is 'no'"),
        ("codebook: 7", "parameter 'codebook' is 7"),
        ("codebook: ''", "parameter 'codebook' is empty"),
        ("notebooks: 02_term_choice", "parameter 'notebooks' is '02_term_choice'"),
        ("notebooks: [2]", "parameter 'notebooks.0' is 2"),
        ("title: |\n  two\n  lines", "parameter 'title' is"),
        ("seed: 1\nseed: 2", "'seed' is given twice"),
        ("title: !!python/object/apply:os.system ['true']", "not YAML that can be read safely"),
        ("title: [unclosed", "not YAML that can be read safely"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(ParameterError) as caught:
        read_params(written(tmp_path, f"article_set: x\nout: y\n{line}\n"))
    assert said in str(caught.value)


def test_every_fault_is_listed_with_the_known_parameters(tmp_path: Path) -> None:
    with pytest.raises(ParameterError) as caught:
        read_params(written(tmp_path, "article_sett: x\nseed: five\n"))
    message = str(caught.value)
    for said in ("'article_set' is missing", "'out' is missing", "'article_sett'", "'seed' is 'five'", *KNOWN):
        assert said in message


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just words\n"])
def test_a_file_that_is_no_list_of_names_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ParameterError, match="expected 'name: value'"):
        read_params(written(tmp_path, text))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="no such file"):
        read_params(tmp_path / "none.yaml")


def test_what_looks_like_code_stays_text(tmp_path: Path) -> None:
    code = "__import__('os').system('touch /tmp/x')"
    params = read_params(written(tmp_path, f'article_set: x\nout: y\ntitle: "{code}"\n'))
    assert params.title == code


def test_paths_that_yaml_reads_as_something_else_are_refused() -> None:
    with pytest.raises(ParameterError, match="article_set"):
        make_params({"article_set": 12, "out": "y"}, base=Path(), where="here")


def test_the_example_files_can_be_read(root: Path) -> None:
    for path in sorted((root / "params").glob("*.yaml")):
        params = read_params(path)
        assert (params.article_set / "articles.toml").is_file(), path


def test_notebooks_do_not_choose_notebooks() -> None:
    assert set(KNOWN) - set(NOTEBOOK_PARAMETERS) == {"notebooks"}
