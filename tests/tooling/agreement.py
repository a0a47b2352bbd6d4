"""Report how far two independent codings of the article agree, per table and field.

Usage: ``python -m tests.tooling.agreement [FIRST SECOND]``, folders of CSV
files; without any, the two codings that were reconciled into the bundled
package. Rows are matched one to one (scipy's assignment) by shared evidence
and by the fields that say what the row is about; only pairs that share a
sentence count. Per field: share of equal values in percent and Krippendorff's
alpha (nominal) over the matched rows. The unmatched rows are counted.
"""

from __future__ import annotations

import sys
from pathlib import Path

import krippendorff
import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment

CODINGS = Path(__file__).parent / "coding"
FIELDS = {
    "visits": "person_id part sender_iso3 host_iso3 host_region date date_basis n_min n_max protocol setting status",
    "acts": "act actor_iso3 recipient_iso3 recipient_org date date_basis status",
    "cooperation": "partner_iso3 sector hs_code instrument act stage initiator_iso3 flow period quantity speaker via",
    "claims": "claim_type object_iso3 object_group direction period due quantity modality speaker via checkable",
}
ABOUT = {
    "visits": ["host_iso3", "host_region", "person_id"],
    "acts": ["act"],
    "cooperation": ["partner_iso3", "sector", "hs_code", "instrument"],
    "claims": ["object_iso3", "object_group", "claim_type", "quantity", "due"],
}


def matched(first: pd.DataFrame, second: pd.DataFrame, about: list[str]) -> list[tuple[int, int]]:
    """Pair rows that share a sentence, those alike in what they are about first."""
    cited = [[set(cell.split("; ")) for cell in frame["evidence"]] for frame in (first, second)]
    score = np.zeros((len(first), len(second)))
    for i, left in enumerate(cited[0]):
        for j, right in enumerate(cited[1]):
            if left & right:
                alike = sum(first[column].iat[i] == second[column].iat[j] for column in about)
                score[i, j] = 1 + len(left & right) / len(left | right) + alike
    pairs = zip(*linear_sum_assignment(-score), strict=True)
    return [(i, j) for i, j in pairs if score[i, j] > 0]


def report(first_folder: Path, second_folder: Path) -> None:
    """Print one table per table of the schema."""
    for table, fields in FIELDS.items():
        first, second = (
            pd.read_csv(folder / f"{table}.csv", dtype=str, keep_default_na=False)
            for folder in (first_folder, second_folder)
        )
        pairs = matched(first, second, ABOUT[table])
        print(f"\n{table}: {len(first)} and {len(second)} rows, {len(pairs)} matched")
        for field in [name for name in fields.split() if name in first]:
            values = [(first[field].iat[i], second[field].iat[j]) for i, j in pairs]
            equal = 100 * np.mean([a == b for a, b in values])
            codes, kinds = pd.factorize(np.array(values).ravel())
            coded = codes.reshape(-1, 2).T.astype(float)
            alpha = "1 value" if len(kinds) < 2 else f"{krippendorff.alpha(coded, level_of_measurement='nominal'):.2f}"
            print(f"  {field:16} {equal:5.0f} %   alpha {alpha}")


if __name__ == "__main__":
    report(*(map(Path, sys.argv[1:]) if len(sys.argv) > 1 else (CODINGS / "first", CODINGS / "second")))
