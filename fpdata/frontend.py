"""The explorer's widgets: what ipywidgets, itables and plotly bring, and the little they lack."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace
from typing import Any

import plotly
import plotly.graph_objects as go

__all__ = ["figures", "kit"]

# Every FigureWidget carries a plotly.js of its own, 5 MB to send and to start; with three of them a slow machine
# exceeds the two seconds after which anywidget no longer updates a widget. So one figure brings it for all.
_SHARED = """
const page = (globalThis.fpdataFigures ??= {});
const library = ({ model }) => {
  const shared = (page[model.get("_version")] ??= Promise.withResolvers());
  const source = model.get("_bundle");
  if (source && !shared.begun) {
    shared.begun = true;
    import(URL.createObjectURL(new Blob([source], { type: "text/javascript" }))).then(shared.resolve, shared.reject);
  }
  return shared.promise;
};
export default () => {
  let own;  // what is in it belongs to one figure
  return {
    async initialize(context) {
      const { default: made } = await library(context);
      own = typeof made === "function" ? await made() : made;
      return own.initialize?.(context);
    },
    render: (context) => own.render(context),
  };
};
"""
# A figure measures its column once, often before the page has laid it out, and again when the window's size
# changes: say so whenever the explorer's own size does. And in a list or on a button, a key such as m or Enter is
# no command to the notebook.
_FIT = """
function render({ el }) {
  const observer = new ResizeObserver(() => requestAnimationFrame(() => window.dispatchEvent(new Event("resize"))));
  requestAnimationFrame(() => {
    const root = el.parentElement;
    root.addEventListener("focusin", ({ target }) => { target.dataset.lmSuppressShortcuts = "true"; });
    observer.observe(root);
  });
  return () => observer.disconnect();
}
export default { render };
"""
# plotly's own button to upload a figure is on unless told otherwise: nothing leaves this machine
_CONFIG = {
    "responsive": True,
    "displaylogo": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "modeBarButtonsToRemove": ["select2d", "lasso2d"],
    "toImageButtonOptions": {"format": "svg"},
}


@cache
def kit() -> SimpleNamespace:
    """Return the widget classes.

    Raises
    ------
    ImportError
        If ipywidgets, anywidget or itables is missing.
    """
    try:
        import anywidget
        import ipywidgets
        from itables.widget import ITable
        from traitlets import Unicode
    except ImportError as error:
        msg = f'explore: {error}; install what JupyterLab needs: pip install "fpdata[lab]"'
        raise ImportError(msg) from error

    def text(value: str) -> Any:
        return Unicode(value).tag(sync=True)

    source = str(go.FigureWidget._esm)  # noqa: SLF001 by anywidget's contract, the widget's JavaScript
    shared = {"_esm": _SHARED, "_bundle": text(""), "_version": text(plotly.__version__)}
    other = type("Figure", (go.FigureWidget,), shared)
    return SimpleNamespace(
        **{name: getattr(ipywidgets, name) for name in ("Button", "DatePicker", "Dropdown", "GridBox", "HTML")},
        Layout=ipywidgets.Layout,
        VBox=ipywidgets.VBox,
        Table=ITable,
        Fit=type("Fit", (anywidget.AnyWidget,), {"_esm": _FIT}),
        FirstFigure=type("FirstFigure", (other,), {"_bundle": text(source)}),
        Figure=other,
    )


def figures(drawn: list[go.Figure | None]) -> list[go.FigureWidget | None]:
    """Make widgets of figures that are shown together; where there is none stays none."""
    made: list[go.FigureWidget | None] = []
    for figure in drawn:
        if figure is None:
            made.append(None)
            continue
        widget = (kit().Figure if any(made) else kit().FirstFigure)(figure)
        widget.set_trait("_config", _CONFIG)
        widget.layout.autosize = True
        made.append(widget)
    return made
