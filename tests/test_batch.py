"""Batches: the same frames whatever the engine, the workers, the partitions and the accidents on the way."""

import contextlib
import json
import os
import pty
import signal
import subprocess
import sys
import termios
import time

import pandas as pd
import pytest

import fpdata as fp
from fpdata import cli
from fpdata.extraction import batch, cluster, inputs
from tests.conftest import ROOT
from tests.texts import lines, text

BAD = {3, 40}


@pytest.fixture(scope="module")
def news(tmp_path_factory):
    path = tmp_path_factory.mktemp("news") / "news.jsonl"
    path.write_text("\n".join(lines(60, BAD)) + "\n\n", "utf-8")
    return path


@pytest.fixture(scope="module")
def whole(news, tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole") / "out"
    batch.run(news, folder, report=lambda _: None)
    return read(folder)


def read(folder):
    return pd.read_parquet(folder / "visits"), pd.read_parquet(folder / "rejected")


def same(one, other):
    for left, right in zip(one, other, strict=True):
        pd.testing.assert_frame_equal(left, right)


def run(capsys, *arguments):
    code = cli.main(["extract", *map(str, arguments)])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def command(*arguments, **options):
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen([sys.executable, "-m", "fpdata", "extract", *map(str, arguments)], env=env, **options)


def test_a_batch_holds_what_extract_frame_gives(whole):
    visits, rejected = whole
    frame = pd.DataFrame({"source_id": [f"d{n}" for n in range(60)], "text": [text(n) for n in range(60)]})
    pd.testing.assert_frame_equal(visits, fp.extract_frame(frame.assign(published="2024-04-05")))
    assert rejected["place"].tolist() == [f"news.jsonl, line {n}" for n in (5, 6, 7, 45, 46, 47)]
    assert rejected["source_id"].fillna("").tolist() == ["", "n3", "p3", "", "n40", "p40"]
    assert set(rejected["kind"]) == {"document"}
    assert rejected["reason"].str.contains("expected|Expecting").all()


@pytest.mark.parametrize(("workers", "partition"), [(1, 1), (1, 7), (2, 13), (1, 59)])
def test_neither_workers_nor_partitions_change_the_result(news, whole, tmp_path, workers, partition):
    done = batch.run(news, tmp_path / "out", "local", None, workers, partition, lambda _: None)
    same(read(tmp_path / "out"), whole)
    assert done == (66, len(whole[0]), 6, 0)


def test_a_folder_of_texts_and_parquet_files_are_read_in_the_order_of_their_names(tmp_path):
    texts = tmp_path / "texts"
    (texts / "b").mkdir(parents=True)
    for name, content in (("b/2.html", f"<p>{text(2)}</p>"), ("a 1.txt", text(1)), ("c.md", "")):
        (texts / name).write_text(content, "utf-8")
    (texts / "a-1.txt").write_text(text(4), "utf-8")
    (texts / "table.csv").write_text("a,b", "utf-8")
    said = []
    done = batch.run(texts, tmp_path / "one", report=said.append)
    visits, rejected = read(tmp_path / "one")
    assert list(dict.fromkeys(visits["source_id"])) == ["a-1.txt", "b-2.html"]
    assert rejected["place"].tolist() == ["a-1.txt", "c.md"]
    assert "that of a 1.txt" in rejected["reason"][0]
    assert "found no running text" in rejected["reason"][1]
    assert "left out 1 file of other kinds than texts" in said[0]
    assert done.bad_documents == 2

    parts = tmp_path / "parquet"
    for year in (2023, 2024):
        (parts / f"year={year}").mkdir(parents=True)
        frame = pd.DataFrame({"source_id": [f"y{year}-{n}" for n in range(3)], "text": [text(n) for n in range(3)]})
        frame.assign(published=pd.Timestamp(f"{year}-04-05")).to_parquet(parts / f"year={year}" / "0.parquet")
    batch.run(parts, tmp_path / "two", partition=2, report=said.append)
    visits, rejected = read(tmp_path / "two")
    assert list(dict.fromkeys(visits["source_id"])) == [f"y{year}-{n}" for year in (2023, 2024) for n in range(3)]
    assert rejected.empty
    assert (rejected.dtypes.astype(str) == "str").all()


def test_a_long_document_is_a_partition_of_its_own_and_too_long_a_one_is_rejected(tmp_path, monkeypatch):
    monkeypatch.setattr(batch, "_BYTES", 2000)
    monkeypatch.setattr(inputs, "LONGEST", 5000)
    path = tmp_path / "in.jsonl"
    rows = [{"source_id": f"d{n}", "text": text(n) + " Quiet." * size} for n, size in enumerate((0, 600, 900, 0))]
    path.write_text("\ufeff" + "\n".join(map(json.dumps, rows)), "utf-8")
    done = batch.run(path, tmp_path / "out", report=lambda _: None)
    assert len(list((tmp_path / "out" / "visits").iterdir())) == 4
    assert done[:1] + done[2:] == (4, 1, 0)
    assert read(tmp_path / "out")[1]["place"].tolist() == ["in.jsonl, line 3"]


def test_a_second_run_does_only_what_is_missing(news, whole, tmp_path, monkeypatch):
    folder = tmp_path / "out"
    batch.run(news, folder, partition=5, report=lambda _: None)
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    del manifest["documents"]
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    (folder / "visits" / "part-00000003.parquet").unlink()
    (folder / "visits" / ".part-00000003.parquet.part").write_bytes(b"half of a file")
    worked = []
    monkeypatch.setattr(batch, "_coded", lambda part, real=batch._coded: worked.append(part.number) or real(part))
    batch.run(news, folder, partition=5, report=lambda _: None)
    assert worked == [3]
    same(read(folder), whole)
    batch.run(news, folder, partition=5, report=lambda _: None)
    assert worked == [3]


def test_a_run_that_is_killed_goes_on_where_it_stood(tmp_path):
    path, folder = tmp_path / "in.jsonl", tmp_path / "out"
    path.write_text("\n".join(lines(4000)), "utf-8")
    first = command(path, "-o", folder, "--workers", 2, "--partition", 20, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 60
    while not (done := sorted((folder / "visits").glob("part-*"))) and time.monotonic() < deadline:
        time.sleep(0.01)
    first.send_signal(signal.SIGKILL)
    first.wait()
    first.stderr.close()
    assert 0 < len(done) < 200
    times = {file: file.stat().st_mtime_ns for file in done}
    again = command(path, "-o", folder, "--workers", 1, "--partition", 20, stdout=subprocess.PIPE, text=True)
    out, _ = again.communicate()
    assert again.returncode == 0
    assert "4000 documents" in out
    assert {file: file.stat().st_mtime_ns for file in times} == times
    batch.run(path, tmp_path / "clean", report=print)
    same(read(folder), read(tmp_path / "clean"))
    assert not list(folder.rglob(".*"))


def test_a_changed_input_or_setting_is_refused(news, tmp_path, capsys):
    path, folder = tmp_path / "in.jsonl", tmp_path / "out"
    path.write_bytes(news.read_bytes())
    assert run(capsys, path, "-o", folder, "--workers", 1)[0] == 0
    assert "begun with partition 1000, now 5" in run(capsys, path, "-o", folder, "--partition", 5)[2]
    with path.open("a", encoding="utf-8") as stream:
        stream.write("\n".join(lines(1)))
    code, out, err = run(capsys, path, "-o", folder)
    assert (code, out) == (1, "")
    assert "files of other names, sizes or times" in err
    (folder / "manifest.json").write_text("[", "utf-8")
    assert "cannot be read" in run(capsys, path, "-o", folder)[2]
    (folder / "manifest.json").unlink()
    assert "found files and no manifest.json" in run(capsys, path, "-o", folder)[2]


def test_the_first_problems_are_told_and_the_rest_counted(capsys, tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(lines(20, range(20))), "utf-8")
    code, out, err = run(capsys, path, "-o", tmp_path / "out", "--workers", 1)
    assert code == 0
    assert out == f"{tmp_path / 'out'}: 80 documents, 40 visits; 60 documents and 0 candidates rejected\n"
    assert len(err.splitlines()) == 21
    assert err.splitlines()[-1] == f"and 40 more, see {tmp_path / 'out' / 'rejected'}"
    path.write_text('{"id": "a", "text": "\u202e"}\n[1]\n', "utf-8")
    code, out, err = run(capsys, path, "-o", tmp_path / "none", "--workers", 1)
    assert code == 1
    assert "found names id, text, expected also source_id" in err
    assert "found no document that can be used" in err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["no-such.jsonl"], 1, "found nothing"),
        (["no-such.txt"], 1, "cannot be read"),
        (["empty"], 1, "found no file to read"),
        (["mixed"], 1, "found 1 files of JSON Lines and 1 files of texts"),
        (["bad.parquet"], 1, "expected a Parquet file"),
        (["other.parquet"], 1, "found columns a, expected also source_id, text"),
        (["none.jsonl"], 1, "found no document that can be used"),
        (["none.jsonl", "--engine", "dask", "--scheduler", "nowhere"], 1, "found no address"),
        (["none.jsonl", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:9"], 1, "found no Dask scheduler"),
        (["none.jsonl", "--scheduler", "tcp://127.0.0.1:9"], 2, "goes with --engine dask"),
        (["none.jsonl", "--workers", "0"], 2, "expected a whole number from 1"),
        (["none.jsonl", "--engine", "spark"], 2, "invalid choice"),
    ],
)
def test_bad_input_is_said_in_words(tmp_path, monkeypatch, capsys, arguments, code, words):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cluster, "_PATIENCE", 1)
    (tmp_path / "empty").mkdir()
    (tmp_path / "mixed").mkdir()
    for name in ("mixed/a.txt", "mixed/b.jsonl", "bad.parquet", "none.jsonl"):
        (tmp_path / name).write_text("", "utf-8")
    pd.DataFrame({"a": [1]}).to_parquet("other.parquet")
    try:
        found = cli.main(["extract", *arguments])
    except SystemExit as stop:
        found = stop.code
    err = capsys.readouterr().err
    assert found == code
    assert words in err
    assert "Traceback" not in err


def test_a_missing_package_is_named(news, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(batch, "find_spec", lambda _: None)
    code, _, err = run(capsys, news, "-o", tmp_path / "out")
    assert code == 1
    assert "found no pyarrow and no tqdm, expected it installed: pip install 'fpdata[scale]'" in err
    monkeypatch.undo()
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert "found no Dask" in run(capsys, news, "-o", tmp_path / "out", "--engine", "dask")[2]


def test_a_document_becomes_a_package_of_candidates(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "week.md").write_text(f"# A week\n\n2024-04-05\n\n{text(1)}\n", "utf-8")
    code, out, err = run(capsys, "week.md")
    assert (code, err) == (0, "")
    assert out.startswith("week-candidates: candidates to review: ")
    corpus = fp.load("./week-candidates")
    assert corpus.name == "week-candidates"
    assert "MNG" in corpus.visits["host_iso3"].tolist()
    assert (corpus.verify(fp.read_document("week.md"))["status"] == "found").all()
    assert "found a package" in run(capsys, "week.md")[2]


def test_a_terminal_sees_a_progress_bar_and_a_log_file_none(news, tmp_path):
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 100))
    process = command(news, "-o", tmp_path / "one", "--workers", 1, stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # what a terminal gives once nobody writes to it
        while part := os.read(ours, 1 << 16):
            shown += part
    process.wait()
    os.close(ours)
    assert b"100%|" in shown
    process = command(news, "-o", tmp_path / "two", "--workers", 1, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert b"%|" not in process.communicate()[1]
