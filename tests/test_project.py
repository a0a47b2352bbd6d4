"""The project's own files: public names, README, settings, notebooks."""

import json
import re
import shlex
import tomllib

import jsonschema
import nbformat
import pytest
import yaml
from packaging.specifiers import SpecifierSet

import fpdata as fp
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PUBLIC = {
    "Corpus", "CorpusError", "Document", "DocumentError", "SchemaError", "check_claims", "check_outcomes", "compare",
    "compare_rows", "compare_visits", "count_evidence", "count_pivot", "count_sectors", "count_visits",
    "describe_destinations", "explore", "extract", "extract_frame", "from_records", "load", "packages",
    "plot_claim_checks", "plot_coverage", "plot_destinations", "plot_partners", "plot_pivot", "plot_sectors",
    "plot_timeline", "plot_visits", "read_document", "write_report",
}  # fmt: skip
MODULES = {"countries", "edtf", "geometry", "schema"}


def test_public_names_are_frozen():
    assert set(fp.__all__) == PUBLIC | MODULES
    assert all(getattr(fp, name) is not None for name in fp.__all__)


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_every_public_name_stands_in_the_readme_and_has_a_docstring(name):
    assert f"fp.{name}" in README or f"`{name}`" in README
    assert getattr(fp, name).__doc__


def test_the_readmes_python_runs(tmp_path, monkeypatch):
    blocks = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert len(blocks) == 4
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.html").write_text("<h1>A title</h1>\n<p>He went to Mongolia. He came back.</p>", "utf-8")
    names = {}
    for block in blocks:
        exec(compile(block, "README.md", "exec"), names)
    assert (tmp_path / "tables" / "visits.parquet").exists()


def test_the_two_commands_use_extras_that_exist():
    commands = re.findall(r"^python3 -m venv .*$", README, re.MULTILINE)
    assert len(commands) == 2
    for command, extra in zip(commands, ("lab", "test"), strict=True):
        assert f".[{extra}]" in shlex.split(command)
        assert extra in PROJECT["project"]["optional-dependencies"]


def test_environment_and_pyproject_agree():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
    (pip,) = [part["pip"] for part in environment["dependencies"] if isinstance(part, dict)]
    assert pip[0] == "-e .[lab]"
    extras = PROJECT["project"]["optional-dependencies"]
    assert set(pip[1:]) <= {*extras["lab"], *extras["test"], *PROJECT["project"]["dependencies"]}
    assert set(extras["lab"]) <= set(pip)
    (python,) = [part for part in environment["dependencies"] if str(part).startswith("python")]
    version = re.fullmatch(r"python=(3\.\d+)", python)[1]  # the form that repo2docker reads
    assert version in SpecifierSet(PROJECT["project"]["requires-python"])
    assert not (ROOT / ".binder").exists()  # repo2docker would read it in place of this file


def test_what_stored_outputs_depend_on_is_pinned():
    lab = PROJECT["project"]["optional-dependencies"]["lab"]
    pinned = {part.split("==")[0] for part in lab if "==" in part}
    assert {"pandas", "plotly", "jupyterlab"} <= pinned


def test_the_citation_is_valid_and_names_this_version():
    # Citation File Format 1.2.0, CC BY 4.0: cffconvert, its validator, cannot be installed beside JupyterLab
    schema = json.loads((ROOT / "tests/tooling/citation.schema.json").read_text("utf-8"))
    citation = yaml.load((ROOT / "CITATION.cff").read_text("utf-8"), Loader=yaml.BaseLoader)
    validator = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())
    assert [error.message for error in validator.iter_errors(citation)] == []
    assert list(validator.iter_errors(citation | {"date-released": "soon"}))
    assert citation["version"] == fp.__version__


def test_only_the_agreed_files_stand_at_the_top():
    allowed = {"pyproject.toml", "README.md", "notebooks", "fpdata", "tests", "environment.yml", "LICENSE"}
    allowed |= {"CITATION.cff", "CHANGELOG.md"}
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert found - allowed <= {"dist", "build"}


def test_no_file_names_a_package_registry():
    hosts = "|".join(["pypi" + r"\.org", "python" + "hosted", "registry" + r"\.npmjs", "deb" + r"\.debian"])
    for path in ROOT.rglob("*"):
        if path.suffix in {".py", ".toml", ".md", ".yml", ".cff", ".csv", ".ipynb"} and ".venv" not in path.parts:
            assert not re.search(hosts, path.read_text("utf-8")), path


@pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def test_notebooks_are_stored_as_run(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert notebook.cells[0].cell_type == "markdown"
    assert notebook.cells[0].source.startswith("# ")
    assert "?" in notebook.cells[0].source.splitlines()[0]
    for cell in code:
        assert len(cell.source.splitlines()) <= 8
        assert cell is code[0] or "import" not in cell.source
        assert "def " not in cell.source
        for output in cell.outputs:
            assert output.output_type in ("execute_result", "display_data"), output
            assert not any("javascript" in kind for kind in output.get("data", {}))
            if any("widget" in kind for kind in output.data):  # its model has a random id
                assert path.stem == "05_explorer"
                assert cell.metadata.tags == ["nbval-ignore-output"]
    exempt = [cell for cell in notebook.cells if cell.metadata.get("tags")]
    assert len(exempt) == (path.stem == "05_explorer")
    assert "widgets" not in notebook.metadata  # the state of a widget is megabytes
    assert path.stat().st_size < 1_500_000


def test_notebooks_hold_no_random_number_and_no_place_of_a_machine():
    for path in NOTEBOOKS:
        text = json.dumps(json.loads(path.read_text("utf-8"))["cells"])
        assert not re.search(r"/(home|r[o]ot|tmp)/|bdata|0x[0-9a-f]{8}", text), path
