"""Validate Grafana dashboards against the JSON schemas that Grafana publishes.

Usage: grafana.py SCHEMAS FOLDER...

Every *.json below the folders must be a dashboard of schema version 39 or a resource of
dashboard.grafana.app/v2. Objects with listed members are closed: an unknown member is a fault. The
options and the custom fields of each panel are checked by the schema of its kind, each query by that
of the Prometheus data source.

Three places of the published schemas are stricter than Grafana itself, because of how they were
generated. "Any value" became "object" for a matcher's `options` and the `value` of an override, where
Grafana writes strings and numbers: any value is allowed here. The options of a table's cell are told
apart by `type`, which the schema does not fix, so that plain ones match several of "exactly one": one
match or more is enough here.
"""

import copy
import json
import pathlib
import sys

import jsonschema

PANELS = {
    "timeseries": "timeseries", "stat": "stat", "gauge": "gauge", "bargauge": "bargauge",
    "heatmap": "heatmap", "table": "table", "state-timeline": "statetimeline", "text": "text",
}


class Schemas:
    def __init__(self, folder):
        self._folder = folder
        self._validators = {}

    def _load(self, name):
        schema = json.loads((self._folder / f"{name}.jsonschema.json").read_text())
        definitions = schema["definitions"]
        if "MatcherConfig" in definitions:
            definitions["MatcherConfig"]["properties"]["options"] = {}
            definitions["DynamicConfigValue"]["properties"]["value"] = {}
        if "TableCellOptions" in definitions:
            definitions["TableCellOptions"]["anyOf"] = definitions["TableCellOptions"].pop("oneOf")
        return schema

    def validator(self, name, definition):
        """A validator of one definition of a file; None where the file has no such definition."""
        key = (name, definition)
        if key not in self._validators:
            schema = copy.deepcopy(self._load(name))
            if definition not in schema["definitions"]:
                self._validators[key] = None
            else:
                schema["$ref"] = f"#/definitions/{definition}"
                self._validators[key] = jsonschema.Draft7Validator(schema)
        return self._validators[key]

    def faults(self, name, definition, value, where):
        validator = self.validator(name, definition)
        if validator is None:
            # A kind of panel without fields of its own takes none.
            if value:
                yield f"{where}: {name} has no {definition}, found {sorted(value)}"
            return
        for error in sorted(validator.iter_errors(value), key=lambda error: list(error.absolute_path)):
            deepest = min(error.context, key=lambda e: len(e.message), default=error)
            path = "/".join(str(part) for part in error.absolute_path)
            yield f"{where}/{path}: {deepest.message[:300]}"


def panel_faults(schemas, kind, options, fields, queries, where):
    if kind not in PANELS:
        yield f"{where}: there is no schema for panels of the kind {kind!r}"
        return
    name = PANELS[kind]
    yield from schemas.faults(name, "Options", options, f"{where}/options")
    custom = fields.get("defaults", {}).get("custom", {})
    # Every kind may leave its fields out, though the table's schema wants two of them.
    yield from schemas.faults(name, "FieldConfig", custom, f"{where}/fieldConfig/defaults/custom")
    for index, query in enumerate(queries):
        yield from schemas.faults("prometheus", "Dataquery", query, f"{where}/targets/{index}")


def first_faults(schemas, dashboard):
    yield from schemas.faults("dashboard", "Dashboard", dashboard, "")
    if dashboard.get("schemaVersion") != 39:
        yield f"schemaVersion: {dashboard.get('schemaVersion')}, not 39"
    for index, panel in enumerate(dashboard.get("panels", [])):
        if panel.get("type") == "row":
            continue
        yield from panel_faults(
            schemas, panel.get("type"), panel.get("options", {}), panel.get("fieldConfig", {}),
            panel.get("targets", []), f"panels/{index}")


def second_faults(schemas, resource):
    unknown = set(resource) - {"apiVersion", "kind", "metadata", "spec"}
    if unknown:
        yield f"unknown members: {sorted(unknown)}"
    if resource.get("kind") != "Dashboard":
        yield f"kind: {resource.get('kind')!r}, not 'Dashboard'"
    if not resource.get("metadata", {}).get("name"):
        yield "metadata/name is missing"
    spec = resource.get("spec", {})
    yield from schemas.faults("dashboardv2", "Dashboard", spec, "spec")
    for name, element in spec.get("elements", {}).items():
        # `elements` is an open object in the schema: its members are looked at here.
        yield from schemas.faults("dashboardv2", "Element", element, f"elements/{name}")
        panel = element["spec"]
        display = panel["vizConfig"]
        queries = [
            query["spec"]["query"]["spec"] | {"refId": query["spec"]["refId"]}
            for query in panel["data"]["spec"]["queries"]]
        yield from panel_faults(
            schemas, display["group"], display["spec"]["options"], display["spec"]["fieldConfig"],
            queries, f"elements/{name}")


def main():
    schemas = Schemas(pathlib.Path(sys.argv[1]))
    count = wrong = panels = 0
    for folder in map(pathlib.Path, sys.argv[2:]):
        files = [folder] if folder.is_file() else sorted(folder.rglob("*.json"))
        if not files:
            print(f"check-schemas: no JSON below {folder}", file=sys.stderr)
            wrong += 1
        for file in files:
            count += 1
            document = json.loads(file.read_text())
            if document.get("apiVersion") == "dashboard.grafana.app/v2":
                faults = second_faults(schemas, document)
                panels += len(document["spec"]["elements"])
            else:
                faults = first_faults(schemas, document)
                panels += sum(panel.get("type") != "row" for panel in document.get("panels", []))
            for fault in faults:
                wrong += 1
                print(f"{file}: {fault}", file=sys.stderr)
    print(f"check-schemas: dashboards: {count}, panels: {panels}, faults: {wrong}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
