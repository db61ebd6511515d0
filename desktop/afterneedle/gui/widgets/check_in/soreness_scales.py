"""How sore it is: one scale for all needled places, or one for each; and the pain one came with."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from afterneedle.content.language import _
from afterneedle.content.wording import place_label, place_within
from afterneedle.domain.catalogue import Catalogue, Place, Symptom
from afterneedle.gui.check_in.form import Sign, gone
from afterneedle.gui.check_in.situation import Asking
from afterneedle.gui.widgets.basics.button import link_button
from afterneedle.gui.widgets.basics.field import FieldError
from afterneedle.gui.widgets.basics.layout import Card
from afterneedle.gui.widgets.basics.words import heading, muted, text
from afterneedle.gui.widgets.check_in.severity_scale import SeverityScale, scale_words
from afterneedle.gui.widgets.places.place_picker import PlacePicker


class SorenessScales(Card):
    """Soreness and the old pain. `last`: how strong they were, by place, where they are open or known.

    `answered`: one of them, by a key.
    """

    changed = Signal()
    answered = Signal()

    def __init__(
        self,
        catalogue: Catalogue,
        sites: Sequence[Place],
        last: Mapping[tuple[Symptom, Place | None], int | None],
        asking: Asking,
    ) -> None:
        super().__init__("card")
        self._soreness, self._old_pain = catalogue.symptoms["soreness"], catalogue.symptoms["old_pain"]
        self._sites, self._asking = tuple(sites), asking
        self.scales: dict[tuple[Symptom, Place | None], SeverityScale] = {}
        self._boxes: dict[tuple[Symptom, Place | None], QWidget] = {}
        self.picker: PlacePicker | None = None
        self.error = FieldError()
        self.error.setObjectName("problem")
        self.column.setSpacing(8)
        self.column.addWidget(heading(_(self._soreness.question)))
        when, keys = _("The worst since your last check-in."), _("Keys: the number; for 10 type 1, then 0.")
        self.column.addWidget(muted(f"{when} {keys}"))
        self.column.addWidget(muted(scale_words()))
        self._places = QVBoxLayout()
        self.column.addLayout(self._places)
        self._differs = link_button(_("Different in different places"), self._split_by_hand)
        self.column.addWidget(self._differs)
        self._add_scale((self._soreness, None), _("All places that were needled"))
        for symptom, place in last:
            if symptom is self._soreness and place is not None and place not in self._sites:
                self._add_scale((symptom, place), place_label(place))
        self._lay_out_old_pain([place for symptom, place in last if symptom is self._old_pain and place])
        self.column.addWidget(self.error)
        now = {last.get((self._soreness, site)) for site in self._sites}
        if len(now) > 1:
            self.split()
        self._differs.setVisible(len(self._sites) > 1 and len(now) <= 1)
        self.setFocusProxy(next(iter(self.scales.values())))

    def split(self) -> None:
        """One scale for each needled place instead of one for all."""
        whole = (self._soreness, None)
        for site in self._sites:
            self._add_scale((self._soreness, site), place_label(site))
        if self._sites:
            self.scales[whole].clear()
            self._boxes[whole].hide()
            self._differs.hide()
            self.setFocusProxy(self.scales[self._soreness, self._sites[0]])

    @property
    def shown(self) -> list[SeverityScale]:
        """The scales that are asked, from the top."""
        asked = [key for key in self.scales if not self._boxes[key].isHidden()]
        return [self.scales[key] for key in sorted(asked, key=lambda key: key[0] is self._old_pain)]

    @property
    def old_pains(self) -> list[str]:
        """The names of the old pains that are asked about."""
        return [
            scale.accessibleName()
            for (symptom, _p), scale in self.scales.items()
            if symptom is self._old_pain
        ]

    def read(self) -> tuple[Sign, ...]:
        """What was chosen; 0 is said to be gone. A scale without a choice was not answered."""
        return tuple(
            _sign(
                symptom,
                self.picker.place if self._is_unplaced(symptom, place) and self.picker else place,
                value,
            )
            for (symptom, place), scale in self.scales.items()
            if (value := scale.value) is not None
        )

    def all_clear(self, severity: int | None) -> tuple[Sign, ...]:
        """All needled places are as sore as that; with 0, so is every place that was sore before."""
        if severity is None:
            return ()
        everywhere = [p for symptom, p in self.scales if symptom is self._soreness and p not in self._sites]
        return tuple(_sign(self._soreness, p, severity) for p in everywhere if p is None or not severity)

    def fill(self, signs: Iterable[Sign]) -> None:
        """Show the answers of an earlier check-in."""
        for sign in signs:
            if self._is_unplaced(*sign.key) and self.picker is None:
                self._show_old_pain()
            if sign.symptom is self._soreness and sign.place in self._sites and sign.key not in self.scales:
                self.split()
            if sign.key not in self.scales:
                self._add_scale(sign.key, place_label(sign.place) if sign.place else "")
            self.scales[sign.key].value = sign.worst

    def _is_unplaced(self, symptom: Symptom, place: Place | None) -> bool:
        return symptom is self._old_pain and place is None

    def _lay_out_old_pain(self, places: Sequence[Place]) -> None:
        self._old = QVBoxLayout()
        self.column.addLayout(self._old)
        self._ask_old = link_button(_("Add the pain you came with"), self._add_old_pain)
        self._old.addWidget(self._ask_old)
        if places:
            self._ask_old.hide()
            self._old.addSpacing(8)
            self._old.addWidget(heading(_(self._old_pain.question)))
        for place in places:
            self._add_scale((self._old_pain, place), place_label(place))

    def _split_by_hand(self) -> None:
        self.split()
        self.scales[self._soreness, self._sites[0]].setFocus()

    def _add_old_pain(self) -> None:
        self._show_old_pain().setFocus()

    def _show_old_pain(self) -> PlacePicker:
        self._ask_old.hide()
        self._old.addWidget(heading(_(self._old_pain.question)))
        self.picker = picker = PlacePicker(
            self._asking.places, _("Where is it?"), many=False, first=self._asking.first
        )
        self._old.addWidget(text(_("Where is it?")))
        self._old.addWidget(picker)
        self._add_scale((self._old_pain, None), _("How strong is it?"))
        picker.changed.connect(self._edited)
        return picker

    def _add_scale(self, key: tuple[Symptom, Place | None], label: str) -> None:
        symptom, place = key
        if key in self.scales:
            return
        where = place_within(place) if place else _("all places")
        name = (
            _("Soreness, 0 to 10: {place}")
            if symptom is self._soreness
            else _("The pain you came with: {place}")
        ).format(place=where)
        scale = SeverityScale(symptom, name, least=0)
        scale.changed.connect(self._edited)
        scale.answered.connect(self.answered)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(4)
        if label and (place is not None or len(self._sites) != 1):
            column.addWidget(text(label))
        column.addWidget(scale)
        (self._places if symptom is self._soreness else self._old).addWidget(box)
        self.scales[key], self._boxes[key] = scale, box

    def _edited(self) -> None:
        self.error.clear()
        self.changed.emit()


def _sign(symptom: Symptom, place: Place | None, value: int) -> Sign:
    return Sign(symptom, place, worst=value) if value else gone(symptom, place)
