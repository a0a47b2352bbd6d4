"""The page of a report: template, style and scripts put into one file under a strict policy."""

from __future__ import annotations

import base64
import hashlib
import re
from importlib.resources import files
from typing import Any

from fpdata.style import missing, visible

__all__ = ["render"]


def render(**content: Any) -> str:
    """Fill the template of the report; every value is escaped, what hides or reorders text is left out."""
    import jinja2
    from markupsafe import Markup
    from plotly.offline import get_plotlyjs

    from fpdata import __version__

    folder = files("fpdata") / "templates"
    css, js = ((folder / f"report.{kind}").read_text("utf-8") for kind in ("css", "js"))
    plotly = get_plotlyjs()
    environment = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=lambda value: value if isinstance(value, Markup) else "" if missing(value) else visible(value),
    )
    template = environment.from_string((folder / "report.html").read_text("utf-8"))
    # plotly.js adds a style sheet for maps of tiles, which no figure here is, unless something has its id
    unused = re.findall(r'getElementById\("([0-9a-f]{64})"\)', plotly)
    own = {"css": css, "js": js, "plotly": plotly, "policy": _policy(css, plotly, js), "unused": unused}
    return template.render(content, version=__version__, **own)


def _policy(css: str, *scripts: str) -> str:
    """Allow our own scripts and style by their hashes, and nothing else.

    Plotly makes an empty style element and fills it by rules, and sets style
    attributes on the text that it draws; pictures are saved from data.
    """
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(map(_hash, scripts)),
        "style-src": f"{_hash(css)} {_hash('')}",
        "style-src-attr": "'unsafe-inline'",
        "img-src": "data: blob:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
