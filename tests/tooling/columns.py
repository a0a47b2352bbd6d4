"""Print the column tables of ``fpdata/data/README.md``: ``python -m tests.tooling.columns``."""

from __future__ import annotations

from fpdata import schema

_RULES = ("exactly_one", "at_least_one", "at_most_one", "together", "ascending", "calendar")


def markdown() -> str:
    """Return one Markdown table per table of the schema."""
    parts = []
    for name in schema.tables():
        contents = schema.table(name)
        lines = [f"### {name}.csv", "", f"{contents['description']}. Key: `{' + '.join(contents['primaryKey'])}`.", ""]
        lines += ["| column | kind | what it says |", "| --- | --- | --- |"]
        for field in contents["fields"]:
            needed = " (always filled)" if field.get("constraints", {}).get("required") else ""
            codes = schema.vocabulary(name, field["name"])
            allowed = f": {', '.join(codes)}" if codes else ""
            unit = f" [{field['unit']}]" if "unit" in field else ""
            several = ", several separated by `; `" if field.get("list") else ""
            said = f"{field['description']}{unit}{several}{needed}{allowed}"
            lines.append(f"| `{field['name']}` | {field['kind']} | {said} |")
        rules = [f"{what.replace('_', ' ')}: {', '.join(group)}" for what in _RULES for group in contents.get(what, [])]
        lines += ["", f"Rules: {'; '.join(rules)}."] if rules else []
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


if __name__ == "__main__":
    print(markdown())
