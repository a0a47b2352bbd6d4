"""The Frictionless descriptor of a data package, written from the schema."""

from __future__ import annotations

from typing import Any

from fpdata import schema

__all__ = ["descriptor"]


def descriptor(name: str, title: str, present: list[str], **extra: Any) -> dict[str, Any]:
    """Return the Frictionless descriptor of a data package.

    Parameters
    ----------
    name, title : str
        Of the package.
    present : list of str
        The tables that it has.
    **extra
        Further top-level properties, such as ``description`` or ``licenses``.

    Returns
    -------
    dict
        The content of ``datapackage.json``: one resource per table, with its
        Table Schema in full. Foreign keys are given where the package has the
        table they lead to.
    """
    resources = [_resource(table_name, present) for table_name in schema.tables() if table_name in present]
    mark = {"format": schema.version(), "segmentation": schema.SEGMENTATION}
    return {"name": name, "title": title, **extra, "fpdata": mark, "resources": resources}


def _resource(name: str, present: list[str]) -> dict[str, Any]:
    contents = schema.table(name)
    table: dict[str, Any] = {
        "fields": [_table_schema_field(field) for field in contents["fields"]],
        "primaryKey": schema.key(name),
        "missingValues": [""],
    }
    links = [link for link in contents.get("foreignKeys", []) if link["reference"]["resource"] in present]
    if links:
        table["foreignKeys"] = links
    return {
        "name": name,
        "description": contents["description"],
        "path": f"{name}.csv",
        "type": "table",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": table,
    }


def _table_schema_field(field: dict[str, Any]) -> dict[str, Any]:
    kind = schema.kind(field)
    constraints = dict(field.get("constraints", {}))
    pattern = field.get("pattern") or kind.get("pattern")
    if pattern:
        constraints["pattern"] = pattern
    described = {"name": field["name"], "type": kind["type"], "description": field["description"]}
    if "unit" in field:
        described["unit"] = field["unit"]
    return described | ({"constraints": constraints} if constraints else {})
