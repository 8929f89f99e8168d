"""How French says that somebody says something."""

from dossier.checks.attribution import ACTS, BELIEVES, MARKS, REPORTS, SAYS, Grammar, marked, verb

_VERBS = {
    SAYS: "conteste contestent contestait dément démentait démentent démenti dénonc~ déplor~",
    REPORTS: """
        admet admettent affirm~ ajout~ annonc~ argu~ assur~ attest~ avanc~ averti avertissent
        avertit conclu concluent conclure conclut confi~ considèr~ considér~ constat~ craignait
        craignent craint croient croit croyait demand~ dira dire disait disent dit dite déclar~
        déduisent déduit dément démentent estim~ exig~ expliqu~ indiqu~ insinu~ insist~ juge
        jugeait jugent jugé maintiennent maintient mentionn~ niait nie nient nié notait note notent
        noté objecte objectent observ~ pens~ plaid~ précisait précise précisent précisé présum~
        prétend prétendait prétendent prévient racont~ rappell~ rappel~ rapport~ reconnaissent
        reconnaît redout~ relat~ relève relèvent remarqu~ retiennent retient répliqu~ répond
        répondait répondent répondu signal~ soulign~ soupçonn~ soutenait soutenu soutiennent
        soutient statu~ suggèr~ suggér~ suppos~ suspect~ témoign~ écrit écrite écrivait écrivent
    """,
    BELIEVES: """
        affirm~ annonc~ assur~ craignent craint croient croit dira disait disent dit déclar~ dément
        démentent estim~ expliqu~ indiqu~ jur~ niait nie nient nié pens~ prétend prétendait
        prétendent reconnaît redout~ regrett~ soutenait soutiennent soutient
    """,
    ACTS: """
        accus~ appell~ attribu~ chiffr~ cite citent cité class~ condamn~ considèr~ considér~
        constat~ contest~ craignent craint critiqu~ demand~ décrit décrivait décrivent dénonc~
        désign~ estim~ exig~ exprim~ impliqu~ imput~ inscrit inscrivent juge jugent jugé li~
        mentionn~ nomm~ not~ oppos~ parl~ pointe pointent protest~ présent~ qualifi~ rang~
        recommand~ redout~ rejett~ rejet~ relie relient relève relèvent reproch~ réclam~ signal~
        soulign~ tenait tiennent tient voient voit voyait écrit évalu~ évoqu~
    """,
}
_ENDINGS = ("e", "es", "ent", "é", "ée", "és", "ées", "ait", "aient", "ant", "er", "a", "èrent")
_BEFORE_NOUNS = "au aux ce ces cette de des du l la le les leur leurs plus sa sans ses son un une"
_PAPERS = (
    "acte alinéa arrêt arrêté article avis circulaire communiqué décision décret déclaration "
    "directive document documents enquête étude jugement lettre loi mémoire note ordonnance "
    "plainte rapport rapports règlement résolution section texte"
)
_PEOPLE = (
    "assemblée auteur auteurs avocat avocats chercheurs chercheuses comité commission congrès "
    "conseil cour critiques député députés expert experts journal journaliste journalistes juge "
    "juges observateurs ong parlement plaignant plaignants porte-parole procureur rapporteur "
    "rapporteurs scientifiques sénat sénateur sénateurs témoin témoins tribunal"
)
_CHARGE = (
    "(?:accusation|affirmation|allégation|conclusion|constat|critique|déclaration|évaluation"
    "|recommandation|reproche)s?"
)
_SPEAKS = (
    "(?:affirm|ajout|assur|conclu|déclar|déplor|dénonc|di(?=[ts])|écri|estim|expliqu|indiqu|jug"
    r"|poursui|précis|prétend|rapport|rappel|résum|souten|soutien)\w*"
)
_QUE = r"(?:que\b|qu')"
_ASIDE = r"(?: ?,[^,;]*,)?"
_TO = r"(?:à|au|aux|aussi|dans|devant|également|en|encore|lors|par|pour|sur|le \d+|\w+ment)\b"
_WHERE = rf"(?: (?:{_TO}|de (?:ceux|celles|celui|celle)\b)[^;]*?)?"
_PRONOUNS = r"(?:(?:[ns]'|(?:lui|ne|pas|se|y) ) ?)*"
_INFINITIVE = (
    rf"[{MARKS}]*(?:\w*(?:er|ir|oir|[aeo]indre|dire|endre|erdre|mettre|naître|ondre|raître|suivre"
    r"|uire)|croire|être|(?:dé|re)?faire|vivre)\b"
)
_NO_ARTICLE = (
    r"(?<!')(?<!\bà )(?<!\b(?:au|de|du|la|le|un) )(?<!\b(?:aux|des|les|ses|son|une) )(?<!\bpour )"
)
_HAVING = r"(?:[ln]'|l[ae] |les )(?:avoir|être)\b"
_CRITERION = (
    r"(?:\w')?(?:âge|apparence|besoins?|catégories?|couleur|croyances?|ethni\w*|genre|langue"
    r"|nationalité|origines?|plan|race|règles|religi\w*|sexe|taille|traits|type|visages?)\b"
)
_THIS = r"(?:l'|(?:ce|ces|cette|la|le|les|leurs?|sa|ses|son|toute?|une?) )(?:\w+ )?"
_CONDITIONAL = (
    r"\b(?:irai|aurai|saurai|\w*erai|\w+(?:[bglnu]|[cfrv]r|[aio]is|ss|rt|[ae]nt|est|rv)irai"
    r"|\w+(?<!ge)[nr]drai|\w+(?:tt|ît)rai|\w+cevrai|\w*suivrai|\w*vivrai)(?:t|ent)\b"
)
"""The mood of allegation: all its common forms that are not another verb's past as well."""

FRENCH = Grammar(
    verbs=marked(_VERBS, _ENDINGS),
    before_nouns=frozenset(_BEFORE_NOUNS.split()),
    constructions=(
        verb(SAYS),
        rf"{verb(REPORTS)}(?:{_ASIDE}{_WHERE} ?,? {_QUE}| ?:|,? ?\")",
        rf"{verb(BELIEVES)}{_ASIDE} (?:{_HAVING}|{_PRONOUNS}{_INFINITIVE})",
        rf"{verb(BELIEVES)} {_TO}[^,;]{{0,50}}? (?:{_HAVING}|{_NO_ARTICLE}{_INFINITIVE})",
        rf"{verb(REPORTS)} (?:d'|de |des |du )[^,;]{{1,40}} qu'(?:elles?|ils?)\b",
    ),
    phrases=(
        rf"\b(?:selon|d'après) (?!que\b|(?:\S+ ){{0,3}}{_CRITERION})",
        _CONDITIONAL,
        r"\bcritiqu(?:aient|ait|e|ent) (?:l'|(?:ce|ces|cette|la|le|les|leurs?|sa|ses|son|une?) )",
        rf"\bf(?:aisait|ait|ont) (?:état d|(?:observer|remarquer|savoir|valoir) {_QUE})",
        r"\bs'inqui[èé]t\w+",
        r"\bqualifi(?:ait|e|ent|é)\b[^;]* (?:d'|de|des|du)",
        r"\ball[èé]gu\w+|\bprétendu\w*|\bprésumé\w*",
        r"\bce (?:que |qu')(?:\S+ ){1,4}?(?:appel|considèr|décri|désign|nomm|présent|qualifi)\w*",
        r"\bqu'(?:ils?|elles?|on) (?:appel\w+|di(?:sen)?t|estim\w+|jug\w+|qualifi\w+ d"
        r"|(?:considèr|décri|présent)\w+ comme|tien(?:nen)?t pour)\b",
        # Dit-il ; elle les dit infondées ; « … », écrit le journal.
        rf"\b{_SPEAKS}-(?:ils?|elles?|on|t-ils?|t-elles?|t-on)\b",
        r"\b(?:l'|la |le |les |se )di(?:sen)?t\b",
        rf"[,\"] ?{_SPEAKS} (?:l'|la |le |les |une? |(?-i:[A-Z]))[^,;]{{0,50}}(?:[,.;]|$)",
        rf"\bcomme (?:l'|le )?{_SPEAKS}",
        r"\b(?:à (?:leurs|ses)|aux) yeux\b|\b(?:à|de) (?:l'|leur |son )avis\b|\bà en croire\b"
        r"|\baux? dires? d",
        r"\baccus(?:aient|ait|ant|e|ent|er|é|ée|ées|és)\b[^;]* (?:d'|de|des|du)",
        r"\b(?:soupçonn|suspect)(?:aient|ait|e|ent|é|ée|ées|és)\b[^;]* (?:d'|de|des|du)",
        r"(?<!\ble )(?<!\bun )\breproch(?:ait|e|ent|é)\b[^;]* (?:à|aux?)\b"
        r"|\b(?:leur|lui) reproch",
        r"\bimput(?:ait|e|ent|é|ée|ées|és)\b[^;]* (?:à|aux?)\b",
        r"\bm(?:et|ettent|is|ise|ises|ettait) en cause\b",
        r"\bt(?:ien(?:nen)?t|enue?s?)\b[^;,]* responsables?\b",
        r"\b(?:considér|critiqu|décri|dénonc|désign|présent|qualifi)(?:é|ée|ées|és|t|te|tes|ts)\b"
        r"[^;,]* par\b",
        r"\b(?:contest|corrig|démen|formul|ni|port|rejet|répèt|répét|rétract|retir)\w* "
        rf"{_THIS}{_CHARGE}\b",
        rf"\b(?:corrig|rétract|retir)\w* {_THIS}(?:article|lien|rapport)\b",
        r"\bnie(?:nt)? tout\w*\b",
        r"\b(?:accusation|affirmation|allégation|conclusion|crainte|hypothèse|soupçon|thèse)s?"
        rf"(?: ?:| (?:(?:est|était) )?{_QUE})",
        r"\b(?:accusation|allégation|soupçon)s? d",
        r"\b(?:non|pas) (?:certain|clair|établi|vérifié)",
    ),
    voices=frozenset(f"{_PAPERS} {_PEOPLE}".split()),
    head_end=r"(?<!^)\b(?:de|du|des|par|que|qui|dont|où|à|au|aux|avec|pour|sur|dans|en|contre)\b"
    r"|(?<!^)\b(?:d|qu)['’]",
    taken_for_true=r"\b(?:avou\w*|confirm\w*|démasqu\w*|démontr\w*|dévoil\w*|montre(?:nt)?\s+que"
    r"|prouv\w*|rév[èé]l\w*)\b",
    negation=r"(?:\b(?:jamais|ne|ni|non|pas|sans)|\bn')(?: ?[\w']+){0,2} ?",
)
