import Inference
import Readiness
import Signals
import Telemetry

/// What is at the target.
enum TargetCheck {
    /// Asks the target who it is.
    ///
    /// - Parameter profile: Where it is and how to get in.
    /// - Returns: One finding for each question.
    static func findings(of profile: Profile) async -> [DoctorFinding] {
        do {
            return findings(of: try await EndpointInquiry.identity(of: profile))
        } catch {
            return [DoctorFinding(.target, "target", .failed, "\(error)")]
        }
    }

    private static func findings(of identity: EngineIdentity) -> [DoctorFinding] {
        if identity.isUnreachable {
            let why = identity.failure(at: .models)?.description ?? "no answer"
            return [
                DoctorFinding(
                    .target, "target", .failed, why, advice: "check the address and the server")
            ]
        }
        var findings: [DoctorFinding] = []
        if let engine = identity.engine, let title = identity.engineTitle {
            findings.append(
                DoctorFinding(.target, "engine", .ok, "\(title) (\(engine.source))"))
        } else {
            findings.append(DoctorFinding(.target, "engine", .warning, "the engine is not known"))
        }
        if let models = identity.models {
            let names = models.prefix(10).map { model in
                model.id + (model.contextTokensMax.map { " (\($0) tokens)" } ?? "")
            }
            findings.append(
                DoctorFinding(
                    .target, "models", models.isEmpty ? .failed : .ok,
                    models.isEmpty ? "no model is served" : names.joined(separator: ", ")))
        } else {
            let isRefused = identity.refusal != nil
            findings.append(
                DoctorFinding(
                    .target, "models", isRefused ? .failed : .warning,
                    identity.failure(at: .models)?.description ?? "not listed",
                    advice: isRefused ? "name the key's variable with --api-key-env" : nil))
        }
        for limit in identity.limits {
            let value =
                limit.value == limit.value.rounded() ? "\(Int(limit.value))" : "\(limit.value)"
            findings.append(
                DoctorFinding(.target, limit.kind.rawValue, .ok, "\(value) (\(limit.source))"))
        }
        let metrics = identity.failure(at: .metrics)
        findings.append(
            identity.families != nil
                ? DoctorFinding(.target, "metrics", .ok, "readable at /metrics")
                : DoctorFinding(
                    .target, "metrics", .warning, metrics?.description ?? "not readable",
                    advice: "name the metrics URL in the profile: engine.metrics"))
        return findings
    }
}
