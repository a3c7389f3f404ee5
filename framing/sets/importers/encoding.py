"""From bytes to text: the encoding found out and said, mojibake mended, curly quotation marks kept."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from framing.sets.importers.torn_files import TORN_CHARACTER

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# what English text has outside ASCII, and what it hardly ever has
_USUAL = frozenset("‘’“”–—…•\u00a0£€éèêçñüöäóíáãâàôïÉ®©™°½¼¾«»")
_BINARY = frozenset(range(9)) | frozenset(range(14, 27)) | frozenset(range(28, 32))


class NotTextError(ValueError):
    """Bytes that are no text in any encoding tried."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was read: ``encoding`` by its usual name, ``mended`` if mojibake was undone.

    ``broken`` says that the bytes end within a character, as those of a file that was cut do; it was left out.
    """

    text: str
    encoding: str
    mended: bool = False
    broken: bool = False

    @property
    def notes(self) -> tuple[str, ...]:
        """What a user should be told: nothing if the text is plain UTF-8."""
        said = [] if self.encoding == "utf-8" else [f"read as {self.encoding}"]
        said += ["mojibake mended"] if self.mended else []
        return (*said, TORN_CHARACTER) if self.broken else tuple(said)


def decode(data: bytes) -> Decoded:
    """Read ``data`` as text: UTF-8 if it is; else UTF-16 or -32 by its mark; else the likelier single-byte encoding.

    Of windows-1252 and Mac Roman that one is taken whose characters are the more usual
    in English (curly quotation marks and dashes are elsewhere in each). Empty bytes give
    an empty text. Raises :class:`NotTextError` for bytes that are no text.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                return _to_last_whole(data, name)
            except UnicodeDecodeError as error:
                msg = f"it begins as {name} but breaks off at byte {error.start}"
                raise NotTextError(msg) from error
    nulls = data[:4000].count(0)
    if nulls > len(data[:4000]) // 4:
        name = "utf-16-be" if data[:1] == b"\0" else "utf-16-le"
        try:
            return _to_last_whole(data, name)
        except UnicodeDecodeError as error:
            msg = "it is not text"
            raise NotTextError(msg) from error
    if nulls or sum(byte in _BINARY for byte in data[:4000]) > len(data[:4000]) // 50:
        msg = "it is not text"
        raise NotTextError(msg)
    try:
        return _to_last_whole(data, "utf-8")
    except UnicodeDecodeError:
        return max((_single_byte(data, name) for name in ("windows-1252", "mac-roman")), key=_usualness)


def _to_last_whole(data: bytes, name: str) -> Decoded:
    """Decode all but a last character that is not whole. Raises ``UnicodeDecodeError`` for any other fault.

    In UTF-8 another character beyond ASCII must have shown that it is UTF-8: a last byte alone may be an
    accented letter of another encoding.
    """
    try:
        return Decoded(data.decode(name), name)
    except UnicodeDecodeError as error:
        cut = data[: error.start]
        begun = error.end == len(data) and error.reason in ("unexpected end of data", "truncated data")
        if not begun or (name.startswith("utf-8") and cut.isascii()):
            raise
        return Decoded(cut.decode(name), name, broken=True)


def _single_byte(data: bytes, name: str) -> Decoded:
    try:
        return Decoded(data.decode(name), name)
    except UnicodeDecodeError:
        # five bytes have no meaning in windows-1252: what browsers do with them
        return Decoded(data.decode("latin-1"), "latin-1")


def _usualness(decoded: Decoded) -> int:
    return sum(1 if c in _USUAL else -1 for c in decoded.text if not c.isascii())


def mend(decoded: Decoded) -> Decoded:
    """Undo mojibake (text once read in the wrong encoding) by ftfy; everything else stays as it is.

    Quotation marks keep their curls, ligatures and line breaks stay: only characters that
    a wrong decoding made are replaced.
    """
    import ftfy

    config = ftfy.TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
        explain=False,
    )
    text = ftfy.fix_text(decoded.text, config)
    return Decoded(text, decoded.encoding, mended=text != decoded.text, broken=decoded.broken)
