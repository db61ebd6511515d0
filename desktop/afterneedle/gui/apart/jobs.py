"""What every job in a process of its own tells the window besides its result."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from afterneedle.content.language import _
from afterneedle.content.wording.files import file_trouble
from afterneedle.diary import StoreError
from afterneedle.gui.apart.talk import Talk


@dataclass(frozen=True)
class Refused:
    """It was not done: a sentence why, and what is wrong line by line."""

    sentence: str
    lines: tuple[str, ...] = ()
    more: int = 0


@dataclass(frozen=True)
class Step:
    """What is done now: the so manieth thing of so many, in words."""

    number: int
    of: int
    words: str


def refusal(trouble: StoreError | OSError) -> Refused:
    """The machine's fault in a sentence."""
    if isinstance(trouble, StoreError):
        return Refused(_(trouble.sentence).format(path=trouble.path))
    return Refused(file_trouble(trouble))


def stopped() -> Refused:
    """Locking the diary ended it, or came before it began."""
    return Refused(_("Locking the diary has stopped what was being done. Start that again."))


def or_refused(work: Callable[[], object]) -> object:
    """What comes of the work, or why it was not done."""
    try:
        return work()
    except (StoreError, OSError) as trouble:
        return refusal(trouble)


def tells(talk: Talk, steps: Sequence[str]) -> Callable[[], None]:
    """Tells the first of these steps now, and with each call the next."""
    told = iter([Step(number, len(steps), words) for number, words in enumerate(steps)])

    def step() -> None:
        talk.tell(next(told))

    step()
    return step
