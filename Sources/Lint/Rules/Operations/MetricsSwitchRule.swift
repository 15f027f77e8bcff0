import Readiness
import Signals

enum MetricsSwitchRule: LintRule {
    static let id = "metrics-off"
    static let summary = "an engine that is started without its metrics"
    static let explanation = """
        SGLang exports nothing without `--enable-metrics`, llama.cpp's server answers 501 without \
        `--metrics`, and vLLM exports none of its own series with `--disable-log-stats`. vLLM has \
        them on by default and needs no flag.
        """

    static func check(_ project: ProjectContext) {
        for command in project.commands {
            guard let launch = EngineLaunch(command) else { continue }
            let names = Set(launch.flags.map(\.name))
            switch launch.engine {
            case .sglang where !names.contains("--enable-metrics"):
                report(command, "SGLang", missing: "--enable-metrics", project)
            case .llamacpp where !names.contains("--metrics"):
                report(command, "llama.cpp", missing: "--metrics", project)
            case .vllm:
                guard let flag = launch.flags.first(where: { $0.name == "--disable-log-stats" })
                else { continue }
                project.report(
                    Self.self, .warning, file: command.file, at: flag.range,
                    "--disable-log-stats takes every series of vLLM's own away")
            default: continue
            }
        }
    }

    private static func report(
        _ command: CommandLine, _ engine: String, missing flag: String, _ project: ProjectContext
    ) {
        project.report(
            Self.self, .warning, file: command.file, at: command.range,
            "\(engine) is started without \(flag) and exports no metrics", hint: "add \(flag)")
    }
}
