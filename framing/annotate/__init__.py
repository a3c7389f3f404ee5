r"""What a careful reader would mark in one article, as spans.

The package can be called like its main function: ``framing.annotate(article)``. Users
expect that name at the top level, and the layer is called so too.

>>> import framing
>>> from framing.text.article import Article
>>> found = framing.annotate(Article("quay-1", "“We stay,” said Ana Ruiz.\n"), parser="none")
>>> found.quotations[0].speaker
'Ana Ruiz'
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from framing.annotate.annotate import Annotation
    from framing.annotate.codebook import Codebook
    from framing.text.article import Article


class _CallableModule(ModuleType):
    """A module that passes a call on to :func:`framing.annotate.annotate.annotate`."""

    def __call__(self, article: Article, *, codebook: Codebook | None = None, parser: str = "auto") -> Annotation:
        from framing.annotate.annotate import annotate

        return annotate(article, codebook=codebook, parser=parser)


sys.modules[__name__].__class__ = _CallableModule
