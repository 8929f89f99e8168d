"""How English says that somebody says something."""

from dossier.checks.attribution import (
    ACTS,
    BELIEVES,
    FINDS,
    REPORTS,
    SAYS,
    TELLS,
    Grammar,
    marked,
    verb,
)

_VERBS = {
    SAYS: "alleg~ contradict~ criticis~ criticiz~ denounc~ deplor~ said say says saying",
    REPORTS: """
        accept~ acknowledg~ add~ agree~ announc~ answer~ argu~ ask~ assert~ assum~ believ~ caution~
        charg~ claim~ complain~ conced~ conclud~ consider~ contend~ declar~ demand~ den~ determin~
        disput~ doubt~ emphasis~ emphasiz~ estimat~ expect~ explain~ fear~ indicat~ infer~ insist~
        judg~ maintain~ mention~ note noted notes noting object~ observ~ point~ predict~ presum~
        propos~ reason~ recall~ recommend~ reiterat~ remark~ repl~ report~ request~ respond~ stat~
        stress~ suggest~ suspect~ testif~ think~ thought underlin~ urg~ warn~ written writ~ wrote
    """,
    FINDS: "decid~ feel~ felt find~ found hear~ heard held hold~ rul~ understand~",
    TELLS: "assur~ inform~ remind~ tell~ told warn~",
    BELIEVES: "argu~ believ~ claim~ contend~ estimat~ insist~ suspect~ think~ thought",
    ACTS: """
        ask~ attribut~ blam~ call~ characteris~ characteriz~ charg~ cite cited cites classif~
        condemn~ consider~ contest~ count~ declar~ deem~ demand~ describ~ designat~ dismiss~
        disput~ document~ estimat~ express~ find finds gave give gives hold holds identif~
        implicat~ judg~ label~ link~ list~ mention~ name named names object~ oppos~ point~ portray~
        present~ protest~ put puts question~ quot~ recommend~ referred refer~ regard~ reject~
        report~ request~ saw see sees speak~ spoke treat~ urg~ view~ want~ warn~
    """,
}
_ENDINGS = ("", "s", "es", "ed", "ing", "e", "d", "y", "ies", "ied", "ying")
_BEFORE_NOUNS = (
    "a an any each her his its no other our s some such the their these this those united"
)
_PAPERS = (
    "act application article bill complaint decision decree directive document documents filing "
    "filings indictment investigation judgement judgment law letter notice order paper regulation "
    "release report reports resolution rule ruling section statement story study"
)
_PEOPLE = (
    "author authors commission committee congress council court courts critics experts journalist "
    "journalists judge judges lawmakers lawyers newspaper ngo ngos panel parliament plaintiff "
    "plaintiffs prosecutor prosecutors rapporteur rapporteurs researcher researchers scientists "
    "senate senator senators spokesman spokesperson spokeswoman tribunal witness witnesses"
)
_PAPER = f"(?:{'|'.join(_PAPERS.split())})"
_CHARGE = (
    "(?:accusation|allegation|assertion|assessment|charge|claim|complaint|conclusion|finding"
    "|recommendation|statement)s?"
)
_THAT = r"that\b(?! (?:day|evening|moment|month|night|time|way|week|year)\b)"
_ASIDE = r"(?: ?,[^,;]*,| \w+ly| also| again| out)?"
_WHERE = r"(?: (?:after|at|before|by|during|for|from|in|of|on|through|to|under|with)\b[^;]*?)?"
_WHEN = rf"(?: in (?:\w+ )?\d{{4}}| in (?:an?|the|its|his|her|their) (?:\w+ )?{_PAPER})?"
_SUBJECT = (
    r"(?:(?:it|he|she|they|there|we|the(?! lives)|an?|its|his|her|their|this|these|those)\b"
    r"|\d|\]|(?-i:[A-Z]))"
)
_THEIR = r"(?:his|her|its|their|whose|(?:\w+ ){0,3}[\w.-]+'s|(?:\w+ ){0,3}\w+s')"
_CRITERION = (
    r"(?:age|appearance|beliefs?|categor\w+|colou?r|ethnic\w*|features|gender|how|language"
    r"|nationality|needs?|origins?|plan|race|religio\w*|rules|schedule|sex|size|skin|type"
    r"|whether)\b"
)
_THIS = r"(?:an?|all|any|both|his|her|its|that|the|their|these|this|those) (?:\w+ ){0,2}"
_IS = r"\b(?:is|are|was|were|be|been|being)(?: \w+ly)?"

ENGLISH = Grammar(
    verbs=marked(_VERBS, _ENDINGS),
    before_nouns=frozenset(_BEFORE_NOUNS.split()),
    constructions=(
        rf"{verb(SAYS)}(?! nothing\b)",
        rf"{verb(REPORTS)}(?:{_ASIDE}{_WHERE} ?,? {_THAT}| ?:|,? ?\")",
        rf"{verb(FINDS)}{_ASIDE}{_WHEN}(?: {_THAT}| ?:)",
        rf"{verb(TELLS)} [^,;]{{1,60}} {_THAT}",
        rf"{verb(BELIEVES)} {_SUBJECT}",
        # Acme did it, the ministry claims; Acme did it, reports the Gazette.
        r", (?!(?:and|as|but|or|that|where|which|who|whom|whose)\b)(?:[^\s,;]+ ){1,6}?"
        rf"(?:{verb(REPORTS)}|{verb(FINDS)}) ?(?:[,;:)]|[.!?]*$)",
        rf"[,\"] ?{verb(REPORTS)} {_SUBJECT}[^,;]{{0,30}}(?:[,.;]|$)",
        rf"\bas (?:\S+ ){{1,5}}?{verb(REPORTS)}",
    ),
    phrases=(
        r"\b(?:alleged(?:ly)?|purported(?:ly)?|reportedly|supposedly)\b",
        r"\breads? ?:",
        rf"\baccording to (?!(?:\S+ ){{0,3}}{_CRITERION})",
        r"\bas (?:\S+ ){1,5}?(?:describ\w+|(?:puts?|sees?|tells?) it)\b",
        r"\bwhat (?:\S+ ){1,4}?(?:call|consider|describ|regard|term)\w*",
        r"\bin the (?:eyes|judge?ment|opinion|view|words) of\b",
        rf"\bby {_THEIR}(?: own)? account\b",
        rf"\bin {_THEIR}(?: own)? (?:account|eyes|judge?ment|opinion|telling|view|words)\b",
        r"(?<!\bthe )\bsuspect(?:s|ed|ing)?\b[^;,]* of\b",
        r"\baccus(?:e|es|ed|ing)\b[^;]* of\b",
        r"\bblam(?:e|es|ed|ing)\b[^;]* (?:for|on)\b",
        r"\bh(?:olds?|eld)\b[^;,]* (?:accountable|responsible)\b",
        rf"{_IS} (?:believed|claimed|considered|estimated|presumed|reported|rumou?red|thought"
        r"|understood) (?:at|by [^;,]* to|to (?!(?:an?|the|its|his|her|their|police)\b))\b",
        rf"{_IS} attributed to\b",
        rf"{_IS} (?:characteri[sz]ed|considered|criticised|described|designated|listed|regarded)\b"
        r"[^;,]* by\b",
        rf"{_IS} (?:alarmed|concerned|confident|convinced|worried) {_THAT}",
        rf"\b(?:argument|case|opinion|point|position|view)s? (?:is|was) {_THAT}",
        r"\bden(?:y|ies|ied|ying) (?:all|any|being|doing|everything|having|involvement|it|that"
        r"|responsibility|this|wrongdoing)\b",
        r"\b(?:contest|correct|den|disput|dismiss|mak|made|reject|repeat|retract|withdr[ae]w)"
        rf"[a-z]{{0,4}} {_THIS}{_CHARGE}\b",
        rf"\b(?:correct|retract|withdr[ae]w)[a-z]{{0,3}} {_THIS}(?:article|link|report)\b",
        r"\b(?:accusation|allegation|assertion|belief|claim|concern|conclusion|contention|demand"
        r"|estimate|fear|finding|hypothesis|suspicion|theory|warning)s?"
        rf"(?: ?:| (?:(?:is|are|was|were) )?{_THAT})",
        r"\b(?:accusation|allegation|suspicion)s? of\b",
        r"\b(?:clear|confirmed|disputed|established|known|open|proven|question|uncertain|unclear"
        r"|unknown) (?:of )?whether\b",
    ),
    voices=frozenset(f"{_PAPERS} {_PEOPLE}".split()),
    head_end=r"(?<!^)\b(?:of|by|from|that|which|who|whose|whom|where|when|against|with|about|on|in"
    r"|at|for)\b",
    taken_for_true=r"\b(?:admit(?:s|ted|ting)?|confess\w*|confirm\w*|demonstrat\w+|expos(?:e|ed|es"
    r"|ing)|prov(?:en|ed)\s+that|prov(?:es|ing)|reveal\w*|show(?:ed|s)?\s+that|uncover\w*"
    r"|unmask\w*)\b",
    negation=r"\b(?:not(?! only)|never|neither|nor|cannot|without|\w+n't)(?: \w+){0,2} ?",
)
