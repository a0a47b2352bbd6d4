"""Shared fixtures; the tests' own texts are ours, the article's tests skip where it is absent."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

import fpdata as fp

os.environ.pop("FPDATA_ARTICLE", None)  # stored outputs of the notebooks are those without a copy

ROOT = Path(__file__).parents[1]
ARTICLE = ROOT.parent / "shared" / "source" / "preiherman-2024-04-05.txt"

OWN_TEXT = """# A week of travel

By Jane Doe

05.04.2024

*Two ministers travelled. One of them stayed at home.*

On 12 March Dr. A. Lee went to India. He met the U.S. envoy at 3.30 p.m. and "agreed on nothing." Nobody was
surprised.

## The second trip

The other minister spent 15-16 March in Mongolia and opened a school in the capital together with the

Deputy Minister of Education. Then he flew home.

***Jane Doe***

*Editor, A Paper of Our Own*
"""


@pytest.fixture(scope="session")
def corpus():
    return fp.load()


@pytest.fixture(scope="session")
def article():
    if not ARTICLE.exists():
        pytest.skip("the article is not beside this checkout (../shared/source/)")
    return fp.read_document(ARTICLE)


@pytest.fixture
def package(tmp_path):
    """Give a writable copy of the bundled package."""
    folder = tmp_path / "package"
    shutil.copytree(ROOT / "fpdata" / "data" / "preiherman2024", folder)
    return folder


@pytest.fixture(scope="session")
def browser():
    """Give the system's Chromium; where there is none, its tests are skipped, but on CI they fail."""
    api = pytest.importorskip("playwright.sync_api")
    from tests.tooling.browser import executable, launched

    if executable() is None:
        reason = "no Chromium on this machine (Debian: apt-get install chromium)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with api.sync_playwright() as playwright, launched(playwright) as started:
        yield started
