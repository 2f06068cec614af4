from pathlib import Path

from syncer.core.model import Position
from tests.sources.linkedin.export import (
    ANN,
    BOB,
    GIVEN,
    HEADER_7,
    INVITATIONS,
    PLAIN,
    RECEIVED,
    RECOMMENDATIONS,
    URL,
    by_slug,
    with_files,
)

NOTES = "Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,Edited On\n"


def test_it_is_known_who_invited_whom(tmp_path: Path) -> None:
    rows = (
        f'Me,Ann Lee,"1/29/26, 2:37 PM",hi,OUTGOING,{URL}me,{URL}ann-lee\n'
        f'Bob Ray,Me,"1/2/26, 2:37 PM",,INCOMING,{URL}bob-ray,{URL}me\n'
    )
    snapshot = with_files(tmp_path, Invitations=INVITATIONS + rows)
    assert {key: record.ties.invited_by for key, record in by_slug(snapshot).items()} == {
        "ann-lee": "you",
        "bob-ray": "them",
    }
    assert snapshot.me.profile == "me"


def test_before_late_2023_invitations_have_names_only(tmp_path: Path) -> None:
    rows = 'From,To,Sent At,Message,Direction\nMe,Ann Lee,"1/29/22, 2:37 PM",,OUTGOING\n'
    snapshot = with_files(tmp_path, Invitations=rows)
    assert by_slug(snapshot)["ann-lee"].ties.invited_by == "you"
    assert snapshot.me.profile == ""


def test_a_recommendation_is_a_tie_and_names_an_employer_of_that_time(tmp_path: Path) -> None:
    received = RECOMMENDATIONS + 'ann,LEE,Initrode,Analyst,"great",08/19/24,VISIBLE\n' * 2
    given = RECOMMENDATIONS + 'Bob,Ray,initech,Manager,"great","08/19/24, 11:04 PM",VISIBLE\n'
    people = by_slug(with_files(tmp_path, Recommendations_Received=received, Recommendations_Given=given))
    ann, bob = people["ann-lee"], people["bob-ray"]
    assert (ann.ties.recommended_you, ann.ties.you_recommended) == (True, False)
    assert ann.positions == (Position("Acme", "Engineer"), Position("Initrode", "Analyst", current=False))
    assert (bob.ties.recommended_you, bob.ties.you_recommended) == (False, True)
    assert bob.positions == (Position("Initech", "Manager"),)  # still there: no past position


def test_a_name_that_two_connections_bear_is_nobody_unless_the_company_tells(tmp_path: Path) -> None:
    two = PLAIN + ANN.replace("/ann-lee", "/ann-lee-2").replace("Acme", "Globex")
    row = "Ann,Lee,{},Engineer,x,08/19/24,VISIBLE\n"
    unclear = with_files(tmp_path, two, Recommendations_Received=RECOMMENDATIONS + row.format("Hooli"))
    assert not any(record.ties.recommended_you for record in unclear.records)
    assert unclear.notes == ("recommendations received: 1 match no connection, or several of the same name",)
    clear = with_files(tmp_path, two, Recommendations_Received=RECOMMENDATIONS + row.format("Globex"))
    assert [record.ref.key for record in clear.records if record.ties.recommended_you] == ["ann-lee-2"]


def test_endorsements_join_by_addresses_without_a_scheme(tmp_path: Path) -> None:
    people = HEADER_7 + ANN.replace("ann-lee", "zo%C3%AB%C2%AE") + BOB
    row = "2026/07/28 13:20:49 UTC,{},Zoë,Lee,www.linkedin.com/in/zoë®,ACCEPTED\n"
    received = RECEIVED + row.format("Python") + row.format("SQL")
    given = GIVEN + "2026/07/28 13:20:49 UTC,Python,Bob,Ray,www.linkedin.com/in/bob-ray/,ACCEPTED\n"
    found = by_slug(with_files(tmp_path, people, Endorsement_Received_Info=received, Endorsement_Given_Info=given))
    assert (found["zoë®"].ties.endorsed_you, found["zoë®"].ties.you_endorsed) == (True, False)
    assert (found["bob-ray"].ties.endorsed_you, found["bob-ray"].ties.you_endorsed) == (False, True)


def test_endorsements_resaved_in_excel_are_read(tmp_path: Path) -> None:
    from tests.sources.linkedin.export import fetch, zipped

    text = RECEIVED + "2022/07/28 13:20:49 UTC,Python,Bob,Ray,www.linkedin.com/in/bob-ray,ACCEPTED\n"
    members = {"Connections.csv": PLAIN, "Endorsement Received Info.csv": text.replace(",", "\t").encode("utf-16")}
    assert by_slug(fetch(zipped(tmp_path, members)))["bob-ray"].ties.endorsed_you


def test_a_private_note_is_kept_with_its_person(tmp_path: Path) -> None:
    rows = f'Ann,Lee,{URL}Ann-Lee/,"Met at the fair,\nsaid hello",2025-07-30 18:20:00 UTC,\nAnn,Lee,,Call in May,x,\n'
    snapshot = with_files(tmp_path, Notes=NOTES + rows)
    assert by_slug(snapshot)["ann-lee"].said.notes == "Met at the fair,\nsaid hello\nCall in May"
    assert by_slug(snapshot)["bob-ray"].said.notes == ""


def test_ties_of_people_who_are_no_connections_make_no_records(tmp_path: Path) -> None:
    rows = f'Me,Gone,"1/29/26, 2:37 PM",,OUTGOING,{URL}me,{URL}gone\n'
    assert len(with_files(tmp_path, Invitations=INVITATIONS + rows).records) == 2
