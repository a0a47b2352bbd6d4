"""fpdata: documented visits and trade-reorientation claims as DataFrames, every row with its evidence."""

import lazy_loader as _lazy

__version__ = "0.1.0"

__getattr__, __dir__, __all__ = _lazy.attach(
    __name__,
    submodules=["countries", "edtf", "geometry", "schema"],
    submod_attrs={
        "sectors": ["plot_sectors"],
        "timeline": ["plot_timeline"],
        "counts": ["count_sectors", "count_visits"],
        "corpus": ["Corpus"],
        "coverage": ["count_evidence", "plot_coverage"],
        "document": ["Document", "read_document"],
        "explorer": ["explore"],
        "errors": ["CorpusError", "DocumentError", "SchemaError"],
        "loading": ["load"],
        "maps": ["plot_visits"],
        "package": ["packages"],
    },
)
