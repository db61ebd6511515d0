"""Puts the diary through what computers do to it, and prints how it came out. Any loss ends it, with exit 1.

./run ordeal [N] [--seed S]    N kills (1000 when left out), and as much of the rest as that many takes
"""

import argparse
import secrets
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from time import monotonic

from ordeal.damage import damage
from ordeal.diaries import Lost
from ordeal.faults import fail
from ordeal.kills import endure
from ordeal.power import lose_power, record
from ordeal.together import endure_together

Figures = Mapping[str, object]
DEEDS = 60  # in the diary whose power fails, and in the one that is damaged


def kills(folder: Path, times: int, seed: int) -> Figures:
    """A writer is killed."""
    return vars(endure(folder, times, seed))


def together(folder: Path, times: int, seed: int) -> Figures:
    """Two writers at once, both killed."""
    rounds = max(3, times // 20)
    return {"diaries": rounds, "changes saved": endure_together(folder, rounds, seed)}


def power(folder: Path, times: int, seed: int) -> Figures:
    """The power fails while it saves."""
    run = record(folder, DEEDS, seed)
    return {"calls to the system": len(run.steps), **lose_power(run, folder, times, seed)}


def faults(folder: Path, times: int, seed: int) -> Figures:
    """The disk is full or refuses."""
    return fail(folder, max(4, times // 20), seed)


def damages(folder: Path, times: int, seed: int) -> Figures:
    """The file is damaged."""
    found = damage(folder, max(20, times * 3 // 10), DEEDS, seed)
    return {f"{kind}: {said}": count for kind, counts in found.items() for said, count in counts.items()}


STEPS: tuple[Callable[[Path, int, int], Figures], ...] = (kills, together, power, faults, damages)


def main() -> int:
    """Every step in turn; the exit status."""
    words = argparse.ArgumentParser("./run ordeal")
    words.add_argument("times", nargs="?", type=int, default=1000, metavar="N")
    words.add_argument("--seed", type=int, default=secrets.randbelow(1_000_000))
    asked = words.parse_args()
    tell(f"seed {asked.seed}")
    for step in STEPS:
        begun = monotonic()
        with tempfile.TemporaryDirectory(prefix="afterneedle-ordeal-") as folder:
            try:
                figures = step(Path(folder), asked.times, asked.seed)
            except Lost as lost:
                tell(f"{step.__doc__} LOST. {lost}\nAgain: ./run ordeal {asked.times} --seed {asked.seed}")
                return 1
        tell(f"{step.__doc__} {monotonic() - begun:.0f} s:")
        for name, figure in figures.items():
            tell(f"  {name.replace('_', ' '):64} {figure}")
    return 0


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
