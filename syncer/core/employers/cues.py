"""The words in an employer text that say how a person stands to the employer named after (or before) them.

Each table is a list of patterns, longest first where one begins like another. Matched without regard to case.
"""

import re

# Before the name of a firm.
AT = (r"@\s*", r"at\s+(?!&)", r"bei\s+", r"chez\s+", r"presso\s+")
WORKS_FOR = (
    r"(?:working|works?|contracting|contractor|consultant|consulting|employed|employee)\s+(?:for|of|by)\s+(?:the\s+)?",
)
VIA = (
    r"(?:on\s+)?contract(?:ed|or|ing)?\s+(?:via|through)\s+",
    r"via\s+",
    r"through\s+",
    r"c/o\s+",
    r"by\s+way\s+of\s+",
    r"(?:employed|payrolled)\s+by\s+",
    r"on\s+behalf\s+of\s+",
    r"über\s+",
    r"durch\s+",
)
NOW = (
    r"(?:and\s+|is\s+|are\s+)?(?:now|currently|present(?:ly)?:?|today|jetzt|heute|actuellement|actualmente|atualmente)"
    r"\s+(?!part\s|owned\s|acquired\s|an?\s)(?:at\s+|with\s+|@\s*)?",
)
FORMER = (
    r"ex[-\u2010-\u2015 ]\s*(?!works\b|libris\b)",
    r"x-(?!ray)",
    r"former(?:ly)?\b[:,]?\s+(?:(?:at|with|of|known\s+as)\s+)?",
    r"previously\b[:,]?\s+(?:(?:at|with|of)\s+)?",
    r"prev\b\.?:?\s+",
    r"prior(?:ly)?:?\s+(?:at\s+)?",
    r"past:?\s+",
    r"retired\s+from\s+",
    r"laid\s+off\s+(?:from|by)\s+",
    r"left\s+",
    r"alt:\s*",
    r"ehem(?:als?|aliger|alige)?\b\.?\s+",
    r"früher\s+",
    r"ancien(?:ne)?(?:ment)?\s+(?:de\s+|chez\s+)?",
    r"antes\s+(?:en\s+|na\s+|no\s+)?",
    r"anteriormente\s+(?:en\s+)?",
    r"voormalig\s+",
    r"tidligere\s+",
    r"были?\s+",
    r"бывш(?:ий|ая|ие)\s+(?:сотрудник\s+)?",
    r"экс-",
    r"前(?=[A-Za-z])",
    r"元(?=[A-Za-z])",
)
OWNER = (
    r"(?:now\s+)?(?:an?\s+)?(?:part|division|subsidiary|brand|unit|business)\s+of\s+(?:the\s+)?",
    r"(?:now\s+)?(?:wholly\s+)?(?:owned|acquired|bought)\s+by\s+(?:the\s+)?",
    r"(?:ein|une)\s+(?:unternehmen|société|filiale)\s+(?:der|des|du|de)\s+",
)
RECRUITS = (
    r"(?:recruit(?:er|ing|ment)?|talent\s+(?:acquisition|partner)|sourc(?:er|ing)|headhunt(?:er|ing)|hiring|staffing)"
    r"\s+for\s+",
)
SUPPLIES = (r"(?:suppliers?|vendors?|consultants?|agency|service\s+provider)\s+to\s+(?:the\s+)?", r"client:\s+")

# Anywhere in a piece: the person does not work there.
_PARTNER_OF = (
    "gold silver bronze diamond elite premier platinum preferred official certified verified trusted "
    "registered approved authorized authorised solution solutions consulting referral integration ecosystem "
    "isv app strategic alliance technology implementation channel delivery business google aws azure sap "
    "microsoft salesforce hubspot shopify oracle apple meta cisco"
)
AFFILIATION = (
    r"(?:certified|verified|accredited|authori[sz]ed|mvp|mvps|resellers?|sellers?|backed|funded\s+by|portfolio\s+company)",
    r"(?:alum|alums|alumni|alumnus|alumna|alumnae)",
    r"(?:superhosts?|hosts?|ambassadors?|top\s+voice|volunteer(?:ing)?|evangelist|champions?|influencer|creator|youtuber)",
    r"(?:moderators?|streamers?|competitors?|competing|alternatives?|affiliated|affiliates?)",
    r"(?:organi[sz]ers?|franchise(?:e|es|r|s)?|dealer(?:ship)?s?|user\s+groups?|fan\s*club|community|meetup)",
    r"(?:student\s+clubs?|developer\s+(?:expert|student|group)s?|campus\s+(?:rep|ambassador))",
    rf"(?:{'|'.join(_PARTNER_OF.split())})\s+partners?(?!\s+(?:at|in)\b)",
    r"(?:gold|verified|trusted|preferred|approved|authori[sz]ed|independent|registered)"
    r"\s+(?:suppliers?|retailers?|agents?|distributors?|vendors?|contractors?|installers?)",
    r"partner\s+(?:agency|network|program(?:me)?)",
    r"(?:driver|delivery|courier|channel|fleet)[\s-]+partners?",
    r"(?:investors?|shareholder)\s+in",
    r"(?:agency|franchise|business|store|shop|restaurant|dealership|provider|contractor|station)\s+owner",
    r"(?:advis[eo]rs?|supplier|vendor)\s+to",
    r"owner\s+of\s+(?:an?|the|my|our)\b",
    r"(?:customers?|clients?|users?|fans?)\s+of",
    r"(?:freelancer|seller|driver|courier|shopper|tasker|coach|expert|vendor|merchant)\s+(?:on|for|with)",
    r"(?:inspired|powered)\s+by",
    r"(?:aspiring|future|interviewing|applicant|scholars?|scholarship|fellowship)",
    r"(?:accelerator|cohort|batch|award(?:ed|s)?|winner|marketplace|trainer|instructor|tutor|tedx\w*)",
    r"(?:uses?|using|building|builds?|replacing|beating)",
    r"the\s+(?!universit|college|bank|school|institute|city|state|museum|ministry|department|government)\w+\s+(?:for|of)\s+\w+",
    r"yc\s*[swfx]?\s*\d\d",
    r"[swf]2[0-9]",
    r"(?:participants?|finalists?|contributors?|mentors?|mentees?|learners?|shareholders?|trailblazers?|enthusiasts?)",
    r"(?:local\s+guides?|summer\s+of\s+code|gsoc|hash\s+code|30\s+under\s+30|10[,.]?000\s+(?:small\s+businesses|women))",
    r"(?:(?:grand|zen\s+)masters?|vexperts?|proadvisors?|power\s?sellers?|dashers?|docker\s+captains?|github\s+stars?)",
    r"(?:aws|community|data|cloud|serverless|developer)\s+(?:super)?hero(?:es)?",
    r"(?:for\s+startups|referral\s+program(?:me)?|inception(?:\s+program(?:me)?)?|networking\s+academy|forward\s+program(?:me)?)",
    r"(?:stock\s+contributor|campus\s+expert|community\s+leader|terminal\s+users?|top[\s-]+rated|best-?selling\s+author)",
    r"(?:forum|council|program(?:me)?)\s+members?",
    r"(?:writer|author|artist)s?\s+on|(?:medium|substack)\s+(?:writer|author)s?",
    r"owners(?:\s+(?:club|group|association))?|(?:fans?|vendors?|suppliers?|distributors?)$",
)
BATCH = re.compile(r"(?:yc\s*)?[swfx]\s?['’]?\d\d$", re.IGNORECASE)
"""An accelerator's year: a firm it funded, not the accelerator."""
OF_A_SCHOOL = re.compile(r"\b(?:college|university\s+of\s+(?:\w+\s+){1,3}|state\s+university)\s*$", re.IGNORECASE)
"""What stands before an "at" that belongs to a school's name."""
_STATES = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|"
    "SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|DC|ON|BC|QC|AB|NSW|VIC|QLD"
)
TOWN = re.compile(rf"^[A-Z][\w.'’ -]*\s(?:{_STATES})(?:\s+\d{{5}})?$")
"""A town with its state: "North Reading MA"."""
NOT_AFFILIATED = re.compile(r"^(?:not|never)\s|['’]\d\d\s+(?:company|cohort|class|alum)", re.IGNORECASE)
LEFT = re.compile(
    r"\b(?:laid[\s-]*off|layoffs?|made\s+redundant|until|ended|resigned|left)\b|^\s*(?:former|ex|past|prev(?:ious)?)\s*$",
    re.IGNORECASE,
)
LENT = re.compile(
    r"\b(?:contract(?:or|ed|ing)?|temp|tvc|contingent|vendor|freelance(?:r)?|consultant)\b", re.IGNORECASE
)
CONTRACTED = re.compile(r"\b(?:contract(?:or|ed|ing)?|temp|tvc|contingent|vendor|freelance(?:r)?)\b", re.IGNORECASE)
FREELANCE = re.compile(
    r"\b(?:freelanc\w*|self[- ]employed|freiberuf\w+|selbst(?:ä|ae)ndig\w*|independiente|aut[oóô]nom[oa]"
    r"|indépendante?|zzp\w*|libero professionista|independent\s+(?:\w+\s+)?(?:contractor|consultant|agent"
    r"|distributor|representative|advis[eo]r|developer|artist|associate|seller|designer|producer|trainer))\b",
    re.IGNORECASE,
)
AN_X_COMPANY = re.compile(
    r"^(?:now\s+)?an?\s+(?P<owner>.+?)\s+(?:group\s+company|company|business|brand|subsidiary|firm)$", re.IGNORECASE
)
GROUP_OF = re.compile(r"^(?P<name>.+?)\s+(?:network|family|group\s+of\s+companies)$", re.IGNORECASE)


def any_of(patterns: tuple[str, ...], name: str) -> str:
    """One named group of patterns that begin a word."""
    return rf"(?P<{name}>(?<![^\s(\[（【,|;/:·•-])(?:{'|'.join(patterns)}))"


AFFILIATED = re.compile(rf"\b(?:{'|'.join(AFFILIATION)})(?!\w)", re.IGNORECASE)
SEPARATOR = re.compile(
    "|".join(
        (
            r"(?P<bar>\s*[|;·•⟶→｜]\s*|\s+[/\\]\s+|(?<=\w\w\w)/(?=\w\w\w)|\s+[-\u2010-\u2015]+\s+|\s*[\u2013-\u2015]\s+|:\s+)",
            r"(?P<comma>\s*(?:,(?!(?<=\d,)\d{3}(?!\d))|[，、])\s*)",
            r"(?P<open>\s*[(\[（【]\s*)",
            r"(?P<close>\s*[)\]）】]\s*)",
            any_of(RECRUITS, "recruits"),
            any_of(SUPPLIES, "supplies"),
            any_of((*AT, *WORKS_FOR), "at") + r"|(?P<sign>(?<=\w)@\s*)",
            any_of(VIA, "via"),
            any_of(OWNER, "owner"),
            any_of(NOW, "now"),
            any_of(FORMER, "former"),
        )
    ),
    re.IGNORECASE,
)
_SIGNS = re.compile(r"[|;·•⟶→/\\,，、()\[\]（）【】@:\u2010-\u2015｜前元]|\s-\s|\b[Ee]?[Xx]-|экс-", re.IGNORECASE)
_WORDS_TEXT = """
at via now ex former formerly previously prev prev. prior past retired laid left through part for from of by to an a
currently present today bei chez presso jetzt heute actuellement actualmente atualmente ehem ehem. ehemals ehemalig
ancien ancienne antes anteriormente voormalig tidligere über durch c/o alt client бывший бывшая был были
"""
_WORDS = frozenset(_WORDS_TEXT.split())


def needs_cutting(text: str) -> bool:
    """Whether a text has anything to take apart. Most have not, and this is quick."""
    return _SIGNS.search(text) is not None or not _WORDS.isdisjoint(text.casefold().split())


def is_affiliation(text: str) -> bool:
    """Whether a piece says that the person does not work at the firm it names: "Microsoft MVP"."""
    return AFFILIATED.search(text) is not None or NOT_AFFILIATED.search(text) is not None
