"""A diary to merge a file into, and one that differs from it."""

from dataclasses import replace
from datetime import date

from afterneedle.domain.records import Answer, Patient, Records
from afterneedle.exchange.json_diary import in_order
from afterneedle.exchange.merge import Merge

ALEX = Patient(name="Alex", born=date(1984, 6, 2), conditions=("diabetes", "pregnant"))


def after(mine: Records, result: Merge) -> Records:
    """The diary once the import was written, each changed record in the place of the old one."""

    def put(old, new, changed, key) -> tuple:
        return tuple({key(r): r for r in (*old, *new, *changed)}.values())

    def same_answer(answer: Answer) -> tuple:
        return answer.rule, answer.check_in, answer.at.isoformat(), answer.did

    return in_order(
        Records(
            result.patient,
            put(mine.sessions, result.new_sessions, result.changed_sessions, lambda s: s.id),
            put(mine.check_ins, result.new_check_ins, result.changed_check_ins, lambda c: c.id),
            put(mine.answers, result.new_answers, result.changed_answers, same_answer),
        )
    )


def with_first_check_in(records: Records, **changes) -> Records:
    first, *rest = records.check_ins
    return replace(records, check_ins=(replace(first, **changes), *rest))


def with_session(records: Records, **changes) -> Records:
    return replace(records, sessions=(replace(records.sessions[0], **changes),))
