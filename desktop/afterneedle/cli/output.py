"""What a command says and writes: plain sentences, exit statuses."""

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from afterneedle.content.language import _
from afterneedle.content.wording.files import file_trouble
from afterneedle.diary import StoreError
from afterneedle.domain.impossible import Impossible
from afterneedle.exchange.merge import Conflict
from afterneedle.exchange.private_files import write_private

DONE, FAILED = 0, 1


class Refused(Exception):
    """The command cannot be done; the message is one plain sentence."""


def say(sentence: str) -> None:
    """One line on stdout; a letter that its encoding lacks becomes its number. Raises OSError."""
    if sys.stdout is None:  # a program without a console
        return
    encoding = sys.stdout.encoding or "utf-8"
    try:
        print(sentence.encode(encoding, "backslashreplace").decode(encoding), flush=True)
    except OSError as trouble:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python tries again at its end
        trouble.filename = "stdout"
        raise


def carry_out(verb: Callable[[], None]) -> int:
    """Runs a verb and returns the exit status; what goes wrong is said in plain words on stderr."""
    try:
        verb()
    except BrokenPipeError:  # whoever reads has enough, like `head`
        return FAILED
    except (Refused, StoreError, Conflict, Impossible, OSError) as trouble:
        print(_sentence(trouble), file=sys.stderr)
        return FAILED
    return DONE


def _sentence(trouble: Exception) -> str:
    match trouble:
        case StoreError():
            return _(trouble.sentence).format(path=trouble.path)
        case Impossible():
            return f"{trouble.field}: {_(trouble.reason).format(**trouble.values)}"
        case Conflict():
            refused = _(
                "Nothing was imported, because the two diaries differ. Say --keep mine or --keep theirs."
            )
            return "\n".join((refused, *trouble.differences))
        case OSError():
            return file_trouble(trouble)
        case _:
            return str(trouble)


def save(contents: Mapping[Path, Iterable[bytes]]) -> None:
    """Writes files, all of them whole or none, for their owner's eyes only; a content may come in pieces."""
    write_private(contents)
    for file in contents:
        say(_("Saved {path}.").format(path=file))
    say(_("A file outside the app is not locked: whoever has it can read it."))
