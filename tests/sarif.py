#!/usr/bin/env python3
"""Holds the SARIF logs of `precache lint` against the schema of SARIF 2.1.0 and against what GitHub's
code scanning wants beyond it, and its JSON against a schema of our own: of workflows that are right, of
ones that are wrong, and of ones whose names and texts are made to break a log.

usage: tests/sarif.py PRECACHE"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import jsonschema

HERE = pathlib.Path(__file__).parent
SCHEMA = json.loads((HERE / "sarif" / "sarif-2.1.0.json").read_text())
FINDINGS = jsonschema.Draft202012Validator(
    json.loads((HERE.parent / "schema" / "findings.schema.json").read_text()))
VALIDATOR = jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.FormatChecker())

HOSTILE = ["a%0Ab%", "a\n::error::b", "a::b,c", "\"q\\", "[x](https://e.org)[y](1)", "$HOME {0} {{x}}", "<img src=x>",
           "a\u202eb\u2066", "a\u200bb\ufeffc", "\u2028\x85", "\U0001f600" * 900, "x" * 5000, "\u00e4 \u6f22"]
NAMES = [b"plain.yml", b"with space.yml", b"per%cent,comma:colon.yml", b"line\nfeed.yml", b"bidi\xe2\x80\xae.yml",
         b"not-utf8-\xff.yml", b"#frag?query[1].yml", b"deep/er/w.yml"]

failures = 0


def check(holds, sentence):
    global failures
    if not holds:
        failures += 1
        print(f"sarif: {sentence}", file=sys.stderr)


def github(name, run):
    """What https://docs.github.com/en/code-security/reference/code-scanning/sarif-files wants."""
    rules = run["tool"]["driver"]["rules"]
    check(len({rule["id"] for rule in rules}) == len(rules), f"{name}: a rule stands there twice")
    for rule in rules:
        for member in ("shortDescription", "fullDescription", "help"):
            check(rule[member]["text"], f"{name}: {rule['id']} has no {member}")
        check(rule["helpUri"].startswith("https://"), f"{name}: {rule['id']} has no helpUri")
        tags = rule["properties"]["tags"]
        check(("security" in tags) == ("security-severity" in rule["properties"]), f"{name}: {rule['id']}: tags")
    prints = set()
    for result in run["results"]:
        check(rules[result["ruleIndex"]]["id"] == result["ruleId"], f"{name}: the index of a rule is wrong")
        check(len(result["locations"]) == 1, f"{name}: a result without a location")
        where = result["locations"][0]["physicalLocation"]
        uri = where["artifactLocation"]["uri"]
        check(re.fullmatch(r"([A-Za-z0-9._~/-]|%[0-9A-F]{2})+", uri), f"{name}: '{uri}' is no relative URI")
        check(where["region"]["startLine"] >= 1, f"{name}: a result without a line")
        check(len(result["message"]["text"]) < 10000, f"{name}: a message is too long")
        check(not re.search(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]",
                            result["message"]["text"]), f"{name}: a message hides characters")
        prints.add((uri, result["ruleId"], result["partialFingerprints"]["primaryLocationLineHash"]))
    check(len(prints) == len(run["results"]), f"{name}: two results have one fingerprint")
    check(len(run["results"]) <= 5000, f"{name}: more results than GitHub keeps")


def run(precache, form, validator, name, words, code, **how):
    """What lint prints in a form, valid by its schema."""
    command = [precache, "lint", f"--format={form}", "--fail-on=never", *words]
    done = subprocess.run(command, capture_output=True, **how)
    check(done.returncode == code, f"{name}: exit {done.returncode}, not {code}: {done.stderr[:200]}")
    document = json.loads(done.stdout.decode("ascii"))
    for error in validator.iter_errors(document):
        check(False, f"{name}: {form}: {error.json_path}: {error.message[:200]}")
    return document


def lint(precache, name, *words, cwd=None, stdin=None, code=0):
    findings = run(precache, "json", FINDINGS, name, words, code, cwd=cwd, input=stdin)["findings"]
    log = run(precache, "sarif", VALIDATOR, name, words, code, cwd=cwd, input=stdin)
    check(len(log["runs"]) == 1, f"{name}: more than one run")
    results = log["runs"][0]["results"]
    check(sorted(finding["rule"] for finding in findings) == sorted(result["ruleId"] for result in results),
          f"{name}: the log and the JSON do not say the same")
    github(name, log["runs"][0])
    return results


def workflow(text):
    """A workflow whose names and values are a text, in the form that YAML reads back as it is."""
    quoted, action, command = (json.dumps(value, ensure_ascii=False).replace("\x85", "\\N")
                               for value in (text, f"docker://{text}", f"precache-apply '{text}'"))
    return (f"name: {quoted}\non:\n  push:\n    branches: [{quoted}]\n  workflow_dispatch:\njobs:\n  a:\n"
            f"    runs-on: {quoted}\n    env:\n      CACHE_REPO: {quoted}\n      ENVBUILDER_CACHE_TTL_DAYS: {quoted}\n"
            f"    steps:\n      - uses: {action}\n      - run: {command}\n").encode()


def main(precache):
    precache = str(pathlib.Path(precache).resolve())
    logs = found = 0
    for path in sorted(HERE.parent.glob("workflows/*.yml")):
        lint(precache, path.name, str(path))
        logs += 1
    for bad in ({}, {"schema": "precache.findings/2", "counts": {}, "omitted": 0, "findings": []}):
        check(not FINDINGS.is_valid(bad), "the schema of findings takes anything")
    with tempfile.TemporaryDirectory() as folder:
        os.makedirs(os.path.join(folder, ".git"))
        os.makedirs(os.path.join(folder, "deep/er"))
        for index, name in enumerate(NAMES):
            with open(os.path.join(os.fsencode(folder), name), "wb") as file:
                file.write(workflow(HOSTILE[index]))
        found += len(lint(precache, "hostile names", "--", *NAMES, cwd=folder))
        for text in HOSTILE:
            found += len(lint(precache, repr(text[:20]), "-", stdin=workflow(text), cwd=folder))
        below = lint(precache, "from a folder below", "../../plain.yml", cwd=os.path.join(folder, "deep/er"))
        check(below and all(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "plain.yml"
                            for result in below), "from a folder below: the URI does not start at the root")
        unread = lint(precache, "no YAML", "-", stdin=b"on: [", code=3)
        check([result["ruleId"] for result in unread] == ["PC0101"], "no YAML: the log does not say it")
        logs += len(HOSTILE) + 3
    check(found > len(HOSTILE), "hostile workflows have no findings")
    print(f"sarif: {logs} logs are valid, with {found} findings of hostile workflows")
    return 1 if failures else 0


sys.exit(main(sys.argv[1]))
