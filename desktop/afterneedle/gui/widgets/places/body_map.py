"""The body map: point at a place, front or back, with the mouse, the keys or by its name."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QWidget

from afterneedle.content.language import _
from afterneedle.content.wording import place_label
from afterneedle.domain.catalogue import Place
from afterneedle.drawing.body_marks import BodyMarks
from afterneedle.drawing.body_shapes import VIEWS, anchor
from afterneedle.gui.widgets.basics.layout import column_in
from afterneedle.gui.widgets.basics.words import announce, muted
from afterneedle.gui.widgets.places.body_canvas import BodyCanvas
from afterneedle.gui.widgets.places.place_button import PlaceButton, is_typed

PAUSE = 1000  # milliseconds after which the next letter begins a new word


class BodyMap(QWidget):
    """Both views, or one with a switch where there is little room; `toggled` says what a person did.

    Chosen places are marked as `needled`, or else as felt.

    Up and Down go from head to toe, Left and Right to the other side, Home and End to the first and the last
    place; the first letter of "Front" and "Back" changes the view, and typing a word finds a place.
    """

    toggled = Signal(object, bool)

    def __init__(self, places: Iterable[Place], name: str, *, needled: bool = False) -> None:
        super().__init__()
        self._typed = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._forget_typed)
        self.canvas = BodyCanvas(places, _("Body map: {name}").format(name=name), self._key, needled=needled)
        self.views = {"front": _view_button(_("Front"), self), "back": _view_button(_("Back"), self)}
        self.views["back"].setChecked(True)  # where most needles go
        self.says = muted("")
        self._switch = QWidget()
        self._lay_out()
        for button in self.canvas.buttons.values():
            button.toggled.connect(lambda on, place=button.place: self._toggled(place, on))
            button.pointed.connect(lambda on, place=button.place: self._pointed(place, on))
            button.focused.connect(lambda on, place=button.place: self._focused(place, on))
        for switch in self.views.values():
            switch.toggled.connect(lambda _on: self._show_views())
        self._reachable_by_tab(next(p for p in self.canvas.buttons if p.region.view == "back"))
        self.set_marks(BodyMarks())
        self.canvas.setAccessibleDescription(
            _(
                "Arrow keys move, Space chooses. Type a word to find a place, "
                "or the first letter of front or back to turn the body."
            )
        )
        self._tell(None)

    @property
    def buttons(self) -> dict[Place, PlaceButton]:
        """The button of each place."""
        return self.canvas.buttons

    def set_chosen(self, wanted: Iterable[Place]) -> None:
        """Show these as chosen, and turn to what was not chosen before; says nothing."""
        chosen = tuple(wanted)
        new = next((place for place in chosen if not self.buttons[place].isChecked()), None)
        if new is not None:
            self._turn_to(new)
        for place, button in self.buttons.items():
            if button.isChecked() != (place in chosen):
                with QSignalBlocker(button):
                    button.setChecked(place in chosen)
        self.canvas.refresh()

    def set_marks(self, marks: BodyMarks) -> None:
        """Mark these places besides the chosen ones."""
        self._marks = marks
        self.canvas.set_marks(marks)
        for place, button in self.buttons.items():
            button.setAccessibleDescription(" ".join(self._notes(place)))

    def point_at(self, place: Place | None) -> None:
        """Show where a place is, which is named elsewhere."""
        self.canvas.point_at(place)
        if place is not None:
            self._turn_to(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_views()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._current.setFocus()

    def _lay_out(self) -> None:
        switch = QHBoxLayout(self._switch)
        switch.setContentsMargins(0, 0, 0, 0)
        switch.addStretch()
        for button in self.views.values():
            switch.addWidget(button)
        switch.addStretch()
        self.says.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        column = column_in(self, 6)
        for part in (self._switch, self.canvas, self.says):
            column.addWidget(part)

    def _show_views(self) -> None:
        one = self.canvas.needs_one_view(self.width())
        self._switch.setVisible(one)
        seen = next(view for view, button in self.views.items() if button.isChecked())
        self.canvas.views = (seen,) if one else VIEWS
        self.says.setMinimumHeight(self.says.fontMetrics().lineSpacing() * (2 if one else 1) + 2)
        if self._current.place.region.view not in self.canvas.views:
            self._reachable_by_tab(self._nearest(self._current.place, seen))

    def _turn_to(self, place: Place) -> None:
        self.views[place.region.view].setChecked(True)

    def _tell(self, place: Place | None) -> None:
        hint = _("Point at a place to read its name. Click it to choose it, or to take it back.")
        self.says.setText(hint if place is None else ". ".join([place_label(place), *self._notes(place)]))

    def _notes(self, place: Place) -> Iterator[str]:
        if place.region.lung:
            yield _("The lung lies beneath.")
        if place in self._marks.needled:
            yield _("Needled.")
        if place in self._marks.felt:
            yield _("Felt here.")
        if place in self._marks.flagged:
            yield _("Flagged.")

    def _toggled(self, place: Place, on: bool) -> None:
        self.canvas.refresh()
        self.toggled.emit(place, on)

    def _pointed(self, place: Place, on: bool) -> None:
        self.canvas.point_at(place if on else None)
        self._tell(place if on else self._focused_place())
        if on:
            announce(self.says, self.says.text())

    def _focused_place(self) -> Place | None:
        return self._current.place if self._current.hasFocus() else None

    def _focused(self, place: Place, on: bool) -> None:
        self.canvas.update()
        self._tell(place if on else None)
        if not on:
            return
        self._reachable_by_tab(place)
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        if parent is not None:
            parent.ensureWidgetVisible(self.buttons[place], 40, 60)

    def _reachable_by_tab(self, place: Place) -> None:
        """Only one place is a stop of the Tab key: the one that was last gone to."""
        for button in self.buttons.values():
            if button.focusPolicy() is Qt.FocusPolicy.StrongFocus:
                button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._current = self.buttons[place]
        self._current.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _key(self, place: Place, event: QKeyEvent) -> bool:
        """Go where a key says; False when it means nothing here."""
        wanted = self._by_letter(place, event.text()) if is_typed(event) else self._by_key(place, event.key())
        if wanted is not None and wanted is not place:
            self._turn_to(wanted)
            self.buttons[wanted].setFocus(Qt.FocusReason.OtherFocusReason)
        return wanted is not None

    def _by_key(self, place: Place, key: int) -> Place | None:
        row = [p for p in self.buttons if p.region.view == place.region.view and p.side == place.side]
        at, last = row.index(place), len(row) - 1
        steps: dict[int, int] = {
            Qt.Key.Key_Up: max(at - 1, 0),
            Qt.Key.Key_Down: min(at + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            return next(p for p in self.buttons if p.region is place.region and p.side != place.side)
        return row[steps[key]] if key in steps else None

    def _by_letter(self, place: Place, letter: str) -> Place:
        self._typed += letter.casefold()
        self._pause.start()
        views = {button.text()[:1].casefold(): view for view, button in self.views.items()}
        view = views.get(self._typed)
        if view is not None and view != place.region.view:
            return self._nearest(place, view)
        return self._named(place, self._typed)

    def _forget_typed(self) -> None:
        self._typed = ""

    def _named(self, place: Place, typed: str) -> Place:
        """The next place with a word that begins so, from `place` on; it stays when its own does."""
        order = list(self.buttons)
        at = order.index(place) + (len(typed) == 1)
        for candidate in [*order[at:], *order[:at]]:
            if any(word.startswith(typed) for word in place_label(candidate).casefold().split()):
                return candidate
        return place

    def _nearest(self, place: Place, view: str) -> Place:
        """The place at about the same height on the same side in another view."""
        beside = [p for p in self.buttons if p.region.view == view and p.side == place.side]
        return min(beside, key=lambda p: abs(anchor(p).y() - anchor(place).y()))


def _view_button(text: str, parent: QWidget) -> QPushButton:
    button = QPushButton(text, parent)
    button.setProperty("kind", "pick")
    button.setCheckable(True)
    button.setAutoExclusive(True)
    return button
