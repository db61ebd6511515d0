"""Readable examples of every row of rules.md §3, the level typed from that file as it stands there."""

from support.rulebook_examples.example import Example
from support.rulebook_examples.general import GENERAL
from support.rulebook_examples.modifiers import MODIFIERS
from support.rulebook_examples.movement import MOVEMENT
from support.rulebook_examples.nerve import NERVE
from support.rulebook_examples.red import RED
from support.rulebook_examples.skin import SKIN
from support.rulebook_examples.soreness import SORENESS

EXAMPLES: tuple[Example, ...] = (*RED, *NERVE, *MOVEMENT, *SORENESS, *SKIN, *GENERAL, *MODIFIERS)
