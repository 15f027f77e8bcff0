import Monitoring
import Readiness
import Signals
import Testing

/// A subject that dashboards are generated for.
struct DashboardCase: CustomTestStringConvertible, Sendable {
    let engine: EngineKind
    let version: String?

    var testDescription: String { engine.rawValue + (version.map { "@\($0)" } ?? "") }

    func subject(_ schema: DashboardSchema = .v1) throws -> GenerationSubject {
        var subject = try GenerationSubject(
            engine: engine, version: version.flatMap { EngineVersion($0) }, toolVersion: "1.2.3")
        subject.dashboardSchema = schema
        return subject
    }

    /// The dashboards' files.
    func files(_ schema: DashboardSchema = .v1) throws -> [GeneratedFile] {
        try Generation.files(of: [.dashboards], for: subject(schema)).files
            .filter { $0.path.hasSuffix(".json") }
    }

    static let all: [DashboardCase] = [
        DashboardCase(engine: .vllm, version: nil),
        DashboardCase(engine: .vllm, version: "0.6.4"),
        DashboardCase(engine: .vllm, version: "0.9.2"),
        DashboardCase(engine: .vllm, version: "0.11.0"),
        DashboardCase(engine: .vllm, version: "0.32.0"),
        DashboardCase(engine: .sglang, version: nil),
        DashboardCase(engine: .sglang, version: "0.5.9"),
        DashboardCase(engine: .tgi, version: nil),
        DashboardCase(engine: .llamacpp, version: nil),
        DashboardCase(engine: .tensorrtLLM, version: nil),
        DashboardCase(engine: .triton, version: nil),
        DashboardCase(engine: .dynamo, version: nil),
        DashboardCase(engine: .lmdeploy, version: nil),
    ]
}
