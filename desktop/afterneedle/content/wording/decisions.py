"""The page "How the app decides": every rule of the rulebook in plain words, made from its values alone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from afterneedle.content.language import _, ngettext
from afterneedle.content.sources import Source, Status
from afterneedle.content.wording.conditions import conditions_sentence, patient_phrase, symptoms_phrase
from afterneedle.content.wording.labels import act_by_label, group_label, level_label, symptom_label
from afterneedle.content.wording.times import date_label
from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.records import Level
from afterneedle.domain.rulebook import Case, Modifier, Rule, Rulebook, Until

DECISIONS = "how-the-app-decides"  # the id under which the page is opened

_FAMILIES = {
    "R": _("Emergency signs and other red flags"),
    "N": _("Nerve signs"),
    "M": _("Movement"),
    "S": _("Soreness and pain"),
    "KG": _("Skin, and how you feel overall"),
    "UE": _("Any symptom, and symptoms that come back"),
}
_UNTIL = {
    Until.PRESENT: _("It stands as long as your newest entry about it still fits."),
    Until.BETTER: _(
        "It stands until the symptom is better than it was then, is gone, or the flag is answered."
    ),
    Until.ANSWERED: _("It stands until the flag is answered."),
    Until.NEXT_CHECK_IN: _("It stands until your next check-in."),
    Until.NERVE_ANSWERED: _("It stands until you answer the row of nerve signs in a check-in."),
}
_NOT_CHECKED = {
    Status.JUDGEMENT: _("our judgement, not yet signed by a clinician"),
    Status.MEMORY: _("from memory, to be verified"),
}


def decisions_markdown(rulebook: Rulebook, catalogue: Catalogue, sources: Mapping[str, Source]) -> str:
    """The whole page; its first line names the rulebook's version and date."""
    parts = [
        _heading(rulebook),
        _how(),
        _clock(),
        _bounds_of_the_app(),
        _unchecked(rulebook, sources),
        _groups(catalogue),
    ]
    for prefixes, name in _FAMILIES.items():
        rules = [rule for rule in rulebook.rules if rule.id[0] in prefixes]
        parts += [f"## {name}", *(_rule(rule, catalogue, sources) for rule in rules)]
    parts.append("## " + _("What raises a level"))
    parts += [_modifier(modifier, catalogue, sources) for modifier in rulebook.modifiers]
    return "\n\n".join(parts)


def decision_sources(rulebook: Rulebook) -> tuple[str, ...]:
    """The tags of all that the rules rest on, in the order they are first named."""
    return tuple(dict.fromkeys(tag for row in _rows(rulebook) for tag in row.sources))


def _rows(rulebook: Rulebook) -> tuple[Rule | Modifier, ...]:
    return (*rulebook.rules, *rulebook.modifiers)


def _heading(rulebook: Rulebook) -> str:
    line = _("Rulebook version {version}, {date}. {rules} and {modifiers}.")
    rules, raising = len(rulebook.rules), len(rulebook.modifiers)
    return "## " + line.format(
        version=rulebook.version,
        date=date_label(rulebook.date),
        rules=ngettext("{count} rule", "{count} rules", rules).format(count=rules),
        modifiers=ngettext(
            "{count} thing that raises a level", "{count} things that raise a level", raising
        ).format(count=raising),
    )


def _how() -> str:
    lines = [
        _(
            "The app looks at the hours since your session ended, how strong a symptom is, how it changes, "
            "and what else is there."
        ),
        _("Every rule on this page is tried on every entry. Of all lines that fit, the highest level wins."),
        _("Nothing lowers a red flag. Only the word of a doctor or nurse closes one."),
        _("A question without an answer is a gap, and so is a day without an entry. A gap is unknown."),
        _(
            "What you had before the session counts only when it is at least 2 of 10 points, or one step, "
            "above its level then, or in a new place."
        ),
        _("The pain you were treated for counts from its level before the session, or else its first entry."),
        _(
            "Mild is 1 to 3 of 10, or “I notice it”. Moderate is 4 to 6, or “it gets in my way”. "
            "Severe is 7 to 10, or “it stops me”. A plain “yes” counts as moderate."
        ),
        _(
            "Better, the same and worse compare an entry with those of the 48 hours before it. Worse is 2 "
            "points or one step up; better is 2 points, 30 in 100 or one step down. A nerve sign that joins "
            "another in the same limb is worse. Your own word counts when it is the worse of the two. "
            "New means the first entry."
        ),
        _("The time to act by is counted from the first entry that fits."),
    ]
    return _bullets(lines)


def _clock() -> str:
    lines = [
        _("Soreness counts from the latest session that needled that place, or else the latest before it."),
        _(
            "Skin signs count from the latest session before they began that needled that place or limb. "
            "How you feel overall counts from the latest session before it began, and so does skin that "
            "was never near a needle."
        ),
        _(
            "Nerve signs and movement count from the earliest session that they can come from, at most "
            "14 days back. When two sessions are possible, the higher level counts."
        ),
        _("A new session never hides a flag that is open."),
        _("Without a session before it, the hours of a symptom count from its first entry."),
        _(
            "One “gone” closes soreness, a bruise, an itch, a headache, and being tired or dizzy. The other "
            "symptoms need two, at least 12 hours apart. A red flag is not closed by “gone”."
        ),
        _("A symptom that is back within 7 days, without a new session, goes on with its old clock."),
        _("For 7 days after a needle near the lung, every page of the app shows the chest signs."),
    ]
    return "## " + _("From when it counts, and until when") + "\n\n" + _bullets(lines)


def _bounds_of_the_app() -> str:
    lines = [
        _("This app cannot tell what causes a symptom. It cannot see or touch you."),
        _("It knows only what you enter. It does not know what you left out, or what a doctor would find."),
        _(
            "It is a diary. It sets what you write beside published advice, the same way for everyone. "
            "It gives no score and no forecast, and it does not replace anyone who can examine you."
        ),
        _(
            "It is made for adults, for the days after dry needling. Under 18, the emergency signs count "
            "all the same, and a doctor should look at any symptom."
        ),
        _("No flag does not mean that all is well. If you are worried, ask for help now."),
    ]
    return "## " + _("What it is for, and what it cannot do") + "\n\n" + _bullets(lines)


def _unchecked(rulebook: Rulebook, sources: Mapping[str, Source]) -> str:
    lines = []
    for status, words in _NOT_CHECKED.items():
        ids = [row.id for row in _rows(rulebook) if any(sources[tag].status is status for tag in row.sources)]
        if ids:
            lines.append(_("{ids}: wholly or in part {words}.").format(ids=", ".join(ids), words=words))
    lines += [
        _(
            "Our judgement, too: where mild, moderate and severe begin, the two “gone” 12 hours apart, and "
            "the 7 and 14 days of the part above."
        ),
        _(
            "A source says what a sign can go with, but seldom from which hour on. Where it names no hour, "
            "the hour is our choice, and the careful one."
        ),
        _(
            "Some figures come from neighbours of dry needling: acupuncture, and injections that numb a "
            "nerve. Their sources say so. Most were read in the abstract only, not in full."
        ),
        _("No clinician has signed these rules yet."),
    ]
    return "## " + _("What has no source, or none we could check") + "\n\n" + _bullets(lines)


def _groups(catalogue: Catalogue) -> str:
    names = dict.fromkeys(symptom.group for symptom in catalogue.symptoms.values())
    lines = [
        _("{group}: {symptoms}").format(
            group=group_label(name), symptoms="; ".join(symptom_label(s) for s in catalogue.group(name))
        )
        for name in names
    ]
    return "## " + _("The groups of symptoms") + "\n\n" + _bullets(lines)


def _rule(rule: Rule, catalogue: Catalogue, sources: Mapping[str, Source]) -> str:
    parts = [
        f"### {rule.id}",
        _looks_at(rule, catalogue),
        _bullets(_cases(rule, catalogue)),
        _(rule.why),
        _stands(rule),
        _rests_on(rule.sources, sources),
    ]
    return "\n\n".join(parts)


def _looks_at(rule: Rule, catalogue: Catalogue) -> str:
    if rule.about == "zap":
        return _(
            "Looks at: a zap that you felt while a needle was in. One that stopped at once makes no flag."
        )
    return _("Looks at: {symptoms}.").format(symptoms=symptoms_phrase(rule.symptoms, catalogue))


def _cases(rule: Rule, catalogue: Catalogue) -> Iterator[str]:
    """A line for each case; what is asked of those with a condition goes on the line of the others."""
    plain = [case for case in rule.cases if not case.when.patient]
    for case in plain:
        also = [c for c in rule.cases if c.when.patient and replace(c.when, patient=frozenset()) == case.when]
        yield " ".join([_case(rule, case, catalogue), *map(_with_condition, also)])
    for case in rule.cases:
        if case.when.patient and all(replace(case.when, patient=frozenset()) != p.when for p in plain):
            yield _case(rule, case, catalogue)


def _case(rule: Rule, case: Case, catalogue: Catalogue) -> str:
    if rule.about == "zap":
        when = _("When it did not stop at once, or it is not known whether it did")
    else:
        when = conditions_sentence(case.when, catalogue)
    return _("{when}: {what_to_do}.").format(when=when, what_to_do=_asked(case))


def _with_condition(case: Case) -> str:
    return _("With {conditions}: {what_to_do}.").format(
        conditions=patient_phrase(case.when), what_to_do=_asked(case)
    )


def _asked(case: Case) -> str:
    asked = f"**{level_label(case.level)}**"
    if case.act_by is None:
        return asked
    return _("{level}, {act_by}").format(level=asked, act_by=act_by_label(case.act_by))


def _stands(rule: Rule) -> str:
    """How long a flag of it stands; what only a clinician's word closes says so."""
    if all(case.level is Level.EXPECTED for case in rule.cases):
        return _("It makes no flag.")
    if rule.is_red or all(case.level is Level.EMERGENCY for case in rule.cases):
        return _("It stands until a doctor or nurse told you what to do, or a doctor has seen you.")
    return _UNTIL[rule.until]


def _modifier(modifier: Modifier, catalogue: Catalogue, sources: Mapping[str, Source]) -> str:
    raised = ngettext(
        "{when}: raises {rules} by {count} level, never above “{cap}”.",
        "{when}: raises {rules} by {count} levels, never above “{cap}”.",
        modifier.by,
    ).format(
        when=conditions_sentence(modifier.when, catalogue),
        rules=", ".join(sorted(modifier.raises)),
        count=modifier.by,
        cap=level_label(modifier.cap),
    )
    parts = [f"### {modifier.id}", raised]
    if modifier.mentioned_with:
        told = _("It is also told on the cards of {rules}.")
        parts.append(told.format(rules=", ".join(sorted(modifier.mentioned_with))))
    return "\n\n".join([*parts, _(modifier.why), _rests_on(modifier.sources, sources)])


def _rests_on(tags: Iterable[str], sources: Mapping[str, Source]) -> str:
    return _("Rests on:") + "\n\n" + _bullets(_source(sources[tag]) for tag in tags)


def _source(source: Source) -> str:
    words = _NOT_CHECKED.get(source.status)
    return f"**{words}**" if words else _(source.text)


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)
