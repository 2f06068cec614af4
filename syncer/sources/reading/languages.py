"""What the columns of people's lists are called in further languages, beside those of ``columns.ALIASES``.

Words that mean two fields in two languages are left out (``Titel``: a job here, "Dr" there; ``Nume``), and so are
those that are also somebody's name.
"""

from collections.abc import Mapping

MORE: Mapping[str, tuple[str, ...]] = {
    "name": (
        *("namn", "navn", "nimi", "fullständigt namn", "fulde navn", "koko nimi"),  # sv, da and nb, fi
        *("imię i nazwisko", "jméno a příjmení", "meno a priezvisko", "név", "teljes név"),  # pl, cs, sk, hu
        *("ad soyad", "adı soyadı", "isim soyisim", "фио", "ф.и.о.", "имя и фамилия", "піб"),  # tr, ru, uk
        *("ονοματεπώνυμο", "氏名", "名前", "お名前", "姓名", "이름", "성명"),  # el, ja, zh, ko
    ),
    "first": (
        *("förnamn", "fornavn", "etunimi", "imię", "jméno", "křestní jméno", "keresztnév", "utónév", "prenume"),
        *("ad", "adı", "isim", "имя", "ім'я", "όνομα", "名", "名字"),
    ),
    "last": (
        *("efternamn", "efternavn", "etternavn", "sukunimi", "nazwisko", "příjmení", "priezvisko", "vezetéknév"),
        *("soyad", "soyadı", "soyisim", "фамилия", "прізвище", "επώνυμο", "επίθετο", "姓", "姓氏", "성"),
    ),
    "company": (
        *("företag", "arbetsgivare", "firma", "virksomhed", "bedrift", "arbejdsgiver", "arbeidsgiver", "yritys"),
        *("työnantaja", "pracodawca", "przedsiębiorstwo", "společnost", "zaměstnavatel", "spoločnosť", "cég", "cégnév"),
        *("munkahely", "companie", "şirket", "firma adı", "компания", "организация", "место работы", "работодатель"),
        *("компанія", "організація", "εταιρεία", "εταιρία", "会社", "会社名", "勤務先", "公司", "公司名称", "公司名稱"),
        *("单位", "工作单位", "회사", "회사명", "직장"),
    ),
    "title": (
        *("befattning", "yrkestitel", "stilling", "stillingsbetegnelse", "tehtävänimike", "stanowisko"),
        *("pracovní pozice", "pozice", "pozícia", "beosztás", "funcție", "ünvan", "unvan", "pozisyon", "görev"),
        *("должность", "посада", "θέση", "役職", "職種", "肩書", "职位", "职务", "職位", "직책", "직위", "직함"),
    ),
    "email": (
        *("e-post", "e-postadress", "e-postadresse", "sähköposti", "adres e-mail", "e-mailová adresa", "e-mail cím"),
        *("e-posta", "e-posta adresi", "почта", "эл. почта", "электронная почта", "пошта", "ел. пошта"),
        *("メール", "メールアドレス", "邮箱", "电子邮件", "电子邮箱", "電子郵件", "이메일", "이메일 주소", "메일"),
    ),
    "phone": (
        *("puhelin", "komórka", "telefon komórkowy", "mobil", "mobiltelefon", "telefonszám", "cep telefonu"),
        *("телефон", "мобильный", "мобильный телефон", "мобільний", "τηλέφωνο", "κινητό"),
        *(
            "電話",
            "電話番号",
            "携帯",
            "携帯電話",
            "电话",
            "电话号码",
            "手机",
            "手机号",
            "手機",
            "전화",
            "전화번호",
            "휴대폰",
        ),
    ),
    "notes": (
        *("anteckningar", "noter", "notater", "muistiinpanot", "notatki", "uwagi", "poznámky", "poznámka"),
        *("megjegyzés", "notlar", "заметки", "примечания", "комментарий", "нотатки", "примітки", "σημειώσεις"),
        *("備考", "メモ", "备注", "備註", "메모", "비고"),
    ),
}
"""Field -> header texts."""
