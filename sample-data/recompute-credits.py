#!/usr/bin/env python3
"""Works out credit anew from an exported Raw Data report (JSON), to check the product by another program.

    curl … /api/v1/sessions/{id}/raw-data > raw-data.json
    python3 recompute-credits.py raw-data.json

prints external id, credits, seconds of presence and answered polls of every participant as CSV. Nothing of it is taken
from the product's own results: only stays, answers, roles, and the session's times are read. The rules are those of
NASBA Group Internet Based in fifths, as sample-data/README.md states them. Python's standard library alone.
"""
import csv
import json
import sys
from fractions import Fraction
from math import ceil, floor

MINUTES_PER_CREDIT = 50
STEP = Fraction(1, 5)
FIRST_CREDIT = 1
POLLS_PER_CREDIT = 3
POLL_MARGIN_SECONDS = 600
EARNING_ROLE = "Attendee"


def seconds(instant):
    """Seconds since the year 1, exactly: Graph gives up to seven decimals, more than Python's datetime keeps."""
    date, time = instant.removesuffix("Z").split("T")
    year, month, day = (int(part) for part in date.split("-"))
    days = 365 * (year - 1) + (year - 1) // 4 - (year - 1) // 100 + (year - 1) // 400
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    days += sum([31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][: month - 1]) + day
    hours, minutes, rest = time.split(":")
    return Fraction(days * 86400 + int(hours) * 3600 + int(minutes) * 60) + Fraction(rest)


def present(stays, start, end, breaks):
    """Walks over every instant at which something changes and adds up the stretches where somebody is there and no break is."""
    spans = [(seconds(stay["joinedAt"]), seconds(stay["leftAt"])) for stay in stays if stay["joinedAt"] and stay["leftAt"]]
    instants = sorted({start, end, *(instant for span in spans + breaks for instant in span if start < instant < end)})
    total = Fraction(0)
    for left, right in zip(instants, instants[1:]):
        here = any(joined <= left and right <= gone for joined, gone in spans)
        pause = any(begun <= left and right <= over for begun, over in breaks)
        total += right - left if here and not pause else 0
    return floor(total)


def credits_of(row, report, polls, start, end, breaks):
    time = present(row["stays"], start, end, breaks)
    answered = {
        answer["pollId"]
        for answer in row["answers"]
        if answer["pollId"] in polls and start - POLL_MARGIN_SECONDS <= seconds(answer["at"]) < end + POLL_MARGIN_SECONDS
    }
    by_time = floor(Fraction(time, MINUTES_PER_CREDIT * 60) / STEP) * STEP
    by_polls = floor(Fraction(len(answered), POLLS_PER_CREDIT) / STEP) * STEP
    earned = min(by_time, by_polls, Fraction(str(report["maximumCredits"])))
    if earned < FIRST_CREDIT or row["isInstructor"] or any(role != EARNING_ROLE for role in row["roles"]):
        earned = Fraction(0)
    assert POLLS_PER_CREDIT * earned <= len(answered) and ceil(earned * MINUTES_PER_CREDIT * 60) <= time
    return earned, time, len(answered)


def main(path):
    with open(path, encoding="utf-8") as file:
        report = json.load(file)
    start, end = seconds(report["startsAt"]), seconds(report["endsAt"])
    breaks = [(seconds(pause["startsAt"]), seconds(pause["endsAt"])) for pause in report["breaks"]]
    polls = {poll["id"] for poll in report["polls"] if not poll["excluded"]}
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(["externalId", "credits", "presentSeconds", "pollsAnswered"])
    for row in report["rows"]:
        if row["participantId"]:
            earned, time, answered = credits_of(row, report, polls, start, end, breaks)
            table.writerow([row["externalId"], f"{float(earned):.1f}", time, answered])


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Give the Raw Data report as a JSON file: recompute-credits.py raw-data.json")
    main(sys.argv[1])
