"""What cannot be recorded, and the checks that every record makes of its own values."""

from datetime import datetime

from afterneedle.domain.catalogue import Place, PlaceNeed, Symptom

ID_LENGTH = 64
TEXT_LENGTH = 20_000
FIRST_YEAR, LAST_YEAR = 1900, 2199  # so that no sum with hours or days leaves the calendar


class Impossible(ValueError):
    """A value that cannot be recorded.

    `field` is the path to it ("observations[0].place"); `reason` is an English sentence with {names},
    translated where it is shown.
    """

    def __init__(self, field: str, reason: str, **values: object) -> None:
        super().__init__(field, reason, values)
        self.field, self.reason, self.values = field, reason, values

    def __str__(self) -> str:
        return f"{self.field}: {self.reason.format(**self.values)}"

    def under(self, path: str) -> "Impossible":
        """The same, seen from the record that holds it."""
        joined = ".".join(part for part in (path, self.field) if part)
        return Impossible(joined, self.reason, **self.values)


def check_id(value: str) -> None:
    """Raises Impossible unless the id has 1 to 64 characters."""
    if not 1 <= len(value) <= ID_LENGTH:
        raise Impossible("id", "an id has 1 to 64 characters")


def check_aware(name: str, moment: datetime) -> None:
    """Raises Impossible when the moment has no offset from UTC."""
    if moment.tzinfo is None:
        raise Impossible(name, "the time has no offset from UTC")


def check_text(name: str, text: str) -> None:
    """Raises Impossible for text that is too long, or that no file can hold."""
    if len(text) > TEXT_LENGTH:
        raise Impossible(name, "the text is longer than 20,000 characters")
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise Impossible(name, "the text holds half a character")


def check_place(symptom: Symptom, place: Place | None) -> None:
    """Raises Impossible when a place is missing, or given where there is none."""
    if place is None and symptom.place is PlaceNeed.REQUIRED:
        raise Impossible("place", '"{name}" needs a place', name=symptom.id)
    if place is not None and symptom.place is PlaceNeed.NONE:
        raise Impossible("place", '"{name}" has no place', name=symptom.id)


def check_details(symptom: Symptom, details: frozenset[str]) -> None:
    """Raises Impossible for a detail that this symptom cannot carry."""
    for name in sorted(details - symptom.details):
        raise Impossible(
            "details", '"{symptom}" has no detail called "{name}"', symptom=symptom.id, name=name
        )


def check_severity(name: str, symptom: Symptom, value: int, least: int = 1) -> None:
    """Raises Impossible for a severity outside least to the top of the symptom's scale."""
    if not least <= value <= symptom.scale.top:
        raise Impossible(
            name, "{value} is not between {least} and {top}", value=value, least=least, top=symptom.scale.top
        )
