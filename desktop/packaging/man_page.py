"""The manual page afterneedle(1), from the parser of the command line."""

import argparse
from collections.abc import Iterable, Iterator
from datetime import date
from textwrap import wrap

from afterneedle import __version__
from afterneedle.arguments import COMMANDS, parser

WIDTH = 70  # characters, before signs are written as troff wants them
FILES = (
    ("~/.local/share/afterneedle/diary.db", "The diary, unless another is named. Its backups lie beside it."),
    ("~/.local/share/afterneedle/diary.db.recovery", "What the recovery code of a locked diary opens."),
    ("~/.local/share/afterneedle/diary.db.reminders", "When a locked diary asks: times, and nothing else."),
    ("~/.config/afterneedle/language", "The language that was chosen in the window."),
    ("~/.config/autostart/afterneedle.desktop", "Only there while reminders come with the window closed."),
)
EXITS = (
    ("0", "Done."),
    ("1", "Refused or failed; one sentence says why."),
    ("2", "The command line was not understood."),
    ("69", "Something is missing on this machine; the line that installs it is shown."),
)


def man_page(day: date) -> str:
    """The page as troff, as of that day."""
    top = parser()
    [commands] = [action for action in _arguments(top) if isinstance(action, argparse._SubParsersAction)]
    lines = [
        f'.TH AFTERNEEDLE 1 "{day}" "AfterNeedle {__version__}" "User Commands"',
        ".SH NAME",
        r"afterneedle \- a diary for the days after dry needling",
        ".SH SYNOPSIS",
        *_synopsis(top),
        ".SH DESCRIPTION",
        "Without a command the window opens.",
        "Everything stays in one file on this computer.",
        "AfterNeedle informs.",
        "It does not say what causes a symptom, and it does not replace a doctor.",
        ".SH OPTIONS",
        *_options(_arguments(top)),
        ".SH COMMANDS",
        r"The options \-\-diary and \-\-now may stand after each of them too.",
    ]
    shared = {option for action in _arguments(top) for option in action.option_strings}
    for name, sub in commands.choices.items():
        own = [action for action in _arguments(sub) if not shared.intersection(action.option_strings)]
        lines += [f".SS {name}", *_synopsis(sub, own), ".PP", _sentence(COMMANDS[name]), *_options(own)]
    lines += [".SH FILES", *_paragraphs(FILES), ".SH EXIT STATUS", *_paragraphs(EXITS)]
    return "\n".join(lines) + "\n"


def _arguments(of: argparse.ArgumentParser) -> list[argparse.Action]:
    return of._actions


def _synopsis(of: argparse.ArgumentParser, own: Iterable[argparse.Action] | None = None) -> Iterator[str]:
    """The line of one command; `own`: without what all commands share."""
    actions = _arguments(of) if own is None else own
    yield f".B {of.prog}"
    yield from (_plain(_in_usage(action)) for action in actions)


def _in_usage(action: argparse.Action) -> str:
    words = " ".join([*action.option_strings[-1:], *_value(action)])
    return words if action.required or (not action.option_strings and action.nargs != "?") else f"[{words}]"


def _options(actions: Iterable[argparse.Action]) -> Iterator[str]:
    """What may be said, each with its meaning; what has none is in the synopsis."""
    said = [action for action in actions if action.help and action.help != argparse.SUPPRESS]
    heads = ((", ".join(action.option_strings), *_value(action)) for action in said)
    return _paragraphs((" ".join(head), action.help or "") for head, action in zip(heads, said, strict=True))


def _value(action: argparse.Action) -> list[str]:
    if action.nargs == 0:
        return []
    if isinstance(action, argparse._SubParsersAction) or not action.choices:
        return [str(action.metavar or action.dest.upper())]
    return ["|".join(map(str, action.choices))]


def _paragraphs(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    for head, text in pairs:
        yield from (".TP", f".B {_plain(head)}", _sentence(text))


def _sentence(text: str) -> str:
    """As a sentence, in lines of the length that readers of troff expect."""
    said = text[:1].upper() + text[1:].removesuffix(".") + "."
    return "\n".join(_plain(line) for line in wrap(said, WIDTH, break_on_hyphens=False))


def _plain(text: str) -> str:
    r"""Text that troff takes as it is: a "-" that can be copied, and no line that begins like a request."""
    safe = text.replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{safe}" if safe.startswith((".", "'")) else safe
