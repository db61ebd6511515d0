import pytest
from PySide6.QtCore import Qt

from afterneedle.content.wording import place_label
from afterneedle.gui.widgets.place_picker import PlacePicker


@pytest.fixture
def places(catalogue):
    return catalogue.places


def a_picker(qtbot, places, **options) -> PlacePicker:
    picker = PlacePicker(places.values(), "Places that were needled", **options)
    qtbot.addWidget(picker)
    picker.resize(500, 400)
    picker.show()
    return picker


def shown(picker: PlacePicker) -> list[str]:
    return [item.text() for item in picker._items() if not item.isHidden()]


def test_all_places_are_there_and_each_says_its_side(qtbot, places):
    names = shown(a_picker(qtbot, places))
    assert len(names) == len(set(names)) == 122
    assert sum("left" in name.split(", ")[-1] for name in names) == 61
    assert sum("right" in name.split(", ")[-1] for name in names) == 61


def test_typing_words_in_any_order_finds_the_place(qtbot, places):
    picker = a_picker(qtbot, places)
    qtbot.keyClicks(picker.search, "right SHOULDER top")
    assert shown(picker) == [place_label(places["trapezius_top.r"])]


def test_enter_adds_the_first_one_found_and_empties_the_search(qtbot, places):
    picker = a_picker(qtbot, places)
    qtbot.keyClicks(picker.search, "top shoulder right")
    with qtbot.waitSignal(picker.changed):
        qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    assert picker.places == (places["trapezius_top.r"],)
    assert picker.search.text() == ""


def test_the_arrow_keys_walk_through_what_was_found(qtbot, places):
    picker = a_picker(qtbot, places)
    qtbot.keyClicks(picker.search, "knee")
    wanted = shown(picker)[2]
    qtbot.keyClick(picker.search, Qt.Key.Key_Down)
    qtbot.keyClick(picker.search, Qt.Key.Key_Down)
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    assert [place_label(p) for p in picker.places] == [wanted]


def test_a_click_in_the_list_adds(qtbot, places):
    picker = a_picker(qtbot, places)
    item = picker.list.item(3)
    qtbot.mouseClick(
        picker.list.viewport(), Qt.MouseButton.LeftButton, pos=picker.list.visualItemRect(item).center()
    )
    assert [place_label(p) for p in picker.places] == [item.text()]


def test_a_chosen_place_leaves_the_list_and_its_chip_takes_it_back(qtbot, places):
    picker = a_picker(qtbot, places)
    picker.places = [places["heel.l"], places["heel.r"]]
    assert place_label(places["heel.l"]) not in shown(picker)
    chip = next(c for c in picker.chips.findChildren(type(picker.add)) if "left" in c.text())
    assert chip.accessibleName() == f"Remove {place_label(places['heel.l'])}"
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert picker.places == (places["heel.r"],)
    assert place_label(places["heel.l"]) in shown(picker)


def test_the_places_of_last_time_come_first(qtbot, places):
    picker = a_picker(qtbot, places, first=[places["heel.r"]])
    assert shown(picker)[0] == place_label(places["heel.r"])
    assert len(shown(picker)) == 122


def test_a_picker_of_one_place_holds_one(qtbot, places):
    picker = a_picker(qtbot, places, many=False)
    qtbot.keyClicks(picker.search, "heel left")
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    assert picker.place is places["heel.l"]
    assert not picker.search.isVisible()


def test_what_has_no_match_says_so_and_adds_nothing(qtbot, places):
    picker = a_picker(qtbot, places)
    qtbot.keyClicks(picker.search, "kneee")
    assert picker.nothing.isVisible()
    assert not picker.add.isEnabled()
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    assert picker.places == ()


@pytest.mark.parametrize("many", [True, False])
def test_every_stop_has_one_name(qtbot, places, unnamed, many):
    picker = a_picker(qtbot, places, many=many)
    assert unnamed(picker) == []
    picker.places = [places["heel.l"]]
    assert unnamed(picker) == []
