"""What is painted is where it belongs, on the screen and on paper."""

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor

from afterneedle.content.catalogue import load_catalogue
from afterneedle.drawing.body import Body, body_layout, caption_rooms, draw_figures, draw_marks
from afterneedle.drawing.body_marks import BodyMarks, hatching, sign_rooms, signs_at, spots_in
from afterneedle.drawing.body_shapes import VIEWS, anchor, shape_of
from afterneedle.drawing.files import svg
from afterneedle.drawing.style import PAPER, Ink

AREA = QRectF(0, 0, 400, 400)
PLACES = list(load_catalogue().places.values())
BLACK = QColor("black")


def at(place, views=VIEWS) -> QPointF:
    """Where a place is painted in the area."""
    return body_layout(AREA, PAPER, views)[place.region.view].map(anchor(place))


def body_svg(marks: BodyMarks, width: float, height: float) -> bytes:
    return svg(width, height, Body(marks, PAPER, width, height).paint)


def texts(drawn: bytes) -> dict[str, list[float]]:
    """Every text of the drawing, with where it begins from the left."""
    found: dict[str, list[float]] = {}
    placed = rb'matrix\(([^,]+),0,0,[^,]+,([^,]+),[^)]+\)"[^>]*>\s*<text[^>]* x="([^"]+)"[^>]*>([^<]*)<'
    for scale, left, x, words in re.findall(placed, drawn):
        found.setdefault(words.decode(), []).append(float(left) + float(scale) * float(x))
    return found


@pytest.mark.parametrize("view", VIEWS)
def test_a_needled_place_is_marked_on_its_own_side(painted, view):
    layout = body_layout(AREA, PAPER, (view,))
    for place in (p for p in PLACES if p.region.view == view):
        spot = layout[view].map(anchor(place))
        mirrored = QPointF(AREA.width() - spot.x(), spot.y())
        image = painted(mark_only(layout, place))
        assert is_black(image, spot), place
        assert not is_black(image, mirrored), place


def mark_only(layout, place):
    def draw(painter, area):
        ink = Ink(painter, PAPER)
        draw_figures(ink, layout)
        draw_marks(ink, layout, area, BodyMarks(needled={place: ()}))

    return draw


def is_black(image, spot: QPointF) -> bool:
    """Whether all is black around a spot: no line is that wide."""
    around = [spot + QPointF(x, y) for x, y in ((0, 0), (1.5, 0), (-1.5, 0), (0, 1.5), (0, -1.5))]
    return all(image.pixelColor(p.toPoint()) == BLACK for p in around)


def test_the_whole_drawing_keeps_the_sides_too(painted, places):
    def half_of(place, view):
        marks = BodyMarks(needled={place: ()}, flagged={place: ("A", "B", "C")})
        image = painted(lambda painter, _area: Body(marks, PAPER, 400, 400, (view,)).paint(painter))
        needled = BodyMarks({place: ()})
        bare = painted(lambda painter, _area: Body(needled, PAPER, 400, 400, (view,)).paint(painter))
        changed = [x for y in range(60, 150) for x in range(400) if image.pixel(x, y) != bare.pixel(x, y)]
        return sum(changed) / len(changed)

    assert half_of(places["chest.r"], "front") < 200 < half_of(places["chest.l"], "front")
    assert half_of(places["trapezius_top.l"], "back") < 200 < half_of(places["trapezius_top.r"], "back")


def test_right_is_left_of_the_middle_in_front_and_right_of_it_behind(places):
    assert at(places["chest.r"], ("front",)).x() < 200 < at(places["chest.l"], ("front",)).x()
    assert at(places["blade.l"], ("back",)).x() < 200 < at(places["blade.r"], ("back",)).x()


def test_the_captions_say_whose_side_it_is():
    words = texts(body_svg(BodyMarks(), 400, 400))
    front, back = words["Front"][0], words["Back"][0]
    right_in_front, right_behind = words["Right"]
    left_in_front, left_behind = words["Left"]
    assert right_in_front < front < left_in_front
    assert left_behind < back < right_behind


def test_a_felt_place_is_hatched_to_its_edge_and_no_farther(painted, places):
    for id in ("chest.l", "fingers_little_side_back.r", "ribs_back.l"):
        shape = body_layout(AREA, PAPER)[places[id].region.view].map(shape_of(places[id]))
        lines = list(hatching(shape, 4))
        assert len(lines) > 3
        for line in lines:
            assert line.x1() < line.x2()
            for part in (0.02, 0.5, 0.98):
                assert shape.contains(line.pointAt(part)), id


def test_one_and_two_sessions_show_their_numbers_and_more_show_how_many(places):
    blade = places["blade.r"]
    for sessions, shown in [((), [""]), ((4,), ["4"]), ((1, 12), ["1", "12"]), ((1, 2, 3, 7, 9), ["5×"])]:
        assert [s.words for s in signs_at(BodyMarks({blade: sessions}), blade)] == shown


def test_a_flagged_place_shows_every_letter(places):
    words = texts(body_svg(BodyMarks(flagged={places["toes.l"]: ("B", "D")}), 300, 300))
    assert {"B", "D"} <= set(words)


def test_up_to_four_flags_show_their_letters_and_of_more_the_first_and_how_many_more(places):
    toes = places["toes.l"]
    for letters, shown in [("ABCD", ["A", "B", "C", "D"]), ("ABCDE", ["A", "B", "C", "+2"])]:
        assert [s.words for s in signs_at(BodyMarks(flagged={toes: tuple(letters)}), toes)] == shown


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        (lambda p: BodyMarks(), set()),
        (lambda p: BodyMarks(needled={p: ()}), {"needled"}),
        (lambda p: BodyMarks(needled={p: (1,)}), {"needled, session number"}),
        (lambda p: BodyMarks(felt=frozenset([p])), {"felt here"}),
        (lambda p: BodyMarks(flagged={p: ("A",)}), {"flagged"}),
    ],
)
def test_the_legend_explains_the_marks_that_are_there_and_no_others(places, marks, said):
    words = texts(body_svg(marks(places["heel.l"]), 300, 300))
    assert set(words) & {"needled", "needled, session number", "felt here", "flagged"} == said


def test_the_same_marks_make_the_same_picture(places):
    marks = BodyMarks(
        {places["blade.r"]: (1, 2)}, frozenset(places[i] for i in ("chest.l", "toes.r", "palm.l"))
    )
    assert body_svg(marks, 240, 230) == body_svg(marks, 240, 230)


def test_paper_gets_plain_shapes_and_text_in_its_own_font(places):
    marks = BodyMarks({places["blade.r"]: (1,)}, frozenset([places["blade.r"]]))
    drawn = body_svg(marks, 240, 230).decode()
    assert 'viewBox="0 0 240 230"' in drawn
    assert not re.search("clip|<pattern|<image|<use|url\\(", drawn)
    assert set(re.findall(r'font-family="([^"]+)"', drawn)) == {"Noto Sans"}
    assert set(re.findall(r'(?:fill|stroke)="(#[^"]+)"', drawn)) <= {
        "#000000",
        "#ffffff",
        "#e4e4e4",
        "#777777",
        "#333333",
    }


one_sign = st.tuples(st.sampled_from(PLACES), st.integers(0, 3), st.integers(0, 2))


@given(
    st.lists(one_sign, min_size=1, max_size=12, unique_by=lambda drawn: drawn[0]),
    st.sampled_from([(206, 160), (240, 230)]),
)
def test_no_sign_covers_another_or_a_caption_or_leaves_the_paper(drawn, size):
    needled = {place: tuple(range(1, sessions + 1)) for place, sessions, _letters in drawn}
    flagged = {place: ("A", "B")[:letters] for place, _sessions, letters in drawn}
    area = QRectF(0, 0, *size)
    layout = body_layout(area, PAPER)
    captions = caption_rooms(layout, PAPER)
    rooms = sign_rooms(BodyMarks(needled, flagged=flagged), layout, area, PAPER, captions)
    assert set(rooms) == {place for place, _sessions, _letters in drawn}
    for place, room in rooms.items():
        assert area.contains(room)
        assert not any(room.intersects(other) for at, other in rooms.items() if at is not place)
        assert not any(room.intersects(caption) for caption in captions), place


@pytest.mark.parametrize("letters", ["A", "AB", "ABC", "ABCD"])
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.id)
def test_every_letter_of_a_place_stands_on_its_side_of_the_body(place, letters):
    area = QRectF(0, 0, 206, 160)
    layout = body_layout(area, PAPER)
    marks = BodyMarks({place: (1,)}, flagged={place: tuple(letters)})
    room = sign_rooms(marks, layout, area, PAPER, caption_rooms(layout, PAPER))[place]
    middle = layout[place.region.view].map(QPointF()).x()
    is_right_of_it = layout[place.region.view].map(anchor(place)).x() > middle
    for spot in spots_in(room, len(signs_at(marks, place))):
        assert (spot.x() > middle) == is_right_of_it


def test_signs_of_one_place_stand_apart_in_their_room():
    for count in range(1, 8):
        room = QRectF(10, 20, 90, 60)
        spots = spots_in(room, count)
        assert len({spot.toTuple() for spot in spots}) == count
        assert all(room.contains(spot) for spot in spots)


def test_a_drawing_needs_no_window():
    code = "import sys, afterneedle.drawing.body; print('PySide6.QtWidgets' in sys.modules)"
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
