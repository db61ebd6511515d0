"""One example of a rule: a story, and what rules.md says of it at its last event."""

from dataclasses import dataclass

from afterneedle.domain.records import Level
from afterneedle.domain.rulebook import ActBy
from support.diary_dsl import Event, SessionEvent, Story, diary, session

PLAIN = {2: ActBy.NEXT_WORKING_DAY, 4: ActBy.NOW}  # rules.md §2: a level 2 without a word, an emergency


@dataclass(frozen=True)
class Example:
    """`says` is the level as rules.md writes it: "0", "2", "2 today", "3 within_2_days", "4".

    A 3 without a word is one that a modifier raised: rules.md gives it no time of its own.
    """

    rule: str
    fires: bool
    says: str
    story: Story

    @property
    def level(self) -> Level:
        return Level(int(self.says[0]))

    @property
    def act_by(self) -> ActBy | None:
        word = self.says[2:]
        return ActBy(word) if word else PLAIN.get(self.level)

    def agrees(self, act_by: ActBy | None) -> bool:
        unsaid = self.level is Level.SEE_DOCTOR and self.act_by is None
        return act_by is not None if unsaid else act_by is self.act_by

    @property
    def hours(self) -> float:
        """From the end of the first session to the last entry."""
        return max(e.hours for e in self.story.entries) - self.story.sessions[0].hours

    def __str__(self) -> str:
        return f"{self.rule} {'fires' if self.fires else 'stays out'}: {self.story} → {self.says}"


def yes(rule: str, says: str, *events: Event) -> Example:
    """The rule fires, and none is more pressing."""
    return Example(rule, True, says, _story(events))


def no(rule: str, says: str, *events: Event) -> Example:
    """The rule does not fire, and others make it this level."""
    return Example(rule, False, says, _story(events))


def _story(events: tuple[Event, ...]) -> Story:
    """The usual session at hour 0, unless the example has its own."""
    if any(isinstance(e, SessionEvent) for e in events):
        return diary(*events)
    return diary(session(), *events)
