"""A real JupyterLab in a real Chromium that reaches nothing but this machine."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import nbformat
from playwright.sync_api import Browser, Page, expect

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
_LOCAL = ("127.0.0.1", "localhost", "::1")


@contextmanager
def served(
    folder: Path, theme: str = "JupyterLab Light", more: Mapping[str, Sequence[str]] | None = None
) -> Iterator[str]:
    """Serve a copy of the notebooks, and `more` (name: code cells); give the address ``fpdata lab`` prints."""
    root = folder / "notebooks"
    shutil.copytree(NOTEBOOKS, root)
    for name, cells in (more or {}).items():
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells])
        notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(notebook, root / name)
    settings = folder / "settings"
    for name, content in {
        "notebook-extension/tracker": {"windowingMode": "none"},
        "apputils-extension/themes": {"theme": theme},
        "apputils-extension/notification": {"fetchNews": "false"},  # its question covers what is to be clicked
    }.items():
        path = settings / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content), "utf-8")
    env = os.environ | {
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "JUPYTERLAB_SETTINGS_DIR": str(settings),
        "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces"),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
    }
    command = [sys.executable, "-m", "fpdata", "lab", str(root), "--no-browser"]
    log = folder / "lab.log"
    with log.open("w", encoding="utf-8") as file:
        process = subprocess.Popen(command, env=env, stdout=file, stderr=subprocess.STDOUT, cwd=folder)
    try:
        yield _address(process, log)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _address(process: subprocess.Popen, log: Path) -> str:
    for _ in range(600):
        found = re.search(r"http://127\.0\.0\.1:\d+/lab\?token=\w+", log.read_text("utf-8"))
        if found:
            return found[0]
        try:
            process.wait(timeout=0.1)
        except subprocess.TimeoutExpired:
            continue
        break
    message = f"JupyterLab did not start:\n{log.read_text('utf-8')}"
    raise RuntimeError(message)


class Opened:
    """A notebook in JupyterLab, with what the page asked of the network and said on its console."""

    def __init__(
        self, browser: Browser, address: str, notebook: str, width: int, height: int = 1000, *, drawn: bool = True
    ) -> None:
        """Open a notebook; unless `drawn` is false, wait for the figures that it holds as stored."""
        self.page: Page = browser.new_page(viewport={"width": width, "height": height})
        self.outside: list[str] = []
        self.errors: list[str] = []
        self.dialogs: list[str] = []
        self.page.route("**/*", self._only_local)
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("dialog", self._dismiss)
        # a workspace of its own, else JupyterLab brings back what the last test had open
        self.page.goto(address.replace("/lab?", f"/lab/workspaces/{uuid.uuid4().hex}/tree/{notebook}?"))
        self.page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=60_000)
        if drawn:  # the figures that the notebook was stored with
            self.page.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=60_000)

    def _dismiss(self, dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _note(self, message) -> None:
        # JupyterLab says this of its own debugger when a kernel restarts
        if message.type == "error" and "debugger state" not in message.text:
            self.errors.append(message.text)

    def _only_local(self, route) -> None:
        if urlsplit(route.request.url).hostname in _LOCAL or route.request.url.startswith(("data:", "blob:")):
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

    def restart_and_run_all(self) -> None:
        """Use the menu, as a person would; wait until every cell has run.

        A request that JupyterLab sends while the kernel is still starting can
        be lost, and its cell waits for ever: so wait for the kernel first,
        and ask once more if a cell hangs all the same.
        """
        idle = self.page.get_by_text(re.compile(r"\| Idle")).first
        for attempt in range(3):
            expect(idle).to_be_visible(timeout=60_000)
            try:
                self._run_all(30_000 * (attempt + 1))
            except AssertionError:
                if attempt == 2:
                    raise
            else:
                return

    def _run_all(self, patience: int) -> None:
        cells = self.page.locator(".jp-CodeCell").count()
        self.page.evaluate("document.querySelectorAll('.jp-OutputArea-child').forEach(old => old.dataset.old = 1)")
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        self.page.get_by_text(re.compile("Restart Kernel and Run All Cells")).click()
        self.page.locator(".jp-Dialog button.jp-mod-accept").click()
        expect(self.page.locator("[data-old]")).to_have_count(0, timeout=patience)
        expect(self.page.locator(".jp-CodeCell .jp-InputPrompt").last).to_have_text(f"[{cells}]:", timeout=patience)
        self.page.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=30_000)
        self.page.wait_for_timeout(1000)

    def figures(self) -> int:
        """Count the figures that are drawn."""
        return self.page.locator(".js-plotly-plot .main-svg:first-child").count()

    def show(self, place: int) -> None:
        """Scroll to a figure."""
        self.page.locator(".js-plotly-plot").nth(place).scroll_into_view_if_needed()
        self.page.wait_for_timeout(300)
