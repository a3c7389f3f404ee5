"""The papermill engine called "framing": notebooks run in this process, in a shell that is already warm.

papermill loads this module by its entry point while papermill itself is still being
imported, so nothing of papermill may be imported at the top; ``inprocess_shell.py`` holds the work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nbformat import NotebookNode


class WarmEngine:
    """Run notebooks as papermill's standard engine does, without starting a kernel for each.

    Use it by name: ``papermill.execute_notebook(…, engine_name="framing")`` or
    ``papermill --engine framing``. Outputs, errors and metadata are those of the standard
    engine; only Python notebooks can be run.
    """

    @classmethod
    def execute_notebook(cls, nb: NotebookNode, kernel_name: str, **options: Any) -> NotebookNode:  # noqa: ANN401 (papermill's own options, passed through)
        """Run ``nb`` and return it with its outputs; errors stand in the notebook, papermill raises them."""
        from framing.notebook_engine.inprocess_shell import ShellEngine

        executed: NotebookNode = ShellEngine.execute_notebook(nb, kernel_name, **options)
        return executed

    @classmethod
    def nb_kernel_name(cls, nb: NotebookNode, name: str | None = None) -> str:
        """Name of the kernel to record; ``python3`` where the notebook names none."""
        return name or str(nb.metadata.get("kernelspec", {}).get("name") or "python3")

    @classmethod
    def nb_language(cls, nb: NotebookNode, language: str | None = None) -> str:
        """Language of the notebook; ``python`` where the notebook names none."""
        return language or str(nb.metadata.get("language_info", {}).get("name") or "python")
