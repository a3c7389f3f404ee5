"""The package's page templates and style sheets, filled with every value escaped."""

from __future__ import annotations

from importlib import resources


def render(template: str, **values: object) -> str:
    """Fill one of the package's templates; every value that is not ``Markup`` is escaped."""
    import jinja2

    place = jinja2.PackageLoader("framing.show", "templates")
    environment = jinja2.Environment(
        loader=place, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template(template).render(**values)


def template_text(name: str) -> str:
    """Return a file of the templates' folder as it stands, e.g. a style sheet."""
    return (resources.files("framing.show") / "templates" / name).read_text(encoding="utf-8")
