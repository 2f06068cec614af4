from datetime import date

from syncer.core.identity.ids import POOLED_LENGTH, assign
from syncer.core.identity.model import Known
from syncer.core.model import Ref

A, B, C, D = (Ref("google", key) for key in "abcd")
OLD, NEW = date(2026, 1, 1), date(2026, 6, 1)


def test_an_id_is_p_and_ten_characters_made_from_the_oldest_contact():
    ((one, absorbed),) = assign([[B, A]])
    assert (one, absorbed) == (assign([[A]])[0][0], ())
    assert one.startswith("p_") and len(one) == 12
    assert len(assign([[A]], length=POOLED_LENGTH)[0][0]) == 18


def test_a_person_keeps_the_id_when_a_record_older_by_key_joins():
    assert assign([[A, B]], [Known("p_b", (B,), OLD)]) == [("p_b", ())]


def test_when_two_people_turn_out_to_be_one_the_elder_id_survives():
    known = [Known("p_young", (A,), NEW), Known("p_elder", (B,), OLD)]
    assert assign([[A, B]], known) == [("p_elder", ("p_young",))]


def test_when_one_turns_out_to_be_two_the_id_stays_with_most_of_the_records():
    found = assign([[A], [B, C]], [Known("p_old", (A, B, C), OLD)])
    assert found[1] == ("p_old", ())
    assert found[0][0] != "p_old"


def test_on_an_even_split_the_id_stays_with_the_oldest_contact():
    assert [ids[0] == "p_old" for ids in assign([[B], [A]], [Known("p_old", (A, B), OLD)])] == [False, True]


def test_a_split_part_whose_own_hash_is_taken_gets_the_next():
    made = assign([[A]])[0][0]
    found = assign([[A], [B, C]], [Known(made, (A, B, C), OLD)])
    assert found[1][0] == made
    assert found[0][0] not in ("", made)


def test_ids_of_people_who_are_gone_are_not_given_out_again():
    made = assign([[A]])[0][0]
    assert assign([[A]], [Known(made, (D,), OLD)])[0][0] != made


def test_the_order_of_groups_and_memory_does_not_matter():
    known = [Known("p_1", (A, D), OLD), Known("p_2", (B,), NEW)]
    forward = assign([[A, B], [C], [D]], known)
    assert assign([[D], [C], [B, A]], known[::-1]) == forward[::-1]
