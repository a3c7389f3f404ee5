"""Bytes of a file that was cut, and bytes that only look so."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from framing.sets.importers.encoding import NotTextError, decode
from framing.sets.importers.text_and_word import from_text

SAID = "The mayor said: “We will wait.” The crews said “no” twice — and left the café"


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_utf8_that_ends_within_a_character_loses_that_one(mark: bytes) -> None:
    read = decode(mark + SAID.encode()[:-1])
    assert (read.text.lstrip("\ufeff"), read.broken) == (SAID[:-1], True)
    assert "breaks off" in " ".join(read.notes)


def test_utf16_that_ends_within_a_character_loses_that_one() -> None:
    read = decode(SAID.encode("utf-16")[:-1])
    assert (read.text, read.broken) == (SAID[:-1], True)


def test_a_last_letter_of_another_encoding_is_kept() -> None:
    read = decode(b"The crews sat in the caf\xe9")
    assert (read.text, read.broken) == ("The crews sat in the café", False)


def test_utf16_with_a_fault_inside_is_still_refused() -> None:
    data = codecs.BOM_UTF16_LE + b"\x00\xd8" + "no pair here".encode("utf-16-le")
    with pytest.raises(NotTextError, match="breaks off at byte"):
        decode(data)


def test_the_original_of_a_torn_file_is_kept(tmp_path: Path) -> None:
    data = SAID.encode()[:-1]
    assert from_text(str(tmp_path), "torn", data).original == data
