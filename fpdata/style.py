"""The look of all figures: colours, layout, and text made safe for plotly."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

__all__ = ["ACCENTS", "INK", "LAND", "MUTED", "SHADE", "block", "escape", "key_lines", "layout"]

# Okabe and Ito's colours, which colour-blind readers can tell apart, on a white card that any theme can hold
ACCENTS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
OTHERS = "#6F6F6F"
INK, MUTED = "#1F1F1F", "#595959"
LAND, SHADE, BORDER, GRID = "#E9E9E6", "#D3CFC0", "#FFFFFF", "#E4E4E4"
FONT = "Arial, Helvetica, sans-serif"

# control characters, those that reorder or hide what stands around them, and accents piled up over other lines
_MARKS = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    f"\U000e0000-\U000e007f]|(?<={_MARKS * 3}){_MARKS}+"
)


def missing(value: Any) -> bool:
    """Tell whether a scalar is None, NaN, NaT or NA."""
    return value is None or value is pd.NA or value != value  # noqa: PLR0124


def escape(text: Any) -> str:
    """Make text from data safe to show in a figure: it is shown, never interpreted.

    Parameters
    ----------
    text : object
        Anything; missing values become an empty string.

    Returns
    -------
    str
        Without control and reordering characters; ``<``, ``>``, ``&`` and
        ``$`` (which plotly may read as mark-up or mathematics) as entities.

    Examples
    --------
    >>> escape("<b>5 $</b>")
    '&lt;b&gt;5 &#36;&lt;/b&gt;'
    """
    if missing(text):
        return ""
    return html.escape(visible(text), quote=False).replace("$", "&#36;")


def visible(text: Any) -> str:
    """Take out the characters that steer a terminal or reorder the text around them."""
    return _UNSAFE.sub("", str(text))


def block(text: Any, width: int, limit: int | None = None) -> str:
    """Break text into escaped lines of at most `width` characters, at most `limit` of them."""
    clean = "" if missing(text) else " ".join(_UNSAFE.sub("", str(text)[:4000]).split())
    lines = textwrap.wrap(clean, width, max_lines=limit, placeholder=" …")
    return "<br>".join(map(escape, lines))


def layout(
    title: str,
    subtitle: str,
    key: Sequence[tuple[str, str, str]],
    source: str,
    height: int,
    left: int = 12,
    foot: int = 0,
    **extra: Any,
) -> dict[str, Any]:
    """Return the layout that all figures share.

    Everything around the plot has its place in pixels and is wrapped for a
    width of 330, so that it neither overlaps nor is cut at any larger one.

    Parameters
    ----------
    title, subtitle, source : str
        Plain text, escaped and wrapped here; the source line stands below.
    key : sequence of tuple of str
        The legend: sign, colour and text of each entry. It is text and not
        plotly's legend, whose size depends on the width.
    height : int
        Of the plot area, in pixels.
    left, foot : int
        Pixels that tick labels need to the left of the plot and below it.
    **extra
        Merged into the layout.
    """
    heading = [(block(title, 36), 15, 19), (block(subtitle, 54), 11, 15), (key_lines(key), 11, 17)]
    footer = block(source, 60)
    top = 26 + sum(step * _lines(text) for text, _, step in heading)
    bottom = 16 + foot + 12 * _lines(footer)
    total = height + top + bottom
    title_lines = _lines(heading[0][0])
    texts = []
    down = 10 + heading[0][2] * title_lines
    for text, size, step in heading[1:]:
        texts.append(_note(text, size, top - down - 5, left) | {"y": 1, "yanchor": "top"})
        down += 5 + step * _lines(text)
    base = {
        "title": {
            "text": f"<b>{heading[0][0]}</b>",
            "font": {"size": 15, "color": INK},
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "y": round(1 - (10 + 10 * (title_lines - 1)) / total, 4),  # plotly hangs it by the middle of its lines
            "yref": "container",
            "yanchor": "top",
            "pad": {"l": 12},
        },
        "annotations": [*texts, _note(footer, 10, -foot - 6, left) | {"y": 0, "yanchor": "top"}],
        "margin": {"t": top, "b": bottom, "l": left, "r": 12},
        "height": total,
        "font": {"family": FONT, "size": 12, "color": INK},
        "paper_bgcolor": "#FFFFFF",
        "plot_bgcolor": "#FFFFFF",
        "hoverlabel": {"align": "left", "bgcolor": "#FFFFFF", "font": {"size": 12, "color": INK}},
        "hovermode": "closest",
        "showlegend": False,
        "modebar": {"remove": ["sendChartToCloud"]},  # a button that would upload the figure
    }
    return base | extra


def _note(text: str, size: int, up: float, left: int) -> dict[str, Any]:
    return {
        "text": text,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 12 - left,
        "yref": "paper",
        "yshift": round(up),
        "align": "left",
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": size, "color": MUTED},
    }


def key_lines(key: Sequence[tuple[str, str, str]]) -> str:
    """Set the legend's entries in lines of at most 50 characters."""
    lines: list[str] = []
    used = 99
    for sign, tint, text in key:
        width = len(text) + 4
        entry = f"<span style='color:{tint}'>{sign}</span> <span style='color:{INK}'>{block(text, 46, 1)}</span>"
        if used + width > 50:
            lines.append(entry)
            used = width
        else:
            lines[-1] += f" &nbsp; {entry}"
            used += width
    return "<br>".join(lines)


def _lines(text: str) -> int:
    return text.count("<br>") + 1 if text else 0


def coloured(names: Sequence[str]) -> dict[str, str]:
    """Give each name an accent colour, in order; names beyond the palette share one."""
    return {name: ACCENTS[place] if place < len(ACCENTS) else OTHERS for place, name in enumerate(names)}


def listed(names: Iterable[str], limit: int = 3) -> str:
    """Join names to a phrase, the surplus as a number.

    Examples
    --------
    >>> listed(["a", "b", "c", "d", "e"])
    'a, b, c and 2 more'
    """
    names = list(names)
    if len(names) > limit + 1:
        names = [*names[:limit], f"{len(names) - limit} more"]
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
