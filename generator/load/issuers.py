"""Who issues a catalogue and where it stands, in the fields by which portals of open data file it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.load.nodes import Node

KEYS = (
    "municipality", "municipalityCode", "department", "departmentCode", "order", "sector",
    "documentation", "regulation",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Issuer:
    """What is known of the office that issues the data; what nobody has said is blank, and told as missing.

    Codes are those of the country's list of places, texts with their zeros. `documentation` and `regulation` are
    addresses: of a text about the data as a whole, and of the rule that asks for them.
    """

    municipality: str = ""
    municipality_code: str = ""
    department: str = ""
    department_code: str = ""
    order: str = ""
    sector: str = ""
    documentation: str = ""
    regulation: str = ""


def parse(root: Node) -> Issuer:
    """Read the `issuer` key of the catalogue's metadata."""
    node = root.child("issuer")
    if node is None:
        return Issuer()
    node.only(*KEYS)
    return Issuer(
        municipality=node.text("municipality"), municipality_code=node.text("municipalityCode"),
        department=node.text("department"), department_code=node.text("departmentCode"),
        order=node.text("order"), sector=node.text("sector"),
        documentation=_address(node, "documentation"), regulation=_address(node, "regulation"),
    )  # fmt: skip


def _address(node: Node, key: str) -> str:
    text = node.text(key)
    if text and not text.startswith(("https://", "http://")):
        node.report("wrong-shape", key, value=text)
        return ""
    return text
