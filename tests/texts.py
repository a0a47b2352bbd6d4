"""Short documents of our own, as many as a test needs, no two alike."""

from __future__ import annotations

import json

CITIES = ("Vientiane", "Ulaanbaatar", "New Delhi", "Nairobi", "Lima", "Hanoi", "Tashkent", "Baku")


def text(number):
    """Give a document with one visit or two."""
    city, other = CITIES[number % 8], CITIES[(number // 8 + 3) % 8]
    day = number % 28 + 1
    return (
        f"Foreign Minister Ada Berg of Norway visited {city} on {day} March 2024 with {number} guests. "
        f"The harbour was quiet that week. President Jon Holm arrived in {other} on {day % 28 + 1} February 2024.\n\n"
        f"Nothing else happened on page {number}."
    )


def lines(count, bad=()):
    """Give JSON Lines, with what is no document after the places in `bad`."""
    for number in range(count):
        yield json.dumps({"source_id": f"d{number}", "text": text(number), "published": "2024-04-05"})
        if number in bad:
            yield '{"source_id": "broken"'
            yield json.dumps({"source_id": f"n{number}", "text": None})
            yield json.dumps({"source_id": f"p{number}", "text": "He left.", "published": "soon"})
