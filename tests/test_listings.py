"""Lists and tables of visits, on texts of our own."""

import time

import pytest

import fpdata as fp
from fpdata.extraction.headings import headings
from fpdata.extraction.rules import visits
from tests.benchmarks.extraction import sentences
from tests.test_extraction import brief

PUBLISHED = "2024-04-05"


def listed(text):
    rows = [row for row in visits(sentences(text), PUBLISHED, "own") if row["coder"] == "rule:list"]
    return [brief(row) for row in rows]


LISTS = {
    "a heading with home and goal": (
        "STATE VISITS FROM GHANA TO PERU\n\n- President Ama Owusu (1974)\n- King Kojo of Ghana (2002, 2014)",
        ["owusu>PER 1974 o", "kojo>PER 2002 o", "kojo>PER 2014 o"],
    ),
    "two headings": (
        "Visits from Ghana to Peru\n\n- President Ama Owusu (1974)\n\n"
        "Visits from Peru to Ghana\n\n- Foreign Minister Jorge Prado (May 2011)",
        ["owusu>PER 1974 o", "prado>GHA 2011-05 o"],
    ),
    "directions inside a list": (
        "High-level visits\nFrom Ghana to Peru\n• President Ama Owusu (1974; 1980)\n"
        "• Minister of Trade Kofi Adu (2001)\n"
        "From Peru to Ghana\n• President Jorge Prado (2 May 2003)\n\nBoth have embassies.",
        ["owusu>PER 1974 o", "owusu>PER 1980 o", "adu>PER 2001 o", "prado>GHA 2003-05-02 o"],
    ),
    "adjacent years are visits of their own": (
        "Official visits from Ghana to Peru: Minister of Trade Kofi Adu (2010, 2011).",
        ["adu>PER 2010 o", "adu>PER 2011 o"],
    ),
    "labels give each other's home": (
        "EXCHANGE OF VISITS\n\nTo Ghana: Speaker of Parliament Jorge Prado (May 2003).\n\n"
        "To Peru: Minister of Trade Kofi Adu (October 2001); Foreign Minister Ama Owusu (March 2012, a summit).",
        ["prado>GHA 2003-05 o", "adu>PER 2001-10 o", "owusu>PER 2012-03 o"],
    ),
    "a caption under a table": (
        "| No. | Date | Country | Places |\n| 1 | 2-5 May 1985 | Togo, Benin | Lomé, Cotonou |\n"
        "| 2 | 9 June 1985 | Peru | Lima |\n\nTable: Travels of President Ama Owusu of Ghana",
        ["owusu>TGO 1985-05-02/1985-05-05 o", "owusu>BEN 1985-05-02/1985-05-05 o", "owusu>PER 1985-06-09 o"],
    ),
    "years above the rows, a trip cancelled": (
        "This is a list of international trips made by Ama Owusu, the third President of Ghana.\n\n"
        "2012\n| Togo | Lomé | 2-3 June | Summit |\n\n2013\n| Peru | Lima | 4 May | Met President Jorge Prado |\n"
        "| Chile | Santiago | - | Cancelled (storm) |",
        ["owusu>TGO 2012-06-02/2012-06-03 o", "owusu>PER 2013-05-04 o", "owusu>CHL 2013 c"],
    ),
    "rows run together": (
        "Foreign trips by President Ama Owusu of Ghana\n\n"
        "1 | 2 May 2010 | Togo | Lomé | Working visit, with a long note on what was said of cocoa, ports and fish\n"
        "2 | 3 June 2010 | Peru | Lima | Talks on trade, with another long note on what was said of cocoa and fish",
        ["owusu>TGO 2010-05-02 o", "owusu>PER 2010-06-03 o"],
    ),
    "dashes between blanks": (
        "The following is a list of foreign trips made by Ama Owusu as President of Ghana.\n\n"
        "2019\n1. Togo – Lomé – 28 January – Working visit.\n2. Peru – Lima – 4–5 March – Official visit.",
        ["owusu>TGO 2019-01-28 o", "owusu>PER 2019-03-04/2019-03-05 o"],
    ),
    "the traveller in a cell": (
        "Ministerial travel, 2005 to 2006\n"
        "| Kofi Adu, Minister of Trade of Ghana | 6-9 June 2005 | Togo and Peru | Talks |\n"
        "| Ama Owusu, Foreign Minister of Ghana | 2 May 2006 | Chile | A fair |",
        ["adu>TGO 2005-06-06/2005-06-09 o", "adu>PER 2005-06-06/2005-06-09 o", "owusu>CHL 2006-05-02 o"],
    ),
    "guests of a host": (
        "State visits received by President Ama Owusu of Ghana:\n"
        "| 5-7 June 2013 | Jorge Prado, President of Peru |\n| 2 May 2014 | King Tupou of Tonga |",
        ["prado>GHA 2013-06-05/2013-06-07 o", "tupou>GHA 2014-05-02 o"],
    ),
    "day by day": (
        "Visits by Foreign Heads of State to Ghana, 1964. February 4-6, 1964: President Jorge Prado, Peru. "
        "State visit. April 21, 1964: King Tupou, Tonga. Talks on fish.",
        ["prado>GHA 1964-02-04/1964-02-06 o", "tupou>GHA 1964-04-21 o"],
    ),
    "engagements abroad": (
        "The Prime Minister of Ghana gave the visits of ministers abroad in October in a tabular statement. "
        "Minister for Trade, Mr. Adu: Togo, a fair, 18 to 19 October 2004. "
        "Minister for Health, Dr. Owusu: Peru, a conference, 5 October 2004.",
        ["adu>TGO 2004-10-18/2004-10-19 o", "owusu>PER 2004-10-05 o"],
    ),
    "a date to come": (
        "Trips abroad by President Ama Owusu of Ghana\n\n| 3 May 2024 | Peru | Lima |",
        ["owusu>PER 2024-05-03 p"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), LISTS.values(), ids=LISTS)
def test_items_of_a_list_of_visits_are_rows(text, expected):
    assert sorted(listed(text)) == sorted(expected)


NOTHING = {
    "members": "Members of the delegation\n\n- President Ama Owusu (1999)\n- Minister of Trade Kofi Adu (2003)",
    "agreements": "Agreements between Ghana and Togo\n\n| 1 | 2 May 1999 | Togo | Lomé | Trade |",
    "ambassadors": "Ambassadors of Ghana to Togo\n\n- Kofi Adu (1999-2003)\n- Ama Owusu (2003-2007)",
    "agenda": "List of visits and agenda\n\n- Item 1: budget (2003)\n- Item 2: the agenda, 3 May 2004",
    "numbers": "Visits by country\n\n| Togo | 2003 | 1,200 |\n| Peru | 2004 | 2,300 |",
    "advice": "Travel advisories\n\n| 3 May 2004 | Peru | Level 2 |",
    "a choir": "Concert trips of the Accra choir\n\n| 3 May 2004 | Peru | Lima |",
    "at home or by video": "Trips of President Ama Owusu of Ghana\n\n| 3 May 2004 | Ghana | Tamale | Harvest |\n"
    "| 4 May 2004 | Peru | Lima | by video |\n| 5 May 2004 | Togo | Lomé | invited, did not attend |",
    "no such day": "Trips of President Ama Owusu of Ghana\n\n| 31 June 2004 | Peru | Lima |",
    "prose": "Visits from Ghana to Togo\n\nPresident Ama Owusu was born in 1950. Kofi Adu wrote of them in 2003.",
}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
def test_other_lists_give_nothing(text):
    assert listed(text) == []


def test_a_sentence_about_visits_heads_nothing():
    told = ["Visits were rare.", "The visits will end.", "King A visits Togo.", "Travel is dear."]
    assert headings([(1, n, text) for n, text in enumerate(told, 1)]) == []


def test_rows_of_a_document_pass_the_gate():
    text = (
        "# Notes on a presidency\n\n2024-04-05\n\nThis text is about one president.\n\n"
        "International trips made by President Ama Owusu of Ghana\n\n2012\n"
        "| Date | Country | Notes |\n"
        "| 2-3 May | Togo | Met President Kossi Mensah. He was well. |\n| 7 June | Peru | Lima |\n"
        "\nShe came home."
    )
    document = fp.read_document(text)
    assert document.sentences["text"].tolist()[4] == "| 2-3 May | Togo | Met President Kossi Mensah. He was well. |"
    found = fp.extract(document)
    assert found.rejected.empty
    rows = found.visits.sort_values("date")
    assert rows["host_iso3"].tolist() == ["TGO", "PER"]
    assert rows["date"].tolist() == ["2012-05-02/2012-05-03", "2012-06-07"]
    assert rows["evidence"].str.count(":").tolist() == [3, 3]  # heading, year and row
    assert rows["counterparts"].tolist()[0] == "Kossi Mensah"


def test_long_tables_are_read_in_linear_time():
    row = "| 3 May 2004 | Peru | " + "Ama Owusu " * 100 + "|\n"
    head = "Trips of President Ama Owusu of Ghana\n\n"

    def spent(count):
        texts = sentences(head + row * count)
        begin = time.process_time()
        visits(texts, None, "own")
        return time.process_time() - begin

    spent(10)
    assert spent(400) < 10 * max(spent(100), 0.05)
