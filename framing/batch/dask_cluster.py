"""The workers of an existing Dask cluster, used as a pool of processes is used here, if they prove that they agree."""

from __future__ import annotations

import concurrent.futures as cf
import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from framing.batch.worker_proof import Worker, differences, digest_of_proof, proof, refusal
from framing.store.drafts import clear_drafts

WORKER_WAIT = 300.0  # seconds for which a scheduler without workers is waited for
_PLENTY = 1e9  # of the resource that stands for a proof: it must never be what tasks wait for


class ClusterError(RuntimeError):
    """A Dask cluster that cannot be used; the message says what to do."""


@contextlib.contextmanager
def cluster(
    scheduler: str,
    *,
    drafts: Mapping[Path, Sequence[str]] | None = None,
    tell: Callable[[str], None] = lambda _: None,
    note: Callable[[Sequence[Worker]], None] = lambda _: None,
) -> Iterator[cf.Executor]:
    """Give the workers of the Dask scheduler at ``scheduler`` ("tcp://host:8786") as an executor.

    A worker gets work only after it has proved the batch's own digest of package, word lists, models and libraries
    (:mod:`framing.batch.worker_proof`), those that join later too. One that disagrees is named with what differs, and
    the others do the work.

    Each worker loads its libraries and models once. A task whose worker is lost goes to
    another one, as often as the scheduler's ``allowed-failures`` has it (3 unless configured); a task that
    raises an error is not tried again. Workers need this package, and the same paths for inputs and outputs.

    Args:
        scheduler: Its address.
        drafts: Folders and, in each, names whose drafts each worker clears away if killed processes of its own
            machine left them.
        tell: Called with a line for a scheduler that has no workers yet, and for each worker refused.
        note: Called with all workers there are at the start.

    Raises:
        ClusterError: Dask is not installed, nothing answers at the address, no worker came within
            ``WORKER_WAIT`` seconds, or none that came agrees.
    """
    try:
        from distributed import Client
    except ImportError:
        msg = "--scheduler needs Dask: pip install 'framing-suite[scale]'"
        raise ClusterError(msg) from None
    try:
        client: Any = Client(scheduler, timeout="10s")  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        msg = f"no Dask scheduler answers at {scheduler} ({error}); start one with 'dask scheduler'"
        raise ClusterError(msg) from error
    with client:
        _wait_for_one(client, scheduler, tell)
        ours = proof()
        every = _heard(client, ours)
        note(every)
        refused = [one for one in every if one.differs]
        for one in refused:
            tell(refusal(one))
        if len(refused) == len(every):
            raise ClusterError("no worker agrees with this batch\n" + "\n".join(map(refusal, refused)))
        agreed = f"framing-{digest_of_proof(ours)}"
        client.register_worker_callbacks(_admission(ours, agreed))
        if drafts:
            client.run(_clear, dict(drafts), workers=[one.address for one in every if not one.differs])
        executor: cf.Executor = client.get_executor(pure=False, resources={agreed: 1})
        try:
            yield executor
        except BaseException:
            executor.shutdown(wait=False)
            raise


def _wait_for_one(client: Any, scheduler: str, tell: Callable[[str], None]) -> None:  # noqa: ANN401 (Dask's client)
    start = f"start one with 'dask worker {scheduler} --nthreads 1'"
    if not client.scheduler_info(n_workers=-1)["workers"]:
        tell(f"{scheduler} has no workers yet, waiting {WORKER_WAIT:g} s for the first; {start}")
        try:
            client.wait_for_workers(1, timeout=WORKER_WAIT)
        except TimeoutError:
            msg = f"{scheduler}: no worker came in {WORKER_WAIT:g} s; {start}"
            raise ClusterError(msg) from None


def _heard(client: Any, ours: Mapping[str, str]) -> list[Worker]:  # noqa: ANN401
    """Ask each worker for its proof and return them by address; no answer is a difference too."""

    # Functions within functions are sent whole: a worker's own version of this module has no say in them.
    def asked() -> dict[str, str]:
        from framing.batch.worker_proof import proof

        return proof()

    names = {address: str(one["name"]) for address, one in client.scheduler_info(n_workers=-1)["workers"].items()}
    answers = client.run(asked, on_error="return")
    every = []
    for address, answer in sorted(answers.items()):
        wrong = isinstance(answer, BaseException)
        differs = (f"it cannot say ({type(answer).__name__}: {answer})",) if wrong else differences(answer, ours)
        every.append(Worker(address, names.get(address, ""), differs))
    return every


def _admission(ours: Mapping[str, str], agreed: str) -> Callable[..., Any]:
    """Return what each worker runs as it joins: one that agrees loads its libraries and gains the right to work."""
    expected, plenty = dict(ours), _PLENTY

    async def admit(dask_worker: Any) -> None:  # noqa: ANN401
        try:
            from framing.batch.worker_proof import proof
            from framing.reports.warm_processes import warm_up

            if proof() != expected:
                return
        except Exception:  # noqa: BLE001 (whatever another version does: it does not agree)
            return
        warm_up()
        await dask_worker.set_resources(**{agreed: plenty})
        # The scheduler looks again for work that waits when a worker comes, not when one gains a resource.
        running = dask_worker.status
        dask_worker.status = type(running).paused
        dask_worker.status = running

    return admit


def _clear(drafts: Mapping[Path, Sequence[str]]) -> None:
    for folder, names in drafts.items():
        clear_drafts(folder, of=names)
