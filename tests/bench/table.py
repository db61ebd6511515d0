"""The table that the bench prints: our figure, what it is held against in the same run, gate and goal."""

import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter, process_time

HEAD = ("what", "ours", "peer", "ratio", "gate", "goal")
WIDTHS = (64, 13, 13, 7, 9, 9)


def milliseconds(do: Callable[[], object]) -> float:
    start = perf_counter()
    do()
    return (perf_counter() - start) * 1000


def usually(do: Callable[[], object], times: int = 5) -> float:
    """The median of several runs, in milliseconds."""
    return median(milliseconds(do) for _ in range(times))


def busy(do: Callable[[], object], times: int = 5) -> float:
    """The median of the processor's time in several runs, in milliseconds: what else runs adds less to it."""

    def once() -> float:
        start = process_time()
        do()
        return (process_time() - start) * 1000

    return median(once() for _ in range(times))


def told(
    what: str, ours: float, unit: str = "ms", peer: float | None = None, gate: str = "", goal: str = ""
) -> None:
    """One row. `peer`: the same by the floor or the other program, in the same unit."""
    ratio = "" if not peer else f"{ours / peer:,.{2 if ours < 100 * peer else 0}f}"
    print_row(what, _figure(ours, unit), "" if peer is None else _figure(peer, unit), ratio, gate, goal)


def title(about: str) -> None:
    """A line between two parts, which says what the peer is."""
    sys.stdout.write(f"\n{about}\n")


def print_row(*cells: str) -> None:
    first, *rest = zip(cells, WIDTHS, strict=True)
    line = f"{first[0]:{first[1]}}" + "".join(f"{cell:>{width}}" for cell, width in rest)
    sys.stdout.write(f"{line.rstrip()}\n")
    sys.stdout.flush()


def _figure(value: float, unit: str) -> str:
    digits = 0 if value >= 10 or not value else 1 if value >= 1 else 2
    return f"{value:,.{digits}f} {unit}".rstrip()
