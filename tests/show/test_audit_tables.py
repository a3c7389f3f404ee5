"""The audit notebook's tables and charts, with and without texts."""

from __future__ import annotations

import shutil
from pathlib import Path

from framing.figures.chart import save_chart
from framing.figures.lengths import length_chart
from framing.figures.shared_text import shared_text_chart
from framing.sets.audit import audit
from framing.sets.manifest import load_set
from framing.show import audit_tables


def test_the_demo_sets_audit_is_shown(root: Path, tmp_path: Path) -> None:
    found = audit(load_set(root / "corpus" / "harbour-blockade"))
    assert "2025-05-12 to 2025-05-17" in audit_tables.outlet_table(found)._repr_html_()
    assert "None of 20 articles has a warning" in audit_tables.warning_table(found)._repr_html_()
    assert audit_tables.flow_table(found)._repr_html_().count(">20<") == 5
    made = shared_text_chart(found)
    assert save_chart(made, out=tmp_path).csv.read_text(encoding="utf-8").count("shared copy") == 3
    assert "ledger-3 and courier-3" in made.alt
    assert save_chart(length_chart(found), out=tmp_path).png.stat().st_size > 5000


def test_without_texts_the_audit_says_so(root: Path, tmp_path: Path) -> None:
    shutil.copyfile(root / "corpus" / "harbour-blockade" / "articles.toml", tmp_path / "articles.toml")
    found = audit(load_set(tmp_path, texts="optional"))
    assert audit_tables.verdict_table(found)._repr_html_().count("texts are not here") >= 3
    assert "none with a text" in length_chart(found).alt
    assert shared_text_chart(found).alt.startswith("Table of shaded cells: 0 pairs")
    assert "no article was looked over" in audit_tables.warning_table(found)._repr_html_()
    assert audit_tables.outlet_table(found)._repr_html_()
