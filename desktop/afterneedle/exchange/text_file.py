"""The text of a file that somebody else may have made."""

import stat
from pathlib import Path

from afterneedle.domain.impossible import Impossible
from afterneedle.exchange.naming import naming

LONGEST = 64 * 2**20  # bytes; a diary of 200,000 observations has 28 million


def read_text(file: Path) -> str:
    """The text of a file to import. Raises Impossible for what is none, OSError for what cannot be read."""
    if not stat.S_ISREG(file.stat().st_mode):  # a pipe or a device may go on for ever
        raise Impossible(str(file), "this is not a file")
    with naming(file), file.open("rb") as reader:
        content = reader.read(LONGEST + 1)
    if len(content) > LONGEST:
        raise Impossible(str(file), "the file is larger than 64 MB, so it is no diary")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise Impossible(str(file), "this is not a text file in UTF-8") from None
