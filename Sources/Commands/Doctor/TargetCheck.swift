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
        findings.append(engineFinding(of: identity))
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
                ? DoctorFinding(
                    .target, "metrics", .ok, "readable at \(identity.metricsURL.path)")
                : DoctorFinding(
                    .target, "metrics", .warning, metrics?.description ?? "not readable",
                    advice: "name the metrics URL in the profile: engine.metrics"))
        return findings
    }

    /// Which engine answers, or what answers in its place.
    private static func engineFinding(of identity: EngineIdentity) -> DoctorFinding {
        guard let title = identity.engineTitle else {
            return DoctorFinding(.target, "engine", .warning, "the engine is not known")
        }
        if identity.isRouter {
            return DoctorFinding(
                .target, "engine", .warning, "\(title), which is no engine",
                advice: "name the engines behind it to ask for their limits and health")
        }
        let source = identity.engine.map { " (\($0.source))" } ?? ""
        if identity.isSimulator {
            return DoctorFinding(
                .target, "engine", .warning, title + source,
                advice: "its latencies and limits are configured, not measured")
        }
        return DoctorFinding(.target, "engine", .ok, title + source)
    }
}
