"""Checks Kubernetes objects and compose files strictly: no field that its schema does not know."""

import copy
import importlib.resources
import json
import pathlib
import re
import sys

import jsonschema
import kubernetes_validate
import yaml

KUBERNETES = "1.37"

# Groups that are no API of a cluster: documents for tools that call themselves likewise.
FOREIGN = ("openslo/", "sloth.slok.dev/")

NAME = re.compile(r"[a-z0-9]([-a-z0-9]*[a-z0-9])?")
LABEL_KEY = re.compile(r"([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?")
LABEL_VALUE = re.compile(r"([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?")


class Loader(yaml.SafeLoader):
    """The safe loader, which also takes the bare `=` of one published schema for a text."""


Loader.add_constructor("tag:yaml.org,2002:value", lambda loader, node: node.value)


def closed(schema):
    """The schema with every object that lists its members closed to others."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    result = {key: closed(value) for key, value in schema.items()}
    # A member of `properties` may itself be called "properties" or "type".
    if isinstance(schema.get("properties"), dict):
        result["properties"] = {key: closed(value) for key, value in schema["properties"].items()}
        open_ended = schema.get("x-kubernetes-preserve-unknown-fields") is True
        if "additionalProperties" not in schema and not open_ended:
            result["additionalProperties"] = False
    if schema.get("x-kubernetes-int-or-string") is True:
        result.pop("anyOf", None)
        result["type"] = ["integer", "string"]
    if schema.get("nullable") is True and "type" in result:
        kinds = result["type"] if isinstance(result["type"], list) else [result["type"]]
        result["type"] = kinds + ["null"]
    return result


def definitions(folder):
    """The closed schemas of custom kinds by apiVersion and kind."""
    found = {}
    for path in sorted(folder.iterdir()):
        if path.suffix not in (".yaml", ".json"):
            continue
        for document in yaml.load_all(path.read_text(), Loader):
            if not document:
                continue
            spec = document["spec"]
            for version in spec["versions"]:
                schema = closed(copy.deepcopy(version["schema"]["openAPIV3Schema"]))
                found[f"{spec['group']}/{version['name']}", spec["names"]["kind"]] = schema
    return found


def labels(node, path=""):
    """Every map of labels within an object, with its place."""
    if isinstance(node, dict):
        for key, value in node.items():
            place = f"{path}.{key}"
            if key in ("labels", "matchLabels", "annotations") and isinstance(value, dict):
                yield place, value
            yield from labels(value, place)
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from labels(value, f"{path}[{index}]")


def faults(document, custom):
    """What is wrong with one object, in words."""
    kind = (document["apiVersion"], document["kind"])
    if kind in custom:
        validator = jsonschema.Draft202012Validator(custom[kind])
        for error in validator.iter_errors(document):
            yield f"{error.json_path}: {error.message[:300]}"
    elif "." in kind[0].split("/")[0] and not kind[0].split("/")[0].endswith(".k8s.io"):
        yield f"no schema of {kind[0]} {kind[1]}"
    else:
        try:
            kubernetes_validate.validate(document, KUBERNETES, strict=True)
        except kubernetes_validate.ValidationError as error:
            yield f"{error.path}: {error.message[:300]}"
    metadata = document.get("metadata", {})
    if not NAME.fullmatch(metadata.get("name", "")) or len(metadata["name"]) > 63:
        yield f"metadata.name: {metadata.get('name')!r} is no name"
    for place, values in labels(document):
        for key, value in values.items():
            if not LABEL_KEY.fullmatch(key):
                yield f"{place}: {key!r} is no key"
            if not place.endswith("annotations") and not LABEL_VALUE.fullmatch(str(value)):
                yield f"{place}.{key}: {value!r} is no label"
            if not isinstance(value, str):
                yield f"{place}.{key}: {value!r} is no text"


def compose_schema():
    """The schema of compose files, which check-jsonschema carries; it is closed as published."""
    folder = importlib.resources.files("check_jsonschema.builtin_schemas.vendor")
    return json.loads((folder / "compose-spec.json").read_text())


def compose_faults(document):
    """What is wrong with one compose file, in words."""
    for error in jsonschema.Draft202012Validator(compose_schema()).iter_errors(document):
        yield f"{error.json_path}: {error.message[:300]}"


def main():
    custom = definitions(pathlib.Path(sys.argv[1]))
    count = wrong = 0
    kinds = set()
    for folder in map(pathlib.Path, sys.argv[2:]):
        for path in sorted(folder.rglob("*")):
            if path.suffix not in (".yaml", ".yml"):
                continue
            for document in yaml.load_all(path.read_text(), Loader):
                if not isinstance(document, dict):
                    continue
                if isinstance(document.get("services"), dict) and "apiVersion" not in document:
                    count += 1
                    kinds.add("compose file")
                    for fault in compose_faults(document):
                        wrong += 1
                        print(f"{path}: {fault}")
                    continue
                if not {"apiVersion", "kind"} <= set(document):
                    continue
                if str(document["apiVersion"]).startswith(FOREIGN):
                    continue
                count += 1
                kinds.add(document["kind"])
                for fault in faults(document, custom):
                    wrong += 1
                    print(f"{path}: {document['kind']}: {fault}")
    if count == 0:
        print("check-manifests: no objects found", file=sys.stderr)
        return 1
    print(f"check-manifests: objects: {count}, kinds: {len(kinds)}, faults: {wrong}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
