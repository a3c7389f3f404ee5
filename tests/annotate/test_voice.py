import pytest

from framing.annotate.quotations.record import Quotation, QuotationKind
from framing.annotate.voice import quotation_around, voice_of
from framing.text.layout import Layout
from framing.text.span import Span

LAYOUT = Layout(Span(0, 20), (), (Span(22, 100),), (Span(0, 20), Span(22, 100)), ())


def quote(kind: QuotationKind, start: int, end: int) -> Quotation:
    return Quotation(kind, (Span(start, end),))


@pytest.mark.parametrize(
    ("mention", "quotations", "voice"),
    [
        (Span(30, 40), [], "outlet"),
        (Span(5, 10), [], "headline"),
        (Span(30, 40), [quote("direct", 28, 60)], "quoted"),
        (Span(30, 40), [quote("partial", 30, 40)], "quoted"),
        (Span(30, 40), [quote("indirect", 28, 60)], "attributed"),
        (Span(30, 40), [quote("indirect", 24, 90), quote("partial", 28, 60)], "quoted"),
        (Span(30, 40), [quote("direct", 24, 90), quote("nested", 28, 60)], "quoted"),
        (Span(30, 40), [quote("scare", 30, 40)], "scare"),
        (Span(5, 10), [quote("partial", 4, 12)], "quoted"),
        (Span(5, 10), [quote("indirect", 4, 12)], "headline"),
        (Span(30, 40), [quote("partial", 34, 40)], "quoted"),
        (Span(30, 40), [quote("partial", 36, 60)], "outlet"),
    ],
)
def test_voice(mention: Span, quotations: list[Quotation], voice: str) -> None:
    assert voice_of(mention, LAYOUT, quotations) == voice


def test_innermost_quotation_is_named() -> None:
    quotations = [quote("direct", 24, 90), quote("nested", 28, 60), quote("indirect", 29, 50)]
    assert quotation_around(Span(30, 40), quotations) == 1
    assert quotation_around(Span(91, 95), quotations) == -1
