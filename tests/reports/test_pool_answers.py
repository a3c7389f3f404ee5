"""An interrupt at any moment ends a batch: none leaves a lock of its pool taken."""

from __future__ import annotations

import concurrent.futures as cf
import signal
import threading
from collections.abc import Callable, Iterator

import pytest

from framing.reports.pool_answers import Answers, ask, interrupts_held


@pytest.fixture(autouse=True)
def _as_at_a_terminal() -> Iterator[None]:
    """Whoever started the tests may ignore Ctrl-C."""
    kept = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, kept)


def held(block: Callable[[], object]) -> None:
    with interrupts_held():
        block()


def test_an_interrupt_waits_until_the_block_is_left() -> None:
    done = []

    def block() -> None:
        signal.raise_signal(signal.SIGINT)
        done.append("the rest of the block")

    with pytest.raises(KeyboardInterrupt):
        held(block)
    assert done == ["the rest of the block"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_within_each_other_the_outer_block_is_finished_too() -> None:
    done = []

    def block() -> None:
        held(lambda: signal.raise_signal(signal.SIGINT))
        done.append("the rest of the outer block")

    with pytest.raises(KeyboardInterrupt):
        held(block)
    assert done == ["the rest of the outer block"]


def test_who_insists_is_obeyed_within_the_block() -> None:
    done = []

    def block() -> None:
        for times in range(5):
            done.append(times)
            signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        held(block)
    assert done == [0, 1, 2]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_interrupt_that_is_ignored_stays_so() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with interrupts_held():
        signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def test_another_thread_holds_nothing() -> None:
    seen = []

    def look() -> None:
        with interrupts_held():
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [signal.default_int_handler]


def test_tasks_come_back_as_they_end_and_errors_with_them() -> None:
    first = threading.Event()
    with cf.ThreadPoolExecutor(2) as pool:
        answers = Answers[bool](pool)
        late, early = answers.ask(first.wait, 60), answers.ask(bool, 1)
        assert answers.next() is early
        first.set()
        assert answers.next() is late
        with pytest.raises(ZeroDivisionError):
            ask(pool, divmod, 1, 0)()


def test_a_task_taken_back_is_given_too() -> None:
    held = threading.Event()
    with cf.ThreadPoolExecutor(1) as pool:
        answers = Answers[bool](pool)
        answers.ask(held.wait, 60)
        waiting = answers.ask(bool, 1)
        assert waiting.cancel()
        assert answers.next() is waiting
        held.set()


def test_an_interrupt_that_comes_while_a_lock_is_taken_leaves_it_free(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python looks for signals between any two steps: here it is made to at the worst, as a lock has been taken."""
    enter = threading.Condition.__enter__

    def interrupted(condition: threading.Condition) -> bool:
        taken = enter(condition)
        if threading.current_thread() is threading.main_thread():
            signal.raise_signal(signal.SIGINT)
        return taken

    with cf.ThreadPoolExecutor(1) as pool:
        answers = Answers[int](pool)
        before = answers.ask(len, "ebb")
        assert answers.next() is before
        monkeypatch.setattr(threading.Condition, "__enter__", interrupted)
        with pytest.raises(KeyboardInterrupt):
            answers.ask(len, "tide")
        monkeypatch.undo()
        after = answers.next()
        freed = cf.ThreadPoolExecutor(1)  # another thread: the lock is one that its own thread may take twice
        assert freed.submit(after.result, 10).result(timeout=20) == 4
        freed.shutdown()
