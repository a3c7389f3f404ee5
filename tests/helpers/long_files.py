"""Test files that take longest, the longest first, so that no worker is left with one of them at the end."""

from __future__ import annotations

LONG_FILES = (
    "reports/test_accessibility.py",
    "show/test_hostile_browser.py",
    "batch/test_run_batch.py",
    "batch/test_dask_cluster.py",
    "reports/test_notebook_start.py",
    "reports/test_received_folders.py",
    "findings/test_first_page.py",
    "reports/test_output_guard.py",
    "reports/test_environments.py",
    "teach/test_assignment.py",
    "teach/test_tutorials.py",
    "teach/test_packet.py",
    "figures/test_chart_lint.py",
    "batch/test_collection.py",
    "reports/test_tutorial_study.py",
    "reports/test_cold_and_warm.py",
    "teach/test_class_page.py",
    "show/test_explorer_in_lab.py",
    "reports/test_installed_wheel.py",
    "reports/test_verify_again.py",
    "reports/test_notebooks_in_lab.py",
    "reports/test_make_report.py",
    "house/test_command_line.py",
    "reports/test_one_number_one_tier.py",
    "teach/test_projector.py",
    "house/test_site.py",
    "house/test_doctests.py",
    "sets/test_guide.py",
    "measure/test_desk.py",
    "findings/test_cached_findings.py",
    "findings/test_ledger.py",
    "house/test_structure.py",
)


def rank(file: str) -> int:
    """Where a file comes among those of ``tests/``: a long one by its rank, any other behind them all."""
    return LONG_FILES.index(file) if file in LONG_FILES else len(LONG_FILES)
