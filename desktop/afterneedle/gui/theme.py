"""The look: one table of colours, light and dark, made into a palette and a style sheet for Fusion."""

from typing import NamedTuple

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

SMALLEST_TEXT = 10.5  # points; some systems set 9, which is hard to read in running text
SYSTEM_FAMILY = "systemTextFamily"  # by its own name: "Sans" may mean another one later
SYSTEM_SIZE = "systemTextSize"  # kept with the application, whose font we replace
FIELDS = "QLineEdit, QPlainTextEdit, QDateEdit, QSpinBox, QListView, QTextBrowser"
FOCUSED_FIELDS = ", ".join(f"{name.strip()}:focus" for name in FIELDS.split(","))
HEADING, TITLE = 2, 8  # points above the running text


class Colours(NamedTuple):
    """One look. Text colours read at 4.5:1 or better on their ground, fields and ticks at 3:1."""

    bg: str
    card: str
    text: str
    muted: str
    line: str  # hairlines around cards, which carry no meaning
    field_line: str
    accent: str
    on_accent: str
    soft: str
    warn: str
    warn_bg: str
    emergency: str
    emergency_bg: str


LIGHT = Colours(
    bg="#f6f5f2",
    card="#ffffff",
    text="#23302f",
    muted="#5c6a69",
    line="#e2e0da",
    field_line="#7d8a88",
    accent="#1f6f6b",
    on_accent="#ffffff",
    soft="#e3efee",
    warn="#8a4b00",
    warn_bg="#fff3e0",
    emergency="#9a1b1b",
    emergency_bg="#fdeceb",
)
DARK = Colours(
    bg="#161b1c",
    card="#1f2627",
    text="#e8eceb",
    muted="#a3b0af",
    line="#313a3b",
    field_line="#7d8a88",
    accent="#6cc4bd",
    on_accent="#0d1f1e",
    soft="#24393a",
    warn="#ffc78a",
    warn_bg="#3a2a17",
    emergency="#ffb4ac",
    emergency_bg="#47201f",
)


def colours() -> Colours:
    """Return the colours the application wears now: in high contrast the system's, of which text is one."""
    worn = QApplication.palette()
    ground, ink = worn.window().color().name(), worn.windowText().color().name()
    for look in (LIGHT, DARK):
        if (ground, ink) == (look.bg, look.text):
            return look
    return Colours(
        bg=ground,
        card=ground,
        text=ink,
        muted=ink,
        line=ink,
        field_line=ink,
        accent=ink,
        on_accent=ground,
        soft=ground,
        warn=ink,
        warn_bg=ground,
        emergency=ink,
        emergency_bg=ground,
    )


class Look(QObject):
    """Keeps the application's look in step with the system and with the text size (100 to 200 percent).

    `dark` fixes light or dark for pictures; None follows the system.
    """

    def __init__(self, app: QApplication, dark: bool | None = None) -> None:
        super().__init__(app)
        self._dark = dark
        self._app = app
        if app.property(SYSTEM_SIZE) is None:
            app.setProperty(SYSTEM_SIZE, app.font().pointSizeF())
            app.setProperty(SYSTEM_FAMILY, QFontInfo(app.font()).family())
        self._system_size = max(app.property(SYSTEM_SIZE), SMALLEST_TEXT)
        self._percent = 100
        self._hints = app.styleHints()  # kept: what hangs below it is lost with its last Python name
        self._hints.colorSchemeChanged.connect(self.apply)
        self._hints.accessibility().contrastPreferenceChanged.connect(self.apply)
        self.apply()

    def set_text_size(self, percent: int) -> None:
        """Make all text this large, in percent of the system's size."""
        if percent != self._percent:
            self._percent = percent
            self.apply()

    def apply(self) -> None:
        """Give the application its font, palette and style sheet anew."""
        size = self._system_size * self._percent / 100
        font = QFont(self._app.font())
        font.setFamily(self._app.property(SYSTEM_FAMILY))  # or a font that a drawing loads takes its place
        font.setPointSizeF(size)
        self._app.setFont(font)
        mirrored = self._app.isRightToLeft()
        if self._hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
            self._app.setPalette(outlined(self._app.style().standardPalette()))
            self._app.setStyleSheet(_sizes(size) + high_contrast_sheet(mirrored=mirrored))
        else:
            is_dark = self._hints.colorScheme() is Qt.ColorScheme.Dark if self._dark is None else self._dark
            wanted = DARK if is_dark else LIGHT
            self._app.setPalette(palette(wanted))
            self._app.setStyleSheet(_sizes(size) + style_sheet(wanted, mirrored=mirrored))


def palette(c: Colours) -> QPalette:
    """Make the palette for everything the style sheet does not name."""
    role = QPalette.ColorRole
    table = {
        role.Window: c.bg,
        role.Base: c.card,
        role.AlternateBase: c.bg,
        role.Button: c.card,
        role.Text: c.text,
        role.WindowText: c.text,
        role.ButtonText: c.text,
        role.BrightText: c.emergency,
        role.ToolTipBase: c.card,
        role.ToolTipText: c.text,
        role.Highlight: c.accent,
        role.HighlightedText: c.on_accent,
        role.PlaceholderText: c.muted,
        role.Link: c.accent,
        role.LinkVisited: c.accent,
        role.Accent: c.accent,
        role.Mid: c.field_line,
        role.Midlight: c.soft,
    }
    made = QPalette()
    for key, value in table.items():
        made.setColor(key, QColor(value))
    for key in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, key, QColor(c.muted))
    return made


def outlined(system: QPalette) -> QPalette:
    """Take the system's colours, with text's own for outlines and for all that is less important."""
    made, role = QPalette(system), QPalette.ColorRole
    for key in (role.Mid, role.PlaceholderText):
        made.setColor(key, system.windowText().color())
    return made


def _sizes(base: float) -> str:
    return f"""
QLineEdit {{ widget-animation-duration: 0; }}
QLabel[kind="title"] {{ font-size: {base + TITLE}pt; font-weight: 600; }}
QLabel[kind="heading"] {{ font-size: {base + HEADING}pt; font-weight: 600; }}
QPushButton[kind="primary"], QPushButton:checked {{ font-weight: 600; }}
"""


def style_sheet(c: Colours, *, mirrored: bool = False) -> str:
    """Say what the palette cannot. A widget's property `kind` says what it is."""
    inner = "left" if mirrored else "right"  # the side of the side bar where the page is
    return f"""
QScrollArea, QScrollArea > QWidget > QWidget#content {{ background: transparent; border: none; }}
QFrame[kind="card"] {{ background: {c.card}; border: 1px solid {c.line}; border-radius: 12px; }}
QFrame[kind="notice"] {{ background: {c.soft}; border-radius: 10px; }}
QFrame[kind="warning"] {{ background: {c.warn_bg}; border: 1px solid {c.warn}; border-radius: 12px; }}
QFrame[kind="emergency"] {{ background: {c.emergency_bg}; border: 2px solid {c.emergency};
  border-radius: 12px; }}
QFrame[kind="side"] {{ background: {c.card}; border: none; border-{inner}: 1px solid {c.line}; }}
QFrame[kind="top"] {{ background: {c.card}; border: none; border-bottom: 1px solid {c.line}; }}
QLabel[kind="muted"] {{ color: {c.muted}; }}
QLabel[kind="error"], QLabel[kind="warn"] {{ color: {c.warn}; }}
QLabel[kind="emergency"] {{ color: {c.emergency}; background: transparent; border: none; }}
QGroupBox[kind="group"] {{ border: none; margin: 0px; padding: 0px; }}

{FIELDS} {{ background: {c.card}; color: {c.text}; border: 1px solid {c.field_line}; border-radius: 8px;
  padding: 6px 8px; placeholder-text-color: {c.muted};
  selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
{FOCUSED_FIELDS} {{ border: 2px solid {c.accent}; padding: 5px 7px; }}
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {{ border: none; padding: 0px 8px;
  background: transparent; }}
QDateEdit::up-button, QDateEdit::down-button {{ width: 0px; border: none; }}
QDateEdit {{ padding: 5px 8px 4px; }}
QDateEdit:focus {{ padding: 4px 7px 3px; }}
QTextBrowser[kind="reader"] {{ background: transparent; border: 2px solid transparent; padding: 2px; }}
QTextBrowser[kind="reader"]:focus {{ border: 2px solid {c.accent}; border-radius: 8px; }}
QListView::item {{ padding: 6px 4px; border-radius: 6px; }}
QListView::item:hover {{ background: {c.soft}; color: {c.text}; }}
QListView::item:selected {{ background: {c.soft}; color: {c.accent}; }}

QTableView {{ background: {c.card}; alternate-background-color: {c.bg}; border: 1px solid {c.field_line};
  selection-background-color: {c.soft}; selection-color: {c.accent}; }}
QTableView:focus {{ border: 2px solid {c.accent}; }}
QTableView::item {{ padding: 4px 6px; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {c.card}; }}
QCalendarWidget QTableView {{ border: none; selection-background-color: {c.accent};
  selection-color: {c.on_accent}; }}
QCalendarWidget QTableView::item {{ padding: 0px; }}
QCalendarWidget QToolButton {{ color: {c.text}; padding: 4px 8px; border: 1px solid transparent;
  border-radius: 6px; }}
QCalendarWidget QToolButton:hover {{ background: {c.soft}; }}
QCalendarWidget QToolButton:focus {{ border-color: {c.accent}; }}
QHeaderView::section {{ background: {c.card}; color: {c.muted}; border: none;
  border-bottom: 1px solid {c.field_line}; padding: 6px 9px; }}

QPushButton[kind] {{ border-radius: 8px; padding: 7px 14px; margin: 2px; }}
QPushButton[kind="primary"] {{ background: {c.accent}; color: {c.on_accent}; border: 1px solid {c.accent};
  padding: 7px 18px; }}
QPushButton[kind="primary"]:disabled {{ background: {c.soft}; color: {c.muted}; border-color: {c.soft}; }}
QPushButton[kind="plain"], QPushButton[kind="pick"], QPushButton[kind="chip"] {{ background: {c.card};
  color: {c.text}; border: 1px solid {c.field_line}; }}
QPushButton[kind="plain"]:hover, QPushButton[kind="pick"]:hover, QPushButton[kind="chip"]:hover {{
  background: {c.soft}; }}
QPushButton[kind="plain"]:disabled {{ color: {c.muted}; border-color: {c.line}; }}
QPushButton[kind="chip"] {{ background: {c.soft}; padding: 4px 10px; }}
QPushButton[kind="pick"]:checked {{ background: {c.soft}; color: {c.accent}; border: 2px solid {c.accent};
  margin: 1px; }}
QPushButton[kind="link"] {{ background: transparent; color: {c.accent}; border: 1px solid transparent;
  padding: 4px 2px; text-decoration: underline; text-align: left; }}
QPushButton[kind="nav"] {{ text-align: left; padding: 7px 9px; border: 1px solid transparent;
  color: {c.muted}; background: transparent; }}
QPushButton[kind="nav"]:hover {{ background: {c.bg}; }}
QPushButton[kind="nav"]:checked {{ background: {c.soft}; color: {c.accent}; }}
QPushButton[kind]:focus {{ outline: none; border: 3px solid {c.accent}; margin: 0px; }}
QDialogButtonBox QPushButton {{ background: {c.card}; color: {c.text}; border: 1px solid {c.field_line};
  border-radius: 8px; padding: 7px 14px; margin: 2px; }}
QDialogButtonBox QPushButton:hover {{ background: {c.soft}; }}
QDialogButtonBox QPushButton:focus {{ outline: none; border: 3px solid {c.accent}; margin: 0px; }}
QPushButton[kind="primary"]:focus, QPushButton[kind="pick"]:checked:focus {{ border-color: {c.text}; }}
"""


def high_contrast_sheet(*, mirrored: bool = False) -> str:
    """Say what stands out where, in nothing but the system's own colours."""
    outer, inner = ("right", "left") if mirrored else ("left", "right")
    return f"""
QScrollArea, QScrollArea > QWidget > QWidget#content {{ border: none; }}
QFrame[kind="card"], QFrame[kind="notice"] {{ border: 1px solid palette(window-text); }}
QFrame[kind="warning"], QFrame[kind="emergency"] {{ border: 3px solid palette(window-text); }}
QFrame[kind="side"] {{ border: none; border-{inner}: 1px solid palette(window-text); }}
QFrame[kind="top"] {{ border: none; border-bottom: 1px solid palette(window-text); }}
QGroupBox[kind="group"] {{ border: none; margin: 0px; padding: 0px; }}

{FIELDS} {{ background: palette(base); color: palette(text); border: 1px solid palette(text);
  padding: 7px 9px; }}
{FOCUSED_FIELDS} {{ border: 3px solid palette(text); padding: 5px 7px; }}
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {{ border: none; padding: 0px 8px;
  background: transparent; }}
QDateEdit::up-button, QDateEdit::down-button {{ width: 0px; border: none; }}
QDateEdit {{ padding: 6px 9px 5px; }}
QDateEdit:focus {{ padding: 4px 7px 3px; }}
QListView::item {{ padding: 6px 4px; }}
QListView::item:selected {{ background: palette(text); color: palette(base); }}

QPushButton[kind] {{ background: palette(base); color: palette(text); border: 1px solid palette(text);
  padding: 7px 14px; margin: 2px; }}
QPushButton[kind="primary"], QPushButton[kind]:checked {{ background: palette(text); color: palette(base); }}
QPushButton[kind]:disabled {{ border: 1px dashed palette(text); }}
QPushButton[kind="nav"], QPushButton[kind="link"] {{ text-align: left; background: transparent;
  border-color: transparent; }}
QPushButton[kind="nav"]:checked {{ background: transparent; color: palette(text);
  border-{outer}: 6px solid palette(text); }}
QPushButton[kind="link"] {{ text-decoration: underline; padding: 4px 2px; }}
QDialogButtonBox QPushButton {{ background: palette(base); color: palette(text);
  border: 1px solid palette(text); padding: 7px 14px; margin: 2px; }}
QPushButton[kind]:focus, QDialogButtonBox QPushButton:focus {{ outline: none; border: 3px solid palette(text);
  margin: 0px; }}
QPushButton[kind="primary"]:focus, QPushButton[kind="pick"]:checked:focus {{
  border: 3px double palette(base); }}
"""
