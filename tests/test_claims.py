"""Rules for claims, on sentences of our own."""

import cProfile

import pytest

import fpdata as fp
from fpdata.extraction.rules import candidates

HEAD = "# A text\n\n2024-04-05\n\n"


def claims(text):
    return candidates(fp.read_document(HEAD + text), "own")["claims"]


def brief(row):
    """Give type, object, direction, modality and quantity in one string."""
    parts = [row["claim_type"], row["object_iso3"] or row["object_group"] or "-", row["direction"][0], row["modality"]]
    if row["quantity"] != "":
        parts.append(f"{row['quantity_qualifier']} {row['quantity']:g}")
    return " ".join(parts)


POSITIVE = [
    # baseline
    ("Kenya's trade is lopsided: China accounted for about 40 percent of Kenyan imports in 2022.",
     "baseline CHN n asserted about 40"),
    ("In Mongolia, the European Union makes up over one-third of exports.", "baseline EU n asserted over 33.3"),
    ("Peru's ties with Japan date back to 1873.", "baseline JPN n asserted"),
    ("Diplomatic relations between Laos and Cuba were established in 1974.", "baseline CUB n asserted"),
    ("Serbia has traditionally traded with Egypt.", "baseline EGY n asserted"),
    ("India has long been Nepal's largest trading partner. Nepal is small. Nepal is high.", "baseline IND n asserted"),
    # driver
    ("Iran was pushed out of its old markets by Western sanctions.", "driver WEST a asserted"),
    ("Sanctions imposed by the European Union have hit Syria's exports.", "driver EU a asserted"),
    ("Moldova's dependence on Russia for gas is a risk.", "driver RUS a asserted"),
    ("Because of the loss of access to EU markets, Myanmar had to look elsewhere.", "driver EU a asserted"),
    ("Cuba depends heavily on Venezuela.", "driver VEN a asserted"),
    ("Zimbabwe was forced by tensions with the West to find other lenders.", "driver WEST a asserted"),
    # goal
    ("Uzbekistan seeks to expand trade with Pakistan.", "goal PAK t asserted"),
    ("Ghana wants access to Vietnamese markets.", "goal VNM t hoped"),
    ("The aim of Norway's policy is closer ties with Indonesia.", "goal IDN t asserted"),
    ("Turkish diplomats are looking to increase exports to Africa.", "goal AFRICA t asserted"),
    ("Chile's ambition is to become a member of ASEAN.", "goal ASEAN t asserted"),
    ("Algeria intends to join BRICS.", "goal BRICS t asserted"),
    ("Kuwait is interested in deepening cooperation with Rwanda.", "goal RWA t asserted"),
    # reorientation
    ("Hungary's pivot to China has gone on for a decade. Hungary is patient.", "reorientation CHN t asserted"),
    ("Iran is turning toward the Global South.", "reorientation GLOBAL_SOUTH t asserted"),
    ("Venezuela has reoriented its exports to India.", "reorientation IND t asserted"),
    ("Georgia has shifted away from the West.", "reorientation WEST a asserted"),
    ("Ethiopia is diversifying its ties and redirecting trade toward Turkey.", "reorientation TUR t asserted"),
    ("Armenia's foreign policy moved closer to the European Union.", "reorientation EU t asserted"),
    # instrument
    ("Poland uses trade missions to win buyers in Kenya.", "instrument KEN t asserted"),
    ("Through export credits, Egypt promotes its goods in Uganda.", "instrument UGA t asserted"),
    ("Scholarships are a tool of Turkey's policy in Somalia. Turkey is generous.", "instrument SOM t asserted"),
    # expectation
    ("Malawi hopes that trade with Brazil will double.", "expectation BRA t hoped"),
    ("Analysts expect Cambodia's exports to Japan to grow by 2026.", "expectation JPN t predicted"),
    ("Oman's trade with Tanzania is forecast to rise.", "expectation TZA t predicted"),
    ("The Kazakh government anticipates that Kazakhstan will become a member of BRICS.",
     "expectation BRICS t predicted"),
    # interpretation
    ("The visit reflects Senegal's wish to please Morocco.", "goal MAR t hoped"),
    ("Arguably, Fiji sees China as a source of loans.", "interpretation CHN t inferred"),
    ("The talks suggest that Jordan no longer counts on the West.", "interpretation WEST a inferred"),
    # constraint
    ("Bolivia's trade with Japan is limited by its lack of a port.", "constraint JPN n asserted"),
    ("Distance hampers Paraguay's exports to Korea.", "constraint KOR n asserted"),
    ("Membership in the EAEU constrains Armenia's trade policy.", "constraint EAEU n asserted"),
]  # fmt: skip

NEGATIVE = [
    "The Kenyan minister arrived in Togo on Tuesday.",
    "Peru does not depend on Chile.",
    "Peru and Chile played a match.",
    "Kenya is not seeking membership in BRICS.",
    "Kenya does not want to join BRICS.",
    "The museum in Peru uses lamps from China.",
    "A Norwegian ship turned to port near Japan.",
    "Two-thirds of Kenyans watched the game against Togo.",
    "She hopes to see Peru again.",
    "The lake in Chile reflects the mountains.",
    "The road to Togo was closed because of snow.",
    "The Ghanaian runner aims to win in Japan.",
    "A share of the cake went to the Danish guest.",
    "The Swiss embassy in Kenya was painted.",
    "An Indian film was limited to three cinemas in Oman.",
    "Should Laos turn toward China?",
    "If Laos turned toward China, prices would rise.",
    "It is wrong that Chile seeks closer ties with Iran.",
    "The tourist from Oman expects rain in Ireland.",
    "The hotel in Fiji accounts for its income from Japan.",
    "The judge sanctioned the sale of a house in Malta to a Greek.",
]


@pytest.mark.parametrize(("text", "expected"), POSITIVE, ids=[text[:60] for text, _ in POSITIVE])
def test_claim_is_found_with_type_object_direction_and_modality(text, expected):
    assert sorted(map(brief, claims(text))) == sorted(expected.split("; "))


@pytest.mark.parametrize("text", NEGATIVE, ids=[text[:60] for text in NEGATIVE])
def test_what_is_denied_hypothetical_or_not_of_policy_is_no_claim(text):
    assert list(map(brief, claims(text))) == []


@pytest.mark.parametrize("text", [text for text, _ in POSITIVE], ids=[text[:60] for text, _ in POSITIVE])
def test_a_statement_is_no_copy_of_the_sentence(text):
    for row in claims(text):
        assert row["statement"].rstrip(".") not in text
        words = row["statement"].lower().split()
        stretches = {" ".join(words[at : at + 6]) for at in range(len(words) - 5)}
        assert not any(stretch in text.lower() for stretch in stretches)


def test_all_of_it_passes_the_gate():
    found = fp.extract(fp.read_document(HEAD + "\n\n".join(text for text, _ in POSITIVE)))
    assert len(found.claims) > 20
    assert found.rejected[found.rejected["table"] == "claims"].empty, found.rejected.T.to_string()


def test_each_part_of_a_sentence_has_its_own_share():
    text = (
        "Laos trades. In 2023, trade with Thailand accounted for over 30% of its foreign trade, while the EU had 9% of"
    )
    found = map(brief, claims(text + " the exports."))
    assert sorted(found) == ["baseline EU n asserted exact 9", "baseline THA n asserted over 30"]
    assert claims("Kenya trades. About 20 percent of the region's exports go to China.") == []


def test_what_others_want_or_say_is_no_claim_about_the_home_state():
    assert claims("Kenya is calm. Kenya trades. Kenya grows. Uganda seeks closer ties with China.") == []
    assert claims("Kenyan President Alice Wanjiru underscored that ties with China are old.") == []


def test_a_claim_with_two_objects_gives_two_rows():
    found = map(brief, claims("Uzbekistan seeks closer ties with Pakistan and India."))
    assert sorted(found) == ["goal IND t asserted", "goal PAK t asserted"]


def test_who_says_it_is_named():
    (row,) = claims("According to the Kenyan Foreign Ministry, Kenya seeks closer ties with India.")
    assert (row["speaker"], row["via"]) == ("Kenyan Foreign Ministry", "Kenyan Foreign Ministry")
    (row,) = claims("Malawi hopes that trade with Brazil will double.")
    assert (row["speaker"], row["via"]) == ("Malawian government", "author")


def test_period_quantity_and_due_are_those_of_the_words():
    (row,) = claims("In 2014-20, Kenya's exports to India made up nearly 25 percent of its trade.")
    assert (row["period"], row["quantity"], row["quantity_qualifier"]) == ("2014/2020", 25, "nearly")
    assert row["unit"] == "percent of foreign trade"
    (row,) = claims("Analysts expect Cambodia's exports to Japan to grow by 2026.")
    assert (row["due"], row["period"]) == ("2026", "")


@pytest.mark.parametrize(
    "unit", ["Kenya, ", "seeks ", "ties with Kenya ", "because of sanctions ", "9 percent of ", "trade "]
)
def test_work_grows_no_faster_than_the_text(unit):
    def calls(count):
        profile = cProfile.Profile()
        document = fp.read_document(HEAD + "Togo seeks closer ties with Benin, " + unit * count + "in May.")
        profile.enable()
        candidates(document, "own")
        profile.disable()
        return sum(entry.callcount for entry in profile.getstats())

    calls(20)
    assert calls(600) < 8 * calls(150) + 20000
