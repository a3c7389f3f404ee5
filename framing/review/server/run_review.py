"""``framing review``: a set's marks checked in the browser; and the same view in a notebook."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from framing.findings.cached_findings import find_once
from framing.findings.find import headline
from framing.measure.place import Place
from framing.review.server.decision_log import DecisionLog
from framing.review.server.http_server import ReviewServer
from framing.review.server.linked_report import linked_page
from framing.review.server.queues import Queues
from framing.review.server.review_desk import ReviewDesk
from framing.review.server.review_units import read_review_set
from framing.store.open_set import open_set, set_codebook


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """What is to be reviewed, and what the page begins with."""

    article_set: Path
    queue: str = ""
    coder: str = ""
    blind: bool = False
    port: int = 0
    codebook: Path | None = None
    parser: str = "auto"
    report: Path | None = None  # folder of a report of this set, to come from its sentences to their units


def review_server(asked: ReviewRequest, *, framed: bool = False) -> ReviewServer:
    """Return a server for a set, not started yet.

    Raises:
        SetError, CodebookError, ParserError: as for reports; texts must be there.
        QueueError: there is no such queue.
        NoReportError: there is no report in the folder given.
    """
    review = read_review_set(asked.article_set, codebook=asked.codebook, parser=asked.parser)
    log = DecisionLog(asked.article_set)
    log.every()
    queues = Queues(review, log, places=_front_page(asked))
    queue = asked.queue or ("sample" if review.sample is not None else "unsure")
    if queue != "findings":  # those are looked up when they are asked for
        queues.order(queue)
    start = {"queue": queue, "coder": asked.coder, "blind": asked.blind}
    report = linked_page(asked.report, review) if asked.report is not None else ""
    return ReviewServer(ReviewDesk(review, log, queues, start, report), port=asked.port, framed=framed)


def _front_page(asked: ReviewRequest) -> Callable[[], Sequence[Place]]:
    def places() -> list[Place]:
        tables = open_set(asked.article_set, codebook=asked.codebook, parser=asked.parser)
        found = find_once(tables, codebook=set_codebook(asked.article_set, codebook=asked.codebook))
        first = headline(found)
        rest = [finding for finding in found.findings if finding not in first]
        return [place for finding in (*first, *rest) for place in finding.spans]

    return places


def run_review(asked: ReviewRequest, *, say: Callable[[str], None]) -> None:
    """Serve a set's review until interrupted; ``say`` is told the address."""
    server = review_server(asked)
    address = server.start()
    say(f"{len(server.desk.review.units)} units. Open {address}")
    if server.desk.report:
        say(f"the report, each sentence with a link to its unit: {address}report/")
    say("only this machine can, and only with this address; Ctrl-C ends it, nothing is lost")
    try:
        server.wait()
    except KeyboardInterrupt:
        say("ended")
    finally:
        server.stop()


class ReviewView:
    """The review of a set in a notebook's output; ``stop`` ends its server."""

    def __init__(self, server: ReviewServer, height: int) -> None:
        """Show a server that was started."""
        self._server, self._height = server, height

    def _repr_html_(self) -> str:
        address = html.escape(self._server.address, quote=True)
        return (
            f'<iframe src="{address}" width="100%" height="{self._height}" title="Review of a set’s marks" '
            'sandbox="allow-scripts allow-same-origin allow-forms"></iframe>'
        )

    def stop(self) -> None:
        """End the server; decisions are on the disk already."""
        self._server.stop()


def review_here(
    article_set: str | Path, *, coder: str = "", queue: str = "", blind: bool = False, height: int = 640
) -> ReviewView:
    """Show the review of a set in JupyterLab: the same page as ``framing review SET``, in a frame.

    The browser must run on the machine on which the notebook does: the server answers on loopback only.

    Args:
        article_set: Folder of the set, with its texts.
        coder: Who decides.
        queue: ``sample``, ``unsure``, ``findings``, ``disagreements`` or ``article:ID``.
        blind: Don't show what the machine says.
        height: Of the frame, in pixels.
    """
    server = review_server(ReviewRequest(Path(article_set), queue=queue, coder=coder, blind=blind), framed=True)
    server.start()
    return ReviewView(server, height)
