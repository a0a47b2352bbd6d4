"""A real Dask cluster on loopback: a scheduler and two workers, each a process of its own."""

import json
import os
import signal
import subprocess
import sys
import time

import pandas as pd
import pytest

from fpdata.extraction import batch
from tests.conftest import ROOT
from tests.texts import lines

pytest.importorskip("distributed")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:(distributed|tornado|asyncio)")


def started(module, *arguments):
    env = os.environ | {"PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "10s"}
    options = {"env": env, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.{module}", "--host", "127.0.0.1", *arguments], **options
    )


@pytest.fixture
def cluster(tmp_path):
    file = tmp_path / "scheduler.json"
    processes = [started("dask_scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))]
    deadline = time.monotonic() + 30
    while not file.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    address = json.loads(file.read_text("utf-8"))["address"]
    options = ["--no-nanny", "--no-dashboard", "--nthreads", "1", "--local-directory", str(tmp_path / "space")]
    processes += [started("dask_worker", address, *options) for _ in range(2)]
    yield address, processes[1:]
    for process in processes:
        process.send_signal(signal.SIGKILL)
        process.wait()


def test_a_worker_killed_in_the_middle_changes_nothing(cluster, tmp_path):
    address, workers = cluster
    assert address.startswith("tcp://127.0.0.1:")
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(lines(4000, bad={1500})), "utf-8")
    batch.run(path, tmp_path / "alone", report=lambda _: None)

    def kill(_problem):
        written = len(list((tmp_path / "shared" / "visits").iterdir()))
        assert 0 < written < 100
        workers[0].send_signal(signal.SIGKILL)
        workers[0].wait()

    done = batch.run(path, tmp_path / "shared", "dask", address, partition=40, report=kill)
    assert workers[0].returncode == -signal.SIGKILL
    assert workers[1].poll() is None
    assert done.documents == 4003
    for table in ("visits", "rejected"):
        one, other = (pd.read_parquet(tmp_path / name / table) for name in ("alone", "shared"))
        pd.testing.assert_frame_equal(one, other)


def test_without_an_address_a_cluster_of_this_machine_is_started(tmp_path):
    script = tmp_path / "run.py"
    (tmp_path / "in.jsonl").write_text("\n".join(lines(30)), "utf-8")
    script.write_text("import sys\nfrom fpdata.cli import main\nif __name__ == '__main__':\n    sys.exit(main())\n")
    command = ["extract", "in.jsonl", "-o", "out", "--engine", "dask", "--workers", "2", "--partition", "10"]
    done = subprocess.run(
        [sys.executable, str(script), *command],
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("out: 30 documents")
    batch.run(tmp_path / "in.jsonl", tmp_path / "alone", report=print)
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "out/visits"), pd.read_parquet(tmp_path / "alone/visits"))
