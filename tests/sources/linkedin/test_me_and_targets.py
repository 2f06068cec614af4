from datetime import date
from pathlib import Path

import pytest

from syncer.core.model import PartialDate, Position, SuggestedTarget
from tests.sources.linkedin.export import PLAIN, PROFILE, fetch, with_files, zipped

JOBS = "Company Name,Title,Description,Location,Started On,Finished On\n"
SCHOOLS = "School Name,Start Date,End Date,Notes,Degree Name,Activities\n"
APPLICATIONS = (
    "Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,Resume Name,"
    "Question And Answers\n"
)
SAVED = "Saved Date,Job Url,Job Title,Company Name\n"


def test_the_export_says_who_the_user_is(tmp_path: Path) -> None:
    me = with_files(
        tmp_path,
        Profile=PROFILE + 'Dana,Whitlock,,"1 Road, Town",May 14,"Headline, with comma",,,,,,,\n',
        Email__Addresses="Email Address,Confirmed,Primary,Updated On\nDana@Example.com,Yes,Yes,\nold@example.org,,,\n",
    ).me
    assert (me.name, me.emails) == ("Dana Whitlock", ("dana@example.com", "old@example.org"))


def test_own_jobs_and_schools_are_positions_with_as_much_of_a_date_as_there_is(tmp_path: Path) -> None:
    job = 'Initech,Analyst,"Many\nlines, of ""text""",Oslo,Jan 2019,Mar 2021\n'
    snapshot = with_files(
        tmp_path,
        Positions=JOBS + "Acme,Lead,,,2021,\n" + job * 2,
        Education=SCHOOLS + "University of Northmere,2008-09,2011,,BSc,\n",
    )
    assert snapshot.me.positions == (
        Position("Acme", "Lead", PartialDate(2021), None, current=True),
        Position("Initech", "Analyst", PartialDate(2019, 1), PartialDate(2021, 3), current=False),
    )
    assert snapshot.me.schools == (
        Position("University of Northmere", "BSc", PartialDate(2008, 9), PartialDate(2011), current=False),
    )


def test_a_date_of_ones_own_job_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    snapshot = with_files(tmp_path, Positions=JOBS + "Acme,Lead,,,long ago,someday\n")
    assert snapshot.me.positions == (Position("Acme", "Lead", current=False),)
    assert snapshot.notes == ("Positions.csv: 2 dates could not be read and are left out",)


def test_companies_that_the_user_showed_interest_in_are_suggested_as_targets(tmp_path: Path) -> None:
    members = {
        "Connections.csv": PLAIN,
        "Company Follows.csv": "Organization,Followed On\nAcme,Wed Jun 24 12:43:42 UTC 2026\n",
        "Jobs/Saved Jobs.csv": SAVED + 'x,x,x,\n"9/1/26, 9:00 AM",https://x,Engineer,Globex\n',
        "Jobs/Job Applications.csv": APPLICATIONS
        + '"11/20/24, 8:15 AM",c@example.com,555,Globex,Engineer,x,cv.pdf,q\n',
        "Jobs/Job Applications_1.csv": APPLICATIONS
        + '"12/1/25, 8:15 AM",c@example.com,555,GLOBEX,Engineer,x,cv.pdf,q\n',
        "Jobs/Job Seeker Preferences.csv": "Locations,Dream Companies,Phone\nOslo,Pied Piper|Stark Industries ,555\n",
    }
    assert fetch(zipped(tmp_path, members)).suggested_targets == (
        SuggestedTarget("Pied Piper", "dream company"),
        SuggestedTarget("Stark Industries", "dream company"),
        SuggestedTarget("Globex", "applied", date(2025, 12, 1)),
        SuggestedTarget("Globex", "saved job", date(2026, 9, 1)),
        SuggestedTarget("Acme", "follows", date(2026, 6, 24)),
    )


def test_screening_answers_and_own_phone_numbers_are_not_kept(tmp_path: Path) -> None:
    row = '"11/20/24, 8:15 AM",canary@example.com,canary,Globex,Nurse,canary,canary.pdf,"canary: yes"\n'
    assert "canary" not in repr(
        fetch(zipped(tmp_path, {"Connections.csv": PLAIN, "Job Applications.csv": APPLICATIONS + row}))
    )


SIBLINGS = (
    *("messages", "Invitations", "Notes", "Profile", "Email Addresses", "Positions", "Education"),
    *("Recommendations_Received", "Recommendations_Given", "Endorsement_Received_Info", "Endorsement_Given_Info"),
    *("Company Follows", "Saved Jobs", "Job Applications", "Job Seeker Preferences"),
)


@pytest.mark.parametrize("name", SIBLINGS)
def test_a_broken_file_beside_the_connections_leaves_a_note_and_harms_nobody(name: str, tmp_path: Path) -> None:
    snapshot = fetch(zipped(tmp_path, {"Connections.csv": PLAIN, f"{name}.csv": b"\x00\x01canary\xff" * 40}))
    assert len(snapshot.records) == 2
    assert len(snapshot.notes) == 1
    assert snapshot.notes[0].startswith(name[:10])
    assert "canary" not in snapshot.notes[0]


@pytest.mark.parametrize("content", ["", "\n", "Name\n"], ids=["no bytes", "a blank line", "one strange column"])
def test_empty_files_beside_the_connections_harm_nobody(content: str, tmp_path: Path) -> None:
    members = {f"{name}.csv": content for name in SIBLINGS}
    assert len(fetch(zipped(tmp_path, {"Connections.csv": PLAIN, **members})).records) == 2


def test_a_file_may_go_by_the_names_of_other_years(tmp_path: Path) -> None:
    names = ("Company_Follows.csv", "company follows.csv", "Company Follows_12345.csv", "Company Follows (1).csv")
    for name in names:
        members = {"Connections.csv": PLAIN, name: "Organization,Followed On\nAcme,x\n"}
        assert [target.name for target in fetch(zipped(tmp_path, members)).suggested_targets] == ["Acme"]


def sought(folder: Path, **tables: str) -> str:
    names = {"saved": "Jobs/Saved Jobs.csv", "applied": "Jobs/Job Applications.csv"}
    names["told"] = "Jobs/Job Seeker Preferences.csv"
    return fetch(
        zipped(folder, {"Connections.csv": PLAIN} | {names[key]: text for key, text in tables.items()})
    ).me.sought


def test_a_career_changer_looks_for_what_they_save_and_not_for_what_they_were(tmp_path: Path) -> None:
    saved = SAVED + (
        '"9/1/26, 9:00 AM",https://x,Nurse Educator,Globex\n"8/1/26, 9:00 AM",https://x,nurse educator,Acme\n'
        '"9/2/26, 9:00 AM",https://x,Case Manager,Acme\n'
    )
    old = '"1/1/19, 8:15 AM",c@example.com,555,Globex,Staff Nurse,x,cv.pdf,q\n' * 5
    assert sought(tmp_path, saved=saved, applied=APPLICATIONS + old) == "Nurse Educator"
    assert sought(tmp_path, saved=SAVED + '"9/2/26, 9:00 AM",https://x,Case Manager,Acme\n') == "Case Manager"
    told = "Job Titles,Dream Companies\nSchool Nurse|Nurse,Acme\n"
    assert sought(tmp_path, saved=saved, told=told) == "School Nurse"
    assert sought(tmp_path) == ""
