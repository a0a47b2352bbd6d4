"""Numbers in words and digits, as a sentence gives them."""

from __future__ import annotations

import re

__all__ = ["numbers", "ordinals"]

_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_ONES += " eighteen nineteen"
_UNITS = {word: value for value, word in enumerate(_ONES.split(), 1)} | {"a": 1, "an": 1}
_TENS = {
    word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12}
_SHARES = {"half": 50, "third": 100 / 3, "quarter": 25, "fifth": 20, "tenth": 10}
_SHARES |= {f"{word}s": share for word, share in _SHARES.items()}
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
_ORDINALS += " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
_ORDINAL = {word: value for value, word in enumerate(_ORDINALS.split(), 1)} | {"thirtieth": 30}
_TOKEN = re.compile(r"\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[a-z]+", re.IGNORECASE)


def numbers(text: str) -> set[float]:
    """Return the numbers of a sentence; shares as percent, and what follows a number with its scale too.

    Examples
    --------
    >>> sorted(numbers("over 1,200 of three hundred thousand"))
    [3.0, 300.0, 1200.0, 300000.0]
    >>> [round(number, 1) for number in sorted(numbers("about two-thirds"))][-1]
    66.7
    """
    found: set[float] = set()
    value: float | None = None
    for token in _TOKEN.findall(text.lower()):
        if token[0].isdigit():
            value = float(re.sub("[, ]", "", token))
        elif token in _SCALES:
            value = (value or 1) * _SCALES[token]
        elif token in _SHARES:
            value = (value or 1) * _SHARES[token]
        elif token in _TENS:
            value = float(_TENS[token])
        elif token in _UNITS:
            value = (value if value in _TENS.values() and _UNITS[token] < 10 else 0.0) + _UNITS[token]
        else:
            value = None
            continue
        found.add(value)
    return found


def ordinals(text: str) -> set[int]:
    """Return the ordinal numbers in words up to thirty-first.

    Examples
    --------
    >>> sorted(ordinals("the twenty-first and the third"))
    [3, 21]
    """
    found: set[int] = set()
    tens = 0
    for token in _TOKEN.findall(text.lower()):
        if token in _ORDINAL:
            found.add(tens + _ORDINAL[token] if _ORDINAL[token] < 10 else _ORDINAL[token])
        tens = _TENS.get(token, 0)
    return found
