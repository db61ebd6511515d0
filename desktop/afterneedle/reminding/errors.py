"""What can keep AfterNeedle from being started at login, each with one sentence that the patient can act on.

`sentence` is an English message id with {place}; whoever shows it translates it.
"""


class AutostartError(Exception):
    """The system did not let itself be changed. `place`: the file, or the path in the registry."""

    sentence = "The start at login was not changed: {place} cannot be written. Allow that, then try again."

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place.encode(errors="replace").decode()

    def __str__(self) -> str:
        return self.sentence.format(place=self.place)


class Unstartable(AutostartError):
    """The system has no way to write down the command line of a program in this place."""

    sentence = (
        "AfterNeedle cannot start at login from {place}. Move it to a folder with a short and plain name."
    )
