from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from afterneedle.gui.widgets.basics.words import heading


def test_a_text_stands_in_the_middle_of_its_line_in_either_direction(qtbot):
    before = QApplication.layoutDirection()
    try:
        for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
            QApplication.setLayoutDirection(direction)
            label = heading("Today")
            qtbot.addWidget(label)
            assert label.alignment() & Qt.AlignmentFlag.AlignVertical_Mask == Qt.AlignmentFlag.AlignVCenter
    finally:
        QApplication.setLayoutDirection(before)
