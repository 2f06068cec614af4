import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syncer.core.model import Name
from syncer.core.normalise.letters import repaired, unaccented, visible
from syncer.core.normalise.names import fold, join_name, name_key, read_name


def parts(name: Name) -> tuple[str, str, str]:
    return name.given, name.middle, name.family


@pytest.mark.parametrize(
    ("written", "given", "middle", "family"),
    [
        ("Jane Doe", "Jane", "", "Doe"),
        ("Jane Mary Doe", "Jane", "Mary", "Doe"),
        ("Jane Q. Doe", "Jane", "Q.", "Doe"),
        ("J.R.R. Tolkien", "J.R.R.", "", "Tolkien"),
        ("Neha", "Neha", "", ""),
        ("Doe, Jane", "Jane", "", "Doe"),
        ("van der Berg, Jane", "Jane", "", "van der Berg"),
        ("Ludwig van Beethoven", "Ludwig", "", "van Beethoven"),
        ("Maria de la Cruz", "Maria", "", "de la Cruz"),
        ("Gabriel García Márquez", "Gabriel", "", "García Márquez"),
        ("José Ortega y Gasset", "José", "", "Ortega y Gasset"),
        ("DUPONT Jean", "Jean", "", "DUPONT"),
        ("JACK MA", "JACK", "", "MA"),
        ("Don Draper", "Don", "", "Draper"),
        ("Aunt Josephine Tully", "Josephine", "", "Tully"),
        ("Иван Петров", "Иван", "", "Петров"),
        ("Jane Doe, PhD, MBA", "Jane", "", "Doe"),
        ("Jane Doe, CPA, CISSP, PMP®", "Jane", "", "Doe"),
        ("Jane Doe MBA", "Jane", "", "Doe"),
        ("Jack Ma", "Jack", "", "Ma"),
        ("Prof. Dr. Hans Müller", "Hans", "", "Müller"),
        ("🚀 Dr. Ann  Lee, PhD (she/her)", "Ann", "", "Lee"),
        ("Jane Doe - She/Her", "Jane", "", "Doe"),
        ("Jane Doe ✅ Hiring", "Jane", "", "Doe"),
        ("#OpenToWork Jane Doe", "Jane", "", "Doe"),
        ("Jane Doe (open to work)", "Jane", "", "Doe"),
        ("Jane Doe | Recruiter at Acme", "Jane", "", "Doe"),
        ("山田 太郎", "太郎", "", "山田"),
        ("山田太郎", "太郎", "", "山田"),
        ("田中実", "実", "", "田中"),
        ("長谷川誠", "誠", "", "長谷川"),
        ("佐藤健太郎", "健太郎", "", "佐藤"),
        ("王小明", "小明", "", "王"),
        ("欧阳娜娜", "娜娜", "", "欧阳"),
        ("김민수", "민수", "", "김"),
        ("ジョン・スミス", "ジョン", "", "スミス"),
    ],
)
def test_a_name_is_taken_apart_without_titles_degrees_and_remarks(
    written: str, given: str, middle: str, family: str
) -> None:
    name = read_name(written)
    assert parts(name) == (given, middle, family)
    assert name.display == written, "people see what the source holds"


@pytest.mark.parametrize(
    "written",
    [
        "Ann Lee, MSN, RN, CCRN",
        "Ann Lee, CNM",
        "Ann Lee CCRN",
        "Dr Ann Lee FACS",
        "Ann Lee, FAAN, NEA-BC",
        "Ann Lee DNP APRN FNP-BC",
        "Lee, Ann, CCRN",
        "Ann Lee, QXZT",
        "Ann Lee (recruiter)",
        "Ann Lee (Recruiter)",
        "Ann Lee [HR]",
        "Ann Lee (Google recruiter)",
        "Ann Lee (mom's friend)",
        "Ann Lee (night shift)",
        "Ann Lee (ICU)",
    ],
)
def test_letters_behind_a_name_and_what_somebody_does_are_no_part_of_it(written: str) -> None:
    name = read_name(written)
    assert (name.given, name.middle, name.family, name.nickname) == ("Ann", "", "Lee", "")
    assert name.display == written


def test_letters_in_the_field_of_the_family_name_are_no_part_of_it_either() -> None:
    assert (
        name_key(read_name(first="Ann", last="Lee CCRN"))
        == name_key(read_name(first="Ann", last="Lee, FNP-BC"))
        == "ann lee"
    )


@pytest.mark.parametrize(
    ("written", "given", "family", "nickname"),
    [
        ("Jean Marc DUPONT", "Jean", "DUPONT", ""),
        ("Smith, JOHN", "JOHN", "Smith", ""),
        ("van der Berg, JPM", "JPM", "van der Berg", ""),
        ("LEE, ANN", "ANN", "LEE", ""),
        ("Ann SMYTH", "Ann", "SMYTH", ""),
        ("Robert Lee (TJ)", "Robert", "Lee", "TJ"),
        ('Robert "bob" Lee', "Robert", "Lee", "bob"),
        ("robert lee (bob)", "robert", "lee", "bob"),
    ],
)
def test_capitals_that_are_a_name_stay_one(written: str, given: str, family: str, nickname: str) -> None:
    name = read_name(written)
    assert (name.given, name.family, name.nickname) == (given, family, nickname)


def test_nicknames_maiden_names_and_generations_have_their_own_place() -> None:
    assert read_name("Jane (Janie) Doe").nickname == "Janie"
    assert read_name('Robert "Bob" Smith').nickname == "Bob"
    assert read_name("Mary Smith (née Jones)").maiden == "Jones"
    assert read_name("Mary Smith geb. Jonas").maiden == "Jonas"
    assert read_name("John Smith Jr.").suffix == "jr"
    assert read_name("Ben (cousin)").nickname == "", "who somebody is to you is not what they are called"
    renamed = read_name("Aoife Brennan (now Brennan-Kelly)")
    assert (renamed.family, renamed.maiden) == ("Brennan-Kelly", "Brennan")


def test_degrees_stand_in_the_last_name_of_linkedin_exports() -> None:
    assert parts(read_name("", "Jane", "", "Doe, Ph.D.")) == ("Jane", "", "Doe")
    assert parts(read_name("", "🚀 Dr. Ann", "", "Lee, PhD (she/her)")) == ("Ann", "", "Lee")
    assert parts(read_name("", "John Q.", "", "Smith Jr.")) == ("John", "Q.", "Smith")


def test_brackets_behind_the_first_name_are_a_nickname_and_behind_the_last_a_maiden_name() -> None:
    name = read_name("", "Jane (Janie)", "", "Doe (Smith)")
    assert (name.nickname, name.maiden, name.family) == ("Janie", "Smith", "Doe")


def test_a_whole_name_in_one_of_the_two_fields_is_taken_apart_too() -> None:
    assert parts(read_name("", "Jane Doe", "", "")) == ("Jane", "", "Doe")
    assert parts(read_name("", "", "", "Jane Doe")) == ("Jane", "", "Doe")


def test_an_address_or_a_number_in_place_of_a_name_is_shown_but_is_no_evidence() -> None:
    for text in ("jane.doe@mail.example", "+1 212 555 0142"):
        name = read_name(text)
        assert name.display == text
        assert name_key(name) == ""


def test_east_asian_names_are_written_family_name_first() -> None:
    assert join_name("太郎", "", "山田") == "山田太郎"
    assert join_name("Ada", "", "Lovelace") == "Ada Lovelace"
    assert read_name("", "小明", "", "王").display == "王小明"


def test_the_same_name_has_one_key_however_it_is_written() -> None:
    written = ("Zoë Müller", "Muller, Zoe", "Dr. Zoë Müller (she/her)", "Zo\u200bë Müller", "ZoÃ« MÃ¼ller")
    assert {name_key(read_name(text)) for text in written} == {"zoe muller"}


def test_wrongly_decoded_text_is_repaired_only_when_it_round_trips() -> None:
    assert repaired("JosÃ© PeÃ±a") == "José Peña"
    assert repaired("Itâ€™s") == "It’s"
    for right in ("SÃO PAULO", "Ãrpad é", "Ångström", "naïve", "Zoë"):
        assert repaired(right) == right


def test_what_cannot_be_seen_is_in_no_key() -> None:
    assert visible("J\u202ea\u200bn\ufeffe\x07\x1b[31m  D\u00ado\u2066e\n") == "Jane[31m Doe"
    assert fold("J\u202ean\u200be") == "jane"


def test_all_letters_fold_to_a_to_z() -> None:
    assert [fold(text) for text in ("Łódź", "Straße", "Ørsted", "Þór", "Иван", "O’Neil-3")] == [
        "lodz", "strasse", "orsted", "thor", "ivan", "oneil",
    ]  # fmt: skip


@settings(deadline=None)
@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert visible(visible(text)) == visible(text)
    assert repaired(repaired(text)) == repaired(text)


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=30), st.text(max_size=30))
def test_no_text_breaks_the_reader_of_names(full: str, first: str, last: str) -> None:
    name = read_name(full, first, "", last)
    assert all(word.isascii() and word.isalpha() for word in name_key(name).split())
    assert not full.strip() or name.display


@pytest.mark.parametrize(
    ("given", "family"),
    [
        ("सुनीता", "शर्मा"),
        ("தமிழ்", "செல்வி"),
        ("สมชาย", "ใจดี"),
        ("נָעֳמִי", "כֹּהֵן"),
        ("مُحَمَّد", "عَلِيّ"),
    ],
)
def test_signs_that_belong_to_a_letter_are_part_of_the_word(given: str, family: str) -> None:
    assert parts(read_name(f"{given} {family}")) == parts(read_name("", given, "", family)) == (given, "", family)


def test_accents_written_as_signs_of_their_own_are_the_same_letters() -> None:
    name = "Jose\u0301 Nu\u0301n\u0303ez"
    assert (
        parts(read_name(name))
        == parts(read_name(name, *name.split()[:1], "", name.split()[1]))
        == (
            "José",
            "",
            "Núñez",
        )
    )
    assert read_name(name).display == "José Núñez"


@pytest.mark.parametrize("sign", list("'’ʼ`´‘′"))
def test_whatever_stands_for_an_apostrophe_keeps_a_name_in_one_piece(sign: str) -> None:
    name = read_name(f"Sean O{sign}Neil")
    assert (name.given, name_key(name)) == ("Sean", "sean oneil")
    assert name.display == f"Sean O{sign}Neil"


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("Dr.", "Ann Lee PhD", ("Ann", "", "Lee")),
        ("Dr.", "Lee", ("", "", "Lee")),
        ("Mr", "van der Lee", ("", "", "van der Lee")),
        ("Don", "Draper", ("Don", "", "Draper")),
    ],
)
def test_a_title_in_the_place_of_the_first_name_is_no_first_name(
    first: str, last: str, found: tuple[str, str, str]
) -> None:
    assert parts(read_name("", first, "", last)) == found


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Renée Thibodeaux", "renee  thibodeaux"),
        ("Søren Núñez-Ødegård", "Soren Nunez Odegard"),
        ("J. R. Weiß", "j r weiss"),
        ("李明", "李明"),
        ("Test 1", "test 1"),
    ],
)
def test_a_name_is_found_as_typed_on_a_keyboard_without_accents(written: str, typed: str) -> None:
    assert unaccented(written) == unaccented(typed)


def test_other_scripts_and_numbers_are_not_mixed_up_by_it() -> None:
    assert unaccented("李明") != unaccented("黎明")
    assert unaccented("Test 1") != unaccented("Test 2")
    assert unaccented("Ann Alee") != unaccented("Anna Lee")
