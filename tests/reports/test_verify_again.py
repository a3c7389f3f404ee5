"""Reports made again under other conditions: no false alarm, and a change of the set is named as the cause."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from forgeries import listing_of, put, write_listing
from small_sets import make_set

from framing.batch.run_batch import run_batch
from framing.reports.held_digest import hold, read_digest
from framing.reports.make_report import run_report
from framing.reports.published_report import VerifyError
from framing.reports.report_digest import PLACE
from framing.reports.signature import SignatureError, check_signature, sign
from framing.reports.verify import verify
from framing.store.write_pack import pack_set

PARAMS = "article_set: ../corpus/quay\nout: ../figures/quay\nparser: none\ndraws: 100\nnotebooks: [01_article_set]\n"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def params(tmp_path: Path) -> Path:
    make_set(tmp_path / "corpus" / "quay")
    (tmp_path / "params").mkdir()
    (tmp_path / "params" / "quay.yaml").write_text(PARAMS, encoding="utf-8")
    return tmp_path / "params" / "quay.yaml"


def edit(file: Path, change: Callable[[str], str]) -> None:
    before = file.read_text(encoding="utf-8")
    assert change(before) != before
    file.write_text(change(before), encoding="utf-8")


def test_an_edited_alias_is_named_as_the_cause(params: Path, tmp_path: Path) -> None:
    out = run_report(params).out
    manifest = tmp_path / "corpus" / "quay" / "articles.toml"
    edit(manifest, lambda t: t + '\n[aliases]\n"Ana Ruiz" = ["union boss Ruiz"]\n')
    edit(manifest, lambda t: t.replace('outlet = "Bay News"', 'outlet = "Bay Times"'))
    verdict = verify(out)
    assert not verdict.holds
    assert [change.what for change in verdict.changes] == [
        "articles.toml: entry of article `bay-news` changed",
        "articles.toml: alias “Ana Ruiz” is new",
    ]
    for one in (*verdict.differences, *verdict.files):
        assert "articles.toml: " in one.why, str(one)
        assert "edited" not in one.why


def test_a_batch_with_some_notebooks_holds(params: Path, tmp_path: Path) -> None:
    common = tmp_path / "common.yaml"
    common.write_text("notebooks: [01_article_set]\nparser: none\ndraws: 100\n", encoding="utf-8")
    run_batch(sets=params.parent.parent / "corpus", common=common, out=tmp_path / "b")
    verdict = verify(tmp_path / "b" / "quay")
    assert verdict.holds, str(verdict)


def test_a_report_of_a_pack_is_made_again_of_the_pack(params: Path, tmp_path: Path) -> None:
    pack_set(tmp_path / "corpus" / "quay", parser="none")
    texts = tmp_path / "corpus" / "quay" / "texts"
    full = run_report(params).out
    texts.rename(tmp_path / "texts")
    with pytest.raises(VerifyError, match=r"cannot be made again here: .*texts that are not here .`quay-post`"):
        verify(full)
    out = run_report(params, out=tmp_path / "figures" / "of-pack").out
    assert verify(out).holds
    page = (out / "index.html").read_text(encoding="utf-8")
    assert "Left out: explanations of which text came from which" in page
    (tmp_path / "texts").rename(texts)  # now they are there, and the report was still made without them
    verdict = verify(out)
    assert verdict.holds, str(verdict)


def test_a_report_that_was_moved_holds_with_its_parameters_named(params: Path, tmp_path: Path) -> None:
    out = run_report(params).out
    moved = Path(shutil.copytree(out, tmp_path / "a" / "b" / "c" / "moved"))
    verdict = verify(moved, params=params)
    assert verdict.holds, str(verdict)


def test_other_versions_are_named_and_the_same_files_hold(params: Path) -> None:
    out = run_report(params).out
    listing = listing_of(out)
    listing["versions"]["matplotlib"] = "3.0"
    write_listing(out, listing)
    assert "matplotlib is" in str(verify(out))


def test_a_path_that_climbs_without_end_is_refused(params: Path) -> None:
    out = run_report(params).out
    listing = listing_of(out)
    listing["parameters"]["article_set"] = "../" * 500 + "etc"
    write_listing(out, listing)
    with pytest.raises(VerifyError, match="climbs over"):
        verify(out)


# ---- the digest -------------------------------------------------------------------------------


def test_the_digest_is_on_the_page_in_the_record_and_printed(params: Path) -> None:
    out = run_report(params).out
    digest = hold(out).digest
    page = (out / "index.html").read_text(encoding="utf-8")
    assert page.count(digest) == 1
    assert PLACE not in page
    assert listing_of(out)["digest"] == digest
    done = subprocess.run(["framing", "digest", out], capture_output=True, text=True, check=True)
    assert done.stdout == f"{digest}\n"
    assert digest == hold(run_report(params).out).digest
    edit(params, lambda t: t + "seed: 5\n")
    assert digest != hold(run_report(params).out).digest


def test_a_digest_is_held_against_without_a_run(params: Path, tmp_path: Path) -> None:
    out = run_report(params).out
    digest = hold(out).digest
    shutil.rmtree(tmp_path / "corpus")  # nothing can be run
    command = ["framing", "verify", out, "--digest"]
    done = subprocess.run([*command, digest.upper()], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "the same")
    put("reader/more.html")(out)
    done = subprocess.run([*command, digest], capture_output=True, text=True, check=False)
    assert (done.returncode, "reader/more.html" in done.stdout) == (1, True)
    with pytest.raises(VerifyError, match="64 digits"):
        read_digest("abc")


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed")
def test_a_signature_is_of_the_digest_and_by_somebody_on_the_readers_list(params: Path, tmp_path: Path) -> None:
    out = run_report(params).out
    for name in ("anna", "ben"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / name], check=True)
    signers = tmp_path / "signers"
    signers.write_text("anna@example.org " + (tmp_path / "anna.pub").read_text(), encoding="utf-8")
    digest = hold(out).digest
    with pytest.raises(SignatureError, match="no signature"):
        check_signature(out, digest, signers=signers)
    sign(out, digest, key=tmp_path / "anna")
    assert check_signature(out, digest, signers=signers) == "anna@example.org"
    assert hold(out).whole  # the signature is no part of what is signed
    with pytest.raises(SignatureError):
        check_signature(out, "0" * 64, signers=signers)
    sign(out, digest, key=tmp_path / "ben")
    with pytest.raises(SignatureError):
        check_signature(out, digest, signers=signers)
