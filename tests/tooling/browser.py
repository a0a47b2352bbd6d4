"""Chromium for tests and pictures: found on the system, cut off from the network."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

_FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


def executable() -> str | None:
    """Return the path of the system's Chromium, None where there is none."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@contextmanager
def launched(playwright: Playwright) -> Iterator[Browser]:
    """Start the system's Chromium."""
    browser = playwright.chromium.launch(executable_path=executable(), args=_FLAGS)
    try:
        yield browser
    finally:
        browser.close()
