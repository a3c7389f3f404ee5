"""The review's server: who is answered, what is on the disk when, two coders at once, and the page by keyboard."""

from __future__ import annotations

import http.client
import json
import os
import random
import re
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import axe, chromium, serious
from outlet_sets import CODEBOOK
from small_sets import make_set, write_set

from framing.measure.place import Place
from framing.review.draw_sample import draw_sample
from framing.review.server.http_server import ReviewServer
from framing.review.server.linked_report import NoReportError
from framing.review.server.queues import QueueError
from framing.review.server.run_review import ReviewRequest, ReviewView, review_here, review_server
from framing.sets.corrections import CORRECTIONS, read_corrections
from framing.show.sentences_behind import Reader, opens
from framing.store.open_set import open_set


@pytest.fixture
def strike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "cache"))
    folder = make_set(tmp_path / "strike")
    draw_sample(folder, size=200, twice=0.5, parser="none")
    return folder


@pytest.fixture
def server(strike: Path) -> Iterator[ReviewServer]:
    made = review_server(ReviewRequest(strike, parser="none"))
    made.start()
    yield made
    made.stop()


def send(
    server: ReviewServer, method: str, path: str, body: object = None, **headers: str
) -> tuple[int, Any, http.client.HTTPResponse]:
    """One request as the page makes it, but for what is given."""
    port = int(server.address.split(":")[2].split("/")[0])
    asked = {"Host": f"127.0.0.1:{port}", "Origin": f"http://127.0.0.1:{port}", "Content-Type": "application/json"}
    asked |= {name.replace("_", "-"): value for name, value in headers.items()}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    data = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
    connection.request(method, path, body=data, headers={n: v for n, v in asked.items() if v})
    answer = connection.getresponse()
    said = answer.read()
    connection.close()
    return answer.status, json.loads(said) if answer.headers["Content-Type"] == "application/json" else said, answer


def below(server: ReviewServer, rest: str) -> str:
    return f"/{server.token}/{rest}"


def test_only_the_page_itself_is_answered(server: ReviewServer) -> None:
    assert send(server, "GET", below(server, ""))[0] == 200
    for path in ("/", "/x/", f"/{server.token}", f"/{server.token}x/start", below(server, "../start"), "//evil/start"):
        assert send(server, "GET", path)[0] == 404, path
    for headers in (
        {"Host": "evil.example"},
        {"Host": "127.0.0.1"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
    ):
        assert send(server, "GET", below(server, "start"), **headers)[0] in (400, 403, 421), headers
    assert send(server, "GET", below(server, "start"), Sec_Fetch_Site="cross-site")[0] == 403
    assert send(server, "POST", below(server, "undo"), {"coder": "a"}, Origin="")[0] == 403
    assert send(server, "POST", below(server, "undo"), {"coder": "a"}, Content_Type="text/plain")[0] == 415
    assert send(server, "POST", below(server, "undo"), b"[" * 60_000)[0] == 400
    assert send(server, "POST", below(server, "undo"), b"x" * 70_000)[0] == 413
    assert send(server, "PUT", below(server, "start"))[0] == 501
    _, _, answer = send(server, "GET", below(server, ""))
    assert "default-src 'none'" in (answer.headers["Content-Security-Policy"] or "")
    assert "frame-ancestors 'none'" in (answer.headers["Content-Security-Policy"] or "")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "python" not in (answer.headers["Server"] or "").lower()


def test_it_listens_on_loopback_only(server: ReviewServer) -> None:
    assert server.address.startswith("http://127.0.0.1:")


def test_a_decision_is_on_the_disk_when_the_next_unit_comes(server: ReviewServer, strike: Path) -> None:
    _, first, _ = send(server, "GET", below(server, "unit?queue=sample&coder=mb"))
    unit = first["unit"]
    said = {"unit": unit["name"], "queue": "sample", "coder": "mb", "decision": "accept"}
    status, after, _ = send(server, "POST", below(server, "decide"), said)
    assert status == 200
    (one,), faults = read_corrections(strike)
    assert not faults
    assert (one.coder, one.decision, one.unit) == ("mb", "accept", unit["name"])
    assert after["done"] == 1
    assert after["unit"]["name"] != unit["name"]
    _, back, _ = send(server, "POST", below(server, "undo"), {"coder": "mb", "queue": "sample"})
    assert (back["unit"]["name"], back["done"]) == (unit["name"], 0)
    assert send(server, "POST", below(server, "undo"), {"coder": "mb", "queue": "sample"})[0] == 400
    for wrong in ({"decision": "burn"}, {"coder": "<b>"}, {"unit": "u0"}, {"new": {"kind": 7}}, {"new": {"odd": "x"}}):
        status, told, _ = send(server, "POST", below(server, "decide"), {**said, **wrong})
        assert status == 400, wrong
        assert told["error"]
    assert len(read_corrections(strike)[0]) == 2


def test_two_coders_and_two_servers_see_each_other(server: ReviewServer, strike: Path) -> None:
    other = review_server(ReviewRequest(strike, parser="none"))
    other.start()
    try:
        seen: dict[str, set[str]] = {"a": set(), "b": set()}
        for coder, place in (("a", server), ("b", other)) * 60:
            _, said, _ = send(place, "GET", below(place, f"unit?queue=sample&coder={coder}"))
            if said["unit"] is None:
                continue
            name = said["unit"]["name"]
            decision = {"unit": name, "queue": "sample", "coder": coder, "decision": "accept"}
            assert send(place, "POST", below(place, "decide"), decision)[0] == 200
            seen[coder].add(name)
        sample = server.desk.review.sample
        assert sample is not None
        twice = {u.unit for u in sample.units if u.twice}
        assert seen["a"] | seen["b"] == {u.unit for u in sample.units}
        assert seen["a"] & seen["b"] == twice
    finally:
        other.stop()


def test_queues(server: ReviewServer, strike: Path) -> None:
    desk = server.desk
    unsure = desk.queues.order("unsure")
    doubts = [desk.review.units[name].doubt for name in unsure]
    assert doubts == sorted(doubts, reverse=True)
    whole = [desk.review.units[name] for name in desk.queues.order("article:bay-news")]
    assert {u.article for u in whole} == {"bay-news"}
    assert "sentence" in {u.mark for u in whole}
    assert desk.queues.order("disagreements") == ()
    (strike / "sample.jsonl").unlink()
    for queue in ("sample", "no such", "article:none"):
        with pytest.raises(QueueError):
            review_server(ReviewRequest(strike, queue=queue, parser="none"))


def test_blind_hides_what_the_machine_says_until_decided(server: ReviewServer) -> None:
    name = next(u.name for u in server.desk.review.units.values() if u.mark == "quotation")
    shown = server.desk.show(name, "sample", "mb", blind=True)["unit"]
    assert shown["machine"] == shown["why"] == {}
    assert server.desk.show(name, "sample", "mb")["unit"]["machine"]["speaker"]
    said = {
        "unit": name,
        "queue": "unsure",
        "coder": "mb",
        "decision": "accept",
        "blind": True,
        "new": {"kind": "direct"},
    }
    server.desk.decide(said)
    assert server.desk.log.every()[-1].new == {"kind": "direct"}


def test_malformed_requests_never_stop_it_and_write_nothing(server: ReviewServer, strike: Path) -> None:
    """Some hundreds here; FRAMING_MALFORMED=10000 asks for more."""
    for raw in malformed(server, int(os.environ.get("FRAMING_MALFORMED", "300")), seed=5):
        exchange(server, raw)
    assert send(server, "GET", below(server, "start"))[0] == 200
    assert not (strike / CORRECTIONS).exists()


def malformed(server: ReviewServer, n: int, *, seed: int) -> Iterator[bytes]:
    rng = random.Random(seed)
    port = server.address.split(":")[2].split("/")[0].encode()
    token = server.token.encode()
    good = [b"GET /%s/start HTTP/1.1" % token, b"Host: 127.0.0.1:%s" % port, b"Content-Length: 2", b"", b"{}"]
    post = [b"POST /%s/decide HTTP/1.1" % token, *good[1:2], b"Origin: http://127.0.0.1:%s" % port]
    post += [b"Content-Type: application/json", b"Content-Length: 40", b"", b'{"unit": "u", "coder": 1, "new": [[[[[]]']
    makers: list[Callable[[], bytes]] = [
        lambda: rng.randbytes(rng.randrange(1, 400)),
        lambda: b"\r\n".join(rng.sample(good, rng.randrange(1, len(good)))) + b"\r\n\r\n",
        lambda: b"\r\n".join(post[: rng.randrange(1, len(post))]) + b"\r\n\r\n" + rng.randbytes(40),
        lambda: b"\r\n".join([*post[:-2], b"", rng.randbytes(40)]),
        lambda: (
            b"GET /" + rng.choice([b"%00", b"..%2f..%2fetc/passwd", b"\xff\xfe", b"a" * 70_000]) + b" HTTP/1.1\r\n\r\n"
        ),
        lambda: b"GET /%s/unit?%s HTTP/1.1\r\n%s\r\n\r\n" % (token, b"&a=1" * rng.randrange(30), good[1]),
        lambda: good[0] + b"\r\n" + b"X: y\r\n" * rng.randrange(150) + b"\r\n",
        lambda: good[0][:-1] + rng.choice([b"9", b"0", b"", b"1\x00"]) + b"\r\n" + good[1] + b"\r\n\r\n",
        lambda: b"\r\n".join([post[0], post[1], post[2], post[3], b"Content-Length: -1", b"", b"{}"]),
        lambda: b"\r\n".join([post[0], post[1], post[2], post[3], b"Transfer-Encoding: chunked", b"", b"5\r\n{}"]),
    ]
    for _ in range(n):
        yield rng.choice(makers)()


def exchange(server: ReviewServer, raw: bytes) -> bytes:
    port = int(server.address.split(":")[2].split("/")[0])
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        try:
            line.sendall(raw)
            line.shutdown(socket.SHUT_WR)
            return line.recv(4096)
        except OSError:
            return b""


def test_in_a_browser_by_keyboard_alone(strike: Path) -> None:
    server = review_server(ReviewRequest(strike, coder="mb", queue="unsure", parser="none"))
    address = server.start()
    try:
        with chromium() as browser:
            page = browser.new_page(bypass_csp=True)  # for axe
            errors: list[str] = []
            page.on("pageerror", lambda error: errors.append(str(error)))
            page.goto(address)
            page.wait_for_selector("#unit:not([hidden])")
            assert serious(axe(page)) == []
            before = page.text_content("#progress")
            page.keyboard.press("s")
            page.keyboard.type("Tom B")
            page.keyboard.press("Enter")
            assert "Tom Birk" in (page.text_content("#machine") or "")
            page.keyboard.press("a")
            page.wait_for_function("b => document.querySelector('#progress').textContent !== b", arg=before)
            page.keyboard.press("x")
            page.wait_for_function("document.querySelector('#progress').textContent.startsWith('2 ')")
            page.keyboard.press("u")
            page.wait_for_function("document.querySelector('#progress').textContent.startsWith('1 ')")
            page.keyboard.press("e")
            page.keyboard.press("ArrowLeft")
            page.keyboard.press("Enter")
            page.wait_for_function("document.querySelector('#progress').textContent.startsWith('2 ')")
            page.reload()
            page.wait_for_function("document.querySelector('#progress').textContent.startsWith('2 ')")
            assert errors == []
    finally:
        server.stop()
    decisions, _ = read_corrections(strike)
    assert [d.decision for d in decisions] == ["change", "delete", "undo", "change"]
    assert "Tom Birk" in open_set(strike, parser="none")["quotations"]["speaker"].tolist()


def test_hostile_texts_are_shown_as_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "cache"))
    bad = "<img src=x onerror=window.hit=1>"
    texts = {
        "a-1": f"Day one {bad}\n\n“We stay {bad},” said Ana <script>window.hit=1</script> Ruiz. The strikers sang.\n"
    }
    folder = write_set(tmp_path / "bad", texts, outlets={"a-1": f"Bay {bad}"}, codebook=CODEBOOK)
    server = review_server(ReviewRequest(folder, coder="mb", queue="article:a-1", parser="none"))
    address = server.start()
    try:
        with chromium() as browser:
            page = browser.new_page()
            page.goto(address)
            page.wait_for_selector("#unit:not([hidden])")
            for _ in range(4):
                assert bad in (page.text_content("main") or "")
                page.keyboard.press("j")
                page.wait_for_timeout(100)
            assert page.evaluate("window.hit") is None
            assert page.query_selector("main img, main script") is None
    finally:
        server.stop()


def test_in_a_notebook_it_is_the_same_page_in_a_frame(strike: Path) -> None:
    view = review_here(strike, coder="mb", queue="unsure")
    try:
        assert isinstance(view, ReviewView)
        assert 'src="http://127.0.0.1:' in view._repr_html_()
        _, _, answer = send(
            view._server, "GET", below(view._server, ""), Sec_Fetch_Site="cross-site", Sec_Fetch_Dest="iframe"
        )
        assert answer.status == 200
        assert "frame-ancestors http://127.0.0.1:*" in (answer.headers["Content-Security-Policy"] or "")
    finally:
        view.stop()


@pytest.fixture
def reported(strike: Path, tmp_path: Path) -> Path:
    """A report's page of every quotation, with what a stranger might have put into it."""
    tables = open_set(strike, parser="none")
    rows = tables["quotations"].to_dict("records")
    places = [Place(str(row["article_id"]), int(row["start"]), int(row["end"])) for row in rows]
    shown = opens(str(len(places)), places, Reader(tables), what="quotations")
    odd = "<script>window.hit = 1</script><li><i><b>x</b> bay-news</i></li>"
    folder = tmp_path / "report"
    folder.mkdir()
    lists = "".join(found.html() for found in shown.opened)
    (folder / "index.html").write_text(f"<!doctype html><body>{shown.body}{lists}{odd}", encoding="utf-8")
    return folder


def test_each_sentence_of_a_report_leads_to_its_unit(strike: Path, reported: Path) -> None:
    server = review_server(ReviewRequest(strike, parser="none", report=reported))
    server.start()
    try:
        status, page, answer = send(server, "GET", below(server, "report/"))
        assert status == 200
        assert "sandbox" in (answer.headers["Content-Security-Policy"] or "")
        named = re.findall(r'href="\.\./#unit=([^"]+)"', page.decode())
        units = server.desk.review.units
        assert len(named) == page.decode().count("<mark>") > 3
        assert {units[name].mark for name in named} == {"quotation"}
        assert send(server, "GET", below(server, "report/x.csv"))[0] == 404
        link = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"}
        assert send(server, "GET", below(server, ""), **link)[0] == 200
        assert send(server, "GET", below(server, "start"), **link)[0] == 403
        assert send(server, "POST", below(server, "undo"), {"coder": "a"}, **link)[0] == 403
    finally:
        server.stop()
    with pytest.raises(NoReportError, match="no page of a report"):
        review_server(ReviewRequest(strike, parser="none", report=strike))


def test_from_a_reports_sentence_to_its_unit_in_a_browser(strike: Path, reported: Path) -> None:
    server = review_server(ReviewRequest(strike, coder="mb", parser="none", report=reported))
    address = server.start()
    try:
        with chromium() as browser:
            page = browser.new_page()
            page.goto(f"{address}report/")
            page.click("button.opens")
            line = page.locator(".kwic li").nth(2)
            words = line.locator("mark").inner_text()
            with page.expect_popup() as opened:
                line.locator("a.check").click()
            review = opened.value
            review.wait_for_selector("#unit:not([hidden])")
            assert words in review.locator("#passage").inner_text()
            assert review.locator("#passage .content").all_inner_texts()
            assert review.locator("#coder").input_value() == "mb"
    finally:
        server.stop()
