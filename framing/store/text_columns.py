"""How a report's process holds columns of text: as Python's own strings, each once.

pandas holds text in Arrow's memory by default, which pays for tables of many rows. A report asks small tables thousands
of times for a few rows, and each asking of Arrow costs as much as some hundred cells. What tables hold, and what they
say of their types, is the same. Only processes that are this package's own are set so; in a notebook that somebody
runs it is theirs.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

TEXT_STORAGE = "mode.string_storage"  # pandas' setting


def hold_text_as_objects() -> None:
    """Hold text so from now on: for a process that only makes reports."""
    import pandas as pd

    pd.set_option(TEXT_STORAGE, "python")


@contextlib.contextmanager
def text_as_objects() -> Iterator[None]:
    """Hold text so while the block, or the function that this decorates, runs.

    In a process's first thread alone: the setting is the whole process's, and beside a further thread (a cluster's
    worker, say) others may be at work.

    >>> import pandas as pd
    >>> with text_as_objects():
    ...     pd.Series(["Daily Post"], dtype="string").dtype.storage
    'python'
    """
    import pandas as pd

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    with pd.option_context(TEXT_STORAGE, "python"):
        yield


def each_once(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose equal texts are one string in memory, where text is held as objects.

    A file gives every cell a string of its own: names of outlets and measures ten thousand times over.

    >>> import pandas as pd
    >>> with text_as_objects():
    ...     made = each_once(pd.DataFrame({"outlet": pd.array(["Post " + "1", None, "Post " + "1"], dtype="string")}))
    >>> made["outlet"].tolist()
    ['Post 1', <NA>, 'Post 1']
    """
    import pandas as pd

    held: dict[Any, Any] = {}
    kinds: dict[Any, Any] = {n: k for n, k in frame.dtypes.items() if isinstance(k, pd.StringDtype)}
    names = [name for name, kind in kinds.items() if kind.storage == "python"]
    if not names:
        return frame
    made: Any = frame.copy(deep=False)
    for name in names:
        made[name] = pd.array([held.setdefault(cell, cell) for cell in made[name]], dtype=kinds[name])
    return made  # type: ignore[no-any-return]
