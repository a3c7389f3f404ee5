"""A small server for one machine: it answers on loopback only, to whoever knows the token in the address."""

from __future__ import annotations

import hmac
import json
import secrets
import threading
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from typing import Any
from urllib.parse import parse_qs, urlsplit

from framing.review.server.decision_log import DecisionError
from framing.review.server.linked_report import REPORT_POLICY
from framing.review.server.queues import QueueError
from framing.review.server.review_desk import ReviewDesk
from framing.sets.set_problems import SetError

MOST_BODY = 65_536  # bytes of a decision
MOST_TARGET = 2_048  # characters of an address
_WAIT = 10  # seconds that a request may take to arrive
_PAGE = {
    "": ("review.html", "text/html; charset=utf-8"),
    "review.js": ("review.js", "text/javascript; charset=utf-8"),
    "review.css": ("review.css", "text/css; charset=utf-8"),
}
_REPORT = "text/html; charset=UTF-8"  # the one page that is not ours alone
_OWN_SITE = ("", "same-origin", "none")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'"
)


class _RefusedError(Exception):
    """A request that is not answered; holds status and reason."""

    def __init__(self, status: HTTPStatus, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


class _Server(ThreadingHTTPServer):
    """The server with what its handlers need."""

    daemon_threads = True
    allow_reuse_address = False

    def __init__(self, desk: ReviewDesk, port: int, *, token: str, framed: bool) -> None:
        self.desk, self.token, self.framed = desk, token, framed
        super().__init__(("127.0.0.1", port), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a connection that broke off."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "framing"
    sys_version = ""
    timeout = _WAIT

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is http.server's)
        """Log nothing: addresses hold the token."""

    def do_GET(self) -> None:
        self._answer(self._get)

    def do_POST(self) -> None:
        self._answer(self._post)

    def _answer(self, make: Any) -> None:  # noqa: ANN401 (a bound method)
        try:
            kind, body = make()
            self._send(HTTPStatus.OK, kind, body)
        except _RefusedError as refused:
            self.close_connection = True
            self._send(refused.status, "text/plain; charset=utf-8", refused.reason.encode())
        except (DecisionError, QueueError, SetError) as error:
            said = json.dumps({"error": str(error)}, ensure_ascii=True).encode()
            self._send(HTTPStatus.BAD_REQUEST, "application/json", said)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            self.close_connection = True
            self._send(HTTPStatus.BAD_REQUEST, "text/plain; charset=utf-8", b"no such request")

    def _path(self) -> tuple[str, dict[str, str]]:
        """What is asked for below the token; refuses whoever does not come from this server's own page."""
        own = {f"{name}:{self.server.server_port}" for name in ("127.0.0.1", "localhost")}
        hosts = self.headers.get_all("Host") or []
        if len(hosts) != 1 or hosts[0] not in own:
            raise _RefusedError(HTTPStatus.MISDIRECTED_REQUEST, "another host")
        origin = self.headers.get("Origin")
        if origin is not None and origin not in {f"http://{name}" for name in own}:
            raise _RefusedError(HTTPStatus.FORBIDDEN, "another origin")
        site = self.headers.get("Sec-Fetch-Site", "")
        framed_page = self.server.framed and self.command == "GET" and self.headers.get("Sec-Fetch-Dest") == "iframe"
        if site not in _OWN_SITE and not framed_page and not self._is_link():
            raise _RefusedError(HTTPStatus.FORBIDDEN, "another site")
        if len(self.path) > MOST_TARGET:
            raise _RefusedError(HTTPStatus.REQUEST_URI_TOO_LONG, "too long an address")
        parts = urlsplit(self.path)
        _, _, rest = parts.path.partition("/")
        token, slash, name = rest.partition("/")
        if not hmac.compare_digest(token.encode("utf-8", "replace"), self.server.token.encode()) or not slash:
            raise _RefusedError(HTTPStatus.NOT_FOUND, "nothing here")
        asked = parse_qs(parts.query, max_num_fields=10)
        return name, {key: values[-1] for key, values in asked.items()}

    def _is_link(self) -> bool:
        """Whether the page itself is opened by a link: from the report, which is shut off and so counts as a stranger.

        Whoever links must know the token, and can neither read the page nor send anything.
        """
        top = self.headers.get("Sec-Fetch-Mode") == "navigate" and self.headers.get("Sec-Fetch-Dest") == "document"
        return top and self.command == "GET" and self.path == f"/{self.server.token}/"

    def _get(self) -> tuple[str, bytes]:
        name, asked = self._path()
        if name in _PAGE:
            file, kind = _PAGE[name]
            return kind, (resources.files("framing.review.server") / "page" / file).read_bytes()
        desk = self.server.desk
        if name == "report/" and desk.report:
            return _REPORT, desk.report.encode("utf-8", "backslashreplace")
        if name == "start":
            return _json(desk.start())
        if name == "unit":
            return _json(
                desk.next(asked["queue"], asked["coder"], after=asked.get("after", ""), blind="blind" in asked)
            )
        if name == "show":
            return _json(desk.show(asked["unit"], asked["queue"], asked["coder"], blind="blind" in asked))
        raise _RefusedError(HTTPStatus.NOT_FOUND, "nothing here")

    def _post(self) -> tuple[str, bytes]:
        name, _ = self._path()
        if (self.headers.get("Content-Type") or "").split(";")[0].strip() != "application/json":
            raise _RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "no JSON")
        if self.headers.get("Origin") is None:
            raise _RefusedError(HTTPStatus.FORBIDDEN, "no origin")
        length = self.headers.get("Content-Length") or ""
        if not length.isascii() or not length.isdigit() or "Transfer-Encoding" in self.headers:
            raise _RefusedError(HTTPStatus.LENGTH_REQUIRED, "no length")
        if int(length) > MOST_BODY:
            raise _RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too large")
        said = json.loads(self.rfile.read(int(length)).decode("utf-8"))
        if not isinstance(said, dict):
            raise _RefusedError(HTTPStatus.BAD_REQUEST, "no object")
        if name == "decide":
            return _json(self.server.desk.decide(said))
        if name == "undo":
            return _json(self.server.desk.undo(said))
        raise _RefusedError(HTTPStatus.NOT_FOUND, "nothing here")

    def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        frames = "http://127.0.0.1:* http://localhost:*" if self.server.framed else "'none'"
        policy = REPORT_POLICY if kind == _REPORT else _POLICY
        for name, value in {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            "Content-Security-Policy": f"{policy}; frame-ancestors {frames}",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
            "Cross-Origin-Resource-Policy": "same-origin",
        }.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def _json(value: object) -> tuple[str, bytes]:
    return "application/json", json.dumps(value, ensure_ascii=True).encode()


@dataclass(slots=True)
class ReviewServer:
    """A running review: its address, and how to end it."""

    desk: ReviewDesk
    port: int = 0
    framed: bool = False
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    _server: _Server | None = None
    _thread: threading.Thread | None = None

    def start(self) -> str:
        """Begin to answer and return the address, token included. ``OSError`` if the port is taken."""
        self._server = _Server(self.desk, self.port, token=self.token, framed=self.framed)
        self._thread = threading.Thread(target=self._server.serve_forever, name="framing-review", daemon=True)
        self._thread.start()
        return self.address

    @property
    def address(self) -> str:
        """The address of the page; empty before the start."""
        return f"http://127.0.0.1:{self._server.server_port}/{self.token}/" if self._server is not None else ""

    def wait(self) -> None:
        """Go on until interrupted."""
        if self._thread is not None:
            self._thread.join()

    def stop(self) -> None:
        """End it; decisions are on the disk already."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None
