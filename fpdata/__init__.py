"""fpdata: documented visits and trade-reorientation claims as DataFrames, every row with its evidence."""

import lazy_loader as _lazy

__version__ = "0.1.0"

__getattr__, __dir__, __all__ = _lazy.attach(
    __name__,
    submodules=["countries", "edtf", "geometry", "schema"],
    submod_attrs={
        "checks": ["check_claims", "check_outcomes"],
        "claimchart": ["plot_claim_checks"],
        "destinations": ["describe_destinations", "plot_destinations"],
        "matching": ["compare_visits"],
        "partners": ["plot_partners"],
        "pivot": ["count_pivot", "plot_pivot"],
        "sectors": ["plot_sectors"],
        "timeline": ["plot_timeline"],
        "counts": ["count_sectors", "count_visits"],
        "corpus": ["Corpus"],
        "coverage": ["count_evidence", "plot_coverage"],
        "document": ["Document", "read_document"],
        "comparison": ["compare", "compare_rows"],
        "explorer": ["explore"],
        "errors": ["CorpusError", "DocumentError", "SchemaError"],
        "extraction.frame": ["extract_frame"],
        "extraction.gate": ["extract"],
        "loading": ["from_records", "load"],
        "maps": ["plot_visits"],
        "package": ["packages"],
        "reporting": ["write_report"],
    },
)
