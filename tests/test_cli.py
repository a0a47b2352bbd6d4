import csv
import io
import itertools
import json
import os
import subprocess
import sys

import pandas as pd
import pytest

from fpdata import cli, schema
from tests.conftest import OWN_TEXT, ROOT
from tests.tooling import attack


def run(capsys, *arguments):
    try:
        code = cli.main(list(arguments))
    except SystemExit as stop:
        code = stop.code
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_show_csv_is_the_table(capsys):
    code, out, err = run(capsys, "show", "visits", "--format", "csv")
    frame = pd.read_csv(io.StringIO(out), dtype=str, keep_default_na=False)
    assert (code, err, len(frame)) == (0, "", 5)
    stored = pd.read_csv(ROOT / "fpdata/data/preiherman2024/visits.csv", dtype=str, keep_default_na=False)
    pd.testing.assert_frame_equal(frame, stored)


def test_show_json_leaves_out_what_is_not_stated(capsys):
    code, out, _ = run(capsys, "show", "people", "--format", "json")
    assert code == 0
    assert json.loads(out)[0]["name"] == "Sergei Aleinik"
    assert "note" not in json.loads(out)[0]


def test_show_table_and_an_empty_one(capsys):
    code, out, _ = run(capsys, "show", "acts")
    assert code == 0
    assert "preiherman2024-accede-sco" in out
    assert run(capsys, "show", "figures")[1] == "figures: no rows\n"


def test_validate_says_valid_or_lists_every_problem(capsys, package):
    assert run(capsys, "validate", str(package))[0] == 0
    path = package / "visits.csv"
    path.write_text(path.read_text("utf-8").replace(",occurred,", ",happened,"), "utf-8")
    code, out, err = run(capsys, "validate", str(package))
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == 6
    assert err.splitlines()[-1] == "5 problems"
    assert "visits.csv, row 2, column status: found 'happened', expected one of occurred" in err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ((), 2, "COMMAND"),
        (("dance",), 2, "invalid choice"),
        (("show", "nothing"), 2, "invalid choice"),
        (("validate", "no-such-folder"), 1, "expected a folder"),
        (("show", "visits", "no-such-folder"), 1, "expected a folder"),
        (("lab", "no-such-folder"), 1, "expected one with notebooks"),
    ],
)
def test_wrong_usage_is_2_and_bad_data_1(capsys, arguments, code, words):
    found, _, err = run(capsys, *arguments)
    assert found == code
    assert words in err
    assert "Traceback" not in err


def test_text_from_data_steers_neither_terminal_nor_spreadsheet(capsys, package):
    path = package / "people.csv"
    path.write_text(path.read_text("utf-8").replace("Sergei Aleinik,", '"=HYPERLINK(""x"")\u202e",', 1), "utf-8")
    assert "\u202e" not in run(capsys, "show", "people", str(package))[1]
    out = run(capsys, "show", "people", str(package), "--format", "csv")[1]
    assert "'=HYPERLINK" in out
    assert "\u202e" not in out
    out = run(capsys, "show", "people", str(package), "--format", "json")[1]
    assert "\u202e" not in out
    assert json.loads(out)[0]["name"] == '=HYPERLINK("x")\u202e'


def test_hostile_text_in_csv_is_no_formula(capsys, tmp_path):
    out = run(capsys, "show", "claims", str(attack.package(tmp_path / "package")), "--format", "csv")[1]
    rows = list(csv.DictReader(io.StringIO(out, newline="")))
    shown = {row["statement"] for row in rows}
    assert {"'=1+1", "'-1+1", "'@SUM(1,1)", attack.TEXTS[0]} <= shown
    assert not [text for row in rows for text in row.values() if text.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_report_writes_a_file_and_tells_what_takes_long(capsys, tmp_path, monkeypatch):
    path = tmp_path / "own.html"
    times = itertools.count()
    monkeypatch.setattr(cli.time, "monotonic", lambda: next(times))  # a second at each look
    code, out, err = run(capsys, "report", "-o", str(path))
    assert (code, out) == (0, f"{path}\n")
    assert err.splitlines()[0] == "checking the tables …"
    assert "<h1>Belarus&#39;s diplomacy" in path.read_text("utf-8")
    monkeypatch.setattr(cli.time, "monotonic", lambda: 0)
    assert run(capsys, "report", "preiherman2024", "-o", str(path)) == (0, f"{path}\n", "")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("no-such-folder",), 1, "expected a folder"),
        (("-o", "missing/report.html"), 1, "found no folder for it"),
        (("--article", "no-such-article.txt"), 1, "cannot be read"),
        (("--article", "report.html"), 2, "found the article, expected another file to write"),
        (("--made", "today"), 2, "unrecognized arguments"),
    ],
)
def test_a_report_that_cannot_be_made(capsys, tmp_path, monkeypatch, arguments, code, words):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.html").write_text("mine", "utf-8")
    found, out, err = run(capsys, "report", *arguments)
    assert (found, out) == (code, "")
    assert words in err
    assert "Traceback" not in err
    assert (tmp_path / "report.html").read_text("utf-8") == "mine"


def test_a_report_quotes_an_article(capsys, tmp_path):
    article = tmp_path / "article.md"
    article.write_text(OWN_TEXT, "utf-8")
    folder = tmp_path / "mine"
    run(capsys, "new", str(folder), str(article))
    path = folder / "acts.csv"
    row = {"act_id": "mine-sign", "act": "sign", "actor": "ministers", "subject": "x", "status": "done"}
    row["evidence"] = "mine:1.1"
    path.write_text(path.read_text("utf-8") + ",".join(row.get(c, "") for c in schema.columns("acts")) + "\n", "utf-8")
    output = tmp_path / "report.html"
    assert run(capsys, "report", str(folder), "-o", str(output), "--article", str(article))[0] == 0
    assert "Two ministers travelled." in output.read_text("utf-8")


def test_installed_notebooks_are_copied_once_and_edited_ones_kept(tmp_path):
    target = cli._copied(ROOT / "notebooks", tmp_path / "own")
    names = sorted(path.name for path in target.glob("*.ipynb"))
    assert names == sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
    (target / names[0]).write_text("mine", "utf-8")
    (target / names[1]).unlink()
    cli._copied(ROOT / "notebooks", target)
    assert (target / names[0]).read_text("utf-8") == "mine"
    assert (target / names[1]).exists()


def loaded_by(statement):
    code = f"import sys; {statement}; print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
    return {name.split(".")[0] for name in found.stdout.split()}


def test_importing_is_free_and_help_needs_no_pandas():
    assert not {"pandas", "plotly", "geopandas", "jupyterlab", "numpy"} & loaded_by("import fpdata")
    helped = loaded_by(
        "import contextlib, io, fpdata.cli as c\nwith contextlib.suppress(SystemExit): c.main(['--help'])"
    )
    assert "fpdata" in helped
    assert not {"pandas", "plotly", "geopandas", "jupyterlab"} & helped


def test_loading_needs_no_plotly():
    assert not {"plotly", "geopandas", "frictionless"} & loaded_by("import fpdata; fpdata.load()")


def test_new_and_verify(capsys, tmp_path):
    article = tmp_path / "article.md"
    article.write_text(OWN_TEXT, "utf-8")
    folder = str(tmp_path / "mine")
    code, out, err = run(capsys, "new", folder, str(article))
    assert (code, err) == (0, "")
    assert "source mine, 7 sentences" in out
    assert run(capsys, "validate", folder)[0] == 0
    assert run(capsys, "verify", str(article), folder)[0] == 0
    assert run(capsys, "new", folder, str(article))[0] == 1
    assert run(capsys, "new", str(tmp_path / "other"), "no-such-article.txt")[0] == 1
    code, out, err = run(capsys, "verify", str(article))
    assert code == 1
    assert "0 found" in out
    assert "people.csv, aleinik: preiherman2024:2.1" in err
