"""pydantic's errors in a reader's words: what is wrong with a field, and the remedy."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from pydantic import BaseModel, ValidationError

from framing.sets.set_problems import shown

_FORMS = {
    "id": "letters, digits, '.', '_' and '-', at most 100, a letter or digit first",
    "sha256": "64 characters 0-9 and a-f; `framing import` writes it",
    "url": "an address that begins with http:// or https://, without spaces, quotation marks or angle brackets",
    "outlet_country": 'two capital letters, such as "GB"',
    "language": 'a code such as "en"',
    "published": "a date without quotation marks, such as 2020-09-30",
    "event_date": "a date without quotation marks, such as 2020-09-30",
    "published_certainty": 'one of "day", "week", "month", "year", "unknown"',
    "attribution": 'one of "stated", "matched", "inferred"',
    "own_text": "true, where somebody has looked: the text is the article under its headline",
    "completeness": "a number from 0 to 1; `framing import` writes it",
    "file": 'a path inside the folder, such as "texts/an-article.txt"',
}
_DEFAULT = "words in quotation marks, at most 500 characters"


def explain(error: ValidationError, model: type[BaseModel]) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Give for each error of ``model`` its place, what is wrong, and the remedy."""
    known = list(model.model_fields)
    for item in error.errors(include_url=False, include_context=False):
        place = item["loc"]
        name = str(place[0]) if place else ""
        if item["type"] == "extra_forbidden":
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean '{near[0]}'? " if near else ""
            yield place, f"unknown field '{shown(name)}'", f"{hint}known fields: {', '.join(known)}"
        elif item["type"] == "missing":
            yield place, f"field '{name}' is missing", f"give {_FORMS.get(name, _DEFAULT)}"
        elif not place:
            yield place, "it is not a table of fields", f"known fields: {', '.join(known)}"
        else:
            yield (
                place,
                f"{name} = {shown(repr(item['input']), longest=60)} is wrong",
                f"give {_FORMS.get(name, _DEFAULT)}",
            )
