"""Clauses that the tables of every schema are written with.

None of them ever changes: files that are out there were made with them.
"""

# Without a modifier, strftime() and date() of older SQLites give back 30 February as it came.
SECONDS, DAY = "strftime('%Y-%m-%dT%H:%M:%S', {0}, '+0 days')", "date({0}, '+0 days')"


def moment(name: str) -> str:
    """Columns of one moment: the instant (epoch seconds), the wall clock as seen, its offset; they agree."""
    wall, seconds, fraction = f"{name}_wall", f"substr({name}_wall, 1, 19)", f"substr({name}_wall, 20)"
    return f"""
  {name}        INTEGER NOT NULL,
  {wall}        TEXT NOT NULL
    CHECK ({seconds} IS {SECONDS.format(seconds)})
    CHECK ({fraction} = '' OR {fraction} GLOB '.[0-9][0-9][0-9][0-9][0-9][0-9]'),
  {name}_offset INTEGER NOT NULL CHECK ({name}_offset BETWEEN -86399 AND 86399)
    CHECK ({name} = CAST(strftime('%s', {seconds}) AS INTEGER) - {name}_offset),"""


def time_check(name: str) -> str:
    """A side time: ISO 8601 with offset, or NULL."""
    seconds = f"substr({name}, 1, 19)"
    return (
        f"CHECK ({name} IS NULL OR {seconds} IS {SECONDS.format(seconds)} "
        f"AND {name} GLOB '*[+-][0-9][0-9]:[0-9][0-9]')"
    )


def json_check(name: str, kind: str = "array") -> str:
    """A column of JSON of one kind."""
    return f"{name} TEXT NOT NULL CHECK (json_valid({name})) CHECK (json_type({name}) = '{kind}')"
