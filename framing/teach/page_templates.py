"""What all pages for classes and coders are made with: templates of this package, and the lesson's own words."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def template_file(name: str) -> str:
    """The text of a template, style sheet or script of this package."""
    return resources.files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


@cache
def lessons() -> dict[str, Any]:
    """Phases, age groups and rubric of the lesson (``lessons.toml``)."""
    return tomllib.loads(resources.files(__package__).joinpath("lessons.toml").read_text(encoding="utf-8"))


@cache
def goals() -> dict[str, Any]:
    """Objectives with standards, words, questions and extensions (``goals.toml``)."""
    return tomllib.loads(resources.files(__package__).joinpath("goals.toml").read_text(encoding="utf-8"))


@cache
def parts() -> dict[str, dict[str, Any]]:
    """The worksheet's parts by id, each with its number, title and minutes (``lessons.toml``)."""
    return {p["id"]: {**p, "number": n} for n, p in enumerate(lessons()["part"], start=1)}


def render(template: str, **values: Any) -> str:  # noqa: ANN401 - whatever the template shows
    """Return a page from a template of this package; every value is escaped unless it is markup of our own."""
    from jinja2 import DictLoader, Environment, StrictUndefined
    from markupsafe import Markup

    folder = resources.files(__package__).joinpath("templates")
    loader = DictLoader({p.name: p.read_text(encoding="utf-8") for p in folder.iterdir() if p.name.endswith(".j2")})
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True
    )
    own = {"css": Markup(template_file("style.css")), "asked": parts()}  # noqa: S704 - a file of this package
    return environment.get_template(template).render(**own, **values)
