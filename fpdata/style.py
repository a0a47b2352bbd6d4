"""The look of all figures: colours, layout, and text made safe for plotly."""

from __future__ import annotations

import html
import math
import re
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

__all__ = ["ACCENTS", "INK", "LAND", "MUTED", "SHADE", "block", "escape", "layout"]

# Okabe and Ito's colours, which colour-blind readers can tell apart, on a white card that any theme can hold
ACCENTS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
OTHERS = "#6F6F6F"
INK, MUTED = "#1F1F1F", "#595959"
LAND, SHADE, BORDER, GRID = "#E9E9E6", "#D3CFC0", "#FFFFFF", "#E4E4E4"
FONT = "Arial, Helvetica, sans-serif"

# control characters, and those that reorder or hide what stands around them
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
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
    return html.escape(_UNSAFE.sub("", str(text)), quote=False).replace("$", "&#36;")


def block(text: Any, width: int, limit: int | None = None) -> str:
    """Break text into escaped lines of at most `width` characters, at most `limit` of them."""
    clean = "" if missing(text) else " ".join(_UNSAFE.sub("", str(text)[:4000]).split())
    lines = textwrap.wrap(clean, width, max_lines=limit, placeholder=" …")
    return "<br>".join(map(escape, lines))


def layout(
    title: str,
    subtitle: str,
    source: str,
    height: int,
    legend: Sequence[str] = (),
    left: int = 12,
    foot: int = 0,
    **extra: Any,
) -> dict[str, Any]:
    """Return the layout that all figures share.

    Parameters
    ----------
    title, subtitle, source : str
        Plain text, escaped and wrapped here for a width of 560 pixels; the
        source line stands below the figure.
    height : int
        Of the plot area, in pixels.
    legend : sequence of str
        Names in the legend above the plot, for which room is kept.
    left, foot : int
        Pixels that tick labels need to the left of the plot and below it.
    **extra
        Merged into the layout.
    """
    heading = [block(title, 60), block(subtitle, 84)]
    footer = block(source, 104)
    top = 26 + 21 * _lines(heading[0]) + 16 * _lines(heading[1]) + 20 * _rows(legend, 548 - left)
    bottom = 14 + foot + 13 * _lines(footer)
    base = {
        "title": {
            "text": f"<b>{heading[0]}</b><br><span style='font-size:12px;color:{MUTED}'>{heading[1]}</span>",
            "font": {"size": 16, "color": INK},
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "y": round(1 - 12 / (height + top + bottom), 4),
            "yref": "container",
            "yanchor": "top",
            "pad": {"l": 12},
        },
        "annotations": [
            {
                "text": footer,
                "x": 0,
                "xref": "paper",
                "xanchor": "left",
                "y": 0,
                "yref": "paper",
                "yanchor": "top",
                "xshift": 12 - left,
                "yshift": -foot - 6,
                "align": "left",
                "showarrow": False,
                "font": {"size": 10, "color": MUTED},
            }
        ],
        "margin": {"t": top, "b": bottom, "l": left, "r": 12},
        "height": height + top + bottom,
        "font": {"family": FONT, "size": 12, "color": INK},
        "paper_bgcolor": "#FFFFFF",
        "plot_bgcolor": "#FFFFFF",
        "hoverlabel": {"align": "left", "bgcolor": "#FFFFFF", "font": {"size": 12, "color": INK}},
        "hovermode": "closest",
        "legend": {
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": 1,
            "yanchor": "bottom",
            "tracegroupgap": 0,
            "font": {"size": 11},
        },
        "showlegend": bool(legend),
    }
    return base | extra


def _lines(text: str) -> int:
    return text.count("<br>") + 1 if text else 0


def _rows(names: Sequence[str], room: int) -> int:
    """Count the lines that a legend fills in a room of so many pixels."""
    widest = max((46 + 6.6 * len(html.unescape(name)) for name in names), default=1)
    return math.ceil(len(names) / max(int(room // widest), 1))


def legend_names(traces: Iterable[dict[str, Any]]) -> list[str]:
    """List the names that these traces put into the legend."""
    return [trace["name"] for trace in traces if trace.get("showlegend", True)]


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
