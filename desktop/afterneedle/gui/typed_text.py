"""What somebody has typed and not saved, as text that they can read again."""

from collections.abc import Iterable

from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget

UNKEPT = "unkept"  # the property of a field whose text is kept nowhere


def typed_text(places: Iterable[QWidget]) -> str:
    """Everything typed in these places, each under the name of its field; passphrases are left out."""
    lines: dict[QWidget, str] = {}
    for place in places:
        names = {label.buddy(): label.text().replace("&", "") for label in place.findChildren(QLabel)}
        typed: list[tuple[QWidget, str]] = [
            (box, box.text()) for box in place.findChildren(QLineEdit) if not box.property(UNKEPT)
        ]
        boxes = place.findChildren(QPlainTextEdit)
        typed += [(box, box.toPlainText()) for box in boxes if not box.isReadOnly()]
        for box, text in typed:
            if text.strip():
                name = names.get(box) or names.get(box.parentWidget() or box) or box.accessibleName()
                lines.setdefault(box, f"{name}: {text}")
    return "\n".join(lines.values()) + "\n" if lines else ""
