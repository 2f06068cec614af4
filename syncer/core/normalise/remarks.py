"""What people write into a name that is no name: titles, credentials, pronouns, "open to work".

The lists were written for this project from how names look in LinkedIn and address-book exports; a word that is
also a common name is listed only where its form (capitals, a comma before it) tells it apart.
"""

import re

_TITLE_WORDS = """dr drs prof professor mr mrs ms miss mx sir rev reverend capt captain lt sgt herr frau dipl dipling
    mme mlle dott dottssa sig sra srta phdr mudr judr dhr mevr aunt auntie uncle cousin
    grandma grandpa granny tante onkel tía tío"""
TITLES = frozenset(_TITLE_WORDS.split())

# Don, Col and Mag are names as well: titles only with their full stop.
_DOTTED_TITLE_WORDS = "don doña maj col gen fr hon ing ir mag arq eng engr er adv me m sr dra sigra mons"
_DOTTED_TITLES = frozenset(_DOTTED_TITLE_WORDS.split())
SUFFIXES = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}

# Stripped wherever they trail: no common surname is spelled so.
_CREDENTIAL_WORDS = """phd dphil edd dba jd llm llb mba emba mph mpa mpp msc bsc bba mfa mdiv msw lcsw lmft lpc cpa cfa
    cfp cma cia cisa cism crisc cissp ccna ccnp ccie pmp pmi-acp capm csm cspo psm psm1 pspo spc sphr phr shrm-cp
    shrm-scp gphr cipd mcipd assoccipd fcipd acca fcca aca fca cima acma frm caia fsa asa esq esquire rn bsn msn aprn
    fnp np-c pharmd dds dmd dvm od dpt otr ccc-slp bcba rd rdn leed aia faia raia riba pe eit pg cpg sixsigma lssbb
    lssgb cssbb cscp cpim cpsm itil togaf ceh oscp cipp cipp/e cipm cams cfe cpp psp frsa mbe obe cbe phdc mbcs ceng
    mieee fieee meng beng btech mtech mca bca mcom bcom pgdm pgp rpl clu chfc ricp aif cafm dipm mrics frics habil
    facs facp faan facc faafp fache dnp crna cnm cns cnor ccrn ocn cphq cna lpn lvn emt rrt lmsw lmhc lcpc lcdc mha
    pa-c crnp anp agnp agacnp pmhnp whnp rnc cde wcc rdh rvt maom ncc faap"""
_CREDENTIALS = frozenset(_CREDENTIAL_WORDS.split())

# Also names or words (Ma, Do, Bed): only after a comma, or in capitals beside a name that is not.
_SHORT_CREDENTIAL_WORDS = "ma ba ms bs md do pa rph mcs cpl cs ea pt ot bed med lion cae dc np"
_SHORT_CREDENTIALS = frozenset(_SHORT_CREDENTIAL_WORDS.split())

# A name with none of these words needs no cleaning.
DRESS = TITLES | _CREDENTIALS | _SHORT_CREDENTIALS | SUFFIXES.keys() | {"hiring", "née", "nee", "open", "now", "at"}

# What stands in brackets behind a name in phones: who they are to the owner, which number it is. No nicknames.
_ROLE_WORDS = """aunt uncle cousin brother sister mum mom mother dad father son daughter wife husband partner grandma
    grandpa niece nephew friend neighbour neighbor colleague boss client landlord plumber doctor dentist teacher coach
    work home mobile cell office private old new ex school gym church retired deceased intern contractor tante onkel
    kollege kollegin chef freund freundin arbeit privat travail bureau trabajo casa recruiter recruiting headhunter
    talent hr it pr qa ux pm vp ceo cto cfo coo nurse physician therapist pharmacist engineer developer designer lawyer
    attorney accountant realtor agent broker banker consultant analyst manager director founder investor sales marketing
    support supplier vendor customer babysitter nanny vet trainer instructor tutor electrician mechanic
    hairdresser barber"""
ROLES = frozenset(_ROLE_WORDS.split())

_PRONOUN = (
    "(?:she|her|hers|he|him|his|they|them|theirs|ze|zir|xe|xem|any|elle|il|iel|lui|ella|él|sie|ihr|er|ihm|lei|ela|ele"
    "|zij|haar|hij|hem)"
)
PRONOUNS = re.compile(rf"[(\[]?\b{_PRONOUN}(?:\s*[/|·]\s*{_PRONOUN})+\b[)\]]?", re.IGNORECASE)
STATUS = re.compile(
    r"""\#\s?open\s?to\s?work | \bopen\ to\ (?:new\ )?(?:work|opportunit\w+|roles)
      | \#?\b(?:we\W?re|is|now|i\W?m)?\s*hiring\b!*
      | \bactively\ (?:looking|seeking)\b.* | \b(?:looking|searching)\ for\b.* | \bseeking\ (?:new\ )?\w+.*
      | \bopen\ networker\b | \bon\ (?:parental|maternity|paternity)\ leave\b
      | \bauf\ jobsuche\b | \ben\ recherche\b.* | \bà\ l['’]écoute\b.* | \ben\ búsqueda\b.* | \bin\ cerca\ di\b.*
      | (?<!\w)\#\w+""",
    re.IGNORECASE | re.VERBOSE,
)
CUT = re.compile(r"\s[|•·–—-]\s.*|\s*[|•~]\s.*|\s+(?:[-–—]|at)\s+.*")
_VOWELS = frozenset("AEIOUY")
_MARKS = str.maketrans("", "", ".®™©*")


def bare(word: str) -> str:
    """A word without the dots and marks people hang on it, lower-case: ``Ph.D.®`` is ``phd``."""
    return word.translate(_MARKS).strip(",;:'’").casefold()


def is_abbreviation(word: str) -> bool:
    """``CCRN``, ``FNP-BC``: capitals that nobody can say, so no name, whatever they stand for."""
    plain = word.translate(_MARKS).strip(",;:'’")
    letters = plain.replace("-", "")
    if len(letters) < 3 or not (letters.isascii() and letters.isupper()):
        return False
    return _VOWELS.isdisjoint(letters) or plain.endswith(("-BC", "-C", "-CP"))


def is_title(word: str) -> bool:
    """``Dr.``, ``Frau``, ``Dipl.-Ing.``: stands before a name."""
    plain = bare(word).replace("-", "")
    return plain in TITLES or (word.endswith(".") and plain in _DOTTED_TITLES)


def is_credential(word: str, *, certain: bool) -> bool:
    """``PhD``, ``CPA``. ``certain``: a comma or capitals already say that it is no name, so ``MA`` counts too."""
    plain = bare(word)
    return plain in _CREDENTIALS or (certain and plain in _SHORT_CREDENTIALS)
