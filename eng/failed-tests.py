#!/usr/bin/python3
"""What failed in an xunit result file: each test's name, its message, and the first line of the place it failed at."""
import sys
import xml.etree.ElementTree as ElementTree


def first_line(text):
    lines = (text or "").strip().splitlines()
    return lines[0].strip() if lines else ""


def report(kind, name, failure):
    message = (failure.findtext("message") or "").strip().splitlines()
    print(f"failed: {kind}{name}")
    for line in message[:12]:
        print("    " + line[:400])
    print("    " + first_line(failure.findtext("stack-trace")))


for assembly in ElementTree.parse(sys.argv[1]).getroot().iter("assembly"):
    for error in assembly.iter("error"):  # a fixture that could not be made or taken down
        for failure in error.iter("failure"):
            report(error.get("type", "") + ": ", error.get("name", ""), failure)
    for test in assembly.iter("test"):
        if test.get("result") == "Fail":
            for failure in test.iter("failure"):
                report("", test.get("name"), failure)
