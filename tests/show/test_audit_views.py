"""The audit notebook's tables and charts, with and without texts."""

from __future__ import annotations

import shutil
from pathlib import Path

from framing.sets.audit import audit
from framing.sets.manifest import load_set
from framing.show import audit_views


def test_the_demo_sets_audit_is_shown(root: Path, tmp_path: Path) -> None:
    found = audit(load_set(root / "corpus" / "harbour-blockade"))
    assert "2025-05-12 to 2025-05-17" in audit_views.outlet_table(found)._repr_html_()
    assert "None of 20 articles has a warning" in audit_views.warning_table(found)._repr_html_()
    assert audit_views.flow_table(found)._repr_html_().count(">20<") == 5
    made = audit_views.shared_chart(found, out=tmp_path)
    assert made.csv.read_text(encoding="utf-8").count("shared copy") == 3
    assert "ledger-3 and courier-3" in made.alt
    assert audit_views.length_chart(found, out=tmp_path).png.stat().st_size > 5000


def test_without_texts_the_audit_says_so(root: Path, tmp_path: Path) -> None:
    shutil.copyfile(root / "corpus" / "harbour-blockade" / "articles.toml", tmp_path / "articles.toml")
    found = audit(load_set(tmp_path, texts="optional"))
    assert audit_views.verdict_table(found)._repr_html_().count("texts are not here") >= 3
    assert "none with a text" in audit_views.length_chart(found, out=tmp_path).alt
    assert audit_views.shared_chart(found, out=tmp_path).alt.startswith("Table of shaded cells: 0 pairs")
    assert "no article was looked over" in audit_views.warning_table(found)._repr_html_()
    assert audit_views.outlet_table(found)._repr_html_()
