"""Ways to damage a file: bytes anywhere, and what a reader counts on (rows, cells, cards, members, XML)."""

import io
import random
import zipfile
from collections.abc import Callable

Damage = Callable[[bytes, random.Random], bytes]

HOSTILE = (
    "", " ", "\t", "\n", '"', '""', '"\n', ",", ";", "|", ":::", " ::: ", "=1+1", "@SUM(A1)", "\0", "\ufeff", "\u202e",
    "\x85", "\x1a", "\x1b[2J", "😀" * 50, "\ud7ff", "é", "e\u0301", "ﬀ", "İ", "ß", "９９", "٣", "a" * 5000, "0",
    "-1", "1e999", "NaN", "2026-02-30", "31/12/9999", "0000-00-00", "45000", "TRUE", "#REF!", "null", "a@b@c",
    "mailto:x@example.com", "ann@example.com" * 40, "+" * 30, "00" * 40, "https://www.linkedin.com/in/" + "%ff" * 30,
    "https://[::1", "javascript:alert(1)", "<script>", "&amp;", "]]>", "{{7*7}}", "%s%n", "../../etc/passwd", "A,B,C",
    "BEGIN:VCARD", "END:VCARD", "N:;;;;", "FN:", "QUOTED-PRINTABLE", "=\n", "=C3=", "CHARSET=UTF-7", "First Name",
)  # fmt: skip
BYTES = (
    b"\x00",
    b"\xff",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\xfe\xff",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\r",
    b"\n",
    b'"',
    b",",
)


def hostile(rng: random.Random) -> str:
    return rng.choice(HOSTILE)


# --- bytes -----------------------------------------------------------------------------------------------------------


def splice(data: bytes, rng: random.Random) -> bytes:
    at, cut = rng.randint(0, len(data)), rng.choice((0, 0, 1, 2, 30))
    put = rng.choice(BYTES) if rng.random() < 0.5 else hostile(rng).encode("utf-8", "surrogatepass")
    return data[:at] + put + data[at + cut :]


def flip(data: bytes, rng: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        if made:
            made[rng.randrange(len(made))] ^= 1 << rng.randrange(8)
    return bytes(made)


def cut(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randint(0, len(data))]


def repeat(data: bytes, rng: random.Random) -> bytes:
    start = rng.randint(0, len(data))
    piece = data[start : start + rng.randint(1, 2000)]
    return data[:start] + piece * rng.randint(2, 20) + data[start:]


def other_encoding(data: bytes, rng: random.Random) -> bytes:
    text = data.decode("utf-8-sig", "replace")
    return text.encode(rng.choice(("utf-16", "utf-16-le", "utf-32", "cp1252", "utf-8-sig", "mac-roman")), "replace")


# --- lines and cells -------------------------------------------------------------------------------------------------


def lines(data: bytes, rng: random.Random) -> bytes:
    found = data.split(b"\n")
    one, other = rng.randrange(len(found)), rng.randrange(len(found))
    how = rng.randrange(5)
    if how == 0:
        found[one], found[other] = found[other], found[one]
    elif how == 1:
        found.insert(other, found[one])
    elif how == 2:
        del found[one]
    elif how == 3:
        found[one] = found[one] + rng.choice((b" ", b"\n ", b"\r\n\t")) + found[other]
    else:
        found.insert(one, hostile(rng).encode("utf-8", "surrogatepass"))
    return b"\n".join(found)


def cells(data: bytes, rng: random.Random) -> bytes:
    found = data.split(b"\n")
    at = rng.randrange(len(found))
    sign = max((b",", b";", b"\t", b":"), key=found[at].count)
    parts = found[at].split(sign)
    place = rng.randrange(len(parts))
    how = rng.randrange(4)
    if how == 0:
        parts[place] = hostile(rng).encode("utf-8", "surrogatepass")
    elif how == 1:
        parts.insert(place, hostile(rng).encode("utf-8", "surrogatepass"))
    elif how == 2:
        del parts[place]
    else:
        parts[place] = b'"' + parts[place].replace(b'"', b'""') + rng.choice((b'"', b"", b'"x'))
    found[at] = sign.join(parts)
    return b"\n".join(found)


# --- packages --------------------------------------------------------------------------------------------------------


def members(data: bytes, rng: random.Random) -> bytes:
    """A ZIP with a member damaged, renamed, doubled, nested or taken out; what is no ZIP is left as it is."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found = [(name, archive.read(name)) for name in archive.namelist()]
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, RuntimeError, EOFError, zipfile.zlib.error):  # type: ignore[attr-defined]
        return splice(data, rng)
    if not found:
        return data
    at = rng.randrange(len(found))
    name, content = found[at]
    how = rng.randrange(6)
    if how <= 2:
        found[at] = (name, rng.choice((splice, flip, cut, lines, cells))(content, rng))
    elif how == 3:
        found[at] = (
            rng.choice(("../" + name, "/" + name, name.upper(), "x/" + name, name + "\0", "connections.csv")),
            content,
        )
    elif how == 4:
        found.append((name, content))
    else:
        del found[at]
    return packed(found, rng)


def packed(found: list[tuple[str, bytes]], rng: random.Random) -> bytes:
    stream = io.BytesIO()
    method = rng.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in found:
            made = zipfile.ZipInfo(name.replace("\0", "") or "x")
            made.compress_type = method
            archive.writestr(made, content)
    return stream.getvalue()


PLAIN: tuple[Damage, ...] = (splice, flip, cut, repeat, other_encoding, lines, lines, cells, cells, cells)
PACKED: tuple[Damage, ...] = (members, members, members, members, splice, flip, cut)


def damaged(data: bytes, seed: int, times: int) -> bytes:
    """The file after some damage; the same for the same seed."""
    rng = random.Random(seed)
    for _ in range(times):
        data = rng.choice(PACKED if data.startswith(b"PK") else PLAIN)(data, rng)
    return data
