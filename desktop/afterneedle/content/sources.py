"""Reads what the rules and texts rest on from resources/sources.toml."""

from dataclasses import dataclass
from enum import Enum

from afterneedle.content.tables import load_table


class Status(Enum):
    """How far a source was checked."""

    PRIMARY = "primary"  # the abstract or the official page was read
    SECONDARY = "secondary"  # a copy or a page about it was read
    WEAK = "weak"  # a page of low authority was read
    JUDGEMENT = "judgement"  # our own cautious choice, no source gives it
    MEMORY = "memory"  # from memory, still to be verified


@dataclass(frozen=True)
class Source:
    """What a rule or a text rests on. `address` is empty when there is nothing to open."""

    tag: str
    text: str
    address: str
    status: Status


def load_sources() -> dict[str, Source]:
    """Every source by its tag."""
    return {
        tag: Source(tag, row["text"], row.get("address", ""), Status(row["status"]))
        for tag, row in load_table("sources.toml").items()
    }
