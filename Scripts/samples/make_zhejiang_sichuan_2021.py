#!/usr/bin/env python3
"""Make the sample "Zhejiang to Sichuan, 2021" in Scripts/samples/zhejiang-sichuan-2021.

usage: make_zhejiang_sichuan_2021.py [--check]

With --check nothing is written: the files are compared with what would be written, and the exit status is 1 if they
differ. Either way the files are read back and held against the published figures.

The figures and names under "Published" are the whole of what is published. Names and codes of counties are those of
GB/T 2260 as of 2021. No county is made up: where none is named, the agreement is with the province.
"""

import collections
import csv
import io
import pathlib
import sys

FOLDER = pathlib.Path(__file__).resolve().parent / "zhejiang-sichuan-2021"
TABLE = pathlib.Path(__file__).resolve().parents[2] / "Sources/Assistance/Regions/GBT2260Table.swift"

# ---- Published: Sichuan Online, 2021-07-07, and the press conference of 2021-05-31; amounts in 万元 -----------------

COUNTIES = 68
CLAIMED = 330000  # 33亿元
TIERS = [  # what the source calls the counties, how many, aid of each
    ("key", "国家乡村振兴重点帮扶县(凉山州)", 10, 6000),
    ("special", "涉藏州县及剑阁、旺苍、马边、平昌、通江、万源", 38, 5000),
    ("other", "其余受援县", 20, 3900),
]

# The counties of Liangshan among the 25 national key counties of Sichuan, list of August 2021.
KEY = "盐源县 普格县 布拖县 金阳县 昭觉县 喜德县 越西县 甘洛县 美姑县 雷波县"
# 涉藏州县: all counties of the two Tibetan prefectures, and the Tibetan autonomous county of Muli.
TIBETAN_PREFECTURES = ("5132", "5133")
MULI = "木里藏族自治县"
# Named by the source itself.
NAMED = "剑阁县 旺苍县 马边彝族自治县 平昌县 通江县 万源市"

# ---- Assumed: see README.md -----------------------------------------------------------------------------------------

PAIRED_ON = "2021-01-01"
AGREED_ON = "2021-05-31"  # the day of the press conference
YEAR = 2021
DONOR, PROVINCE = "330000", "510000"


def sichuan():
    """Code and name of every county-level region of Sichuan in the latest revision of the project's own table."""
    regions = {}
    for line in TABLE.read_text(encoding="utf-8").split("\n"):
        fields = line.strip().split(" ")
        if len(fields) == 4 and fields[0].startswith("51") and fields[3] == "201904" and not fields[0].endswith("00"):
            regions[fields[0]] = fields[1]
    return regions


def tiers():
    """The codes of the counties of each tier that are known by name."""
    regions = sichuan()
    codes = {name: code for code, name in regions.items()}
    special = {code for code in regions if code.startswith(TIBETAN_PREFECTURES)}
    return {
        "key": sorted(codes[name] for name in KEY.split()),
        "special": sorted(special | {codes[name] for name in [MULI, *NAMED.split()]}),
        "other": [],
    }


def make_files():
    """The content of every file, by name."""
    known = tiers()
    pairings = [(f"ZJ-{code}", code) for code in sorted(known["key"] + known["special"])] + [("ZJ-SC", PROVINCE)]
    agreements = []
    for tier, _, count, aid in TIERS:
        for number in range(count):
            if known[tier]:
                code = known[tier][number]
                agreements.append((f"ZJ-{code}-2021", f"ZJ-{code}", aid))
            else:
                agreements.append((f"ZJ-SC-2021-{number + 1:02d}", "ZJ-SC", aid))
    tables = {
        "01-programmes.csv": ("programme,name,name_zh,legal_basis,starts_on,ends_on", [(
            "east-west", "East-west collaboration", "东西部协作", "", "1996-01-01", "")]),
        "02-pairings.csv": ("pairing,programme,donor,recipient,starts_on,ends_on", [
            (pairing, "east-west", DONOR, recipient, PAIRED_ON, "") for pairing, recipient in pairings]),
        "03-agreements.csv": ("agreement,pairing,fiscal_year,instrument,amount_wan,agreed_on,due_on", [
            (agreement, pairing, YEAR, "fiscal", aid, AGREED_ON, "") for agreement, pairing, aid in agreements]),
    }
    return {name: render(header, rows) for name, (header, rows) in tables.items()}


def render(header, rows):
    text = io.StringIO()
    text.write("# Sample: made of published figures; see README.md\n" + header + "\n")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8")


# ---- The check: reads the files alone, and knows nothing of how they were made ----------------------------------

def read(name):
    lines = (FOLDER / name).read_text(encoding="utf-8").split("\n")
    assert lines[0].startswith("# Sample") and lines[-1] == ""
    return list(csv.DictReader(lines[1:-1]))


def verify():
    """Every fault in the files; prints the sums on the way."""
    faults = []

    def expect(what, found, wanted):
        if found != wanted:
            faults.append(f"{what}: {found} instead of {wanted}")

    programmes, pairings, agreements = (
        read(f"{number:02d}-{name}.csv") for number, name in enumerate(["programmes", "pairings", "agreements"], 1))
    recipients = {p["pairing"]: p["recipient"] for p in pairings}
    regions = sichuan()
    expect("programmes", [p["programme"] for p in programmes], ["east-west"])
    expect("donors", {p["donor"] for p in pairings}, {DONOR})
    expect("recipients unknown", {r for r in recipients.values() if r not in regions}, {PROVINCE})
    expect("recipients twice", [r for r, n in collections.Counter(recipients.values()).items() if n > 1], [])
    expect("agreements twice", [a for a, n in collections.Counter(a["agreement"] for a in agreements).items() if n > 1], [])
    expect("pairings without agreement", set(recipients) - {a["pairing"] for a in agreements}, set())
    for tier, name, count, aid in TIERS:
        members = [a for a in agreements if a["amount_wan"] == str(aid)]
        named = {recipients[a["pairing"]] for a in members} - {PROVINCE}
        expect(f"agreements of {name}", len(members), count)
        expect(f"counties named of {name}", len(named), 0 if tier == "other" else count)
        print(f"{count:>4} x {aid:>5} = {len(members) * aid:>6}  {name}: {len(named)} named")
    total = sum(int(a["amount_wan"]) for a in agreements)
    expect("agreements", len(agreements), COUNTIES)
    expect("all tiers", total, sum(count * aid for _, _, count, aid in TIERS))
    print(f"{len(agreements):>4}         = {total:>6}  of {CLAIMED} claimed: {CLAIMED - total} less")
    return faults


def main(arguments):
    if arguments not in ([], ["--check"]):
        sys.exit(__doc__.strip().split("\n\n")[1])
    files, different = make_files(), []
    for name, content in files.items():
        path = FOLDER / name
        if not arguments:
            FOLDER.mkdir(exist_ok=True)
            path.write_bytes(content)
        elif not path.exists() or path.read_bytes() != content:
            different.append(name)
    different += sorted({path.name for path in FOLDER.glob("*.csv")} - set(files))
    if different:
        sys.exit("these files differ from what this program writes: " + ", ".join(different))
    faults = verify()
    if faults:
        sys.exit("\n".join(faults))
    print("every figure agrees with the published ones")


if __name__ == "__main__":
    main(sys.argv[1:])
