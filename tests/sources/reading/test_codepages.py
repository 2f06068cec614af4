"""Files that are neither UTF-8 nor Windows-1252: which code page their letters give away, and which they do not."""

from pathlib import Path

import pytest

from syncer.sources.reading.codepages import told_by_letters
from syncer.sources.spreadsheet import Spreadsheet

# Given names, family names and firms as people of each language write them, put together at will: nobody is meant.
PEOPLE = {
    "cp1251": ("Иван Петров,Вымысел", "Ольга Кузнецова,Газовщик", "Сергей Лебедев,Пример"),
    "cp932": ("田中 太郎,株式会社サクラ", "鈴木 花子,みほん銀行", "佐藤 一郎,れいソフト"),
    "euc_jp": ("田中 太郎,株式会社サクラ", "鈴木 花子,みほん銀行", "佐藤 一郎,れいソフト"),
    "gb18030": ("王 小明,例子科技", "李 娜,样本银行", "张 伟,示范公司"),
    "big5": ("王 小明,範例科技", "陳 美玲,樣本銀行", "林 志豪,示範公司"),
    "cp949": ("김 민수,보기전자", "이 영희,예시자동차", "박 지훈,견본"),
    "cp1253": ("Γιώργος Παπαδόπουλος,Παράδειγμα", "Μαρία Νικολάου,Δείγμα", "Ελένη Δημητρίου,Αθήνα"),
    "cp1250": ("Łukasz Wójcik,Przykład", "Jiří Dvořák,Příklad", "László Szőke,Példa Gyűrű"),
    "iso8859_2": ("Łukasz Śliwa,Przykład", "Żaneta Dąbrowska,Wzór", "Grażyna Ćwikła,Próba"),
    "cp1254": ("Ayşe Çağlar,Örnek", "Işıl Öztürk,Gümüş", "Oğuz Şahin,Deneme"),
    "cp1257": ("Žydrūnas Balčiūnas,Pavyzdys", "Jānis Bērziņš,Piemērs", "Šarūnas Ąžuolas,Bandymas"),
    "koi8_r": ("Иван Петров,Вымысел", "Ольга Кузнецова,Газовщик", "Сергей Лебедев,Пример"),
    "cp866": ("Иван Петров,Вымысел", "Ольга Кузнецова,Газовщик", "Сергей Лебедев,Пример"),
    "cp1255": ("דוד כהן,דוגמה", "שרה לוי,מבחן", "משה פרידמן,ניסוי"),
    "cp1256": ("محمد العلي,مثال", "فاطمة حداد,تجربة", "خالد منصور,نموذج"),
    "cp874": ("สมชาย ใจดี,ตัวอย่าง", "สุดา แก้วมณี,ทดลอง", "วิชัย วงศ์ทอง,แบบ"),
    "mac_roman": ("José Muñoz,Crédit Exemple", "Zoë Müller,Société Modèle", "Hélène Söderberg,Exempel"),
}
WESTERN = (
    "José Muñoz,Crédit Exemple",
    "Jørgen Ødegård,Mærsk",
    "Guðrún Sigurðardóttir,Þór",
    "João Conceição,L’Exemple – “Société”",
    "MÜLLER GRÖSS,ÉCOLE NOËL",
    "Jäähdytys Töölö,Café™ €",
    "Šimon Œuvre,¿Qué?",
    "Tõnu Mägi,Õhtu",
    "João Simões,Leilões 100°C µm • €5",
    "Mª José Núñez,3º ½ d’Angelò",
)


@pytest.mark.parametrize("page", PEOPLE)
def test_names_of_another_script_are_read_as_they_were_written(page: str, tmp_path: Path) -> None:
    rows = [f"{row},p{number}@example.com" for number, row in enumerate(PEOPLE[page])]
    path = tmp_path / "people.csv"
    path.write_bytes("\n".join(["Name,Company,Email", *rows]).encode(page))
    snapshot = Spreadsheet("hand", path).fetch()
    assert sorted(f"{record.full_name},{record.positions[0].employer}" for record in snapshot.records) == sorted(
        PEOPLE[page]
    )
    assert not snapshot.rejected
    assert ["told by its letters; if names look wrong, save it as UTF-8" in note for note in snapshot.notes] == [True]


@pytest.mark.parametrize("count", range(1, len(WESTERN) + 1))
def test_names_of_western_europe_stay_what_windows_makes_of_them(count: int) -> None:
    assert told_by_letters(row.encode("cp1252") for row in WESTERN[:count]) == ("", "")


@pytest.mark.parametrize("row", WESTERN)
def test_so_do_they_each_by_itself_and_twenty_times(row: str) -> None:
    for text in (row, "\n".join([row] * 20)):
        assert told_by_letters([text.encode("cp1252")]) == ("", "")


def test_a_few_foreign_names_in_a_western_list_change_nothing_for_the_others() -> None:
    rows = [*WESTERN, "£ukasz W¹tróbka,Przyk³ad"]
    assert told_by_letters(row.encode("cp1252") for row in [*rows, *(f"{name}é" for name in "abcdefghijklmnop")]) == (
        "",
        "",
    )


def test_one_damaged_word_gives_no_code_page_away() -> None:
    assert told_by_letters([b"Ann \xff\xfe\xfd,Acme\n"]) == ("", "")


def test_bytes_at_random_are_no_language() -> None:
    assert told_by_letters([bytes(range(128, 256)) * 4]) == ("", "")


def test_a_line_with_half_a_letter_is_set_aside_and_the_others_are_read(tmp_path: Path) -> None:
    lines = [b"Name,Company,Email", *(f"{row},p@example.com".encode("cp932") for row in PEOPLE["cp932"] * 5)]
    lines.append("高橋".encode("cp932") + b"\x81 ,Acme,q@example.com")
    path = tmp_path / "people.csv"
    path.write_bytes(b"\n".join(lines))
    snapshot = Spreadsheet("hand", path).fetch()
    assert [rejected.place.line for rejected in snapshot.rejected] == [17]
    assert snapshot.records_in == len(snapshot.records) + snapshot.merged + 1
