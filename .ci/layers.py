"""./run layers: draws the diagram of docs/architecture.md anew, from the contract of import-linter."""

import sys
import tomllib

from messages import HERE

DOCUMENT = HERE / "docs" / "architecture.md"
BEGIN, END = "<!-- layers: made by ./run layers -->\n", "<!-- end of layers -->\n"
GAP = "   "


def diagram() -> str:
    """One row for each layer, the topmost first; those in one row do not import each other."""
    settings = tomllib.loads((HERE / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    (layers,) = [contract["layers"] for contract in settings["contracts"] if contract["id"] == "layers"]
    rows = [GAP.join(name.strip() for name in layer.split("|")) for layer in layers]
    width = max(map(len, rows))
    line = f"+{'-' * (width + 2)}+\n"
    return line + "".join(f"| {row:^{width}} |\n{line}" for row in rows)


def with_diagram(text: str) -> str:
    """The document with the diagram of today."""
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    return f"{before}{BEGIN}```text\n{diagram()}```\n{END}{after}"


def main() -> int:
    """Write it down."""
    DOCUMENT.write_text(with_diagram(DOCUMENT.read_text("utf-8")), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
