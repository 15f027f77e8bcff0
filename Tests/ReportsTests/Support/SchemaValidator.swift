import Foundation

/// Validates documents against the part of JSON Schema (draft 2020-12) that our schemas use.
///
/// A keyword it does not know is a fault of the schema, so that none is silently ignored.
struct SchemaValidator {
    private let schema: JSONDocument

    private static let annotations: Set<String> = [
        "$schema", "$id", "$defs", "title", "description",
    ]

    /// A validator for a schema.
    init(_ schema: JSONDocument) {
        self.schema = schema
    }

    /// A validator for one of the schemas in `docs/schema`.
    init(named name: String) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "docs/schema", directoryHint: .isDirectory)
        self.init(try .read(Data(contentsOf: folder.appending(path: "\(name).schema.json"))))
    }

    /// What is wrong with a document, each fault as one sentence; none when it is valid.
    func faults(in document: JSONDocument) -> [String] {
        faults(document, schema, at: "$")
    }

    private func faults(
        _ document: JSONDocument, _ schema: JSONDocument, at place: String
    ) -> [String] {
        guard case .object(let keywords) = schema else {
            return ["\(place): the schema is no object"]
        }
        return keywords.sorted { $0.key < $1.key }.flatMap { keyword, value -> [String] in
            if Self.annotations.contains(keyword) { return [] }
            return check(keyword, value, keywords, document, at: place)
        }
    }

    private func check(
        _ keyword: String, _ value: JSONDocument, _ keywords: [String: JSONDocument],
        _ document: JSONDocument, at place: String
    ) -> [String] {
        switch keyword {
        case "$ref": return reference(value, document, at: place)
        case "type":
            let names = value.text.map { [$0] } ?? value.elements.compactMap(\.text)
            let fits = names.contains { isOf($0, document) }
            return fits ? [] : ["\(place): is no \(names.joined(separator: " or "))"]
        case "const": return document == value ? [] : ["\(place): is not \(value)"]
        case "enum":
            return value.elements.contains(document) ? [] : ["\(place): \(document) is not allowed"]
        case "oneOf":
            let fitting = value.elements.count { faults(document, $0, at: place).isEmpty }
            return fitting == 1 ? [] : ["\(place): fits \(fitting) of the alternatives"]
        case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum":
            return bound(keyword, value.number, document.number, at: place)
        case "pattern":
            guard let text = document.text, let pattern = value.text else { return [] }
            let hit = text.range(of: pattern, options: .regularExpression)
            return hit == nil ? ["\(place): \(text) does not match \(pattern)"] : []
        case "items":
            return document.elements.enumerated().flatMap {
                faults($1, value, at: "\(place)[\($0)]")
            }
        case "uniqueItems":
            let elements = document.elements
            let isUnique = elements.indices.allSatisfy { !elements[..<$0].contains(elements[$0]) }
            return isUnique ? [] : ["\(place): holds an element twice"]
        case "required":
            guard case .object(let members) = document else { return [] }
            return value.elements.compactMap(\.text).filter { members[$0] == nil }
                .map { "\(place): lacks \($0)" }
        case "properties":
            guard case .object(let members) = document else { return [] }
            return members.flatMap { name, member in
                value[name].map { faults(member, $0, at: "\(place).\(name)") } ?? []
            }
        case "additionalProperties":
            guard case .object(let members) = document, value == .bool(false) else { return [] }
            return members.keys.filter { keywords["properties"]?[$0] == nil }.sorted()
                .map { "\(place): knows no \($0)" }
        default: return ["the schema uses \(keyword), which is not checked"]
        }
    }

    private func reference(
        _ value: JSONDocument, _ document: JSONDocument, at place: String
    ) -> [String] {
        guard let name = value.text?.split(separator: "/").last,
            let target = schema["$defs"]?[
                String(name)]
        else { return ["\(place): the schema refers to nothing"] }
        return faults(document, target, at: place)
    }

    private func isOf(_ type: String, _ document: JSONDocument) -> Bool {
        switch (type, document) {
        case ("null", .null), ("boolean", .bool), ("number", .number), ("string", .string),
            ("array", .array), ("object", .object):
            true
        case ("integer", .number(let number)): number == number.rounded()
        default: false
        }
    }

    private func bound(
        _ keyword: String, _ bound: Double?, _ number: Double?, at place: String
    ) -> [String] {
        guard let bound, let number else { return [] }
        let isInside =
            switch keyword {
            case "minimum": number >= bound
            case "maximum": number <= bound
            case "exclusiveMinimum": number > bound
            default: number < bound
            }
        return isInside ? [] : ["\(place): \(number) breaks \(keyword) \(bound)"]
    }
}
