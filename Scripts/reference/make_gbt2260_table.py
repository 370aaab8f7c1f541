#!/usr/bin/env python3
"""Make Sources/Assistance/Regions/GBT2260Table.swift from a list of GB/T 2260 codes.

usage: make_gbt2260_table.py HISTORY.tsv [OUTPUT.swift]

HISTORY.tsv has the header line "code<TAB>name<TAB>first_revision<TAB>last_revision" and one line for each run of
consecutive revisions in which a code stands under one name; revisions are written yyyymm. Without OUTPUT.swift the
file in the project is replaced.
"""

import pathlib
import re
import sys

OUTPUT = pathlib.Path(__file__).resolve().parents[2] / "Sources/Assistance/Regions/GBT2260Table.swift"

HEAD = '''\
// Made by Scripts/reference/make_gbt2260_table.py, which is the place to change it.

/// The GB/T 2260 codes at and above the county, each with its name and the first and last revision (yyyymm) in which
/// it stands under that name.
///
/// Sorted by code, then by first revision, then, for the few codes that a revision lists under several names, with
/// the name that stood longest first: the first row that fits a revision is the answer for it.
enum GBT2260Table {
    /// One row a line, every line ended by a line feed.
    static let rows = """
'''
TAIL = '''
        """
}
'''
HEADER = ["code", "name", "first_revision", "last_revision"]
NAME = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U0002ffff]+")
REVISION = re.compile(r"(19|20)\d\d(0[1-9]|1[0-2])")


def read(path):
    """The rows of a history file; every fault is reported, not only the first."""
    rows, faults = [], []
    lines = pathlib.Path(path).read_text(encoding="utf-8").splitlines()
    if not lines or lines[0].split("\t") != HEADER:
        faults.append(f"{path}:1: the header is not {HEADER}")
    for number, line in enumerate(lines[1:], start=2):
        fields = line.split("\t")
        if len(fields) != 4:
            faults.append(f"{path}:{number}: {len(fields)} fields instead of 4")
            continue
        code, name, first, last = fields
        if not re.fullmatch(r"[1-9]\d{5}", code):
            faults.append(f"{path}:{number}: {code!r} is not a code")
        if not NAME.fullmatch(name):
            faults.append(f"{path}:{number}: {name!r} is not a Chinese name")
        if not (REVISION.fullmatch(first) and REVISION.fullmatch(last) and first <= last):
            faults.append(f"{path}:{number}: {first!r} to {last!r} are not two revisions in order")
        rows.append((code, name, first, last))
    if len(set(rows)) != len(rows):
        faults.append(f"{path}: some rows are there twice")
    if faults:
        sys.exit("\n".join(faults))
    return sorted(rows, key=lambda row: (row[0], row[2], -int(row[3]), row[1]))


def main(arguments):
    if len(arguments) not in (1, 2) or arguments[0].startswith("-"):
        sys.exit(__doc__.strip().split("\n\n")[1])
    rows = read(arguments[0])
    output = pathlib.Path(arguments[1]) if len(arguments) == 2 else OUTPUT
    body = "".join(f"        {' '.join(row)}\n" for row in rows)
    output.write_text(HEAD + body + TAIL, encoding="utf-8")
    codes = sum(int(row[0]) for row in rows)
    months = sum(int(row[2]) + int(row[3]) for row in rows)
    size = sum(len(" ".join(row).encode()) + 1 for row in rows)
    print(f"{output}: {len(rows)} rows, {size} bytes, sum of codes {codes}, sum of revisions {months}")


if __name__ == "__main__":
    main(sys.argv[1:])
