"""The window: the way to every page, the bar of notices, the menus."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QMessageBox,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from afterneedle.content.language import _
from afterneedle.content.wording.reminders import closing_sentence
from afterneedle.domain.flags import is_pressing
from afterneedle.domain.plans import Rings
from afterneedle.domain.sessions import lung_session
from afterneedle.gui.hub import Hub, trouble_sentence
from afterneedle.gui.menus import Menus
from afterneedle.gui.navigation import PAGES, NavButton, make_page
from afterneedle.gui.notice_bar import NoticeBar
from afterneedle.gui.widgets.basics.page import Page
from afterneedle.gui.widgets.basics.tab_order import move_focus
from afterneedle.gui.widgets.basics.words import heading
from afterneedle.gui.widgets.flags.chest_strip import ChestStrip

NARROW = 720
IMPORTED = (".json", ".csv")  # what a file is called that can be dropped here
LOOK_AGAIN = 10 * 60 * 1000  # milliseconds; a window may stand open for days
TOLD = "closing_told"  # the setting: what the patient was told about reminders when they closed the window


class MainWindow(QMainWindow):
    """Holds the pages, makes each when it is first opened, and has the visible one read the diary anew."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self.hub = hub
        self.setWindowTitle("AfterNeedle")
        self.resize(1000, 760)
        self.setMinimumSize(320, 300)
        self.setAcceptDrops(True)
        self.pages: dict[str, Page] = {}
        self._first: Page | None = None
        self._wanted = "today"  # after the first start
        self._asked: str | None = None  # while the diary is put away
        self._may_close = False
        self.nav = {name: NavButton(name, label) for name, label in PAGES.items()}
        self.notices = NoticeBar(hub)
        self.stack = QStackedWidget()
        self.menus = Menus(self, hub, self.open, lambda: self.page)
        self._side, self._top = self._side_bar(), self._top_bar()
        self._lay_out()
        hub.changed.connect(self._refresh_page)
        looks = QTimer(self, interval=LOOK_AGAIN, timerType=Qt.TimerType.VeryCoarseTimer)
        looks.timeout.connect(hub.look_again)
        looks.start()

    def start(self, page: str | None = None) -> None:
        """Show the first page, or the first start while that is not done."""
        self._wanted = _name(page) or "today"
        if self.hub.diary.setting("first_start_done") or self.hub.diary.is_read_only:
            self._open_wanted()
            if (trouble := self.hub.diary.trouble) is not None:
                self.hub.notice.emit(trouble_sentence(trouble))
            return
        from afterneedle.gui.start.first_start import FirstStart

        self._first = first = FirstStart(self.hub)
        first.finished.connect(self._first_start_done)
        self.stack.addWidget(first)
        self.stack.setCurrentWidget(first)
        first.adult.setFocus()  # before a notice above it, whose button comes first
        self.menuBar().setEnabled(False)
        self._fit()

    def call(self, page: str | None) -> None:
        """Show the page that a later start asks for, or what is there when it asks for none."""
        if not self.hub.is_at_hand:
            self._asked = page or self._asked
        elif self._first is not None:
            self._wanted = _name(page) or self._wanted
        elif page is not None or self._is_pressed():
            self._wanted = _name(page) or "today"
            self._open_wanted()

    def go_on(self) -> None:
        """The diary is there again: show what was asked for meanwhile."""
        asked, self._asked = self._asked, None
        if asked is not None:
            self.call(asked)

    @property
    def page(self) -> Page | None:
        """The visible page."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    @property
    def written_on(self) -> list[Page]:
        """The pages on which something was typed that is not saved."""
        made = (*self.pages.values(), *([self._first] if self._first else ()))
        return [page for page in made if page.is_dirty]

    def open(self, name: str, argument: object = None) -> None:
        """Open a page, with the thing on it that `argument` names."""
        if self._first is not None or not self.hub.is_at_hand:
            return
        before = next((known for known, page in self.pages.items() if page is self.page), "")
        if name not in self.pages:
            self.pages[name] = page = make_page(name, self.hub)
            page.go.connect(self.open)
            page.verticalScrollBar().valueChanged.connect(lambda _value: self._name_page())
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(self.pages[name])
        self.nav[name].setChecked(True)
        self._refresh_page()
        self._name_page()
        if argument is not None:
            self.pages[name].opened_from = before
            self.pages[name].show_item(argument)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close or not self.hub.is_at_hand:
            super().closeEvent(event)
        elif self.written_on:
            event.ignore()
            self._ask_to_close(_("Close and throw away what you entered?"), _("Keep writing"))
        elif (rings := self._untold()) is not None:
            event.ignore()
            self._ask_to_close(closing_sentence(rings), _("Keep it open"))
            self.hub.do(partial(self.hub.diary.set_setting, TOLD, rings.value))
        else:
            super().closeEvent(event)

    def _untold(self) -> Rings | None:
        """When reminders come, if the patient has not been told yet what closing the window does to them."""
        plan = self.hub.diary.reminder_plan()
        is_told = plan.rings and self.hub.diary.setting(TOLD) == plan.rings.value
        return plan.rings if plan.shows and not is_told and not self.hub.diary.is_read_only else None

    def _ask_to_close(self, sentence: str, stay: str) -> None:
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setText(sentence)
        box.addButton(stay, QMessageBox.ButtonRole.RejectRole)
        away = box.addButton(_("Close"), QMessageBox.ButtonRole.DestructiveRole)
        away.clicked.connect(self._close_anyway)
        box.open()

    def _close_anyway(self) -> None:
        self._may_close = True
        for page in self.pages.values():
            page.throw_away()
        self.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._first is None and self.hub.is_at_hand and dropped_file(event.mimeData()) is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        if (file := dropped_file(event.mimeData())) is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.menus.import_file(file)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self.hub.look_again()

    def focusNextPrevChild(self, forward: bool) -> bool:
        return move_focus(self, forward=forward)

    def _fit(self) -> None:
        narrow = self.width() < NARROW * max(1.0, self.fontMetrics().height() / 26)
        self._side.setVisible(not narrow and self._first is None)
        self._top.setVisible(narrow and self._first is None)

    def _first_start_done(self) -> None:
        if self._first is not None:
            self.stack.removeWidget(self._first)
            self._first.deleteLater()
            self._first = None
        self.menuBar().setEnabled(True)
        self._fit()
        self._open_wanted()

    def _open_wanted(self) -> None:
        """Open the page that a start asked for; Today while a flag is pressing, which it shows first."""
        name, before = self._wanted, self.page
        if name != "today" and self._is_pressed():
            name = "today"
        self.open(name, "asked" if name == "check_in" else None)
        if self.page is not before or name == "today":
            self.pages[name].setFocus()
            self.pages[name].verticalScrollBar().setValue(0)

    def _is_pressed(self) -> bool:
        hub = self.hub
        return any(map(is_pressing, hub.diary.assessment(hub.now()).flags))

    def _refresh_page(self) -> None:
        page, hub = self.page, self.hub
        if page is None:
            return
        page.refresh()
        if page is not self._first:
            lung = lung_session(hub.diary.sessions(), hub.now())
            number = hub.diary.setting("emergency_number") or ""
            page.set_banner(ChestStrip(lung, number) if lung else None)

    def _name_page(self) -> None:
        """Say in the top bar what the page says itself until it is scrolled."""
        name = next((name for name, page in self.pages.items() if page is self.page), None)
        self._place.setText("" if name is None or self.pages[name].shows_title else PAGES[name])

    def _side_bar(self) -> QFrame:
        side = QFrame()
        side.setProperty("kind", "side")
        side.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(side)
        column.setContentsMargins(14, 20, 14, 14)
        column.setSpacing(4)
        name = heading("AfterNeedle")
        name.setWordWrap(False)
        name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column.addWidget(name)
        column.addSpacing(12)
        for button in self.nav.values():
            button.chosen.connect(self._nav_chosen)
            column.addWidget(button)
        column.addStretch()
        return side

    def _nav_chosen(self, page: str) -> None:
        if self.page is not self.pages.get(page):
            self.open(page)

    def _top_bar(self) -> QFrame:
        top = QFrame()
        top.setProperty("kind", "top")
        line = QHBoxLayout(top)
        line.setContentsMargins(10, 6, 10, 6)
        pages = QMenu(top)
        pages.addActions(self.menus.pages)
        self.menu_button = QPushButton(_("&Pages"))
        self.menu_button.setProperty("kind", "plain")
        self.menu_button.setMenu(pages)
        self._place = heading("")
        line.addWidget(self.menu_button)
        line.addWidget(self._place, 1)
        return top

    def _lay_out(self) -> None:
        middle = QWidget()
        line = QHBoxLayout(middle)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        for part in (self._top, self.notices):
            right.addWidget(part)
        right.addWidget(self.stack, 1)
        line.addWidget(self._side)
        line.addLayout(right, 1)
        self.setCentralWidget(middle)


def dropped_file(data: QMimeData) -> Path | None:
    """The one file that is dragged, if it is of a kind that can be imported."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() in IMPORTED else None


def _name(page: str | None) -> str | None:
    """The page by its name in the code."""
    return page and page.replace("-", "_")
