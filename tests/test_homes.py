"""Where visitors of no stated state are from, and whom they meet."""

import pytest

from fpdata.extraction.rules import visits

PUBLISHED = "2024-04-05"


def told(*sentences):
    return visits([(1, number, text) for number, text in enumerate(sentences, 1)], PUBLISHED, "own")


def senders(rows):
    return {(row["visitor"], row["host_iso3"]): row["sender_iso3"] for row in rows}


OWN = [
    (
        "the stance of a state",
        ["Foreign Minister Ada Bello will visit Oslo on Monday.", "She will explain Kenya's position on the treaty."],
        "KEN",
    ),
    (
        "its side",
        ["Foreign Minister Ada Bello will visit Oslo on Monday.", "The Kenyan side asked for the visit."],
        "KEN",
    ),
    (
        "where the ministry speaks",
        ["Foreign Minister Ada Bello will visit Oslo on Monday, the foreign ministry in Nairobi said."],
        "KEN",
    ),
    (
        "relations with the destination",
        ["Foreign Minister Ada Bello visited Oslo on Monday to discuss relations between Kenya and Norway."],
        "KEN",
    ),
    (
        "guests of the state",
        [
            "Foreign Minister Ada Bello is on a visit to Oslo.",
            "The Foreign Minister of Togo, Kodjo Agbe, visited Kenya earlier this week.",
        ],
        "KEN",
    ),
    (
        "the first visit by one of the state",
        [
            "Trade Minister Ada Bello will visit Oslo on Monday.",
            "It is the first visit by a Kenyan trade minister to Norway.",
        ],
        "KEN",
    ),
    (
        "the country that somebody departs",
        ["Foreign Minister Ada Bello will visit Oslo.", "The Minister will depart Kenya on Monday."],
        "KEN",
    ),
    (
        "officials of third states are no sign",
        [
            "Foreign Minister Ada Bello will visit Oslo on Monday.",
            "In the margins she will sign an accord with the Czech Deputy Minister of Trade, Pavel Novak.",
        ],
        "",
    ),
    (
        "rivals",
        ["Foreign Minister Ada Bello will visit Oslo.", "Kenya's position and Ghana's position are alike."],
        "",
    ),
    (
        "an office of many states",
        ["The Director-General, Ms Ada Bello, visited Oslo on Monday.", "She thanked for Kenya's support."],
        "",
    ),
]


@pytest.mark.parametrize(("sentences", "state"), [row[1:] for row in OWN], ids=[row[0] for row in OWN])
def test_visitor_is_of_the_state_that_a_document_is_about(sentences, state):
    rows = [row for row in told(*sentences) if row["visitor"] == "Ada Bello"]
    assert {row["sender_iso3"] for row in rows} == {state}


def test_document_of_the_host_gives_a_visitor_no_third_state():
    rows = told(
        "Vice-Premier Ada Bello visited Kuala Lumpur in November, the minister told the Dewan Rakyat.",
        "Malaysia's position and Malaysia's support were made known to the US side.",
    )
    assert senders(rows).get(("Ada Bello", "MYS"), "") == ""


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [
        ("A Kenyan delegation led by Secretary for Planning Ada Bello arrived in Oslo.", "Ada Bello", "KEN"),
        ("President Kofi Adu of Ghana sent Trade Minister Ada Bello to Oslo to sign it.", "Ada Bello", "GHA"),
        ("Ada Bello, twice Foreign Minister of Kenya, visited Oslo in May.", "Ada Bello", "KEN"),
        ("Kenya: Foreign Minister Ada Bello visited Norway from 12 to 15 January 2004.", "Ada Bello", "KEN"),
        ("Lord Harrow, Minister of State, visited Oslo in May.", "Lord Harrow", "GBR"),
    ],
)
def test_state_is_read_in_the_sentence(text, name, state):
    assert {row["sender_iso3"] for row in told(text) if name.split()[-1] in row["visitor"]} == {state}


def test_its_minister_is_of_the_state_told_of():
    rows = told("Japan's interest is recent.", "Its foreign minister, Ken Mori, came to Suva in May 2023.")
    assert senders(rows) == {("Ken Mori", "FJI"): "JPN"}


def test_crowds_that_leave_a_state_say_nothing_of_the_visitor():
    rows = told("Foreign Minister Ada Bello will visit Oslo.", "She will speak of Kenyans leaving Chad.")
    assert senders(rows)[("Ada Bello", "NOR")] != "TCD"


def test_heading_with_a_country_and_a_dash_is_no_dateline():
    rows = told("Norway - Visit by Ada Bello.", "Foreign Minister Ada Bello will travel to Oslo on Monday.")
    assert senders(rows) == {("Ada Bello", "NOR"): ""}


def test_meeting_before_the_visit_is_told_is_the_visits():
    (row,) = told(
        "Health Minister Ada Bello of Kenya held a meeting with the Norwegian Health Minister, Kari Lunde.",
        "Ms Bello visited Oslo on Tuesday.",
    )
    assert row["counterparts"] == "Kari Lunde"
