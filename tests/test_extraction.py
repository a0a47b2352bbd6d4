"""Rules of extraction, on sentences of our own."""

import pytest

from fpdata.extraction.rules import visits
from tests.benchmarks.extraction import sentences

PUBLISHED = "2024-04-05"  # a Friday


def told(text, published=PUBLISHED):
    return visits(sentences(text), published, "own")


def brief(row):
    """Give visitor's last name or sender, destination, date and status in one string."""
    who = row["person_id"] or row["sender_iso3"] or row["visitor_text"]
    parts = [f"{who}>{row['host_iso3'] or row['host_region']}", row["date"], row["status"][0]]
    return " ".join(filter(None, parts))


POSITIVE = [
    # the verb and who does it
    ("Ghanaian Foreign Minister Ama Owusu visited Togo on Tuesday.", "owusu>TGO 2024-04-02 o"),
    ("Owusu, the foreign minister of Ghana, visited Lomé.", "owusu>TGO o"),
    ("The foreign minister of Ghana, Ama Owusu, visited Togo.", "owusu>TGO o"),
    ("Ghana's foreign minister Ama Owusu toured Togo in 2021.", "owusu>TGO 2021 o"),
    ("President Jorge Prado of Peru arrived in Quito on 3 April.", "prado>ECU 2024-04-03 o"),
    ("Peruvian President Jorge Prado flew to Quito, Ecuador, on Wednesday.", "prado>ECU 2024-04-03 o"),
    ("Jorge Prado, who is the president of Peru, travelled to Bolivia last week.", "prado>BOL 2024-03-25/2024-03-31 o"),
    ("Norway's prime minister, Kari Lunde, went to Iceland yesterday.", "lunde>ISL 2024-04-04 o"),
    ("Norwegian Prime Minister Kari Lunde landed in Reykjavik on Monday.", "lunde>ISL 2024-04-01 o"),
    ("Kenyan Defence Minister Otieno Were paid a visit to Rwanda from 12 to 14 February 2023.", "were>RWA 2023-02-12/2023-02-14 o"),
    ("Deputy Foreign Minister of Kazakhstan Dana Serik made an official visit to Baku on 1-2 February 2022.", "serik>AZE 2022-02-01/2022-02-02 o"),
    ("Malaysian Trade Minister Farid bin Ismail led a delegation to Vietnam in May 2023.", "ismail>VNM 2023-05 o"),
    ("The Mongolian president, Baatar Dorj, is visiting South Korea.", "dorj>KOR o"),
    ("Dutch King Pieter and Queen Anna visited Suriname in June 2019.", "pieter>SUR 2019-06 o; anna>SUR 2019-06 o"),
    ("Brazilian Vice-President Lia Campos went on a working visit to Angola and Mozambique.", "campos>AGO o; campos>MOZ o"),
    ("Qatari Emir Khalid al-Nasser embarked on a tour of Senegal, Mali and Guinea.", "al-nasser>SEN o; al-nasser>MLI o; al-nasser>GIN o"),
    ("Chinese Foreign Minister Liu Wenbo travelled first to Egypt and then to Tunisia.", "liu>EGY o; liu>TUN o"),
    ("Liu Wenbo, China's foreign minister, concluded his visit to Tunisia on March 30.", "liu>TUN 2024-03-30 o"),
    ("Turkish President Cem Aslan stopped in Tashkent on his way to Beijing.", "aslan>UZB o; aslan>CHN p"),
    ("Finnish minister Aino Salo spent 15-16 March in Estonia.", "salo>EST 2024-03-15/2024-03-16 o"),
    ("Pope Clement visited Malta on 2 April 2022.", "clement>MLT 2022-04-02 o"),
    ("US Secretary of State Ann Field arrived in the Iraqi capital, Baghdad.", "field>IRQ o"),
    ("Secretary of State Ann Field visited the northern Italian city of Trieste.", "field>ITA o"),
    ("UN Secretary-General Paulo Neves visited Chad.", "neves>TCD o"),
    ("IMF managing director Karin Holm travelled to Zambia in late March.", "holm>ZMB 2024-03-21/2024-03-31 o"),
    ("Sultan Faisal bin Tariq of Oman paid a state visit to India in December 2023.", "tariq>IND 2023-12 o"),
    ("Lee Min-ho, South Korea's unification minister, visited Berlin on October 3, 2022.", "lee>DEU 2022-10-03 o"),
    ("A Chinese delegation visited Fiji in mid-March.", "CHN>FJI 2024-03-11/2024-03-20 o"),
    ("A delegation of Japanese lawmakers arrived in Taipei on Tuesday.", "JPN>TWN 2024-04-02 o"),
    ("Belgian officials held talks in Burundi.", "BEL>BDI o"),
    # nominal
    ("Prado's visit to Bolivia was the first since 2015. Jorge Prado is the president of Peru.", "prado>BOL o"),
    ("The visit by Peruvian President Jorge Prado to Bolivia ended on Thursday.", "prado>BOL 2024-04-04 o"),
    ("During his visit to Nepal, Indian Defence Minister Arun Rao met Prime Minister Bishnu Thapa.", "rao>NPL o"),
    ("Indian Defence Minister Arun Rao's two-day trip to Nepal began on Monday.", "rao>NPL 2024-04-01 o"),
    ("The Moscow visit of Syrian President Omar Haddad took place in February.", "haddad>RUS 2024-02 o"),
    ("Syrian President Omar Haddad described his Moscow trip as useful.", "haddad>RUS o"),
    ("On a visit to Warsaw, Estonian Prime Minister Mart Kask called for unity.", "kask>POL o"),
    # hosts
    ("Kenyan President Alice Wanjiru hosted Ethiopian Prime Minister Dawit Bekele in Nairobi on 7 March.", "bekele>KEN 2024-03-07 o"),
    ("Ethiopian Prime Minister Dawit Bekele was received by Kenyan President Alice Wanjiru.", "bekele>KEN o"),
    ("German Chancellor Otto Brandt welcomed Spanish Prime Minister Luisa Vega at the Chancellery.", "vega>DEU o"),
    ("The Kremlin hosted Malian leader Issa Keita in Moscow.", "keita>RUS o"),
    ("Spanish Prime Minister Luisa Vega held talks with her German counterpart in Berlin.", "vega>DEU o"),
    ("French President Marc Vidal met with Indian Prime Minister Anil Mehta in New Delhi.", "vidal>IND o"),
    ("Japanese Foreign Minister Ken Mori held talks with visiting Philippine President Rosa Dizon in Tokyo.", "dizon>JPN o"),
    ("In Cairo, Sudanese General Idris Musa met Egyptian President Hany Saleh.", "musa>EGY o"),
    ("Polish Foreign Minister Adam Lis attended a summit in Vilnius.", "lis>LTU o"),
    ("Speaking in Canberra, New Zealand Prime Minister Tom Reid praised the alliance.", "reid>AUS o"),
    # who that is
    ("Ama Owusu is Ghana's foreign minister. The minister flew to Lagos on Sunday.", "owusu>NGA 2024-03-31 o"),
    ("Ghanaian President Kofi Adu spoke on Monday. He will travel to Benin next week.", "adu>BEN 2024-04-08/2024-04-14 p"),
    ("Ghanaian President Kofi Adu spoke on Monday. Adu visited Benin in January.", "adu>BEN 2024-01 o"),
    ("The Portuguese prime minister visited Cape Verde in 2018.", "PRT>CPV 2018 o"),
    ("U.S. National Security Adviser Dan Cole travelled to Jeddah. Mr. Cole will then fly to Cairo.", "cole>SAU o; cole>EGY p"),
    ("Presidents Jorge Prado of Peru and Ana Luz of Chile arrived in Brasília.", "prado>BRA o; luz>BRA o"),
    # status
    ("Serbian President Goran Ilić will visit Hungary on 20 April.", "ilic>HUN 2024-04-20 p"),
    ("Serbian President Goran Ilić is to pay an official visit to Hungary in May.", "ilic>HUN 2024-05 p"),
    ("Serbian President Goran Ilić is expected to travel to Budapest later this month.", "ilic>HUN 2024-04-05/2024-04-30 p"),
    ("Serbian President Goran Ilić cancelled his trip to Hungary.", "ilic>HUN c"),
    ("Serbian President Goran Ilić postponed a visit to Budapest.", "ilic>HUN c"),
    ("The visit of Serbian President Goran Ilić to Hungary has been postponed.", "ilic>HUN c"),
    ("Serbian President Goran Ilić announced that he would visit Hungary in May.", "ilic>HUN 2024-05 p"),
    ("Ahead of his visit to Hungary, Serbian President Goran Ilić gave an interview.", "ilic>HUN p"),
    ("Serbian President Goran Ilić heads to Budapest tomorrow.", "ilic>HUN 2024-04-06 p"),
    ("Serbian President Goran Ilić became the first leader to visit Kosovo.", "ilic>XKX o"),
    ("Irish Taoiseach Niamh Daly travels to Washington.", "daly>USA o"),
    ("British Foreign Secretary Jane Holt arrived in Kyiv on Friday.", "holt>UKR 2024-04-05 o"),
    ("Cuban President Raúl Peña's visits to Africa earlier this year were long.", "pena>002 2024-01-01/2024-04-05 o"),
    ("An IMF mission visited Malawi from March 4 to 15, 2024.", "An IMF mission>MWI 2024-03-04/2024-03-15 o"),
    ("Thai Foreign Minister Somchai Boon visited Laos and Cambodia between 5 and 9 March.", "boon>LAO 2024-03-05/2024-03-09 o; boon>KHM 2024-03-05/2024-03-09 o"),
    ("Vietnamese President Tran Van Minh left for Havana on Thursday.", "tran>CUB 2024-04-04 o"),
    ("Mozambican minister Rosa Machel travelled to Maputo from Lisbon, where she had met officials.", ""),
    ("Czech President Jan Novák and his wife travelled to Latvia.", "novak>LVA o"),
    ("Czech President Jan Novák, accompanied by Defence Minister Eva Malá, visited Latvia.", "novak>LVA o"),
    ("Bulgarian President Ivan Petrov is currently on a three-day visit to Egypt.", "petrov>EGY o"),
    ("Bulgarian President Ivan Petrov is in Cairo for talks with Egyptian leaders.", "petrov>EGY o"),
    ("Jordan's King Hamza met US President Bill Carter at the White House on February 9, 2021.", "hamza>USA 2021-02-09 o"),
    ("Saudi Crown Prince Saud bin Khalid was welcomed in Athens by Greek Prime Minister Nikos Pappas.", "khalid>GRC o"),
    ("Canada sent special envoy Paul Roy to Haiti.", "roy>HTI o"),
    ("EU foreign policy chief Maria Conti visited Kosovo.", "conti>XKX o"),
    ("Mr. Abdou Diallo, Minister of Trade of Senegal, undertook a visit to Ankara, Türkiye, from 3 to 5 March 2024.", "diallo>TUR 2024-03-03/2024-03-05 o"),
    ("State Counsellor Wen Guang of China toured Kenya, Uganda and Tanzania from 2 to 9 May 2016.", "wen>KEN 2016-05-02/2016-05-09 o; wen>UGA 2016-05-02/2016-05-09 o; wen>TZA 2016-05-02/2016-05-09 o"),
]  # fmt: skip

NEGATIVE = [
    "The Ghana national football team visited Togo on Tuesday.",
    "Thousands of tourists visited Greece last year.",
    "The frigate visited Lisbon in May.",
    "Please visit www.example.org for details.",
    "Peruvian President Jorge Prado did not visit Bolivia.",
    "Peruvian President Jorge Prado has never visited Bolivia.",
    "Peruvian President Jorge Prado may visit Bolivia.",
    "Peruvian President Jorge Prado could travel to Bolivia if talks succeed.",
    "Peruvian President Jorge Prado denied that he would visit Bolivia.",
    "Peruvian President Jorge Prado refused to visit Bolivia.",
    "There are no plans for President Jorge Prado to visit Bolivia.",
    "Bolivian President Eva Luna invited Peruvian President Jorge Prado to visit La Paz.",
    "Peruvian President Jorge Prado accepted an invitation to visit Bolivia.",
    "Peruvian President Jorge Prado spoke by telephone with the Bolivian president.",
    "Peruvian President Jorge Prado visited Cusco.",
    "Peruvian President Jorge Prado visited a Bolivian school in Lima.",
    "Peruvian President Jorge Prado arrived in Lima from Quito.",
    "Peruvian President Jorge Prado discussed the war in Ukraine.",
    "Troops arrived in Mali on Monday.",
    "Oil prices fell, and Russia said that talks with Iran had stalled.",
    "The idea travelled to Europe in the nineteenth century.",
    "The novel takes the reader on a journey to Japan.",
    "Citizens should avoid all travel to Yemen.",
    "Travel to Belarus is not advised.",
    "Singer Rosa Vell toured Germany and France.",
    "The Chinese ambassador in Oslo visited a shipyard.",
    "Foreign ministers talked about Syria.",
    "Her ancestors came to Canada in 1890.",
    "The hurricane headed to Cuba.",
    "Exports to India rose, the minister said.",
    "A flight from Doha to Oslo landed in Vienna.",
    "Indian Prime Minister Anil Mehta congratulated the French team on its visit.",
    "Indian Prime Minister Anil Mehta met the French ambassador.",
    "Would President Prado visit Bolivia?",
    "President Prado's possible visit to Bolivia was debated.",
    "Kenyan runners won in Boston and Tokyo.",
    "The president's policy toward China and Japan changed.",
    "The minister signed a law on trade with Turkey.",
    "Ambassador Li Na presented her credentials in Rome.",
    "The treaty was signed in Lisbon in 2007.",
    "Rescue teams from Turkey arrived in Morocco.",
    "The patient travelled to India for surgery.",
    "The Indian student went to Germany to study.",
    "The actor Leo Stone visited refugees in Jordan.",
    "Russia's foreign minister said the West had gone too far.",
    "Prices went to new highs in Japan.",
    "The company opened an office in Nairobi and hosts trainees from Uganda.",
    "The minister hosted a reception for Norwegian companies.",
    "Scientists from Japan met in Geneva.",
    "The talks on Cyprus failed.",
]


@pytest.mark.parametrize(("text", "expected"), POSITIVE, ids=[text[:60] for text, _ in POSITIVE])
def test_visit_is_found_with_visitor_destination_date_and_status(text, expected):
    found = [brief(row) for row in told(text)]
    assert sorted(found) == sorted(filter(None, expected.split("; ")))


@pytest.mark.parametrize("text", NEGATIVE, ids=[text[:60] for text in NEGATIVE])
def test_what_is_no_visit_gives_no_row(text):
    assert [brief(row) for row in told(text)] == []
