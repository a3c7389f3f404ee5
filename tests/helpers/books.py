"""Codebooks written in a line, for tests."""

HEAD = '[codebook]\nid = "quay"\ntitle = "Quay"\nversion = "1"\n'
_CONCEPT = '[[concept]]\nid = "{id}"\nname = "n"\nreferent = "r"\ninclude = "i"\n'
_VARIANT = '[[concept.variant]]\nlabel = "{label}"\npatterns = ["{pattern}"]\n'


def concept(name: str, *variants: tuple[str, str]) -> str:
    """TOML of one concept with its (label, pattern) pairs."""
    return _CONCEPT.format(id=name) + "".join(_VARIANT.format(label=v, pattern=p) for v, p in variants)
