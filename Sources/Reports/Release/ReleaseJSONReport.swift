import Capacity
import Diagnosis
package import Foundation
import Readiness

/// The evidence for a release as JSON for programs: `release.json`.
///
/// `docs/schema/release.schema.json` describes the format, which carries its version. The parts are
/// those of `gate`, `sweep` and `diagnose`, each with a version of its own.
package enum ReleaseJSONReport {
    /// The version of the format; grows when a reader of the old one would misread the new one.
    package static let schemaVersion = 1

    /// Renders the evidence.
    ///
    /// - Parameter document: What was found.
    /// - Returns: UTF-8, indented, with a line feed at the end; equal documents give equal bytes.
    package static func render(_ document: ReleaseDocument) -> Data {
        Data(JSONWriter.bytes(of: value(of: document), indented: true))
    }

    private static func value(of document: ReleaseDocument) -> JSONValue {
        .object([
            "schemaVersion": .integer(schemaVersion),
            "verdict": .string(document.verdict.rawValue),
            "headline": .string(document.headline),
            "name": .string(document.gate.name),
            "requiredLoad": .optional(document.requiredLoad),
            "interruptedBy": .optional(document.interruptedBy.map(Int.init)),
            "skipped": .optional(document.skipped),
            "gate": JSONReport.value(of: document.gate),
            "sweep": document.sweep.map(SweepJSONReport.value(of:)) ?? .null,
            "diagnosis": document.diagnosis.map(DiagnosisJSONReport.value(of:)) ?? .null,
            "toolVersion": .string(document.gate.toolVersion),
        ])
    }
}
