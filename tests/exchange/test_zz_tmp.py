from hypothesis import given, settings, strategies as st, Phase
from support import strategies
from afterneedle.domain.records import Records
from afterneedle.exchange.json_diary import dump, in_order, parse
import sys
sys.path.insert(0, "tests/exchange")
from test_json_diary import diaries
@settings(deadline=None, database=None, max_examples=3000, phases=[Phase.generate])
@given(st.data(), st.randoms(use_true_random=False))
def test_f(catalogue, data, random):
    records = data.draw(diaries(catalogue))
    shuffled = Records(
        records.patient,
        *(tuple(random.sample(r, len(r))) for r in (records.sessions, records.check_ins, records.answers)),
    )

    text = dump(records, catalogue)

    assert dump(shuffled, catalogue) == text
    assert dump(parse(text, catalogue), catalogue) == text
