"""An author's signature of a report's digest, off by default: OpenSSH's ``ssh-keygen -Y`` with a key of the author's.

The signed text is the digest and a newline, in the namespace ``framing-report``, so that a signature of anything
else cannot be passed off for one of a report. Who is believed is the reader's own list of signers (the file that
git calls ``allowed_signers``), never something that came with the report.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from framing.reports.published_report import SIGNATURE
from framing.store.written_files import replace_file

NAMESPACE = "framing-report"
_LONGEST = 120  # seconds; a key may ask for its passphrase


class SignatureError(ValueError):
    """A signature that cannot be made or does not hold; the message says why."""


def sign(folder: Path, digest: str, *, key: Path) -> Path:
    """Sign a report's digest and write ``report.sig`` into its folder; returns that file.

    Args:
        folder: The report.
        digest: Its digest.
        key: Private key of the author, or a public one whose private key an agent holds.

    Raises:
        SignatureError: no ssh-keygen is here, or it could not sign.
    """
    with tempfile.TemporaryDirectory() as place:
        text = Path(place) / "digest"
        text.write_text(f"{digest}\n", encoding="ascii")
        _run(["-Y", "sign", "-f", str(key.resolve()), "-n", NAMESPACE, str(text)], what="sign")
        replace_file(folder / SIGNATURE, (Path(place) / "digest.sig").read_bytes())
    return folder / SIGNATURE


def check_signature(folder: Path, digest: str, *, signers: Path) -> str:
    """Return who signed the digest of a report.

    Args:
        folder: The report, with its ``report.sig``.
        digest: Its digest, computed from its files.
        signers: The reader's list of signers whom to believe: lines of ``name key``.

    Raises:
        SignatureError: no signature is there, it is nobody's on the list, or it is of something else.
    """
    signature = folder / SIGNATURE
    if signature.is_symlink() or not signature.is_file():
        msg = f"{signature}: no signature is there; its author makes one with 'framing digest {folder} --sign KEY'"
        raise SignatureError(msg)
    listed = ["-f", str(signers.resolve()), "-n", NAMESPACE, "-s", str(signature.resolve())]
    try:
        found = _run(["-Y", "find-principals", *listed[:2], *listed[4:]], what="find the signer")
        names = [name for name in found.split() if name]
        if names:
            _run(["-Y", "verify", *listed[:2], "-I", names[0], *listed[2:]], what="verify", given=f"{digest}\n")
            return names[0]
    except SignatureError as error:
        msg = f"{signature}: it is not a signature of this report by anybody in {signers} ({error})"
        raise SignatureError(msg) from None
    msg = f"{signature}: nobody in {signers} signed it"
    raise SignatureError(msg)


def _run(arguments: list[str], *, what: str, given: str = "") -> str:
    program = shutil.which("ssh-keygen")
    if program is None:
        msg = f"ssh-keygen is not installed, so nothing can {what}: install OpenSSH 8.2 or later"
        raise SignatureError(msg)
    try:
        done = subprocess.run(  # noqa: S603 (a fixed program; no shell)
            [program, *arguments], input=given, capture_output=True, text=True, timeout=_LONGEST, check=False
        )
    except subprocess.TimeoutExpired:
        msg = f"ssh-keygen took over {_LONGEST} s to {what}"
        raise SignatureError(msg) from None
    if done.returncode:
        msg = (done.stderr.strip() or done.stdout.strip() or f"status {done.returncode}").splitlines()[-1]
        raise SignatureError(msg)
    return done.stdout
