"""A data package on disk, as it is written: the folder holds the old one or the new one, whole."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from fpdata import schema
from fpdata.descriptor import descriptor
from fpdata.errors import CorpusError
from fpdata.package import COMMIT, DESCRIPTOR

__all__ = ["write"]


def write(folder: Path, tables: Mapping[str, pd.DataFrame], about: Mapping[str, Any]) -> None:
    """Write a package.

    All files are first made in a folder beside; one renaming of that folder
    makes them count, since `fpdata.package.read` looks there first. Whatever
    interrupts, a reader finds the old package or the new one. If putting the
    files in place fails, the old ones are put back.

    Parameters
    ----------
    folder : Path
        Made if missing. Files in it that are no table are left alone.
    tables : mapping of str to DataFrame
        Raw frames; tables of the old package that are not given are removed.
    about : mapping
        Name, title and further properties of the descriptor.

    Raises
    ------
    CorpusError
        If it is a file, or no package but holds files named like tables.
    OSError
        If the disk refuses.
    """
    if folder.exists() and not folder.is_dir():
        msg = f"{folder}: found a file, expected a folder"
        raise CorpusError(msg)
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / COMMIT).is_dir():  # a save was interrupted after it counted
        _put_in_place(folder)
    names = [f"{name}.csv" for name in schema.tables()]
    old = [name for name in (DESCRIPTOR, *names) if (folder / name).exists()]
    if old and DESCRIPTOR not in old:
        msg = f"{folder}: found {', '.join(old)} and no {DESCRIPTOR}, expected a package or a folder without such files"
        raise CorpusError(msg)
    stage = Path(tempfile.mkdtemp(prefix=".fpdata-", dir=folder))
    try:
        (stage / "new").mkdir()
        (stage / "old").mkdir()
        for name, frame in tables.items():
            frame.to_csv(stage / "new" / f"{name}.csv", index=False, lineterminator="\n", encoding="utf-8")
        extra = {key: value for key, value in about.items() if key not in ("name", "title")}
        content = descriptor(about["name"], about["title"], list(tables), **extra)
        (stage / "new" / DESCRIPTOR).write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")
        for name in old:
            shutil.copy2(folder / name, stage / "old" / name)
        os.replace(stage, folder / COMMIT)
    except BaseException:
        shutil.rmtree(stage, ignore_errors=True)
        raise
    try:
        _put_in_place(folder)
    except BaseException:
        _put_back(folder, names)
        raise


def _put_in_place(folder: Path) -> None:
    new = folder / COMMIT / "new"
    content = new / DESCRIPTOR
    listed = json.loads((content if content.exists() else folder / DESCRIPTOR).read_text("utf-8"))["resources"]
    for name in set(schema.tables()) - {resource["name"] for resource in listed}:
        (folder / f"{name}.csv").unlink(missing_ok=True)
    for path in sorted(new.iterdir()):
        os.replace(path, folder / path.name)
    shutil.rmtree(folder / COMMIT)


def _put_back(folder: Path, names: list[str]) -> None:
    old = folder / COMMIT / "old"
    for name in (DESCRIPTOR, *names):
        if (old / name).exists():
            shutil.copy2(old / name, folder / name)
        else:
            (folder / name).unlink(missing_ok=True)
    shutil.rmtree(folder / COMMIT, ignore_errors=True)
