"""The report page, made by the real notebooks of a set whose every text is an attack."""

from __future__ import annotations

import itertools
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from small_sets import CODEBOOK, TEXTS, make_set

from framing.reports.drawing_looks import DrawingLooks
from framing.reports.inline_drawing import inline_drawing
from framing.reports.make_report import run_report
from framing.reports.page_sections import read_section
from framing.reports.parameters import make_params
from framing.reports.report_page import write_page
from framing.show.shown import Picture, Shown, grid, join

ATTACK = "<script>alert(1)</script><img src=x onerror=alert(2)>"
NOTEBOOKS = ("01_article_set", "02_term_choice", "03_quotations", "04_report")
VOID = {"meta", "img", "br", "hr", "link", "input"}


class Outline(HTMLParser):
    """Tags in order, with attributes, and whether they nest."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")

    def having(self, attribute: str) -> list[str]:
        return [str(attrs[attribute]) for _, attrs in self.tags if attribute in attrs]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Iterator[Path]:
    base = tmp_path_factory.mktemp("page")
    patch = pytest.MonkeyPatch()
    patch.setenv("FRAMING_CACHE", str(base / "cache"))
    texts = {name: f"{text}\nThe strikers said “{ATTACK} we stay”.\n" for name, text in TEXTS.items()}
    make_set(base / "quay", texts=texts, codebook=CODEBOOK.replace("People at the quay", f"People {ATTACK}"))
    manifest = base / "quay" / "articles.toml"
    attacked = manifest.read_text(encoding="utf-8").replace('title = "Strike', f'title = "{ATTACK} Strike')
    manifest.write_text(attacked.replace('outlet = "Bay News"', f'outlet = "Bay {ATTACK}"'), encoding="utf-8")
    (base / "notebooks").mkdir()
    for name in NOTEBOOKS:
        shutil.copy(root / "notebooks" / f"{name}.ipynb", base / "notebooks")
    values = {"article_set": "quay", "out": "out", "parser": "none", "draws": 100, "notebooks": list(NOTEBOOKS)}
    params = make_params(values, base=base, where="test")
    patch.chdir(base)
    monkey_suite = base / "notebooks"
    patch.setattr("framing.reports.notebook_suite.suite_folder", lambda near=None: monkey_suite)  # noqa: ARG005
    yield run_report(params).out
    patch.undo()


@pytest.fixture(scope="module")
def page(out: Path) -> str:
    return (out / "index.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def outline(page: str) -> Outline:
    made = Outline()
    made.feed(page)
    return made


def test_no_text_of_an_article_becomes_markup(page: str, outline: Outline) -> None:
    assert "<script" not in page.lower()
    assert "&lt;script&gt;alert(1)" in page
    assert not [name for _, attrs in outline.tags for name in attrs if name.startswith("on")]
    pictures = [str(attrs.get("src")) for tag, attrs in outline.tags if tag == "img"]
    assert all(source.startswith("data:image/png;base64,") for source in pictures)


def test_elements_nest(outline: Outline) -> None:
    assert outline.faults == []
    assert outline.open == []


def test_nothing_is_fetched_from_elsewhere(page: str, outline: Outline) -> None:
    assert not [a for a in outline.having("href") if re.match(r"\w+:|//", a)]
    assert all(a.startswith("data:image/png;base64,") for a in outline.having("src"))
    assert "@import" not in page
    assert re.findall(r"url\((?!#)", page) == []


def test_every_link_leads_somewhere(out: Path, outline: Outline) -> None:
    ids = outline.having("id")
    assert len(ids) == len(set(ids))
    for address in outline.having("href"):
        if address.startswith("#"):
            assert address[1:] in ids
        else:
            assert (out / address).is_file(), address


def test_headings_are_in_order_without_gaps(outline: Outline) -> None:
    levels = [int(tag[1]) for tag, _ in outline.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_landmarks_are_there(outline: Outline) -> None:
    tags = [tag for tag, _ in outline.tags]
    assert [tags.count(name) for name in ("main", "nav", "footer")] == [1, 1, 1]
    assert dict(next(attrs for tag, attrs in outline.tags if tag == "html"))["lang"] == "en"


def test_few_stops_of_the_tab_key_stand_before_the_first_finding(page: str, outline: Outline) -> None:
    names = [str(attrs.get("class")) for _, attrs in outline.tags]
    before = outline.tags[: names.index("finding")]
    stops = [t for t, a in before if (t in {"a", "button", "summary"} or "tabindex" in a) and a.get("tabindex") != "-1"]
    in_list = page[page.index('id="unit-rows"') :].split("</section>", 1)[0].count("<button")
    assert len(stops) - in_list <= 6
    assert names.index("contents") > names.index("finding")
    assert '<a class="skip to-nav" href="#contents">' in page


def test_every_chart_has_alt_text_and_its_files(outline: Outline) -> None:
    drawings = [attrs for tag, attrs in outline.tags if tag == "svg"]
    assert len(drawings) > 8
    assert all(attrs["role"] == "img" and len(str(attrs["aria-label"])) > 40 for attrs in drawings)
    assert all(len(str(attrs["alt"])) > 40 for tag, attrs in outline.tags if tag == "img")


def test_text_of_charts_is_text(page: str) -> None:
    drawing = page[page.index("<svg") :]
    assert "<text" in drawing
    assert ">When the articles appeared</text>" in page


def test_the_first_screen_has_headlines_and_findings_with_their_words(page: str) -> None:
    lead = page[page.index('<section class="headlines"') : page.index("<main")]
    assert lead.count('<p class="outlet">') == 3
    findings = page[page.index('<ol class="findings">') :]
    findings = findings[: findings.index("</ol>")]
    assert findings.count('<li class="finding">') >= 1
    assert findings.count("<details") == findings.count('<li class="finding">')
    assert "<details open" not in page


def test_drawings_of_anybody_lose_scripts_and_references(tmp_path: Path) -> None:
    hostile = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" onload="alert(1)">'
        "<style>*{color:red}</style><script>alert(2)</script><foreignObject><p>x</p></foreignObject>"
        '<image href="https://example.org/x.png"/><use xlink:href="#dot"/><use href="https://example.org/#a"/>'
        '<defs><path id="dot" d="M0 0"/></defs><a href="javascript:alert(3)"><text>in</text></a>'
        '<path style="fill:url(https://example.org/b)" clip-path="url(#dot)" d="M1 1"/><text>kept</text></svg>'
    )
    (tmp_path / "x.svg").write_text(hostile, encoding="utf-8")
    made = str(inline_drawing(tmp_path / "x.svg", place="x", alt='A "chart"'))
    assert "kept" in made
    (named,) = re.findall(r'id="(\w+-0)"', made)
    assert made.count(f"#{named}") == 2
    assert not re.findall(r"alert|example\.org|onload|<style|foreign|<image|javascript", made)
    assert 'aria-label="A &quot;chart&quot;"' in made


def test_a_drawing_says_once_what_shapes_in_a_row_have_alike_and_keeps_its_patterns(tmp_path: Path) -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg"><defs><pattern id="hatched"><path d="M0 0"/></pattern></defs>'
        '<path style="fill: url(#hatched)" d="M1 1"/><path style="fill: url(#hatched)" d="M2 2"/>'
        '<path style="fill: none" transform="scale(2)" d="M3 3"/>'
        '<path style="fill: none" transform="scale(2)" d="M4 4"/></svg>'
    )
    (tmp_path / "x.svg").write_text(drawing, encoding="utf-8")
    made = str(inline_drawing(tmp_path / "x.svg", place="x", alt="x"))
    (named,) = re.findall(r'<pattern id="(\w+-0)">', made)
    assert f'<g style="fill:url(#{named})"><path d="M1 1"/><path d="M2 2"/></g>' in made
    assert made.count('style="fill:none"') == 2


def test_styles_of_all_drawings_stand_once_in_the_style_sheet_unless_they_could_say_more(tmp_path: Path) -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" class="kwic"><defs><path d="M 0.125 0" id="m"/></defs>'
        '<path style="fill: none" d="M 10.126 1 L 2.04 3 z"/><text y="1">a</text>'
        '<path style="fill:red} body{display:none" d="M1 1"/><path style="fill: url(#m)" d="M1 1"/></svg>'
    )
    (tmp_path / "x.svg").write_text(drawing, encoding="utf-8")
    looks = DrawingLooks()
    one, two = (str(inline_drawing(tmp_path / "x.svg", place=p, alt="x", looks=looks)) for p in "ab")
    assert looks.rules() == ".k0{fill:none}"
    assert '<path d="M10.1 1L2 3z" class="k0"/>' in one
    assert 'd="M.12 0"' in one  # what is used again keeps finer measures
    assert 'class="kwic"' not in one
    assert not set(re.findall(r'id="([^"]*)"', one)) & set(re.findall(r'id="([^"]*)"', two))


@pytest.mark.parametrize("content", ["", "no drawing", "<svg", "<html></html>", "<?xml version='1.0'?><p/>"])
def test_a_file_that_is_no_drawing_gives_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.svg").write_text(content, encoding="utf-8")
    assert inline_drawing(tmp_path / "x.svg", place="x", alt="x") is None


def test_every_number_opens_its_sentences(page: str, outline: Outline) -> None:
    buttons = {
        attrs["popovertarget"] for tag, attrs in outline.tags if tag == "button" and attrs.get("class") != "to-contents"
    }
    lists = {attrs["id"] for tag, attrs in outline.tags if tag == "section" and "popover" in attrs}
    assert buttons == lists
    assert len(buttons) > 8
    (opened,) = re.findall(r'id="(ev-\w+)" aria-label="Quay Post on People [^"]*: “dock workers”"', page)
    shown = page[page.index(f'id="{opened}"') :]
    shown = shown[: shown.index("</section>")]
    assert "<mark>Dock workers</mark> stayed out on Tuesday." in shown
    assert "<b>Quay Post</b> 2024-03-05" in shown


def test_input_cells_are_not_shown(page: str) -> None:
    assert "open_set" not in page
    assert "draws = " not in page


def test_counts_on_the_page_are_those_of_the_set(page: str) -> None:
    assert "<span>3 articles</span>" in page
    assert "<span>3 outlets</span>" in page
    assert "Event: 5 March 2024" in page


def test_no_path_of_this_machine_is_on_the_page(page: str, out: Path) -> None:
    assert str(out.parent) not in page


def executed(folder: Path, name: str, *outputs: object, title: str = "# Extra") -> Path:
    cell = new_code_cell("pass")
    cell.outputs = list(outputs)
    path = folder / name
    nbformat.write(new_notebook(cells=[new_markdown_cell(title), cell]), path)
    return path


def test_outputs_of_any_kind_are_taken_in_a_form_a_still_page_can_hold(tmp_path: Path) -> None:
    shown = {
        "<pre>a &lt;b&gt;": new_output("stream", name="stdout", text="a <b>"),
        "kind words": new_output(
            "display_data", data={"application/vnd.jupyter.widget-view+json": {}, "text/plain": "kind words"}
        ),
        "&lt;i&gt;no&lt;/i&gt;": new_output("display_data", data={"text/markdown": "*yes* <i>no</i>"}),
        "<td>1</td>": new_output("execute_result", data={"text/html": "<table><tr><td>1</td></tr></table>"}),
        'src="data:image/png;base64,AAAA"': new_output("display_data", data={"image/png": "AAAA", "text/plain": "x"}),
        "ValueError: &lt;x&gt;": new_output("error", ename="ValueError", evalue="<x>", traceback=[]),
    }
    body = read_section(executed(tmp_path, "09_extra.ipynb", *shown.values())).body
    assert all(wanted in body for wanted in shown)
    assert "<em>yes</em>" in body


def test_warnings_and_scripts_are_left_out(tmp_path: Path) -> None:
    noise = new_output("stream", name="stderr", text="warned")
    script = new_output("display_data", data={"text/html": "<p>kept</p><script>alert(1)</script>"})
    body = read_section(executed(tmp_path, "09_extra.ipynb", noise, script)).body
    assert "warned" not in body
    assert "alert" not in body
    assert "<p>kept</p>" in body


def test_many_tables_in_a_row_are_folded_under_their_captions(tmp_path: Path) -> None:
    few, many = (join(grid(["", "n"], [["x", "1"]], caption=f"Table {i} & more") for i in range(n)) for n in (4, 5))
    shown = [new_output("display_data", data=made._repr_mimebundle_()) for made in (few, many)]
    bodies = [read_section(executed(tmp_path, "09_x.ipynb", output)).body for output in shown]
    assert [body.count("<details") for body in bodies] == [0, 5]
    assert "<summary>Table 3 &amp; more</summary>" in bodies[1]
    assert bodies[1].count("<table>") == 5


def kept_chart(folder: Path, name: str, height: int) -> Shown:
    (folder / "charts").mkdir(exist_ok=True)
    drawing = f'<svg viewBox="0 0 100 {height}" xmlns="http://www.w3.org/2000/svg"><text>{name}</text></svg>'
    (folder / "charts" / f"{name}.svg").write_text(drawing, encoding="utf-8")
    return Shown((Picture(name, f"Chart {name}", "alt", 1, 1, "AAAA"),))


def test_charts_of_a_part_stand_open_while_they_are_not_tall_together_and_once_on_a_page(tmp_path: Path) -> None:
    (tmp_path / "notebooks").mkdir()
    heights = {"a": 80, "b": 40, "c": 70, "d": 300}
    charts = {name: kept_chart(tmp_path, name, tall)._repr_mimebundle_() for name, tall in heights.items()}
    seen: set[str] = set()

    def opening(notebook: str, *names: str) -> list[str]:
        outputs = [new_output("display_data", data=charts[name]) for name in names]
        body = str(read_section(executed(tmp_path / "notebooks", notebook, *outputs), seen=seen).body)
        assert body.count("<svg") == len(names)
        return re.findall(r"<summary>Chart (\w)</summary>", body)

    assert opening("01_x.ipynb", "a", "b", "c") == ["c"]
    assert opening("02_x.ipynb", "d", "c") == ["c"]  # the first of a part is open however tall
    assert opening("03_x.ipynb", "a", "c") == ["a"]  # the one is open elsewhere, so that the other has room


def test_a_table_behind_a_chart_is_folded_when_it_is_longer_than_a_few_rows(tmp_path: Path) -> None:
    (tmp_path / "notebooks").mkdir()
    table = grid(["", "n"], [["x", "1"]] * 5, caption="Five rows")
    shown = [made._repr_mimebundle_() for made in (table, kept_chart(tmp_path, "a", 50), table)]
    outputs = [new_output("display_data", data=data) for data in shown]
    body = read_section(executed(tmp_path / "notebooks", "01_x.ipynb", *outputs)).body
    assert body.count("<summary>Five rows</summary>") == 1
    assert body.index("<summary>") > body.index("<svg")


def test_a_gap_in_headings_is_closed_and_equal_ones_get_their_own_place(tmp_path: Path) -> None:
    path = executed(tmp_path, "09_x.ipynb", title="# Title & more\n\n#### deep\n\n## Same\n\n## Same")
    section = read_section(path)
    assert section.title == "Title & more"
    assert [words for _, words in section.headings] == ["deep", "Same", "Same"]
    assert len({name for name, _ in section.headings}) == 3
    assert "<h1" not in section.body


def test_a_notebook_of_somebody_else_slots_in(out: Path, tmp_path: Path) -> None:
    copy = tmp_path / "out"
    shutil.copytree(out, copy)
    executed(copy / "notebooks", "07_more.ipynb", new_output("stream", name="stdout", text="seven"), title="# More")
    values = {"article_set": str(out.parent / "quay"), "out": str(copy), "parser": "none"}
    made = write_page(copy, make_params(values, base=tmp_path, where="test")).read_text(encoding="utf-8")
    assert made.index('id="04-report"') < made.index('id="01-article-set"') < made.index('id="07-more"')
    assert "seven" in made


def test_a_folder_without_notebooks_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    make_set(tmp_path / "quay")
    values = {"article_set": str(tmp_path / "quay"), "out": str(tmp_path / "none")}
    with pytest.raises(FileNotFoundError, match="framing report"):
        write_page(tmp_path / "none", make_params(values, base=tmp_path, where="test"))
