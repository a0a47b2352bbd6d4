"""The rule by which a claimed or foreseen membership is judged."""

from __future__ import annotations

import pandas as pd

from fpdata import edtf
from fpdata.style import listed
from fpdata.verdicts import Verdict
from fpdata.wording import filled

__all__ = ["judge"]


def judge(
    rows: pd.DataFrame, sought: str, *, foreseen: bool, due: str | None, published: pd.Timestamp | None
) -> Verdict:
    """Judge a membership that is said to exist or to come, by its dates.

    Parameters
    ----------
    rows : DataFrame
        Memberships of one country in one organisation, as `Corpus.memberships`.
    sought : str
        The status claimed or foreseen.
    foreseen : bool
        Whether the claim speaks of what is to come.
    due : str or None
        EDTF; when it was to come.
    published : Timestamp or None
        Day on which the claim was published.

    Returns
    -------
    Verdict
        In force on that day: supported. Foreseen and begun after it:
        came_true where the beginning overlaps `due` or no time was named,
        else partly; another status only: not_yet. Said to exist and begun
        later, ended before, or another status only: overstated. Beginning
        not known: not_checkable. Nothing: no_record. Where sources disagree
        on the date, one that fits is enough, and the reason names all.
    """
    if rows.empty:
        return Verdict("no_record", "membership: none", "no row of memberships names this country and organisation")
    held = rows[rows["status"].astype("str") == sought]
    if held.empty:
        latest = rows.sort_values("start_earliest", na_position="first").iloc[-1]
        since = f" since {edtf.words(latest['start'])}" if filled(latest["start"]) else ""
        verdict = "not_yet" if foreseen else "overstated"
        return Verdict(verdict, "membership: another status", f"{latest['status']}{since}, not {sought}")
    told = [f"{_when(row)} ({row['evidence']})" for row in held.to_dict("records")]
    reason = f"{sought} {listed(told)}" + ("; the sources disagree" if len(held) > 1 else "")
    begun, ended = held["start_latest"], held["end_earliest"]
    if published is not None:
        over = held["end"].notna() & ~(ended > published)
        if ((begun <= published) & ~over).any():
            return Verdict("supported", "membership: in force", reason)
        if not foreseen and ((held["start_earliest"] > published) | ((begun <= published) & over)).all():
            return Verdict("overstated", "membership: not in force then", reason)
    if held["start_earliest"].isna().all() or not foreseen:
        return Verdict("not_checkable", "membership: beginning not known", reason)
    if published is not None and not (held["start_latest"] > published).any():
        return Verdict("not_checkable", "membership: neither then nor since", reason)
    if due is None:
        return Verdict("came_true", "membership: begun since", reason)
    earliest, latest, _ = edtf.bounds(due)
    fits = (latest is None or held["start_earliest"] <= pd.Timestamp(latest)) & (
        earliest is None or begun >= pd.Timestamp(earliest)
    )
    if fits.any():
        return Verdict("came_true", "membership: when it was due", reason)
    return Verdict("partly", "membership: not when it was due", reason)


def _when(row: dict[str, object]) -> str:
    since = edtf.words(str(row["start"])) if filled(row["start"]) else "since when is not stated"
    return f"from {since}" + (f" until {edtf.words(str(row['end']))}" if filled(row["end"]) else "")
