import pytest

from fpdata import countries


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        ("India", "IND"), ("Indian", "IND"), ("New Delhi", "IND"), ("IND", "IND"), ("IN", "IND"), ("356", "IND"),
        ("Niger", "NER"), ("Nigeria", "NGA"), ("Nigerien", "NER"), ("Nigerian", "NGA"),
        ("Guinea", "GIN"), ("Equatorial Guinea", "GNQ"), ("Guinea-Bissau", "GNB"), ("Papua New Guinea", "PNG"),
        ("Georgia", "GEO"), ("South Korea", "KOR"), ("DPRK", "PRK"), ("DR Congo", "COD"), ("Congo-Brazzaville", "COG"),
        ("Lao PDR", "LAO"), ("lao people's democratic republic", "LAO"), ("Côte d'Ivoire", "CIV"),
        ("ivory coast", "CIV"),
        ("the Gambia", "GMB"), ("Kosovo", "XKX"), ("NA", "NAM"), ("Namibia", "NAM"), ("Belorussia", "BLR"),
        ("Minsk", "BLR"), ("Russia’s", "RUS"), ("  U.S. ", "USA"), ("Türkiye", "TUR"), ("Turkey", "TUR"),
    ],
)  # fmt: skip
def test_lookup(text, iso3):
    assert countries.lookup(text) == iso3


@pytest.mark.parametrize(
    ("text", "candidates"), [("Congo", ["COD", "COG"]), ("Korea", ["KOR", "PRK"]), ("Dominican", ["DMA", "DOM"])]
)
def test_ambiguity_is_an_error_that_names_the_candidates(text, candidates):
    with pytest.raises(countries.AmbiguousCountryError) as caught:
        countries.lookup(text)
    assert all(code in str(caught.value) for code in candidates)


@pytest.mark.parametrize("text", ["Narnia", "Indiana", "", "in", "India Mongolia"])
def test_unknown_names_are_another_error(text):
    with pytest.raises(countries.UnknownCountryError, match="expected the name or code"):
        countries.lookup(text)


def test_a_near_miss_is_helped():
    with pytest.raises(countries.UnknownCountryError, match="Mongolia"):
        countries.lookup("Mongolya")


def test_every_code_name_and_unambiguous_alias_leads_home():
    table = countries.table()
    assert len(table) == 250
    assert table["iso3"].is_unique
    assert table["sovereign"].sum() == 197
    for row in table.itertuples():
        assert countries.lookup(row.name) == row.iso3
        assert countries.lookup(row.iso3) == row.iso3


def test_blocs_are_exhaustive_and_the_hard_cases_as_documented():
    table = countries.table().set_index("iso3")
    assert table["bloc"].notna().all()
    expected = {"MNG": "Global South", "TUR": "Global South", "SAU": "Global South", "KAZ": "CIS", "TKM": "CIS"}
    expected |= {"UKR": "Other", "GEO": "Other", "CHN": "China", "HKG": "China", "JPN": "West", "FRA": "West"}
    expected |= {"IND": "Global South", "BGD": "Global South", "LAO": "Global South", "BLR": "CIS", "FJI": "Other"}
    assert {code: table.at[code, "bloc"] for code in expected} == expected
    south = table[table["bloc"] == "Global South"]
    lies_in = south["m49_region"].isin(["002", "142"]) | (south["m49_subregion"] == "419")
    assert lies_in.all()


def test_regions_have_members():
    assert {"NGA", "ZWE", "EGY"} <= set(countries.members("002"))
    assert countries.members("002") == tuple(sorted(set(countries.members("015")) | set(countries.members("202"))))
    assert len(countries.members("001")) == 250
    with pytest.raises(countries.UnknownCountryError, match="999"):
        countries.members("999")


def test_capitals_lie_where_they_should():
    assert countries.capital("BLR")[2] == "Minsk"
    lon, lat, name = countries.capital("MNG")
    assert (round(lon), round(lat), name) == (107, 48, "Ulaanbaatar")
    assert countries.capital("ATA") is None
