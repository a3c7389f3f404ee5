"""Batches: checked first, whole or not at all, the rest going on past a failure, resumed after a kill."""

from __future__ import annotations

import concurrent.futures as cf
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from small_notebooks import PARAMETERS, notebook, write
from small_reports import FAILS, contents, rows, workspace
from small_sets import make_set

from framing.annotate.annotate import Annotation, annotate_all
from framing.batch import tasks
from framing.batch.batch_folder import BatchError
from framing.batch.query import QueryError, query, table_names, written
from framing.batch.run_batch import run_batch
from framing.batch.set_lists import SetListError, find_sets
from framing.batch.tasks import Task, make_one
from framing.reports.parameters import read_params
from framing.store.cache import Row
from framing.text.article import Article

MAKE_PART = tasks.make_part


class Counting:
    """``annotate_all``, counting the articles it is given."""

    articles = 0

    def __init__(self, inner: Callable[..., Iterator[Annotation]]) -> None:
        self.inner = inner
        Counting.articles = 0

    def __call__(self, articles: Iterable[Article], **options: object) -> Iterator[Annotation]:
        some = list(articles)
        Counting.articles += len(some)
        return self.inner(some, **options)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def _in_a_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run tasks in this process: what is tested is not the starting of processes, which takes seconds."""
    monkeypatch.setattr(tasks, "workers", lambda *_, **__: cf.ThreadPoolExecutor(1))


def status(folder: Path) -> dict[str, dict[str, object]]:
    found = json.loads((folder / "status.json").read_text())
    return {one["id"]: one for one in found["sets"]}


@pytest.mark.usefixtures("_in_a_thread")
def test_a_batch_goes_on_past_a_failed_set_and_says_where_and_why(tmp_path: Path) -> None:
    files = workspace(tmp_path, "one", "broken", "two")
    figures = tmp_path / "figures"
    told: list[str] = []
    result = run_batch(files, out=figures, jobs=2, tell=told.append)
    assert (result.done, result.failed, result.interrupted, result.complete) == (2, 1, False, False)
    failed = status(figures)["broken"]
    assert failed["state"] == "failed"
    assert failed["failure"] == {
        "notebook": "01_words.ipynb",
        "cell": 4,
        "reason": "ValueError: this set <b>cannot</b> be read",
    }
    assert (figures / "one" / "index.html").is_file()
    assert not (figures / "broken").exists()
    page = (figures / "index.html").read_text()
    assert "01_words.ipynb, cell 4" in page
    assert "&lt;b&gt;cannot&lt;/b&gt;" in page
    assert page.count("charts/words.svg") == 2
    assert 'alt="Bars: words &amp; outlets"' in page
    assert any("broken: failed: 01_words.ipynb, cell 4" in line for line in told)
    # Mended and run again: the two that are done are left as they are.
    before = (figures / "one" / "index.html").stat().st_mtime_ns
    write(notebook("1", parameters=PARAMETERS), tmp_path / "notebooks" / "03_new.ipynb")
    (tmp_path / "notebooks" / "03_new.ipynb").unlink()
    again = run_batch(files, out=figures)
    assert (again.done, again.unchanged, again.failed) == (2, 2, 1)
    assert (figures / "one" / "index.html").stat().st_mtime_ns == before


def test_everything_is_checked_before_the_first_runs(tmp_path: Path) -> None:
    files = workspace(tmp_path, "one", "two", "three", "four")
    files[1].write_text(files[1].read_text() + "sed: 1\n")
    files[2].write_text(files[2].read_text() + "notebooks: [99_none]\n")
    files[3].write_text(files[0].read_text())
    with pytest.raises(BatchError) as caught:
        run_batch(files, out=tmp_path / "figures")
    for said in ("nothing was run", "did you mean 'seed'", "no notebook '99_none'", "two sets would be written to"):
        assert said in str(caught.value)
    assert not (tmp_path / "figures").exists()


@pytest.mark.usefixtures("_in_a_thread")
def test_a_set_that_is_not_in_order_fails_before_the_others_are_made(tmp_path: Path) -> None:
    files = workspace(tmp_path, "one", "torn", "changed", "two")
    (tmp_path / "corpus" / "torn" / "articles.toml").write_text("[set\n")
    (tmp_path / "corpus" / "changed" / "texts" / "bay-news.txt").write_text("Something else.\n")
    told: list[str] = []
    result = run_batch(files, out=tmp_path / "figures", tell=told.append)
    assert (result.done, result.failed, result.complete) == (2, 2, False)
    found = status(tmp_path / "figures")
    assert {name: one["state"] for name, one in found.items()} == {
        "one": "done",
        "torn": "failed",
        "changed": "failed",
        "two": "done",
    }
    assert "articles.toml" in str(found["torn"]["failure"])
    assert "bay-news" in str(found["changed"]["failure"])
    assert [line.split(":")[0] for line in told[:2]] == ["torn", "changed"]
    assert "before its notebooks" in (tmp_path / "figures" / "index.html").read_text()


@pytest.mark.usefixtures("_in_a_thread")
def test_an_article_that_cannot_be_imported_fails_its_set_alone(tmp_path: Path) -> None:
    workspace(tmp_path)
    source = rows(tmp_path / "sets.jsonl", "first", "second", "third")
    lines = [json.loads(line) for line in source.read_text().splitlines()]
    lines[1]["articles"][0]["text"] = ""
    source.write_text("".join(json.dumps(line) + "\n" for line in lines))
    common = tmp_path / "params" / "common.yaml"
    common.write_text("parser: none\n")
    for _ in range(2):  # the second time too: what could not be made is not taken for made
        result = run_batch(sets=source, common=common, out=tmp_path / "figures")
        assert (result.done, result.failed) == (2, 1)
        failure = status(tmp_path / "figures")["second"]["failure"]
        assert isinstance(failure, dict)
        assert "article 1" in failure["reason"]
    assert result.unchanged == 2


@pytest.mark.usefixtures("_in_a_thread")
def test_a_large_set_is_annotated_in_parts_and_the_report_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = workspace(tmp_path, "one", "two")
    run_batch(files, out=tmp_path / "figures", jobs=2)
    whole = contents(tmp_path / "figures")
    monkeypatch.setattr(tasks, "LARGE", 2)
    monkeypatch.setattr(tasks, "PART", 2)
    parts: list[tuple[str, ...]] = []
    monkeypatch.setattr(tasks, "make_part", lambda task, ids: parts.append(ids) or MAKE_PART(task, ids))
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "other"))
    monkeypatch.setattr("framing.annotate.annotate.annotate_all", Counting(annotate_all))
    run_batch(files, out=tmp_path / "figures", jobs=2, force=True)
    assert contents(tmp_path / "figures") == whole
    assert sorted(map(len, parts)) == [1, 1, 2, 2]
    assert Counting.articles == 6  # each once: the reports found what the parts had made
    # What is annotated already is not shared out again, nor is anything with one process.
    run_batch(files, out=tmp_path / "figures", jobs=2, force=True)
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "third"))
    run_batch(files, out=tmp_path / "figures", jobs=1, force=True)
    assert len(parts) == 4


@pytest.mark.usefixtures("_in_a_thread")
def test_a_part_that_fails_fails_its_set_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = workspace(tmp_path, "one", "two")
    monkeypatch.setattr(tasks, "LARGE", 2)
    monkeypatch.setattr(tasks, "PART", 1)

    def fails(task: Task, ids: tuple[str, ...]) -> list[Row]:
        if task.params.article_set.name == "one":
            raise MemoryError
        return MAKE_PART(task, ids)

    monkeypatch.setattr(tasks, "make_part", fails)
    told: list[str] = []
    result = run_batch(files, out=tmp_path / "figures", jobs=2, tell=told.append)
    assert (result.done, result.failed) == (1, 1)
    assert sum("failed: MemoryError" in line for line in told) == 1


def test_a_batch_of_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BatchError, match="no sets were given"):
        run_batch([], out=tmp_path)


@pytest.mark.parametrize("suffix", [".jsonl", ".parquet"])
@pytest.mark.usefixtures("_in_a_thread")
def test_sets_come_from_a_file_with_common_parameters(tmp_path: Path, suffix: str) -> None:
    workspace(tmp_path)
    source = rows(tmp_path / f"sets{suffix}", "first", "second")
    common = tmp_path / "params" / "common.yaml"
    common.write_text("parser: none\ndraws: 300\n")
    out = tmp_path / "figures"
    assert run_batch(sets=source, common=common, out=out).done == 2
    assert json.loads((out / "first" / "report.json").read_text())["parameters"]["draws"] == 300
    assert run_batch(resume=True, out=out).unchanged == 2
    # One set of the file changes: that one is made again.
    lines = [json.loads(line) for line in rows(tmp_path / "x.jsonl", "first", "second").read_text().splitlines()]
    lines[1]["articles"][0]["text"] += "\nThe talks went on until the morning.\n"
    pd.DataFrame(lines).to_parquet(source) if suffix == ".parquet" else source.write_text(
        "".join(json.dumps(line) + "\n" for line in lines)
    )
    again = run_batch(sets=source, common=common, out=out)
    assert (again.done, again.unchanged) == (2, 1)


def test_common_parameters_name_no_set(tmp_path: Path) -> None:
    workspace(tmp_path)
    common = tmp_path / "params" / "common.yaml"
    common.write_text("out: somewhere\n")
    with pytest.raises(BatchError, match="out cannot be common"):
        run_batch(sets=rows(tmp_path / "s.jsonl", "first"), common=common, out=tmp_path / "figures")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("not json", "line 1: not JSON"),
        ('{"articles": []}', "needs an 'id'"),
        ('{"id": "x", "articles": []}', "needs a list of 'articles'"),
        ('{"id": "x", "articles": [{"text": "a"}]}', "article 1: needs 'text' and 'outlet'"),
        ('{"id": "../x", "articles": [{"text": "a", "outlet": "b"}]}\n' * 2, "occurs twice"),
    ],
)
def test_a_file_of_sets_that_lacks_something_is_refused(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "s.jsonl").write_text(line)
    with pytest.raises(SetListError, match=said):
        find_sets(tmp_path / "s.jsonl", folder=tmp_path / "sets")
    assert not (tmp_path / "sets").exists()


def test_an_id_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "s.jsonl").write_text(rows(tmp_path / "x.jsonl", "../../outside/..").read_text())
    (place,) = find_sets(tmp_path / "s.jsonl", folder=tmp_path / "sets")
    assert place.resolve().parent == (tmp_path / "sets").resolve()


def test_a_folder_of_sets_is_found(tmp_path: Path) -> None:
    make_set(tmp_path / "corpus" / "b")
    make_set(tmp_path / "corpus" / "a")
    (tmp_path / "corpus" / "no-set").mkdir()
    assert [p.name for p in find_sets(tmp_path / "corpus", folder=tmp_path)] == ["a", "b"]
    with pytest.raises(SetListError, match=r"articles\.toml"):
        find_sets(tmp_path / "corpus" / "no-set", folder=tmp_path)


@pytest.mark.usefixtures("_in_a_thread")
def test_tables_of_all_sets_are_one_collection(tmp_path: Path) -> None:
    files = workspace(tmp_path, "one", "two")
    figures = tmp_path / "figures"
    run_batch(files, out=figures)
    tables = figures / "tables"
    assert set(table_names(tables)) >= {"articles", "mentions", "quotations"}
    answer = query('SELECT "set", count(*) AS n FROM articles GROUP BY 1 ORDER BY 1', tables=tables)
    assert answer.to_dict("list") == {"set": ["one", "two"], "n": [3, 3]}
    joined = query(
        "SELECT outlet, count(DISTINCT variant) AS n FROM mentions JOIN articles USING (set, article_id, outlet) "
        "WHERE set_title LIKE 'Strike%' GROUP BY outlet ORDER BY outlet",
        tables=tables,
    )
    assert joined["n"].tolist() == [1, 1, 2]
    assert written(answer, "csv") == "set,n\none,3\ntwo,3"
    assert json.loads(written(answer, "json")) == [{"set": "one", "n": 3}, {"set": "two", "n": 3}]
    assert "one" in written(answer, "table")


@pytest.mark.parametrize(
    "sql",
    [
        "DROP VIEW articles",
        "CREATE TABLE x AS SELECT 1",
        "COPY articles TO 'x.csv'",
        "ATTACH 'x.db'",
        "INSTALL httpfs",
        "SELECT 1; SELECT 2",
        "",
        "SELECT * FROM read_csv('/etc/hostname')",
        "SELECT * FROM '/etc/hostname'",
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM read_parquet('https://example.org/x.parquet')",
        "SELECT * FROM glob('/*')",
        "SET enable_external_access = true",
        "SELECT * FROM nowhere",
        "SELEC",
    ],
)
def test_a_query_reads_these_tables_and_nothing_else(tmp_path: Path, sql: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "tables" / "articles" / "set=x"
    place.mkdir(parents=True)
    pd.DataFrame({"outlet": ["A"]}).to_parquet(place / "part.parquet")
    monkeypatch.chdir(tmp_path)
    before = contents(tmp_path)
    with pytest.raises(QueryError):
        query(sql, tables=tmp_path / "tables")
    assert contents(tmp_path) == before


def test_a_query_cannot_see_python_s_variables(tmp_path: Path) -> None:
    place = tmp_path / "tables" / "articles" / "set=x"
    place.mkdir(parents=True)
    pd.DataFrame({"outlet": ["A"]}).to_parquet(place / "part.parquet")
    secret = pd.DataFrame({"a": [1]})
    with pytest.raises(QueryError, match="secret"):
        query("SELECT * FROM secret", tables=tmp_path / "tables")
    assert len(secret) == 1


def test_a_query_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    place = tmp_path / "tables" / "articles" / "set=x"
    place.mkdir(parents=True)
    pd.DataFrame({"outlet": ["A"]}).to_parquet(place / "part.parquet")
    endless = "SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b"
    with pytest.raises(QueryError, match=r"took more than 0\.2 s"):
        query(endless, tables=tmp_path / "tables", seconds=0.2)


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
def test_a_terminal_is_not_steered_by_an_answer(tmp_path: Path) -> None:
    import pty

    place = tmp_path / "tables" / "articles" / "set=x"
    place.mkdir(parents=True)
    pd.DataFrame({"outlet": ["A\x1b[31m\x9b2J"]}).to_parquet(place / "part.parquet")
    for form in ("csv", "json", "table"):
        command = ["framing", "query", "SELECT outlet FROM articles", "--tables", tmp_path / "tables", "--format", form]
        here, there = pty.openpty()
        subprocess.run(command, stdout=there, check=True)
        os.close(there)
        shown = os.read(here, 10_000).decode("utf-8")
        os.close(here)
        assert "[31m" in shown
        assert "\x1b" not in shown
        assert "\x9b" not in shown


def test_no_tables_is_said(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="framing batch"):
        query("SELECT 1", tables=tmp_path)


# ---- kills ------------------------------------------------------------------------------------

# Whoever starts this process may ignore Ctrl-C (a script's "&") or a closed terminal (nohup), and children inherit
# that: each test says how its batch shall take the first, and takes the second as a terminal would send it.
STARTER = (
    "import os, signal, sys\nsignal.signal(signal.SIGINT, signal.{how})\n"
    "signal.signal(signal.SIGHUP, signal.SIG_DFL)\n"
    "os.execvp(sys.argv[1], sys.argv[1:])"
)


def start(folder: Path, *arguments: str, interrupt: str = "SIG_DFL") -> subprocess.Popen[str]:
    command = ["framing", "batch", *arguments, "--out", str(folder / "figures"), "--jobs", "2"]
    starter = [sys.executable, "-c", STARTER.format(how=interrupt), *command]
    return subprocess.Popen(starter, stderr=subprocess.PIPE, text=True, cwd=folder, start_new_session=True)


def held_sets(folder: Path) -> list[Path]:
    """Five sets of which two are made at once, and the others wait for a file: a kill meets them at work, always."""
    files = workspace(folder, "a", "b", "c", "d", "e")
    waits = (
        f"from pathlib import Path\nimport time\n"
        f"while article_set[-1] in 'cde' and not Path({str(folder / 'go-on')!r}).exists():\n    time.sleep(0.05)"
    )
    write(notebook(waits, parameters=PARAMETERS), folder / "notebooks" / "03_slow.ipynb")
    return files


def wait_for_one(process: subprocess.Popen[str]) -> None:
    """Wait until the first set is done."""
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("[1/"):
            return


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.usefixtures("_in_a_thread")
def test_after_a_kill_and_resume_the_output_is_that_of_an_undisturbed_run(tmp_path: Path, how: signal.Signals) -> None:
    files = held_sets(tmp_path)
    process = start(tmp_path, *map(str, files))
    wait_for_one(process)
    process.send_signal(how)
    _, said = process.communicate(timeout=120)
    assert process.returncode == (-9 if how == signal.SIGKILL else 130)
    finished = [p.name for p in (tmp_path / "figures").iterdir() if (p / "report.json").is_file()]
    assert 1 <= len(finished) < 5
    if how != signal.SIGKILL:
        assert "go on with --resume" in said
        assert json.loads((tmp_path / "figures" / "status.json").read_text())["state"] == "interrupted"
        assert not list((tmp_path / "figures").glob(".*"))
    time.sleep(0.5)  # workers of a killed batch end by themselves
    (tmp_path / "go-on").touch()
    resumed = run_batch(resume=True, out=tmp_path / "figures")
    assert (resumed.done, resumed.failed) == (5, 0)
    assert resumed.unchanged >= 1
    left = contents(tmp_path / "figures")
    run_batch(files, out=tmp_path / "figures", force=True)
    assert contents(tmp_path / "figures") == left
    assert not list((tmp_path / "figures").glob(".*"))


def test_a_notebook_that_interrupts_itself_stops_its_own_set_alone(tmp_path: Path) -> None:
    files = workspace(tmp_path, "a", "b")
    source = "if article_set[-1] == 'a':\n    raise KeyboardInterrupt"
    write(notebook(source, parameters=PARAMETERS), tmp_path / "notebooks" / "03_slow.ipynb")
    made = run_batch(files, out=tmp_path / "figures", jobs=2)
    assert (made.done, made.failed) == (1, 1)


@pytest.mark.parametrize("how", ["a reader that goes away", "no standard error", "no standard streams"])
def test_a_batch_goes_on_when_nobody_listens(tmp_path: Path, how: str) -> None:
    (file,) = workspace(tmp_path, "quay")
    end = {"a reader that goes away": "2>&1 | head -n 0", "no standard error": "2>&-"}.get(how, "<&- >&- 2>&-")
    script = f"framing batch '{file}' --out '{tmp_path / 'figures'}' {end}"
    subprocess.run(["sh", "-c", script], cwd=tmp_path, stdout=subprocess.DEVNULL, check=False, timeout=120)
    found = json.loads((tmp_path / "figures" / "status.json").read_text(encoding="utf-8"))
    assert (found["state"], found["done"]) == ("finished", 1)


def test_a_batch_that_was_started_so_that_ctrl_c_is_ignored_goes_on(tmp_path: Path) -> None:
    process = start(tmp_path, *map(str, held_sets(tmp_path)), interrupt="SIG_IGN")
    wait_for_one(process)
    process.send_signal(signal.SIGINT)
    time.sleep(0.5)
    assert process.poll() is None
    (tmp_path / "go-on").touch()
    process.communicate(timeout=120)
    assert process.returncode == 0
    assert {one["state"] for one in status(tmp_path / "figures").values()} == {"done"}


def test_a_set_that_ends_its_process_fails_and_the_others_are_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "ATTEMPTS", 2)
    files = workspace(tmp_path, "one", "broken")
    kills = "import os, signal\nif 'broken' in article_set:\n    os.kill(os.getpid(), signal.SIGKILL)"
    write(notebook(kills, parameters=PARAMETERS), tmp_path / "notebooks" / "01_words.ipynb")
    result = run_batch(files, out=tmp_path / "figures")
    assert (result.done, result.failed) == (1, 1)
    assert "its process ended" in str(status(tmp_path / "figures")["broken"]["failure"])


def test_the_exit_status_tells(tmp_path: Path) -> None:
    assert FAILS
    files = workspace(tmp_path, "broken")
    done = subprocess.run(["framing", "batch", *files], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "1 failed" in done.stderr
    unknown = subprocess.run(["framing", "batch"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert unknown.returncode == 2
    assert (tmp_path / "figures" / "status.json").is_file()


def test_a_task_can_be_run_twice(tmp_path: Path) -> None:

    (file,) = workspace(tmp_path, "one")
    task = Task(read_params(file), tmp_path / "notebooks", tmp_path / "figures" / "tables", force=True)
    make_one(task)
    first = contents(tmp_path / "figures")
    make_one(task)
    assert contents(tmp_path / "figures") == first


@pytest.mark.parametrize("place", ["index.html", "status.json", "tables/mine.csv", "sets/mine.txt"])
def test_a_users_file_in_the_place_of_a_batchs_is_named_and_stays(tmp_path: Path, place: str) -> None:
    params = workspace(tmp_path, "quay")
    mine = tmp_path / "figures" / place
    mine.parent.mkdir(parents=True)
    mine.write_text("{}")
    with pytest.raises(BatchError, match=place.partition("/")[0]):
        run_batch(params, out=tmp_path / "figures")
    assert contents(tmp_path / "figures") | {"status.json": b"{}"} == {place: b"{}"} | {"status.json": b"{}"}
    assert mine.read_text() == "{}"
