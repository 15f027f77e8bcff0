import Readiness
import Signals

enum UnknownFlagRule: LintRule {
    static let id = "unknown-flag"
    static let summary = "a flag that the engine does not have"
    static let explanation = """
        An engine refuses to start on a flag that it does not know: `vllm serve --enable-metrics` \
        has never existed, `--disable-log-requests` is gone. The flags are those of \
        vLLM 0.32.0, SGLang 0.5.23 and LMDeploy 0.18.0; what another release has or had may differ, \
        which is why most findings are warnings.
        """

    static func check(_ project: ProjectContext) {
        for command in project.commands {
            guard let launch = EngineLaunch(command), let table = EngineFlagTable.of(launch.engine)
            else { continue }
            for flag in launch.flags where !table.knows(flag.name) {
                if let mistake = table.mistakes[flag.name] {
                    project.report(
                        Self.self, mistake.isFatal ? .error : .warning, file: command.file,
                        at: flag.range, mistake.message, hint: mistake.hint)
                    continue
                }
                let nearest = NearestSpelling.of(flag.name, among: table.names.sorted())
                project.report(
                    Self.self, .warning, file: command.file, at: flag.range,
                    "\(table.release) has no flag \(flag.name)",
                    hint: nearest.map { "did you mean \($0)?" })
            }
        }
    }
}
