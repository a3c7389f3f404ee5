"""A report held against a digest that its author printed, without running anything."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from framing.reports.output_folder import LISTING, listing_text
from framing.reports.published_report import SIGNATURE, VerifyError, own_digest, read_listing_strictly
from framing.reports.report_digest import FIELD, digest_of_folder

_FORM = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Held:
    """A report's digest as its files stand, and what in the folder its list does not account for.

    ``edited`` are files that are not as listed or not there, ``extra`` files that are not listed.
    """

    digest: str
    listed: str
    edited: tuple[str, ...]
    extra: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether the folder is what its own list says: no file changed, missing or added."""
        return not self.edited and not self.extra and self.digest == self.listed

    def verdict(self, expected: str | None = None) -> str:
        """Say in one line whether the folder is the report of the digest ``expected`` (else of its own list)."""
        told = []
        if self.edited:
            told.append(f"edited or missing: {', '.join(self.edited[:10])}")
        if self.extra:
            told.append(f"not in the report's list: {', '.join(self.extra[:10])}")
        if self.digest != (expected or self.listed) and not self.edited:
            told.append("it is another report, or its record was edited with it")
        if not told and self.digest == (expected or self.listed):
            return "the same"
        return f"differs in its files: {'; '.join(told)}"


def hold(out_dir: str | Path) -> Held:
    """Compute the digest of the report in a folder from its files; nothing is run, no link followed.

    Raises:
        VerifyError: no report stands there.
    """
    out = Path(out_dir).resolve()
    raw, listing = read_listing_strictly(out)
    files = listing["files"]
    edited = tuple(name for name, digest in files.items() if own_digest(out, name) != digest)
    if raw != listing_text(listing):  # another reader may take a name that stands twice otherwise
        edited += (LISTING,)
    found = (f for f in sorted(out.rglob("*")) if f.is_symlink() or not f.is_dir())
    names = (f.relative_to(out).as_posix() for f in found)
    extra = tuple(name for name in names if name not in files and name not in {LISTING, SIGNATURE})
    return Held(digest_of_folder(out, listing), str(listing.get(FIELD)), edited, extra)


def read_digest(given: str) -> str:
    """Return a digest as it is compared, from how it was typed: spaces and capitals do not count.

    Raises:
        VerifyError: it is no digest.

    >>> read_digest("AB" * 32) == "ab" * 32
    True
    """
    made = re.sub(r"\s", "", given).lower()
    if not _FORM.fullmatch(made):
        msg = f"--digest '{given[:80]}': a digest is 64 digits and letters a to f, as 'framing digest' prints it"
        raise VerifyError(msg)
    return made
