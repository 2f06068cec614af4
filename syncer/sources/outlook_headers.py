"""Column names of Outlook and Thunderbird address books, in the languages their exports are known in.

English of the desktop (2003 on), of Outlook.com and of Google's "Outlook CSV"; German, French, Spanish, Italian, Dutch
and Brazilian Portuguese as public programs write or read them [C]; Thunderbird in English. Parts of one header may be
in English. Switchboards, assistants, faxes and pagers are nobody's number and are left out.
"""

from collections.abc import Sequence

from syncer.sources.reading.columns import ALIASES, Header, header_key

_NAMES: dict[str, tuple[str, ...]] = {
    "first": ("First Name", "Vorname", "Prénom", "Nombre", "Nome", "Voornaam", "Primeiro nome"),
    "middle": (
        *("Middle Name", "Weitere Vornamen", "Zweiter Vorname", "2. Vorname", "Deuxième prénom", "Segundo nombre"),
        *("Secondo nome", "Middelste naam", "Tweede voornaam", "Segundo nome"),
    ),
    "last": ("Last Name", "Nachname", "Nom", "Apellidos", "Apellido", "Cognome", "Achternaam", "Sobrenome"),
    "display": ("Display Name", "Anzeigename", "Nome visualizzato"),
    "suffix": ("Suffix", "Suffixe", "Sufijo", "Achtervoegsel", "Sufixo"),
    "nickname": ("Nickname", "Surnom", "Rufname", "Spitzname", "Apodo", "Soprannome", "Bijnaam", "Apelido"),
    "company": (
        *("Company", "Organization", "Firma", "Société", "Organización", "Compañía", "Empresa", "Società"),
        *("Bedrijf", "Organisation", "Organizzazione"),
    ),
    "title": ("Job Title", "Position", "Fonction", "Puesto", "Cargo", "Posizione", "Qualifica", "Functie", "Titre"),
    "email": (
        *("E-mail Address", "E-mail 2 Address", "E-mail 3 Address", "Primary Email", "Secondary Email"),
        *("E-Mail-Adresse", "E-Mail 2: Adresse", "E-Mail 3: Adresse", "E-Mail-Adresse 2", "E-Mail-Adresse 3"),
        *("Adresse de messagerie", "Adresse de messagerie 2", "Adresse de messagerie 3", "Adresse e-mail"),
        *("Dirección de correo electrónico", "Dirección de correo electrónico 2", "Dirección de correo electrónico 3"),
        *("Dirección del correo electrónico", "Dirección del correo electrónico 2"),
        *("Dirección del correo electrónico 3", "Correo electrónico"),
        *("Indirizzo posta elettronica", "Indirizzo posta elettronica 2", "Indirizzo posta elettronica 3"),
        *("Indirizzo di posta elettronica", "Email primaria", "Email secondaria"),
        *("E-mailadres", "E-mailadres 2", "E-mailadres 3"),
        *("Endereço de email", "Endereço de email 2", "Endereço de email 3", "Endereço de correio eletrônico"),
    ),
    "phone": (
        *("Mobile Phone", "Mobile Number", "Mobile Phone 2", "Primary Phone", "Business Phone", "Business Phone 2"),
        *("Home Phone", "Home Phone 2", "Other Phone", "Work Phone"),
        *("Mobiltelefon", "Mobiltelefon 2", "Haupttelefon", "Telefon geschäftlich", "Telefon geschäftlich 2"),
        *("Telefon privat", "Telefon privat 2", "Telefon (privat)", "Telefon (privat 2)", "Weiteres Telefon"),
        *("Tél. mobile", "Téléphone mobile", "Téléphone principal", "Téléphone (bureau)", "Téléphone 2 (bureau)"),
        *("Téléphone (domicile)", "Téléphone 2 (domicile)", "Téléphone (autre)"),
        *("Teléfono móvil", "Móvil", "Teléfono principal", "Teléfono del trabajo", "Particular", "Otro teléfono"),
        *("Cellulare", "Telefono principale", "Ufficio", "Ufficio 2", "Abitazione", "Abitazione 2", "Altro telefono"),
        *("Mobiele telefoon", "Hoofdtelefoon", "Telefoon op werk", "Telefoon op werk 2", "Telefoon thuis"),
        *("Telefoon thuis 2", "Andere telefoon"),
        *("Telefone celular", "Celular", "Telefone principal", "Telefone comercial", "Telefone comercial 2"),
        *("Telefone residencial", "Telefone residencial 2", "Outro telefone"),
    ),
    "url": (
        *("Web Page", "Personal Web Page", "Web Page 1", "Web Page 2", "Webseite", "Page Web", "Página web"),
        *("Pagina Web", "Webpagina", "Página da Web", "LinkedIn"),
    ),
    "city": (
        *("Business City", "Home City", "Work City", "Ort geschäftlich", "Ort privat", "Ville (bureau)"),
        *("Ville (domicile)", "Ciudad de trabajo", "Città (uff.)", "Città (ab.)", "Plaats werk"),
    ),
    "notes": ("Notes", "Notizen", "Notas", "Note", "Notities", "Anotações"),
    "labels": ("Categories", "Kategorien", "Catégories", "Categorías", "Categorie", "Categorieën", "Categorias"),
    "birthday": ("Birthday", "Geburtstag", "Anniversaire", "Cumpleaños", "Compleanno", "Verjaardag", "Aniversário"),
    "referrer": ("Referred By", "Empfohlen von", "Recommandé par", "Presentato da", "Referentie van"),
    "birth_year": ("Birth Year",),
    "birth_month": ("Birth Month",),
    "birth_day": ("Birth Day",),
}
_FIELD = {header_key(name): field for field, names in _NAMES.items() for name in names}
_HONORIFIC = frozenset(header_key(name) for name in ("Title", "Anrede", "Titel", "Tratamiento", "Titolo", "Título"))
_BY_HAND = frozenset(
    header_key(name)
    for field in ("strength", "how met", "knows someone at", "former company", "last contact", "next action", "status")
    for name in ALIASES[field]
) - {"priority"}


def columns(header: Header) -> dict[str, tuple[int, ...]]:
    """Where each field stands, in file order.

    French repeats two names: of several ``Nom`` the first is the whole name and the last the surname; a ``Titre``
    before the company is the honorific, behind it the job.
    """
    found: dict[str, list[int]] = {}
    for position, key in enumerate(header.keys):
        if field := _FIELD.get(key):
            found.setdefault(field, []).append(position)
    if len(found.get("last", ())) > 1:
        found.setdefault("display", []).append(found["last"].pop(0))
    company = found.get("company", [-1])[0]
    found["title"] = [at for at in found.get("title", ()) if header.keys[at] != "titre" or at > company]
    return {field: tuple(positions) for field, positions in found.items() if positions}


def known(keys: Sequence[str]) -> bool:
    """Whether header keys are Outlook's or Thunderbird's: an address in their words among names and jobs, signs that a
    hand-made table hardly has, and none of the columns that only people make ("How well I know them").
    """
    fields = {_FIELD[key] for key in keys if key in _FIELD}
    if "email" not in fields or len(fields & {"first", "last", "display", "company", "title"}) < 3:
        return False
    return _peculiar(keys) and _BY_HAND.isdisjoint(keys)


def _peculiar(keys: Sequence[str]) -> bool:
    """Two phones or addresses in their words, or an honorific with a suffix or a middle name."""
    fields = [_FIELD.get(key) for key in keys]
    dressed = not _HONORIFIC.isdisjoint(keys) and not {"suffix", "middle"}.isdisjoint(fields)
    return fields.count("phone") > 1 or fields.count("email") > 1 or dressed or "business phone" in keys
