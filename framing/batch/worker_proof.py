"""What a worker must prove before it gets work: that its package, word lists, models and libraries are the batch's."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Mapping
from dataclasses import dataclass

from framing.store.fingerprint import digest_of, report_versions

_NAMED = 4  # differences that a message names


@dataclass(frozen=True, slots=True)
class Worker:
    """One worker of a cluster, as ``status.json`` has it: ``differs`` is empty if it agrees and gets work."""

    address: str
    name: str
    differs: tuple[str, ...] = ()


def proof() -> dict[str, str]:
    """Return name and version of all that a report's bytes depend on: this package's code and word lists by digest.

    The digest is made once in a process, so it is that of the code which the process has loaded, though files may
    have been replaced since.

    >>> "framing-suite code" in proof(), proof() == proof()
    (True, True)
    """
    from framing.text.parser import installed_models

    found = {name: version for name, version in report_versions("none").items() if name != "parser"}
    return {**found, **{f"model {name}": importlib.metadata.version(name) for name in sorted(installed_models())}}


def digest_of_proof(given: Mapping[str, str]) -> str:
    """Return the one digest that workers and batch must share.

    >>> digest_of_proof({"a": "1", "b": "2"}) == digest_of_proof({"b": "2", "a": "1"})
    True
    """
    return digest_of(part for pair in sorted(given.items()) for part in pair)


def differences(theirs: Mapping[str, str], ours: Mapping[str, str]) -> tuple[str, ...]:
    """Return what sets a worker apart from the batch, a phrase each; empty if nothing does.

    >>> differences({"numpy": "2.0", "python": "3.11"}, {"numpy": "2.1", "python": "3.11", "model x": "3"})
    ('model x missing, here 3', 'numpy 2.0, here 2.1')
    """
    names = sorted(name for name in theirs.keys() | ours.keys() if theirs.get(name) != ours.get(name))
    return tuple(f"{name} {theirs.get(name, 'missing')}, here {ours.get(name, 'missing')}" for name in names)


def refusal(worker: Worker) -> str:
    """Return the line that names a refused worker, what differs and the remedy.

    >>> refusal(Worker("tcp://10.0.0.2:4000", "b", ("numpy 2.0, here 2.1",)))
    'worker b at tcp://10.0.0.2:4000 gets no work: numpy 2.0, here 2.1; install there what is here and start it again'
    """
    more = f" and {len(worker.differs) - _NAMED} more" if len(worker.differs) > _NAMED else ""
    differs = "; ".join(worker.differs[:_NAMED]) + more
    name = f"{worker.name} at " if worker.name and worker.name != worker.address else ""
    return f"worker {name}{worker.address} gets no work: {differs}; install there what is here and start it again"
