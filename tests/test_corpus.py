import json
import os

import pandas as pd
import pytest

import fpdata as fp
from fpdata import saving, schema
from fpdata.errors import Problem


def edit(folder, table, **cells):
    """Set cells of the first row (or of row number ``row``, as a spreadsheet counts)."""
    path = folder / f"{table}.csv"
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    row = cells.pop("row", 2) - 2
    for column, value in cells.items():
        frame.loc[row, column] = value
    frame.to_csv(path, index=False)


def problems_of(folder):
    with pytest.raises(fp.SchemaError) as caught:
        fp.load(folder)
    assert str(caught.value) == "\n".join(map(str, caught.value.problems))
    return caught.value.problems


def test_dtypes_are_real_and_rows_sorted(corpus):
    visits = corpus.visits
    assert visits["visit_id"].is_monotonic_increasing
    assert isinstance(visits["status"].dtype, pd.CategoricalDtype)
    assert visits["n_max"].dtype == "Int64"
    assert visits["date_earliest"].dtype == "datetime64[s]"
    assert corpus.claims["checkable"].dtype == "boolean"
    assert corpus.claims["quantity"].dtype == "Float64"
    assert corpus.cooperation["stage"].cat.ordered
    assert corpus.visits["visitor"].notna().all()


def test_tables_that_a_package_lacks_are_empty_with_the_right_columns(corpus):
    assert corpus.figures.empty
    assert set(schema.columns("figures")) <= set(corpus.figures)
    assert "period_earliest" in corpus.figures
    assert corpus.figures["value"].dtype == "Float64"


def test_every_table_has_the_schemas_columns(corpus):
    for table in schema.tables():
        assert set(schema.columns(table)) <= set(getattr(corpus, table)), table


def test_load_save_load_is_identical_and_the_second_save_byte_for_byte(corpus, tmp_path):
    corpus.save(tmp_path / "one")
    again = fp.load(tmp_path / "one")
    for table in schema.tables():
        pd.testing.assert_frame_equal(getattr(corpus, table), getattr(again, table))
    again.save(tmp_path / "two")
    one, two = (sorted((tmp_path / name).iterdir()) for name in ("one", "two"))
    assert [path.name for path in one] == [path.name for path in two]
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


def test_the_bundled_files_are_what_save_writes(corpus, package, tmp_path):
    corpus.save(tmp_path / "saved")
    for path in sorted(package.iterdir()):
        assert (tmp_path / "saved" / path.name).read_bytes() == path.read_bytes(), path.name


CASES = {
    "a missing value": ("visits", {"event_id": ""}, "event_id", "a value"),
    "a word outside the vocabulary": ("visits", {"protocol": "private"}, "protocol", "one of state, official"),
    "a number that is none": ("visits", {"n_min": "two"}, "n_min", "a whole number"),
    "a number out of range": ("visits", {"n_min": "0"}, "n_min", "from 1"),
    "an impossible date": ("visits", {"date": "2024-02-30"}, "date", "no possible date"),
    "a reversed date": ("visits", {"date": "2024-03-13/2024-03-12"}, "date", "backwards"),
    "an unknown country": ("visits", {"sender_iso3": "ZZZ"}, "sender_iso3", "ISO 3166-1"),
    "a country in lower case": ("visits", {"sender_iso3": "blr"}, "sender_iso3", "ISO 3166-1"),
    "an unknown region": ("visits", {"host_region": "999"}, "host_region", "M49"),
    "a dangling person": ("visits", {"person_id": "nobody"}, "person_id", "a person_id of people.csv"),
    "evidence out of form": ("visits", {"evidence": "page 3"}, "evidence", "locators"),
    "evidence of no source": ("visits", {"evidence": "other:1.1"}, "evidence", "a source_id of sources.csv"),
    "evidence of no sentence": ("visits", {"evidence": "preiherman2024:1.9"}, "evidence", "a sentence of"),
    "evidence without a sentence": ("visits", {"evidence": "preiherman2024"}, "evidence", "coded source"),
    "both host and region": ("visits", {"host_iso3": "IND"}, "host_iso3, host_region", "exactly one"),
    "more at least than at most": ("visits", {"n_min": "3", "n_max": "2"}, "n_min, n_max", "no larger"),
    "a date without a basis": ("visits", {"date_basis": ""}, "date, date_basis", "all of them filled or none"),
    "a truth that is none": ("claims", {"checkable": "yes"}, "checkable", "true or false"),
    "a confidence above one": ("claims", {"confidence": "1.5"}, "confidence", "from 0 to 1"),
    "an HS code of five digits": ("cooperation", {"hs_code": "87053"}, "hs_code", "HS 2022"),
    "a script for an address": ("sources", {"url": "javascript:alert(1)"}, "url", "http"),
    "a digest that is none": ("sentences", {"digest": "xyz"}, "digest", "a code"),
}


@pytest.mark.parametrize(("table", "cells", "column", "expected"), CASES.values(), ids=CASES.keys())
def test_a_bad_cell_is_named(package, table, cells, column, expected):
    edit(package, table, **cells)
    (problem,) = [p for p in problems_of(package) if p.file == f"{table}.csv"]
    assert (problem.row, problem.column) == (2, column)
    assert expected in problem.expected


def test_all_problems_come_at_once(package):
    edit(package, "visits", protocol="private", date="2024-13", row=3)
    edit(package, "claims", direction="sideways")
    (package / "acts.csv").unlink()
    lines = [str(problem) for problem in problems_of(package)]
    assert len(lines) == 4
    assert any(line.startswith("acts.csv: expected the file") for line in lines)
    assert "visits.csv, row 3, column protocol: found 'private', expected one of state, official" in "\n".join(lines)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"sender_iso3": "Vietnam"}, r"Vietnam is VNM"),
        ({"date": "8 May 2025"}, r"a date such as 2024-03-12.*this is no EDTF"),
    ],
)
def test_a_beginners_value_gets_the_right_one_named(package, cells, words):
    edit(package, "visits", **cells)
    with pytest.raises(fp.SchemaError, match=words):
        fp.load(package)


def test_what_spreadsheets_leave_behind(package):
    path = package / "claims.csv"
    text = path.read_text("utf-8")
    path.write_text(text.replace(",true,", ",TRUE,") + "," * text.split("\n")[0].count(",") + "\n", "utf-8")
    assert fp.load(package).claims["checkable"].sum() > 20
    path.write_text(text.replace(",", ";"), "utf-8")
    found = [problem for problem in problems_of(package) if problem.file == "claims.csv"]
    assert "columns separated by ','" in str(found[0])


def test_a_duplicate_key_is_named(package):
    path = package / "people.csv"
    path.write_text(path.read_text("utf-8") + path.read_text("utf-8").splitlines()[1] + "\n", "utf-8")
    (problem,) = problems_of(package)
    assert (problem.row, problem.column, problem.value) == (8, "person_id", "aleinik")


FILES = {
    "ragged row": ("people.csv", lambda b: b + b"a,b\n", "8, None", "as in the header"),
    "missing column": ("people.csv", lambda b: b.replace(b"name,", b"nome,", 1), "1, name", "the column"),
    "not UTF-8": ("people.csv", lambda b: b + b"\xff", "None, None", "UTF-8"),
    "open quote": ("people.csv", lambda b: b + b'"a', "None", "comma-separated"),
    "empty": ("people.csv", lambda _: b"", "1, person_id", "the column"),
    "no JSON": ("datapackage.json", lambda _: b"{", "None", "JSON"),
    "JSON of another kind": ("datapackage.json", lambda _: b"[1]", "None", "JSON object"),
    "path outside": (
        "datapackage.json", lambda b: b.replace(b'"people.csv"', b'"../people.csv"'), "resources", "in this folder"
    ),
    "another format": (
        "datapackage.json", lambda b: b.replace(b'"format": 1', b'"format": 9'), "fpdata", "this version"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("file", "change", "place", "expected"), FILES.values(), ids=FILES.keys())
def test_a_bad_file_is_named(package, file, change, place, expected):
    (package / file).write_bytes(change((package / file).read_bytes()))
    found = [problem for problem in problems_of(package) if problem.file == file]
    assert any(place in f"{problem.row}, {problem.column}" and expected in problem.expected for problem in found)


def test_an_unknown_file_and_an_unlisted_table_are_named(package):
    (package / "visit.csv").write_text("visit_id\n", "utf-8")
    (package / "raw.csv").write_text("mine\n", "utf-8")
    columns = ",".join(schema.columns("figures"))
    (package / "figures.csv").write_text(columns + "\n", "utf-8")
    assert {problem.file for problem in problems_of(package)} == {"visit.csv", "datapackage.json"}


def test_namibia_is_a_country_and_no_missing_value(package):
    edit(package, "visits", host_iso3="NAM", host_region="")
    edit(package, "visits", visitor_text="NA", person_id="", row=3)
    visits = fp.load(package).visits
    assert visits["host_iso3"].iat[0] == "NAM"
    assert visits["visitor"].iat[1] == "NA"


def test_what_is_no_package_is_a_corpus_error(tmp_path):
    with pytest.raises(fp.CorpusError, match="expected a folder or one of"):
        fp.load(tmp_path / "nowhere")
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(fp.CorpusError, match="found a file"):
        fp.load(tmp_path / "file")


def test_joining_merges_equal_rows_and_reports_unequal_ones(package):
    joined = fp.load("preiherman2024", package)
    assert len(joined.visits) == 5
    edit(package, "people", evidence="preiherman2024:5.1", also_known_as="S. Aleinik")
    people = fp.load("preiherman2024", package).people.set_index("person_id")
    assert people.loc["aleinik", "evidence"] == "preiherman2024:2.1; preiherman2024:5.1"
    assert people.loc["aleinik", "also_known_as"].endswith("; S. Aleinik")
    edit(package, "people", name="Somebody Else")
    with pytest.raises(fp.SchemaError) as caught:
        fp.load("preiherman2024", package)
    (problem,) = caught.value.problems
    assert problem.file == str(package / "people.csv")
    assert (problem.row, problem.value) == (2, "aleinik")


def test_a_key_that_one_file_holds_twice_is_a_problem_in_a_join_too(package):
    path = package / "people.csv"
    path.write_text(path.read_text("utf-8") + path.read_text("utf-8").splitlines()[1] + "\n", "utf-8")
    with pytest.raises(fp.SchemaError, match="no other row has"):
        fp.load("preiherman2024", package)


def test_validate_looks_at_the_tables_as_they_stand():
    corpus = fp.load()
    corpus.validate()
    corpus.visits["protocol"] = "private"
    corpus.claims = corpus.claims.drop(columns="direction")
    with pytest.raises(fp.SchemaError) as caught:
        corpus.validate()
    assert [problem.file for problem in caught.value.problems] == ["claims.csv"] + ["visits.csv"] * 5


def test_an_invalid_corpus_is_not_saved(tmp_path):
    corpus = fp.load()
    corpus.visits["protocol"] = "private"
    with pytest.raises(fp.SchemaError):
        corpus.save(tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("failing", [1, 2, 5, 10])
def test_a_crash_in_the_middle_of_saving_leaves_the_old_package(package, monkeypatch, failing):
    before = {path.name: path.read_bytes() for path in package.iterdir()}
    corpus = fp.load(package)
    corpus.visits["note"] = "changed"
    calls = []
    replace = os.replace

    def failing_replace(source, target):
        calls.append(source)
        if len(calls) == failing:
            message = "disk full"
            raise OSError(message)
        return replace(source, target)

    monkeypatch.setattr(os, "replace", failing_replace)
    with pytest.raises(OSError, match="disk full"):
        corpus.save(package)
    assert {path.name: path.read_bytes() for path in package.iterdir()} == before


def test_a_kill_after_the_commit_leaves_the_new_package(package, monkeypatch):
    corpus = fp.load(package)
    corpus.visits["note"] = "changed"
    corpus.memberships = corpus.memberships.iloc[:0]
    corpus._present.remove("memberships")
    with monkeypatch.context() as patch:
        patch.setattr(saving, "_put_in_place", lambda _: None)
        corpus.save(package)
    (package / ".fpdata-commit" / "new" / "acts.csv").replace(package / "acts.csv")  # killed after the first file
    assert (fp.load(package).visits["note"] == "changed").all()
    assert fp.load(package).memberships.empty
    fp.load(package).save(package)
    assert not [path for path in package.iterdir() if path.name.startswith(".")]
    assert not (package / "memberships.csv").exists()


def test_a_folder_of_somebody_elses_tables_is_not_touched(corpus, tmp_path):
    (tmp_path / "visits.csv").write_text("mine", "utf-8")
    with pytest.raises(fp.CorpusError, match=r"found visits.csv and no datapackage.json"):
        corpus.save(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["visits.csv"]


def test_columns_of_no_table_are_named_and_not_dropped():
    corpus = fp.load()
    corpus.visits["mine"] = 1
    with pytest.raises(fp.SchemaError, match="column mine: found 'mine', expected one of visit_id"):
        corpus.validate()
    corpus.visits = None
    with pytest.raises(fp.SchemaError, match="found 'NoneType', expected a DataFrame"):
        corpus.validate()


@pytest.mark.parametrize("value", ["a\rb", "a\x00b", "\ud800", "x" * 131_073])
def test_what_could_not_be_read_back_is_not_written(package, value):
    corpus = fp.load(package)
    corpus.visits["note"] = corpus.visits["note"].astype("object")
    corpus.visits.loc[0, "note"] = value
    with pytest.raises(fp.SchemaError, match="control characters"):
        corpus.save(package)
    fp.load(package)


def test_numbers_are_exact_and_written_one_way():
    corpus = fp.load()
    corpus.visits["confidence"] = 1 / 3
    corpus.validate()
    corpus.visits["n_min"] = "02"
    with pytest.raises(fp.SchemaError, match="a whole number"):
        corpus.validate()


def test_a_package_joined_with_itself_is_itself(corpus):
    pd.testing.assert_frame_equal(fp.load("preiherman2024", "preiherman2024").visits, corpus.visits)


def test_a_broken_file_hides_nothing_and_buries_nothing(package):
    path = package / "visits.csv"
    path.write_text(path.read_text("utf-8").replace(",LAO,", ",LAX,") + 'x,"a"b\n', "utf-8")
    assert [(p.row, p.column, p.value) for p in problems_of(package)] == [(6, "host_iso3", "LAX"), (7, None, None)]


def test_a_locator_with_too_many_digits_is_no_locator(package):
    edit(package, "visits", evidence="preiherman2024:9999999999.1")
    (problem,) = problems_of(package)
    assert "locators" in problem.expected


def test_saving_leaves_other_files_alone(package):
    (package / "notes.txt").write_text("mine", "utf-8")
    fp.load(package).save(package)
    assert (package / "notes.txt").read_text("utf-8") == "mine"
    assert not [path for path in package.iterdir() if path.name.startswith(".")]


def test_evidence_rows(corpus):
    rows = corpus.evidence_rows
    assert list(rows) == ["table", "key", "source_id", "paragraph", "sentence"]
    tables = [t for t in schema.tables() if "evidence" in schema.columns(t)]
    assert rows.groupby("table")["key"].nunique().to_dict() == {
        t: len(getattr(corpus, t)) for t in tables if len(getattr(corpus, t))
    }
    known = set(zip(corpus.sentences["paragraph"], corpus.sentences["sentence"], strict=True))
    assert set(zip(rows["paragraph"], rows["sentence"], strict=True)) <= known


def test_problems_are_one_line_each_whatever_the_value():
    problem = Problem("a.csv", 2, "name", "x\n\x1b[31m" + "y" * 500, "a name")
    assert "\n" not in str(problem)
    assert "\x1b" not in str(problem)
    assert len(str(problem)) < 160


def test_descriptor_of_every_bundled_package_is_written_from_the_schema():
    from fpdata.descriptor import descriptor
    from fpdata.package import bundled

    for name, folder in bundled().items():
        content = json.loads((folder / "datapackage.json").read_text("utf-8"))
        present = [resource["name"] for resource in content["resources"]]
        extra = {k: v for k, v in content.items() if k not in ("name", "title", "fpdata", "resources")}
        assert content == descriptor(name, content["title"], present, **extra)
