"""What a batch reads: a folder of texts, JSON Lines or Parquet, one document after the other."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from fpdata.errors import CorpusError
from fpdata.extraction.frame import Text
from fpdata.loading import as_key

__all__ = ["Given", "Input", "is_batch", "opened"]

LONGEST = 64 * 2**20
"""Bytes of the longest document that is read."""

_TEXTS = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf")
_LINES = (".jsonl", ".ndjson")
_PARQUET = (".parquet", ".pq")
_FORMS = {"Parquet": _PARQUET, "JSON Lines": _LINES, "texts": _TEXTS}
_ROWS = 64  # of a Parquet file at a time


class Given(NamedTuple):
    """A document as it was read, or why it could not be.

    Attributes
    ----------
    text : Text
        With a whole line of JSON as its content, where `form` says so.
    form : str
        json, text or problem (then the content is the reason).
    size : int
        Bytes that it takes, about.
    """

    text: Text
    form: str
    size: int

    @property
    def place(self) -> str:
        """Where it stands."""
        return self.text.place

    def read(self) -> Text:
        """Return the document.

        Raises
        ------
        CorpusError
            If it could not be read.
        """
        place, _, content, _ = self.text
        if self.form == "problem":
            raise CorpusError(content)
        if self.form == "text":
            return self.text
        try:
            found = json.loads(content)
        except (ValueError, RecursionError) as error:
            msg = f"no JSON ({error})"
            raise CorpusError(msg) from error
        if not isinstance(found, dict):
            msg = f"found a JSON {type(found).__name__}, expected an object with source_id and text"
            raise CorpusError(msg)
        lacking = [name for name in ("source_id", "text") if name not in found]
        if lacking:
            shown = ", ".join(list(found)[:10])[:200] or "none"
            msg = f"found names {shown}, expected also {', '.join(lacking)}"
            raise CorpusError(msg)
        return Text(place, found["source_id"], found["text"], found.get("published"))


class Input:
    """Files of one form, in the order of their names.

    Attributes
    ----------
    path : Path
        What the user named.
    form : str
        texts, JSON Lines or Parquet.
    files : list of Path
        What is read.
    left : int
        Number of files of other kinds.
    """

    def __init__(self, path: Path, form: str, files: list[Path], left: int) -> None:
        self.path, self.form, self.files, self.left = path, form, files, left

    def fingerprint(self) -> str:
        """Return a digest over the names, sizes and times of change of all files."""
        found = hashlib.sha256()
        for file in self.files:
            state = file.stat()
            found.update(
                f"{self._name(file)}\0{state.st_size}\0{state.st_mtime_ns}\n".encode("utf-8", "surrogateescape")
            )
        return found.hexdigest()

    def size(self) -> int | None:
        """Return the bytes to read, None where they are compressed."""
        return None if self.form == "Parquet" else sum(file.stat().st_size for file in self.files)

    def documents(self) -> Iterator[Given]:
        """Yield every document; nothing but the one at hand is kept."""
        if self.form == "texts":
            yield from self._texts()
        for file in self.files:
            if self.form == "JSON Lines":
                yield from self._lines(file)
            elif self.form == "Parquet":
                yield from self._rows(file)

    def _name(self, file: Path) -> str:
        return file.relative_to(self.path).as_posix() if file != self.path else file.name

    def _texts(self) -> Iterator[Given]:
        used: dict[str, str] = {}
        for file in self.files:
            name = self._name(file)
            key = as_key(name)
            size = file.stat().st_size
            place = ascii(name)[1:-1]
            if not key or key in used:
                other = f"that of {used[key]}" if key else "empty"
                yield _failed(place, f"its name makes a source_id {key!r} that is {other}, expected another name", size)
                continue
            used[key] = place
            if size > LONGEST:
                yield _failed(place, _TOO_LONG.format(size), size)
                continue
            try:
                yield Given(Text(place, key, file.read_bytes()), "text", size)
            except OSError as error:
                yield _failed(place, f"cannot be read ({error.strerror})", size)

    def _lines(self, file: Path) -> Iterator[Given]:
        with file.open("rb") as stream:
            number = 0
            while line := stream.readline(LONGEST):
                number += 1
                place, size = f"{ascii(self._name(file))[1:-1]}, line {number}", len(line)
                if size == LONGEST:
                    while (rest := stream.readline(LONGEST)) and (size := size + len(rest)) and rest[-1:] != b"\n":
                        pass
                    yield _failed(place, _TOO_LONG.format(size), size)
                elif line.strip():
                    line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
                    yield Given(Text(place, None, line.strip()), "json", size)

    def _rows(self, file: Path) -> Iterator[Given]:
        import pyarrow as pa
        from pyarrow import parquet

        name, number = ascii(self._name(file))[1:-1], 0
        try:
            with parquet.ParquetFile(file) as table:
                present = table.schema_arrow.names
                lacking = [column for column in ("source_id", "text") if column not in present]
                if lacking:
                    msg = f"{name}: found columns {', '.join(present)}, expected also {', '.join(lacking)}"
                    raise CorpusError(msg)
                columns = [column for column in ("source_id", "text", "published") if column in present]
                for batch in table.iter_batches(_ROWS, columns=columns):
                    for row in batch.to_pylist():
                        number += 1
                        content = row["text"]
                        size = len(content) if isinstance(content, (str, bytes)) else 0
                        text = Text(f"{name}, row {number}", row["source_id"], content, row.get("published"))
                        yield Given(text, "text", size)
        except (pa.ArrowException, OSError) as error:
            msg = f"{name}: cannot be read after row {number} ({str(error).splitlines()[0]}), expected a Parquet file"
            raise CorpusError(msg) from error


_TOO_LONG = f"found {{:,}} bytes, expected at most {LONGEST:,} in a document"


def _failed(place: str, reason: str, size: int) -> Given:
    return Given(Text(place, None, reason), "problem", size)


def is_batch(path: Path) -> bool:
    """Tell a folder, JSON Lines or Parquet from a single document."""
    return path.is_dir() or path.suffix.lower() in _LINES + _PARQUET


def opened(path: Path) -> Input:
    """Find the files of a batch.

    Raises
    ------
    CorpusError
        If there is nothing to read, or files of several forms.
    """
    if not path.exists():
        msg = f"{path}: found nothing, expected a document, a folder, JSON Lines or Parquet"
        raise CorpusError(msg)
    if not path.is_dir():
        (form,) = (form for form, endings in _FORMS.items() if path.suffix.lower() in endings)
        return Input(path, form, [path], 0)
    files = [file for file in path.rglob("*") if _is_shown(file.relative_to(path)) and file.is_file()]
    files.sort(key=lambda file: file.relative_to(path).as_posix())
    by_form = {form: [file for file in files if file.suffix.lower() in endings] for form, endings in _FORMS.items()}
    found = {form: some for form, some in by_form.items() if some}
    if len(found) != 1:
        shown = " and ".join(f"{len(some)} files of {form}" for form, some in found.items()) or "no file to read"
        msg = f"{path}: found {shown}, expected texts, JSON Lines or Parquet"
        raise CorpusError(msg)
    ((form, some),) = found.items()
    return Input(path, form, some, len(files) - len(some))


def _is_shown(relative: Path) -> bool:
    return not any(part.startswith((".", "_")) for part in relative.parts)
