import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from afterneedle.content.wording import place_label
from afterneedle.gui.widgets.places.place_picker import PLACE, PlacePicker


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


def on_map(picker: PlacePicker) -> set:
    return {place for place, button in picker.map.buttons.items() if button.isChecked()}


def in_chips(picker: PlacePicker) -> set[str]:
    chips = [picker._chip_flow.itemAt(n).widget() for n in range(picker._chip_flow.count())]
    return {chip.accessibleName().removeprefix("Remove ") for chip in chips}


def agrees(picker: PlacePicker, many: bool) -> bool:
    """Whether list, chips and map say the same."""
    chosen = set(picker.places)
    hidden = {item.data(PLACE) for item in picker._items() if item.isHidden()}
    return (
        on_map(picker) == chosen
        and in_chips(picker) == {place_label(place) for place in chosen}
        and hidden == chosen
        and (many or len(chosen) <= 1)
    )


# What a person may do: tick on the map, add from the list, take back by a chip.
ways = st.sampled_from(["map", "list", "chip"])
few = st.sampled_from(["heel.l", "heel.r", "blade.r", "chest.l", "palm.r"])


@pytest.mark.parametrize("many", [True, False])
@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_the_list_and_the_map_always_agree(qtbot, places, many, data):
    picker = a_picker(qtbot, places, many=many, map_shown=True)
    heard = []
    picker.changed.connect(lambda: heard.append(picker.places))
    for way, id in data.draw(st.lists(st.tuples(ways, few), max_size=8)):
        before, place = picker.places, places[id]
        if way == "map":
            picker.map.buttons[place].toggle()
            wanted = set(before) ^ {place} if many or place in before else {place}
            assert set(picker.places) == wanted
        elif way == "list":
            picker._add_item(next(i for i in picker._items() if i.data(PLACE) is place))
            assert place in picker.places
        elif place in before:
            picker._remove(place)
            assert place not in picker.places
        assert agrees(picker, many)
        assert (heard[-1] if heard else ()) == picker.places
    picker.hide()
    picker.deleteLater()


def test_the_map_stays_behind_its_button_until_it_is_wanted(qtbot, places):
    picker = a_picker(qtbot, places, many=False)
    assert picker.map is None
    qtbot.mouseClick(picker.show_map, Qt.MouseButton.LeftButton)
    assert picker.map.isVisible()
    assert picker.show_map.text() == "Hide body map"
    assert picker.show_map.accessibleName() == "Hide body map: Places that were needled"
    qtbot.mouseClick(picker.show_map, Qt.MouseButton.LeftButton)
    assert not picker.map.isVisible()
    assert picker.show_map.text() == "Show body map"


def test_a_picker_of_one_place_closes_when_it_is_chosen_on_the_map(qtbot, places):
    picker = a_picker(qtbot, places, many=False)
    qtbot.mouseClick(picker.show_map, Qt.MouseButton.LeftButton)
    picker.map.buttons[places["heel.l"]].toggle()
    assert picker.place is places["heel.l"]
    assert not picker.map.isVisible()
    assert not picker.search.isVisible()


def test_a_map_that_is_opened_late_shows_what_is_chosen(qtbot, places):
    picker = a_picker(qtbot, places)
    picker.places = [places["heel.l"]]
    picker.show_map.click()
    assert on_map(picker) == {places["heel.l"]}


def test_the_place_the_list_stands_at_is_shown_on_the_map(qtbot, places):
    picker = a_picker(qtbot, places, map_shown=True)
    picker.resize(380, 900)
    qtbot.keyClicks(picker.search, "chest left")
    assert picker.map.buttons[places["chest.l"]].isVisible()
    assert picker.map.canvas._pointed is places["chest.l"]
    picker.search.clear()
    assert picker.map.canvas._pointed is None


def test_every_stop_has_one_name_beside_the_map_too(qtbot, places, unnamed):
    picker = a_picker(qtbot, places, map_shown=True)
    assert unnamed(picker) == []
    picker = a_picker(qtbot, places, many=False)
    picker.show_map.click()
    assert unnamed(picker) == []
