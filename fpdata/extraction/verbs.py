"""Words by which a sentence tells of travel, hosts, meetings; and words that bound a clause."""

from __future__ import annotations

__all__ = [
    "ATTEND",
    "AUX",
    "CLAUSE",
    "DENY",
    "HOSTS",
    "LEFT_OK",
    "MEET",
    "MOTION",
    "NOUNS",
    "SPEECH",
    "TOPICS",
    "VISIT",
]

VISIT = frozenset("reach reaches reached visit visits visited visiting tour toured touring".split())
NOUNS = frozenset(
    "visit visits trip trips tour tours travel travels journey journeys voyage stop stopover swing pilgrimage"
    " sojourn".split()
)
MOTION = {
    **dict.fromkeys(
        "travel travels traveled travelled traveling travelling".split(),
        ("to", "through", "across", "around", "into", "from"),
    ),
    **dict.fromkeys("fly flies flew flown flying".split(), ("to", "into", "from", "in", "out", "off", "back")),
    **dict.fromkeys("go goes went gone going".split(), ("to",)),
    **dict.fromkeys("arrive arrives arrived arriving arrival".split(), ("in", "at", "to", "on", "from")),
    **dict.fromkeys("head heads headed heading".split(), ("to", "for", "off", "back")),
    **dict.fromkeys("leave leaves left leaving depart departs departed departing".split(), ("for", "to")),
    **dict.fromkeys("land lands landed landing".split(), ("in", "at")),
    **dict.fromkeys("jet jets jetted jetting".split(), ("to", "into", "in", "out", "off")),
    **dict.fromkeys("touch touches touched touching".split(), ("in", "at", "down")),
    **dict.fromkeys("rush rushes rushed dash dashes dashed hurry hurried drove drives driven".split(), ("to",)),
    **dict.fromkeys("cross crosses crossed".split(), ("into",)),
    "off": ("to", "for"),
    **dict.fromkeys("journey journeys journeyed".split(), ("to",)),
    **dict.fromkeys("come comes came coming".split(), ("to",)),
    **dict.fromkeys("return returns returned returning".split(), ("to",)),
    **dict.fromkeys(
        "proceed proceeds proceeded move moved continue continued continues continuing".split(), ("to", "on")
    ),
    **dict.fromkeys("route way bound".split(), ("to", "for")),
    **dict.fromkeys("stop stops stopped".split(), ("in", "at")),
    **dict.fromkeys("stay stays stayed staying spend spends spent".split(), ("in", "at")),
}
HOSTS = frozenset(
    "host hosts hosted hosting receive receives received receiving welcome welcomes welcomed welcoming greet"
    " greets greeted greeting".split()
)
MEET = frozenset(
    "met meet meets meeting meetings talks discussions consultations summit negotiations dinner lunch breakfast"
    " conversations audience called calls call".split()
)
ATTEND = frozenset(
    "attend attends attended attending participate participates participated participating took"
    " taking take addressed addresses"
    " address speak speaks spoke speaking delivered deliver joined attendance present signed"
    " signs laid opened inaugurated join joins represented represents representing chaired co-chaired".split()
)
SPEECH = frozenset(
    "said says told tells stated telling announced announces expressed reiterated praised vowed urged warned"
    " called calls".split()
)
AUX = frozenset(
    "is was are were be been being has have had having will would shall 'll also then now later"
    " recently just officially"
    " currently soon once twice to set due scheduled expected first separately again subsequently"
    " himself herself"
    " next personally briefly both finally still who which that planning going planned plans"
    " jointly".split()
)
LEFT_OK = frozenset(
    ', ; : " ( ) - — and but while when as after before where that if although though because'
    " since than said says announced"
    " confirmed reported told adds added reporters whether until so how * • / for . ? ! then".split()
)
DENY = frozenset(
    "with by of to from on against at in about for alongside between including than like met meets via over"
    " under".split()
)
CLAUSE = frozenset("; but while when after before where because although though whereas".split())
TOPICS = frozenset(
    "war situation crisis conflict fighting developments ceasefire truce troops peace people"
    " forces election elections"
    " interests investment operations violence democracy presence stability security issues"
    " events invasion ambassador"
    " embassy citizens nationals coup attack attacks earthquake progress role hostages policy"
    " government born killed"
    " invested investments companies projects programme program process based humanitarian aid"
    " unrest reforms reform"
    " army soldiers rights held detained interest business prices production exports".split()
)
