"""Rules: sentences to candidate rows of the schema's tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from fpdata.document import Document
from fpdata.extraction import visits as _visits
from fpdata.extraction.visits import Visit, slug

__all__ = ["candidates", "visits"]


def visits(sentences: Sequence[tuple[int, int, str]], published: str | None, source_id: str) -> list[dict[str, Any]]:
    """Return candidate rows of visits, each with the visitor's name in ``visitor``."""
    day = date.fromisoformat(published) if published else None
    return [_visit_row(visit, source_id) for visit in _visits.read(sentences, day)]


def _visit_row(visit: Visit, source_id: str) -> dict[str, Any]:
    person = visit.visitor
    return {
        "person_id": slug(person) if person.name else "",
        "visitor": person.name or person.text,
        "visitor_text": "" if person.name else person.text,
        "role": person.role,
        "part": "lead",
        "sender_iso3": person.country,
        "host_iso3": "" if visit.kind == "region" else visit.code,
        "host_region": visit.code if visit.kind == "region" else "",
        "date": visit.date,
        "date_basis": visit.basis,
        "n_min": 2 if visit.plural else 1,
        "n_max": "" if visit.plural else 1,
        "protocol": visit.protocol,
        "setting": "unspecified",
        "status": visit.status,
        "status_basis": "announced" if visit.status == "planned" else "reported",
        "counterparts": "; ".join(person.name for person in visit.counterparts),
        "evidence": "; ".join(f"{source_id}:{a}.{b}" for a, b in sorted(visit.evidence)),
        "coder": f"rule:{visit.rule}",
        "confidence": visit.sure,
    }


def candidates(document: Document) -> dict[str, list[dict[str, Any]]]:
    """Return candidate rows."""
    s = document.sentences
    texts = list(zip(s["paragraph"].tolist(), s["sentence"].tolist(), s["text"].tolist(), strict=True))
    return {"visits": visits(texts, document.published and document.published.isoformat(), "document")}
