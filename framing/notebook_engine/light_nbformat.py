"""nbformat loaded without a grammar that no notebook needs: it took a second of every process.

nbformat loads jsonschema, which loads ``rfc3987_syntax`` where it is installed (JupyterLab brings it), which builds its
parsers as it is loaded. They check the formats "iri" and "iri-reference"; the schema of notebooks has neither.
"""

from __future__ import annotations

import sys
from typing import Any

from framing.notebook_engine.later_modules import loaded_later

_GRAMMAR = "rfc3987_syntax"


def load_nbformat() -> None:
    """Import nbformat; jsonschema, if it is not loaded yet, finds no ``rfc3987_syntax`` while it is.

    Whoever asks for that library afterwards gets it. A process whose jsonschema is to check IRIs imports it first.
    """
    if "jsonschema" in sys.modules or _GRAMMAR in sys.modules:
        import nbformat

        return
    modules: dict[str, Any] = sys.modules
    modules[_GRAMMAR] = None  # an import of it raises ImportError
    try:
        with loaded_later("rfc3986_validator"):  # for the format "uri": its expression is compiled as it is loaded
            import nbformat  # noqa: F401
    finally:
        del modules[_GRAMMAR]
