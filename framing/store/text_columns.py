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


def with_text_once(table: Any) -> pd.DataFrame:  # noqa: ANN401 (pyarrow has no types)
    """Return an Arrow table as pandas holds it, equal texts being one string in memory.

    Made cell by cell, every cell would get a string of its own: names of outlets and measures ten thousand times over.
    So text comes as numbers of its different values (Arrow's dictionaries), of which each is made once.

    >>> import pyarrow as pa
    >>> with text_as_objects():
    ...     made = with_text_once(pa.table({"outlet": pa.array(["Post", None, "Post"]).dictionary_encode()}))
    >>> made["outlet"].tolist()
    ['Post', <NA>, 'Post']
    """
    import pandas as pd
    import pyarrow as pa

    held: dict[str, str] = {}
    return pd.DataFrame(
        {
            name: _text(column, held) if pa.types.is_dictionary(column.type) else column.to_numpy()
            for name, column in zip(table.column_names, table.columns, strict=True)
        },
        index=pd.RangeIndex(table.num_rows),
    )


def _text(column: Any, held: dict[str, str]) -> Any:  # noqa: ANN401 (pyarrow has no types)
    """A column of numbered texts as pandas' array of Python's strings; ``held`` are those made before."""
    import numpy as np
    import pandas as pd

    parts = column.unify_dictionaries().chunks
    different = parts[0].dictionary.to_pylist() if parts else []
    # the last is for cells without a value
    cells = pd.array([*(held.setdefault(text, text) for text in different), None], dtype=pd.StringDtype("python"))
    numbers = [part.indices.fill_null(len(different)).to_numpy() for part in parts]
    return cells.take(np.concatenate(numbers) if numbers else [])
