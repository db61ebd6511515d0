"""Puts the diary through what computers do to it, and prints how it came out. Any loss ends it, with exit 1.

./run ordeal [N] [--seed S] [--form plain|encrypted]
N kills (1000 when left out), and as much of the rest as that many takes; both forms, when none is named
"""

import argparse
import secrets
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from time import monotonic

from afterneedle.store.keys import Key
from ordeal.changes import change
from ordeal.damage import damage
from ordeal.diaries import Lost
from ordeal.faults import fail
from ordeal.kills import endure
from ordeal.power import lose_power, record
from ordeal.together import endure_together
from support.forms import KEY

Figures = Mapping[str, object]
DEEDS = 60  # in the diary whose power fails, and in the one that is damaged


def kills(folder: Path, times: int, seed: int, key: Key | None) -> Figures:
    """A writer is killed."""
    return vars(endure(folder, times, seed, key))


def together(folder: Path, times: int, seed: int, key: Key | None) -> Figures:
    """Two writers at once, both killed."""
    rounds = max(3, times // 20)
    return {"diaries": rounds, "changes saved": endure_together(folder, rounds, seed, key)}


def power(folder: Path, times: int, seed: int, key: Key | None) -> Figures:
    """The power fails while it saves."""
    run = record(folder, DEEDS, seed, key)
    return {"calls to the system": len(run.steps), **lose_power(run, folder, times, seed)}


def faults(folder: Path, times: int, seed: int, key: Key | None) -> Figures:
    """The disk is full or refuses."""
    return fail(folder, max(4, times // 20), seed, key)


def damages(folder: Path, times: int, seed: int, key: Key | None) -> Figures:
    """The file is damaged."""
    found = damage(folder, max(20, times * 3 // 10), DEEDS, seed, key)
    return {f"{kind}: {said}": count for kind, counts in found.items() for said, count in counts.items()}


def changes(folder: Path, times: int, seed: int, _key: Key | None) -> Figures:
    """The program is killed while the diary gets its passphrase, another one, or none."""
    return change(folder, max(4, times // 10), seed)


Step = Callable[[Path, int, int, Key | None], Figures]
STEPS: tuple[Step, ...] = (kills, together, power, faults, damages)
FORMS: dict[str, tuple[Key | None, tuple[Step, ...]]] = {
    "plain": (None, STEPS),
    "encrypted": (KEY, (*STEPS, changes)),
}


def main() -> int:
    """Every step in turn; the exit status."""
    words = argparse.ArgumentParser("./run ordeal")
    words.add_argument("times", nargs="?", type=int, default=1000, metavar="N")
    words.add_argument("--seed", type=int, default=secrets.randbelow(1_000_000))
    words.add_argument("--form", choices=FORMS)
    asked = words.parse_args()
    tell(f"seed {asked.seed}")
    for form in [asked.form] if asked.form else FORMS:
        key, steps = FORMS[form]
        for step in steps:
            if not _endured(form, step, key, asked.times, asked.seed):
                tell(f"Again: ./run ordeal {asked.times} --seed {asked.seed} --form {form}")
                return 1
    return 0


def _endured(form: str, step: Step, key: Key | None, times: int, seed: int) -> bool:
    """Whether nothing was lost, which is told."""
    begun = monotonic()
    with tempfile.TemporaryDirectory(prefix="afterneedle-ordeal-") as folder:
        try:
            figures = step(Path(folder), times, seed, key)
        except Lost as lost:
            tell(f"A diary that is {form}: {step.__doc__} LOST. {lost}")
            return False
    tell(f"A diary that is {form}: {step.__doc__} {monotonic() - begun:.0f} s:")
    for name, figure in figures.items():
        tell(f"  {name.replace('_', ' '):64} {figure}")
    return True


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
