import pytest

from framing.findings.power_of_set import power_sentence


@pytest.mark.parametrize("articles", [[], [5], [1, 1, 1], [1, 1, 9]])
def test_nothing_is_said_where_nothing_is_tested(articles: list[int]) -> None:
    assert power_sentence(articles) == ""


def test_two_articles_a_side_find_nothing() -> None:
    assert power_sentence([2, 2]).startswith("No difference, however large")


def test_more_articles_find_more() -> None:
    found = [int(power_sentence([n] * 4).split(" in 100")[0].rsplit(" ", 1)[1]) for n in (4, 8, 16, 32)]
    assert found == sorted(found)
    assert found[-1] > found[0]
