"""Rules for acts, on sentences of our own."""

import cProfile

import pytest

import fpdata as fp
from fpdata.extraction.rules import candidates

HEAD = "# A text\n\n2024-04-05\n\n"


def acts(text):
    return candidates(fp.read_document(HEAD + text), "own")["acts"]


def brief(row):
    """Give act, actor, recipient, date and status in one string."""
    whom = row["recipient_iso3"] or row["recipient_org"] or row["recipient"] or "-"
    parts = [row["act"], f"{row['actor_iso3'] or row['actor']}>{whom}", row["date"], row["status"]]
    return " ".join(filter(None, parts))


POSITIVE = [
    # instruct
    ("On 3 March 2021, Kenyan President Alice Wanjiru instructed her trade minister to open an office in Togo.",
     "instruct KEN>KEN 2021-03-03 done"),
    ("The Peruvian government was instructed by President Jorge Prado to find new buyers.",
     "instruct President Jorge Prado>PER done"),
    ("Thai Prime Minister Somchai Boon ordered the Foreign Ministry to prepare a plan by May.",
     "instruct THA>Foreign Ministry done"),
    ("Chilean President Ana Luz tasked Foreign Minister Rosa Vidal with opening three embassies.",
     "instruct CHL>Foreign Minister Rosa Vidal done"),
    ("In February 2024, Ghana's cabinet directed the Ministry of Trade to study the Asian markets.",
     "instruct GHA>Ministry of Trade 2024-02 done"),
    # transmit
    ("Norwegian Foreign Minister Ada Berg handed over a letter from the prime minister to Lao President Kham Boun on"
     " 12 March.", "transmit NOR>LAO 2024-03-12 done"),
    ("A personal message from Togolese President Kossi Mensah was delivered to Ghanaian President Kofi Adu on Monday.",
     "transmit TGO>GHA 2024-04-01 done"),
    ("Rwandan Foreign Minister Paul Were conveyed to the Emir of Qatar a written message from President Otieno.",
     "transmit RWA>QAT done"),
    ("Cuba's envoy Raúl Peña passed a letter to the Mexican president.", "transmit CUB>MEX done"),
    ("Serbian Foreign Minister Goran Ilić presented a letter of invitation to the Emir of Kuwait.",
     "transmit SRB>KWT done"),
    # apply
    ("Bolivia has applied for full membership of BRICS.", "apply BOL>BRICS done"),
    ("Last year, Laos submitted an application to join the Shanghai Cooperation Organization.",
     "apply LAO>Shanghai Cooperation Organization 2023 done"),
    ("Kosovo's application for membership of the Council of Europe was submitted in May 2022.",
     "apply XKX>Council of Europe 2022-05 done"),
    ("In June 2023, Algeria filed a formal request to become a member of BRICS.", "apply DZA>BRICS 2023-06 done"),
    ("Sri Lanka will apply to join ASEAN next year.", "apply LKA>ASEAN 2025 expected"),
    ("Georgia and Moldova applied for EU membership in March 2022.", "apply GEO>EU 2022-03 done;"
     " apply MDA>EU 2022-03 done"),
    # accede
    ("Timor-Leste will accede to ASEAN in October 2025.", "accede TLS>ASEAN 2025-10 expected"),
    ("Finland joined NATO in April 2023.", "accede FIN>NATO 2023-04 done"),
    ("Ethiopia is expected to become a full member of BRICS by July.", "accede ETH>BRICS /2024-07 expected"),
    ("Croatia's accession to the European Union took place in July 2013.", "accede HRV>European Union 2013-07 done"),
    ("Iran was admitted to the Shanghai Cooperation Organisation on 4 July 2023.",
     "accede IRN>Shanghai Cooperation Organisation 2023-07-04 done"),
    # invite
    ("Vietnam invited Peruvian companies to take part in its investment programme.", "invite VNM>PER done"),
    ("Zambian firms were invited by the Omani government to build warehouses in Muscat.", "invite OMN>ZMB done"),
    ("Indian Prime Minister Anil Mehta extended an invitation to Nepalese Prime Minister Bishnu Thapa to visit New"
     " Delhi.", "invite IND>NPL done"),
    ("Kenyan President Alice Wanjiru has been invited to Jakarta by Indonesian President Budi Santo.",
     "invite IDN>KEN done"),
    ("At the forum in March, Angola's minister of trade invited Brazilian investors to the ports.",
     "invite AGO>BRA 2024-03 done"),
    # propose
    ("Uruguay proposed to Paraguay a joint fund for ports.", "propose URY>PRY done"),
    ("The creation of a free trade zone was proposed by the Kazakh side on 5 February 2023.",
     "propose KAZ>- 2023-02-05 done"),
    ("Malaysian Trade Minister Farid Ismail put forward a proposal to set up a joint commission with Oman.",
     "propose MYS>OMN done"),
    ("Jordan submitted a proposal to Egypt on a power line in January 2022.", "propose JOR>EGY 2022-01 done"),
    ("Namibia proposed that Botswana and Namibia hold a yearly forum.", "propose NAM>BWA done"),
    # draft
    ("Panama and Qatar have begun drafting a trade agreement.", "draft PAN>QAT under_way"),
    ("The Chilean and Thai ministries are preparing a memorandum on education.", "draft CHL>THA under_way"),
    ("A road map for cooperation with Senegal is being drafted by the Turkish government.", "draft TUR>SEN under_way"),
    ("Estonian officials drafted a new Africa strategy in 2019.", "draft EST>- 2019 done"),
    ("The drafting of an agreement between Fiji and Samoa is under way.", "draft FJI>WSM under_way"),
    # sign
    ("Mongolia and Kuwait signed an agreement on air services on 14 February 2024.",
     "sign MNG>KWT 2024-02-14 done"),
    ("Icelandic Prime Minister Kari Lunde signed a memorandum of understanding with Malawi in Lilongwe in May 2021.",
     "sign ISL>MWI 2021-05 done"),
    ("A treaty of friendship was signed by Bhutan and Nepal in 1999.", "sign BTN>NPL 1999 done"),
    ("Cyprus will sign a defence agreement with Greece next month.", "sign CYP>GRC 2024-05 expected"),
    ("In 2018, the signing of a contract between Gabon and Morocco followed.", "sign GAB>MAR 2018 done"),
    ("Tunisia is due to sign a customs accord with the African Union in June.", "sign TUN>African Union 2024-06"
     " expected"),
    # supply
    ("Argentina will supply 200 buses to Paraguay in 2025.", "supply ARG>PRY 2025 expected"),
    ("In 2022, Ecuador delivered 40 tractors to Honduras.", "supply ECU>HND 2022 done"),
    ("Forty fire engines were supplied to Zambia by Poland in December.", "supply POL>ZMB 2023-12 done"),
    ("Jordan has been supplying potash to Malaysia since 2015.", "supply JOR>MYS 2015/.. under_way"),
    ("Hungary is to ship locomotives to Egypt later this year.", "supply HUN>EGY 2024-04-05/2024-12-31 expected"),
    # start_work
    ("Ghanaian officials began work on an export strategy in 2016.", "start_work GHA>- 2016 done"),
    ("Serbia and Angola have started working on a joint road map.", "start_work SRB>AGO done"),
    ("A Finnish company started construction of a power plant in Kenya in March 2023.", "start_work FIN>- 2023-03"
     " done"),
    ("Work on the railway was launched by Ethiopia in 2012.", "start_work ETH>- 2012 done"),
    # who that is
    ("Laos said that it had applied to join BRICS.", "apply LAO>BRICS done"),
    ("Peruvian Trade Minister Eva Salas visited Lima's port and signed an agreement with Chile.", "sign PER>CHL done"),
    ("Jorge Prado, who is the president of Peru, invited Bolivian companies to Lima.", "invite PER>BOL done"),
    ("The minister, Oleg Dan, who signed a contract with Turkey on Monday, represents Moldova.",
     "sign minister Oleg Dan>TUR 2024-04-01 done"),
]  # fmt: skip

NEGATIVE = [
    "Peru did not sign the agreement with Chile.",
    "Peru has never applied for membership of ASEAN.",
    "Peru refused to sign the treaty with Chile.",
    "Peru may join BRICS next year.",
    "Peru could apply to join the OECD if its economy grows.",
    "Kenyan President Alice Wanjiru denied that she had invited Indian companies.",
    "Kenya wants to sign an agreement with India.",
    "Kenya hopes to join BRICS.",
    "Kenya urged India to sign the treaty.",
    "Would Kenya accede to BRICS?",
    "If Togo signed the accord with Benin, prices would fall.",
    "The application was downloaded a thousand times in Kenya.",
    "Kenyan President Alice Wanjiru signed the guest book in Nairobi.",
    "The striker signed for a club in Spain in May.",
    "The singer invited fans in Peru to dance.",
    "Investors should apply caution in Ghana.",
    "New rules apply to imports from China.",
    "There are signs of a thaw between Peru and Chile.",
    "The draft was cold in the Norwegian palace.",
    "Peru has a supply of potash.",
    "Supply and demand in Ghana rose.",
    "The Kenyan team drafted two players in June.",
    "He proposed to his girlfriend in Paris.",
    "Ghana's proposal was rejected without being submitted.",
    "The ministry was ordered a new set of chairs from Italy.",
    "Kenya stopped supplying tea to Iran.",
    "Togo withdrew its application to join the Commonwealth.",
    "Chile postponed the signing of an agreement with Peru.",
    "Chile is ready to supply copper to India.",
    "Chile is considering whether to join the African Development Bank.",
    "Negotiators failed to sign a pact with Turkey in 2019.",
    "An instruction manual was printed in Nepal.",
    "Ireland without signing the accord left the talks.",
    "Rumours that Laos had joined NATO are false.",
    "It is impossible for Malta to join BRICS.",
    "She joined the company in Kenya in 2015.",
    "A court in Peru charged the trade minister with fraud.",
    "Ghana's minister suggested that Togo was late.",
    "Togolese President Kossi Mensah concluded a visit to Benin, where an agreement had been due.",
]


@pytest.mark.parametrize(("text", "expected"), POSITIVE, ids=[text[:60] for text, _ in POSITIVE])
def test_act_is_found_with_actor_recipient_date_and_status(text, expected):
    assert sorted(map(brief, acts(text))) == sorted(expected.split("; "))


@pytest.mark.parametrize("text", NEGATIVE, ids=[text[:60] for text in NEGATIVE])
def test_what_is_denied_hypothetical_or_something_else_is_no_act(text):
    assert list(map(brief, acts(text))) == []


def test_all_of_it_passes_the_gate():
    found = fp.extract(fp.read_document(HEAD + "\n\n".join(text for text, _ in POSITIVE)))
    assert len(found.acts) > 40
    assert found.rejected[found.rejected["table"] == "acts"].empty, found.rejected.T.to_string()


def test_a_row_says_in_words_of_its_own_what_it_is_about():
    (row,) = acts("Bolivia has applied for full membership of BRICS.")
    assert row["subject"] == "membership in BRICS"
    (row,) = acts("Cyprus will sign a defence agreement on tourism with Greece next month.")
    assert row["subject"] == "agreement: tourism"
    assert (row["coder"], row["date_basis"]) == ("rule:act-sign", "inferred")
    assert 0 < float(row["confidence"]) < 1


def test_a_visitor_who_acts_is_named_by_key():
    rows = acts("Ghanaian Trade Minister Ama Owusu visited Togo on Tuesday. Owusu signed an agreement with Togo.")
    assert [(row["actor"], row["actor_iso3"], row["evidence"]) for row in rows] == [("owusu", "GHA", "own:1.2")]


def test_a_namesake_of_another_state_is_somebody_else():
    rows = acts(
        "Ghanaian Minister Ama Owusu visited Togo on Tuesday. Kenyan Minister Jo Owusu signed an agreement with Chad."
    )
    assert [(row["actor"], row["actor_iso3"]) for row in rows] == [("Minister Jo Owusu", "KEN")]


def test_what_is_done_on_a_visit_takes_its_dates():
    (row,) = acts(
        "Ghanaian Minister Ama Owusu visited Togo on 12 and 13 March. In Togo, Owusu signed an agreement with Togo."
    )
    assert (row["date"], row["date_basis"]) == ("2024-03-12/2024-03-13", "inferred")


def test_both_sides_are_those_that_the_paragraph_names():
    (row,) = acts("Ghanaian Minister Ama Owusu visited Togo. Both sides signed an agreement on tourism.")
    assert (row["actor"], row["actor_iso3"], row["recipient_iso3"]) == ("both sides", "GHA", "TGO")


def test_an_act_without_a_date_has_none():
    (row,) = acts("Recently, Bolivia applied for membership in BRICS.")
    assert (row["date"], row["date_basis"]) == ("", "")


@pytest.mark.parametrize("unit", ["Kenya, ", "Kenya and ", "signed ", "an agreement with Kenya ", "by Kenya ", "that "])
def test_work_grows_no_faster_than_the_text(unit):
    def calls(count):
        profile = cProfile.Profile()
        document = fp.read_document(HEAD + "Togo signed a treaty with Benin, " + unit * count + "in May.")
        profile.enable()
        candidates(document, "own")
        profile.disable()
        return sum(entry.callcount for entry in profile.getstats())

    calls(20)
    assert calls(600) < 8 * calls(150) + 20000
