"""Where partitions are worked on: here, in processes of this machine, or on a Dask cluster."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any

import fpdata
from fpdata.errors import CorpusError

__all__ = ["mapped", "workplace"]

_PATIENCE = 10  # seconds until a cluster or its first worker must answer


@contextmanager
def workplace(engine: str, scheduler: str | None, workers: int) -> Iterator[tuple[Executor, int]]:
    """Open an executor and say how many tasks it works on at a time.

    Parameters
    ----------
    engine : str
        ``"local"`` for this process (one worker) or processes of this machine,
        ``"dask"`` for a cluster.
    scheduler : str or None
        Address of a running cluster, such as ``tcp://127.0.0.1:8786``; without
        one, a cluster of this machine is started, on loopback only.
    workers : int
        Number of processes; a running cluster has its own.

    Raises
    ------
    CorpusError
        If distributed is not installed, the cluster does not answer, or its
        workers have another fpdata.
    """
    if engine == "dask":
        with _dask(scheduler, workers) as found:
            yield found
    elif workers == 1:
        yield _Here(), 1
    else:
        context = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(workers, context, initializer=_end_with_parent)
        try:
            yield pool, workers
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def mapped(place: tuple[Executor, int], function: Callable[[Any], Any], tasks: Iterable[Any]) -> Iterator[Any]:
    """Yield the results of a function as they come, never more than a few tasks ahead.

    Raises
    ------
    CorpusError
        If a process died or the cluster was lost.
    """
    executor, workers = place
    waiting: set[Future] = set()
    try:
        for task in tasks:
            waiting.add(executor.submit(function, task))
            if len(waiting) > 2 * workers:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        while waiting:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
    except (BrokenProcessPool, CancelledError) as error:
        msg = "extract: a worker process or the cluster was lost, expected it to last; run again to do what is missing"
        raise CorpusError(msg) from error
    except Exception as error:
        if type(error).__name__ != "KilledWorker":  # distributed may be absent
            raise
        msg = f"extract: {error}"
        raise CorpusError(msg) from error
    finally:
        for future in waiting:
            future.cancel()


class _Here(Executor):
    """The process that asks."""

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future:
        future: Future = Future()
        future.set_result(function(*args, **kwargs))
        return future


def _end_with_parent() -> None:
    """Leave Ctrl-C to the parent, and do not outlive one that was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        multiprocessing.parent_process().join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@contextmanager
def _dask(scheduler: str | None, workers: int) -> Iterator[tuple[Executor, int]]:
    try:
        from distributed import Client, LocalCluster
        from distributed.comm import get_address_host_port
    except ImportError as error:
        msg = "extract: found no Dask, expected it installed: pip install 'fpdata[scale]'"
        raise CorpusError(msg) from error
    own = None
    if scheduler is not None:
        try:
            get_address_host_port(scheduler)  # a client that fails over this prints a traceback
        except ValueError as error:
            msg = f"{scheduler}: found no address ({error}), expected one such as tcp://127.0.0.1:8786"
            raise CorpusError(msg) from error
    else:
        own = LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            dashboard_address=None,
            host="127.0.0.1",
            silence_logs=logging.ERROR,
        )
    try:
        with warnings.catch_warnings(), _client(Client, own or scheduler) as client:
            warnings.filterwarnings("ignore", "Sending large graph")  # one document may be long
            threads = client.nthreads()
            yield client.get_executor(pure=False), max(1, sum(threads.values()))
    finally:
        if own:
            own.close()


@contextmanager
def _client(kind: Callable[..., Any], cluster: Any) -> Iterator[Any]:
    """Connect, and make sure that the workers run this fpdata."""
    shown = cluster if isinstance(cluster, str) else "LocalCluster"
    try:
        client = kind(cluster, timeout=_PATIENCE, set_as_default=False)
    except Exception as error:  # what answers at that address may be anything
        msg = f"{shown}: found no Dask scheduler ({error}), expected one such as tcp://127.0.0.1:8786"
        raise CorpusError(msg) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
            versions = set(client.run(_version).values())
        except TimeoutError as error:
            msg = f"{shown}: found no worker within {_PATIENCE} s, expected at least one"
            raise CorpusError(msg) from error
        except ImportError as error:
            msg = f"{shown}: a worker says {error}, expected fpdata {fpdata.__version__} on every worker"
            raise CorpusError(msg) from error
        if versions != {fpdata.__version__}:
            found = ", ".join(sorted(versions))
            msg = f"{shown}: found fpdata {found} on the workers, expected {fpdata.__version__}"
            raise CorpusError(msg)
        yield client


def _version() -> str:
    return fpdata.__version__
