"""Words of travel and what stands around them, as the links of a sentence are measured by them."""

from __future__ import annotations

__all__ = ["BE", "BOUNDS", "COMPANY", "DUE", "NEAR", "PREPOSITIONS", "TAKE", "TRIGGERS"]

_KINDS = {
    "visit": "visit visits trip trips tour tours journey journeys voyage stopover pilgrimage sojourn swing",
    "visited": "visited visiting toured touring",
    "arrive": "arrive arrives arrived arriving arrival land lands landed landing touched touches",
    "go": "travel travels traveled travelled traveling travelling fly flies flew flown flying go goes went gone "
    "going head heads headed heading jetted jets leave leaves left leaving depart departs departed "
    "departing departure off proceed proceeds proceeded bound route way continued continue moved",
    "return": "return returns returned returning",
    "come": "come comes came coming",
    "host": "host hosts hosted hosting receive receives received receiving welcome welcomes welcomed welcoming "
    "greet greets greeted greeting",
    "meet": "met meet meets meeting meetings talks discussions consultations negotiations dinner lunch audience "
    "discussed held conversations",
    "call": "called calls call",
    "attend": "attend attends attended attending participate participates participated participating participation "
    "attendance take took taking address addressed addresses speak speaks spoke speaking delivered signed "
    "signing opened inaugurated joined represent represented represents chaired co-chaired",
    "event": "summit conference forum assembly congress funeral inauguration ceremony session",
    "send": "sent sends send dispatched dispatch",
    "party": "delegation delegations mission team",
    "stay": "stay stays stayed staying spent spend spends stop stops stopped",
    "invite": "invited invite invites invitation",
    "lead": "led leads lead leading headed",
}
TRIGGERS = {word: kind for kind, listed in reversed(_KINDS.items()) for word in listed.split()}
"""Words of travel, each with its kind."""
BE = frozenset("is was are were be been".split())
"""Forms of being, that tell where somebody is before "in"."""
DUE = frozenset("due expected currently now not also still already back on for".split())
"""What may stand between being and the place."""
PREPOSITIONS = frozenset(
    "to in at from of for by with on into through across near via between over against about within outside around"
    " since".split()
)
"""Words that lead to a place."""
BOUNDS = frozenset(', ; : " - — and but while when where who which that after before said'.split())
"""What parts one telling from another."""
NEAR = PREPOSITIONS | frozenset(
    ", . ; and \" 's is was will has had have are were been be the a his her their who which ^ said says ( ) - — : also"
    " during after before not would could official state working paid pay make made first last".split()
)
"""Words that tell something by standing beside a person, a place or a word of travel."""
COMPANY = {
    word: kind
    for kind, listed in {
        "with": "accompanied accompanying accompany joined flanked alongside together along",
        "of": "comprising comprised comprises including includes included members consisting consists composed",
    }.items()
    for word in listed.split()
}
"""Words behind which one of another's party is named, and how he is of it."""
TAKE = frozenset("take took taking takes".split())
"""Words of travel only before "part"."""
