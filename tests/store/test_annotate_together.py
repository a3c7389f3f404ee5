"""Articles annotated by several processes: the same annotations, in the same order, as by one."""

from __future__ import annotations

import concurrent.futures as cf
from collections.abc import Callable
from typing import Any

import pytest

from framing.annotate.annotate import annotate_all
from framing.annotate.codebook import CodebookError
from framing.store import annotate_together as module
from framing.store.annotate_together import PART, annotate_together
from framing.store.cache import text_of
from framing.text.article import Article

NONE: dict[str, Any] = {"codebook": None, "parser": "none"}


@pytest.fixture(autouse=True)
def _worth(monkeypatch: pytest.MonkeyPatch) -> None:
    """So many characters are worth a further process here."""
    monkeypatch.setattr(module, "WORTH", 1000)


def articles(n: int) -> list[Article]:
    """Articles of different lengths."""
    said = "“We stay on the quay,” said Ana Ruiz. About 300 people came.\n"
    return [Article(id=f"quay-{k}", text=f"Quay {k}\n\n" + said * (1 + k % 7)) for k in range(n)]


class Pool(cf.Executor):
    """A pool of one process whose tasks are done at once, and counted."""

    _max_workers = 1

    def __init__(self) -> None:
        self.given = 0

    def submit(self, do: Callable[..., Any], /, *args: Any, **kwargs: Any) -> cf.Future[Any]:  # noqa: ANN401 (any task)
        self.given += 1
        future: cf.Future[Any] = cf.Future()
        future.set_result(do(*args, **kwargs))
        return future


@pytest.mark.parametrize("n", [PART + 1, 3 * PART, 5 * PART + 2])
def test_the_same_in_the_same_order(n: int) -> None:
    every = articles(n)
    with cf.ThreadPoolExecutor(2) as pool:
        made = list(annotate_together(every, **NONE, pool=pool))
    assert [one for one, _ in made] == list(annotate_all(every, parser="none"))
    assert all(text in {"", text_of(one)} for one, text in made)


def test_another_process_does_some_and_its_text_is_not_made_again() -> None:
    pool, spare = Pool(), list[int]()
    made = list(annotate_together(articles(9 * PART), **NONE, pool=pool, spare=lambda: spare.append(pool.given)))
    assert pool.given * PART == sum(text != "" for _, text in made)
    assert spare == [pool.given]


@pytest.mark.parametrize(("n", "letters"), [(PART, 1000), (PART + 1, 1)])
def test_few_articles_or_short_ones_are_annotated_here(n: int, letters: int) -> None:
    pool, spare = Pool(), list[int]()
    every = [Article(id=f"quay-{k}", text="a" * letters) for k in range(n)]
    made = annotate_together(every, **NONE, pool=pool, spare=lambda: spare.append(0))
    assert next(made)
    assert spare == [0]
    assert len(list(made)) == n - 1
    assert pool.given == 0


def test_an_error_there_is_raised_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        msg = "two patterns"
        raise CodebookError(msg)

    monkeypatch.setattr(module, "annotate_all", stop)
    with cf.ThreadPoolExecutor(1) as pool, pytest.raises(CodebookError, match="two patterns"):
        list(annotate_together(articles(3 * PART), **NONE, pool=pool))
