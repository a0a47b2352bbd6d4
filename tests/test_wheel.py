"""The wheel, built and installed without a network."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile

import pytest

from tests.conftest import ROOT


def run(*command, cwd):
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "PIP"))}
    env = clean | {"PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    built = run(
        sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "-w", folder, ROOT, cwd=folder
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "env", with_pip=True)
    python = folder / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    done = run(python, "-m", "pip", "install", "--no-deps", wheel, cwd=folder)
    assert done.returncode == 0, done.stderr
    # the dependencies come from this environment; fpdata itself from the wheel, which stands first
    site = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).stdout.strip()
    (folder / "env" / "extra.txt").write_text(sysconfig.get_path("purelib"), "utf-8")
    with open(os.path.join(site, "dependencies.pth"), "w", encoding="utf-8") as file:
        file.write(sysconfig.get_path("purelib") + "\n")
    return folder, python, wheel


def test_the_wheel_carries_data_and_notebooks(installed):
    names = zipfile.ZipFile(installed[2]).namelist()
    for name in ("fpdata/data/schema.json", "fpdata/data/geometry.json", "fpdata/data/preiherman2024/visits.csv"):
        assert name in names
    assert {f"fpdata/templates/report.{kind}" for kind in ("css", "html", "js")} <= set(names)
    assert "fpdata/notebooks/01_global_south_pivot.ipynb" in names
    assert not [name for name in names if name.startswith("tests")]


def test_show_visits_works_where_it_is_installed(installed):
    folder, python, _ = installed
    where = run(python, "-c", "import fpdata; print(fpdata.__file__)", cwd=folder)
    assert str(folder) in where.stdout, where.stderr
    shown = run(python.with_name("fpdata"), "show", "visits", cwd=folder)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "preiherman2024-aleinik-ind" in shown.stdout


def test_an_installed_package_copies_its_notebooks(installed, tmp_path):
    _, python, _ = installed
    code = "from fpdata import cli; print(cli._notebooks())"
    done = run(python, "-c", code, cwd=tmp_path)
    assert done.stdout.strip() == "fpdata-notebooks", done.stderr
    assert len(list((tmp_path / "fpdata-notebooks").glob("*.ipynb"))) == len(list((ROOT / "notebooks").glob("*.ipynb")))
