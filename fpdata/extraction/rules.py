"""Rules: sentences to candidate rows of the schema's tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from fpdata.document import Document
from fpdata.extraction import acts, claims, cooperation
from fpdata.extraction import visits as _visits
from fpdata.extraction.actors import Actors
from fpdata.extraction.person import Person, ascii_key, slug
from fpdata.extraction.roster import Roster
from fpdata.extraction.stays import Visit
from fpdata.extraction.topics import passages

__all__ = ["candidates", "visits"]

_Texts = Sequence[tuple[int, int, str]]
_CONTROL = re.compile("[\x00-\x1f\x7f\ud800-\udfff]+")


def visits(sentences: _Texts, published: str | None, source_id: str) -> list[dict[str, Any]]:
    """Return the visits that a document tells of, as candidate rows.

    Parameters
    ----------
    sentences : sequence of (int, int, str)
        Paragraph, sentence and text, in reading order.
    published : str or None
        Day of publication, ISO 8601; without it relative dates stay open.
    source_id : str
        What the locators name.

    Returns
    -------
    list of dict
        Columns of ``visits`` in the schema, and ``visitor``: the name as
        written, or the words for an unnamed one. Empty strings where the
        text does not say. ``coder`` is ``rule:`` and the rule that fired.

    Raises
    ------
    ValueError
        If `published` is no ISO 8601 date.

    Examples
    --------
    >>> told = [(1, 1, "Togolese Foreign Minister Afi Mensah visited Accra on Tuesday.")]
    >>> row = visits(told, "2024-04-05", "wire")[0]
    >>> row["visitor"], row["sender_iso3"], row["host_iso3"], row["date"], row["evidence"]
    ('Afi Mensah', 'TGO', 'GHA', '2024-04-02', 'wire:1.1')
    """
    return _visit_rows(_visits.read(sentences, date.fromisoformat(published) if published else None), source_id)


def candidates(document: Document, source_id: str = "document") -> dict[str, list[dict[str, Any]]]:
    """Return candidate rows for the tables that rules can fill.

    Parameters
    ----------
    document : Document
    source_id : str
        What keys begin with and locators name.

    Returns
    -------
    dict of str to list of dict
        Table (people, visits, acts, cooperation, claims) to rows with the schema's
        raw columns; visits have ``visitor`` besides, as in `visits`.
    """
    frame = document.sentences
    texts = list(zip(frame["paragraph"].tolist(), frame["sentence"].tolist(), frame["text"].tolist(), strict=True))
    found = _visits.read(texts, document.published)
    told = _visit_rows(found, source_id)
    keys = {id(visit): row["visit_id"] for visit, row in zip(found, told, strict=True)}
    tables: dict[str, list[dict[str, Any]]] = {
        "people": _people(found, source_id),
        "visits": told,
        "acts": [],
        "cooperation": [],
        "claims": [],
    }
    told_of = list(passages(texts, found))
    slugs = _slugs(found)
    known = {
        visit.visitor.name: (slugs[id(visit.visitor)], visit.visitor.country)
        for visit in found
        if id(visit.visitor) in slugs
    }
    roster = Roster(known, (passage.sentence for passage in told_of))
    actors = None
    for passage in told_of:
        where = _locators([passage.sentence.where], source_id)
        actors = Actors(passage.sentence, roster, actors)
        tables["acts"] += [_plain(row, where) for row in acts.rows(passage, actors, document.published)]
        for row in cooperation.rows(passage):
            tables["cooperation"].append(row | {"evidence": where, "visit_id": keys.get(id(passage.visit), "")})
        tables["claims"] += [_plain(row, where) for row in claims.rows(passage, actors)]
    for table, key, stem in (
        ("acts", "act_id", lambda row: f"{row['act']}-{row['actor_iso3'].lower() or row['actor']}"),
        ("cooperation", "cooperation_id", lambda row: f"{row['partner_iso3'].lower()}-{row['product']}"),
        (
            "claims",
            "claim_id",
            lambda row: (
                row["coder"].partition("-")[2] + "-" + (row["object_iso3"] or row["object_group"] or "none").lower()
            ),
        ),
    ):
        names = _unique(f"{source_id}-{_key(stem(row))}" for row in tables[table])
        tables[table] = [{key: name} | row for name, row in zip(names, tables[table], strict=True)]
    return tables


def _visit_rows(found: Sequence[Visit], source_id: str) -> list[dict[str, Any]]:
    slugs = _slugs(found)
    stems = [f"{slugs.get(id(v.visitor)) or _key(v.visitor.text)[:40] or 'visitor'}-{v.code.lower()}" for v in found]
    keys = _unique(f"{source_id}-{stem}" for stem in stems)
    events = _unique(f"{v.date[:7].strip('/.-') or 'undated'}-{stem}" for v, stem in zip(found, stems, strict=True))
    tours = Counter(visit.tour for visit in found)
    return [
        {"visit_id": key, "event_id": event}
        | _visit_row(visit, source_id, slugs.get(id(visit.visitor), ""), tours[visit.tour])
        for visit, key, event in zip(found, keys, events, strict=True)
    ]


def _visit_row(visit: Visit, source_id: str, person_id: str, stops: int) -> dict[str, Any]:
    person = visit.visitor
    return {
        "person_id": person_id,
        "visitor": _clean(person.name or person.text),
        "visitor_text": "" if person_id else _clean(person.name or person.text),
        "role": _clean(person.role),
        "part": "lead",
        "sender_iso3": person.country,
        "host_iso3": "" if visit.kind == "region" else visit.code,
        "host_region": visit.code if visit.kind == "region" else "",
        "tour_id": f"{source_id}-tour-" + "-".join(map(str, visit.tour)) if visit.tour and stops > 1 else "",
        "date": visit.date,
        "date_basis": visit.basis,
        "n_min": 2 if visit.plural else 1,
        "n_max": "" if visit.plural else 1,
        "protocol": visit.protocol,
        "setting": visit.setting,
        "status": visit.status,
        "status_basis": "announced" if visit.status in ("planned", "cancelled") else "reported",
        "counterparts": "; ".join(dict.fromkeys(_clean(other.name).replace(";", ",") for other in visit.counterparts)),
        "evidence": _locators(visit.evidence, source_id),
        "coder": f"rule:{visit.rule}",
        "confidence": round(visit.sure, 2),
    }


def _people(found: Sequence[Visit], source_id: str) -> list[dict[str, Any]]:
    slugs, rows = _slugs(found), {}
    for visit in found:
        person = visit.visitor
        person_id = slugs.get(id(person))
        if person_id:
            row = rows.setdefault(
                person_id,
                {
                    "person_id": person_id,
                    "name": _clean(person.name),
                    "country_iso3": person.country,
                    "evidence": set(),
                },
            )
            row["evidence"] |= set(person.where)
    return [row | {"evidence": _locators(row["evidence"], source_id)} for row in rows.values()]


def _slugs(found: Iterable[Visit]) -> dict[int, str]:
    """Return a key for each named visitor: the family name, the whole name where two share it."""
    result: dict[int, str] = {}
    taken: dict[str, Person] = {}
    for visit in found:
        person = visit.visitor
        if person.name and id(person) not in result:
            short = slug(person)
            if not short:
                continue
            chosen = short if taken.setdefault(short, person) is person else _key(person.name) or short
            result[id(person)] = chosen
            taken.setdefault(chosen, person)
    return result


def _unique(names: Iterable[str]) -> list[str]:
    seen: Counter[str] = Counter()
    result = []
    for name in names:
        seen[name] += 1
        result.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return result


def _key(text: str) -> str:
    return ascii_key(text)


def _clean(text: str) -> str:
    return _CONTROL.sub(" ", text).strip()


def _plain(row: dict[str, Any], where: str) -> dict[str, Any]:
    """Return a row with its evidence, and without control characters."""
    cleaned = {column: _clean(value) if isinstance(value, str) else value for column, value in row.items()}
    return cleaned | {"evidence": where}


def _locators(places: Iterable[tuple[int, int]], source_id: str) -> str:
    return "; ".join(f"{source_id}:{paragraph}.{sentence}" for paragraph, sentence in sorted(places))
