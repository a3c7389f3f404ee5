"""The messages a notebook's code sends, kept in a list: output streams, displays, widgets.

They have the form of the Jupyter message protocol, so that nbclient can turn them into
outputs by the rules it uses for a real kernel.
"""

from __future__ import annotations

import contextlib
import io
import threading
from collections.abc import Iterator
from typing import Any

import comm
from comm.base_comm import BaseComm, BuffersType, CommManager, MaybeDict
from ipykernel.jsonutil import json_clean
from jupyter_client.session import Session

_clean: Any = json_clean  # it is untyped


class Mailbox(Session):
    """A session whose messages are kept instead of sent."""

    def __init__(self) -> None:
        """Start with no messages."""
        super().__init__()
        self._kept: list[dict[str, Any]] = []

    def send(self, stream: object, msg_or_type: Any, content: Any = None, parent: Any = None, **other: Any) -> Any:  # type: ignore[override]  # noqa: ANN401, ARG002 (the session's signature, shortened)
        """Keep the message, its content passed through JSON's types as a socket would."""
        message = msg_or_type if isinstance(msg_or_type, dict) else self.msg(msg_or_type, content, parent=parent)
        message["content"] = _clean(message["content"])
        message["buffers"] = [bytes(b) for b in other.get("buffers") or []]
        self._kept.append(message)
        return message

    def take(self) -> list[dict[str, Any]]:
        """Return the messages kept so far, in order, and forget them."""
        taken, self._kept = self._kept, []
        return taken


class Stream(io.TextIOBase):
    """``sys.stdout`` or ``sys.stderr`` of a notebook: text is gathered until something is shown or the cell ends."""

    encoding = "UTF-8"

    def __init__(self, name: str, box: Mailbox) -> None:
        """Send what is written to ``box`` as output of the stream ``name``."""
        self.name = name
        self._box = box
        self._parts: list[str] = []
        self._lock = threading.RLock()

    def writable(self) -> bool:
        """Yes."""
        return True

    def isatty(self) -> bool:
        """No: programs that colour or redraw for terminals should not."""
        return False

    def write(self, text: str) -> int:
        """Keep ``text``; anything but a string is a ``TypeError``, as with the standard streams."""
        if not isinstance(text, str):
            msg = f"write() argument must be str, not {type(text)}"  # type: ignore[unreachable]
            raise TypeError(msg)
        with self._lock:
            self._parts.append(text)
        return len(text)

    def flush(self) -> None:
        """Send what was written since the last flush as one message."""
        with self._lock:
            text, self._parts = "".join(self._parts), []
        if text:
            self._box.send(None, "stream", {"name": self.name, "text": text})


@contextlib.contextmanager
def widgets_to(box: Mailbox) -> Iterator[None]:
    """Send what widgets tell their front end to ``box``, so that their state is stored in the notebook."""

    class Comm(BaseComm):
        def publish_msg(
            self,
            msg_type: str,
            data: MaybeDict = None,
            metadata: MaybeDict = None,
            buffers: BuffersType = None,
            **keys: object,
        ) -> None:
            content = {"data": data or {}, "comm_id": self.comm_id, **keys}
            box.send(None, msg_type, content, buffers=buffers, metadata=metadata)

    kept = comm.create_comm, comm.get_comm_manager
    manager = CommManager()
    comm.create_comm, comm.get_comm_manager = Comm, lambda: manager
    try:
        yield
    finally:
        for left in manager.comms.values():
            left._closed = True  # noqa: SLF001 (a widget deleted later must not look for its comm elsewhere)
        comm.create_comm, comm.get_comm_manager = kept
