"use strict";
(() => {
  // named one by one: plotly's own choice has a button that uploads the figure
  const buttons = [["toImage", "zoomIn2d", "zoomOut2d", "resetScale2d"]];
  const picture = { format: "svg" };
  const config = { responsive: true, displaylogo: false, modeBarButtons: buttons, toImageButtonOptions: picture };
  const touch = matchMedia("(pointer: coarse)").matches;
  const plots = [...document.querySelectorAll(".plot")];

  // one picture for a screen reader, in place of each label on its own
  const describe = (plot) => plot.querySelectorAll(".main-svg").forEach((svg, place) => {
    svg.setAttribute(place ? "aria-hidden" : "role", place ? "true" : "img");
    if (!place) svg.setAttribute("aria-label", plot.dataset.alt);
  });

  const draw = (plot) => {
    const figure = JSON.parse(document.getElementById(plot.dataset.figure).textContent);
    if (touch) figure.layout.dragmode = false; // a finger scrolls the page
    return Plotly.newPlot(plot, figure.data, figure.layout, config).then(() => describe(plot));
  };

  const copy = async (button) => {
    const box = button.closest("details").querySelector("textarea");
    const said = button.parentElement.querySelector("[role=status]");
    let done = false;
    try {
      await navigator.clipboard.writeText(box.value);
      done = true;
    } catch { // no permission, or none to ask: the old way, and in any case the text stands selected
      box.focus();
      box.select();
      try { done = document.execCommand("copy"); } catch { done = false; }
    }
    said.textContent = done ? "Copied." : "Selected: copy it with Ctrl+C or ⌘C.";
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.copy");
    if (button) copy(button);
  });

  // paper is narrower than most screens, and what is closed would not be printed
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not(.csv):not([open])")];
    closed.forEach((part) => { part.open = true; });
    plots.forEach((plot) => { Plotly.relayout(plot, { width: 660 }); });
  });
  addEventListener("afterprint", () => {
    closed.forEach((part) => { part.open = false; });
    plots.forEach((plot) => { Plotly.relayout(plot, { width: null, autosize: true }); });
  });

  Promise.all(plots.map(draw)).then(() => { document.documentElement.dataset.drawn = "yes"; });
})();
