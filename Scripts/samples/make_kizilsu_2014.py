#!/usr/bin/env python3
"""Make the sample "Jiangsu to Kizilsu, 2014" in Scripts/samples/kizilsu-2014.

usage: make_kizilsu_2014.py [--check]

With --check nothing is written: the files are compared with what would be written, and the exit status is 1 if they
differ. Either way the files are read back and held against the published figures.

The figures under "Published" are the whole of what is published. Everything else is reconstructed here, by fixed rules
and whole-number arithmetic, so that every run writes the same bytes.
"""

import collections
import csv
import io
import pathlib
import sys

FOLDER = pathlib.Path(__file__).resolve().parent / "kizilsu-2014"

# ---- Published: Jiangsu provincial audit office, notice of 2015-04-09; amounts in 万元 ------------------------------

PLACES = [  # key, region code, scope, projects, aid
    ("own", "653000", "own", 4, 2912),
    ("artux", "653001", "own", 29, 27445),
    ("ulugqat", "653024", "own", 17, 6182),
    ("akqi", "653023", "own", 19, 4520),
    ("joint", "653000", "joint", 7, 700),
]
PURPOSES = [  # code, projects, aid
    ("housing-infrastructure", 13, 10558),
    ("education", 10, 4000),
    ("employment-training", 5, 1515),
    ("industry", 11, 11243),
    ("cadres-talent", 6, 2555),
    ("social-services", 31, 11888),
]
PROJECTS = 76
PLAN_TOTAL = 132627
AID_TOTAL = 41759
RESERVE = 1299
PAID_IN = 40460
AID_DONE = 39920
ALL_DONE = 115840

# ---- Reconstructed: how the two margins meet --------------------------------------------------------------------

CELLS = {  # (place, purpose): aid of the cell, and its projects with their weight in it
    ("own", "education"): (600, [("Vocational school workshops", "州职业技术学校实训设备", 600)]),
    ("own", "employment-training"): (150, [("Prefecture job information service", "州就业信息服务平台", 150)]),
    ("own", "cadres-talent"): (1900, [("Staff housing and training centre", "州人才公寓及干部培训用房", 1900)]),
    ("own", "social-services"): (262, [("Telemedicine at the prefecture hospital", "州医院远程医疗系统", 262)]),
    ("artux", "housing-infrastructure"): (7200, [
        ("Artux rural housing, phase 1", "阿图什市富民安居房建设(一期)", 2200),
        ("Artux rural housing, phase 2", "阿图什市富民安居房建设(二期)", 1900),
        ("Artux herder settlement housing", "阿图什市定居兴牧住房建设", 1200),
        ("Artux town roads", "阿图什市城区道路改造", 900),
        ("Artux township water mains", "阿图什市乡镇供水管网改造", 600),
        ("Artux district heating mains", "阿图什市城区供热管网改造", 400),
    ]),
    ("artux", "education"): (2200, [
        ("Artux bilingual kindergartens", "阿图什市双语幼儿园建设", 700),
        ("Artux secondary school buildings", "阿图什市中学教学楼改扩建", 800),
        ("Artux primary school dormitories", "阿图什市乡镇小学学生宿舍", 400),
        ("Artux school equipment", "阿图什市中小学教学设备", 300),
    ]),
    ("artux", "employment-training"): (850, [("Artux vocational training centre", "阿图什市职业技能培训中心", 850)]),
    ("artux", "industry"): (8500, [
        ("Artux workshops for light industry, phase 1", "阿图什市轻工业园区标准厂房(一期)", 3000),
        ("Artux workshops for light industry, phase 2", "阿图什市轻工业园区标准厂房(二期)", 2000),
        ("Artux industrial park roads and drains", "阿图什市轻工业园区道路及给排水", 1500),
        ("Artux grape cold store", "阿图什市葡萄保鲜库", 900),
        ("Artux fig processing", "阿图什市无花果加工车间", 600),
        ("Artux greenhouses", "阿图什市设施农业温室大棚", 500),
    ]),
    ("artux", "social-services"): (8695, [
        ("Artux hospital outpatient building", "阿图什市医院门诊综合楼", 2200),
        ("Artux township clinics", "阿图什市乡镇卫生院改造", 1200),
        ("Artux village meeting places", "阿图什市村级组织活动场所", 1000),
        ("Artux cultural centre", "阿图什市文化活动中心", 1000),
        ("Artux welfare home", "阿图什市社会福利院", 700),
        ("Artux disease control equipment", "阿图什市疾病预防控制设备", 500),
        ("Artux public service hall", "阿图什市便民服务大厅", 500),
        ("Artux radio and television for villages", "阿图什市广播电视村村通", 400),
        ("Artux emergency shelters", "阿图什市防灾避险场所", 400),
        ("Artux sports ground", "阿图什市体育场", 400),
        ("Artux farm technology demonstration", "阿图什市农业科技示范推广", 250),
        ("Artux school partnerships", "阿图什市青少年交流活动", 145),
    ]),
    ("ulugqat", "housing-infrastructure"): (2058, [
        ("Ulugqat rural housing, phase 1", "乌恰县富民安居房建设(一期)", 900),
        ("Ulugqat rural housing, phase 2", "乌恰县富民安居房建设(二期)", 600),
        ("Ulugqat drinking water", "乌恰县乡镇人畜饮水工程", 350),
        ("Ulugqat town roads", "乌恰县县城道路改造", 208),
    ]),
    ("ulugqat", "education"): (700, [
        ("Ulugqat bilingual kindergarten", "乌恰县双语幼儿园建设", 400),
        ("Ulugqat boarding school canteen", "乌恰县寄宿制学校食堂", 300),
    ]),
    ("ulugqat", "employment-training"): (250, [("Ulugqat job training base", "乌恰县劳动力转移就业培训基地", 250)]),
    ("ulugqat", "industry"): (1723, [
        ("Ulugqat standard workshops", "乌恰县工业园区标准厂房", 1000),
        ("Ulugqat livestock fattening", "乌恰县牲畜育肥基地", 450),
        ("Ulugqat border trade storage", "乌恰县口岸仓储设施", 273),
    ]),
    ("ulugqat", "social-services"): (1451, [
        ("Ulugqat hospital equipment", "乌恰县医院医疗设备", 450),
        ("Ulugqat township clinics", "乌恰县乡镇卫生院改造", 300),
        ("Ulugqat village meeting places", "乌恰县村级组织活动场所", 250),
        ("Ulugqat township culture stations", "乌恰县乡镇文化站", 150),
        ("Ulugqat home for the aged", "乌恰县敬老院", 130),
        ("Ulugqat farm advisers", "乌恰县农牧科技服务", 91),
        ("Ulugqat exchange visits", "乌恰县两地交流活动", 80),
    ]),
    ("akqi", "housing-infrastructure"): (1300, [
        ("Akqi rural housing", "阿合奇县富民安居房建设", 700),
        ("Akqi herder settlement housing", "阿合奇县定居兴牧住房建设", 400),
        ("Akqi town water supply", "阿合奇县县城供水改造", 200),
    ]),
    ("akqi", "education"): (500, [
        ("Akqi kindergarten", "阿合奇县双语幼儿园建设", 250),
        ("Akqi secondary school laboratories", "阿合奇县中学实验室", 150),
        ("Akqi teacher housing", "阿合奇县教师周转宿舍", 100),
    ]),
    ("akqi", "employment-training"): (200, [("Akqi employment service centre", "阿合奇县就业服务中心", 200)]),
    ("akqi", "industry"): (1020, [
        ("Akqi standard workshops", "阿合奇县标准厂房", 600),
        ("Akqi greenhouses", "阿合奇县设施农业温室大棚", 420),
    ]),
    ("akqi", "cadres-talent"): (200, [("Akqi training of local staff", "阿合奇县干部人才培训", 200)]),
    ("akqi", "social-services"): (1300, [
        ("Akqi hospital ward equipment", "阿合奇县医院住院设备", 300),
        ("Akqi township clinics", "阿合奇县乡镇卫生院改造", 200),
        ("Akqi village meeting places", "阿合奇县村级组织活动场所", 200),
        ("Akqi Manas heritage hall", "阿合奇县玛纳斯文化传习所", 150),
        ("Akqi home for the aged", "阿合奇县敬老院", 130),
        ("Akqi radio and television for villages", "阿合奇县广播电视村村通", 120),
        ("Akqi herding technology", "阿合奇县牧业科技推广", 80),
        ("Akqi sports facilities", "阿合奇县体育设施", 70),
        ("Akqi exchange visits", "阿合奇县两地交流活动", 50),
    ]),
    ("joint", "employment-training"): (65, [("Training before work in Jiangsu", "赴江苏务工人员岗前培训", 65)]),
    ("joint", "cadres-talent"): (455, [
        ("Officials trained in Jiangsu", "党政干部赴江苏培训", 130),
        ("Teachers trained in Jiangsu", "骨干教师赴江苏培训", 120),
        ("Doctors trained in Jiangsu", "医务人员赴江苏进修", 105),
        ("Visiting specialists", "柔性引进专业人才", 100),
    ]),
    ("joint", "social-services"): (180, [
        ("Cultural exchange", "江苏克州两地文化交流", 100),
        ("Project preparation and review", "援助项目前期论证及评审", 80),
    ]),
}

# How much of the investment beyond the aid a purpose draws, in tenths of its aid.
OTHER_MONEY = {
    "housing-infrastructure": 40, "education": 8, "employment-training": 2, "industry": 35, "cadres-talent": 0,
    "social-services": 10,
}
# Instalments of the donor: amount, sent, received; then, for the money of each instalment, the dates on which the
# prefecture forwards it, the counties receive it, and the projects are given it.
INSTALMENTS = [
    (11000, "2014-03-18", "2014-03-21", "2014-03-27", "2014-04-01", "2014-04-08"),
    (11000, "2014-05-12", "2014-05-15", "2014-05-21", "2014-05-26", "2014-06-03"),
    (8500, "2014-07-07", "2014-07-10", "2014-07-16", "2014-07-21", "2014-07-28"),
    (7200, "2014-08-25", "2014-08-28", "2014-09-02", "2014-09-05", "2014-09-12"),
    (2760, "2014-09-26", "2014-09-29", "2014-10-08", "2014-10-10", "2014-10-16"),
]
COUNTIES = ["653001", "653024", "653023"]
JUNE, OCTOBER = "2014-06-30", "2014-10-31"
PAYMENT_DAYS = [
    ["2014-06-12", "2014-06-17", "2014-06-20", "2014-06-25"],
    ["2014-08-12", "2014-08-15", "2014-08-20", "2014-08-27"],
    ["2014-10-20", "2014-10-22", "2014-10-24", "2014-10-28", "2014-10-30"],
]
PAYEES = {  # by role; no person or company is named
    "housing-infrastructure": ("项目施工单位", "construction"),
    "education": ("项目施工单位", "construction"),
    "employment-training": ("培训机构", "training"),
    "industry": ("项目施工单位", "construction"),
    "cadres-talent": ("培训机构", "training"),
    "social-services": ("项目施工单位", "construction"),
}
PAYEES_BY_WORD = [
    ("富民安居", "建房农牧户", "household-subsidy"), ("定居兴牧", "建房农牧户", "household-subsidy"),
    ("公寓", "项目施工单位", "construction"), ("中心", "项目施工单位", "construction"),
    ("基地", "项目施工单位", "construction"), ("设备", "设备供应单位", "equipment"),
    ("系统", "设备供应单位", "equipment"), ("平台", "设备供应单位", "equipment"),
    ("实验室", "设备供应单位", "equipment"), ("村村通", "设备供应单位", "equipment"),
    ("交流", "活动承办单位", "services"), ("科技", "技术服务单位", "services"), ("引进", "技术服务单位", "services"),
    ("论证", "技术服务单位", "services"),
]


def apportion(total, weights, caps=None):
    """Whole parts of a total in proportion to the weights (largest remainder, ties to the earlier), within caps."""
    caps = caps or [total] * len(weights)
    assert sum(cap for cap, weight in zip(caps, weights) if weight) >= total
    parts = [0] * len(weights)
    while total > sum(parts):
        open_ = [i for i, weight in enumerate(weights) if weight and parts[i] < caps[i]]
        left, weight = total - sum(parts), sum(weights[i] for i in open_)
        shares = [(left * weights[i] // weight, left * weights[i] % weight, i) for i in open_]
        ones = left - sum(share for share, _, _ in shares)
        lucky = {i for _, _, i in sorted(shares, key=lambda s: (-s[1], s[2]))[:ones]}
        for share, _, i in shares:
            parts[i] = min(caps[i], parts[i] + share + (i in lucky))
    return parts


def make_projects():
    """The 76 projects with all their figures."""
    projects = []
    for place, code, scope, _, _ in PLACES:
        for purpose, _, _ in PURPOSES:
            aid, members = CELLS.get((place, purpose), (0, []))
            for part, (name, name_zh, _) in zip(apportion(aid, [m[2] for m in members]), members):
                projects.append({
                    "project": f"KZ14-{len(projects) + 1:03d}", "name": name, "name_zh": name_zh, "place": code,
                    "scope": scope, "purpose": purpose, "aid": part,
                })
    aids = [p["aid"] for p in projects]
    others = apportion(PLAN_TOTAL - AID_TOTAL, [p["aid"] * OTHER_MONEY[p["purpose"]] for p in projects])
    for p, other in zip(projects, others):
        p["plan"] = p["aid"] + other

    # The reserve is what the nine largest projects are not given yet.
    large = sorted(range(PROJECTS), key=lambda i: (-aids[i], i))[:9]
    held_back = apportion(RESERVE, [aid if i in large else 0 for i, aid in enumerate(aids)])
    # Projects of 400 万元 and more go on into 2015; the others are finished by October 2014.
    goes_on = [aid >= 400 for aid in aids]
    for p, held in zip(projects, held_back):
        p["allocated"] = p["aid"] - held
    undone = apportion(PAID_IN - AID_DONE, [p["allocated"] * on for p, on in zip(projects, goes_on)])
    for p, part in zip(projects, undone):
        p["aid_done"] = p["allocated"] - part
    delays = [(p["plan"] - p["aid"] + 1) * (2 + i % 3) * on for i, (p, on) in enumerate(zip(projects, goes_on))]
    undone = apportion(PLAN_TOTAL - ALL_DONE, delays, [p["plan"] - p["aid_done"] for p in projects])
    for i, (p, part, on) in enumerate(zip(projects, undone, goes_on)):
        p["done"] = p["plan"] - part
        p["june"] = (25, 40, 30, 50, 35)[i % 5]  # per cent of October's work that is done in June
        p["approved"] = f"2014-{1 + i % 3:02d}-{10 + i % 15:02d}"
        p["start"] = ("2014-04-10", "2014-04-15", "2014-04-21", "2014-05-05")[i % 4]
        p["end"] = ("2015-06-30", "2015-05-31", "2014-12-31")[i % 3] if on else ("2014-09-30", "2014-10-20")[i % 2]
        p["tranches"] = tranches(i, p["allocated"])
    return projects


def tranches(index, amount):
    """What a project is given from the money of each instalment: a small one once, a large one every time."""
    if amount < 150:
        shares = [(1, 0, 0, 0, 0), (0, 1, 0, 0, 0), (0, 0, 1, 0, 0)][index % 3]
    elif amount < 600:
        shares = [(6, 0, 4, 0, 0), (0, 6, 0, 4, 0)][index % 2]
    else:
        shares = (25, 25, 20, 20, 10)
    return apportion(amount, shares)


def make_payments(project, index):
    """Payments follow the work: at most 90 % of June's, two thirds and then 95 % of October's, and never beyond what is
    allocated; a remainder of a few 万元 waits for the next day of payment."""
    june = project["aid_done"] * project["june"] // 100
    given = [sum(project["tranches"][:k]) for k in (2, 3, 5)]
    wanted = [june * 90 // 100, project["aid_done"] * 2 // 3, max(project["aid_done"] * 95 // 100, 1)]
    payee, category = PAYEES[project["purpose"]]
    for word, *kind in PAYEES_BY_WORD:
        if word in project["name_zh"]:
            payee, category = kind
            break
    paid, rows = 0, []
    for step, (limit, wish) in enumerate(zip(given, wanted)):
        amount = min(limit, wish) - paid
        if amount >= 20 or (step == 2 and amount > 0):
            paid += amount
            day = PAYMENT_DAYS[step][index % len(PAYMENT_DAYS[step])]
            rows.append((f"{project['project']}-P{len(rows) + 1}", project["project"], amount, payee, category, day))
    return rows


def make_files():
    """The content of every file, by name."""
    projects = make_projects()
    transfers, receipts, forwards, county_receipts, allocations, payments, progress = [], [], [], [], [], [], []
    for k, (amount, sent, received, forwarded, arrived, allocated) in enumerate(INSTALMENTS):
        transfer = f"JS-KZ-2014-T{k + 1}"
        transfers.append((transfer, "JS-KZ-2014", amount, sent))
        receipts.append((transfer, amount, received))
        for county in COUNTIES:
            need = sum(p["tranches"][k] for p in projects if p["place"] == county)
            forward = f"KZ14-F{len(forwards) + 1}"
            forwards.append((forward, "653000", county, "fiscal", need, forwarded))
            county_receipts.append((forward, need, arrived))
        allocations += [
            (p["project"], p["place"], "fiscal", p["tranches"][k], allocated) for p in projects if p["tranches"][k]]
    for i, p in enumerate(projects):
        payments += make_payments(p, i)
    payments.sort(key=lambda row: (row[5], row[0]))
    progress += [
        (p["project"], p["aid_done"] * p["june"] // 100, p["done"] * p["june"] // 100, JUNE) for p in projects]
    progress += [(p["project"], p["aid_done"], p["done"], OCTOBER) for p in projects]

    tables = {
        "01-programmes.csv": ("programme,name,name_zh,legal_basis,starts_on,ends_on", [(
            "aid-xinjiang", "Paired assistance to Xinjiang", "对口支援新疆",
            "National conference on paired assistance to Xinjiang of March 2010", "2010-03-30", "")]),
        "02-pairings.csv": ("pairing,programme,donor,recipient,starts_on,ends_on", [
            ("JS-KZ", "aid-xinjiang", "320000", "653000", "2010-03-30", "")]),
        "03-agreements.csv": ("agreement,pairing,fiscal_year,instrument,amount_wan,agreed_on,due_on", [
            ("JS-KZ-2014", "JS-KZ", 2014, "fiscal", AID_TOTAL, "2014-02-20", "2014-12-31")]),
        "04-transfers.csv": ("transfer,agreement,amount_wan,sent_on", transfers),
        "05-receipts.csv": ("transfer,amount_wan,received_on", receipts),
        "06-forwards.csv": ("transfer,from,to,instrument,amount_wan,sent_on", forwards),
        "07-receipts.csv": ("transfer,amount_wan,received_on", county_receipts),
        "08-projects.csv": (
            "project,name,name_zh,place,scope,purpose,planned_total_wan,planned_aid_wan,planned_start,planned_end,"
            "approved_on",
            [(p["project"], p["name"], p["name_zh"], p["place"], p["scope"], p["purpose"], p["plan"], p["aid"],
              p["start"], p["end"], p["approved"]) for p in projects]),
        "09-allocations.csv": ("project,from,instrument,amount_wan,allocated_on", allocations),
        "10-payments.csv": ("payment,project,amount_wan,payee,category,paid_on", payments),
        "11-progress.csv": ("project,aid_done_wan,total_done_wan,reported_on", progress),
    }
    return {name: render(header, rows) for name, (header, rows) in tables.items()}


def render(header, rows):
    text = io.StringIO()
    text.write("# Sample: reconstructed from published totals; see README.md\n" + header + "\n")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8")


# ---- The check: reads the files alone, and knows nothing of how they were made ----------------------------------

def read(name):
    lines = (FOLDER / name).read_text(encoding="utf-8").split("\n")
    assert lines[0].startswith("# Sample") and lines[-1] == ""
    rows = list(csv.DictReader(lines[1:-1]))
    for row in rows:
        for column in row:
            if column.endswith("_wan"):
                row[column] = int(row[column])
    return rows


def verify():
    """Every fault in the files; prints the table of sums on the way."""
    faults = []

    def expect(what, found, wanted):
        if found != wanted:
            faults.append(f"{what}: {found} instead of {wanted}")

    names = ["programmes", "pairings", "agreements", "transfers", "receipts", "forwards", "receipts", "projects",
             "allocations", "payments", "progress"]
    (programmes, pairings, agreements, transfers, receipts, forwards, county_receipts, projects, allocations, payments,
     progress) = (read(f"{number:02d}-{name}.csv") for number, name in enumerate(names, start=1))

    def total(rows, column="amount_wan", **where):
        return sum(r[column] for r in rows if all(r[key] == value for key, value in where.items()))

    print(f"{'':24}" + "".join(f"{key:>16}" for key, *_ in PLACES) + f"{'all':>16}")
    for purpose, count, aid in PURPOSES + [("", PROJECTS, AID_TOTAL)]:
        cells = []
        for _, code, scope, place_count, place_aid in PLACES + [("", "", "", count, aid)]:
            members = [p for p in projects if purpose in ("", p["purpose"]) and code in ("", p["place"])
                       and scope in ("", p["scope"])]
            cells.append((len(members), total(members, "planned_aid_wan")))
            if not purpose or not code:
                expect(f"{purpose or 'all'} in {code or 'all'} {scope}", cells[-1], (place_count, place_aid))
        print(f"{purpose or 'all':24}" + "".join(f"{f'{n} / {a}' if n else '-':>16}" for n, a in cells))

    by_id = {p["project"]: p for p in projects}
    october = {r["project"]: r for r in progress if r["reported_on"] == OCTOBER}
    june = {r["project"]: r for r in progress if r["reported_on"] == JUNE}
    sums = [
        ("planned investment", total(projects, "planned_total_wan"), PLAN_TOTAL),
        ("aid agreed", total(agreements), AID_TOTAL),
        ("aid planned", total(projects, "planned_aid_wan"), AID_TOTAL),
        ("sent", total(transfers), PAID_IN),
        ("received", total(receipts), PAID_IN),
        ("reserve", total(agreements) - total(transfers), RESERVE),
        ("allocated", total(allocations), PAID_IN),
        ("aid work done", total(october.values(), "aid_done_wan"), AID_DONE),
        ("all work done", total(october.values(), "total_done_wan"), ALL_DONE),
    ]
    for what, found, wanted in sums:
        expect(what, found, wanted)
        print(f"{what:24}{found:>10}")
    print(f"{'forwarded to counties':24}{total(forwards):>10}\n{'paid':24}{total(payments):>10}")
    print(f"rows: {len(forwards)} forwards, {len(allocations)} allocations, {len(payments)} payments")
    expect("received by counties", total(county_receipts), total(forwards))
    expect("paid within 36000...39920", 36000 <= total(payments) <= AID_DONE, True)
    expect("projects", sorted(by_id), [f"KZ14-{n:03d}" for n in range(1, PROJECTS + 1)])
    expect("reports", (sorted(june), sorted(october), len(progress)), (sorted(by_id), sorted(by_id), 2 * PROJECTS))
    for column in ("name", "name_zh"):
        expect(f"different values of {column}", len({p[column] for p in projects}), PROJECTS)
    for rows, key in ((payments, "payment"), (transfers + forwards, "transfer")):
        expect(f"different values of {key}", len({r[key] for r in rows}), len(rows))
    for key, p in by_id.items():
        early, late = june[key], october[key]
        given, paid = total(allocations, project=key), total(payments, project=key)
        paid_early = sum(r["amount_wan"] for r in payments if r["project"] == key and r["paid_on"] <= JUNE)
        conditions = {
            "aid is positive and within the plan": 0 < p["planned_aid_wan"] <= p["planned_total_wan"],
            "allocation is within the aid": 0 < given <= p["planned_aid_wan"],
            "payments are within the allocation and the work": 0 < paid <= min(given, late["aid_done_wan"]),
            "payments to June are within the work of June": paid_early <= early["aid_done_wan"],
            "aid work is within aid and all work": late["aid_done_wan"] <= min(
                p["planned_aid_wan"], late["total_done_wan"]) and early["aid_done_wan"] <= early["total_done_wan"],
            "all work is within the plan": late["total_done_wan"] <= p["planned_total_wan"],
            "work grows": 0 < early["aid_done_wan"] <= late["aid_done_wan"]
            and 0 < early["total_done_wan"] <= late["total_done_wan"],
            "approved before started before ended": p["approved_on"] < p["planned_start"] < p["planned_end"],
        }
        for condition, holds in conditions.items():
            expect(f"{key}: {condition}", holds, True)

    # Every step is covered by those before it, whether the files are taken one after the other or all by date.
    place = {key: p["place"] for key, p in by_id.items()}
    approved = {key: p["approved_on"] for key, p in by_id.items()}
    target = {r["transfer"]: "653000" for r in transfers} | {r["transfer"]: r["to"] for r in forwards}
    legs = []
    legs += [(r["agreed_on"], None, "committed", r["amount_wan"]) for r in agreements]
    legs += [(r["sent_on"], "committed", r["transfer"], r["amount_wan"]) for r in transfers]
    legs += [(r["received_on"], r["transfer"], target[r["transfer"]], r["amount_wan"]) for r in receipts]
    legs += [(r["sent_on"], r["from"], r["transfer"], r["amount_wan"]) for r in forwards]
    legs += [(r["received_on"], r["transfer"], target[r["transfer"]], r["amount_wan"]) for r in county_receipts]
    legs += [(r["allocated_on"], r["from"], r["project"], r["amount_wan"]) for r in allocations]
    legs += [(r["paid_on"], r["project"], None, r["amount_wan"]) for r in payments]
    for order, steps in (("file", legs), ("date", sorted(legs, key=lambda leg: leg[0]))):
        balance = collections.Counter()
        for date, source, sink, amount in steps:
            expect(f"amount of {source} to {sink} on {date} is positive", amount > 0, True)
            if source:
                balance[source] -= amount
                expect(f"by {order}, {source} covers {amount} on {date}", balance[source] >= 0, True)
            if sink:
                balance[sink] += amount
        passing = {*target, *target.values()}
        expect(f"by {order}, left on the way", {key: v for key, v in balance.items() if v and key in passing}, {})
        expect(f"by {order}, left of the commitment", balance["committed"], RESERVE)
    for r in allocations:
        expect(f"{r['project']} is allocated from its place after approval",
               (r["from"], r["allocated_on"] > approved[r["project"]]), (place[r["project"]], True))
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
