"""Picks places of the body, by name or on the body map: two views of one choice.

Type to search, Enter adds, chosen ones can be taken away again. The map stands open above the rest where
`map_shown`, else behind a button, and is made when it is first wanted.
"""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from afterneedle.content.language import _
from afterneedle.content.wording import place_label
from afterneedle.domain.catalogue import Place
from afterneedle.gui.widgets.basics.button import link_button, plain_button
from afterneedle.gui.widgets.basics.flow import FlowLayout
from afterneedle.gui.widgets.basics.layout import empty, row
from afterneedle.gui.widgets.basics.tab_order import bring_into_view
from afterneedle.gui.widgets.basics.words import announce, muted

if TYPE_CHECKING:  # the drawing is read when the map is wanted, and not when the window starts
    from afterneedle.gui.widgets.places.body_map import BodyMap

ROWS = 5
PLACE = Qt.ItemDataRole.UserRole


class PlacePicker(QWidget):
    """Any number of places, or one when not `many`. `first` are offered on top of the list.

    The list of a picker of one place is closed at first, so that it does not fill a form.
    """

    changed = Signal()

    def __init__(
        self,
        places: Iterable[Place],
        name: str,
        *,
        many: bool = True,
        first: Iterable[Place] = (),
        needled: bool = False,
        map_shown: bool = False,
    ) -> None:
        super().__init__()
        self._name, self._many, self._needled = name, many, needled
        self._places = tuple(places)
        self._chosen: list[Place] = []
        self._needled_there: tuple[Place, ...] = ()
        self.map: BodyMap | None = None
        self._map_shown = map_shown
        self.chips = QWidget()
        self._chip_flow = FlowLayout(self.chips)
        self.search, self.list = QLineEdit(), QListWidget()
        self.add = plain_button(_("Add"), self._add_current)
        self.add.setEnabled(False)
        self.nothing = muted(_("No place has this name. Try a shorter word, like knee or left."))
        self.browse = link_button(_("Show all places"), self._open_list)
        self.browse.setAccessibleName(_("Show all places: {name}").format(name=name))
        self.show_map = link_button(_("Show body map"), self._turn_map)
        self.show_map.setAccessibleName(_("Show body map: {name}").format(name=name))
        self._is_open = many
        self._finder = QWidget()
        self._map_room = QVBoxLayout()
        self._lay_out()
        self._fill([*first, *self._places])
        self.search.textChanged.connect(self._look)
        self.list.itemActivated.connect(self._add_item)
        self.list.itemClicked.connect(self._add_item)
        self.list.itemSelectionChanged.connect(self._selected)
        self._show()

    @property
    def places(self) -> tuple[Place, ...]:
        """The chosen places, in the order they were chosen."""
        return tuple(self._chosen)

    @places.setter
    def places(self, wanted: Iterable[Place]) -> None:
        self._chosen = list(wanted)
        self._show()
        self.changed.emit()

    def show_needled(self, places: Iterable[Place]) -> None:
        """Mark these places on the map, to find the way by them."""
        self._needled_there = tuple(places)
        if self.map is not None:
            from afterneedle.drawing.body_marks import BodyMarks

            self.map.set_marks(BodyMarks(needled=dict.fromkeys(self._needled_there, ())))

    @property
    def place(self) -> Place | None:
        """The one chosen place."""
        return self._chosen[0] if self._chosen else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the search box the arrow keys move through the list and Enter adds."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                return self._move(1 if event.key() == Qt.Key.Key_Down else -1)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._add_current()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        self.search.setPlaceholderText(_("Type a body part, then left or right"))
        self.search.setAccessibleName(_("Search: {name}").format(name=self._name))
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        self.add.setAccessibleName(_("Add place: {name}").format(name=self._name))
        self.list.setAccessibleName(self._name)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        line = QHBoxLayout()
        line.addWidget(self.search, 1)
        line.addWidget(self.add)
        finder = QVBoxLayout(self._finder)
        finder.setContentsMargins(0, 0, 0, 0)
        finder.addLayout(line)
        finder.addLayout(row(self.show_map, self.browse))
        finder.addWidget(self.list)
        finder.addWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        if self._map_shown:
            column.addLayout(self._map_room)
        column.addWidget(self.chips)
        column.addWidget(self._finder)
        if self._map_shown:
            self._turn_map()
            self.show_map.hide()
        else:
            finder.insertLayout(2, self._map_room)
        self.setFocusProxy(self.search)

    def _fill(self, places: list[Place]) -> None:
        for place in dict.fromkeys(places):
            item = QListWidgetItem(place_label(place))
            item.setData(PLACE, place)
            self.list.addItem(item)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._size_list()

    def _size_list(self) -> None:
        self.list.setFixedHeight(ROWS * max(self.list.sizeHintForRow(0), 24) + 16)

    def _look(self) -> None:
        """Find what is typed, and say what Enter would add."""
        self._filter()
        if self.search.text().strip():
            found = next(iter(self.list.selectedItems()), None)
            announce(self.search, found.text() if found else self.nothing.text())

    def _filter(self) -> None:
        words = self.search.text().casefold().split()
        for item in self._items():
            name = item.text().casefold()
            item.setHidden(item.data(PLACE) in self._chosen or not all(word in name for word in words))
        first = next((item for item in self._items() if not item.isHidden()), None)
        self.list.clearSelection()
        if first is not None and words:
            self.list.setCurrentItem(first)
        is_open = self._is_open or bool(words)
        self.browse.setVisible(not is_open)
        self.list.setVisible(first is not None and is_open)
        self.nothing.setVisible(first is None)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(n) for n in range(self.list.count())]

    def _move(self, step: int) -> bool:
        shown = [item for item in self._items() if not item.isHidden()]
        at = next((n for n, item in enumerate(shown) if item.isSelected()), -1 if step > 0 else len(shown))
        if shown:
            self._is_open = True
            self.browse.hide()
            self.list.show()
            item = shown[min(max(at + step, 0), len(shown) - 1)]
            self.list.setCurrentItem(item)
            announce(self.search, item.text())
        return True

    def _open_list(self) -> None:
        self._is_open = True
        self._filter()
        self.list.setFocus()

    def _turn_map(self) -> None:
        """Open the map, or put it away."""
        if self.map is None:
            from afterneedle.gui.widgets.places.body_map import BodyMap

            self.map = BodyMap(self._places, self._name, needled=self._needled)
            if self._needled_there:
                self.show_needled(self._needled_there)
            self.map.toggled.connect(self._toggled_on_map)
            self._map_room.addWidget(self.map)
            self.map.set_chosen(self._chosen)
            self.map.show()
        else:
            self.map.setVisible(self.map.isHidden())
        words = _("Show body map: {name}") if self.map.isHidden() else _("Hide body map: {name}")
        self.show_map.setText(_("Show body map") if self.map.isHidden() else _("Hide body map"))
        self.show_map.setAccessibleName(words.format(name=self._name))

    def _toggled_on_map(self, place: Place, on: bool) -> None:
        if on:
            self._choose(place)
        else:
            self._chosen.remove(place)
        self._show()
        if on and not self._many:
            self.chips.setFocus()
        self.changed.emit()

    def _selected(self) -> None:
        """Show on the map where the place is that the list stands at."""
        items = self.list.selectedItems()
        self.add.setEnabled(bool(items))
        if self.map is not None:
            self.map.point_at(items[0].data(PLACE) if items else None)

    def _choose(self, place: Place) -> None:
        self._chosen = [*self._chosen, place] if self._many else [place]
        self._is_open = self._many

    def _add_current(self) -> None:
        for item in self.list.selectedItems():
            if not item.isHidden():
                self._add_item(item)

    def _add_item(self, item: QListWidgetItem) -> None:
        place: Place = item.data(PLACE)
        if place in self._chosen:
            return
        self._choose(place)
        self.search.clear()
        self._show()
        self._go_to(self.search if self._many else self.chips)
        announce(self, _("Added: {place}").format(place=item.text()))
        self.changed.emit()

    def _remove(self, place: Place) -> None:
        self._chosen.remove(place)
        self._show()
        self._go_to(self.search)
        announce(self, _("Removed: {place}").format(place=place_label(place)))
        self.changed.emit()

    def _go_to(self, part: QWidget) -> None:
        """Focus this, and keep it in sight: the chosen places above it move it."""
        part.setFocus()
        QTimer.singleShot(0, part, partial(bring_into_view, part))

    def _show(self) -> None:
        empty(self._chip_flow)
        for place in self._chosen:
            chip = plain_button(f"{place_label(place)}  ×", partial(self._remove, place))
            chip.setProperty("kind", "chip")
            chip.setAccessibleName(_("Remove {place}").format(place=place_label(place)))
            self._chip_flow.addWidget(chip)
            self.chips.setFocusProxy(chip)
        self.chips.setVisible(bool(self._chosen))
        if self.map is not None:
            self.map.set_chosen(self._chosen)
        self._finder.setVisible(self._many or not self._chosen)
        self._filter()
