from pathlib import Path

import pytest

from syncer.core.model import Position, Snapshot
from syncer.errors import SourceError
from syncer.sources.outlook import OutlookCsv

OLD_LINKEDIN = (
    '"Title","First Name","Middle Name","Last Name","Suffix","E-mail Address","E-mail 2 Address","Business Street",'
    '"Business City","Company","Department","Job Title","Business Phone","Company Main Phone","Notes","Web Page"'
)


def read(folder: Path, text: str, encoding: str = "utf-8") -> Snapshot:
    path = folder / "outlook.csv"
    path.write_bytes(text.encode(encoding))
    snapshot = OutlookCsv("work", path).fetch()
    accounted = len(snapshot.records) + snapshot.merged + len(snapshot.rejected) + sum(snapshot.skipped.values())
    assert snapshot.records_in == accounted
    return snapshot


def test_the_title_is_the_honorific_and_the_job_title_is_the_job(tmp_path: Path) -> None:
    row = 'Ms.,Ann,M.,Lee,,ann@lee.example,,,Oslo,"Acme, Inc.",,CEO,+12125550142,+12125550100,,'
    (record,) = read(tmp_path, f"{OLD_LINKEDIN}\n{row}\n").records
    assert (record.full_name, record.city) == ("Ann M. Lee", "Oslo")
    assert record.positions == (Position("Acme, Inc.", "CEO"),)
    assert record.phones == ("+12125550142",), "the switchboard is nobody's number"


LOCALISED = {
    "German": ("Anrede;Vorname;Nachname;Firma;Position;Telefon geschäftlich;Mobiltelefon;E-Mail-Adresse", "cp1252"),
    "French": ("Titre;Prénom;Nom;Société ;Titre;Téléphone (bureau);Tél. mobile;Adresse de messagerie", "cp1252"),
    "Spanish": ("Tratamiento;Nombre;Apellidos;Organización;Puesto;Teléfono del trabajo;Particular;"
                "Dirección de correo electrónico", "cp1252"),
    "Italian": ("Titolo;Nome;Cognome;Società;Posizione;Ufficio;Cellulare;Indirizzo posta elettronica", "cp1252"),
    "Dutch": ("Titel;Voornaam;Achternaam;Bedrijf;Functie;Telefoon op werk;Mobiele telefoon;E-mailadres", "utf-8"),
    "Portuguese": ("Título;Primeiro nome;Sobrenome;Empresa;Cargo;Telefone Comercial;Telefone celular;Endereço de email",
                   "utf-8"),
}  # fmt: skip


@pytest.mark.parametrize("language", LOCALISED)
def test_lc04_headers_in_other_languages_are_read(tmp_path: Path, language: str) -> None:
    header, encoding = LOCALISED[language]
    row = "Dr.;Zoë;Brandt;Acme;Head of Ops;+12125550142;+12125550143;zoe@brandt.example"
    (record,) = read(tmp_path, f"{header}\n{row}\n", encoding).records
    assert (record.first_name, record.last_name, record.full_name) == ("Zoë", "Brandt", "Zoë Brandt")
    assert record.positions == (Position("Acme", "Head of Ops"),)
    assert record.emails == ("zoe@brandt.example",)
    assert record.phones == ("+12125550142", "+12125550143")


def test_the_two_nom_and_two_titre_of_french_are_kept_apart(tmp_path: Path) -> None:
    header = '"Nom","Titre","Prénom","Deuxième prénom","Nom","Suffixe","Surnom","Société ","Service ","Titre",'
    header += '"Adresse de messagerie","Adresse de messagerie 2"'
    row = "Aurélie Chastain,Mme,Aurélie,,Chastain,,Lili,Boréal,Études,Chef de projet,a@boreal.example,"
    (record,) = read(tmp_path, f"{header}\n{row}\n", "cp1252").records
    assert (record.first_name, record.last_name, record.nickname) == ("Aurélie", "Chastain", "Lili")
    assert record.positions == (Position("Boréal", "Chef de projet"),)


def test_thunderbird_writes_the_birthday_in_three_columns(tmp_path: Path) -> None:
    header = "First Name,Last Name,Display Name,Primary Email,Secondary Email,Work Phone,Mobile Number,Organization,"
    header += "Birth Year,Birth Month,Birth Day,"
    row = "Wanda,Okoro,Wanda Okoro,wanda@okoro.example,,,+12125550142,Parhelion,1991,7,3,"
    (record,) = read(tmp_path, f"{header}\n{row}\n").records
    assert str(record.birthday) == "1991-07-03"
    assert record.emails == ("wanda@okoro.example",)


@pytest.mark.parametrize("written", ["0/0/00", "4/12/1984", ""])
def test_a_birthday_that_is_none_or_could_be_two_days_is_left_out(tmp_path: Path, written: str) -> None:
    header = "First Name,Last Name,Company,Job Title,Business Phone,E-mail Address,Birthday"
    assert read(tmp_path, f"{header}\nAnn,Lee,,,,a@lee.example,{written}\n").records[0].birthday is None


def test_companies_are_counted_and_not_listed(tmp_path: Path) -> None:
    header = "First Name,Last Name,Company,Job Title,Business Phone,E-mail Address"
    snapshot = read(tmp_path, f"{header}\n,,Acme,,+12125550142,info@acme.example\n,,,,,jo@acme.example\n,,,CEO,,\n")
    assert [record.emails for record in snapshot.records] == [("jo@acme.example",)]
    assert snapshot.skipped == {"companies": 2}


def test_a_google_export_is_named_as_such(tmp_path: Path) -> None:
    with pytest.raises(
        SourceError, match=r"E-CSV-KIND outlook\.csv: these are no Outlook contacts; they look like Google"
    ):
        read(
            tmp_path,
            "First Name,Last Name,Organization Name,E-mail 1 - Label,E-mail 1 - Value\nAnn,Lee,,,a@lee.example\n",
        )
