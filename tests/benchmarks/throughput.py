"""Visits out of many documents: ``python -m tests.benchmarks.throughput [speed|memory|scaling] [FILE]``.

speed
    Sentences per second of `fpdata.extract_frame` on one core, against a blank
    spaCy pipeline (``pip install spacy``) with sentencizer and PhraseMatcher
    over the same gazetteer on the same text; it finds names and extracts
    nothing. Processor time, best of three, and the ratio.
memory
    Peak memory of ``fpdata extract`` at 10,000 and at 300,000 documents.
scaling
    Documents per second of ``fpdata extract`` with one worker and with two.

Without a word all three. FILE is JSON Lines with ``text`` and, maybe,
``published``; without it documents are made here of sentences of our own with
other names, places, days and numbers in each: no two are alike. Of their
sentences one in twenty tells of a journey.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

import fpdata as fp
from fpdata import countries
from fpdata.document import running_text

_TRIPS = """{office} {name} of {country} arrived in {city} on {day} {month} for talks with {office} {other}.
{office} {name} paid an official visit to {place} last week and met {other} there.
{name}, the {people} {low}, flew to {city} on {day} {month} to sign {number} agreements.
The {people} delegation led by {name} will visit {place} in {month}.
During a visit to {place} on {day} {month}, {office} {name} opened a plant worth {number} million dollars.
{office} {other} received {people} {low} {name} in {city} on {weekday}.""".split("\n")
_NEWS = """Prices in {city} rose by {number} percent in {month}, the statistics office said.
The {people} parliament passed a budget of {number} billion after a debate of {day} hours.
Exports of {good} to {place} fell for the {ordinal} month in a row.
"We shall not change our course," said {name}, who has led the party since {year}.
Analysts at the bank expect growth of {number} percent, less than in {year}.
A storm cut off {number} villages north of {city}; nobody was hurt.
The company said that it would build {number} {good} a year near {city}.
Farmers blocked the road with tractors and asked for higher prices for {good}.
According to the ministry, {number} people work in the sector today.
The court put off its ruling on the case of {name} until {weekday}.
Relations between {country} and {place} have been cool since {year}, when the border was closed.
The union called the offer of {number} percent a beginning.
It was the {ordinal} such case within {day} years, and few in the town spoke of it.
Schools stayed shut on {weekday} because of the heat, which reached {day} degrees.
Police found {number} stolen {good} in a barn; the owner, {name}, denied all knowledge.
The museum shows {number} paintings, most of them from {place}, until {day} {month}.
Shares of the maker of {good} lost {number} percent after the figures came out.
He declined to say how much the state had paid.
Nobody expected the talks on fish to take {day} months, but they did.
The mayor of {city}, {name}, promised {number} new flats by {year}.
Rain is expected in the west and south until {weekday}.
In its {ordinal} report the agency warns that {good} will be scarce by {year}.
The two companies, which had fought over {good} since {year}, settled out of court.
Voters in {country} go to the polls on {day} {month}; {number} parties compete.
The line from {city} to the coast will be closed for {day} weeks.
Most of the {number} workers are to keep their jobs, the owner said on {weekday}.
{name} wrote {day} novels, the last of which, about a lighthouse, came out in {year}.
The price of {good} has doubled since {month}, and traders see no end of it.""".split("\n")
_OFFICES = "Foreign Minister;President;Prime Minister;Trade Minister;Deputy Foreign Minister;Defence Minister".split(
    ";"
)
_GOODS = "potash;tractors;steel;wheat;lorries;copper;vaccines;turbines;timber;cotton;batteries;cement".split(";")
_FIRST = "Ada Jon Mira Otto Lena Pavel Rosa Ivo Nina Karl Yusuf Aiko Tomas Vera Samir Ingrid".split()
_SYLLABLES = "ba ber da del fa gor han ja kov lin mar nes ora pol ras sen tov ul vin wes yar zan".split()
_MONTHS = "January February March April May June July August September October November December".split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_ORDINALS = "second third fourth fifth sixth seventh ninth tenth".split()


def made(count: int) -> Iterator[dict[str, str]]:
    """Make documents of 6 to 24 sentences, the same each time."""
    chance = random.Random(1)
    states = countries.table().query("sovereign").dropna(subset=["capital", "demonyms"]).to_dict("records")
    for number in range(count):
        home = chance.choice(states)
        paragraphs = []
        for _ in range(chance.randint(2, 6)):
            sentences = []
            for _ in range(chance.randint(3, 4)):
                away, office = chance.choice(states), chance.choice(_OFFICES)
                sentence = chance.choice(_TRIPS if chance.random() < 1 / 20 else _NEWS)
                sentences.append(sentence.format(
                    office=office, low=office.lower(), name=_name(chance), other=_name(chance), country=home["name"],
                    people=home["demonyms"].split("; ")[0], place=away["name"], city=away["capital"].split("; ")[0],
                    day=chance.randint(2, 28), month=chance.choice(_MONTHS), weekday=chance.choice(_WEEKDAYS),
                    year=chance.randint(1990, 2024), number=chance.randint(2, 990), good=chance.choice(_GOODS),
                    ordinal=chance.choice(_ORDINALS),
                ))  # fmt: skip
            paragraphs.append(" ".join(sentences))
        yield {"source_id": f"d{number}", "text": "\n\n".join(paragraphs), "published": "2024-04-05"}


def _name(chance: random.Random) -> str:
    return f"{chance.choice(_FIRST)} {''.join(chance.choices(_SYLLABLES, k=3)).capitalize()}"


def given(file: str | None, count: int) -> list[dict[str, str]]:
    """Return the user's documents, or those made here."""
    if file is None:
        return list(made(count))
    rows = map(json.loads, Path(file).read_text("utf-8").splitlines())
    return [
        {"source_id": f"d{number}", "text": row["text"], "published": row.get("published")}
        for number, row in enumerate(rows)
    ]


def speed(file: str | None) -> None:
    """Print sentences per second of both, and the ratio."""
    frame = pd.DataFrame(given(file, 4000))
    count = sum(len(running_text(text)[0]) for text in frame["text"])
    fp.extract_frame(frame.head(20))  # the gazetteer is read once
    times = []
    for _ in range(3):
        start = time.process_time()
        visits = len(fp.extract_frame(frame))
        times.append(time.process_time() - start)
    own = min(times)
    print(f"fpdata: {count / own:,.0f} sentences/s ({len(frame):,} documents, {count:,} sentences, {visits:,} visits)")
    try:
        import spacy
        from spacy.matcher import PhraseMatcher
    except ImportError:
        print("spaCy is not installed: no ratio")
        return
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    matcher = PhraseMatcher(pipeline.vocab)
    table = countries.table()
    cells = table[["name", "aliases", "demonyms", "capital", "capital_aliases"]].to_numpy().ravel()
    names = {name for cell in cells if isinstance(cell, str) for name in cell.split("; ")}
    names |= set(pd.read_csv(Path(fp.__file__).parent / "data" / "places.csv", keep_default_na=False)["name"])
    matcher.add("place", list(pipeline.pipe(sorted(names))))
    times = []
    for _ in range(3):
        start = time.process_time()
        found = sum(len(matcher(document)) for document in pipeline.pipe(frame["text"]))
        times.append(time.process_time() - start)
    peer = min(times)
    print(f"spaCy: {count / peer:,.0f} sentences/s ({found:,} names, nothing extracted)")
    print(f"fpdata is {peer / own:.2f} times as fast")


def batch(path: Path, folder: Path, workers: int) -> float:
    """Run the command and return its seconds."""
    command = [sys.executable, "-m", "fpdata", "extract", str(path), "-o", str(folder), "--workers", str(workers)]
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def memory(_file: str | None) -> None:
    """Print the peak memory of a small batch and of a large one."""
    with tempfile.TemporaryDirectory() as name:
        for count in (10_000, 300_000):
            path = Path(name) / f"{count}.jsonl"
            with path.open("w", encoding="utf-8") as stream:
                stream.writelines(json.dumps(row) + "\n" for row in made(count))
            seconds = batch(path, Path(name) / f"out{count}", 1)
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024  # of the largest child so far
            size = path.stat().st_size / 1e6
            print(f"{count:,} documents ({size:,.0f} MB): peak {peak:,.0f} MB, {count / seconds:,.0f} documents/s")


def scaling(_file: str | None) -> None:
    """Print the speed of two workers over that of one."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "in.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in made(40_000)), "utf-8")
        times: dict[int, list[float]] = {1: [], 2: []}
        for turn in range(3):  # one after the other, so that both meet the same machine
            for workers, taken in times.items():
                taken.append(batch(path, Path(name) / f"{workers}-{turn}", workers))
    one, two = min(times[1]), min(times[2])
    print(f"1 worker {one:.1f} s, 2 workers {two:.1f} s: {one / two:.2f} times ({os.cpu_count()} cores)")


def main(*words: str) -> None:
    """Run what is asked for."""
    wanted = [word for word in words if word in ("speed", "memory", "scaling")] or ["speed", "memory", "scaling"]
    file = next((word for word in words if word not in wanted), None)
    for word in wanted:
        {"speed": speed, "memory": memory, "scaling": scaling}[word](file)


if __name__ == "__main__":
    main(*sys.argv[1:])
