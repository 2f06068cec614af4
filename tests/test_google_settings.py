"""Settings for Google: addresses as the browser shows them, one place for the workbook, and contradictions named."""

from pathlib import Path

import pytest

from syncer.adapters.accounts import google_account, google_identities, workbook_scopes
from syncer.adapters.books import workbook_of
from syncer.adapters.sources import sources_of
from syncer.errors import ConfigError
from syncer.google.access import Access
from syncer.google.account import Account
from syncer.google.scopes import CONTACTS, OTHER_CONTACTS, OWN_SHEETS, SHEETS, SHEETS_READ
from syncer.settings import Settings, load_settings

ID = "1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_abcdE"
LINK = f"https://docs.google.com/spreadsheets/d/{ID}/edit"
BOOK = f'[workbook]\ngoogle_sheet = "{LINK}"\n'
CONTACTS_SOURCE = '[[sources]]\nname = "account"\nkind = "google_contacts"\n'


def load(folder: Path, text: str) -> Settings:
    (folder / "syncer.toml").write_text(text, encoding="utf-8")
    return load_settings(folder / "syncer.toml")


def refused(folder: Path, text: str) -> str:
    with pytest.raises(ConfigError) as stopped:
        load(folder, text)
    return str(stopped.value)


def listed(name: str, more: str) -> str:
    return f'[[sources]]\nname = "{name}"\nkind = "google_sheet"\n{more}\n'


@pytest.mark.parametrize(
    "address",
    [
        ID,
        LINK,
        f"https://docs.google.com/spreadsheets/d/{ID}",
        f"https://docs.google.com/spreadsheets/d/{ID}/edit?gid=7#gid=7",
        f"https://docs.google.com/spreadsheets/u/1/d/{ID}/edit?usp=sharing",
        f"  {LINK} ",
    ],
)
def test_a_sheet_is_named_by_any_address_the_browser_shows(tmp_path: Path, address: str) -> None:
    workbook = load(tmp_path, f'[workbook]\ngoogle_sheet = "{address}"\n').workbook
    assert (workbook.sheet_id, workbook.place, workbook.in_google) == (ID, LINK, True)


def test_without_a_sheet_the_workbook_is_a_file(tmp_path: Path) -> None:
    workbook = load(tmp_path, "").workbook
    assert (workbook.in_google, workbook.place) == (False, tmp_path / "outreach.xlsx")


def test_a_container_names_the_sheet_in_one_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYNCER_WORKBOOK__GOOGLE_SHEET", ID)
    assert load(tmp_path, CONTACTS_SOURCE).workbook.sheet_id == ID


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[workbook]\ngoogle_sheet = "my sheet"\n', "copy it from the browser"),
        ('[workbook]\ngoogle_sheet = "https://docs.google.com/document/d/x"\n', "copy it from the browser"),
        ('[workbook]\nkind = "google"\n', "google_sheet is missing"),
        (BOOK + 'kind = "excel"\n', "take one of them away"),
        (BOOK + 'path = "outreach.xlsx"\n', "two places; name one"),
        (BOOK + 'access = "all"\n', "'created'"),
        (BOOK + listed("mine", f'sheet = "{ID}"'), "source mine is the workbook itself"),
        (listed("mine", ""), "no address of a Google Sheet"),
        (listed("mine", f'sheet = "{ID}"\npath = "x.csv"'), "has no path"),
        ('[[sources]]\nname = "a"\npath = "x.csv"\ntab = "x"\n', "settings of google_sheet only"),
        ('[google]\nsheets_as = "me"\n', "'service_account'"),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(tmp_path: Path, text: str, said: str) -> None:
    assert said in refused(tmp_path, text)


def test_a_sheet_that_is_not_made_yet_stops_a_run_with_the_command_that_makes_it(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="syncer init"):
        workbook_of(load(tmp_path, '[workbook]\ngoogle_sheet = "new"\n'), None)


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("", {CONTACTS}),
        (CONTACTS_SOURCE, {CONTACTS}),
        (CONTACTS_SOURCE + "other_contacts = true\n", {CONTACTS, OTHER_CONTACTS}),
        ('[workbook]\ngoogle_sheet = "new"\n', {OWN_SHEETS}),
        (BOOK + 'access = "created"\n', {OWN_SHEETS}),
        (BOOK, {SHEETS}),
        (BOOK + listed("mine", f'sheet = "{ID[::-1]}"'), {SHEETS}),
        (BOOK + 'access = "created"\n' + listed("mine", f'sheet = "{ID[::-1]}"'), {OWN_SHEETS, SHEETS_READ}),
        (BOOK + '[google]\nsheets_as = "attached"\n' + CONTACTS_SOURCE, {CONTACTS}),
    ],
)
def test_the_consent_page_asks_for_what_the_settings_need_and_no_more(
    tmp_path: Path, text: str, scopes: set[str]
) -> None:
    assert set(google_account(load(tmp_path, text)).scopes) == scopes


def test_a_sheet_that_syncer_made_gives_no_right_to_any_other(tmp_path: Path) -> None:
    assert workbook_scopes(load(tmp_path, BOOK + 'access = "created"\n').workbook) == (OWN_SHEETS,)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (BOOK, (Account,)),
        (BOOK + '[google]\nsheets_as = "attached"\n', (Access,)),
        (BOOK + '[google]\nsheets_as = "attached"\n' + CONTACTS_SOURCE, (Account, Access)),
        ('[google]\nsheets_as = "attached"\n', (Account,)),
    ],
)
def test_status_asks_for_every_identity_in_use(tmp_path: Path, text: str, kinds: tuple[type, ...]) -> None:
    assert tuple(type(one) for one in google_identities(load(tmp_path, text))) == kinds


def test_sources_in_an_account_are_made_without_a_login_and_read_later(tmp_path: Path) -> None:
    text = (
        CONTACTS_SOURCE
        + listed("mine", f'sheet = "{LINK}?gid=5#gid=5"')
        + listed("theirs", f'sheet = "{ID}"\ntab = "A"')
    )
    assert [source.name for source in sources_of(load(tmp_path, text))] == ["account", "mine", "theirs"]
