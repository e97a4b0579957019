#!/usr/bin/env python3
"""Holds every golden plan, case and diff against the JSON Schemas, and the schemas against plans that
are wrong: whatever member a plan loses or gets beside its own, the schema notices.

usage: tests/schema.py SCHEMA-FOLDER GOLDEN-FOLDER"""

import copy
import json
import pathlib
import sys

import jsonschema
import yaml


class Core(yaml.SafeLoader):
    """YAML 1.2: `on` and `yes` are words."""


Core.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in rows if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, rows in yaml.SafeLoader.yaml_implicit_resolvers.items()
}

# Objects whose names the workflow chooses, and members that it may leave out.
FREE = {"triggers", "permissions", "events", "matrix", "container", "set"}
OPTIONAL = {"name", "concurrency", "cancel_in_progress", "matrix", "needs", "if", "runs_on", "timeout_minutes",
            "permissions", "environment", "url", "container", "continue_on_error", "source", "step", "events",
            "credentials", "engine"}
ALL_OPTIONAL = {"step", "engine", "source", "runs_on"}

failures = 0


def fail(sentence):
    global failures
    failures += 1
    print(f"schema: {sentence}", file=sys.stderr)


def validator(folder, name):
    schema = json.loads((folder / f"{name}.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def objects(value, path=()):
    """The paths of all objects with a fixed set of members, of lists those of the first item."""
    if isinstance(value, dict) and not FREE & set(path):
        yield path
        for key, member in value.items():
            yield from objects(member, path + (key,))
    elif isinstance(value, list):
        for item in value[:1]:
            yield from objects(item, path + (0,))


def at(value, path):
    for part in path:
        value = value[part]
    return value


def spoiled(plan):
    """The plan with one member too many, or one too few, at every place."""
    for path in objects(plan):
        more = copy.deepcopy(plan)
        at(more, path)["another"] = 1
        yield path + ("another",), more
        for key in set(at(plan, path)) - OPTIONAL if not ALL_OPTIONAL & set(path) else ():
            less = copy.deepcopy(plan)
            del at(less, path)[key]
            yield path + (key,), less


def check_diffs(schemas, folder):
    diffs = validator(schemas, "diff")
    files = sorted(folder.rglob("expected.json"))
    for file in files:
        document = json.loads(file.read_text())
        for error in diffs.iter_errors(document):
            fail(f"{file}: {error.json_path}: {error.message[:200]}")
        for change in document["changes"][:1]:
            change["cost"] = "free"
            if diffs.is_valid(document):
                fail(f"{file}: the schema takes a cost that there is not")
    if not files:
        fail("there is no diff to look at")
    return len(files)


def main(schemas, golden):
    plans, cases = validator(schemas, "plan"), validator(schemas, "case")
    diffs = check_diffs(schemas, golden.parent / "tests" / "diff")
    count = wrong = 0
    for case in sorted(golden.rglob("case.yml")):
        document = yaml.load(case.read_text(), Core)
        for error in cases.iter_errors(document):
            fail(f"{case}: {error.message}")
        plan_file = case.with_name("plan.json")
        if plan_file.exists():
            for error in plans.iter_errors(json.loads(plan_file.read_text())):
                fail(f"{plan_file}: {error.json_path}: {error.message[:200]}")
        count += 1
    for name in ("reference/as-copied", "engine/asked-for", "triggers/pull-request"):
        for path, plan in spoiled(json.loads((golden / name / "plan.json").read_text())):
            if plans.is_valid(plan):
                fail(f"{name}: the schema takes a plan that is wrong at {path}")
            wrong += 1
    for document in ({}, {"promise": ""}, {"promise": "x", "expect": 1}, {"promise": "x", "expects": 0}):
        if cases.is_valid(document):
            fail(f"the schema takes the case {document}")
    if not count or not wrong:
        fail("there is no case to look at")
    print(f"schema: {count} cases and {diffs} diffs fit, {wrong} spoiled plans do not")
    return 1 if failures else 0


sys.exit(main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])))
