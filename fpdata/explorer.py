"""The explorer for JupyterLab: map, sectors, time, table and evidence, linked by what is chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from fpdata import countries, frontend, panes, style
from fpdata.corpus import Corpus
from fpdata.errors import CorpusError
from fpdata.panels import Map, Sectors, Timeline
from fpdata.selection import Choice, Rows, made

if TYPE_CHECKING:
    from fpdata.document import Document

__all__ = ["Explorer", "explore"]

_MOST_ROWS = 500
_FILTERS = {
    "country": "Country",
    "visitor": "Visitor",
    "sector": "Sector",
    "status": "Status",
    "claim_type": "Claim type",
    "source": "Source",
    "row": "Row",
}
_TABLE = {
    "showIndex": False,
    "select": "single",
    "maxBytes": 0,
    "scrollX": True,
    "pageLength": 10,
    "lengthMenu": [10, 25, 100],
    "classes": "display compact",
    "layout": {"topStart": "search", "topEnd": "buttons", "bottomStart": "info", "bottomEnd": "paging"},
    "buttons": [
        {
            "extend": "copyHtml5",
            "text": "Copy as CSV",
            "title": None,
            "fieldSeparator": ",",
            "fieldBoundary": '"',
            "escapeChar": '"',
        }
    ],
}


def explore(corpus: Corpus, document: Document | None = None) -> Explorer:
    """Explore a corpus by pointing, in JupyterLab.

    Parameters
    ----------
    corpus : Corpus
        As from `load`.
    document : Document, optional
        Your copy of a coded text, as from `read_document`: the evidence pane
        then shows the sentences.

    Returns
    -------
    Explorer
        Shown where it is the last line of a cell. A click on a country, a
        bar or a sign of the matrix, a row of the table or a filter chooses; a second
        click on the same, or Clear, takes it back. ``explorer.selection``
        is the `Corpus` of what is chosen, for the next cell.

    Raises
    ------
    CorpusError
        If `corpus` is no Corpus, or `document` a copy of none of its texts.
    ImportError
        If ipywidgets, anywidget or itables is missing (``fpdata[lab]``).

    Examples
    --------
    >>> import fpdata as fp
    >>> explorer = fp.explore(fp.load())
    >>> explorer.select(country="MNG", sector="tourism")
    >>> explorer
    <Explorer: Mongolia, sector tourism: 2 rows, 1 of visits and 1 of cooperation.>
    >>> len(explorer.selection.cooperation)
    1
    """
    if not isinstance(corpus, Corpus):
        msg = f"explore: found {type(corpus).__name__}, expected a Corpus such as fp.load()"
        raise CorpusError(msg)
    return Explorer(corpus, document)


class Explorer:
    """A linked view of a corpus (see `explore`).

    Whatever happens, a click or a filter or `select`, makes a new choice; from
    the choice all views are marked. Nothing flows back from a view.
    """

    def __init__(self, corpus: Corpus, document: Document | None = None) -> None:
        kit = frontend.kit()
        self._rows = Rows(corpus)
        self._quotes = None if document is None else panes.quotes(corpus, document)
        self._choice = Choice()
        self._mask = self._listed = self._rows.keep(self._choice)
        self._shown: list[str] = []
        self._busy = False
        self._panels = [panel(self._rows) for panel in (Map, Sectors, Timeline)]
        self._figures = frontend.figures([panel.figure for panel in self._panels])
        self._words, self._evidence = kit.HTML(), kit.HTML()
        self._table = kit.Table(panes.table(self._rows, []), **_TABLE)
        self._filters = self._make_filters(kit)
        self._clear = kit.Button(description="Clear", icon="undo", tooltip="Show everything again")
        self._view = self._arranged(kit)
        self._listen()
        self._show(everything=True)

    @property
    def selection(self) -> Corpus:
        """What is chosen, as a valid `Corpus`.

        Visits, cooperation, acts and claims hold the rows chosen, and
        outcomes theirs; a visit that a row of cooperation names comes with
        it. The other tables are whole.
        """
        return self._rows.corpus_of(self._mask)

    def select(self, **changes: Any) -> None:
        """Choose by code, beside what is chosen already.

        Parameters
        ----------
        **changes
            ``country`` (ISO3, M49 region, group), ``visitor``, ``since``,
            ``until`` (dates or EDTF strings), ``sector``, ``status`` (of
            cooperation its stage), ``claim_type``, ``source``, ``row`` (a key);
            None takes one back.

        Raises
        ------
        CorpusError
            If a name or value is unknown; all of them are named.
        """
        self._choose(made(self._rows, self._choice, changes))

    def clear(self) -> None:
        """Take back all that is chosen."""
        self._choose(Choice())

    def __repr__(self) -> str:
        return f"<Explorer: {panes.summary(self._rows, self._mask, self._choice.words())}>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        for figure in filter(None, self._figures):
            figure._repr_mimebundle_()  # its state, for a page that is opened anew
        bundle = self._view._repr_mimebundle_()
        return bundle | {"text/plain": repr(self)}

    def _make_filters(self, kit: Any) -> dict[str, Any]:
        style_of = {"description_width": "76px"}
        width = kit.Layout(width="auto")
        filters = {}
        for name, title in _FILTERS.items():
            filters[name] = kit.Dropdown(description=title, layout=width, style=style_of)
            if name != "row":
                values = self._rows.options(name)
                filters[name].options = [("all", ""), *((_named(name, value), value) for value in values)]
        for name, title in (("since", "From"), ("until", "To")):
            filters[name] = kit.DatePicker(description=title, layout=width, style=style_of)
        return filters

    def _arranged(self, kit: Any) -> Any:
        def grid(children: list[Any], least: int) -> Any:
            columns = f"repeat(auto-fit, minmax(min({least}px, 100%), 1fr))"
            return kit.GridBox(children, layout=kit.Layout(grid_template_columns=columns, grid_gap="4px 12px"))

        drawn = []
        narrow = kit.Layout(min_width="0", overflow="hidden")  # a column may be narrower than the figure was
        for panel, figure in zip(self._panels, self._figures, strict=True):
            inner = kit.HTML(f"<p>{style.escape(panel.empty)}</p>") if figure is None else figure
            drawn.append(kit.VBox([inner], layout=narrow))
        the_map, sectors, timeline = drawn
        order = ("country", "visitor", "sector", "status", "claim_type", "source", "since", "until", "row")
        filters = grid([*(self._filters[name] for name in order), self._clear], 215)
        parts = [filters, self._words, grid([the_map, self._evidence], 330), grid([sectors, timeline], 330)]
        return kit.VBox([*parts, self._table, kit.Fit()], layout=kit.Layout(width="100%"))

    def _listen(self) -> None:
        for panel, figure in zip(self._panels, self._figures, strict=True):
            for trace in figure.data if figure is not None else ():
                if trace.customdata is not None and trace.hoverinfo != "skip":
                    trace.on_click(self._on_click(panel))
        for name, widget in self._filters.items():
            widget.observe(self._on_filter(name), "value")
        self._clear.on_click(lambda _: self.clear())
        self._table.observe(self._on_table, "selected_rows")

    def _on_click(self, panel: Any) -> Callable[[Any, Any, Any], None]:
        def clicked(trace: Any, points: Any, _state: Any) -> None:
            for point in points.point_inds[:1]:  # none where the click was on another trace
                picked = made(self._rows, self._choice, panel.pick(trace, point))
                again = picked == self._choice
                self._choose(replace(picked, **dict.fromkeys(panel.pick(trace, point))) if again else picked)

        return clicked

    def _on_filter(self, name: str) -> Callable[[Any], None]:
        def changed(change: Any) -> None:
            if not self._busy:
                self._choose(replace(self._choice, **{name: change["new"] or None}))

        return changed

    def _on_table(self, change: Any) -> None:
        if not self._busy:
            rows = [self._shown[place] for place in change["new"] if place < len(self._shown)]
            self._choose(replace(self._choice, row=rows[0] if rows else None))

    def _choose(self, choice: Choice) -> None:
        if choice != self._choice:
            self._choice = choice
            self._show()

    def _show(self, *, everything: bool = False) -> None:
        """Mark all views by the choice; their own messages meanwhile are no choices."""
        choice, self._busy = self._choice, True
        try:
            listed = self._rows.keep(replace(choice, row=None))
            self._mask = self._rows.keep(choice) if choice.row else listed
            if everything or not np.array_equal(listed, self._listed):
                self._list(listed)
            for name, widget in self._filters.items():
                value = getattr(choice, name)
                self._fit(name, value)
                widget.value = value if name in ("since", "until") else value or ""
            place = [self._shown.index(choice.row)] if choice.row in self._shown else []
            if self._table.selected_rows != place:
                self._table.selected_rows = place
            words = style.escape(panes.summary(self._rows, self._mask, choice.words()))
            hint = "" if choice != Choice() else " Click a country, a sign, a bar or a row; or use the filters."
            self._words.value = (
                f"<p role='status' class='mathjax_ignore' style='font-size:1.1em'><b>Selected: </b>{words}{hint}</p>"
            )
            self._clear.disabled = choice == Choice()
            self._evidence.value = panes.evidence(self._rows, self._mask, self._quotes)
            for panel, figure in zip(self._panels, self._figures, strict=True):
                if figure is not None:
                    panel.mark(figure, self._mask, choice)
        finally:
            self._busy = False

    def _list(self, listed: np.ndarray) -> None:
        """Fill the table and the list of rows."""
        self._listed = listed
        places = np.flatnonzero(listed)
        frame = panes.table(self._rows, places[:_MOST_ROWS])
        self._shown = self._rows.frame["key"].iloc[places[:_MOST_ROWS]].tolist()
        more = (
            f"The first {_MOST_ROWS} of {len(places)} rows: narrow the selection." if len(places) > _MOST_ROWS else ""
        )
        self._table.update(frame, more, selected_rows=[], **_TABLE)
        names = [panes.label(f"{kind}: {what}", 70) for kind, what in zip(frame["Kind"], frame["What"], strict=True)]
        self._filters["row"].options = [("all", ""), *zip(names, self._shown, strict=True)]

    def _fit(self, name: str, value: Any) -> None:
        """Add a value to a list that was too long to hold it."""
        widget = self._filters[name]
        if name not in ("since", "until") and value and value not in [option for _, option in widget.options]:
            widget.options = [*widget.options, (_named(name, value), value)]


def _named(field: str, value: str) -> str:
    """Name a value of a filter in a list."""
    if field in ("visitor", "source"):
        return panes.label(value)
    name = panes.label(countries.label(value) if field == "country" else value).replace("_", " ")
    return f"{name} (group)" if field == "country" and name.isupper() else name
