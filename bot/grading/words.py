"""Closed word classes of English: what a sentence is built from, whatever it is about."""


def listed(words: str) -> frozenset[str]:
    """A set of words, written as one text."""
    return frozenset(words.split())


ARTICLES = listed("a an the")
DETERMINERS = ARTICLES | listed("this that these those each every either neither another")
POSSESSIVES = listed("my our your their its his her whose")
PREPOSITIONS = listed(
    """of to in on at by for from with into onto over under above below between among against about
    across after before behind beyond during except inside outside near off out per since through
    throughout toward towards until upon via within without along around up down than like as"""
)
CONJUNCTIONS = listed("and or but nor so because if when while whereas unless although though whether")
BE = listed("is are was were am be been being")
FINITE = listed("is are was were am has have had does do did")
MODALS = listed("will would shall should can could may might must")
SUBJECTS = listed("i we they he she it you")
OBJECTS = listed("me us them him")
OTHERS = listed(
    """not no never there here who what which where why how all any both few more most some such only own
    same too very just then now still yet once also even be been being having done doing one first last
    next else rather instead nobody nothing everyone someone something anything let lets less least many
    much other others again already almost enough ever often yes ok okay im ive id theres thats"""
)
FUNCTION_WORDS = (
    DETERMINERS | POSSESSIVES | PREPOSITIONS | CONJUNCTIONS | FINITE | MODALS | SUBJECTS | OBJECTS | OTHERS
)

CONDITIONS = listed(
    """if until unless when once because since before after below above under within per against than while
    whether except who instead rather"""
)
"""Words that tie a claim to a case, a reason, a limit or a person."""

NUMBER_WORDS = listed(
    """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    eighteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands
    million millions billion half quarter third dozen twice zero"""
)
DURATION_UNITS = listed(
    """ms millisecond milliseconds s sec secs second seconds m min mins minute minutes h hr hrs hour hours d
    day days week weeks wk wks fortnight month months quarter quarters year years yr yrs night nights
    weekend weekends shift shifts sprint sprints"""
)
MAGNITUDES = listed("k m bn mn")
PERCENT_WORDS = listed("percent pct pp percentage")
CURRENCY_WORDS = listed(
    """dollar dollars cent cents euro euros pound pounds pence rupee rupees yen yuan won peso pesos real reais
    rand naira shilling shillings krona kronor kroner franc francs zloty lira ringgit rupiah baht dirham
    dirhams riyal usd eur gbp inr jpy cny krw brl zar ngn kes sek nok dkk chf pln myr idr thb aed sar mxn
    cad aud sgd rs lakh lakhs crore crores k grand bucks quid dong vnd egp cop clp ars php pkr bdt cedi
    cedis ghs tzs ugx"""
)
CURRENCY_SIGNS = "$€£¥₹₦₱₩฿₫₺₴₵₪"
